#include "ui/charts/PageLegend.h"

#include <algorithm>
#include <map>
#include <utility>

namespace normscope::ui
{

namespace
{

QString nameOf(const CurveOptions& options)
{
    return options.entry.isEmpty() ? options.label : options.entry;
}

QString groupOf(const CurveOptions& options)
{
    return options.group.isEmpty() ? nameOf(options) : options.group;
}

}  // namespace

PageLegend::PageLegend(QWidget* parent)
    : ChartLegend(parent)
{
    setObjectName(QStringLiteral("pageLegend"));
    setMostRows(2);
    connect(this, &ChartLegend::shownChanged, this, &PageLegend::setEntryShown);
    connect(this, &ChartLegend::highlightChanged, this, &PageLegend::highlight);
}

void PageLegend::setCharts(std::vector<LineChart*> charts)
{
    for (LineChart* chart : m_charts) {
        disconnect(chart, &LineChart::curvesChanged, this, nullptr);
    }
    m_charts = std::move(charts);
    for (LineChart* chart : m_charts) {
        chart->setLegendShown(false);
        connect(chart, &LineChart::curvesChanged, this, &PageLegend::rebuild);
    }
    rebuild();
}

std::vector<PageLegend::Entry> PageLegend::wantedEntries() const
{
    std::vector<Entry> wanted;
    std::map<QString, std::size_t> places;
    for (LineChart* chart : m_charts) {
        for (const LineChart::ShownCurve& curve : chart->shownCurves()) {
            const auto [place, isNew] = places.emplace(groupOf(curve.options), wanted.size());
            if (isNew) {
                CurveOptions options = curve.options;
                options.label = nameOf(curve.options);
                options.form = CurveForm::Line;
                wanted.push_back({0, place->first, std::move(options)});
            }
            Entry& entry = wanted[place->second];
            entry.curves.emplace_back(chart, curve.id);
            entry.isSeen = entry.isSeen || curve.isVisible;
        }
    }
    return wanted;
}

void PageLegend::rebuild()
{
    std::vector<Entry> wanted = wantedEntries();
    const auto isSame = [](const Entry& one, const Entry& other) {
        return one.group == other.group && one.options.variant == other.options.variant &&
               one.options.shade == other.options.shade && one.options.isGhost == other.options.isGhost;
    };
    // What stays keeps the focus and the pointer.
    const auto firstOther = std::mismatch(m_shown.begin(), m_shown.end(), wanted.begin(), wanted.end(), isSame).first;
    const auto kept = static_cast<std::size_t>(firstOther - m_shown.begin());
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        if (i >= kept) {
            remove(m_shown[i].id);
        } else {
            wanted[i].id = m_shown[i].id;
            if (wanted[i].options.label != m_shown[i].options.label) {
                setLabel(wanted[i].id, wanted[i].options.label);
            }
        }
    }
    m_shown = std::move(wanted);
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        Entry& entry = m_shown[i];
        if (i >= kept) {
            entry.id = m_nextId++;
            add(entry.id, entry.options);
        }
        if (m_hidden.contains(entry.group)) {
            for (const auto& [chart, curve] : entry.curves) {
                chart->setCurveVisible(curve, false);
            }
            setShown(entry.id, false);
        } else if (i >= kept && !entry.isSeen) {
            // It was hidden under another name.
            setShown(entry.id, false);
        }
    }
}

const PageLegend::Entry* PageLegend::find(CurveId id) const
{
    const auto entry = std::find_if(m_shown.begin(), m_shown.end(), [id](const Entry& one) { return one.id == id; });
    return entry == m_shown.end() ? nullptr : &*entry;
}

void PageLegend::setEntryShown(CurveId id, bool isShown)
{
    const Entry* entry = find(id);
    if (entry == nullptr) {
        return;
    }
    if (isShown) {
        m_hidden.erase(entry->group);
    } else {
        m_hidden.insert(entry->group);
    }
    for (const auto& [chart, curve] : entry->curves) {
        chart->setCurveVisible(curve, isShown);
    }
}

void PageLegend::highlight(std::optional<CurveId> id)
{
    const Entry* entry = id ? find(*id) : nullptr;
    for (LineChart* chart : m_charts) {
        std::vector<CurveId> curves;
        for (const auto& [of, curve] :
             entry != nullptr ? entry->curves : std::vector<std::pair<LineChart*, CurveId>>()) {
            if (of == chart) {
                curves.push_back(curve);
            }
        }
        chart->setHighlighted(curves);
    }
}

}  // namespace normscope::ui
