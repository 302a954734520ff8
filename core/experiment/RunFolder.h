#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/runtime/Environment.h>

/// The layout of an experiment's folder, and how it is made and read back. See RunWriter.h for what a run writes.
namespace normscope
{

/// The folder of a run: DIR/seed-1/bn, DIR/seed-1/layer-norm.
[[nodiscard]] std::filesystem::path leafOf(const std::filesystem::path& experiment, std::uint64_t seed,
                                           const std::string& variant);

/// The settings of an experiment, and the members of a study: what tells their folders by.
inline constexpr const char* kExperimentFile = "experiment.json";
inline constexpr const char* kStudyFile = "study.json";

/// Whether it is the folder of an experiment, or of a study.
[[nodiscard]] bool holdsExperiment(const std::filesystem::path& folder);
[[nodiscard]] bool holdsStudy(const std::filesystem::path& folder);

/// Whether it is one of these, or a run's, which has a summary.json: what can be opened and exported.
[[nodiscard]] bool holdsResults(const std::filesystem::path& folder);

/// The study's folder that an experiment's lies directly in, spelled as it is there; empty where there is none.
[[nodiscard]] std::filesystem::path studyOf(const std::filesystem::path& experiment);

/// The last name of a folder's path: what tells an experiment by among several.
[[nodiscard]] std::string folderName(const std::filesystem::path& folder);

/// The first of "path", "path-2", "path-3", … that does not exist.
[[nodiscard]] std::filesystem::path firstFree(const std::filesystem::path& path);

/// Where runs go by default: $NORMSCOPE_RUNS, or normscope/runs in the XDG data folder.
[[nodiscard]] std::filesystem::path defaultRunsFolder();

/// A folder in there that does not exist yet, named after what differs from the defaults: "twin-cnn-mnist-lr0.01".
[[nodiscard]] std::filesystem::path defaultFolderFor(const ExperimentSpec& spec);

/// Whether an experiment may be put there: a new or empty folder may, one that holds an experiment only if `force`.
/// Reads no data and changes nothing. ErrorCode::Usage if not, Io where the folder could not be made.
[[nodiscard]] Status checkTarget(const std::filesystem::path& folder, bool force);

/// Makes the folder, moving an experiment or a study that is there aside (to DIR.old, DIR.old-2, …) if `force`.
[[nodiscard]] Status makeFolder(const std::filesystem::path& folder, bool force);

/// Makes the folder and writes experiment.json and environment.json into it.
[[nodiscard]] Status createExperiment(const std::filesystem::path& folder, bool force, const ExperimentSpec& spec,
                                      const DataFacts& facts, const Environment& environment);

/// What is not as it was when the experiment began, for people: "threads: 2, before 4". A run that goes on there does
/// not end in the same bits.
[[nodiscard]] std::vector<std::string> environmentChanges(const std::filesystem::path& folder,
                                                          const Environment& environment);

/// Whether it is a run's folder: …/seed-1/VARIANT with a summary.json.
[[nodiscard]] bool isRunFolder(const std::filesystem::path& folder);

/// The JSON object in a file below a folder, which may have come from elsewhere: links are not followed.
[[nodiscard]] Result<Json> readJsonBelow(const std::filesystem::path& folder, const std::filesystem::path& name);

/// A run as its folder holds it. None where there is no such folder. ErrorCode::Data where
/// something in it cannot be what a run has written, or is a link, Io where it cannot be read.
[[nodiscard]] Result<std::optional<RunRecord>> readRun(const std::filesystem::path& experiment,
                                                       const ExperimentSpec& spec, std::uint64_t seed,
                                                       const std::string& variant);

/// An experiment as its folder holds it.
struct StoredExperiment
{
    std::filesystem::path folder;
    ExperimentConfig config;
    std::vector<RunRecord> runs;  ///< by seed, in the order of the variants; only those whose folder exists
};

/// The settings of the experiment in a folder, or of the one that a run's folder belongs to, and that experiment's
/// folder. Errors as of readExperiment().
struct StoredConfig
{
    std::filesystem::path folder;
    ExperimentConfig config;
};
[[nodiscard]] Result<StoredConfig> readStoredConfig(const std::filesystem::path& folder);

/// Reads a folder back without any data or training: an experiment's, or one run's (…/seed-1/bn), which gives the
/// experiment with that run alone. ErrorCode::Usage if it is neither, Data or Io if a file of it cannot be read.
[[nodiscard]] Result<StoredExperiment> readExperiment(const std::filesystem::path& folder);

}  // namespace normscope
