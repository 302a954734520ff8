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
    void setLabel(CurveId id, const QString& label);
    void setShown(CurveId id, bool isShown);
    /// False: never to be seen.
    void setAllowed(bool allowed);
    void setMostRows(int rows);

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
};

}  // namespace normscope::ui
