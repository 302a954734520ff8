#include "ui/panels/results/RunSeries.h"

#include <algorithm>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

namespace
{

double xOf(XUnit unit, std::int64_t iteration, std::int64_t perEpoch, double seconds)
{
    switch (unit) {
    case XUnit::Iteration:
        return static_cast<double>(iteration);
    case XUnit::Epoch:
        return static_cast<double>(iteration) / static_cast<double>(perEpoch);
    case XUnit::Seconds:
        break;
    }
    return seconds;
}

/// The last iteration of an epoch. The step is there before its epoch's end is.
std::int64_t endOf(const RunRecord& record, const EpochResult& epoch, std::int64_t perEpoch)
{
    const auto after = std::upper_bound(record.steps.begin(), record.steps.end(), epoch.epoch,
                                        [](std::int64_t number, const Step& step) { return number < step.epoch; });
    return after == record.steps.begin() ? epoch.epoch * perEpoch : std::prev(after)->iteration;
}

double yOf(const Step& step, Series series)
{
    return series == Series::Loss ? static_cast<double>(step.loss) : step.batchAccuracy;
}

}  // namespace

const std::vector<Series>& seriesOf(Quantity quantity)
{
    static const std::vector<Series> kLoss{Series::Loss};
    static const std::vector<Series> kBatch{Series::BatchAccuracy};
    static const std::vector<Series> kTest{Series::QuickTestAccuracy, Series::TestAccuracy, Series::ValidationAccuracy};
    return quantity == Quantity::Loss ? kLoss : quantity == Quantity::BatchAccuracy ? kBatch : kTest;
}

bool isPerBatch(Series series)
{
    return series == Series::Loss || series == Series::BatchAccuracy;
}

CurveForm lineFormOf(Series series)
{
    return isPerBatch(series) || series == Series::QuickTestAccuracy ? CurveForm::Line : CurveForm::LineWithMarkers;
}

std::size_t countOf(const RunRecord& record, Series series)
{
    switch (series) {
    case Series::Loss:
    case Series::BatchAccuracy:
        return record.steps.size();
    case Series::QuickTestAccuracy:
        return record.evaluations.size();
    case Series::TestAccuracy:
    case Series::ValidationAccuracy:
        break;
    }
    return record.epochs.size();
}

QPointF pointAt(const RunRecord& record, Series series, XUnit unit, std::int64_t perEpoch, std::size_t index)
{
    if (isPerBatch(series)) {
        const Step& step = record.steps[index];
        return {xOf(unit, step.iteration, perEpoch, step.trainSeconds), yOf(step, series)};
    }
    if (series == Series::QuickTestAccuracy) {
        const Evaluation& evaluation = record.evaluations[index];
        return {xOf(unit, evaluation.iteration, perEpoch, evaluation.trainSeconds), evaluation.testAccuracy};
    }
    const EpochResult& epoch = record.epochs[index];
    const std::int64_t iteration = unit == XUnit::Seconds ? 0 : endOf(record, epoch, perEpoch);
    return {xOf(unit, iteration, perEpoch, epoch.trainSeconds),
            series == Series::TestAccuracy ? epoch.testAccuracy : epoch.validationAccuracy};
}

QPointF smoothedPointAt(const RunRecord& record, Series series, XUnit unit, std::int64_t perEpoch, std::size_t index)
{
    QPointF point = pointAt(record, series, unit, perEpoch, index);
    if (isPerBatch(series)) {
        const std::size_t first = index + 1 - std::min(index + 1, static_cast<std::size_t>(kLossWindow));
        double sum = 0;
        for (std::size_t i = first; i <= index; ++i) {
            sum += yOf(record.steps[i], series);
        }
        point.setY(sum / static_cast<double>(index + 1 - first));
    }
    return point;
}

}  // namespace normscope::ui
