#pragma once

#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ResultsTab.h"
#include "ui/panels/results/RunCards.h"

namespace normscope::ui
{

/// Loss, batch accuracy and test accuracy of all shown runs, and the headline figures of the current experiment.
class OverviewTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit OverviewTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Overview"); }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;
    [[nodiscard]] LineChart* mainChart() const override { return m_loss; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    const ExperimentStore& m_store;
    RunCards* m_cards;
    ChartControls* m_controls;
    LineChart* m_loss;
    LineChart* m_batch;
    LineChart* m_test;
    std::vector<ChartFeed> m_feeds;
};

}  // namespace normscope::ui
