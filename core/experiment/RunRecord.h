#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Message.h>
#include <normscope/experiment/ProbeLog.h>
#include <normscope/experiment/SeriesLog.h>
#include <normscope/experiment/Variants.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

enum class RunStatus
{
    Running,
    Done,
    Diverged,
    Cancelled,
    Failed,
};

/// "running", "done", "diverged", "cancelled", "failed".
[[nodiscard]] std::string nameOf(RunStatus status);
/// nullopt where none is called so.
[[nodiscard]] std::optional<RunStatus> runStatusNamed(std::string_view name);

/// Everything that is known of one run, from its events or from its folder: the only truth that charts, tables and
/// reports read. A copy shares the tables, which one thread may fill while others read their own copies.
struct RunRecord
{
    std::uint64_t seed = 0;
    std::string variant = kBn;
    RunStatus status = RunStatus::Running;
    std::string message;  ///< of a failed run
    graph::ParameterCounts parameters;
    std::int64_t samplesPerEpoch = 0;  ///< 0 where it is not known: a record read back from a folder
    SeriesLog iterations{RunTable::Iterations};
    SeriesLog evaluations{RunTable::Evaluations};
    SeriesLog epochs{RunTable::Epochs};
    ProbeLog probes;
    double cpuSeconds = std::numeric_limits<double>::quiet_NaN();  ///< processor time of the steps; NaN: not known
    /// Share of the time in which its threads waited for a core that others used; NaN: not known.
    double coreWait = std::numeric_limits<double>::quiet_NaN();
    bool isOverlapped = false;  ///< another variant of its seed trained at the same time
    /// Of a record read back: the iterations that its summary counts, which are its steps unless rows were lost.
    std::optional<std::int64_t> countedIterations;
    std::string caseName;  ///< of the experiment's cases; empty: the only one

    /// Done or diverged: nothing is left to train.
    [[nodiscard]] bool isOver() const { return status == RunStatus::Done || status == RunStatus::Diverged; }

    /// Takes in what an event says. Weights and predictions are for the run folder alone. A part() of the record that
    /// has taken it in before shares its row.
    void add(const TrainingEvent& event);

    [[nodiscard]] SeriesLog& log(RunTable table);
    [[nodiscard]] const SeriesLog& log(RunTable table) const;

    /// The record as it is now, or with so many iterations at most, on the same tables.
    [[nodiscard]] RunRecord part(std::size_t mostIterations = std::numeric_limits<std::size_t>::max()) const;
};

/// Whether its seconds by the clock are other programs' as well: it waited much for cores (kMuchCoreWait).
[[nodiscard]] bool isOnSharedCores(const RunRecord& record);

/// Says so of the runs that did, and what follows for their times; empty where none did.
[[nodiscard]] Message coreWaitRemark(const std::vector<const RunRecord*>& runs);

/// The figures of a run, as in its summary.json. NaN where there is none.
struct RunSummary
{
    RunStatus status = RunStatus::Running;
    double finalTestAccuracy = 0;
    double bestTestAccuracy = 0;
    std::int64_t bestEpoch = 0;  ///< the first epoch that reached the best test accuracy; 0: none
    graph::ParameterCounts parameters;
    std::int64_t iterations = 0;
    double trainSeconds = 0;
    double cpuSeconds = 0;
    double evalSeconds = 0;
    double samplesPerSecond = 0;  ///< samples trained on per second of training
};

[[nodiscard]] RunSummary summarize(const RunRecord& record);

/// Rows that a run's tables do not hold, or hold too many of.
struct RowGap
{
    bool isOfEpochs = false;  ///< else of iterations
    std::int64_t held = 0;
    std::int64_t expected = 0;  ///< by its summary; epochs by its settings
};

/// What is missing in the tables of a run read back that says it is over: so many epochs long, unless it diverged.
[[nodiscard]] std::optional<RowGap> rowGapOf(const RunRecord& record, std::int64_t epochs);

/// Of a run that diverged: whether the loss of its last step was still a finite number, and its gradient was not.
[[nodiscard]] bool isLossFinite(const RunRecord& run);

/// What may help a run that diverged at that iteration. The first one's loss and gradient are those of the initial
/// weights: no learning rate has changed them.
[[nodiscard]] Message divergenceAdvice(std::int64_t iteration);

}  // namespace normscope
