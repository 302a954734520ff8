#pragma once

#include <QFont>
#include <QGraphicsItem>
#include <QPalette>

#include "ui/charts/CurveLayer.h"

namespace normscope::ui
{

/// All curves of a chart as one item in its plot area, with the lines that Qt Charts' axes do not draw: of epochs and
/// of a logarithmic axis's minor ticks.
class CurvesItem : public QGraphicsItem
{
  public:
    /// Draws `curves`, which live longer.
    explicit CurvesItem(const std::vector<std::unique_ptr<Curve>>& curves, QGraphicsItem* parent = nullptr);

    struct Frame
    {
        QRect plot;  ///< in the view
        ChartRange range;
        AxisScale xScale = AxisScale::Linear;
        AxisScale yScale = AxisScale::Linear;
        std::vector<double> minorX;
        std::vector<double> minorY;
    };
    void setFrame(const Frame& frame);
    void setMarkers(std::vector<double> xs);
    [[nodiscard]] const std::vector<double>& markers() const { return m_markers; }
    void setEmptyText(const QString& text);
    /// The others become faint; none: all as usual.
    void setHighlighted(const std::vector<CurveId>& ids);
    void setLineScale(double scale);
    void setFocused(bool hasFocus);
    void setLook(const QPalette& palette, const QFont& font);

    /// Draws what has changed into the layer and asks for just this to be repainted.
    void refresh();

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    [[nodiscard]] LayerView layerView() const;
    QRect updateLayer();
    [[nodiscard]] AxisMap xMap() const;
    [[nodiscard]] AxisMap yMap() const;
    void paintLines(QPainter& painter) const;
    void paintEndMarks(QPainter& painter) const;

    const std::vector<std::unique_ptr<Curve>>& m_curves;
    CurveLayer m_layer;
    Frame m_frame;
    std::vector<double> m_markers;
    QString m_emptyText;
    std::vector<CurveId> m_highlighted;
    double m_lineScale = 1;
    bool m_hasFocus = false;
    QPalette m_palette;
    QFont m_font;
    double m_ratio = 1;
};

}  // namespace normscope::ui
