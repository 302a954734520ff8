#pragma once

#include <QPainter>
#include <QRectF>
#include <optional>
#include <string>
#include <vector>

#include "ui/charts/EndMarks.h"

namespace normscope::ui
{

/// What lies between two lines, in the colour of a variant: how far runs are spread. Both have the same x.
struct PictureBand
{
    std::optional<std::string> variant;
    std::vector<QPointF> lower;
    std::vector<QPointF> upper;
    int shade = 0;
};

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
    QStringList fontFamilies;  ///< in an order of liking
    std::vector<PictureBand> bands = {};
    std::vector<EndMark> crosses = {};
    std::vector<double> levels = {};  ///< horizontal lines, e.g. at no difference
    std::vector<Tick> xTicks = {};    ///< in place of round numbers; labels that would meet are left out
};

/// Draws it in the light colours of print, by the ticks, samples and styles of the screen. Text stays text and curves
/// are thinned to columns of the target, so that vector files stay small and can be edited. `pixelsPerPoint`: logical
/// units of the painter that a typographic point has; text is kBasePoints of them (scale the value for another size).
void paintPicture(QPainter& painter, const QRectF& target, double pixelsPerPoint, const ChartPicture& picture);

/// Size of a picture's text at scale 1.
inline constexpr double kBasePoints = 9;

}  // namespace normscope::ui
