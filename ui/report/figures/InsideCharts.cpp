#include "ui/report/figures/InsideCharts.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include <normscope/experiment/Variants.h>

#include "ui/models/InsideTexts.h"

namespace normscope::ui
{

namespace
{

struct InsideCharts
{
    Q_DECLARE_TR_FUNCTIONS(InsideCharts)
};

/// More layers and units than any network has that is trained here: a file may hold anything.
constexpr std::size_t kMostOffered = 10'000;

QString iterationTitle()
{
    return InsideCharts::tr("Iteration");
}

AxisOptions iterations()
{
    AxisOptions axis;
    axis.title = iterationTitle();
    axis.isInteger = true;
    return axis;
}

AxisOptions valuesOf(const QString& title, AxisScale scale = AxisScale::Linear)
{
    AxisOptions axis;
    axis.title = title;
    axis.scale = scale;
    return axis;
}

std::string wordOf(const std::string& name)
{
    std::string word;
    for (const char c : name) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        word += isPlain ? c : '-';
    }
    return word;
}

/// The row of that layer, and of that channel where one is named; none where there is none.
std::optional<std::size_t> rowOf(const ProbeRows& look, const std::string& layer,
                                 const std::optional<std::int64_t>& channel)
{
    for (std::size_t row = 0; row < look.layers.size(); ++row) {
        if (look.layers[row] == layer && (!channel || valueAt(look, row, 0) == static_cast<double>(*channel))) {
            return row;
        }
    }
    return std::nullopt;
}

/// A column over training, of one layer; of the whole network where the layer's name is empty.
struct Course
{
    std::string instrument;
    std::string column;
    std::string layer;
    std::optional<std::int64_t> channel;
};

std::vector<QPointF> pointsOf(const ProbeLooks& looks, const Course& course)
{
    const auto column = columnOf(course.instrument, course.column);
    std::vector<QPointF> points;
    for (const auto& look : looks.of(course.instrument)) {
        const auto row = rowOf(*look, course.layer, course.channel);
        if (!row || !column) {
            continue;
        }
        if (const double value = valueAt(*look, *row, *column); std::isfinite(value)) {
            points.emplace_back(static_cast<double>(look->iteration), value);
        }
    }
    return points;
}

void addCurve(InsideChart& chart, const CurveOptions& options, std::vector<QPointF> points, BandEdges band = {})
{
    if (!points.empty()) {
        chart.curves.push_back({options, std::move(points), std::move(band)});
    }
}

CurveOptions optionsOf(const InsideRun& run, const QString& label = {})
{
    CurveOptions options{label.isEmpty() ? run.label : label, run.variant, run.shade};
    options.group = run.label;
    options.entry = run.label;
    return options;
}

/// A curve a run of what the course says.
InsideChart courseChart(const std::string& name, const QString& title, const AxisOptions& y,
                        const std::vector<InsideRun>& runs, const Course& course)
{
    InsideChart chart{name, title, iterations(), y, {}};
    for (const InsideRun& run : runs) {
        addCurve(chart, optionsOf(run), pointsOf(*run.looks, course));
    }
    return chart;
}

/// Between two columns, with a line in the middle (or of a third one).
void addBand(InsideChart& chart, const InsideRun& run, const Course& course, const std::string& lower,
             const std::string& upper, const std::string& middle)
{
    const auto low = columnOf(course.instrument, lower);
    const auto high = columnOf(course.instrument, upper);
    const auto mid = columnOf(course.instrument, middle);
    std::vector<QPointF> points;
    BandEdges band;
    for (const auto& look : run.looks->of(course.instrument)) {
        const auto row = rowOf(*look, course.layer, course.channel);
        if (!row || !low || !high) {
            continue;
        }
        const double a = valueAt(*look, *row, *low);
        const double b = valueAt(*look, *row, *high);
        const double line = mid ? valueAt(*look, *row, *mid) : (a + b) / 2;
        if (std::isfinite(a) && std::isfinite(b) && std::isfinite(line)) {
            const auto x = static_cast<double>(look->iteration);
            points.emplace_back(x, line);
            band.lower.emplace_back(x, a);
            band.upper.emplace_back(x, b);
        }
    }
    addCurve(chart, optionsOf(run), std::move(points), std::move(band));
}

/// Charts that show something.
void addRow(InsideRows& rows, std::vector<InsideChart> charts)
{
    std::erase_if(charts, [](const InsideChart& chart) { return chart.curves.empty(); });
    if (!charts.empty()) {
        rows.push_back(std::move(charts));
    }
}

/// The distribution of what enters a unit, a chart a run with the same axes.
std::vector<InsideChart> distributionCharts(const std::vector<InsideRun>& runs, const InsideUnit& unit)
{
    std::vector<InsideChart> charts;
    for (const InsideRun& run : runs) {
        const bool isTwice = &run != &runs.front() && run.variant == runs.front().variant;
        //: A chart's title: %1 is a run ("BN"), %2 a layer ("relu2"), %3 the number of a unit
        InsideChart chart{
            "drift-" + wordOf(run.variant) + (isTwice ? "-2" : ""),
            InsideCharts::tr("%1: inputs of %2, unit %3")
                .arg(run.label, QString::fromStdString(unit.layer), QString::number(unit.channel.value_or(0))),
            iterations(),
            valuesOf(InsideCharts::tr("Input (median, 15th to 85th percentile)")),
            {},
            /*isShared=*/true};
        addBand(chart, run, {"distribution", {}, unit.layer, unit.channel}, "p15", "p85", "p50");
        charts.push_back(std::move(chart));
    }
    return charts;
}

InsideRows smoothnessCharts(const std::vector<InsideRun>& runs)
{
    const Course course{"smoothness", {}, {}, {}};
    InsideChart loss{"loss-range",
                     InsideCharts::tr("Losses along the step"),
                     iterations(),
                     valuesOf(InsideCharts::tr("Loss, least to largest")),
                     {}};
    InsideChart gradient{"gradient-change",
                         InsideCharts::tr("Changes of the gradient along the step"),
                         iterations(),
                         valuesOf(InsideCharts::tr("‖change of the gradient‖")),
                         {}};
    for (const InsideRun& run : runs) {
        addBand(loss, run, course, "loss_min", "loss_max", {});
        addBand(gradient, run, course, "gradient_min", "gradient_max", {});
    }
    InsideChart beta = courseChart("effective-smoothness", InsideCharts::tr("Effective β-smoothness"),
                                   valuesOf(InsideCharts::tr("Effective smoothness β"), AxisScale::Log), runs,
                                   {"smoothness", "beta", {}, {}});
    InsideRows rows;
    addRow(rows, {std::move(loss)});
    addRow(rows, {std::move(gradient), std::move(beta)});
    return rows;
}

/// A column against another, of one look.
void addProfile(InsideChart& chart, const InsideRun& run, const std::string& instrument, const std::string& x,
                const std::string& y, bool isOfLayers)
{
    const auto& looks = run.looks->of(instrument);
    const auto ofX = columnOf(instrument, x);
    const auto ofY = columnOf(instrument, y);
    if (looks.empty() || !ofX || !ofY) {
        return;
    }
    const auto add = [&](const ProbeRows& look, bool isFirst) {
        std::vector<QPointF> points;
        for (std::size_t row = 0; row < look.layers.size(); ++row) {
            const QPointF point(valueAt(look, row, *ofX), valueAt(look, row, *ofY));
            if (look.layers[row].empty() != isOfLayers && std::isfinite(point.x()) && std::isfinite(point.y())) {
                points.push_back(point);
            }
        }
        std::stable_sort(points.begin(), points.end(),
                         [](const QPointF& a, const QPointF& b) { return a.x() < b.x(); });
        const QString at = QString::number(look.iteration);
        //: A line of a chart: %1 is a run, %2 a number of iterations
        CurveOptions options = optionsOf(run, InsideCharts::tr("%1, after %2").arg(run.label, at));
        options.form = CurveForm::LineWithMarkers;
        options.isGhost = isFirst;
        addCurve(chart, options, std::move(points));
    };
    // What is bold comes first: legends show it.
    add(*looks.back(), false);
    if (looks.size() > 1) {
        add(*looks.front(), true);
    }
}

AxisOptions layerAxis()
{
    AxisOptions axis;
    axis.title = InsideCharts::tr("Layer, from the input");
    axis.isInteger = true;
    return axis;
}

InsideRows depthCharts(const std::vector<InsideRun>& runs)
{
    InsideChart gradient{"gradient-by-depth",
                         InsideCharts::tr("Gradients by depth"),
                         layerAxis(),
                         valuesOf(InsideCharts::tr("‖∂L/∂W‖"), AxisScale::Log),
                         {}};
    InsideChart variance{"activation-by-depth",
                         InsideCharts::tr("Activations by depth"),
                         layerAxis(),
                         valuesOf(InsideCharts::tr("Variance of what a layer gives"), AxisScale::Log),
                         {}};
    InsideChart steps{"loss-by-step",
                      InsideCharts::tr("Loss after a step of that size"),
                      valuesOf(InsideCharts::tr("Step size α"), AxisScale::Log),
                      valuesOf(InsideCharts::tr("L(θ − α·g) / L(θ)"), AxisScale::Log),
                      {}};
    for (const InsideRun& run : runs) {
        addProfile(gradient, run, "depth", "depth", "gradient_norm", true);
        addProfile(variance, run, "depth", "depth", "activation_var", true);
        addProfile(steps, run, "depth", "alpha", "loss_ratio", false);
    }
    InsideRows rows;
    addRow(rows, {std::move(gradient)});
    addRow(rows, {std::move(variance), std::move(steps)});
    return rows;
}

InsideRows evaluationCharts(const std::vector<InsideRun>& runs)
{
    InsideChart loss{"loss-in-both-modes",
                     InsideCharts::tr("Loss of the same batch in both modes"),
                     iterations(),
                     valuesOf(InsideCharts::tr("Loss")),
                     {}};
    InsideChart accuracy{"accuracy-in-both-modes",
                         InsideCharts::tr("Accuracy of the same batch in both modes"),
                         iterations(),
                         valuesOf(InsideCharts::tr("Accuracy")),
                         {}};
    accuracy.y.isPercent = true;
    for (const InsideRun& run : runs) {
        //: A line of a chart: %1 is a run such as "BN"
        const QString train = InsideCharts::tr("%1, training mode").arg(run.label);
        const QString eval = InsideCharts::tr("%1, evaluation mode").arg(run.label);
        const auto add = [&](InsideChart& chart, const char* column, const QString& label, bool isFaint) {
            CurveOptions options = optionsOf(run, label);
            options.isGhost = isFaint;
            addCurve(chart, options, pointsOf(*run.looks, {"batch-statistics", column, {}, {}}));
        };
        add(loss, "eval_loss", eval, false);
        add(loss, "train_loss", train, true);
        add(accuracy, "eval_accuracy", eval, false);
        add(accuracy, "train_accuracy", train, true);
    }
    InsideRows rows;
    addRow(rows, {std::move(accuracy)});
    addRow(rows, {std::move(loss)});
    return rows;
}

/// The share of all ReLU units that are dead at each look.
std::vector<QPointF> deadShares(const ProbeLooks& looks)
{
    std::vector<QPointF> points;
    for (const auto& look : looks.of("units")) {
        double dead = 0;
        double units = 0;
        for (std::size_t row = 0; row < look->layers.size(); ++row) {
            const double count = valueAt(*look, row, 0);
            const double share = valueAt(*look, row, 1);
            if (std::isfinite(count) && std::isfinite(share)) {
                dead += count * share;
                units += count;
            }
        }
        if (units > 0) {
            points.emplace_back(static_cast<double>(look->iteration), dead / units);
        }
    }
    return points;
}

InsideRows deadCharts(const std::vector<InsideRun>& runs)
{
    InsideChart course{"dead-units",
                       InsideCharts::tr("Dead units over training"),
                       iterations(),
                       valuesOf(InsideCharts::tr("Share of dead units")),
                       {}};
    InsideChart layers{"dead-units-by-layer",
                       InsideCharts::tr("Dead units by layer, at the last look"),
                       {},
                       valuesOf(InsideCharts::tr("Share of dead units")),
                       {}};
    course.y.isPercent = true;
    layers.y.isPercent = true;
    layers.x.isInteger = true;
    for (const InsideRun& run : runs) {
        addCurve(course, optionsOf(run), deadShares(*run.looks));
        const auto& looks = run.looks->of("units");
        std::vector<QPointF> points;
        QStringList names;
        for (std::size_t row = 0; !looks.empty() && row < looks.back()->layers.size(); ++row) {
            if (const double share = valueAt(*looks.back(), row, 1); std::isfinite(share)) {
                names << QString::fromStdString(looks.back()->layers[row]);
                points.emplace_back(static_cast<double>(names.size()), share);
            }
        }
        CurveOptions options = optionsOf(run);
        options.form = CurveForm::LineWithMarkers;
        addCurve(layers, options, std::move(points));
        layers.x.categories = names.size() > layers.x.categories.size() ? names : layers.x.categories;
    }
    InsideRows rows;
    addRow(rows, {std::move(course)});
    addRow(rows, {std::move(layers)});
    return rows;
}

InsideRows sharpnessCharts(const std::vector<InsideRun>& runs)
{
    InsideChart product = courseChart("sharpness", InsideCharts::tr("Sharpness by the learning rate"),
                                      valuesOf(InsideCharts::tr("λ · lr")), runs, {"sharpness", "lambda_lr", {}, {}});
    for (InsideCurve& curve : product.curves) {
        curve.options.form = CurveForm::LineWithMarkers;
    }
    if (!product.curves.empty()) {
        CurveOptions options;
        options.label = InsideCharts::tr("Threshold of full batches");
        options.group = options.label;
        addCurve(product, options, pointsOf(*runs.front().looks, {"sharpness", "threshold", {}, {}}));
    }
    InsideChart lambda =
        courseChart("largest-eigenvalue", InsideCharts::tr("Largest eigenvalue of the Hessian"),
                    valuesOf(InsideCharts::tr("λ"), AxisScale::Log), runs, {"sharpness", "lambda", {}, {}});
    for (InsideCurve& curve : lambda.curves) {
        curve.options.form = CurveForm::LineWithMarkers;
    }
    InsideRows rows;
    addRow(rows, {std::move(product)});
    addRow(rows, {std::move(lambda)});
    return rows;
}

/// Of one column of BN's, the batch's values and the running estimates of a channel.
InsideChart statisticsChart(const std::string& name, const QString& title, const std::vector<InsideRun>& runs,
                            const InsideUnit& unit, const char* ofBatch, const char* running)
{
    InsideChart chart{name, title, iterations(), valuesOf(title), {}};
    for (const InsideRun& run : runs) {
        addCurve(chart, optionsOf(run, InsideCharts::tr("%1, running").arg(run.label)),
                 pointsOf(*run.looks, {"batch-statistics", running, unit.layer, unit.channel}));
        CurveOptions batch = optionsOf(run, InsideCharts::tr("%1, batch").arg(run.label));
        batch.isGhost = true;
        addCurve(chart, batch, pointsOf(*run.looks, {"batch-statistics", ofBatch, unit.layer, unit.channel}));
    }
    return chart;
}

/// One of BN's parameters: the chosen channel, and the band from the least to the largest of all.
InsideChart parameterChart(const std::string& name, const QString& title, const std::vector<InsideRun>& runs,
                           const InsideUnit& unit)
{
    InsideChart chart{name, title, iterations(), valuesOf(title), {}};
    const auto column = columnOf("batch-statistics", name);
    for (const InsideRun& run : runs) {
        std::vector<QPointF> points;
        BandEdges band;
        for (const auto& look : run.looks->of("batch-statistics")) {
            double least = HUGE_VAL;
            double most = -HUGE_VAL;
            double own = NAN;
            for (std::size_t row = 0; row < look->layers.size(); ++row) {
                if (look->layers[row] != unit.layer) {
                    continue;
                }
                const double value = valueAt(*look, row, column.value_or(0));
                least = std::min(least, value);
                most = std::max(most, value);
                own = valueAt(*look, row, 0) == static_cast<double>(unit.channel.value_or(0)) ? value : own;
            }
            if (std::isfinite(own) && std::isfinite(least) && std::isfinite(most)) {
                const auto x = static_cast<double>(look->iteration);
                points.emplace_back(x, own);
                band.lower.emplace_back(x, least);
                band.upper.emplace_back(x, most);
            }
        }
        addCurve(chart, optionsOf(run), std::move(points), std::move(band));
    }
    return chart;
}

struct PlainCourse
{
    const char* instrument;
    const char* column;
    const char* title;
    AxisScale scale;
    bool isPercent;
};

/// A line a run, of what a layer has one value of.
const std::vector<PlainCourse>& plainCourses()
{
    static const std::vector<PlainCourse> kAll{
        {"effective-lr", "norm", QT_TRANSLATE_NOOP("InsideCharts", "Size of the weights ‖W‖"), AxisScale::Linear,
         false},
        {"effective-lr", "effective_lr", QT_TRANSLATE_NOOP("InsideCharts", "Effective learning rate lr / ‖W‖²"),
         AxisScale::Log, false},
        {"effective-lr", "angle", QT_TRANSLATE_NOOP("InsideCharts", "Angle of a step, in degrees"), AxisScale::Log,
         false},
        {"depth", "gradient_norm", QT_TRANSLATE_NOOP("InsideCharts", "Gradient ‖∂L/∂W‖"), AxisScale::Log, false},
        {"depth", "activation_var", QT_TRANSLATE_NOOP("InsideCharts", "Variance of what the layer gives"),
         AxisScale::Log, false},
        {"units", "update_ratio", QT_TRANSLATE_NOOP("InsideCharts", "‖update‖ / ‖weight‖"), AxisScale::Log, false},
        {"units", "dead", QT_TRANSLATE_NOOP("InsideCharts", "Share of dead units"), AxisScale::Linear, true},
        {"covariate-shift", "difference", QT_TRANSLATE_NOOP("InsideCharts", "Internal covariate shift ‖G − G′‖"),
         AxisScale::Log, false},
        {"covariate-shift", "cosine", QT_TRANSLATE_NOOP("InsideCharts", "Cosine of G and G′"), AxisScale::Linear,
         false},
    };
    return kAll;
}

}  // namespace

bool isOverIterations(const InsideChart& chart)
{
    return chart.x.title == iterationTitle();
}

InsideRows questionCharts(Question question, const std::vector<InsideRun>& runs, const InsideUnit& unit)
{
    InsideRows rows;
    switch (question) {
    case Question::Drift:
        addRow(rows, distributionCharts(runs, chosenUnit(runs, unit, question)));
        return rows;
    case Question::Smoothness:
        return smoothnessCharts(runs);
    case Question::Depth:
        return depthCharts(runs);
    case Question::Evaluation:
        return evaluationCharts(runs);
    case Question::DeadUnits:
        return deadCharts(runs);
    case Question::Sharpness:
        break;
    }
    return sharpnessCharts(runs);
}

InsideRows layerCharts(const InsideUnit& unit, const std::vector<InsideRun>& runs)
{
    const InsideUnit chosen = chosenUnit(runs, unit);
    InsideRows rows;
    addRow(rows, distributionCharts(runs, chosen));
    addRow(rows, {statisticsChart("mean", InsideCharts::tr("Mean: batch and running"), runs, chosen, "batch_mean",
                                  "running_mean"),
                  statisticsChart("variance", InsideCharts::tr("Variance: batch and running"), runs, chosen,
                                  "batch_var", "running_var")});
    addRow(rows, {parameterChart("gamma", InsideCharts::tr("γ: the unit, and all of the layer"), runs, chosen),
                  parameterChart("beta", InsideCharts::tr("β: the unit, and all of the layer"), runs, chosen)});
    std::vector<InsideChart> pair;
    for (const PlainCourse& one : plainCourses()) {
        const QString title = InsideCharts::tr(one.title);
        AxisOptions y = valuesOf(title, one.scale);
        y.isPercent = one.isPercent;
        InsideChart chart =
            courseChart(wordOf(one.column), title, y, runs, {one.instrument, one.column, chosen.layer, {}});
        if (!chart.curves.empty()) {
            pair.push_back(std::move(chart));
        }
        if (pair.size() == 2) {
            addRow(rows, std::exchange(pair, {}));
        }
    }
    addRow(rows, std::move(pair));
    return rows;
}

std::vector<std::string> layersIn(const std::vector<InsideRun>& runs, const std::string& instrument)
{
    std::vector<std::string> found;
    std::set<std::string> known;
    for (const InsideRun& run : runs) {
        for (const Instrument& one : instruments()) {
            const auto& looks = run.looks->of(one.name);
            if (looks.empty() || (!instrument.empty() && one.name != instrument)) {
                continue;
            }
            for (const std::string& layer : looks.back()->layers) {
                if (!layer.empty() && known.size() < kMostOffered && known.insert(layer).second) {
                    found.push_back(layer);
                }
            }
        }
    }
    return found;
}

std::vector<std::int64_t> channelsOf(const std::vector<InsideRun>& runs, const std::string& layer)
{
    std::set<std::int64_t> channels;
    for (const InsideRun& run : runs) {
        for (const char* instrument : {"distribution", "batch-statistics"}) {
            const auto& looks = run.looks->of(instrument);
            for (std::size_t row = 0; !looks.empty() && row < looks.back()->layers.size(); ++row) {
                const double channel = valueAt(*looks.back(), row, 0);
                constexpr double kMost = 1e9;
                if (looks.back()->layers[row] == layer && channel >= 0 && channel < kMost &&
                    channels.size() < kMostOffered) {
                    channels.insert(static_cast<std::int64_t>(channel));
                }
            }
        }
    }
    return {channels.begin(), channels.end()};
}

InsideUnit chosenUnit(const std::vector<InsideRun>& runs, InsideUnit unit)
{
    if (unit.layer.empty()) {
        const std::vector<std::string> layers = layersIn(runs, "distribution");
        unit.layer = layers.empty() ? std::string() : layers.back();
    }
    const std::vector<std::int64_t> channels = channelsOf(runs, unit.layer);
    if (!unit.channel || std::find(channels.begin(), channels.end(), *unit.channel) == channels.end()) {
        unit.channel = channels.empty() ? std::nullopt : std::optional(channels[channels.size() / 2]);
    }
    return unit;
}

InsideUnit chosenUnit(const std::vector<InsideRun>& runs, InsideUnit unit, Question question)
{
    const std::vector<std::string> layers = layersIn(runs, "distribution");
    const bool isThere = unit.layer.empty() || std::find(layers.begin(), layers.end(), unit.layer) != layers.end();
    if (question == Question::Drift && !isThere) {
        unit = {};
    }
    return chosenUnit(runs, std::move(unit));
}

InsideTwins twinsOf(const std::vector<InsideRun>& runs)
{
    InsideTwins twins;
    for (const InsideRun& run : runs) {
        if (twins.with == nullptr && (run.variant == kBn || run.variant == "bn-after")) {
            twins.with = &run;
        }
        if (twins.without == nullptr && run.variant == kNoBn) {
            twins.without = &run;
        }
    }
    if (twins.with != nullptr && twins.without != nullptr &&
        (twins.with->experiment != twins.without->experiment || twins.with->seed != twins.without->seed)) {
        // Beside each other, but with other weights and batches.
        twins.without = nullptr;
    }
    return twins;
}

bool isMeasured(Question question, const std::vector<InsideRun>& runs)
{
    const std::string instrument = instrumentOf(question);
    return std::any_of(runs.begin(), runs.end(),
                       [&](const InsideRun& run) { return !run.looks->of(instrument).empty(); });
}

InsideVerdict verdictOf(Question question, const std::vector<InsideRun>& runs)
{
    InsideTwins twins = twinsOf(runs);
    if (question == Question::Sharpness && twins.with == nullptr && !runs.empty()) {
        // Its theory is of any network.
        twins.with = &runs.front() == twins.without && runs.size() > 1 ? &runs.back() : &runs.front();
        twins.without = twins.with == twins.without ? nullptr : twins.without;
    } else if (question == Question::Evaluation && twins.with == nullptr) {
        // Its statistics are BN's, whatever noise comes behind them.
        const auto noisy =
            std::find_if(runs.begin(), runs.end(), [](const InsideRun& run) { return run.variant == "noisy-bn"; });
        twins.with = noisy == runs.end() ? nullptr : &*noisy;
    }
    const Answer given = answer(question, twins.with != nullptr ? twins.with->looks : nullptr,
                                twins.without != nullptr ? twins.without->looks : nullptr);
    Answer said = given;
    if (said.reason == VerdictReason::NotMeasured && isMeasured(question, runs)) {
        said.reason = VerdictReason::NoTwin;
    }
    return {said.verdict, verdictText(said.verdict),
            verdictReason(question, said, twins.with != nullptr ? twins.with->variant : kBn,
                          twins.without != nullptr ? twins.without->variant : kNoBn)};
}

}  // namespace normscope::ui
