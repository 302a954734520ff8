#include "ui/panels/results/ChartTexts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

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

/// What is said of a chart, by its title in the table of series. A chart that is not here is called as it is there.
struct ChartWords
{
    const char* title;
    const char* difference;
};
constexpr std::array kWords{
    ChartWords{QT_TRANSLATE_NOOP("ChartTexts", "Training loss"),
               QT_TRANSLATE_NOOP("ChartTexts", "Difference in training loss: %1")},
    ChartWords{QT_TRANSLATE_NOOP("ChartTexts", "Batch accuracy"),
               QT_TRANSLATE_NOOP("ChartTexts", "Difference in batch accuracy: %1")},
    ChartWords{QT_TRANSLATE_NOOP("ChartTexts", "Test accuracy"),
               QT_TRANSLATE_NOOP("ChartTexts", "Difference in test accuracy: %1")},
};

const ChartWords* wordsOf(const Quantity& quantity)
{
    const auto found = std::find_if(kWords.begin(), kWords.end(),
                                    [&](const ChartWords& words) { return quantity.chart == words.title; });
    return found == kWords.end() ? nullptr : &*found;
}

SeriesUnit unitOf(const Quantity& quantity)
{
    const std::vector<SeriesId> lines = linesOf(quantity);
    return lines.empty() ? SeriesUnit::Count : lines.front().facts().unit;
}

bool hasBatches(const Quantity& quantity)
{
    const std::vector<SeriesId> lines = linesOf(quantity);
    return std::any_of(lines.begin(), lines.end(), isPerBatch);
}

}  // namespace

QString quantityTitle(const Quantity& quantity)
{
    const ChartWords* words = wordsOf(quantity);
    return words != nullptr ? ChartTexts::tr(words->title) : QString::fromStdString(quantity.chart);
}

QString differenceTitle(const Quantity& quantity, const QString& name)
{
    if (const ChartWords* words = wordsOf(quantity)) {
        return ChartTexts::tr(words->difference).arg(name);
    }
    //: A chart's title: %1 is what it shows, %2 is "BN − no BN"
    return ChartTexts::tr("Difference: %1, %2").arg(QString::fromStdString(quantity.chart), name);
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

AxisOptions yAxisOf(const Quantity& quantity, AxisScale scale)
{
    switch (unitOf(quantity)) {
    case SeriesUnit::Loss:
        return {ChartTexts::tr("Cross entropy"), scale, false, false};
    case SeriesUnit::Fraction:
        return {ChartTexts::tr("Accuracy"), AxisScale::Linear, true, false};
    case SeriesUnit::LearningRate:
        return {ChartTexts::tr("Learning rate"), scale, false, false};
    case SeriesUnit::Seconds:
        return {ChartTexts::tr("Seconds"), scale, false, false};
    case SeriesUnit::Count:
        break;
    }
    return {quantityTitle(quantity), scale, false, false};
}

AxisOptions differenceAxisOf(const Quantity& quantity, const QString& name)
{
    return {name, AxisScale::Linear, unitOf(quantity) == SeriesUnit::Fraction, false};
}

QString noteOf(const Quantity& quantity)
{
    if (quantity == Quantity::TestAccuracy) {
        return ChartTexts::tr("Lines: %n fixed test samples; with marks: the whole test set", "",
                              static_cast<int>(kQuickTestSamples));
    }
    return hasBatches(quantity)
               ? ChartTexts::tr("Faint: every iteration; bold: mean of the last %n", "", static_cast<int>(kLossWindow))
               : QString();
}

QString differenceNote(const Quantity& quantity, XUnit unit)
{
    const bool isOfMeans = hasBatches(quantity);
    if (unit == XUnit::Seconds) {
        return isOfMeans ? ChartTexts::tr("After equal training time, means of the last %n iterations", "",
                                          static_cast<int>(kLossWindow))
                         : ChartTexts::tr("After equal training time");
    }
    return isOfMeans ? ChartTexts::tr("Means of the last %n iterations", "", static_cast<int>(kLossWindow))
                     : ChartTexts::tr("After equally many iterations");
}

QString seriesLabel(const QString& run, SeriesId series, bool isAlone)
{
    if (series.facts().isHeldOut) {
        //: A curve in the legend: %1 is a run
        return ChartTexts::tr("%1, validation").arg(run);
    }
    if (series.table != RunTable::Epochs || isAlone) {
        return run;
    }
    //: A curve in the legend: %1 is a run
    return ChartTexts::tr("%1, whole test set").arg(run);
}

QString zeroLineLabel()
{
    return ChartTexts::tr("no difference");
}

}  // namespace normscope::ui
