#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ui/charts/CalmExtent.h"
#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// The points of a curve, its own or those of a source, and what they span as they arrive.
class CurveData
{
  public:
    /// Without a source it has points of its own.
    explicit CurveData(bool isSmoothed, std::shared_ptr<const CurveSource> source = nullptr);

    /// Of its own points; of a source's, showFirst() does it.
    void append(std::span<const QPointF> points);
    void replace(std::vector<QPointF> points);
    void showFirst(std::size_t count);

    [[nodiscard]] CurvePoints points() const
    {
        return m_source != nullptr ? CurvePoints(*m_source, m_count) : CurvePoints(m_points);
    }
    /// How many values the mean is of that is drawn beside them; 1: none is.
    [[nodiscard]] int window() const { return m_isSmoothed ? m_window : 1; }
    void setWindow(int window);
    [[nodiscard]] bool isSmoothed() const { return window() > 1; }
    /// That mean at a point, with the usual window the same number as smoothedLoss() gives.
    [[nodiscard]] double smoothedAt(std::size_t index) const;
    [[nodiscard]] const Extent& xExtent() const { return m_x; }
    [[nodiscard]] const Extent& yExtent() const { return m_y; }
    /// Another after replace() and setWindow(): what was drawn before says nothing about what is there now.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// The index of the last point at or before x; none before the first point and beyond the last.
    [[nodiscard]] std::optional<std::size_t> indexAt(double x) const;

  private:
    /// Widens the extents to the points from `first` on.
    void takeIn(std::size_t first);

    bool m_isSmoothed;
    int m_window;
    std::shared_ptr<const CurveSource> m_source;
    std::size_t m_count = 0;  ///< of the source's points
    std::vector<QPointF> m_points;
    Extent m_x;
    Extent m_y;
    std::uint64_t m_revision = 0;
};

/// How far the values lie apart that a curve is the mean of.
struct CurveBand
{
    BandEdges edges;
    std::uint64_t revision = 0;  ///< another whenever it is set
    CalmExtent lower = {};
    CalmExtent upper = {};

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
    QString givenLabel = {};  ///< its label where the user has not typed another
    QString givenEntry = {};  ///< likewise its entry in a page's legend
    QString endMark = {};     ///< said where it ends; empty: nothing
    CalmExtent calm = {};
};

/// Whether most of a curve's values are near the usual one.
[[nodiscard]] bool isMostlyCalm(Curve& curve, double usual);

/// What of a curve and its band the y axis is to hold while it follows: without what runs away (see CalmExtent), and no
/// band below what its curve's values can be. `usual`: 0 where all values count.
[[nodiscard]] Extent yExtentOf(Curve& curve, const AxisOptions& y, double usual);

}  // namespace normscope::ui
