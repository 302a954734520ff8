#pragma once

#include <set>
#include <utility>
#include <vector>

#include "ui/charts/ChartLegend.h"

namespace normscope::ui
{

/// One legend for all charts of a page: an entry for each CurveOptions::group among their curves, in the order in which
/// they first come. What is hidden, shown alone or pointed at here is so in every chart, also in curves that come
/// later.
class PageLegend : public ChartLegend
{
    Q_OBJECT

  public:
    explicit PageLegend(QWidget* parent = nullptr);

    /// Those of the page, which outlive the legend or are its parent's children; their own legends go.
    void setCharts(std::vector<LineChart*> charts);

  private:
    struct Entry
    {
        CurveId id = 0;
        QString group;
        CurveOptions options;  ///< with its name as the label
        std::vector<std::pair<LineChart*, CurveId>> curves = {};
        bool isSeen = false;  ///< one of the curves is
    };
    void rebuild();
    [[nodiscard]] std::vector<Entry> wantedEntries() const;
    [[nodiscard]] const Entry* find(CurveId id) const;
    void setEntryShown(CurveId id, bool isShown);
    void highlight(std::optional<CurveId> id);

    std::vector<LineChart*> m_charts;
    std::vector<Entry> m_shown;
    std::set<QString> m_hidden;  ///< groups
    CurveId m_nextId = 1;
};

}  // namespace normscope::ui
