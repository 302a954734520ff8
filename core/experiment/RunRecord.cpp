#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <normscope/base/Overloaded.h>
#include <normscope/experiment/RunRecord.h>

namespace normscope
{

std::string nameOf(RunStatus status)
{
    constexpr std::array kNames{"running", "done", "diverged", "cancelled", "failed"};
    return kNames.at(static_cast<std::size_t>(status));
}

void RunRecord::add(const TrainingEvent& event)
{
    countedIterations.reset();
    std::visit(Overloaded{
                   [&](const Started& started) {
                       parameters = started.parameters;
                       samplesPerEpoch = started.samplesPerEpoch;
                       // A run planned to be longer than memory holds may still be stopped long before.
                       constexpr std::int64_t kMostReserved = 1'000'000;
                       const std::int64_t planned = std::min(started.epochs, kMostReserved);
                       steps.reserve(static_cast<std::size_t>(
                           std::min(planned * std::min(started.iterationsPerEpoch, kMostReserved), kMostReserved)));
                   },
                   [&](const Step& step) { steps.push_back(step); },
                   [&](const Evaluation& evaluation) { evaluations.push_back(evaluation); },
                   [&](const EpochResult& epoch) { epochs.push_back(epoch); },
                   [](const Checkpoint& /*checkpoint*/) {},
                   [&](const Finished& /*finished*/) { status = RunStatus::Done; },
                   [&](const Diverged& /*diverged*/) { status = RunStatus::Diverged; },
                   [&](const Cancelled& /*cancelled*/) { status = RunStatus::Cancelled; },
                   [&](const Failed& failed) {
                       status = RunStatus::Failed;
                       message = failed.message;
                   },
               },
               event.what);
}

std::optional<RowGap> rowGapOf(const RunRecord& record, std::int64_t epochs)
{
    const bool isOver = record.status == RunStatus::Done || record.status == RunStatus::Diverged;
    if (!isOver || !record.countedIterations) {
        return std::nullopt;
    }
    const auto steps = static_cast<std::int64_t>(record.steps.size());
    if (*record.countedIterations != steps) {
        return RowGap{false, steps, *record.countedIterations};
    }
    const auto held = static_cast<std::int64_t>(record.epochs.size());
    if (record.status == RunStatus::Done && held != epochs) {
        return RowGap{true, held, epochs};
    }
    return std::nullopt;
}

RunSummary summarize(const RunRecord& record)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    RunSummary summary;
    summary.status = record.status;
    summary.parameters = record.parameters;
    summary.iterations = static_cast<std::int64_t>(record.steps.size());
    summary.trainSeconds = record.steps.empty() ? 0.0 : record.steps.back().trainSeconds;
    summary.evalSeconds = record.epochs.empty() ? 0.0 : record.epochs.back().evalSeconds;
    const bool isDone = record.status == RunStatus::Done && !record.epochs.empty();
    summary.finalTestAccuracy = isDone ? record.epochs.back().testAccuracy : kNone;
    summary.bestTestAccuracy = kNone;
    for (const EpochResult& epoch : record.epochs) {
        // Written so that NaN, of an epoch that did not look at the test set, never wins and never stays.
        if (epoch.testAccuracy > summary.bestTestAccuracy || (summary.bestEpoch == 0 && epoch.testAccuracy >= 0)) {
            summary.bestTestAccuracy = epoch.testAccuracy;
            summary.bestEpoch = epoch.epoch;
        }
    }
    // Over whole epochs alone, whose number of samples is known.
    summary.samplesPerSecond = kNone;
    if (record.samplesPerEpoch > 0 && !record.epochs.empty() && record.epochs.back().trainSeconds > 0) {
        const auto samples = static_cast<double>(record.samplesPerEpoch) * static_cast<double>(record.epochs.size());
        summary.samplesPerSecond = samples / record.epochs.back().trainSeconds;
    }
    return summary;
}

bool isLossFinite(const RunRecord& run)
{
    return !run.steps.empty() && std::isfinite(run.steps.back().loss);
}

}  // namespace normscope
