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

/// A measure over the seeds that count.
struct Values
{
    std::size_t seeds = 0;                    ///< of which all runs reached their end
    std::vector<std::vector<double>> values;  ///< in the order of the variants
};

Values valuesOf(const ReportExperiment& experiment, const std::string& key)
{
    Values found;
    found.values.resize(experiment.comparison.variants.size());
    for (const SeedComparison& seed : experiment.comparison.seeds) {
        const auto& statuses = seed.statuses;
        if (statuses.size() < 2 ||
            !std::all_of(statuses.begin(), statuses.end(), [](auto status) { return status == RunStatus::Done; })) {
            continue;
        }
        ++found.seeds;
        for (const Measure& measure : seed.measures) {
            for (std::size_t i = 0; measure.key == key && i < found.values.size(); ++i) {
                if (measure.values[i]) {
                    found.values[i].push_back(*measure.values[i]);
                }
            }
        }
    }
    return found;
}

/// "not reached", "1,200 ± 30", "1,200 (2 of 3 seeds)".
Bar barOf(const Values& values, const ReportExperiment& experiment, std::size_t place, Unit unit,
          const QString& nothing)
{
    const std::string& variant = experiment.comparison.variants[place];
    const auto spread = spreadOf(values.values[place]);
    if (!spread) {
        return {variant, std::nullopt, 0, nothing};
    }
    QString text = valueText(spread->mean, unit, spread->standardDeviation);
    const auto n = static_cast<std::size_t>(spread->n);
    if (n < values.seeds) {
        text = ReportFigures::tr("%1 (%2 of %3 seeds)").arg(text, QString::number(n), QString::number(values.seeds));
    }
    return {variant, spread->mean, spread->standardDeviation.value_or(0), text};
}

BarGroup groupOf(const ReportExperiment& experiment, const std::string& key, const QString& label, Unit unit,
                 const QString& nothing)
{
    const Values values = valuesOf(experiment, key);
    BarGroup group{label, {}};
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        group.bars.push_back(barOf(values, experiment, i, unit, nothing));
    }
    return group;
}

bool hasValues(const BarGroup& group)
{
    return std::any_of(group.bars.begin(), group.bars.end(), [](const Bar& bar) { return bar.value.has_value(); });
}

QString meanSentence(std::size_t seeds)
{
    return seeds < 2 ? QString()
                     : ReportFigures::tr("Bars are means over %1 seeds, whiskers one standard deviation.").arg(seeds);
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
    const std::size_t seeds = valuesOf(experiment, "train_seconds").seeds;
    addBars(figures, "convergence-" + experiment.slug, ReportFigures::tr("Convergence"),
            joinedSentences({ReportFigures::tr("When the test accuracy first reached a level, in iterations and in "
                                               "seconds of training, %1. Levels that no run reached are left out.")
                                 .arg(QString::fromStdString(experiment.title)),
                             meanSentence(seeds)}),
            index, {iterations, seconds});
}

void addTimeFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    auto chart = std::make_shared<BarChart>();
    chart->title = ReportFigures::tr("Training time");
    chart->axis = ReportFigures::tr("seconds");
    // By the processor's time where all runs have it, as the sentences beside the figure (ExperimentFacts::time()).
    const Values wall = valuesOf(experiment, "train_seconds");
    const Values processor = valuesOf(experiment, "cpu_seconds");
    const bool isWhole = std::equal(wall.values.begin(), wall.values.end(), processor.values.begin(),
                                    [](const auto& a, const auto& b) { return a.size() == b.size(); });
    const Values& values = isWhole ? processor : wall;
    for (std::size_t i = 0; i < values.values.size(); ++i) {
        const Bar bar = barOf(values, experiment, i, Unit::Seconds, {});
        if (bar.value) {
            chart->groups.push_back({runPhrase(bar.variant), {bar}});
        }
    }
    if (chart->groups.size() < 2) {
        return;
    }
    chart->hasLegend = false;
    addBars(figures, "time-" + experiment.slug, chart->title,
            joinedSentences({(isWhole ? ReportFigures::tr("Processor time of the training steps alone, %1: no "
                                                          "evaluation, no drawing, no disk.")
                                      : ReportFigures::tr("Time of the training steps alone, %1: no evaluation, no "
                                                          "drawing, no disk."))
                                 .arg(QString::fromStdString(experiment.title)),
                             meanSentence(values.seeds)}),
            index, {chart});
}

void addParametersFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    using Counts = graph::ParameterCounts;
    const auto& runs = experiment.stored.runs;
    const auto countsOf = [&](const std::string& variant) -> const Counts* {
        const auto found = std::find_if(runs.begin(), runs.end(), [variant](const RunRecord& run) {
            return run.variant == variant && run.parameters.total() > 0;
        });
        return found == runs.end() ? nullptr : &found->parameters;
    };
    std::vector<std::pair<std::string, const Counts*>> counted;
    for (const std::string& variant : experiment.comparison.variants) {
        if (const Counts* counts = countsOf(variant)) {
            counted.emplace_back(variant, counts);
        }
    }
    if (counted.size() < 2) {
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
        for (const auto& [variant, counts] : counted) {
            const std::int64_t number = count(*counts);
            group.bars.push_back({variant, static_cast<double>(number), 0, groupedText(number)});
        }
        chart->groups.push_back(std::move(group));
    }
    addBars(figures, "parameters-" + experiment.slug, chart->title,
            ReportFigures::tr("Learned parameters of the variants, %1, by kind. Running means and variances are not "
                              "learned and not counted.")
                .arg(QString::fromStdString(experiment.title)),
            index, {chart});
}

}  // namespace normscope::ui
