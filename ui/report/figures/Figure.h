#pragma once

#include <QByteArray>
#include <QImage>
#include <QPainter>
#include <QRectF>
#include <QString>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

#include "ui/models/Bands.h"

/// The pictures of a report: drawn by one function each for every format, so that all of them show the same.
namespace normscope::ui
{

struct ReportData;

/// A column of a page that has two.
inline constexpr double kColumnWidthCm = 8.5;

struct Figure
{
    std::string name;  ///< stem of its files: "loss-mlp"; letters, digits, '.' and '-' only
    QString title;
    QString caption;
    double widthCm = 0;
    double heightCm = 0;
    double columnHeightCm = 0;  ///< of the same picture in a column of kColumnWidthCm
    /// Draws it into `target`. `pixelsPerPoint`: units of the painter that a typographic point has.
    std::function<void(QPainter& painter, const QRectF& target, double pixelsPerPoint)> paint;
    /// The experiment that it is about, by its place in ReportData; none: it is about all of them together.
    std::optional<std::size_t> experiment;
};

/// All figures that there are data for, in the language of the moment.
[[nodiscard]] std::vector<Figure> figuresOf(const ReportData& data, BandKind band);

/// Writes NAME.png, .svg, .pdf and, with title and caption, .txt into the folder, each whole or not at all, and the
/// pictures once more into its folder column/, laid out anew for a column, with letters of the same size.
[[nodiscard]] Status writeFigure(const Figure& figure, const std::filesystem::path& folder);

/// The figure as a file of its own; text stays text.
[[nodiscard]] QByteArray svgOf(const Figure& figure);

[[nodiscard]] QImage imageOf(const Figure& figure, double dpi);

}  // namespace normscope::ui
