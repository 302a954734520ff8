#pragma once

#include <set>
#include <vector>

#include "ui/charts/ChartLegend.h"

namespace normscope::ui
{

/// One legend for all charts of a page: an entry for each CurveOptions::entry among their curves, in the order in which
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
        QString name;
        CurveOptions options;
    };
    void rebuild();
    [[nodiscard]] std::vector<Entry> wantedEntries() const;
    void setEntryShown(CurveId id, bool isShown);
    void highlight(std::optional<CurveId> id);
    /// Calls `change(chart, curve)` for every curve of that entry.
    template <class Change>
    void forCurves(const QString& name, Change change) const;

    std::vector<LineChart*> m_charts;
    std::vector<Entry> m_shown;
    std::set<QString> m_hidden;
    CurveId m_nextId = 1;
};

}  // namespace normscope::ui
