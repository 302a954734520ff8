#include "ui/panels/results/ChartView.h"

#include <QJsonArray>
#include <array>
#include <cmath>
#include <utility>

namespace normscope::ui
{

namespace
{

constexpr std::array kTitles{std::pair{"title", &ChartEdits::title}, std::pair{"xTitle", &ChartEdits::xTitle},
                             std::pair{"yTitle", &ChartEdits::yTitle}};
constexpr std::array kEnds{std::pair{"xMin", &ChartEdits::xMin}, std::pair{"xMax", &ChartEdits::xMax},
                           std::pair{"yMin", &ChartEdits::yMin}, std::pair{"yMax", &ChartEdits::yMax}};
constexpr const char* kLabels = "labels";
constexpr const char* kZoom = "zoom";
constexpr const char* kEdits = "edits";

QJsonObject toJson(const ChartEdits& edits)
{
    QJsonObject json;
    for (const auto& [name, title] : kTitles) {
        if (!(edits.*title).isEmpty()) {
            json.insert(QLatin1String(name), edits.*title);
        }
    }
    for (const auto& [name, end] : kEnds) {
        if (edits.*end) {
            json.insert(QLatin1String(name), *(edits.*end));
        }
    }
    QJsonObject labels;
    for (const auto& [given, label] : edits.labels) {
        labels.insert(given, label);
    }
    if (!labels.isEmpty()) {
        json.insert(QLatin1String(kLabels), labels);
    }
    return json;
}

ChartEdits editsIn(const QJsonObject& json)
{
    ChartEdits edits;
    for (const auto& [name, title] : kTitles) {
        edits.*title = json.value(QLatin1String(name)).toString();
    }
    for (const auto& [name, end] : kEnds) {
        const QJsonValue value = json.value(QLatin1String(name));
        edits.*end = value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
    }
    const QJsonObject labels = json.value(QLatin1String(kLabels)).toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label) {
        edits.labels[label.key()] = label.value().toString();
    }
    const auto isEmpty = [](std::optional<double> least, std::optional<double> greatest) {
        return least && greatest && *least >= *greatest;
    };
    if (isEmpty(edits.xMin, edits.xMax) || isEmpty(edits.yMin, edits.yMax)) {
        edits.xMin = edits.xMax = edits.yMin = edits.yMax = std::nullopt;
    }
    return edits;
}

}  // namespace

QJsonObject viewOf(const LineChart& chart)
{
    QJsonObject view;
    if (const QJsonObject edits = toJson(chart.edits()); !edits.isEmpty()) {
        view.insert(QLatin1String(kEdits), edits);
    }
    if (!chart.isFollowing()) {
        const ChartRange range = chart.visibleRange();
        view.insert(QLatin1String(kZoom), QJsonArray{range.xMin, range.xMax, range.yMin, range.yMax});
    }
    return view;
}

void restoreView(LineChart& chart, const QJsonObject& view)
{
    if (const QJsonObject edits = view.value(QLatin1String(kEdits)).toObject(); !edits.isEmpty()) {
        chart.setEdits(editsIn(edits));
    }
    const QJsonArray range = view.value(QLatin1String(kZoom)).toArray();
    const ChartRange zoom{range.at(0).toDouble(), range.at(1).toDouble(), range.at(2).toDouble(),
                          range.at(3).toDouble()};
    if (zoom.xMin < zoom.xMax && zoom.yMin < zoom.yMax) {
        chart.setVisibleRange(zoom);
    }
}

}  // namespace normscope::ui
