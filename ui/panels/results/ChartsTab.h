#pragma once

#include "ui/charts/PageLegend.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartPage.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// A tab of charts: choices for all of them, one legend, the page.
class ChartsTab : public ResultsTab
{
    Q_OBJECT

  public:
    [[nodiscard]] LineChart* mainChart() const override;
    void enlarge(LineChart* chart) override;
    void setPresenting(bool presents) override;

  protected:
    /// The store outlives the tab. `hasQuantity`: one quantity is chosen for all charts.
    ChartsTab(const ExperimentStore& store, bool hasQuantity, QWidget* parent);

    /// How one uses charts.
    [[nodiscard]] static QString chartHelp();
    [[nodiscard]] LineChart* makeChart(const QString& name);
    /// Shows these, with one legend.
    void setRows(const std::vector<std::vector<LineChart*>>& rows);
    /// To what feeds the tab's charts, if its choices have changed.
    virtual void applyChoices() = 0;
    virtual void retranslateFeeds() = 0;

    /// Passes what is chosen on to a feed.
    template <class Feed>
    void applyTo(Feed& feed) const
    {
        if (m_hasQuantity) {
            feed.setQuantity(m_controls->quantity());
        }
        feed.setUnit(m_controls->unit());
        feed.setSeeds(m_controls->seeds());
        feed.setSmoothing(m_controls->smoothing());
        feed.setLogX(m_controls->isLogX());
        if constexpr (requires { feed.setLogY(true); }) {
            feed.setLogY(m_controls->isLogY());
        }
    }

    void changeEvent(QEvent* event) override;

    const ExperimentStore& m_store;
    ChartControls* m_controls;
    PageLegend* m_legend;
    ChartPage* m_page;

  private:
    bool m_hasQuantity;
    bool m_isPresenting = false;
};

}  // namespace normscope::ui
