#include "ui/panels/results/OverviewTab.h"

#include <QVBoxLayout>

#include "ui/panels/results/ChartLink.h"

namespace normscope::ui
{

OverviewTab::OverviewTab(const ExperimentStore& store, QWidget* parent)
    : ChartsTab(store, /*hasQuantity=*/false, parent)
    , m_lines(new VariantLines(this))
    , m_loss(makeChart(QStringLiteral("lossChart")))
    , m_batch(makeChart(QStringLiteral("batchAccuracyChart")))
    , m_test(makeChart(QStringLiteral("testAccuracyChart")))
{
    m_feeds.emplace_back(*m_loss, Quantity::Loss);
    m_feeds.emplace_back(*m_batch, Quantity::BatchAccuracy);
    m_feeds.emplace_back(*m_test, Quantity::TestAccuracy);
    new ChartLink({m_loss, m_batch, m_test}, ChartLink::What::Crosshair, this);
    qobject_cast<QVBoxLayout*>(layout())->insertWidget(0, m_lines);
    setRows({{m_loss}, {m_batch, m_test}});
    applyChoices();
}

void OverviewTab::applyChoices()
{
    for (ChartFeed& feed : m_feeds) {
        applyTo(feed);
    }
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
    m_lines->setExperiment(m_store.current(), isAll);
}

std::vector<NamedChart> OverviewTab::charts() const
{
    return {{QStringLiteral("training-loss"), m_loss},
            {QStringLiteral("batch-accuracy"), m_batch},
            {QStringLiteral("test-accuracy"), m_test}};
}

void OverviewTab::retranslateFeeds()
{
    for (ChartFeed& feed : m_feeds) {
        feed.retranslate();
    }
}

}  // namespace normscope::ui
