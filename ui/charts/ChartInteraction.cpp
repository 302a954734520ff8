#include "ui/charts/ChartInteraction.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>

namespace normscope::ui
{

namespace
{

constexpr double kNotch = 120;
constexpr double kZoomPerNotch = 1.2;
constexpr double kPanShare = 0.1;
/// Turns of the wheel closer together than this are one movement.
constexpr qint64 kPause = 800;

}  // namespace

ChartInteraction::ChartInteraction(PlotView& view, QObject* parent)
    : QObject(parent)
    , m_view(view)
{
    view.viewport()->installEventFilter(this);
}

bool ChartInteraction::eventFilter(QObject* /*object*/, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        press(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent*>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        if (const auto* mouse = static_cast<QMouseEvent*>(event); mouse->button() == Qt::LeftButton) {
            if (mouse->pos().y() < m_view.plot().top()) {
                Q_EMIT enlargeChosen();
            } else {
                Q_EMIT resetChosen();
            }
        }
        return true;
    case QEvent::Wheel:
        if (m_wheelNeedsFocus && m_view.parentWidget() != nullptr && !m_view.parentWidget()->hasFocus()) {
            // For what it lies in, which scrolls.
            event->ignore();
            return true;
        }
        wheel(*static_cast<QWheelEvent*>(event));
        event->accept();
        return true;
    case QEvent::Leave:
        m_pointed.reset();
        Q_EMIT pointed(std::nullopt);
        return false;
    case QEvent::ContextMenu:
        Q_EMIT menuRequested(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    default:
        return false;
    }
}

void ChartInteraction::press(const QMouseEvent& event)
{
    m_from = m_last = event.pos();
    m_hasMoved = false;
    m_drag = Drag::None;
    if (!m_view.plot().contains(event.pos())) {
        return;
    }
    if (event.button() == Qt::LeftButton) {
        m_drag = Drag::Zoom;
    } else if (event.button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
    }
}

void ChartInteraction::move(const QMouseEvent& event)
{
    if (m_drag == Drag::Zoom) {
        m_hasMoved |= (event.pos() - m_from).manhattanLength() >= QApplication::startDragDistance();
        if (m_hasMoved) {
            if (!m_band) {
                m_band = new QRubberBand(QRubberBand::Rectangle, m_view.viewport());
            }
            m_band->setGeometry(bandBetween(m_from, event.pos()));
            m_band->show();
        }
    } else if (m_drag == Drag::Pan) {
        const QPoint step = event.pos() - m_last;
        if (!step.isNull()) {
            m_last = event.pos();
            choose(QRectF(m_view.plot()).translated(-QPointF(step)), m_hasMoved);
            m_hasMoved = true;
        }
    }
    point(event.pos());
}

void ChartInteraction::release(const QMouseEvent& event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag != Drag::Zoom || event.button() != Qt::LeftButton || !m_hasMoved) {
        return;
    }
    if (m_band) {
        m_band->hide();
    }
    const QRect band = bandBetween(m_from, event.pos());
    if (band.width() > 1 && band.height() > 1) {
        choose(band, false);
    }
}

QRect ChartInteraction::bandBetween(const QPoint& from, const QPoint& to) const
{
    const QRect plot = m_view.plot();
    const int thin = m_view.fontMetrics().height();
    QRect band = QRect(from, to).normalized() & plot;
    if (std::abs(to.y() - from.y()) < thin && std::abs(to.x() - from.x()) >= thin) {
        band.setTop(plot.top());
        band.setBottom(plot.bottom());
    } else if (std::abs(to.x() - from.x()) < thin && std::abs(to.y() - from.y()) >= thin) {
        band.setLeft(plot.left());
        band.setRight(plot.right());
    }
    return band;
}

ChartRange ChartInteraction::rangeOf(const QRectF& pixels) const
{
    const AxisMap x = m_view.xMap();
    const AxisMap y = m_view.yMap();
    ChartRange range{x.toValue(pixels.left()), x.toValue(pixels.right()), y.toValue(pixels.bottom()),
                     y.toValue(pixels.top())};
    // An edge that was not moved stays to the last bit.
    const QRectF plot = m_view.plot();
    const ChartRange& old = m_view.range();
    if (pixels.left() == plot.left() && pixels.right() == plot.right()) {
        range.xMin = old.xMin;
        range.xMax = old.xMax;
    }
    if (pixels.top() == plot.top() && pixels.bottom() == plot.bottom()) {
        range.yMin = old.yMin;
        range.yMax = old.yMax;
    }
    return range;
}

void ChartInteraction::choose(const QRectF& pixels, bool continues)
{
    Q_EMIT rangeChosen(rangeOf(pixels), continues);
}

void ChartInteraction::zoomBy(double factor, const QPointF& center, bool x, bool y, bool continues)
{
    QRectF pixels = m_view.plot();
    if (x) {
        const double left = center.x() - (center.x() - pixels.left()) * factor;
        const double right = center.x() + (pixels.right() - center.x()) * factor;
        pixels.setLeft(left);
        pixels.setRight(right);
    }
    if (y) {
        const double top = center.y() - (center.y() - pixels.top()) * factor;
        const double bottom = center.y() + (pixels.bottom() - center.y()) * factor;
        pixels.setTop(top);
        pixels.setBottom(bottom);
    }
    choose(pixels, continues);
}

bool ChartInteraction::continuesGesture()
{
    const bool continues = m_gesture.isValid() && m_gesture.elapsed() < kPause;
    m_gesture.start();
    return continues;
}

void ChartInteraction::wheel(const QWheelEvent& event)
{
    // Some systems turn the wheel sideways while a modifier is held.
    const int turned = event.angleDelta().y() != 0 ? event.angleDelta().y() : event.angleDelta().x();
    if (turned == 0) {
        return;
    }
    const QPointF at = event.position();
    const QRectF plot = m_view.plot();
    // Over an axis only this axis is meant.
    const bool isOverX = at.y() > plot.bottom();
    const bool isOverY = at.x() < plot.left();
    const bool onlyX = event.modifiers().testFlag(Qt::ControlModifier) || (isOverX && !isOverY);
    const bool onlyY = event.modifiers().testFlag(Qt::ShiftModifier) || (isOverY && !isOverX);
    const QPointF center(qBound(plot.left(), at.x(), plot.right()), qBound(plot.top(), at.y(), plot.bottom()));
    zoomBy(std::pow(kZoomPerNotch, -turned / kNotch), center, !onlyY || onlyX, !onlyX || onlyY, continuesGesture());
    point(at.toPoint());
}

void ChartInteraction::point(const QPoint& at)
{
    const std::optional<double> x =
        m_view.plot().contains(at) ? std::optional(m_view.xMap().toValue(at.x())) : std::nullopt;
    if (x != m_pointed) {
        m_pointed = x;
        Q_EMIT pointed(x);
    }
}

void ChartInteraction::stepCrosshair(int pixels)
{
    const QRect plot = m_view.plot();
    const AxisMap x = m_view.xMap();
    const double from = m_pointed && x.holds(*m_pointed) ? x.toPixel(*m_pointed) : plot.center().x();
    m_pointed = x.toValue(qBound<double>(plot.left(), std::round(from) + pixels, plot.right()));
    Q_EMIT pointed(m_pointed);
}

bool ChartInteraction::handleKey(const QKeyEvent& event)
{
    const QRectF plot = m_view.plot();
    const bool moves = !event.modifiers().testFlag(Qt::ControlModifier);
    const auto pan = [&](double x, double y) {
        choose(plot.translated(x * kPanShare * plot.width(), y * kPanShare * plot.height()), continuesGesture());
    };
    switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1 / kZoomPerNotch, plot.center(), true, true, continuesGesture());
        return true;
    case Qt::Key_Minus:
        zoomBy(kZoomPerNotch, plot.center(), true, true, continuesGesture());
        return true;
    case Qt::Key_Left:
        moves ? pan(-1, 0) : stepCrosshair(-1);
        return true;
    case Qt::Key_Right:
        moves ? pan(1, 0) : stepCrosshair(1);
        return true;
    case Qt::Key_Up:
        pan(0, -1);
        return true;
    case Qt::Key_Down:
        pan(0, 1);
        return true;
    case Qt::Key_Backspace:
        Q_EMIT backChosen();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT enlargeChosen();
        return true;
    case Qt::Key_Escape:
        if (m_drag != Drag::None) {
            m_drag = Drag::None;
            if (m_band) {
                m_band->hide();
            }
        } else {
            Q_EMIT resetChosen();
        }
        return true;
    default:
        return false;
    }
}

}  // namespace normscope::ui
