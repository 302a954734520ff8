#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/runtime/Environment.h>

/// The layout of an experiment's folder, and how it is made and read back. See RunWriter.h for what a run writes.
namespace normscope
{

/// The settings of an experiment: what tells its folder by.
inline constexpr const char* kExperimentFile = "experiment.json";
/// In the folder of an earlier version's study, which is not read.
inline constexpr const char* kEarlierStudyFile = "study.json";
inline constexpr const char* kEnvironmentFile = "environment.json";  ///< in an experiment's folder, and in a run's

/// The most characters of a case's name, which is that of a folder.
inline constexpr std::size_t kLongestCaseName = 100;

/// The folder of a case: DIR/lr-0.1, or the experiment's own where it is the only one, whose name is empty.
[[nodiscard]] std::filesystem::path caseFolder(const std::filesystem::path& experiment, const std::string& name);

/// The folder of a run: DIR/seed-1/bn, DIR/lr-0.1/seed-1/layer-norm, by the folder of its case.
[[nodiscard]] std::filesystem::path leafOf(const std::filesystem::path& caseFolder, std::uint64_t seed,
                                           const std::string& variant);

/// What a folder of results is: the whole of an experiment, one of its cases, or one run.
struct ResultsPlace
{
    std::filesystem::path experiment;   ///< its folder, absolute
    std::string caseName;               ///< of the case, or of the run's; empty: of the only one, or all cases
    std::optional<std::uint64_t> seed;  ///< of a run
    std::string variant;                ///< of a run

    [[nodiscard]] bool isRun() const { return seed.has_value(); }
    /// Whether it is the experiment's own folder.
    [[nodiscard]] bool isWhole() const { return caseName.empty() && !isRun(); }
};

/// Finds out what a folder is, by where an experiment.json lies; a case's or a run's need not have begun. Reads no
/// file. ErrorCode::Usage where there is no experiment, Data where it is a study's of an earlier version.
[[nodiscard]] Result<ResultsPlace> locate(const std::filesystem::path& folder);

/// Whether it holds the experiment.json of an experiment.
[[nodiscard]] bool holdsExperiment(const std::filesystem::path& folder);

/// The runs of an experiment or a case that somebody trains, in this process or another, by their folders.
[[nodiscard]] std::vector<std::filesystem::path> heldRuns(const std::filesystem::path& folder);

/// Whether it is what somebody may want to open and export: the folder of an experiment, of a case or run that has
/// begun, or one that locate() refuses as a study's.
[[nodiscard]] bool holdsResults(const std::filesystem::path& folder);

/// The last name of a folder's path: what tells an experiment by among several.
[[nodiscard]] std::string folderName(const std::filesystem::path& folder);

/// The first of "path", "path-2", "path-3", … that does not exist.
[[nodiscard]] std::filesystem::path firstFree(const std::filesystem::path& path);

/// Whether it is the name of a seed's folder, and whether a folder, a case's, has one.
[[nodiscard]] bool isSeedFolder(const std::string& name);
[[nodiscard]] bool hasSeeds(const std::filesystem::path& folder);

/// A new, empty folder, so that of several processes that want the same name each has its own. With the object it goes
/// again, unless something has been put into it.
class ReservedFolder
{
  public:
    /// The first of "wanted", "wanted-2", … that this process can make. ErrorCode::Io where none can be made, Usage
    /// where nothing says where results go (`wanted` is empty).
    [[nodiscard]] static Result<ReservedFolder> make(const std::filesystem::path& wanted);

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

    ReservedFolder(ReservedFolder&& other) noexcept
        : m_path(std::exchange(other.m_path, {}))
    {
    }
    ReservedFolder& operator=(ReservedFolder&& other) noexcept
    {
        std::swap(m_path, other.m_path);
        return *this;
    }
    ReservedFolder(const ReservedFolder&) = delete;
    ReservedFolder& operator=(const ReservedFolder&) = delete;
    ~ReservedFolder();

  private:
    explicit ReservedFolder(std::filesystem::path path)
        : m_path(std::move(path))
    {
    }

    std::filesystem::path m_path;
};

/// Where runs go by default: $NORMSCOPE_RUNS, or normscope/runs in the XDG data folder; empty where neither is known.
[[nodiscard]] std::filesystem::path defaultRunsFolder();

/// A folder in there that does not exist yet, of that name or one like it; empty where there is none.
[[nodiscard]] std::filesystem::path freeRunsFolder(const std::string& name);

/// A folder in there that does not exist yet, named after what differs from the defaults: "twin-cnn-mnist-lr0.01".
[[nodiscard]] std::filesystem::path defaultFolderFor(const ExperimentSpec& spec);

/// Whether an experiment may be put there: a new folder may, one that holds nothing that is called as a result is, and
/// one that holds an experiment if `force`.
/// Reads no data and changes nothing. ErrorCode::Usage if not, Io where the folder could not be made.
[[nodiscard]] Status checkTarget(const std::filesystem::path& folder, bool force);

/// Makes the folder, moving an experiment that is there aside (to DIR.old, DIR.old-2, …; of a link, what it leads to)
/// if `force`, and writes experiment.json and environment.json into it.
[[nodiscard]] Status createExperiment(const std::filesystem::path& folder, bool force, const Experiment& experiment,
                                      const Environment& environment);

/// Writes experiment.json anew, once more is known of the data.
[[nodiscard]] Status writeExperiment(const std::filesystem::path& folder, const Experiment& experiment);

/// What is not as it was when the experiment began, for people: "threads: 2, before 4". A run that goes on there does
/// not end in the same bits.
[[nodiscard]] std::vector<std::string> environmentChanges(const std::filesystem::path& folder,
                                                          const Environment& environment);

/// The JSON object in a file below a folder, which may have come from elsewhere: links are not followed.
[[nodiscard]] Result<Json> readJsonBelow(const std::filesystem::path& folder, const std::filesystem::path& name);

/// A run as its folder holds it, by the folder of its case. None where there is no such folder. ErrorCode::Data where
/// something in it cannot be what a run has written, or is a link, Io where it cannot be read.
[[nodiscard]] Result<std::optional<RunRecord>> readRun(const std::filesystem::path& caseFolder,
                                                       const ExperimentSpec& spec, std::uint64_t seed,
                                                       const std::string& variant);

/// The experiment.json of an experiment, and what the folder that it was found by is of it.
struct StoredPlan
{
    ResultsPlace place;
    Experiment experiment;

    /// The cases that the folder is or holds, by their index.
    [[nodiscard]] std::vector<std::size_t> cases() const;
};

/// Reads the experiment.json of an experiment's folder, or of the one that a case's or a run's belongs to. Errors of
/// locate(); ErrorCode::Usage where the experiment has no such case, Data or Io if the file cannot be read.
[[nodiscard]] Result<StoredPlan> readPlan(const std::filesystem::path& folder);

/// A case as its folder holds it, with all of its runs or with one.
struct StoredCase
{
    std::filesystem::path experiment;  ///< the folder of the experiment
    std::filesystem::path folder;      ///< of the case; of the run where that is all that was asked for
    std::string name;                  ///< empty where it is the only case
    std::map<std::string, std::string> values;
    ExperimentSpec spec;
    DataFacts facts;
    std::vector<RunRecord> runs;  ///< by seed, in the order of the variants; only those whose folder exists
    bool isRun = false;           ///< one run alone was asked for

    /// The folder of its runs' folders.
    [[nodiscard]] std::filesystem::path home() const { return caseFolder(experiment, name); }
    /// The last name of its folder, or of the experiment's: what tells it by among several.
    [[nodiscard]] std::string title() const { return folderName(home()); }
};

/// An experiment as its folder holds it, or that part of it that was asked for.
struct StoredExperiment
{
    ResultsPlace place;
    std::vector<std::string> varies;
    std::vector<StoredCase> cases;  ///< those that have begun and can be read
    std::vector<Message> problems;  ///< a sentence for each of the others: not begun, or why it cannot be read
};

/// Reads a folder back without any data or training: an experiment's, a case's or a run's (…/seed-1/bn), which gives
/// its case with that run alone. Errors of readPlan(). ErrorCode::Data or Io where files cannot be read and no case is
/// left; where others are, that is a problem. Between cases `isStopped` is asked whether to leave the rest out.
[[nodiscard]] Result<StoredExperiment> readExperiment(const std::filesystem::path& folder,
                                                      const std::function<bool()>& isStopped = {});

/// The same of a folder that is of one case, also of one that has not begun. ErrorCode::Usage where it is of several.
[[nodiscard]] Result<StoredCase> readCase(const std::filesystem::path& folder);

/// A case of a plan: readCase() without reading experiment.json once more.
[[nodiscard]] Result<StoredCase> readCase(const StoredPlan& plan, std::size_t index);

}  // namespace normscope
