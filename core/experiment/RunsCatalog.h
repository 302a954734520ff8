#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <normscope/base/Message.h>
#include <normscope/experiment/About.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/SettingValues.h>

/// What lies in folders of runs, as lists show it: read from the small files alone, so that ten thousand experiments
/// are listed without a table of theirs being opened.
namespace normscope
{

/// A run as its summary.json tells it; one that is not over, and validation, as its epochs.csv. NaN where there is no
/// figure yet.
struct ListedRun
{
    std::uint64_t seed = 0;
    std::string variant;
    bool hasBegun = false;  ///< its folder exists
    bool isHeld = false;    ///< when it was looked at, some process trained it
    RunStatus status = RunStatus::Running;
    double testAccuracy = std::numeric_limits<double>::quiet_NaN();        ///< of the last epoch
    double validationAccuracy = std::numeric_limits<double>::quiet_NaN();  ///< of the last epoch
    double trainSeconds = std::numeric_limits<double>::quiet_NaN();

    /// Done or diverged: nothing is left to train.
    [[nodiscard]] bool isOver() const { return status == RunStatus::Done || status == RunStatus::Diverged; }
    /// A figure that is not there equals another one that is not.
    bool operator==(const ListedRun& other) const;
};

/// A case of an experiment, with every run that is planned: by seed, in the order of its variants.
struct ListedCase
{
    std::string name;                           ///< of its folder; empty where it is the only one
    std::map<std::string, std::string> values;  ///< of the settings that vary, by key
    SettingValues settings;
    std::string reference;  ///< the variant that the others are compared with; empty for a single run
    std::vector<ListedRun> runs;
    bool operator==(const ListedCase&) const = default;
};

/// An experiment's folder.
struct ListedExperiment
{
    std::filesystem::path folder;
    std::int64_t began = 0;  ///< when its experiment.json was written, in milliseconds since 1970
    std::string command;     ///< "train" or "twin"
    std::vector<std::string> varies;
    std::vector<ListedCase> cases;
    About about;
    Message problem;  ///< why it, or something in it, cannot be read; there are cases where it was only something
    bool operator==(const ListedExperiment&) const = default;
};

using ListedExperiments = std::vector<std::shared_ptr<const ListedExperiment>>;

/// Reads one experiment's folder; links in it are not followed. What cannot be read of it is its `problem`, also that
/// experiment.json is not whole yet, as while it is copied.
[[nodiscard]] ListedExperiment listExperiment(const std::filesystem::path& folder);

/// What a look at the folders has found to be different from the look before.
struct CatalogChanges
{
    ListedExperiments changed;                ///< new ones, too
    std::vector<std::filesystem::path> gone;  ///< folders that are no experiments any more
    [[nodiscard]] bool isEmpty() const { return changed.empty() && gone.empty(); }
};

/// How a look is done beside a window.
struct CatalogLook
{
    /// False: looks only at what is likely to change, which takes a twentieth of the time: folders that were not there,
    /// and experiments that are trained or have just changed.
    bool isWhole = true;
    std::stop_token stop;  ///< ends it soon; what has not been looked at stays as it was
    /// Is told several times a second what has been found since the last time.
    std::function<void(const CatalogChanges&)> tell;
};

/// The experiments in folders of runs: those directly in a folder, and the folder itself where it is one or part of
/// one. Each has a folder that holds an experiment.json, or an earlier version's study.json; links are followed to a
/// folder of runs and not in it. One thread at a time. What was read without a problem is kept in an index, so that the
/// next start need only look at the times of files.
class RunsCatalog
{
  public:
    /// `index`: the file that remembers; empty: none. One that is damaged or of another version is begun anew.
    explicit RunsCatalog(std::filesystem::path index = {});
    ~RunsCatalog();
    RunsCatalog(const RunsCatalog&) = delete;
    RunsCatalog& operator=(const RunsCatalog&) = delete;
    RunsCatalog(RunsCatalog&&) = delete;
    RunsCatalog& operator=(RunsCatalog&&) = delete;

    /// What the index says of the folders and has not been told yet, newest first, without looking whether it is still
    /// so: the first picture of a list.
    [[nodiscard]] ListedExperiments remember(const std::vector<std::filesystem::path>& folders);

    /// Looks at the folders; reads what is new or whose files have other times than when they were read.
    /// What was told before and is in none of them is gone.
    [[nodiscard]] CatalogChanges look(const std::vector<std::filesystem::path>& folders, const CatalogLook& how = {});

    /// The runs that some process trained when they were looked at, by their folders.
    [[nodiscard]] std::vector<std::filesystem::path> heldRuns() const;

    /// Writes the index where something in it is new and no other process does so just now. ErrorCode::Io where it
    /// cannot be written.
    [[nodiscard]] Status save();

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// normscope/runs-index in the XDG cache folder; empty where none is known.
[[nodiscard]] std::filesystem::path defaultIndexFile();

}  // namespace normscope
