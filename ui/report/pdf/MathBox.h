#pragma once

#include <QFont>
#include <QPainter>
#include <QPointF>
#include <functional>

#include "ui/report/MathNode.h"

namespace normscope::ui
{

/// A formula set for a painter: its measures around the baseline, in the painter's units, and how it is drawn.
struct MathBox
{
    double width = 0;
    double ascent = 0;
    double descent = 0;
    std::function<void(QPainter& painter, QPointF baseline)> paint;
};

/// Sets the formula in letters of that pixel size.
[[nodiscard]] MathBox layoutMath(const MathNode& node, int pixelSize);

}  // namespace normscope::ui
