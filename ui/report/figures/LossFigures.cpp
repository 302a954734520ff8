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

using Line = std::vector<QPointF>;

Line lossesOf(const RunRecord& run)
{
    const SeriesColumn losses = run.iterations.column("loss");
    Line line;
    line.reserve(run.iterations.size());
    for (std::size_t i = 0; i < run.iterations.size(); ++i) {
        line.emplace_back(static_cast<double>(run.iterations.iteration(i)), losses[i]);
    }
    return line;
}

Line smoothed(const Line& line)
{
    Line result;
    result.reserve(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        result.emplace_back(line[i].x(), smoothedAt([&](std::size_t k) { return line[k].y(); }, i));
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
        for (std::size_t i = 0; i < curve->data.points().size(); ++i) {
            bold.add(curve->data.smoothedAt(i));
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
        chart.crosses.push_back(
            {run.variant, {curve.data.points().back().x(), curve.data.smoothedAt(curve.data.points().size() - 1)}});
    }
}

/// One curve for the finished runs of a variant, and one for each of the others.
std::size_t addVariant(CurveChart& chart, const ReportExperiment& experiment, const std::string& variant, BandKind kind)
{
    const VariantRuns runs = runsOf(experiment, variant);
    std::vector<Line> raw;
    std::vector<Line> bold;
    for (const RunRecord* run : runs.done) {
        raw.push_back(lossesOf(*run));
        bold.push_back(smoothed(raw.back()));
    }
    CurveOptions options{runPhrase(variant), variant, 0, CurveForm::RawAndSmoothed};
    if (!raw.empty()) {
        options.label = bandLabel(raw.size() == 1 ? runLabel(experiment, *runs.done.front()) : runPhrase(variant), kind,
                                  raw.size());
        chart.add(options, bandOf(raw, kind).mean);
        if (raw.size() > 1) {
            Band band = bandOf(bold, kind);
            chart.bands.push_back({variant, std::move(band.lower), std::move(band.upper)});
        }
    }
    for (const RunRecord* run : runs.others) {
        if (!run->iterations.empty()) {
            options.label = runLabel(experiment, *run);
            addCross(chart, *run, chart.add(options, lossesOf(*run)));
            ++options.shade;
        }
    }
    return raw.size();
}

/// Every run of a variant as a curve of its own.
void addRuns(CurveChart& chart, const ReportExperiment& experiment, const std::string& variant)
{
    CurveOptions options{{}, variant, 0, CurveForm::RawAndSmoothed};
    for (const RunRecord& run : experiment.stored.runs) {
        if (run.variant == variant && !run.iterations.empty()) {
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
                                   [&](const EndMark& cross) { return cross.at.y() > chart.range.yMax; });
    return joinedSentences(
        {chart.y.scale == AxisScale::Log ? ReportFigures::tr("The vertical axis is logarithmic.") : QString(),
         isCut ? ReportFigures::tr("Diverging losses leave it at the top.") : QString()});
}

void addOverlaid(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index, BandKind kind)
{
    auto chart = std::make_shared<CurveChart>(emptyChart(ReportFigures::tr("Training loss at every iteration")));
    std::size_t seeds = 0;
    for (const std::string& variant : experiment.comparison.variants) {
        seeds = std::max(seeds, addVariant(*chart, experiment, variant, kind));
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

/// The same axes, so that the charts can be compared.
void shareAxes(const std::vector<std::shared_ptr<CurveChart>>& charts)
{
    const bool isAnyLog =
        std::any_of(charts.begin(), charts.end(), [](const auto& chart) { return chart->y.scale == AxisScale::Log; });
    ChartRange shared{0, 0, HUGE_VAL, -HUGE_VAL};
    for (const auto& chart : charts) {
        shared.xMax = std::max(shared.xMax, chart->range.xMax);
        shared.yMax = std::max(shared.yMax, chart->range.yMax);
        // Of a logarithmic axis nothing below 0 is a part.
        if (!isAnyLog || chart->range.yMin > 0) {
            shared.yMin = std::min(shared.yMin, chart->range.yMin);
        }
    }
    for (const auto& chart : charts) {
        chart->y.scale = isAnyLog ? AxisScale::Log : AxisScale::Linear;
        chart->range = shared;
    }
}

void addEach(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    std::vector<std::shared_ptr<CurveChart>> charts;
    std::size_t most = 0;
    for (const std::string& variant : experiment.comparison.variants) {
        auto chart =
            std::make_shared<CurveChart>(emptyChart(ReportFigures::tr("Training loss %1").arg(runPhrase(variant))));
        addRuns(*chart, experiment, variant);
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
    shareAxes(charts);
    const bool areTwins = experiment.comparison.variants.size() <= 2;
    const CurveChart& first = *charts.front();
    Figure figure;
    figure.name = "loss-twins-" + experiment.slug;
    figure.title =
        areTwins ? ReportFigures::tr("Training loss of each twin") : ReportFigures::tr("Training loss of each variant");
    figure.caption = joinedSentences({(areTwins ? ReportFigures::tr("Training loss of each twin of its own, %1, on "
                                                                    "the same axes.")
                                                : ReportFigures::tr("Training loss of each variant of its own, %1, on "
                                                                    "the same axes."))
                                          .arg(QString::fromStdString(experiment.title)),
                                      rawSentence(), axisSentence(first), endingsSentence(experiment)});
    figure.widthCm = kPageWidthCm;
    figure.columnHeightCm =
        6.5 * static_cast<double>(charts.size()) + 0.8 * static_cast<double>(std::min<std::size_t>(most, 12) / 2);
    const auto rows = static_cast<double>((charts.size() + 1) / 2);
    figure.heightCm = rows * (7.5 + 0.4 * static_cast<double>(std::min<std::size_t>(most, 12) / 2));
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
    addEach(figures, experiment, index);
}

}  // namespace normscope::ui
