#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Statistics.h>

#include "ui/models/SettingTexts.h"
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

/// So far apart, values are told apart on a logarithmic axis only.
constexpr double kLogFrom = 8;
/// Labels that are closer, as a share of the axis, would meet.
constexpr double kClosest = 0.07;
constexpr std::size_t kMostFigures = 6;

/// Where the studied values stand on the axis.
struct Places
{
    AxisScale scale = AxisScale::Linear;
    bool isEven = false;  ///< side by side, whatever their distance
    std::map<std::string, double> at;
    std::vector<Tick> ticks;
    double lower = 0;
    double upper = 1;
};

/// Values in their order as numbers, or as they came where they are none.
Places placesOf(const std::vector<std::string>& values)
{
    Places places;
    std::vector<std::pair<double, std::string>> numbers;
    for (const std::string& value : values) {
        if (const auto number = parseDouble(value); number && std::isfinite(*number)) {
            numbers.emplace_back(*number, value);
        }
    }
    const bool isNumeric = numbers.size() == values.size();
    std::sort(numbers.begin(), numbers.end());
    if (isNumeric) {
        const double first = numbers.front().first;
        const double last = numbers.back().first;
        places.scale = first > 0 && last / first >= kLogFrom ? AxisScale::Log : AxisScale::Linear;
        const auto onAxis = [&](double value) { return places.scale == AxisScale::Log ? std::log10(value) : value; };
        const double span = onAxis(last) - onAxis(first);
        for (std::size_t i = 1; i < numbers.size(); ++i) {
            places.isEven |= onAxis(numbers[i].first) - onAxis(numbers[i - 1].first) < kClosest * span;
        }
    } else {
        places.isEven = true;
    }
    if (places.isEven) {
        places.scale = AxisScale::Linear;
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::string& value = isNumeric ? numbers[i].second : values[i];
        const double at = places.isEven ? static_cast<double>(i) : numbers[i].first;
        places.at[value] = at;
        places.ticks.push_back({at, QString::fromStdString(value)});
    }
    const double first = places.ticks.front().value;
    const double last = places.ticks.back().value;
    constexpr double kRoom = 0.06;
    if (places.scale == AxisScale::Log) {
        const double room = std::pow(last / first, kRoom);
        places.lower = first / room;
        places.upper = last * room;
    } else {
        const double room = last > first ? (last - first) * kRoom : 1;
        places.lower = first - room;
        places.upper = last + room;
    }
    return places;
}

/// Cases by the value of one setting, all others being equal.
struct Slice
{
    std::map<std::string, std::string> fixed;
    std::vector<std::pair<std::string, const ReportExperiment*>> members;
};

std::vector<Slice> slicesOf(const ReportData& data, const std::string& key)
{
    std::vector<Slice> slices;
    for (std::size_t i = 0; i < data.experiments.size() && i < data.plan->values.size(); ++i) {
        std::map<std::string, std::string> fixed = data.plan->values[i];
        const auto value = fixed.find(key);
        if (value == fixed.end()) {
            continue;
        }
        const std::string own = value->second;
        fixed.erase(value);
        auto slice = std::find_if(slices.begin(), slices.end(), [&](const Slice& one) { return one.fixed == fixed; });
        if (slice == slices.end()) {
            slice = slices.insert(slices.end(), Slice{fixed, {}});
        }
        slice->members.emplace_back(own, &data.experiments[i]);
    }
    std::erase_if(slices, [](const Slice& slice) { return slice.members.size() < 2; });
    return slices;
}

/// What a variant's runs of one member came to.
struct Outcome
{
    std::vector<double> accuracies;  ///< of the finished ones
    std::size_t diverged = 0;
    std::size_t runs = 0;
};

Outcome outcomeOf(const ReportExperiment& experiment, const std::string& variant)
{
    Outcome outcome;
    const VariantRuns runs = runsOf(experiment, variant);
    for (const RunRecord* run : runs.done) {
        if (const double accuracy = summarize(*run).finalTestAccuracy; std::isfinite(accuracy)) {
            outcome.accuracies.push_back(accuracy);
        }
    }
    outcome.runs = runs.done.size() + runs.others.size();
    outcome.diverged =
        static_cast<std::size_t>(std::count_if(runs.others.begin(), runs.others.end(), [](const RunRecord* run) {
            return run->status == RunStatus::Diverged;
        }));
    return outcome;
}

/// "with BN, 0.1 (1 of 3)".
QString divergedText(const std::string& variant, const std::string& value, const Outcome& outcome)
{
    return ReportFigures::tr("%1 at %2 (%3 of %4)")
        .arg(runPhrase(variant), QString::fromStdString(value), QString::number(outcome.diverged),
             QString::number(outcome.runs));
}

void addSlice(std::vector<Figure>& figures, const Slice& slice, const std::string& key, const std::string& name,
              BandKind kind)
{
    std::vector<std::string> values;
    for (const auto& [value, experiment] : slice.members) {
        values.push_back(value);
    }
    const Places places = placesOf(values);
    const QString setting = labelInLine(key);
    auto chart = std::make_shared<CurveChart>();
    chart->title = ReportFigures::tr("Final test accuracy against %1").arg(setting);
    chart->x = {setting, places.scale, false, false};
    chart->y = {ReportFigures::tr("final test accuracy"), AxisScale::Linear, true, false};
    chart->xTicks = places.ticks;
    QStringList diverged;
    std::size_t most = 0;
    std::size_t least = SIZE_MAX;
    std::vector<std::string> variants;
    for (const auto& [value, experiment] : slice.members) {
        for (const std::string& variant : experiment->comparison.variants) {
            if (std::find(variants.begin(), variants.end(), variant) == variants.end()) {
                variants.push_back(variant);
            }
        }
    }
    for (const std::string& variant : variants) {
        // By place, since a curve's x must not decrease.
        std::map<double, std::pair<std::string, Outcome>> outcomes;
        for (const auto& [value, experiment] : slice.members) {
            outcomes[places.at.at(value)] = {value, outcomeOf(*experiment, variant)};
        }
        Band band;
        for (const auto& [at, one] : outcomes) {
            const auto& [value, outcome] = one;
            if (outcome.diverged > 0) {
                diverged << divergedText(variant, value, outcome);
                chart->crosses.push_back({variant, {at, -1}});
            }
            if (outcome.accuracies.empty()) {
                continue;
            }
            std::vector<std::vector<QPointF>> points;
            for (const double accuracy : outcome.accuracies) {
                points.push_back({{at, accuracy}});
            }
            const Band here = bandOf(points, kind);
            band.n = std::max(band.n, here.n);
            least = std::min(least, here.n);
            band.mean.push_back(here.mean.front());
            band.lower.push_back(here.lower.front());
            band.upper.push_back(here.upper.front());
        }
        most = std::max(most, band.n);
        if (!band.mean.empty()) {
            chart->add({bandLabel(runPhrase(variant), kind, band.n), variant, 0, CurveForm::LineWithMarkers}, band);
        }
    }
    if (chart->curves.empty()) {
        return;
    }
    chart->fitRange();
    const double span = chart->range.yMax - chart->range.yMin;
    chart->range = {places.lower, places.upper,
                    // Room for the crosses below the curves.
                    diverged.isEmpty() ? chart->range.yMin : chart->range.yMin - 0.08 * span,
                    std::min(chart->range.yMax, 1 + 0.02 * span)};
    QStringList fixed;
    for (const auto& [other, value] : slice.fixed) {
        fixed << QStringLiteral("%1 = %2").arg(labelInLine(other), QString::fromStdString(value));
    }
    if (!diverged.isEmpty()) {
        chart->note = ReportFigures::tr("×: diverged");
    }
    const bool isOfBn = std::all_of(variants.begin(), variants.end(),
                                    [](const std::string& variant) { return variant == kBn || variant == kNoBn; });
    QString subject;
    if (isOfBn) {
        subject = fixed.isEmpty() ? ReportFigures::tr("Final test accuracy with and without BN against %1.")
                                  : ReportFigures::tr("Final test accuracy with and without BN against %1, for %2.");
    } else {
        subject = fixed.isEmpty() ? ReportFigures::tr("Final test accuracy of the variants against %1.")
                                  : ReportFigures::tr("Final test accuracy of the variants against %1, for %2.");
    }
    Figure figure;
    figure.name = name;
    figure.title = chart->title;
    figure.caption = joinedSentences(
        {subject.arg(setting, fixed.join(QStringLiteral(", "))),
         places.scale == AxisScale::Log ? ReportFigures::tr("The horizontal axis is logarithmic.") : QString(),
         places.isEven ? ReportFigures::tr("Values stand side by side, not to scale.") : QString(),
         bandSentence(kind, most),
         least < most ? ReportFigures::tr("Some values have fewer seeds: only runs that reached their end count.")
                      : QString(),
         diverged.isEmpty() ? QString()
                            : ReportFigures::tr("Crosses at the bottom mark values at which runs diverged: %1.")
                                  .arg(diverged.join(QStringLiteral("; ")))});
    figure.widthCm = kPageWidthCm;
    figure.heightCm = 8.5;
    figure.columnHeightCm = 8;
    figure.paint = [chart](QPainter& painter, const QRectF& target, double unit) {
        paintCharts(painter, target, unit, {chart});
    };
    figures.push_back(std::move(figure));
}

}  // namespace

void addSensitivityFigures(std::vector<Figure>& figures, const ReportData& data, BandKind kind)
{
    if (!data.plan) {
        return;
    }
    for (const std::string& key : data.plan->varies) {
        const std::vector<Slice> slices = slicesOf(data, key);
        for (std::size_t i = 0; i < slices.size() && i < kMostFigures; ++i) {
            std::string name = "sensitivity-" + key;
            std::replace(name.begin(), name.end(), '_', '-');
            addSlice(figures, slices[i], key, i == 0 ? name : name + "-" + std::to_string(i + 1), kind);
        }
    }
}

}  // namespace normscope::ui
