#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ui/charts/ChartAxes.h"
#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// The points of a curve, all of them, and what is derived from them as they arrive.
class CurveData
{
  public:
    /// With `isSmoothed` also keeps the mean of the last kLossWindow values at each point.
    explicit CurveData(bool isSmoothed);

    void append(std::span<const QPointF> points);
    void replace(std::vector<QPointF> points);

    [[nodiscard]] std::span<const QPointF> points() const { return m_points; }
    /// One for each point, the same number as smoothedLoss() gives: a value that is not finite makes the kLossWindow
    /// means from there on not finite either. Empty where there is no smoothing.
    [[nodiscard]] std::span<const double> smoothed() const { return m_smoothed; }
    [[nodiscard]] const Extent& xExtent() const { return m_x; }
    [[nodiscard]] const Extent& yExtent() const { return m_y; }
    /// Another after replace(): what was drawn of the points before says nothing about these.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// The index of the last point at or before x.
    [[nodiscard]] std::optional<std::size_t> indexAt(double x) const;

  private:
    void takeIn(std::size_t first);

    bool m_isSmoothed;
    std::vector<QPointF> m_points;
    std::vector<double> m_smoothed;
    Extent m_x;
    Extent m_y;
    std::uint64_t m_revision = 0;
};

/// How far the values lie apart that a curve is the mean of.
struct CurveBand
{
    BandEdges edges;
    Extent y;
    std::uint64_t revision = 0;  ///< another whenever it is set

    [[nodiscard]] bool isEmpty() const { return edges.upper.empty(); }
};

/// A curve of a chart.
struct Curve
{
    CurveId id = 0;
    CurveOptions options;
    bool isVisible = true;
    CurveData data;
    CurveBand band = {};
};

}  // namespace normscope::ui
