#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartLink.h"
#include "ui/panels/results/ChartsTab.h"

namespace normscope::ui
{

/// A chart a variant, in their order, three in a row at most, with the same axes and zoomed together.
class SideBySideTab : public ChartsTab
{
    Q_OBJECT

  public:
    explicit SideBySideTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Side by side"); }
    [[nodiscard]] QString help() const override
    {
        return tr("A chart for each variant, with the same axes.") + QLatin1Char(' ') + chartHelp();
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override;

  protected:
    void applyChoices() override;
    void retranslateFeeds() override;

  private:
    struct Column
    {
        std::string variant;
        LineChart* chart;
        ChartFeed feed;
    };

    /// Shows the charts of these variants, which are made when they are first asked for.
    void setVariants(const std::vector<std::string>& variants);
    Column& columnOf(const std::string& variant);

    std::vector<std::unique_ptr<Column>> m_columns;  ///< of all variants so far
    std::vector<Column*> m_shown;                    ///< of these, in the order of the variants
    std::unique_ptr<ChartLink> m_link;
};

}  // namespace normscope::ui
