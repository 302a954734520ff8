#include "ui/panels/results/OverlayTab.h"

#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/results/ChartLink.h"

namespace normscope::ui
{

OverlayTab::OverlayTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_controls(new ChartControls(true, this))
    , m_overlayChart(new LineChart(this))
    , m_differenceChart(new LineChart(this))
    , m_overlay(*m_overlayChart, Quantity::Loss)
    , m_difference(*m_differenceChart, Quantity::Loss)
{
    m_overlayChart->setObjectName(QStringLiteral("overlayChart"));
    m_differenceChart->setObjectName(QStringLiteral("differenceChart"));
    new ChartLink({m_overlayChart, m_differenceChart}, ChartLink::What::Crosshair, this);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("overlaySplitter"));
    splitter->addWidget(m_overlayChart);
    splitter->addWidget(m_differenceChart);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    // In proportion, whatever the charts would like best.
    splitter->setSizes({5000, 4000});
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_controls);
    layout->addWidget(splitter, 1);

    connect(m_controls, &ChartControls::quantityChanged, this, [this](const Quantity& quantity) {
        m_overlay.setQuantity(quantity);
        m_difference.setQuantity(quantity);
        catchUp(false);
    });
    connect(m_controls, &ChartControls::unitChanged, this, [this](XUnit unit) {
        m_overlay.setUnit(unit);
        m_difference.setUnit(unit);
        catchUp(false);
    });
    const auto setSeeds = [this](std::optional<BandKind> seeds) {
        m_overlay.setSeeds(seeds);
        m_difference.setSeeds(seeds);
    };
    setSeeds(m_controls->seeds());
    connect(m_controls, &ChartControls::seedsChanged, this, [this, setSeeds](std::optional<BandKind> seeds) {
        setSeeds(seeds);
        catchUp(false);
    });
    connect(m_controls, &ChartControls::logXChanged, this, [this](bool log) {
        m_overlay.setLogX(log);
        m_difference.setLogX(log);
        catchUp(false);
    });
    connect(m_controls, &ChartControls::logYChanged, this, [this](bool log) {
        m_overlay.setLogY(log);
        catchUp(false);
    });
}

void OverlayTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_controls->setRuns(runs);
    m_overlay.setRuns(runs);
    m_difference.setRuns(runs);
}

void OverlayTab::catchUp(bool /*isAll*/)
{
    m_overlay.update(m_store);
    m_difference.update(m_store);
    m_overlayChart->refresh();
    m_differenceChart->refresh();
    m_controls->showScalesOf(*m_overlayChart);
}

std::vector<NamedChart> OverlayTab::charts() const
{
    return {{QStringLiteral("overlay"), m_overlayChart}, {QStringLiteral("difference"), m_differenceChart}};
}

void OverlayTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_overlay.retranslate();
        m_difference.retranslate();
    }
    ResultsTab::changeEvent(event);
}

}  // namespace normscope::ui
