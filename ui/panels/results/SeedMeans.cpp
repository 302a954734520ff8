#include "ui/panels/results/SeedMeans.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

using Line = std::vector<QPointF>;

/// All lines at the x of the first one, each with its last value at or before; as far as all of them go.
std::vector<Line> atTheSameTime(const std::vector<Line>& lines)
{
    std::vector<Line> aligned(lines.size());
    std::vector<std::size_t> next(lines.size(), 0);
    for (const QPointF& point : lines.front()) {
        bool isKnown = true;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            while (next[i] < lines[i].size() && lines[i][next[i]].x() <= point.x()) {
                ++next[i];
            }
            isKnown = isKnown && next[i] > 0 && lines[i].back().x() >= point.x();
        }
        for (std::size_t i = 0; isKnown && i < lines.size(); ++i) {
            aligned[i].emplace_back(point.x(), lines[i][next[i] - 1].y());
        }
    }
    return aligned;
}

}  // namespace

GroupedRuns groupSeeds(const std::vector<ShownRun>& runs, const SeedView& view)
{
    if (!view.band()) {
        return {{}, runs};
    }
    std::vector<SeedGroup> groups;
    for (const ShownRun& run : runs) {
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const SeedGroup& one) {
            return one.runs.front().experiment == run.experiment && one.runs.front().run.variant == run.run.variant;
        });
        if (!run.isDone) {
            continue;
        }
        if (group == groups.end()) {
            groups.push_back(SeedGroup{{run}});
        } else {
            group->runs.push_back(run);
        }
    }
    std::erase_if(groups, [&](const SeedGroup& group) { return group.runs.size() < view.least(); });
    GroupedRuns grouped{std::move(groups), {}};
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(grouped.alone), [&](const ShownRun& run) {
        return std::none_of(grouped.groups.begin(), grouped.groups.end(), [&](const SeedGroup& group) {
            return std::find(group.runs.begin(), group.runs.end(), run) != group.runs.end();
        });
    });
    return grouped;
}

SeedMeans::SeedMeans(LineChart& chart, bool isDifference)
    : m_chart(chart)
    , m_isDifference(isDifference)
{
}

void SeedMeans::setGroups(std::vector<SeedGroup> groups, BandKind kind)
{
    if (groups != m_groups || kind != m_kind) {
        restart();
        m_groups = std::move(groups);
        m_kind = kind;
    }
}

void SeedMeans::restart()
{
    removeCurves();
    m_isStale = true;
}

void SeedMeans::removeCurves()
{
    for (const auto& [key, mean] : m_means) {
        if (m_chart.isCurveVisible(mean.curve)) {
            m_hidden.erase(key);
        } else {
            m_hidden.insert(key);
        }
        m_chart.removeCurve(mean.curve);
    }
    m_means.clear();
}

QString SeedMeans::nameOf(const SeedGroup& group, const Mean& mean) const
{
    const ShownRun& first = group.runs.front();
    return bandLabel(m_isDifference ? pairGroupLabel(first) : groupLabel(first), m_kind, mean.n);
}

void SeedMeans::update(const std::vector<SeriesId>& series, XUnit unit, const PointsOf& pointsOf,
                       const UsualOf& usualOf)
{
    if (!std::exchange(m_isStale, false)) {
        return;
    }
    for (const SeedGroup& group : m_groups) {
        const ShownRun& first = group.runs.front();
        bool hasOthers = false;  // than values at the ends of epochs
        for (const SeriesId each : series) {
            std::vector<Line> lines;
            double usual = 0;
            for (const ShownRun& run : group.runs) {
                lines.push_back(pointsOf(run, each));
                usual = std::max(usual, usualOf(run, each));
            }
            Band band = bandOf(unit == XUnit::Seconds ? atTheSameTime(lines) : lines, m_kind);
            if (band.mean.empty()) {
                continue;
            }
            hasOthers = hasOthers || each.table != RunTable::Epochs;
            Mean mean{0, band.n, !hasOthers};
            const auto variant = m_isDifference ? differenceVariant(first) : std::optional(first.run.variant);
            const QString name = nameOf(group, mean);
            mean.curve = m_chart.addCurve(
                {seriesLabel(name, each, mean.isAlone), variant, first.shade, lineFormOf(each), usual,
                 (m_isDifference ? QStringLiteral("difference of means/") : QStringLiteral("mean/")) + first.group,
                 name, first.isGhost});
            m_chart.append(mean.curve, band.mean);
            m_chart.setBand(mean.curve, {std::move(band.lower), std::move(band.upper)});
            const Key key{{first.experiment, first.run.variant}, each};
            m_chart.setCurveVisible(mean.curve, !m_hidden.contains(key));
            m_means.emplace(key, mean);
        }
    }
}

std::optional<CurveId> SeedMeans::curveOf(const ShownRun& first, SeriesId series) const
{
    const bool isFirst = std::any_of(m_groups.begin(), m_groups.end(),
                                     [&](const SeedGroup& group) { return group.runs.front().isSameAs(first); });
    const auto mean = m_means.find({{first.experiment, first.run.variant}, series});
    return isFirst && mean != m_means.end() ? std::optional(mean->second.curve) : std::nullopt;
}

ShownSeeds SeedMeans::shown() const
{
    ShownSeeds shown{0, 0, m_kind};
    for (const SeedGroup& group : m_groups) {
        shown.least = shown.most == 0 ? group.runs.size() : std::min(shown.least, group.runs.size());
        shown.most = std::max(shown.most, group.runs.size());
    }
    return shown;
}

void SeedMeans::retranslate()
{
    for (const SeedGroup& group : m_groups) {
        const ShownRun& first = group.runs.front();
        for (const auto& [key, mean] : m_means) {
            if (key.first == std::pair(first.experiment, first.run.variant)) {
                const QString name = nameOf(group, mean);
                m_chart.setLabel(mean.curve, seriesLabel(name, key.second, mean.isAlone), name);
            }
        }
    }
}

}  // namespace normscope::ui
