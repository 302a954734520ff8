#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include <normscope/experiment/Convergence.h>

#include "ui/charts/Palette.h"
#include "ui/report/figures/CurveChart.h"
#include "ui/report/figures/FigureKinds.h"
#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

struct ReportFigures
{
    Q_DECLARE_TR_FUNCTIONS(ReportFigures)
};

/// Smoothed losses that differ more are told apart on a logarithmic axis only.
constexpr double kLogFrom = 30;
/// How far raw losses may stretch the axis beyond the smoothed ones.
constexpr double kRawRoom = 3;
/// How often the first loss a diverging one may be, and still be shown: beyond, it would press all others together.
constexpr double kDivergedRoom = 30;

using Series = std::vector<QPointF>;

Series lossesOf(const RunRecord& run)
{
    Series series;
    series.reserve(run.steps.size());
    for (const Step& step : run.steps) {
        series.emplace_back(static_cast<double>(step.iteration), static_cast<double>(step.loss));
    }
    return series;
}

Series smoothed(const Series& series)
{
    CurveData data(true);
    data.append(series);
    Series result;
    result.reserve(series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        result.emplace_back(series[i].x(), data.smoothed()[i]);
    }
    return result;
}

/// Room for all smoothed values, and for raw ones as far as they do not press those together.
void fitLoss(CurveChart& chart)
{
    Extent ofX;
    Extent bold;
    Extent raw;
    for (const auto& curve : chart.curves) {
        ofX.add(curve->data.xExtent());
        for (const double value : curve->data.smoothed()) {
            bold.add(value);
        }
        raw.add(curve->data.yExtent());
    }
    if (!chart.crosses.empty()) {
        double first = 0;
        for (const auto& curve : chart.curves) {
            first = std::max(first, curve->data.points().empty() ? 0 : curve->data.points().front().y());
        }
        bold.upper = std::min(bold.upper, std::max(bold.lower, first * kDivergedRoom));
    }
    const double least = bold.lowestPositive;
    chart.y.scale = least > 0 && bold.upper / least > kLogFrom ? AxisScale::Log : AxisScale::Linear;
    if (chart.y.scale == AxisScale::Log) {
        bold.add(std::max(least / kRawRoom, raw.lowestPositive));
        // Zero cannot be shown.
        bold.lower = bold.lowestPositive;
    } else {
        bold.add(0);
    }
    bold.add(std::min(raw.upper, bold.upper * kRawRoom));
    const AxisRange inY = followingRange(chart.y, bold, 0);
    chart.range = {0, ofX.upper, inY.lower, inY.upper};
}

void addCross(CurveChart& chart, const RunRecord& run, const Curve& curve)
{
    if (run.status == RunStatus::Diverged && !curve.data.points().empty()) {
        chart.crosses.push_back({run.twin, {curve.data.points().back().x(), curve.data.smoothed().back()}});
    }
}

/// One curve for the finished runs of a twin, and one for each of the others.
std::size_t addTwin(CurveChart& chart, const ReportExperiment& experiment, Twin twin, BandKind kind)
{
    const TwinRuns runs = runsOf(experiment, twin);
    std::vector<Series> raw;
    std::vector<Series> bold;
    for (const RunRecord* run : runs.done) {
        raw.push_back(lossesOf(*run));
        bold.push_back(smoothed(raw.back()));
    }
    CurveOptions options{twinLabel(twin), twin, 0, CurveForm::RawAndSmoothed};
    if (!raw.empty()) {
        options.label =
            bandLabel(raw.size() == 1 ? runLabel(experiment, *runs.done.front()) : twinLabel(twin), kind, raw.size());
        chart.add(options, bandOf(raw, kind).mean);
        if (raw.size() > 1) {
            Band band = bandOf(bold, kind);
            chart.bands.push_back({twin, std::move(band.lower), std::move(band.upper)});
        }
    }
    for (const RunRecord* run : runs.others) {
        if (!run->steps.empty()) {
            options.label = runLabel(experiment, *run);
            addCross(chart, *run, chart.add(options, lossesOf(*run)));
            ++options.shade;
        }
    }
    return raw.size();
}

/// Every run of a twin as a curve of its own.
void addRuns(CurveChart& chart, const ReportExperiment& experiment, Twin twin)
{
    CurveOptions options{{}, twin, 0, CurveForm::RawAndSmoothed};
    for (const RunRecord& run : experiment.stored.runs) {
        if (run.twin == twin && !run.steps.empty()) {
            options.label = runLabel(experiment, run);
            addCross(chart, run, chart.add(options, lossesOf(run)));
            ++options.shade;
        }
    }
}

CurveChart emptyChart(const QString& title)
{
    CurveChart chart;
    chart.title = title;
    chart.x = {ReportFigures::tr("iteration"), AxisScale::Linear, false, true};
    chart.y = {ReportFigures::tr("training loss (cross entropy)"), AxisScale::Linear, false, false};
    return chart;
}

QString rawSentence()
{
    return ReportFigures::tr("Thin: the loss of every mini-batch; bold: the mean of the last %1 iterations.")
        .arg(kLossWindow);
}

QString axisSentence(const CurveChart& chart)
{
    const bool isCut = std::any_of(chart.crosses.begin(), chart.crosses.end(),
                                   [&](const PictureCross& cross) { return cross.at.y() > chart.range.yMax; });
    return joinedSentences(
        {chart.y.scale == AxisScale::Log ? ReportFigures::tr("The vertical axis is logarithmic.") : QString(),
         isCut ? ReportFigures::tr("Diverging losses leave it at the top.") : QString()});
}

void addOverlaid(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index, BandKind kind)
{
    auto chart = std::make_shared<CurveChart>(emptyChart(ReportFigures::tr("Training loss at every iteration")));
    std::size_t seeds = 0;
    for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
        seeds = std::max(seeds, addTwin(*chart, experiment, twin, kind));
    }
    if (chart->curves.empty()) {
        return;
    }
    fitLoss(*chart);
    Figure figure;
    figure.name = "loss-" + experiment.slug;
    figure.title = chart->title;
    const QString thin = seeds > 1 ? ReportFigures::tr("Thin: the mean loss of the mini-batches of every iteration; "
                                                       "bold: the mean of its last %1 values.")
                                         .arg(kLossWindow)
                                   : rawSentence();
    figure.caption = joinedSentences(
        {ReportFigures::tr("Training loss against every iteration, %1.").arg(QString::fromStdString(experiment.title)),
         thin, bandSentence(kind, seeds), axisSentence(*chart), endingsSentence(experiment)});
    figure.widthCm = kPageWidthCm;
    figure.heightCm = 8.5;
    figure.columnHeightCm = 7.5;
    figure.experiment = index;
    figure.paint = [chart](QPainter& painter, const QRectF& target, double unit) {
        paintCharts(painter, target, unit, {chart});
    };
    figures.push_back(std::move(figure));
}

void addTwins(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    std::vector<std::shared_ptr<CurveChart>> charts;
    std::size_t most = 0;
    for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
        auto chart =
            std::make_shared<CurveChart>(emptyChart(ReportFigures::tr("Training loss %1").arg(twinLabel(twin))));
        addRuns(*chart, experiment, twin);
        most = std::max(most, chart->curves.size());
        if (!chart->curves.empty()) {
            fitLoss(*chart);
            charts.push_back(std::move(chart));
        }
    }
    // A single run is all that the figure before shows.
    if (charts.size() < 2) {
        return;
    }
    CurveChart& first = *charts.front();
    CurveChart& second = *charts.back();
    // The same axes, so that they can be compared.
    if (first.y.scale != second.y.scale) {
        for (CurveChart* chart : {&first, &second}) {
            chart->y.scale = AxisScale::Log;
            chart->range.yMin = std::min(first.range.yMin > 0 ? first.range.yMin : HUGE_VAL,
                                         second.range.yMin > 0 ? second.range.yMin : HUGE_VAL);
        }
    }
    const ChartRange shared{0, std::max(first.range.xMax, second.range.xMax),
                            std::min(first.range.yMin, second.range.yMin),
                            std::max(first.range.yMax, second.range.yMax)};
    first.range = second.range = shared;
    Figure figure;
    figure.name = "loss-twins-" + experiment.slug;
    figure.title = ReportFigures::tr("Training loss of each twin");
    figure.caption = joinedSentences({ReportFigures::tr("Training loss of each twin of its own, %1, on the same axes.")
                                          .arg(QString::fromStdString(experiment.title)),
                                      rawSentence(), axisSentence(first), endingsSentence(experiment)});
    figure.widthCm = kPageWidthCm;
    figure.columnHeightCm = 13 + 0.8 * static_cast<double>(std::min<std::size_t>(most, 12) / 2);
    figure.heightCm = 7.5 + 0.4 * static_cast<double>(std::min<std::size_t>(most, 12) / 2);
    figure.experiment = index;
    figure.paint = [charts](QPainter& painter, const QRectF& target, double unit) {
        paintCharts(painter, target, unit, {charts.begin(), charts.end()});
    };
    figures.push_back(std::move(figure));
}

}  // namespace

void addLossFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index, BandKind kind)
{
    addOverlaid(figures, experiment, index, kind);
    addTwins(figures, experiment, index);
}

}  // namespace normscope::ui
