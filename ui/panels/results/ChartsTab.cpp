#include "ui/panels/results/ChartsTab.h"

#include <QEvent>
#include <QVBoxLayout>

namespace normscope::ui
{

namespace
{

constexpr double kPresentingLineScale = 1.8;

}  // namespace

ChartsTab::ChartsTab(const ExperimentStore& store, bool hasQuantity, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_controls(new ChartControls(hasQuantity, this))
    , m_legend(new PageLegend(this))
    , m_page(new ChartPage(this))
    , m_hasQuantity(hasQuantity)
{
    auto* layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 4;
    layout->setContentsMargins(gap, gap, gap, 0);
    layout->setSpacing(gap);
    layout->addWidget(m_controls);
    layout->addWidget(m_legend);
    layout->addWidget(m_page, 1);
    const auto take = [this] {
        applyChoices();
        catchUp(false);
    };
    connect(m_controls, &ChartControls::quantityChanged, this, take);
    connect(m_controls, &ChartControls::unitChanged, this, take);
    connect(m_controls, &ChartControls::seedsChanged, this, take);
    connect(m_controls, &ChartControls::smoothingChanged, this, take);
    connect(m_controls, &ChartControls::logXChanged, this, take);
    connect(m_controls, &ChartControls::logYChanged, this, take);
}

QString ChartsTab::chartHelp()
{
    return tr("Drag over a part of a chart to see it closely, turn the wheel, or use + and −; Esc shows all of it "
              "again. A double-click on a title or Enter gives a chart the whole page. In the legend a click hides a "
              "run in all charts, a double-click shows it alone.");
}

LineChart* ChartsTab::makeChart(const QString& name)
{
    auto* chart = new LineChart(this);
    chart->setObjectName(name);
    return chart;
}

void ChartsTab::setRows(const std::vector<std::vector<LineChart*>>& rows)
{
    m_page->setRows(rows);
    std::vector<LineChart*> charts;
    for (const auto& row : rows) {
        charts.insert(charts.end(), row.begin(), row.end());
    }
    m_legend->setCharts(std::move(charts));
    setPresenting(m_isPresenting);
}

LineChart* ChartsTab::mainChart() const
{
    return m_page->enlarged() != nullptr ? m_page->enlarged() : m_page->mainChart();
}

void ChartsTab::enlarge(LineChart* chart)
{
    m_page->enlarge(chart);
}

void ChartsTab::setPresenting(bool presents)
{
    m_isPresenting = presents;
    m_controls->setVisible(!presents);
    m_page->setKeepsEnlarged(presents);
    for (const auto& [name, chart] : charts()) {
        chart->setLineScale(presents ? kPresentingLineScale : 1);
    }
}

void ChartsTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslateFeeds();
    }
    ResultsTab::changeEvent(event);
}

}  // namespace normscope::ui
