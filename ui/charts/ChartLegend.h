#pragma once

#include <QScrollArea>
#include <optional>
#include <vector>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

class FlowLayout;
class LegendEntry;

/// Curves by name, to hide, isolate and highlight them. Wraps; with more than a quarter of what it lies in has room for
/// it scrolls.
class ChartLegend : public QScrollArea
{
    Q_OBJECT

  public:
    explicit ChartLegend(QWidget* parent = nullptr);

    void add(CurveId id, const CurveOptions& options);
    void remove(CurveId id);
    /// All curves, from the first to the last.
    void arrange(const std::vector<CurveId>& order);
    void setLabel(CurveId id, const QString& label);
    void setShown(CurveId id, bool isShown);
    /// False: never to be seen.
    void setAllowed(bool allowed);
    void setMostRows(int rows);
    /// False: not shown whatever it holds, since there is no room for it.
    void setHasRoom(bool hasRoom);
    /// What it would take.
    [[nodiscard]] int wantedHeight() const;

  Q_SIGNALS:
    void shownChanged(normscope::ui::CurveId id, bool isShown);
    void highlightChanged(std::optional<normscope::ui::CurveId> id);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

  private:
    [[nodiscard]] LegendEntry* find(CurveId id) const;
    /// Shows one curve alone; if it is alone already, all.
    void isolate(const LegendEntry& entry);
    void fitHeight();

    QWidget* m_content;
    FlowLayout* m_flow;
    std::vector<LegendEntry*> m_entries;
    bool m_isAllowed = true;
    int m_mostRows = 4;
    bool m_hasRoom = true;
};

}  // namespace normscope::ui
