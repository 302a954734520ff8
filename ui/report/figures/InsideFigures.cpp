#include <QCoreApplication>
#include <algorithm>
#include <memory>
#include <utility>

#include "ui/models/InsideTexts.h"
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

std::shared_ptr<CurveChart> drawn(const InsideChart& described)
{
    auto chart = std::make_shared<CurveChart>();
    chart->title = described.title;
    chart->x = described.x;
    chart->y = described.y;
    for (const InsideCurve& curve : described.curves) {
        chart->add(curve.options, curve.points);
        if (!curve.band.lower.empty()) {
            chart->bands.push_back({curve.options.variant, curve.band.lower, curve.band.upper, curve.options.shade});
        }
    }
    chart->fitRange();
    return chart;
}

/// The same axes for those that share them.
void shareRanges(const std::vector<InsideChart>& row, const std::vector<std::shared_ptr<CurveChart>>& charts)
{
    if (row.empty() || !row.front().isShared) {
        return;
    }
    ChartRange all = charts.front()->range;
    for (const auto& chart : charts) {
        all = {std::min(all.xMin, chart->range.xMin), std::max(all.xMax, chart->range.xMax),
               std::min(all.yMin, chart->range.yMin), std::max(all.yMax, chart->range.yMax)};
    }
    for (const auto& chart : charts) {
        chart->range = all;
    }
}

}  // namespace

LookedInto lookedInto(const ReportExperiment& experiment)
{
    LookedInto found;
    for (const RunRecord& run : experiment.stored.runs) {
        const bool isOther = !found.runs.empty() && found.seed != run.seed;
        const auto& variants = experiment.comparison.variants;
        const bool hasBn = std::any_of(variants.begin(), variants.end(), [](const auto& one) { return one == kBn; });
        const bool isOfTwins = run.variant == kBn || run.variant == kNoBn || (run.variant == "bn-after" && !hasBn);
        // Of several variants the twins are what the questions are about.
        const bool isLeftOut = experiment.comparison.variants.size() > 2 && !isOfTwins;
        if (run.probes.empty() || isOther || isLeftOut) {
            continue;
        }
        found.seed = run.seed;
        found.looks.push_back(std::make_unique<ProbeLooks>(run.probes));
        found.runs.push_back({found.looks.back().get(), run.variant, runPhrase(run.variant), 0, 0, run.seed});
    }
    return found;
}

void addInsideFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    const LookedInto looked = lookedInto(experiment);
    for (const Question question : questions()) {
        std::vector<std::shared_ptr<const CurveChart>> charts;
        for (const auto& row : questionCharts(question, looked.runs, {})) {
            std::vector<std::shared_ptr<CurveChart>> ofRow;
            std::transform(row.begin(), row.end(), std::back_inserter(ofRow), drawn);
            shareRanges(row, ofRow);
            charts.insert(charts.end(), ofRow.begin(), ofRow.end());
        }
        if (charts.empty()) {
            continue;
        }
        constexpr double kRowCm = 7.5;
        Figure figure;
        figure.name = "inside-" + nameOf(question) + "-" + experiment.slug;
        figure.title = questionText(question);
        //: The caption of a figure: %1 is a question, %2 an experiment
        figure.caption = ReportFigures::tr("%1 Seen by instruments while it trained, %2.")
                             .arg(questionText(question), QString::fromStdString(experiment.title));
        figure.widthCm = kPageWidthCm;
        figure.heightCm = kRowCm * static_cast<double>((charts.size() + 1) / 2);
        figure.columnHeightCm = kRowCm * static_cast<double>(charts.size());
        figure.experiment = index;
        figure.paint = [charts](QPainter& painter, const QRectF& target, double unit) {
            painter.fillRect(target, Qt::white);
            paintCharts(painter, target, unit, charts);
        };
        figures.push_back(std::move(figure));
    }
}

}  // namespace normscope::ui
