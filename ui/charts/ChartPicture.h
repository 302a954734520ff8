#pragma once

#include <QPainter>
#include <QRectF>

#include "ui/charts/CurveData.h"

namespace normscope::ui
{

/// All that is to be seen in a picture of a chart.
struct ChartPicture
{
    QString title;
    const AxisOptions& x;
    const AxisOptions& y;
    ChartRange range;
    const std::vector<double>& markers;
    const std::vector<std::unique_ptr<Curve>>& curves;
    QString note;
    QString fontFamily;
};

/// Draws it in the light colours of print, by the ticks, samples and styles of the screen. Text stays text and curves
/// are thinned to columns of the target, so that vector files stay small and can be edited. `pixelsPerPoint`: logical
/// units of the painter that a typographic point has; text is kBasePoints of them (scale the value for another size).
void paintPicture(QPainter& painter, const QRectF& target, double pixelsPerPoint, const ChartPicture& picture);

/// Size of a picture's text at scale 1.
inline constexpr double kBasePoints = 9;

}  // namespace normscope::ui
