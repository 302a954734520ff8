#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Convergence.h>
#include <normscope/experiment/Statistics.h>

#include "ui/models/ValueText.h"
#include "ui/report/figures/BarChart.h"
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

constexpr double kHundred = 100;

/// A measure over the pairs that count.
struct Values
{
    std::size_t pairs = 0;  ///< whose runs both reached their end
    std::vector<double> bn;
    std::vector<double> noBn;

    [[nodiscard]] const std::vector<double>& of(Twin twin) const { return twin == Twin::Bn ? bn : noBn; }
};

Values valuesOf(const ReportExperiment& experiment, const std::string& key)
{
    Values values;
    for (const PairComparison& pair : experiment.comparison.pairs) {
        if (pair.bn != RunStatus::Done || pair.noBn != RunStatus::Done) {
            continue;
        }
        ++values.pairs;
        for (const Measure& measure : pair.measures) {
            if (measure.key == key && measure.bn) {
                values.bn.push_back(*measure.bn);
            }
            if (measure.key == key && measure.noBn) {
                values.noBn.push_back(*measure.noBn);
            }
        }
    }
    return values;
}

/// "not reached", "1,200 ± 30", "1,200 (2 of 3 seeds)".
Bar barOf(const Values& values, Twin twin, Unit unit, const QString& nothing)
{
    const auto spread = spreadOf(values.of(twin));
    if (!spread) {
        return {twin, std::nullopt, 0, nothing};
    }
    QString text = valueText(spread->mean, unit, spread->standardDeviation);
    const auto n = static_cast<std::size_t>(spread->n);
    if (n < values.pairs) {
        text = ReportFigures::tr("%1 (%2 of %3 seeds)").arg(text).arg(n).arg(values.pairs);
    }
    return {twin, spread->mean, spread->standardDeviation.value_or(0), text};
}

BarGroup groupOf(const ReportExperiment& experiment, const std::string& key, const QString& label, Unit unit,
                 const QString& nothing)
{
    const Values values = valuesOf(experiment, key);
    return {label, {barOf(values, Twin::Bn, unit, nothing), barOf(values, Twin::NoBn, unit, nothing)}};
}

bool hasValues(const BarGroup& group)
{
    return std::any_of(group.bars.begin(), group.bars.end(), [](const Bar& bar) { return bar.value.has_value(); });
}

QString meanSentence(std::size_t pairs)
{
    return pairs < 2 ? QString()
                     : ReportFigures::tr("Bars are means over %1 seeds, whiskers one standard deviation.").arg(pairs);
}

void addBars(std::vector<Figure>& figures, const std::string& name, const QString& title, const QString& caption,
             std::size_t index, std::vector<std::shared_ptr<const BarChart>> charts)
{
    Figure figure;
    figure.name = name;
    figure.title = title;
    figure.caption = caption;
    figure.widthCm = kPageWidthCm;
    figure.heightCm = 0;
    for (const auto& chart : charts) {
        figure.heightCm = std::max(figure.heightCm, barChartHeight(*chart));
        figure.columnHeightCm += barChartHeight(*chart);
    }
    figure.experiment = index;
    figure.paint = [charts = std::move(charts)](QPainter& painter, const QRectF& target, double unit) {
        paintBars(painter, target, unit, charts);
    };
    figures.push_back(std::move(figure));
}

}  // namespace

void addConvergenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    const QString nothing = ReportFigures::tr("not reached");
    auto iterations = std::make_shared<BarChart>();
    iterations->title = ReportFigures::tr("Iterations to a test accuracy");
    iterations->axis = ReportFigures::tr("iterations");
    auto seconds = std::make_shared<BarChart>();
    seconds->title = ReportFigures::tr("Training time to a test accuracy");
    seconds->axis = ReportFigures::tr("seconds");
    for (const double level : kAccuracyThresholds) {
        const std::string number = shortest(level);
        const QString label = QStringLiteral("%1 %").arg(level * kHundred);
        BarGroup group = groupOf(experiment, "iterations_to_" + number, label, Unit::Iterations, nothing);
        if (!hasValues(group)) {
            continue;
        }
        iterations->groups.push_back(std::move(group));
        seconds->groups.push_back(groupOf(experiment, "seconds_to_" + number, label, Unit::Seconds, nothing));
    }
    if (iterations->groups.empty()) {
        return;
    }
    const std::size_t pairs = valuesOf(experiment, "train_seconds").pairs;
    addBars(figures, "convergence-" + experiment.slug, ReportFigures::tr("Convergence"),
            joinedSentences({ReportFigures::tr("When the test accuracy first reached a level, in iterations and in "
                                               "seconds of training, %1. Levels that no run reached are left out.")
                                 .arg(QString::fromStdString(experiment.title)),
                             meanSentence(pairs)}),
            index, {iterations, seconds});
}

void addTimeFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    auto chart = std::make_shared<BarChart>();
    chart->title = ReportFigures::tr("Training time");
    chart->axis = ReportFigures::tr("seconds");
    const Values values = valuesOf(experiment, "train_seconds");
    for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
        const Bar bar = barOf(values, twin, Unit::Seconds, {});
        if (bar.value) {
            chart->groups.push_back({twinLabel(twin), {bar}});
        }
    }
    if (chart->groups.size() < 2) {
        return;
    }
    chart->hasLegend = false;
    addBars(figures, "time-" + experiment.slug, chart->title,
            joinedSentences({ReportFigures::tr("Time of the training steps alone, %1: no evaluation, no drawing, no "
                                               "disk.")
                                 .arg(QString::fromStdString(experiment.title)),
                             meanSentence(values.pairs)}),
            index, {chart});
}

void addParametersFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    using Counts = nn::ParameterCounts;
    const auto& runs = experiment.stored.runs;
    const auto countsOf = [&](Twin twin) -> const Counts* {
        const auto found = std::find_if(runs.begin(), runs.end(), [twin](const RunRecord& run) {
            return run.twin == twin && run.parameters.total() > 0;
        });
        return found == runs.end() ? nullptr : &found->parameters;
    };
    const Counts* bn = countsOf(Twin::Bn);
    const Counts* noBn = countsOf(Twin::NoBn);
    if (bn == nullptr || noBn == nullptr) {
        return;
    }
    auto chart = std::make_shared<BarChart>();
    chart->title = ReportFigures::tr("Learned parameters");
    chart->axis = ReportFigures::tr("number of parameters");
    const std::array<std::pair<QString, std::int64_t (*)(const Counts&)>, 4> kinds{{
        {ReportFigures::tr("weights"), [](const Counts& counts) { return counts.weight; }},
        {ReportFigures::tr("biases"), [](const Counts& counts) { return counts.bias; }},
        {ReportFigures::tr("γ and β"), [](const Counts& counts) { return counts.gammaBeta; }},
        {ReportFigures::tr("all"), [](const Counts& counts) { return counts.total(); }},
    }};
    for (const auto& [label, count] : kinds) {
        BarGroup group{label, {}};
        for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
            const std::int64_t number = count(twin == Twin::Bn ? *bn : *noBn);
            group.bars.push_back({twin, static_cast<double>(number), 0, groupedText(number)});
        }
        chart->groups.push_back(std::move(group));
    }
    addBars(figures, "parameters-" + experiment.slug, chart->title,
            ReportFigures::tr("Learned parameters of the twins, %1, by kind. Running means and variances are not "
                              "learned and not counted.")
                .arg(QString::fromStdString(experiment.title)),
            index, {chart});
}

}  // namespace normscope::ui
