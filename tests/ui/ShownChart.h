#pragma once

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QPointF>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <optional>
#include <vector>

#include <normscope/experiment/Variants.h>

#include "ui/charts/LineChart.h"

namespace normscope::test
{

inline std::vector<QPointF> rising(int first, int count)
{
    std::vector<QPointF> points;
    for (int i = first; i < first + count; ++i) {
        points.emplace_back(i, i / 1000.0);
    }
    return points;
}

inline bool isNear(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

/// A chart on the screen with a curve from (1, 0.001) to (1000, 1).
class ShownChart
{
  public:
    ShownChart()
    {
        chart.setTitle(QStringLiteral("Training loss"));
        chart.setAxes({QStringLiteral("Iteration"), ui::AxisScale::Linear, false, true},
                      {QStringLiteral("Cross entropy")});
        chart.resize(700, 500);
        bn = chart.addCurve({QStringLiteral("BN"), kBn, 0, ui::CurveForm::RawAndSmoothed});
        chart.append(bn, rising(1, 1000));
        chart.show();
        (void)QTest::qWaitForWindowExposed(&chart);
        chart.refresh();
        QCoreApplication::processEvents();
        // Where x and y are: two places are enough, the axes are linear.
        plot = chart.findChild<QAbstractScrollArea*>(QStringLiteral("plotView"))->viewport();
        middle = plot->rect().center();
    }

    void send(QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons buttons)
    {
        QMouseEvent event(type, QPointF(at), QPointF(plot->mapToGlobal(at)), button, buttons, Qt::NoModifier);
        QApplication::sendEvent(plot, &event);
    }

    void hover(const QPoint& at) { send(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton); }

    void drag(Qt::MouseButton button, const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(plot, button, Qt::NoModifier, from);
        send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button);
        send(QEvent::MouseMove, to, Qt::NoButton, button);
        QTest::mouseRelease(plot, button, Qt::NoModifier, to);
    }

    void wheel(const QPoint& at, int turned, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWheelEvent event(QPointF(at), QPointF(plot->mapToGlobal(at)), QPoint(), QPoint(0, turned), Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &event);
    }

    /// x at a place, as the crosshair has it.
    double xAt(const QPoint& at)
    {
        QSignalSpy moved(&chart, &ui::LineChart::crosshairMoved);
        hover(at + QPoint(1, 0));
        hover(at);
        return moved.last().first().value<std::optional<double>>().value();
    }

    void appendMore(int count)
    {
        const int last = static_cast<int>(chart.points(bn).back().x());
        chart.append(bn, rising(last + 1, count));
        chart.refresh();
        QCoreApplication::processEvents();
    }

    QAbstractButton* legendEntry(ui::CurveId id)
    {
        return chart.findChild<QAbstractButton*>(QStringLiteral("legendEntry%1").arg(id));
    }

    ui::LineChart chart;
    ui::CurveId bn = 0;
    QWidget* plot = nullptr;
    QPoint middle;
};

}  // namespace normscope::test
