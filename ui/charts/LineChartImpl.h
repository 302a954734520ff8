#pragma once

#include <QPushButton>
#include <QToolButton>

#include <normscope/experiment/Convergence.h>

#include "ui/charts/ChartInteraction.h"
#include "ui/charts/ChartLegend.h"
#include "ui/charts/PlotView.h"
#include "ui/charts/ZoomHistory.h"

namespace normscope::ui
{

/// A chart's curves, its view on them and the widgets that show both.
class LineChart::Impl
{
  public:
    explicit Impl(LineChart& owner);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    [[nodiscard]] Curve* find(CurveId id) const;
    /// Of the visible curves, the greatest magnitude that is usual; 0: nobody says.
    [[nodiscard]] double usualSize() const;
    [[nodiscard]] bool isCalm() const;
    [[nodiscard]] ChartRange dataRange() const;
    /// The data's and the shared range together.
    [[nodiscard]] ChartRange uneditedRange() const;
    /// With what the user has typed.
    [[nodiscard]] ChartRange followingRange() const;
    [[nodiscard]] ChartRange range() const;

    void refresh();
    /// Soon, and once for all that happens until then.
    void scheduleRefresh();
    void zoomTo(const ChartRange& range, bool continues);
    void resetZoom();
    void setAxes(const AxisOptions& x, const AxisOptions& y);
    void setTitle(const QString& title);
    void setLabel(Curve& curve, const QString& label, const QString& entry);
    void setEdits(const ChartEdits& edits);
    [[nodiscard]] QString shownLabel(const QString& given) const;
    void setShown(CurveId id, bool isShown);
    void arrange(const std::vector<CurveId>& order);
    void updateCrosshair();
    /// Where the chart is low, the note gives way, then the legend; title and axis titles do within the view.
    void makeRoom();
    void retranslate();
    void describe();
    /// Follow and (i) above the plot.
    void placeButtons();

    LineChart& chart;
    std::vector<std::unique_ptr<Curve>> curves;
    CurveId nextId = 1;
    AxisOptions x;
    AxisOptions y;
    QString title;
    QString givenTitle;  ///< these where the user has not typed others
    AxisOptions givenX;
    AxisOptions givenY;
    ChartEdits edits;
    QString note;
    ZoomHistory zoom;
    std::optional<ChartRange> shared;
    std::optional<double> crosshair;
    int smoothing = static_cast<int>(kLossWindow);
    PlotView* view = nullptr;
    ChartLegend* legend = nullptr;
    QToolButton* about = nullptr;  ///< tells the note
    QPushButton* follow = nullptr;
    bool isEnlarged = false;
    ChartInteraction* interaction = nullptr;
    double cost = 0;

  private:
    void showView();
    void changeZoom();
    void showMenu(const QPoint& globalPosition);

    bool m_isStale = true;  ///< refresh() was put off until somebody can see it
    bool m_isScheduled = false;
    double m_refreshCost = 0;  ///< of the last refresh, its repaint not yet included
};

}  // namespace normscope::ui
