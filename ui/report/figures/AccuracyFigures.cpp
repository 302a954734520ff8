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

using Line = std::vector<QPointF>;

/// Fewer epochs show less than the evaluations between them.
constexpr std::size_t kEpochsForDifference = 5;
constexpr double kPointsPerFraction = 100;
/// So many marks on a curve can be told apart.
constexpr std::size_t kMostMarks = 60;
constexpr const char* kTestAccuracy = "test_accuracy";

/// The finite values of a series, by xOf(row).
template <class X>
Line lineOf(const SeriesLog& log, const char* name, X xOf)
{
    const SeriesColumn values = log.column(name);
    Line line;
    for (std::size_t i = 0; i < log.size(); ++i) {
        if (std::isfinite(values[i])) {
            line.emplace_back(static_cast<double>(xOf(i)), values[i]);
        }
    }
    return line;
}

Line epochLine(const RunRecord& run, const char* name)
{
    return lineOf(run.epochs, name, [&](std::size_t row) { return run.epochs.epoch(row); });
}

/// The finished runs of each variant as one curve, the others each as its own. Gives the greatest number of seeds.
std::size_t addEpochCurves(CurveChart& chart, const ReportExperiment& experiment, BandKind kind, const char* name)
{
    std::size_t seeds = 0;
    for (const std::string& variant : experiment.comparison.variants) {
        const VariantRuns runs = runsOf(experiment, variant);
        std::vector<Line> done;
        for (const RunRecord* run : runs.done) {
            if (Line line = epochLine(*run, name); !line.empty()) {
                done.push_back(std::move(line));
            }
        }
        CurveOptions options{runPhrase(variant), variant, 0, CurveForm::LineWithMarkers};
        if (!done.empty()) {
            const bool isOne = done.size() == 1 && runs.done.size() == 1;
            options.label =
                bandLabel(isOne ? runLabel(experiment, *runs.done.front()) : runPhrase(variant), kind, done.size());
            chart.add(options, bandOf(done, kind));
            seeds = std::max(seeds, done.size());
        }
        for (const RunRecord* run : runs.others) {
            const Line line = epochLine(*run, name);
            if (!line.empty()) {
                options.label = runLabel(experiment, *run);
                const Curve& curve = chart.add(options, line);
                if (run->status == RunStatus::Diverged) {
                    chart.crosses.push_back({variant, curve.data.points().back()});
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
Line differenceOf(const Line& own, const Line& reference)
{
    Line line;
    std::size_t at = 0;
    for (const QPointF& point : own) {
        while (at < reference.size() && reference[at].x() < point.x()) {
            ++at;
        }
        if (at < reference.size() && reference[at].x() == point.x()) {
            line.emplace_back(point.x(), (point.y() - reference[at].y()) * kPointsPerFraction);
        }
    }
    return line;
}

Line evaluationLine(const RunRecord& run)
{
    return lineOf(run.evaluations, kTestAccuracy, [&](std::size_t row) { return run.evaluations.iteration(row); });
}

std::string referenceLabel(const ReportExperiment& experiment)
{
    return experiment.comparison.variants.at(experiment.comparison.reference());
}

/// Runs of a variant and the reference, of one seed, which both reached their end.
std::vector<std::pair<const RunRecord*, const RunRecord*>> donePairs(const ReportExperiment& experiment,
                                                                     const std::string& variant)
{
    std::vector<std::pair<const RunRecord*, const RunRecord*>> pairs;
    const VariantRuns own = runsOf(experiment, variant);
    const VariantRuns reference = runsOf(experiment, referenceLabel(experiment));
    for (const RunRecord* one : own.done) {
        for (const RunRecord* other : reference.done) {
            if (one->seed == other->seed) {
                pairs.emplace_back(one, other);
            }
        }
    }
    return pairs;
}

/// What a variant differs from the reference by, seed by seed.
struct Differences
{
    std::string variant;
    std::vector<Line> byEpoch;
    std::vector<Line> byEvaluation;

    [[nodiscard]] bool isByEpoch() const
    {
        return byEvaluation.empty() || (!byEpoch.empty() && byEpoch.front().size() >= kEpochsForDifference);
    }
};

Differences differencesOf(const ReportExperiment& experiment, const std::string& variant)
{
    Differences differences{variant, {}, {}};
    for (const auto& [own, reference] : donePairs(experiment, variant)) {
        if (Line line = differenceOf(epochLine(*own, kTestAccuracy), epochLine(*reference, kTestAccuracy));
            !line.empty()) {
            differences.byEpoch.push_back(std::move(line));
        }
        if (Line line = differenceOf(evaluationLine(*own), evaluationLine(*reference)); !line.empty()) {
            differences.byEvaluation.push_back(std::move(line));
        }
    }
    return differences;
}

}  // namespace

void addAccuracyFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                       BandKind kind)
{
    std::vector<std::shared_ptr<CurveChart>> charts;
    auto train = std::make_shared<CurveChart>(accuracyChart(ReportFigures::tr("Training accuracy")));
    auto test = std::make_shared<CurveChart>(accuracyChart(ReportFigures::tr("Test accuracy")));
    std::size_t seeds = addEpochCurves(*train, experiment, kind, "train_accuracy");
    seeds = std::max(seeds, addEpochCurves(*test, experiment, kind, kTestAccuracy));
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
    const std::string reference = referenceLabel(experiment);
    const auto compared = experiment.comparison.compared();
    std::vector<Differences> all;
    for (const std::size_t variant : compared) {
        all.push_back(differencesOf(experiment, experiment.comparison.variants[variant]));
    }
    // All by epoch, or all by evaluation.
    const bool isByEpoch = std::all_of(all.begin(), all.end(), [](const Differences& one) { return one.isByEpoch(); });
    auto chart = std::make_shared<CurveChart>();
    std::size_t seeds = 0;
    double last = 0;
    for (const Differences& one : all) {
        Band band = bandOf(isByEpoch ? one.byEpoch : one.byEvaluation, kind);
        // A single point is a number in a table.
        if (band.mean.size() < 2) {
            continue;
        }
        const CurveForm form = band.mean.size() <= kMostMarks ? CurveForm::LineWithMarkers : CurveForm::Line;
        const auto color = compared.size() == 1 ? std::nullopt : std::optional(one.variant);
        seeds = std::max(seeds, band.n);
        last = std::max(last, band.mean.back().x());
        const QString label = bandLabel(differenceName(one.variant, reference), kind, band.n);
        chart->add({label, color, 0, form}, std::move(band));
    }
    if (chart->curves.empty()) {
        return;
    }
    const bool isTwin = compared.size() == 1 && all.front().variant == kBn && reference == kNoBn;
    //: %1 is "BN − no BN"
    chart->title =
        compared.size() == 1
            ? ReportFigures::tr("Difference of test accuracy, %1").arg(differenceName(all.front().variant, reference))
            //: %1 is "no BN"
            : ReportFigures::tr("Difference of test accuracy, variant − %1").arg(variantText(reference));
    chart->x = {isByEpoch ? ReportFigures::tr("epoch") : ReportFigures::tr("iteration"), AxisScale::Linear, false,
                true};
    chart->y = {ReportFigures::tr("difference (percentage points)"), AxisScale::Linear, false, false};
    chart->levels = {0};
    chart->fitRange();
    chart->range.yMin = std::min(chart->range.yMin, -0.08 * chart->range.yMax);
    chart->range.yMax = std::max(chart->range.yMax, -0.08 * chart->range.yMin);
    chart->range.xMin = isByEpoch ? 1 : 0;
    chart->range.xMax = last;
    const QString title = QString::fromStdString(experiment.title);
    const QString what =
        isTwin
            ? (isByEpoch ? ReportFigures::tr("Test accuracy with BN minus that without it, of the same seed, after "
                                             "each epoch, %1.")
                         : ReportFigures::tr("Test accuracy with BN minus that without it, of the same seed, at each "
                                             "evaluation (at most 2,000 fixed test samples), %1."))
                  .arg(title)
            //: %2 is "without BN"
            : (isByEpoch ? ReportFigures::tr("Test accuracy of each variant minus that of the network %2, of the "
                                             "same seed, after each epoch, %1.")
                         : ReportFigures::tr("Test accuracy of each variant minus that of the network %2, of the "
                                             "same seed, at each evaluation (at most 2,000 fixed test samples), "
                                             "%1."))
                  .arg(title, runPhrase(reference));
    Figure figure;
    figure.name = "difference-" + experiment.slug;
    figure.title = chart->title;
    figure.caption =
        joinedSentences({what,
                         isTwin ? ReportFigures::tr("Above the line at 0 the network with BN is the better one.")
                                : ReportFigures::tr("Above the line at 0 the variant is the better one."),
                         bandSentence(kind, seeds)});
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
