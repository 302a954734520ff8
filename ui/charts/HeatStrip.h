#pragma once

#include <QImage>
#include <QWidget>
#include <optional>
#include <string>
#include <utility>

#include "ui/charts/ChartExport.h"
#include "ui/charts/HeatPicture.h"

namespace normscope::ui
{

/// From the first step to the end of the last, which holds as long as the one before. {0, 1} where there is none.
[[nodiscard]] std::pair<double, double> extentOf(const HeatGrid& grid);

struct HeatCell
{
    std::size_t row = 0;
    std::size_t step = 0;  ///< by its place among the steps
    bool operator==(const HeatCell&) const = default;
};

/// Rows × steps as colours, to be looked at while it grows. The wheel zooms into the steps, Esc shows all of them; the
/// pointer or the arrows choose a cell, a click or Enter opens it.
class HeatStrip : public QWidget
{
    Q_OBJECT

  public:
    explicit HeatStrip(QWidget* parent = nullptr);

    void setTexts(const HeatTexts& texts);
    /// Takes the grid as it is now.
    void setGrid(const HeatGrid& grid, const HeatScale& scale);
    [[nodiscard]] const HeatGrid& grid() const { return m_grid; }
    [[nodiscard]] const HeatScale& scale() const { return m_scale; }

    [[nodiscard]] std::optional<HeatCell> cell() const { return m_cell; }
    /// Without cellChanged(): whoever sets it knows. One that there is not is none.
    void setCell(std::optional<normscope::ui::HeatCell> cell);
    /// The value of a row at a step; NaN where there is none.
    [[nodiscard]] double value(const QString& row, double step) const;
    /// Where the cells are drawn.
    [[nodiscard]] QRectF cellsRect();
    /// The steps that are shown; none: all.
    [[nodiscard]] std::optional<std::pair<double, double>> zoom() const { return m_zoom; }
    /// The steps that are all of them, where another strip beside it has more; none: the grid's own.
    void setExtent(const std::optional<std::pair<double, double>>& extent);
    /// Without zoomChanged().
    void setZoom(const std::optional<std::pair<double, double>>& zoom);

    [[nodiscard]] PaintedPicture painted() const;
    /// row,step,value.
    [[nodiscard]] std::string csv() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void cellChanged(std::optional<normscope::ui::HeatCell> cell);
    void cellOpened(const normscope::ui::HeatCell& cell);
    void zoomChanged(const std::optional<std::pair<double, double>>& zoom);
    void exportRequested();
    void numbersRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] std::pair<double, double> range() const;
    [[nodiscard]] HeatPicture picture() const;
    [[nodiscard]] std::optional<HeatCell> cellAt(const QPointF& at);
    void choose(std::optional<HeatCell> cell);
    void zoomBy(double factor, double at);
    void draw();

    HeatGrid m_grid;
    HeatScale m_scale;
    HeatTexts m_texts;
    std::optional<HeatCell> m_cell;
    std::optional<std::pair<double, double>> m_zoom;
    std::optional<std::pair<double, double>> m_extent;
    QPointF m_pressed;
    QImage m_drawn;  ///< all but the mark; null: to be drawn
    QRectF m_cells;
};

}  // namespace normscope::ui
