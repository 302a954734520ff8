#include "ui/charts/PageLegend.h"

#include <algorithm>
#include <utility>

namespace normscope::ui
{

namespace
{

QString entryOf(const CurveOptions& options)
{
    return options.entry.isEmpty() ? options.label : options.entry;
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
    for (const LineChart* chart : m_charts) {
        for (const CurveId id : chart->curves()) {
            CurveOptions options = chart->options(id);
            const QString name = entryOf(options);
            const bool isThere =
                std::any_of(wanted.begin(), wanted.end(), [&](const Entry& entry) { return entry.name == name; });
            if (!isThere) {
                options.label = name;
                options.form = CurveForm::Line;
                wanted.push_back({0, name, std::move(options)});
            }
        }
    }
    return wanted;
}

void PageLegend::rebuild()
{
    std::vector<Entry> wanted = wantedEntries();
    const auto isSame = [](const Entry& one, const Entry& other) {
        return one.name == other.name && one.options.variant == other.options.variant &&
               one.options.shade == other.options.shade && one.options.isGhost == other.options.isGhost;
    };
    // What stays keeps the focus and the pointer.
    const auto firstOther = std::mismatch(m_shown.begin(), m_shown.end(), wanted.begin(), wanted.end(), isSame).first;
    const auto kept = firstOther - m_shown.begin();
    for (auto gone = firstOther; gone != m_shown.end(); ++gone) {
        remove(gone->id);
    }
    m_shown.resize(static_cast<std::size_t>(kept));
    for (auto entry = wanted.begin() + kept; entry != wanted.end(); ++entry) {
        entry->id = m_nextId++;
        add(entry->id, entry->options);
        m_shown.push_back(std::move(*entry));
        bool isSeen = false;
        forCurves(m_shown.back().name,
                  [&](LineChart& chart, CurveId curve) { isSeen = isSeen || chart.isCurveVisible(curve); });
        // It may have been hidden under another name.
        if (!isSeen || m_hidden.contains(m_shown.back().name)) {
            setShown(m_shown.back().id, false);
        }
    }
    for (const QString& name : m_hidden) {
        forCurves(name, [](LineChart& chart, CurveId curve) { chart.setCurveVisible(curve, false); });
    }
}

template <class Change>
void PageLegend::forCurves(const QString& name, Change change) const
{
    for (LineChart* chart : m_charts) {
        for (const CurveId id : chart->curves()) {
            if (entryOf(chart->options(id)) == name) {
                change(*chart, id);
            }
        }
    }
}

void PageLegend::setEntryShown(CurveId id, bool isShown)
{
    const auto entry = std::find_if(m_shown.begin(), m_shown.end(), [id](const Entry& one) { return one.id == id; });
    if (entry == m_shown.end()) {
        return;
    }
    if (isShown) {
        m_hidden.erase(entry->name);
    } else {
        m_hidden.insert(entry->name);
    }
    forCurves(entry->name, [isShown](LineChart& chart, CurveId curve) { chart.setCurveVisible(curve, isShown); });
}

void PageLegend::highlight(std::optional<CurveId> id)
{
    const auto entry = std::find_if(m_shown.begin(), m_shown.end(), [id](const Entry& one) { return one.id == id; });
    for (LineChart* chart : m_charts) {
        std::vector<CurveId> curves;
        for (const CurveId curve : chart->curves()) {
            if (entry != m_shown.end() && entryOf(chart->options(curve)) == entry->name) {
                curves.push_back(curve);
            }
        }
        chart->setHighlighted(curves);
    }
}

}  // namespace normscope::ui
