#pragma once

#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartLink.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// BN on the left, no BN on the right, with the same axes and zoomed together.
class SideBySideTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit SideBySideTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Side by side"); }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;
    [[nodiscard]] LineChart* mainChart() const override { return m_bnChart; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    template <class Change>
    void change(Change change);
    void retranslate();

    const ExperimentStore& m_store;
    ChartControls* m_controls;
    LineChart* m_bnChart;
    LineChart* m_noBnChart;
    ChartFeed m_bn;
    ChartFeed m_noBn;
    ChartLink* m_link;
};

}  // namespace normscope::ui
