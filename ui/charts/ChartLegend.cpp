#include "ui/charts/ChartLegend.h"

#include <QEvent>
#include <algorithm>

#include "ui/charts/FlowLayout.h"
#include "ui/charts/LegendEntry.h"

namespace normscope::ui
{

ChartLegend::ChartLegend(QWidget* parent)
    : QScrollArea(parent)
    , m_content(new QWidget)
    , m_flow(new FlowLayout(m_content))
{
    setObjectName(QStringLiteral("chartLegend"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setWidgetResizable(true);
    // The chart's own ground.
    viewport()->setAutoFillBackground(false);
    m_content->setAutoFillBackground(false);
    m_content->installEventFilter(this);
    if (parent != nullptr) {
        parent->installEventFilter(this);
    }
    setWidget(m_content);
    m_content->setAutoFillBackground(false);
    fitHeight();
}

void ChartLegend::add(CurveId id, const CurveOptions& options)
{
    if (!m_isAllowed) {
        return;
    }
    auto* entry = new LegendEntry(id, options, m_content);
    // What is hidden cannot stand out: the others would be faint for nothing.
    const auto highlight = [this, entry] {
        const bool isPointedAt = entry->isChecked() && entry->underMouse();
        Q_EMIT highlightChanged(isPointedAt ? std::optional(entry->id()) : std::nullopt);
    };
    connect(entry, &LegendEntry::toggled, this, [this, id, highlight](bool isShown) {
        Q_EMIT shownChanged(id, isShown);
        highlight();
    });
    connect(entry, &LegendEntry::isolationRequested, this, [this, entry] { isolate(*entry); });
    connect(entry, &LegendEntry::pointedAt, this, highlight);
    m_entries.push_back(entry);
    m_flow->addWidget(entry);
    entry->show();
    fitHeight();
}

void ChartLegend::remove(CurveId id)
{
    LegendEntry* const entry = find(id);
    if (entry == nullptr) {
        return;
    }
    std::erase(m_entries, entry);
    if (entry->underMouse()) {
        Q_EMIT highlightChanged(std::nullopt);
    }
    m_flow->removeWidget(entry);
    entry->hide();
    entry->deleteLater();
    fitHeight();
}

void ChartLegend::arrange(const std::vector<CurveId>& order)
{
    const auto placeOf = [&](const LegendEntry* entry) {
        return std::find(order.begin(), order.end(), entry->id()) - order.begin();
    };
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [&](const LegendEntry* a, const LegendEntry* b) { return placeOf(a) < placeOf(b); });
    QWidget* before = nullptr;
    for (LegendEntry* entry : m_entries) {
        m_flow->removeWidget(entry);
        m_flow->addWidget(entry);
        if (before != nullptr) {
            setTabOrder(before, entry);
        }
        before = entry;
    }
    fitHeight();
}

void ChartLegend::setLabel(CurveId id, const QString& label)
{
    if (LegendEntry* const entry = find(id)) {
        entry->setLabel(label);
        fitHeight();
    }
}

void ChartLegend::setShown(CurveId id, bool isShown)
{
    if (LegendEntry* const entry = find(id)) {
        entry->setChecked(isShown);
    }
}

void ChartLegend::setAllowed(bool allowed)
{
    m_isAllowed = allowed;
    fitHeight();
}

void ChartLegend::setMostRows(int rows)
{
    m_mostRows = rows;
    fitHeight();
}

LegendEntry* ChartLegend::find(CurveId id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [id](const LegendEntry* entry) { return entry->id() == id; });
    return found == m_entries.end() ? nullptr : *found;
}

void ChartLegend::isolate(const LegendEntry& entry)
{
    const bool isAlone = std::none_of(m_entries.begin(), m_entries.end(),
                                      [&](const LegendEntry* other) { return other != &entry && other->isChecked(); });
    for (LegendEntry* other : m_entries) {
        other->setChecked(isAlone || other == &entry);
    }
}

void ChartLegend::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fitHeight();
}

bool ChartLegend::eventFilter(QObject* object, QEvent* event)
{
    const bool isContentChanged = object == m_content && event->type() == QEvent::LayoutRequest;
    const bool isChartResized = object == parentWidget() && event->type() == QEvent::Resize;
    if (isContentChanged || isChartResized) {
        fitHeight();
    }
    return QScrollArea::eventFilter(object, event);
}

void ChartLegend::setHasRoom(bool hasRoom)
{
    if (hasRoom != m_hasRoom) {
        m_hasRoom = hasRoom;
        fitHeight();
    }
}

int ChartLegend::wantedHeight() const
{
    if (m_entries.empty()) {
        return 0;
    }
    constexpr int kChartHeights = 4;  // what stays for the plot is worth more than names
    const int row = m_entries.front()->sizeHint().height() + m_flow->spacing();
    const int rows = parentWidget() == nullptr
                         ? m_mostRows
                         : std::clamp(parentWidget()->height() / kChartHeights / row, 1, m_mostRows);
    return std::min(m_flow->heightForWidth(width()), rows * row);
}

void ChartLegend::fitHeight()
{
    setVisible(m_isAllowed && m_hasRoom && !m_entries.empty());
    if (!m_entries.empty()) {
        setFixedHeight(wantedHeight());
    }
}

}  // namespace normscope::ui
