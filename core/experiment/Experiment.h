#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/ExperimentSpec.h>

/// What was asked for, as a plan of runs: one case, or several that differ in settings with a list of values, or in
/// more than a product of lists can say, as the assignment's three models do.
namespace normscope
{

/// Settings that have one value each: a run for each seed and variant.
struct ExperimentCase
{
    std::string name;                           ///< of its folder: "lr-0.1"; empty where it is the only one
    std::map<std::string, std::string> values;  ///< of the settings that vary, by key
    ExperimentSpec spec;
    DataFacts facts;  ///< empty texts where they are not known
};

struct Experiment
{
    std::vector<std::string> varies;    ///< keys of settings, as they were given; empty where no lists say it
    std::vector<ExperimentCase> cases;  ///< at least one

    [[nodiscard]] bool hasSeveralCases() const { return cases.size() > 1; }
};

/// The most runs that an experiment has: each case has its settings in memory, far more than its text.
inline constexpr std::size_t kMostRuns = 100'000;

/// The most nodes of networks that its cases have together: each has its own copy.
inline constexpr std::size_t kMostNodesInAll = 2'000'000;

/// A setting's values, one for each case.
struct ValueList
{
    std::string key;
    std::vector<std::string> values;
};

/// Whether a twin takes a list of values for that setting.
[[nodiscard]] bool takesList(std::string_view key);

/// Takes the settings that have a list of values out of a twin's configuration.
[[nodiscard]] std::vector<ValueList> takeLists(Json& json);

/// The experiment of a single case.
[[nodiscard]] Experiment experimentOf(ExperimentSpec spec, DataFacts facts = {});

/// A case for each combination of the lists' values, the last list's changing fastest. ErrorCode::Usage where a value
/// is none for its setting or stands in its list twice, a list is empty, or more than kMostRuns runs come out.
[[nodiscard]] Result<Experiment> experimentOf(const ExperimentConfig& base, const std::vector<ValueList>& lists);

/// The assignment's MLP, CNN and mini ResNet, each as its preset has it, with what `change` makes of it.
[[nodiscard]] Result<Experiment> assignmentExperiment(const std::function<Status(ExperimentSpec&)>& change);

/// As experiment.json holds it, and --config takes it: no path of the results, no time.
[[nodiscard]] Json toJson(const Experiment& experiment);

/// Whether a configuration gives its cases one by one and not by lists.
[[nodiscard]] bool namesCases(const Json& json);

/// A configuration over `base`, whose kind says which command is asking. What --config would refuse is an
/// ErrorCode::Usage that names `source`; so is a case's name that is not one of a folder in the experiment's.
[[nodiscard]] Result<Experiment> experimentFromJson(const Json& json, const ExperimentSpec& base,
                                                    const std::string& source);

/// Where an experiment goes by default: a folder among the runs that does not exist yet, named after what varies, or
/// after what differs from the defaults.
[[nodiscard]] std::filesystem::path defaultFolderFor(const Experiment& experiment);

/// The runs of all cases.
[[nodiscard]] std::int64_t runCount(const Experiment& experiment);

/// The threads that each network of the plan trains with, the same in all cases; see threadsOf(spec).
[[nodiscard]] int threadsOf(const Experiment& experiment);

/// The lanes that they train on; see lanesOf(spec, threads).
[[nodiscard]] int lanesOf(const Experiment& experiment, int threads);

}  // namespace normscope
