#pragma once

#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartsTab.h"
#include "ui/panels/results/DifferenceFeed.h"
#include "ui/panels/results/PairPicker.h"

namespace normscope::ui
{

/// One quantity of all shown runs laid over each other, and below it the differences to the reference, or of two of
/// them.
class OverlayTab : public ChartsTab
{
    Q_OBJECT

  public:
    explicit OverlayTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Overlay and difference"); }
    [[nodiscard]] QString help() const override
    {
        return tr("One quantity of all runs over each other, and below how far each is from the reference at the same "
                  "place, or the difference of any two runs.") +
               QLatin1Char(' ') + chartHelp();
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;

    [[nodiscard]] PairPicker& picker() const { return *m_picker; }
    /// As if it had been picked here.
    void setPair(const std::optional<normscope::ui::ChosenPair>& pair);

  protected:
    void applyChoices() override;
    void retranslateFeeds() override;

  private:
    PairPicker* m_picker;
    LineChart* m_overlayChart;
    LineChart* m_differenceChart;
    ChartFeed m_overlay;
    DifferenceFeed m_difference;
};

}  // namespace normscope::ui
