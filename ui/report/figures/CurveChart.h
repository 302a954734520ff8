#pragma once

#include <QPainter>
#include <memory>
#include <vector>

#include "ui/charts/ChartPicture.h"
#include "ui/models/Bands.h"

namespace normscope::ui
{

/// A chart of curves that nobody looks at on a screen: drawn as the window draws its pictures.
struct CurveChart
{
    QString title;
    AxisOptions x;
    AxisOptions y;
    ChartRange range;
    QString note;
    std::vector<double> markers;
    std::vector<std::unique_ptr<Curve>> curves;
    std::vector<PictureBand> bands;
    std::vector<EndMark> crosses;
    std::vector<double> levels;
    std::vector<Tick> xTicks;

    /// Gives the curve, which keeps the points that are finite.
    const Curve& add(const CurveOptions& options, const std::vector<QPointF>& points);
    /// A curve for the mean, and the band around it where there are several seeds.
    void add(const CurveOptions& options, Band band);

    /// The range that holds all curves and bands.
    void fitRange();
};

/// Charts beside each other, or one below the other where the target is too narrow for that.
void paintCharts(QPainter& painter, const QRectF& target, double pixelsPerPoint,
                 const std::vector<std::shared_ptr<const CurveChart>>& charts);

}  // namespace normscope::ui
