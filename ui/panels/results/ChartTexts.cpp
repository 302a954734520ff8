#include "ui/panels/results/ChartTexts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

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

/// What lines with bands are; empty where there are none.
QString bandNote(const ShownSeeds& seeds)
{
    if (seeds.most == 0) {
        return {};
    }
    QString band;
    switch (seeds.band) {
    case BandKind::StandardDeviation:
        band = ChartTexts::tr("± SD");
        break;
    case BandKind::StandardError:
        band = ChartTexts::tr("± SE");
        break;
    case BandKind::Interval95:
        band = ChartTexts::tr("95 % interval");
        break;
    case BandKind::MinMax:
        band = ChartTexts::tr("min–max");
        break;
    }
    const QString count = seeds.least == seeds.most
                              ? QString::number(seeds.most)
                              : QStringLiteral("%1–%2").arg(QString::number(seeds.least), QString::number(seeds.most));
    //: Below a chart: %1 is how many seeds, such as "3" or "3–5", %2 what the band shows, such as "± SD"
    return seeds.hasSingle ? ChartTexts::tr("with a band: mean of %1 seeds, band: %2").arg(count, band)
                           : ChartTexts::tr("bold: mean of %1 seeds, band: %2").arg(count, band);
}

/// Parts of a note as one, which begins with a capital letter.
QString joined(QStringList parts)
{
    parts.removeAll(QString());
    QString note = parts.join(QLatin1String("; "));
    if (!note.isEmpty()) {
        note[0] = note[0].toUpper();
    }
    return note;
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

QString noteOf(const Quantity& quantity, int window, const ShownSeeds& seeds)
{
    QStringList parts;
    if (quantity == Quantity::TestAccuracy) {
        parts << ChartTexts::tr("Lines: %n fixed test samples; with marks: the whole test set", "",
                                static_cast<int>(kQuickTestSamples));
    } else if (hasBatches(quantity) && seeds.hasSingle) {
        parts << (window > 1 ? ChartTexts::tr("Faint: every iteration; bold: mean of the last %n", "", window)
                             : ChartTexts::tr("Every iteration"));
    }
    parts << bandNote(seeds);
    if (hasBatches(quantity) && seeds.most > 0 && window > 1) {
        parts << ChartTexts::tr("of means of the last %n iterations", "", window);
    }
    return joined(parts);
}

QString differenceNote(const Quantity& quantity, XUnit unit, int window, const ShownSeeds& seeds)
{
    QStringList parts;
    const bool isOfMeans = hasBatches(quantity) && window > 1;
    if (unit == XUnit::Seconds) {
        parts << (isOfMeans ? ChartTexts::tr("After equal training time, means of the last %n iterations", "", window)
                            : ChartTexts::tr("After equal training time"));
    } else {
        parts << (isOfMeans ? ChartTexts::tr("Means of the last %n iterations", "", window)
                            : ChartTexts::tr("After equally many iterations"));
    }
    parts << bandNote(seeds);
    return joined(parts);
}

QString divergedAt(std::int64_t iteration, XUnit unit)
{
    //: Beside a curve's end: its run diverged in iteration %1
    return unit == XUnit::Iteration ? ChartTexts::tr("diverged at %1").arg(iteration)
                                    : ChartTexts::tr("diverged at iteration %1").arg(iteration);
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
