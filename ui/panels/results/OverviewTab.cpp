#include "ui/panels/results/OverviewTab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include "ui/panels/results/ChartLink.h"

namespace normscope::ui
{

namespace
{

LineChart* makeChart(const char* name, QWidget* parent)
{
    auto* chart = new LineChart(parent);
    chart->setObjectName(QString::fromLatin1(name));
    return chart;
}

}  // namespace

OverviewTab::OverviewTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_cards(new RunCards(this))
    , m_controls(new ChartControls(false, this))
    , m_loss(makeChart("lossChart", this))
    , m_batch(makeChart("batchAccuracyChart", this))
    , m_test(makeChart("testAccuracyChart", this))
{
    m_feeds.emplace_back(*m_loss, Quantity::Loss);
    m_feeds.emplace_back(*m_batch, Quantity::BatchAccuracy);
    m_feeds.emplace_back(*m_test, Quantity::TestAccuracy);
    new ChartLink({m_loss, m_batch, m_test}, ChartLink::What::Crosshair, this);

    auto* lower = new QSplitter(Qt::Horizontal, this);
    lower->setObjectName(QStringLiteral("overviewLowerSplitter"));
    lower->addWidget(m_batch);
    lower->addWidget(m_test);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("overviewSplitter"));
    splitter->addWidget(m_loss);
    splitter->addWidget(lower);
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    // In proportion, whatever the charts would like best.
    splitter->setSizes({5000, 4000});
    lower->setSizes({1000, 1000});
    for (QSplitter* each : {lower, splitter}) {
        each->setChildrenCollapsible(false);
    }
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_cards);
    layout->addWidget(m_controls);
    layout->addWidget(splitter, 1);

    connect(m_controls, &ChartControls::unitChanged, this, [this](XUnit unit) {
        for (ChartFeed& feed : m_feeds) {
            feed.setUnit(unit);
        }
        catchUp(false);
    });
    const auto setSeeds = [this](std::optional<BandKind> seeds) {
        for (ChartFeed& feed : m_feeds) {
            feed.setSeeds(seeds);
        }
    };
    setSeeds(m_controls->seeds());
    connect(m_controls, &ChartControls::seedsChanged, this, [this, setSeeds](std::optional<BandKind> seeds) {
        setSeeds(seeds);
        catchUp(false);
    });
    connect(m_controls, &ChartControls::logXChanged, this, [this](bool log) {
        for (ChartFeed& feed : m_feeds) {
            feed.setLogX(log);
        }
        catchUp(false);
    });
    connect(m_controls, &ChartControls::logYChanged, this, [this](bool log) {
        m_feeds.front().setLogY(log);
        catchUp(false);
    });
}

void OverviewTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_controls->setRuns(runs);
    for (ChartFeed& feed : m_feeds) {
        feed.setRuns(runs);
    }
}

void OverviewTab::catchUp(bool isAll)
{
    for (ChartFeed& feed : m_feeds) {
        feed.update(m_store);
    }
    for (LineChart* chart : {m_loss, m_batch, m_test}) {
        chart->refresh();
    }
    m_controls->showScalesOf(*m_loss);
    m_cards->setExperiment(m_store.current(), isAll);
}

std::vector<NamedChart> OverviewTab::charts() const
{
    return {{QStringLiteral("training-loss"), m_loss},
            {QStringLiteral("batch-accuracy"), m_batch},
            {QStringLiteral("test-accuracy"), m_test}};
}

void OverviewTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (ChartFeed& feed : m_feeds) {
            feed.retranslate();
        }
    }
    ResultsTab::changeEvent(event);
}

}  // namespace normscope::ui
