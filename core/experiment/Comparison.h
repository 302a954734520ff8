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

/// The assignment's question as numbers: what differs between a variant of a network and the reference, which is the
/// one without batch normalization.
namespace normscope
{

struct Experiment;

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

/// One figure of every variant. None where it was not reached, was not measured or must not be compared.
struct Measure
{
    Aspect aspect = Aspect::Accuracy;
    std::string key;    ///< in files: "seconds_to_0.97"
    std::string title;  ///< for people: "seconds to 97 %"
    Unit unit = Unit::Count;
    std::vector<std::optional<double>> values;  ///< in the order of the experiment's variants
    std::size_t reference = 0;                  ///< which of them the others are compared with

    /// The variant's value minus the reference's, where both are there; none of the reference itself.
    [[nodiscard]] std::optional<double> differenceOf(std::size_t variant) const;
};

/// The runs of a seed. Lists are in the order of the experiment's variants.
struct SeedComparison
{
    std::uint64_t seed = 0;
    std::vector<std::optional<RunStatus>> statuses;  ///< none where there is no such run
    std::vector<Measure> measures;
    /// Each variant against the reference; none where the answers of one of the two are not there.
    std::vector<std::optional<McNemar>> mistakes;
    std::vector<std::string> remarks;  ///< sentences that a reader must know to read the figures right

    /// Whether that variant and the reference have both ended as planned.
    [[nodiscard]] bool isDone(std::size_t variant, std::size_t reference) const;
};

struct ExperimentComparison
{
    std::string experiment;             ///< a name to tell it by among several: its case's, or its folder's
    std::vector<std::string> variants;  ///< labels in the experiment's order
    std::vector<SeedComparison> seeds;

    /// Which variant the others are compared with; see referenceOf() of Variants.h.
    [[nodiscard]] std::size_t reference() const { return referenceOf(variants); }
    /// The others, in order: those that there is a difference of.
    [[nodiscard]] std::vector<std::size_t> compared() const;
};

/// The variants of all these experiments, in the order in which they come.
[[nodiscard]] std::vector<std::string> variantsOf(const std::vector<ExperimentComparison>& comparisons);

/// Compares the runs of a case of those variants, seed by seed.
[[nodiscard]] ExperimentComparison compare(const std::string& experiment, const std::vector<std::string>& variants,
                                           const std::vector<RunRecord>& runs);

/// Counts for each seed which samples its runs get wrong, by the answers in the case's folder.
void compareMistakes(ExperimentComparison& comparison, const std::filesystem::path& folder);

/// The comparison as comparison.json holds it.
[[nodiscard]] Json toJson(const std::vector<ExperimentComparison>& comparisons);

/// The comparison as comparison.csv holds it: experiment,seed,aspect,measure,unit, a column a variant (bn,no_bn) and
/// `difference`, or where more than one is compared with the reference a column for each (difference_layer_norm); empty
/// where there is no value.
[[nodiscard]] std::string toCsv(const std::vector<ExperimentComparison>& comparisons);

/// Writes comparison.json and comparison.csv into a folder.
[[nodiscard]] Status writeComparison(const std::filesystem::path& folder,
                                     const std::vector<ExperimentComparison>& comparisons);

/// Whether the folder's comparison files are of these runs as they have ended: not missing, as after a full disk, and
/// not of an interruption before.
[[nodiscard]] bool holdsComparison(const std::filesystem::path& folder,
                                   const std::vector<ExperimentComparison>& comparisons);

/// The comparison for a terminal: a table a seed, as long as they are few, and means over seeds where there are
/// several.
[[nodiscard]] std::string toText(const ExperimentComparison& comparison);

/// The final test accuracies of an experiment's cases for a terminal: a row each, means over seeds.
[[nodiscard]] std::string toText(const Experiment& experiment, const std::vector<ExperimentComparison>& cases);

}  // namespace normscope
