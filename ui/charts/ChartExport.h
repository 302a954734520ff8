#pragma once

#include <QByteArray>
#include <QImage>
#include <filesystem>
#include <functional>
#include <string>

#include <normscope/base/Result.h>

#include "ui/charts/LineChart.h"

/// Charts as files, without a dialog: the window and the report use the same code.
namespace normscope::ui
{

enum class PictureFormat
{
    Png,
    Svg,
    Pdf,
};

struct PictureOptions
{
    double widthCm = 16;
    double heightCm = 9;
    double dpi = 300;  ///< of PNG; vector formats have none
    double fontPoints = 9;
};

/// What a file is made of, be it a chart or something else. `paint`: draws it into a rectangle of the painter, in which
/// a typographic point has so many units (of letters of kBasePoints).
struct PaintedPicture
{
    QString title;
    std::function<void(QPainter& painter, const QRectF& target, double pixelsPerPoint)> paint;
};

/// Written whole or not at all. ErrorCode::Io with path and reason.
[[nodiscard]] Status exportPicture(const PaintedPicture& painted, const std::filesystem::path& path,
                                   PictureFormat format, const PictureOptions& options);
[[nodiscard]] QImage picture(const PaintedPicture& painted, const PictureOptions& options);

/// The chart as it is seen (range, hidden curves) in the light colours of print. Written whole or not at all.
/// ErrorCode::Io with path and reason.
[[nodiscard]] Status exportPicture(const LineChart& chart, const std::filesystem::path& path, PictureFormat format,
                                   const PictureOptions& options);

/// What exportPicture() would write as PNG; for previews and the clipboard.
[[nodiscard]] QImage picture(const LineChart& chart, const PictureOptions& options);

enum class CsvExtent
{
    All,
    Visible,  ///< the visible range of x, and visible curves only
};

/// curve,x,y in long form with the axis titles as column names; numbers in shortest round-trip form.
[[nodiscard]] std::string chartCsv(const LineChart& chart, CsvExtent extent);
[[nodiscard]] Status exportCsv(const LineChart& chart, const std::filesystem::path& path, CsvExtent extent);

}  // namespace normscope::ui
