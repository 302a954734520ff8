#pragma once

#include <QCategoryAxis>
#include <QChartView>

#include "ui/charts/AxisMap.h"
#include "ui/charts/ChartAxes.h"
#include "ui/charts/Crosshair.h"
#include "ui/charts/CurvesItem.h"

namespace normscope::ui
{

/// Qt Charts' part of a chart: axes and grid around the plot, in which one item of ours draws the curves: its own
/// series are too slow for curves that grow while they are looked at. Titles and numbers are items of ours, too: its
/// own are cut or stay where they were when there is little room.
class PlotView : public QChartView
{
    Q_OBJECT

  public:
    explicit PlotView(const std::vector<std::unique_ptr<Curve>>& curves, QWidget* parent = nullptr);
    ~PlotView() override;

    void setTitle(const QString& title);
    void setAxes(const AxisOptions& x, const AxisOptions& y);
    void setRange(const ChartRange& range);
    [[nodiscard]] const ChartRange& range() const { return m_range; }
    /// Where the curves are, in the viewport.
    [[nodiscard]] QRect plot() const { return m_plot; }
    [[nodiscard]] AxisMap xMap() const;
    [[nodiscard]] AxisMap yMap() const;
    [[nodiscard]] CurvesItem& curves() { return *m_curves; }
    [[nodiscard]] Crosshair& crosshair() { return *m_crosshair; }

    /// Milliseconds of painting since this was last asked.
    [[nodiscard]] double takePaintCost();

  Q_SIGNALS:
    void plotMoved();
    void painted();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    /// Takes colours and font from this widget.
    void updateLook();
    /// Where there is little room, the title gives way, then those of the axes; the numbers never do.
    void layOut();
    void layOutTitles(bool hasTitle, bool hasXTitle, bool hasYTitle);
    void layOutLabels();
    void addLabel(std::size_t index, const QString& text, const QPointF& topLeft);
    void updateTicks();
    void updateFrame();

    QString m_title;
    AxisOptions m_xOptions;
    AxisOptions m_yOptions;
    ChartRange m_range;
    QRect m_plot;
    Ticks m_xTicks;
    Ticks m_yTicks;
    bool m_areTicksStale = true;
    double m_labelWidth = 0;   ///< of y; grows only, so that the plot stays where it is while one pans
    double m_xLabelWidth = 0;  ///< the same of x
    double m_paintCost = 0;
    QCategoryAxis* m_xAxis;
    QCategoryAxis* m_yAxis;
    QGraphicsSimpleTextItem* m_titleItem;
    QGraphicsSimpleTextItem* m_xTitleItem;
    QGraphicsSimpleTextItem* m_yTitleItem;
    std::vector<QGraphicsSimpleTextItem*> m_labelItems;
    CurvesItem* m_curves;
    Crosshair* m_crosshair;
};

}  // namespace normscope::ui
