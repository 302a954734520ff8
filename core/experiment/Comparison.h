#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/Statistics.h>

/// The assignment's question as numbers: what differs between a run with batch normalization and one without.
namespace normscope
{

/// The assignment's aspects of comparison.
enum class Aspect
{
    TrainingTime,
    Convergence,
    Parameters,
    Accuracy,
};

[[nodiscard]] std::string nameOf(Aspect aspect);

/// How a measure's values are shown to people. Files hold them as they are.
enum class Unit
{
    Seconds,
    Iterations,
    Count,
    Loss,
    Fraction,
};

[[nodiscard]] std::string nameOf(Unit unit);

/// One figure of both twins. None where it was not reached, was not measured or must not be compared.
struct Measure
{
    Aspect aspect = Aspect::Accuracy;
    std::string key;    ///< in files: "seconds_to_0.97"
    std::string title;  ///< for people: "seconds to 97 %"
    Unit unit = Unit::Count;
    std::optional<double> bn;
    std::optional<double> noBn;

    /// bn − noBn where both are there.
    [[nodiscard]] std::optional<double> difference() const;
};

/// Both runs of a seed, or the one there is.
struct PairComparison
{
    std::uint64_t seed = 0;
    std::optional<RunStatus> bn;
    std::optional<RunStatus> noBn;
    std::vector<Measure> measures;
    std::optional<McNemar> mistakes;   ///< none where the answers of one of the runs are not there
    std::vector<std::string> remarks;  ///< sentences that a reader must know to read the figures right
};

struct ExperimentComparison
{
    std::string experiment;  ///< a name to tell it by among several: its folder's
    std::vector<PairComparison> pairs;
};

/// Compares the runs of an experiment, seed by seed.
[[nodiscard]] ExperimentComparison compare(const std::string& experiment, const std::vector<RunRecord>& runs);

/// Counts for each pair which samples its runs get wrong, by the answers in the experiment's folder.
void compareMistakes(ExperimentComparison& comparison, const std::filesystem::path& folder);

/// The comparison as comparison.json holds it.
[[nodiscard]] Json toJson(const std::vector<ExperimentComparison>& comparisons);

/// The comparison as comparison.csv holds it: experiment,seed,aspect,measure,unit,bn,no_bn,difference; empty where
/// there is no value.
[[nodiscard]] std::string toCsv(const std::vector<ExperimentComparison>& comparisons);

/// Writes comparison.json and comparison.csv into a folder.
[[nodiscard]] Status writeComparison(const std::filesystem::path& folder,
                                     const std::vector<ExperimentComparison>& comparisons);

/// Whether the folder's comparison files are of these runs as they have ended: not missing, as after a full disk, and
/// not of an interruption before.
[[nodiscard]] bool holdsComparison(const std::filesystem::path& folder, const ExperimentComparison& comparison);

/// The comparison for a terminal: a table a seed, as long as they are few, and means over seeds where there are
/// several.
[[nodiscard]] std::string toText(const ExperimentComparison& comparison);

}  // namespace normscope
