#pragma once

#include <QColor>
#include <QPainter>
#include <QRectF>
#include <QStringList>
#include <cstddef>
#include <optional>
#include <vector>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// Values of rows at steps: a row a layer, say. NaN: not measured.
struct HeatGrid
{
    std::vector<double> steps;  ///< increasing; a value holds until the next one
    QStringList rows;
    std::vector<std::vector<float>> values;  ///< by row; as many as there are steps

    /// One more row, of values that are not measured yet; gives its place.
    std::size_t addRow(const QString& name);
    /// One more column of values that are not measured yet.
    void addStep(double step);
    bool operator==(const HeatGrid&) const = default;
};

/// How values become colours. Readable in grey and by the colour-blind: from dark blue to yellow (viridis), and where
/// values have a sign from blue over white, which is 0, to red.
struct HeatScale
{
    double least = 0;
    double most = 1;
    AxisScale scale = AxisScale::Linear;
    bool isSigned = false;

    [[nodiscard]] bool holds(double value) const;
    [[nodiscard]] QColor color(double value) const;
    bool operator==(const HeatScale&) const = default;
};

/// One scale for all values of the grids; none where there is no value that it could show.
[[nodiscard]] std::optional<HeatScale> scaleOf(const std::vector<const HeatGrid*>& grids, AxisScale scale,
                                               bool isSigned);

struct HeatTexts
{
    QString title;
    QString steps;    ///< of the axis below
    QString measure;  ///< what colours stand for
    AxisOptions value = {};
};

/// A heat strip as it is drawn, on the screen and in files by the same function. `pixelsPerPoint` as in paintPicture().
struct HeatPicture
{
    const HeatGrid& grid;
    HeatScale scale;
    HeatTexts texts;
    double from = 0;  ///< the steps that are shown
    double to = 1;
    QColor paper = Qt::white;
    QColor ink = QColor(0xff1d232a);
    QColor frame = QColor(0xff8a929c);
    QStringList fonts = {};
};
/// Gives the rectangle that the cells are in.
QRectF paintHeat(QPainter& painter, const QRectF& target, double pixelsPerPoint, const HeatPicture& picture);

}  // namespace normscope::ui
