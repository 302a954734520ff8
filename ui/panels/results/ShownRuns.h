#pragma once

#include <QString>
#include <QStringList>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// A run that the charts show, and how it looks in all of them.
struct ShownRun
{
    ExperimentId experiment = 0;
    RunKey run;
    QString group;                ///< tells it from all others in legends, whatever it is called
    QString label;                ///< as short as it can be and still tell it from the others
    QString pairLabel;            ///< the same of its difference to the reference
    QString pairName;             ///< which difference that is: "BN − no BN"
    std::string reference;        ///< the variant that its experiment compares the others with
    bool isOneOfSeveral = false;  ///< its experiment compares more than one with that
    int shade = 0;                ///< the same in every chart, whatever is selected and whatever seeds begin later
    bool isCurrent = false;       ///< of the experiment that is compared
    bool isGhost = false;         ///< what was shown before a setting was changed: faint
    bool isDone = false;          ///< as planned: one of those that means over seeds are of
    QString experimentName;       ///< what tells its experiment from the others; empty where there are none
    int edition = 0;              ///< of its experiment: see ShownExperiment
    bool operator==(const ShownRun&) const = default;

    /// Whatever it is called and whatever state it is in.
    [[nodiscard]] bool isSameAs(const ShownRun& other) const
    {
        return experiment == other.experiment && run == other.run;
    }
};

/// The runs of the current experiment first, then those of the other checked ones. Empty where none is current.
[[nodiscard]] std::vector<ShownRun> shownRuns(const ExperimentStore& store);

/// A run that somebody chose, or without a seed a variant's runs of all seeds.
struct RunChoice
{
    ExperimentId experiment = 0;
    std::string variant;
    std::optional<std::uint64_t> seed;
    bool operator==(const RunChoice&) const = default;

    [[nodiscard]] bool holds(const ShownRun& run) const
    {
        return run.experiment == experiment && run.run.variant == variant && (!seed || run.run.seed == *seed);
    }
};

/// Two whose difference somebody wants to see: the first minus the second.
struct ChosenPair
{
    RunChoice first;
    RunChoice second;
    bool operator==(const ChosenPair&) const = default;
};

/// What can be chosen of the runs: each, and of several seeds a variant's as one.
[[nodiscard]] std::vector<RunChoice> choicesOf(const std::vector<ShownRun>& runs);

/// "BN, seed 2 · 20×64": the choice among the runs; empty where there is no such run.
[[nodiscard]] QString choiceLabel(const RunChoice& choice, const std::vector<ShownRun>& runs);

/// The runs of a pair: of all seeds those of the same seed, in their order.
[[nodiscard]] std::vector<std::pair<ShownRun, ShownRun>> pairedRuns(const ChosenPair& pair,
                                                                    const std::vector<ShownRun>& runs);

/// What tells experiments shown together apart, in people's words: "20×64", "40×64"; empty for one alone. The same
/// settings once more are told by their folder.
[[nodiscard]] QStringList distinctNames(const std::vector<const ShownExperiment*>& experiments);

/// What people call it, or what its settings are: "Mini ResNet · MNIST · 3 epochs".
[[nodiscard]] QString titleOf(const ShownExperiment& experiment);

/// Null where the store has no such run.
[[nodiscard]] const RunRecord* recordOf(const ExperimentStore& store, const ShownRun& run);

/// "BN, seed 2" in an experiment of several seeds, "BN" otherwise.
[[nodiscard]] QString runName(const ShownExperiment& experiment, const RunKey& run);

/// What `label` and `pairLabel` say without the seed: "BN", "BN − no BN", with what tells the experiment from others.
[[nodiscard]] QString groupLabel(const ShownRun& run);
[[nodiscard]] QString pairGroupLabel(const ShownRun& run);

/// Whose colour the difference to the reference has: neutral where it is the only one.
[[nodiscard]] std::optional<std::string> differenceVariant(const ShownRun& run);

/// The name of a variant's widget: "layerNormCard".
[[nodiscard]] QString objectNameOf(const std::string& variant, const char* what);

/// Beside each other they get too narrow to be read.
inline constexpr int kMostInRow = 3;

/// Iterations in an epoch, as far as can be told from the runs; at least 1. A stored run that was cut off in its first
/// epoch does not say: then it is the length of the longest run.
[[nodiscard]] std::int64_t iterationsPerEpoch(const ShownExperiment& experiment);

}  // namespace normscope::ui
