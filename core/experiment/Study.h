#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/RunFolder.h>

/// Several experiments that are looked at together: one setting with a list of values, or the assignment's three
/// models. On disk a folder with study.json and a complete experiment's folder for each member.
namespace normscope
{

struct StudyMember
{
    std::string name;                           ///< of its folder: "lr-0.1"
    std::map<std::string, std::string> values;  ///< of the settings that vary, by key
    ExperimentSpec spec;
};

struct Study
{
    std::vector<std::string> varies;  ///< keys of settings, in the order of Settings.h; empty for ready-made studies
    std::vector<StudyMember> members;
};

/// A setting's values, one for each member.
struct ValueList
{
    std::string key;
    std::vector<std::string> values;
};

/// Whether a twin takes a list of values for that setting.
[[nodiscard]] bool takesList(std::string_view key);

/// Takes the settings that have a list of values out of a twin's configuration.
[[nodiscard]] std::vector<ValueList> takeLists(Json& json);

/// A member for each combination of the lists' values, the last list's changing fastest. ErrorCode::Usage where a value
/// is none for its setting or stands in its list twice, a list is empty, or more than 1,000 members come out.
[[nodiscard]] Result<Study> makeStudy(const ExperimentSpec& base, const std::vector<ValueList>& lists);

/// The study as study.json holds it: no path, no time.
[[nodiscard]] Json toJson(const Study& study);

/// A study.json read back. An unknown key, a member's name that is not one of a folder in the study's, or settings that
/// --config would refuse are an ErrorCode::Usage that names `source`.
[[nodiscard]] Result<Study> studyFromJson(const Json& json, const std::string& source);

/// Whether a JSON object is a study's and not an experiment's.
[[nodiscard]] bool isStudy(const Json& json);

/// Makes the study's folder, moving one that is there aside if `force`, and writes study.json into it.
[[nodiscard]] Status createStudy(const std::filesystem::path& folder, bool force, const Study& study);

/// Where a study goes by default: a folder among the runs that does not exist yet, named after what varies.
[[nodiscard]] std::filesystem::path defaultFolderFor(const Study& study);

/// The study.json of that folder. Errors as of readStudy().
[[nodiscard]] Result<Study> readStudySpec(const std::filesystem::path& folder);

/// The assignment's study: its MLP, CNN and mini ResNet, each as its preset has it, with what `change` makes of it.
[[nodiscard]] Result<Study> assignmentStudy(const std::function<Status(ExperimentSpec&)>& change);

/// The final test accuracies of the members for a terminal: a row each, means over seeds.
[[nodiscard]] std::string toText(const Study& study, const std::vector<ExperimentComparison>& members);

/// A study as its folder holds it.
struct StoredStudy
{
    struct Member
    {
        std::string name;
        std::map<std::string, std::string> values;
        StoredExperiment experiment;
    };

    std::filesystem::path folder;
    std::vector<std::string> varies;
    std::vector<Member> members;        ///< those that can be read
    std::vector<std::string> problems;  ///< a sentence for each of the others: not begun, or why it cannot be read
};

/// ErrorCode::Usage where there is no study.json, Data or Io where it cannot be read.
[[nodiscard]] Result<StoredStudy> readStudy(const std::filesystem::path& folder);

/// The experiments of a study, or the one of an experiment's or a run's folder.
[[nodiscard]] Result<std::vector<StoredExperiment>> readExperiments(const std::filesystem::path& folder);

}  // namespace normscope
