#include "ui/report/figures/CurveChart.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

constexpr double kMarginY = 0.03;

void paintChart(QPainter& painter, const QRectF& target, double unit, const CurveChart& chart)
{
    paintPicture(painter, target, unit * kFigurePoints / kBasePoints,
                 {chart.title, chart.x, chart.y, chart.range, chart.markers, chart.curves, chart.note,
                  figureFontFamilies(), chart.bands, chart.crosses, chart.levels, chart.xTicks});
}

void extend(Extent& extent, const std::vector<QPointF>& points)
{
    for (const QPointF& point : points) {
        extent.add(point.y());
    }
}

}  // namespace

const Curve& CurveChart::add(const CurveOptions& options, const std::vector<QPointF>& points)
{
    std::vector<QPointF> finite;
    finite.reserve(points.size());
    for (const QPointF& point : points) {
        if (std::isfinite(point.y())) {
            finite.push_back(point);
        }
    }
    curves.push_back(std::make_unique<Curve>(Curve{static_cast<CurveId>(curves.size()), options, true,
                                                   CurveData(options.form == CurveForm::RawAndSmoothed)}));
    curves.back()->data.append(finite);
    return *curves.back();
}

void CurveChart::add(const CurveOptions& options, Band band)
{
    add(options, band.mean);
    if (band.n > 1) {
        bands.push_back({options.variant, std::move(band.lower), std::move(band.upper)});
    }
}

void CurveChart::fitRange()
{
    Extent ofX;
    Extent ofY;
    for (const auto& curve : curves) {
        ofX.add(curve->data.xExtent());
        ofY.add(curve->data.yExtent());
    }
    for (const PictureBand& band : bands) {
        extend(ofY, band.lower);
        extend(ofY, band.upper);
    }
    const AxisRange inX = followingRange(x, ofX, 0);
    const AxisRange inY = followingRange(y, ofY, kMarginY);
    range = {inX.lower, inX.upper, inY.lower, inY.upper};
}

void paintCharts(QPainter& painter, const QRectF& target, double pixelsPerPoint,
                 const std::vector<std::shared_ptr<const CurveChart>>& charts)
{
    const bool isRow = target.width() >= kLeastForTwo * pixelsPerPoint;
    const std::size_t columns = isRow ? std::min<std::size_t>(charts.size(), 2) : 1;
    const std::size_t rows = (charts.size() + columns - 1) / std::max<std::size_t>(columns, 1);
    const QSizeF size(target.width() / static_cast<double>(columns), target.height() / static_cast<double>(rows));
    for (std::size_t i = 0; i < charts.size(); ++i) {
        const QPointF corner(static_cast<double>(i % columns) * size.width(),
                             static_cast<double>(i / columns) * size.height());
        paintChart(painter, QRectF(target.topLeft() + corner, size), pixelsPerPoint, *charts[i]);
    }
}

}  // namespace normscope::ui
