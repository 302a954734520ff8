#pragma once

#include <QPointF>
#include <limits>
#include <vector>

#include "ui/charts/AxisMap.h"
#include "ui/charts/CurvePoints.h"

/// Curves thinned to what a row of pixel columns can show, with nothing lost that could be seen. Pure functions; the
/// same for the screen and for files.
namespace normscope::ui
{

/// What a curve covers of one pixel column, in pixels from the top. Empty where top > bottom.
struct ColumnSpan
{
    float top = std::numeric_limits<float>::infinity();
    float bottom = -std::numeric_limits<float>::infinity();

    [[nodiscard]] bool isEmpty() const { return top > bottom; }
    void cover(double y);
};

/// The columns [first, end) of the curve through `points` (x not decreasing), y downwards: each holds the least and the
/// greatest of its points and where the lines to its neighbours pass. Values that an axis does not hold break the
/// curve.
[[nodiscard]] std::vector<ColumnSpan> columnSpans(const CurvePoints& points, const AxisMap& x, const AxisMap& y,
                                                  int first, int end);

/// A corner of a line, in pixels.
struct LineVertex
{
    QPointF at;
    bool isStart = false;   ///< nothing is drawn from the corner before to this one
    double length = 0;      ///< of the line up to here, in pixels: where the dashes stand
    std::size_t index = 0;  ///< of the point
};

enum class Thinning
{
    LastOfColumn,  ///< for smoothed values: each corner is the value at one of the points
    MinAndMax,     ///< up to four corners a column: its first, least, greatest and last point
};

/// Appends to `vertices` the corners of the points that come after its last one (all, where it is empty), as far as
/// they are in sight of columns [0, columns), and one beyond either side. A corner's value is the mean of the last
/// `window` up to its point; with 1 it is the point's own.
void appendVertices(std::vector<LineVertex>& vertices, const CurvePoints& points, int window, const AxisMap& x,
                    const AxisMap& y, int columns, Thinning thinning);

}  // namespace normscope::ui
