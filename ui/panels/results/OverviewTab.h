#pragma once

#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartsTab.h"
#include "ui/panels/results/VariantLines.h"

namespace normscope::ui
{

/// Loss, batch accuracy and test accuracy of all shown runs, and the headline figures of the current experiment.
class OverviewTab : public ChartsTab
{
    Q_OBJECT

  public:
    explicit OverviewTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Overview"); }
    [[nodiscard]] QString help() const override
    {
        return tr("Loss, batch accuracy and test accuracy of all runs that are checked.") + QLatin1Char(' ') +
               chartHelp();
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;

  protected:
    void applyChoices() override;
    void retranslateFeeds() override;

  private:
    VariantLines* m_lines;
    LineChart* m_loss;
    LineChart* m_batch;
    LineChart* m_test;
    std::vector<ChartFeed> m_feeds;
};

}  // namespace normscope::ui
