#include "ui/panels/results/SideBySideTab.h"

#include <QEvent>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>

namespace normscope::ui
{

SideBySideTab::SideBySideTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_controls(new ChartControls(true, this))
    , m_bnChart(new LineChart(this))
    , m_noBnChart(new LineChart(this))
    , m_bn(*m_bnChart, Quantity::Loss)
    , m_noBn(*m_noBnChart, Quantity::Loss)
    , m_link(new ChartLink({m_bnChart, m_noBnChart}, ChartLink::What::CrosshairAndRange, this))
{
    m_bnChart->setObjectName(QStringLiteral("bnChart"));
    m_noBnChart->setObjectName(QStringLiteral("noBnChart"));
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setObjectName(QStringLiteral("sideBySideSplitter"));
    splitter->addWidget(m_bnChart);
    splitter->addWidget(m_noBnChart);
    splitter->setChildrenCollapsible(false);
    // Equal halves: pictures of different widths cannot be compared.
    splitter->setSizes({1000, 1000});
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_controls);
    layout->addWidget(splitter, 1);

    connect(m_controls, &ChartControls::quantityChanged, this,
            [this](Quantity quantity) { change([quantity](ChartFeed& feed) { feed.setQuantity(quantity); }); });
    connect(m_controls, &ChartControls::unitChanged, this,
            [this](XUnit unit) { change([unit](ChartFeed& feed) { feed.setUnit(unit); }); });
    for (ChartFeed* feed : {&m_bn, &m_noBn}) {
        feed->setSeeds(m_controls->seeds());
    }
    connect(m_controls, &ChartControls::seedsChanged, this,
            [this](std::optional<BandKind> seeds) { change([seeds](ChartFeed& feed) { feed.setSeeds(seeds); }); });
    connect(m_controls, &ChartControls::logXChanged, this,
            [this](bool log) { change([log](ChartFeed& feed) { feed.setLogX(log); }); });
    connect(m_controls, &ChartControls::logYChanged, this,
            [this](bool log) { change([log](ChartFeed& feed) { feed.setLogY(log); }); });
    retranslate();
}

template <class Change>
void SideBySideTab::change(Change change)
{
    change(m_bn);
    change(m_noBn);
    catchUp(false);
}

void SideBySideTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_controls->setRuns(runs);
    const auto ofTwin = [&](Twin twin) {
        std::vector<ShownRun> some;
        std::copy_if(runs.begin(), runs.end(), std::back_inserter(some),
                     [twin](const ShownRun& run) { return run.run.twin == twin; });
        return some;
    };
    m_bn.setRuns(ofTwin(Twin::Bn));
    m_noBn.setRuns(ofTwin(Twin::NoBn));
}

void SideBySideTab::catchUp(bool /*isAll*/)
{
    m_bn.update(m_store);
    m_noBn.update(m_store);
    m_link->shareRange();
    m_bnChart->refresh();
    m_noBnChart->refresh();
    m_controls->showScalesOf(*m_bnChart);
}

std::vector<NamedChart> SideBySideTab::charts() const
{
    // Whatever quantity is chosen: the file says it in its title, its name stays.
    return {{QStringLiteral("side-by-side-bn"), m_bnChart}, {QStringLiteral("side-by-side-no-bn"), m_noBnChart}};
}

void SideBySideTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ResultsTab::changeEvent(event);
}

void SideBySideTab::retranslate()
{
    m_bn.setTitleSuffix(twinName(Twin::Bn));
    m_noBn.setTitleSuffix(twinName(Twin::NoBn));
}

}  // namespace normscope::ui
