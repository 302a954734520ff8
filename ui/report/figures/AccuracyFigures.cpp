#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

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

using Series = std::vector<QPointF>;

/// Fewer epochs show less than the evaluations between them.
constexpr std::size_t kEpochsForDifference = 5;
constexpr double kPointsPerFraction = 100;
/// So many marks on a curve can be told apart.
constexpr std::size_t kMostMarks = 60;

template <class Value>
Series epochSeries(const RunRecord& run, Value value)
{
    Series series;
    for (const EpochResult& epoch : run.epochs) {
        if (std::isfinite(value(epoch))) {
            series.emplace_back(static_cast<double>(epoch.epoch), value(epoch));
        }
    }
    return series;
}

/// The finished runs of each twin as one curve, the others each as its own. Gives the greatest number of seeds.
template <class Value>
std::size_t addEpochCurves(CurveChart& chart, const ReportExperiment& experiment, BandKind kind, Value value)
{
    std::size_t seeds = 0;
    for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
        const TwinRuns runs = runsOf(experiment, twin);
        std::vector<Series> done;
        for (const RunRecord* run : runs.done) {
            if (Series series = epochSeries(*run, value); !series.empty()) {
                done.push_back(std::move(series));
            }
        }
        CurveOptions options{twinLabel(twin), twin, 0, CurveForm::LineWithMarkers};
        if (!done.empty()) {
            const bool isOne = done.size() == 1 && runs.done.size() == 1;
            options.label =
                bandLabel(isOne ? runLabel(experiment, *runs.done.front()) : twinLabel(twin), kind, done.size());
            chart.add(options, bandOf(done, kind));
            seeds = std::max(seeds, done.size());
        }
        for (const RunRecord* run : runs.others) {
            const Series series = epochSeries(*run, value);
            if (!series.empty()) {
                options.label = runLabel(experiment, *run);
                const Curve& curve = chart.add(options, series);
                if (run->status == RunStatus::Diverged) {
                    chart.crosses.push_back({twin, curve.data.points().back()});
                }
                ++options.shade;
            }
        }
    }
    return seeds;
}

CurveChart accuracyChart(const QString& title)
{
    CurveChart chart;
    chart.title = title;
    chart.x = {ReportFigures::tr("epoch"), AxisScale::Linear, false, true};
    chart.y = {ReportFigures::tr("accuracy"), AxisScale::Linear, true, false};
    return chart;
}

/// What a pair differs by, wherever both have a value.
Series differenceOf(const Series& bn, const Series& noBn)
{
    Series series;
    std::size_t at = 0;
    for (const QPointF& point : bn) {
        while (at < noBn.size() && noBn[at].x() < point.x()) {
            ++at;
        }
        if (at < noBn.size() && noBn[at].x() == point.x()) {
            series.emplace_back(point.x(), (point.y() - noBn[at].y()) * kPointsPerFraction);
        }
    }
    return series;
}

Series evaluationSeries(const RunRecord& run)
{
    Series series;
    for (const Evaluation& evaluation : run.evaluations) {
        if (std::isfinite(evaluation.testAccuracy)) {
            series.emplace_back(static_cast<double>(evaluation.iteration), evaluation.testAccuracy);
        }
    }
    return series;
}

double testAccuracy(const EpochResult& epoch)
{
    return epoch.testAccuracy;
}

/// Pairs of which both runs reached their end.
std::vector<std::pair<const RunRecord*, const RunRecord*>> donePairs(const ReportExperiment& experiment)
{
    std::vector<std::pair<const RunRecord*, const RunRecord*>> pairs;
    const TwinRuns bn = runsOf(experiment, Twin::Bn);
    const TwinRuns noBn = runsOf(experiment, Twin::NoBn);
    for (const RunRecord* one : bn.done) {
        for (const RunRecord* other : noBn.done) {
            if (one->seed == other->seed) {
                pairs.emplace_back(one, other);
            }
        }
    }
    return pairs;
}

}  // namespace

void addAccuracyFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                       BandKind kind)
{
    std::vector<std::shared_ptr<CurveChart>> charts;
    auto train = std::make_shared<CurveChart>(accuracyChart(ReportFigures::tr("Training accuracy")));
    auto test = std::make_shared<CurveChart>(accuracyChart(ReportFigures::tr("Test accuracy")));
    std::size_t seeds =
        addEpochCurves(*train, experiment, kind, [](const EpochResult& epoch) { return epoch.trainAccuracy; });
    seeds = std::max(seeds, addEpochCurves(*test, experiment, kind, testAccuracy));
    double last = 1;
    for (const auto& chart : {train, test}) {
        if (!chart->curves.empty()) {
            chart->fitRange();
            for (const auto& curve : chart->curves) {
                last = std::max(last, curve->data.xExtent().upper);
            }
            charts.push_back(chart);
        }
    }
    if (charts.empty()) {
        return;
    }
    double least = 1;
    for (const auto& chart : charts) {
        least = std::min(least, chart->range.yMin);
    }
    for (const auto& chart : charts) {
        // The same axes; nothing is above 100 %, and the marks at its edge stay whole.
        chart->range = {1 - 0.04 * last, last + 0.04 * last, std::max(least, 0.0),
                        1 + 0.02 * (1 - std::max(least, 0.0))};
    }
    Figure figure;
    figure.name = "accuracy-" + experiment.slug;
    figure.title = ReportFigures::tr("Accuracy after each epoch");
    figure.caption = joinedSentences(
        {ReportFigures::tr("Accuracy after each epoch, %1: on the training samples as they were trained on, and on the "
                           "test set.")
             .arg(QString::fromStdString(experiment.title)),
         bandSentence(kind, seeds), endingsSentence(experiment)});
    figure.widthCm = kPageWidthCm;
    figure.heightCm = 7.5;
    figure.columnHeightCm = 12.5;
    figure.experiment = index;
    figure.paint = [charts](QPainter& painter, const QRectF& target, double unit) {
        paintCharts(painter, target, unit, {charts.begin(), charts.end()});
    };
    figures.push_back(std::move(figure));
}

void addDifferenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                         BandKind kind)
{
    std::vector<Series> byEpoch;
    std::vector<Series> byEvaluation;
    for (const auto& [bn, noBn] : donePairs(experiment)) {
        if (Series series = differenceOf(epochSeries(*bn, testAccuracy), epochSeries(*noBn, testAccuracy));
            !series.empty()) {
            byEpoch.push_back(std::move(series));
        }
        if (Series series = differenceOf(evaluationSeries(*bn), evaluationSeries(*noBn)); !series.empty()) {
            byEvaluation.push_back(std::move(series));
        }
    }
    const bool isByEpoch = byEvaluation.empty() || (!byEpoch.empty() && byEpoch.front().size() >= kEpochsForDifference);
    const std::vector<Series>& series = isByEpoch ? byEpoch : byEvaluation;
    Band band = bandOf(series, kind);
    // A single point is a number in a table.
    if (band.mean.size() < 2) {
        return;
    }
    auto chart = std::make_shared<CurveChart>();
    chart->title = ReportFigures::tr("Difference of test accuracy, BN − no BN");
    chart->x = {isByEpoch ? ReportFigures::tr("epoch") : ReportFigures::tr("iteration"), AxisScale::Linear, false,
                true};
    chart->y = {ReportFigures::tr("difference (percentage points)"), AxisScale::Linear, false, false};
    chart->levels = {0};
    const CurveForm form = band.mean.size() <= kMostMarks ? CurveForm::LineWithMarkers : CurveForm::Line;
    chart->add({bandLabel(ReportFigures::tr("BN − no BN"), kind, band.n), std::nullopt, 0, form}, band);
    chart->fitRange();
    chart->range.yMin = std::min(chart->range.yMin, -0.08 * chart->range.yMax);
    chart->range.yMax = std::max(chart->range.yMax, -0.08 * chart->range.yMin);
    chart->range.xMin = isByEpoch ? 1 : 0;
    chart->range.xMax = band.mean.back().x();
    Figure figure;
    figure.name = "difference-" + experiment.slug;
    figure.title = chart->title;
    figure.caption = joinedSentences(
        {(isByEpoch ? ReportFigures::tr("Test accuracy with BN minus that without it, of the same seed, after each "
                                        "epoch, %1.")
                    : ReportFigures::tr("Test accuracy with BN minus that without it, of the same seed, at each "
                                        "evaluation (at most 2,000 fixed test samples), %1."))
             .arg(QString::fromStdString(experiment.title)),
         ReportFigures::tr("Above the line at 0 the network with BN is the better one."), bandSentence(kind, band.n)});
    figure.widthCm = kPageWidthCm;
    figure.heightCm = 7;
    figure.columnHeightCm = 6.5;
    figure.experiment = index;
    figure.paint = [chart](QPainter& painter, const QRectF& target, double unit) {
        paintCharts(painter, target, unit, {chart});
    };
    figures.push_back(std::move(figure));
}

}  // namespace normscope::ui
