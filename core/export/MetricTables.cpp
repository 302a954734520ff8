#include <map>

#include <normscope/export/MetricTables.h>

namespace normscope
{

std::vector<std::int64_t> lastIterations(const RunRecord& run)
{
    std::map<std::int64_t, std::int64_t> byEpoch;
    for (const Step& step : run.steps) {
        byEpoch[step.epoch] = step.iteration;
    }
    std::vector<std::int64_t> last;
    last.reserve(run.epochs.size());
    for (const EpochResult& epoch : run.epochs) {
        const auto found = byEpoch.find(epoch.epoch);
        last.push_back(found == byEpoch.end() ? 0 : found->second);
    }
    return last;
}

std::array<MetricTable, 3> tablesOf(const RunRecord& run, bool hasValidation)
{
    MetricTable iterations{"iterations", {{"loss", true}, {"batch_accuracy"}, {"lr"}, {"train_seconds"}}, {}};
    iterations.rows.reserve(run.steps.size());
    for (const Step& step : run.steps) {
        iterations.rows.push_back(
            {step.iteration, step.epoch, {step.loss, step.batchAccuracy, step.lr, step.trainSeconds}});
    }

    MetricTable evaluations{"evaluations", {{"test_loss"}, {"test_accuracy"}, {"train_seconds"}}, {}};
    evaluations.rows.reserve(run.evaluations.size());
    for (const Evaluation& look : run.evaluations) {
        evaluations.rows.push_back({look.iteration, look.epoch, {look.testLoss, look.testAccuracy, look.trainSeconds}});
    }

    MetricTable epochs{"epochs",
                       {{"train_loss"},
                        {"train_accuracy"},
                        {"test_loss", false, true},
                        {"test_accuracy", false, true},
                        {"train_seconds"},
                        {"eval_seconds"}},
                       {}};
    if (hasValidation) {
        epochs.metrics.push_back({"validation_loss", false, true});
        epochs.metrics.push_back({"validation_accuracy", false, true});
    }
    const auto last = lastIterations(run);
    for (std::size_t i = 0; i < run.epochs.size(); ++i) {
        const EpochResult& epoch = run.epochs[i];
        MetricRow row{last[i],
                      epoch.epoch,
                      {epoch.trainLoss, epoch.trainAccuracy, epoch.testLoss, epoch.testAccuracy, epoch.trainSeconds,
                       epoch.evalSeconds}};
        if (hasValidation) {
            row.values.push_back(epoch.validationLoss);
            row.values.push_back(epoch.validationAccuracy);
        }
        epochs.rows.push_back(std::move(row));
    }
    return {std::move(iterations), std::move(evaluations), std::move(epochs)};
}

}  // namespace normscope
