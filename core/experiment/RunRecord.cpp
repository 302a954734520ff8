#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <normscope/base/Overloaded.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/runtime/CoreWait.h>

namespace normscope
{

namespace
{

constexpr std::array<std::string_view, 5> kStatusNames{"running", "done", "diverged", "cancelled", "failed"};

}  // namespace

std::string nameOf(RunStatus status)
{
    return std::string(kStatusNames.at(static_cast<std::size_t>(status)));
}

std::optional<RunStatus> runStatusNamed(std::string_view name)
{
    const auto* const found = std::find(kStatusNames.begin(), kStatusNames.end(), name);
    return found == kStatusNames.end() ? std::nullopt
                                       : std::optional(static_cast<RunStatus>(found - kStatusNames.begin()));
}

void RunRecord::add(const TrainingEvent& event)
{
    countedIterations.reset();
    if (const auto* step = std::get_if<Step>(&event.what)) {
        cpuSeconds = step->cpuSeconds;
    }
    if (const auto row = rowOf(event)) {
        log(row->table).append(*row);
        return;
    }
    std::visit(Overloaded{
                   [&](const Started& started) {
                       parameters = started.parameters;
                       samplesPerEpoch = started.samplesPerEpoch;
                   },
                   [&](const ProbeRows& look) { probes.append(look); },
                   [&](const Finished& /*finished*/) { status = RunStatus::Done; },
                   [&](const Diverged& /*diverged*/) { status = RunStatus::Diverged; },
                   [&](const Cancelled& /*cancelled*/) { status = RunStatus::Cancelled; },
                   [&](const Failed& failed) {
                       status = RunStatus::Failed;
                       message = failed.message;
                   },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

const SeriesLog& RunRecord::log(RunTable table) const
{
    return table == RunTable::Iterations ? iterations : table == RunTable::Evaluations ? evaluations : epochs;
}

SeriesLog& RunRecord::log(RunTable table)
{
    return const_cast<SeriesLog&>(std::as_const(*this).log(table));
}

RunRecord RunRecord::part(std::size_t mostIterations) const
{
    RunRecord shown = *this;
    shown.iterations = iterations.part(mostIterations);
    shown.evaluations = evaluations.part();
    shown.epochs = epochs.part();
    shown.probes = probes.part();
    return shown;
}

std::optional<RowGap> rowGapOf(const RunRecord& record, std::int64_t epochs)
{
    const bool isOver = record.status == RunStatus::Done || record.status == RunStatus::Diverged;
    if (!isOver || !record.countedIterations) {
        return std::nullopt;
    }
    const auto iterations = static_cast<std::int64_t>(record.iterations.size());
    if (*record.countedIterations != iterations) {
        return RowGap{false, iterations, *record.countedIterations};
    }
    const auto held = static_cast<std::int64_t>(record.epochs.size());
    if (record.status == RunStatus::Done && held != epochs) {
        return RowGap{true, held, epochs};
    }
    return std::nullopt;
}

bool isOnSharedCores(const RunRecord& record)
{
    return record.coreWait > kMuchCoreWait;
}

Message coreWaitRemark(const std::vector<const RunRecord*>& runs)
{
    double most = 0;
    bool hasSeveralThreads = false;
    for (const RunRecord* run : runs) {
        if (isOnSharedCores(*run)) {
            most = std::max(most, run->coreWait);
            hasSeveralThreads |= !std::isfinite(run->cpuSeconds);
        }
    }
    const std::string percent = fmt::format("{:.0f}", most * 100);
    if (most == 0) {
        return {};
    }
    return hasSeveralThreads
               ? Message::tr("Training waited up to {} % of the time for free cores, which other programs or more "
                             "networks at one time than there are cores used: its times are not comparable.",
                             percent)
               : Message::tr("Training waited up to {} % of the time for a free core, which other programs or more "
                             "networks at one time than there are cores used: compare processor time, not seconds by "
                             "the clock.",
                             percent);
}

RunSummary summarize(const RunRecord& record)
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    const std::size_t epochs = record.epochs.size();
    RunSummary summary;
    summary.status = record.status;
    summary.parameters = record.parameters;
    summary.iterations = static_cast<std::int64_t>(record.iterations.size());
    summary.trainSeconds = record.iterations.empty() ? 0.0 : record.iterations.last("train_seconds");
    summary.cpuSeconds = record.cpuSeconds;
    summary.evalSeconds = epochs == 0 ? 0.0 : record.epochs.last("eval_seconds");
    const SeriesColumn accuracy = record.epochs.column("test_accuracy");
    summary.finalTestAccuracy = record.status == RunStatus::Done && epochs > 0 ? accuracy[epochs - 1] : kNone;
    summary.bestTestAccuracy = kNone;
    for (std::size_t i = 0; i < epochs; ++i) {
        // Written so that NaN, of an epoch that did not look at the test set, never wins and never stays.
        if (accuracy[i] > summary.bestTestAccuracy || (summary.bestEpoch == 0 && accuracy[i] >= 0)) {
            summary.bestTestAccuracy = accuracy[i];
            summary.bestEpoch = record.epochs.epoch(i);
        }
    }
    // Over whole epochs alone, whose number of samples is known.
    summary.samplesPerSecond = kNone;
    if (const double seconds = record.epochs.last("train_seconds"); record.samplesPerEpoch > 0 && seconds > 0) {
        summary.samplesPerSecond = static_cast<double>(record.samplesPerEpoch) * static_cast<double>(epochs) / seconds;
    }
    return summary;
}

bool isLossFinite(const RunRecord& run)
{
    return std::isfinite(run.iterations.last("loss"));
}

Message divergenceAdvice(std::int64_t iteration)
{
    return iteration > 1
               ? Message::tr("A smaller learning rate may help.")
               : Message::tr("Nothing had been learned yet, so the learning rate is not to blame: look at the "
                             "data, at the initial weights, and at BN's ε (--bn-eps) where it is 0.");
}

}  // namespace normscope
