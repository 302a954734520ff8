#pragma once

#include <QImage>
#include <QRect>
#include <memory>
#include <optional>
#include <vector>

#include "ui/charts/CurveData.h"
#include "ui/charts/CurveSampling.h"

namespace normscope::ui
{

/// What the curves are seen through; another view means drawing all anew.
struct LayerView
{
    QSize size;        ///< in device pixels
    double ratio = 1;  ///< device pixels a logical one
    ChartRange range;  ///< of the plot, which lies kLayerMargin within the layer
    AxisScale xScale = AxisScale::Linear;
    AxisScale yScale = AxisScale::Linear;
    bool isDark = false;
    QRgb ground = 0;  ///< colour behind the curves
    std::vector<CurveId> highlighted;
    double lineScale = 1;

    bool operator==(const LayerView&) const = default;
};

/// Logical pixels by which the layer is larger than the plot, so that lines along its edges are drawn whole.
inline constexpr int kLayerMargin = 3;

/// The curves as an image that is brought up to date with as little work as can be: points that were appended since
/// change only the columns they are in, and only these are drawn again.
class CurveLayer
{
  public:
    /// What has changed, in device pixels of the layer; empty where nothing has.
    QRect update(const std::vector<std::unique_ptr<Curve>>& curves, const LayerView& view);

    /// The next update() draws everything.
    void invalidate() { m_isValid = false; }

    [[nodiscard]] const QImage& image() const { return m_image; }

  private:
    /// What has been drawn of a curve.
    struct Drawn
    {
        CurveId id = 0;
        bool isVisible = false;
        bool hasMarks = false;
        std::uint64_t revision = 0;
        std::uint64_t bandRevision = 0;
        std::size_t count = 0;
        std::vector<ColumnSpan> band;
        std::vector<ColumnSpan> spans;
        std::vector<LineVertex> vertices;
    };

    [[nodiscard]] bool isSame(const std::vector<std::unique_ptr<Curve>>& curves, const LayerView& view) const;
    [[nodiscard]] bool hasRoomForMarks(const Curve& curve) const;
    /// Samples what a curve has got; returns the columns that look different now.
    std::pair<int, int> sample(const Curve& curve, Drawn& drawn);
    void draw(const std::vector<std::unique_ptr<Curve>>& curves, const QRect& strip);
    /// What a curve's band covers of each column.
    [[nodiscard]] std::vector<ColumnSpan> bandSpans(const Curve& curve) const;
    /// Into `image`, whose left edge is at the layer's column `left`, in the curve's colour.
    void fillSpans(QImage& image, int left, const Curve& curve, const std::vector<ColumnSpan>& spans,
                   double alpha) const;
    void drawLine(QPainter& painter, const Curve& curve, const Drawn& drawn, const QRect& strip) const;
    /// Of bold lines; opaque, since their pieces overlap.
    [[nodiscard]] QColor colourOf(const Curve& curve) const;
    [[nodiscard]] bool isHighlighted(const Curve& curve) const;
    [[nodiscard]] bool isFaded(const Curve& curve) const;

    QImage m_image;
    QImage m_scratch;
    LayerView m_view;
    AxisMap m_x;
    AxisMap m_y;
    bool m_isValid = false;
    std::vector<Drawn> m_drawn;
};

}  // namespace normscope::ui
