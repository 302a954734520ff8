#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QRubberBand>

#include "ui/charts/PlotView.h"

class QKeyEvent;
class QMouseEvent;
class QWheelEvent;

namespace normscope::ui
{

/// Turns what mouse and keyboard do over a plot into ranges; changes nothing itself.
class ChartInteraction : public QObject
{
    Q_OBJECT

  public:
    ChartInteraction(PlotView& view, QObject* parent);

    /// True if the key means something here.
    bool handleKey(const QKeyEvent& event);

    void setWheelNeedsFocus(bool needs) { m_wheelNeedsFocus = needs; }

    bool eventFilter(QObject* object, QEvent* event) override;

  Q_SIGNALS:
    /// `continues` the movement that the range before came from.
    void rangeChosen(const normscope::ui::ChartRange& range, bool continues);
    void resetChosen();
    void backChosen();
    void enlargeChosen();
    /// The crosshair is to be at this x.
    void pointed(std::optional<double> x);
    void menuRequested(const QPoint& globalPosition);

  private:
    bool m_wheelNeedsFocus = false;
    enum class Drag
    {
        None,
        Zoom,
        Pan,
    };
    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void wheel(const QWheelEvent& event);
    /// What a drag between two points encloses: the whole height where it is level, the whole width where it is
    /// upright.
    [[nodiscard]] QRect bandBetween(const QPoint& from, const QPoint& to) const;
    /// The range within a rectangle of pixels, which may reach beyond the plot.
    [[nodiscard]] ChartRange rangeOf(const QRectF& pixels) const;
    void choose(const QRectF& pixels, bool continues);
    void zoomBy(double factor, const QPointF& center, bool x, bool y, bool continues);
    void point(const QPoint& at);
    void stepCrosshair(int pixels);
    [[nodiscard]] bool continuesGesture();

    PlotView& m_view;
    Drag m_drag = Drag::None;
    bool m_hasMoved = false;
    QPoint m_from;
    QPoint m_last;
    QPointer<QRubberBand> m_band;
    QElapsedTimer m_gesture;  ///< since the last turn of the wheel or press of a key
    std::optional<double> m_pointed;
};

}  // namespace normscope::ui
