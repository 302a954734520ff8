#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QGraphicsItem>
#include <QPalette>
#include <memory>
#include <vector>

#include "ui/charts/CurveData.h"

namespace normscope::ui
{

/// A curve's values at the crosshair, as text.
struct CurveReading
{
    CurveOptions options;
    QString value;  ///< of the nearest point at or before x
    QString mean;   ///< smoothed, or how far its band reaches; empty where it has neither
};

/// Of the visible curves that have begun by x and go as far.
[[nodiscard]] std::vector<CurveReading> readingsAt(const std::vector<std::unique_ptr<Curve>>& curves,
                                                   const AxisOptions& y, double x);

/// A vertical line through the plot and a box with what the curves are worth there.
class Crosshair : public QGraphicsItem
{
  public:
    Crosshair();

    void setLook(const QPalette& palette, const QFont& font);
    void show(const QRect& plot, double pixel, const QString& title, std::vector<CurveReading> readings);
    void hide();
    [[nodiscard]] bool isShown() const { return m_isShown; }
    /// With the values, in the view.
    [[nodiscard]] const QRectF& box() const { return m_box; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    /// What the box says of each curve.
    enum class Detail
    {
        All,
        NoNames,
        OneValue,  ///< of a curve with a mean this alone
    };
    void layOut();
    /// Of the box with the rows that are shown; also sets its columns.
    QSizeF sizeFor(Detail detail, const QFontMetricsF& metrics);
    [[nodiscard]] double heightOf(std::size_t rows, double line) const;

    QPalette m_palette;
    QFont m_font;
    bool m_isShown = false;
    QRect m_plot;
    double m_pixel = 0;
    QString m_title;
    std::vector<CurveReading> m_readings;
    std::size_t m_shownRows = 0;  ///< of the readings; for others there is no room
    Detail m_detail = Detail::All;
    QRectF m_box;
    double m_labelWidth = 0;
    double m_valueWidth = 0;
    double m_meanWidth = 0;
};

}  // namespace normscope::ui
