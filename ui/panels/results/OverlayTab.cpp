#include "ui/panels/results/OverlayTab.h"

#include <QLayout>

#include "ui/panels/results/ChartLink.h"

namespace normscope::ui
{

OverlayTab::OverlayTab(const ExperimentStore& store, QWidget* parent)
    : ChartsTab(store, /*hasQuantity=*/true, parent)
    , m_picker(new PairPicker(this))
    , m_overlayChart(makeChart(QStringLiteral("overlayChart")))
    , m_differenceChart(makeChart(QStringLiteral("differenceChart")))
    , m_overlay(*m_overlayChart, Quantity::Loss)
    , m_difference(*m_differenceChart, Quantity::Loss)
{
    new ChartLink({m_overlayChart, m_differenceChart}, ChartLink::What::Crosshair, this);
    m_controls->layout()->addWidget(m_picker);
    connect(m_picker, &PairPicker::pairChanged, this, [this](const auto& pair) {
        m_difference.setPair(pair);
        catchUp(false);
    });
    setRows({{m_overlayChart}, {m_differenceChart}});
    applyChoices();
}

void OverlayTab::setPair(const std::optional<ChosenPair>& pair)
{
    m_picker->setPair(pair);
    m_difference.setPair(m_picker->pair());
}

void OverlayTab::applyChoices()
{
    applyTo(m_overlay);
    applyTo(m_difference);
}

void OverlayTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_controls->setRuns(runs);
    m_picker->setRuns(runs);
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

void OverlayTab::retranslateFeeds()
{
    m_overlay.retranslate();
    m_difference.retranslate();
}

}  // namespace normscope::ui
