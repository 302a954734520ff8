#include "ui/panels/results/ChartTexts.h"

#include <QCoreApplication>

#include <normscope/experiment/Convergence.h>
#include <normscope/train/TrainingSpec.h>

namespace normscope::ui
{

namespace
{

struct ChartTexts
{
    Q_DECLARE_TR_FUNCTIONS(ChartTexts)
};

}  // namespace

QString quantityTitle(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Loss:
        return ChartTexts::tr("Training loss");
    case Quantity::BatchAccuracy:
        return ChartTexts::tr("Batch accuracy");
    case Quantity::TestAccuracy:
        break;
    }
    return ChartTexts::tr("Test accuracy");
}

QString differenceTitle(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Loss:
        return ChartTexts::tr("Difference in training loss: no BN − BN");
    case Quantity::BatchAccuracy:
        return ChartTexts::tr("Difference in batch accuracy: no BN − BN");
    case Quantity::TestAccuracy:
        break;
    }
    return ChartTexts::tr("Difference in test accuracy: no BN − BN");
}

QString unitName(XUnit unit)
{
    switch (unit) {
    case XUnit::Iteration:
        return ChartTexts::tr("Iteration");
    case XUnit::Epoch:
        return ChartTexts::tr("Epoch");
    case XUnit::Seconds:
        break;
    }
    return ChartTexts::tr("Training time (s)");
}

AxisOptions xAxisOf(XUnit unit, AxisScale scale)
{
    return {unitName(unit), scale, false, unit == XUnit::Iteration};
}

AxisOptions yAxisOf(Quantity quantity, AxisScale scale)
{
    switch (quantity) {
    case Quantity::Loss:
        return {ChartTexts::tr("Cross entropy"), scale, false, false};
    case Quantity::BatchAccuracy:
    case Quantity::TestAccuracy:
        break;
    }
    return {ChartTexts::tr("Accuracy"), AxisScale::Linear, true, false};
}

AxisOptions differenceAxisOf(Quantity quantity)
{
    return {ChartTexts::tr("no BN − BN"), AxisScale::Linear, quantity != Quantity::Loss, false};
}

QString noteOf(Quantity quantity)
{
    if (quantity == Quantity::TestAccuracy) {
        return ChartTexts::tr("Lines: %n fixed test samples; with marks: the whole test set", "",
                              static_cast<int>(kQuickTestSamples));
    }
    return ChartTexts::tr("Faint: every iteration; bold: mean of the last %n", "", static_cast<int>(kLossWindow));
}

QString differenceNote(Quantity quantity, XUnit unit)
{
    if (unit == XUnit::Seconds) {
        return quantity == Quantity::TestAccuracy
                   ? ChartTexts::tr("After equal training time")
                   : ChartTexts::tr("After equal training time, means of the last %n iterations", "",
                                    static_cast<int>(kLossWindow));
    }
    return quantity == Quantity::TestAccuracy
               ? ChartTexts::tr("After equally many iterations")
               : ChartTexts::tr("Means of the last %n iterations", "", static_cast<int>(kLossWindow));
}

QString seriesLabel(const QString& run, Series series, bool isAlone)
{
    switch (series) {
    case Series::Loss:
    case Series::BatchAccuracy:
    case Series::QuickTestAccuracy:
        return run;
    case Series::TestAccuracy:
        //: A curve in the legend: %1 is a run
        return isAlone ? run : ChartTexts::tr("%1, whole test set").arg(run);
    case Series::ValidationAccuracy:
        break;
    }
    //: A curve in the legend: %1 is a run
    return ChartTexts::tr("%1, validation").arg(run);
}

QString zeroLineLabel()
{
    return ChartTexts::tr("no difference");
}

}  // namespace normscope::ui
