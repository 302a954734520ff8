#include "ui/panels/results/ChartPage.h"

#include <QEvent>
#include <QKeyEvent>
#include <algorithm>

namespace normscope::ui
{

namespace
{

/// Heights of rows, in proportion: the first is what one looks at.
constexpr int kFirstWeight = 5000;
constexpr int kUsualWeight = 4000;

}  // namespace

ChartPage::ChartPage(QWidget* parent)
    : QScrollArea(parent)
    , m_column(new QSplitter(Qt::Vertical))
{
    setObjectName(QStringLiteral("chartPage"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    m_column->setObjectName(QStringLiteral("chartRows"));
    m_column->setChildrenCollapsible(false);
    setWidget(m_column);
}

void ChartPage::setRows(const std::vector<std::vector<LineChart*>>& rows)
{
    if (rows == m_rows) {
        return;
    }
    for (const auto& row : m_rows) {
        for (LineChart* chart : row) {
            disconnect(chart, &LineChart::enlargeRequested, this, nullptr);
            chart->hide();
        }
    }
    m_rows = rows;
    while (m_splitters.size() < rows.size()) {
        auto* row = new QSplitter(Qt::Horizontal, m_column);
        row->setObjectName(QStringLiteral("chartRow%1").arg(m_splitters.size()));
        row->setChildrenCollapsible(false);
        m_column->addWidget(row);
        m_splitters.push_back(row);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t place = 0; place < rows[i].size(); ++place) {
            LineChart* chart = rows[i][place];
            m_splitters[i]->insertWidget(static_cast<int>(place), chart);
            connect(chart, &LineChart::enlargeRequested, this,
                    [this, chart] { enlarge(m_enlarged == nullptr ? chart : nullptr); });
        }
        // Pictures of different widths cannot be compared.
        m_splitters[i]->setSizes(QList<int>(m_splitters[i]->count(), 1000));
    }
    // Whatever the charts would like best.
    QList<int> heights(static_cast<qsizetype>(m_splitters.size()), kUsualWeight);
    heights.front() = kFirstWeight;
    m_column->setSizes(heights);
    const bool isStillThere = std::any_of(rows.begin(), rows.end(), [this](const auto& row) {
        return std::find(row.begin(), row.end(), m_enlarged) != row.end();
    });
    showAlone(isStillThere ? m_enlarged : nullptr);
}

LineChart* ChartPage::mainChart() const
{
    return m_rows.empty() || m_rows.front().empty() ? nullptr : m_rows.front().front();
}

void ChartPage::enlarge(LineChart* chart)
{
    showAlone(chart);
    if (chart != nullptr) {
        chart->setFocus();
    }
}

void ChartPage::showAlone(LineChart* chart)
{
    m_enlarged = chart;
    for (std::size_t i = 0; i < m_splitters.size(); ++i) {
        bool isSeen = false;
        for (LineChart* one : i < m_rows.size() ? m_rows[i] : std::vector<LineChart*>()) {
            one->setVisible(chart == nullptr || one == chart);
            one->setEnlarged(one == chart);
            isSeen = isSeen || one->isVisibleTo(m_splitters[i]);
        }
        m_splitters[i]->setVisible(isSeen);
    }
    arrange();
}

QSize ChartPage::comfort() const
{
    const int line = fontMetrics().height();
    return {line * 18, line * 11};
}

void ChartPage::arrange()
{
    const QSize least = comfort();
    int height = 0;
    bool hasTurned = false;
    QList<int> weights;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const auto seen = static_cast<int>(std::count_if(m_rows[i].begin(), m_rows[i].end(), [&](LineChart* chart) {
            return m_enlarged == nullptr || chart == m_enlarged;
        }));
        const bool isStacked = seen > 1 && viewport()->width() < seen * least.width();
        const Qt::Orientation orientation = isStacked ? Qt::Vertical : Qt::Horizontal;
        if (m_splitters[i]->orientation() != orientation) {
            m_splitters[i]->setOrientation(orientation);
            m_splitters[i]->setSizes(QList<int>(m_splitters[i]->count(), 1000));
            hasTurned = true;
        }
        weights.append(isStacked ? seen * kUsualWeight : i == 0 ? kFirstWeight : kUsualWeight);
        height += (isStacked ? seen : std::min(seen, 1)) * least.height();
    }
    if (hasTurned) {
        m_column->setSizes(weights);
    }
    // What has the page for itself is never scrolled.
    const bool scrolls = m_enlarged == nullptr && height > viewport()->height();
    m_column->setMinimumHeight(scrolls ? height : 0);
    for (const auto& row : m_rows) {
        for (LineChart* chart : row) {
            chart->setWheelNeedsFocus(scrolls);
        }
    }
}

QSize ChartPage::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 12, line * 7};
}

QSize ChartPage::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 50, line * 34};
}

void ChartPage::resizeEvent(QResizeEvent* event)
{
    arrange();
    QScrollArea::resizeEvent(event);
}

void ChartPage::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        arrange();
    }
}

void ChartPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_enlarged != nullptr && !m_keepsEnlarged) {
        enlarge(nullptr);
        return;
    }
    QScrollArea::keyPressEvent(event);
}

}  // namespace normscope::ui
