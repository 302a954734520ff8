#pragma once

#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/DifferenceFeed.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// One quantity of all shown runs laid over each other, and below it the differences to the reference.
class OverlayTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit OverlayTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Overlay and difference"); }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;
    [[nodiscard]] LineChart* mainChart() const override { return m_overlayChart; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    const ExperimentStore& m_store;
    ChartControls* m_controls;
    LineChart* m_overlayChart;
    LineChart* m_differenceChart;
    ChartFeed m_overlay;
    DifferenceFeed m_difference;
};

}  // namespace normscope::ui
