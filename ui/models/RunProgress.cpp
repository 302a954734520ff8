#include "ui/models/RunProgress.h"

#include <algorithm>

#include <normscope/data/BatchSampler.h>

namespace normscope::ui
{

std::optional<double> RunProgress::remaining(double trained, double from) const
{
    // Before that the first batches, which are slow, would speak for all.
    constexpr double kLeast = 0.005;
    if (ofWhole - from < kLeast) {
        return std::nullopt;
    }
    return trained * (1 - ofWhole) / (ofWhole - from);
}

RunProgress progressOf(const ShownExperiment& experiment)
{
    RunProgress progress;
    progress.epochs = experiment.spec.training.epochs;
    progress.seeds = experiment.spec.seeds.size();
    // A run that was read from its folder does not say it: those that train here do.
    std::int64_t samplesPerEpoch = 0;
    for (const auto& [key, run] : experiment.runs) {
        samplesPerEpoch = std::max(samplesPerEpoch, run.samplesPerEpoch);
    }
    if (samplesPerEpoch == 0) {
        return progress;
    }
    const auto perEpoch =
        static_cast<double>(BatchSampler::batchesPerEpoch(samplesPerEpoch, experiment.spec.training.batchSize));
    const double all = perEpoch * static_cast<double>(progress.epochs);
    const auto variants = variantsOf(experiment.spec);
    double iterations = 0;
    for (std::size_t i = 0; i < experiment.spec.seeds.size(); ++i) {
        for (const std::string& variant : variants) {
            const auto found = experiment.runs.find({experiment.spec.seeds[i], variant});
            if (found == experiment.runs.end()) {
                continue;
            }
            const RunRecord& run = found->second;
            progress.seed = i + 1;
            if (run.iterations.empty()) {
                continue;
            }
            const SeriesRow last = run.iterations.row(run.iterations.size() - 1);
            // One that was stopped is about to be gone on with.
            const bool isRunning = run.status == RunStatus::Running || run.status == RunStatus::Cancelled;
            // A run that ended early leaves nothing to be done.
            iterations += isRunning ? static_cast<double>(last.iteration) : all;
            progress.epoch = last.epoch;
            progress.ofEpoch =
                isRunning ? static_cast<double>(last.iteration) / perEpoch - static_cast<double>(last.epoch - 1) : 1.0;
            progress.samples += static_cast<double>(samplesPerEpoch) * static_cast<double>(last.iteration) / perEpoch;
        }
    }
    const double wanted = all * static_cast<double>(variants.size() * progress.seeds);
    progress.ofEpoch = std::clamp(progress.ofEpoch, 0.0, 1.0);
    progress.ofWhole = wanted > 0 ? std::min(1.0, iterations / wanted) : 0.0;
    return progress;
}

}  // namespace normscope::ui
