#include "ui/models/RunProgress.h"

#include <algorithm>

#include <normscope/data/BatchSampler.h>

namespace normscope::ui
{

std::optional<double> RunProgress::remaining(double trained) const
{
    // Before that the first batches, which are slow, would speak for all.
    constexpr double kLeast = 0.005;
    if (ofWhole < kLeast) {
        return std::nullopt;
    }
    return trained * (1 - ofWhole) / ofWhole;
}

RunProgress progressOf(const ShownExperiment& experiment)
{
    RunProgress progress;
    progress.epochs = experiment.spec.training.epochs;
    progress.seeds = experiment.spec.seeds.size();
    const std::size_t halves = experiment.spec.kind == ExperimentKind::Twin ? 2 : 1;
    double iterations = 0;
    double wanted = 0;
    double samples = 0;
    double seconds = 0;
    for (std::size_t i = 0; i < experiment.spec.seeds.size(); ++i) {
        for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
            const auto found = experiment.runs.find({experiment.spec.seeds[i], twin});
            if (found == experiment.runs.end() || found->second.samplesPerEpoch == 0) {
                continue;
            }
            const RunRecord& run = found->second;
            const auto perEpoch = static_cast<double>(
                BatchSampler::batchesPerEpoch(run.samplesPerEpoch, experiment.spec.training.batchSize));
            const double all = perEpoch * static_cast<double>(progress.epochs);
            wanted = all * static_cast<double>(halves * progress.seeds);
            progress.seed = i + 1;
            if (run.steps.empty()) {
                continue;
            }
            const Step& last = run.steps.back();
            const bool isRunning = run.status == RunStatus::Running;
            // A run that ended early leaves nothing to be done.
            iterations += isRunning ? static_cast<double>(last.iteration) : all;
            progress.epoch = last.epoch;
            progress.ofEpoch =
                isRunning ? static_cast<double>(last.iteration) / perEpoch - static_cast<double>(last.epoch - 1) : 1.0;
            samples += static_cast<double>(run.samplesPerEpoch) * static_cast<double>(last.iteration) / perEpoch;
            seconds += last.trainSeconds;
        }
    }
    progress.ofEpoch = std::clamp(progress.ofEpoch, 0.0, 1.0);
    progress.ofWhole = wanted > 0 ? std::min(1.0, iterations / wanted) : 0.0;
    progress.samplesPerSecond = seconds > 0 ? samples / seconds : 0.0;
    return progress;
}

}  // namespace normscope::ui
