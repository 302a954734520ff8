#include "ui/charts/ChartExport.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include <normscope/experiment/Csv.h>

#include "ui/charts/ChartPicture.h"

namespace normscope::ui
{

namespace
{

struct ExportTexts
{
    Q_DECLARE_TR_FUNCTIONS(ExportTexts)
};

constexpr double kCmPerInch = 2.54;
constexpr double kPointsPerInch = 72;
constexpr double kMmPerCm = 10;
constexpr double kMostPixels = 100e6;
constexpr int kSvgDpi = 96;    ///< CSS pixels
constexpr int kPdfDpi = 1200;  ///< only for the rounding of coordinates; the paper has none

double pixelsOf(double cm, double dpi)
{
    return std::round(cm / kCmPerInch * dpi);
}

/// Logical units a point, scaled so that text has the size asked for.
double unitOf(const PictureOptions& options, double dpi)
{
    return dpi / kPointsPerInch * options.fontPoints / kBasePoints;
}

Status check(const PictureOptions& options, PictureFormat format)
{
    const double dpi = format == PictureFormat::Png ? options.dpi : kSvgDpi;
    const double width = pixelsOf(options.widthCm, dpi);
    const double height = pixelsOf(options.heightCm, dpi);
    // Turned around, so that NaN is refused too.
    if (!(width >= 1 && height >= 1 && options.fontPoints > 0)) {
        return fail(
            ErrorCode::Usage,
            ExportTexts::tr("A picture needs a width, a height, a resolution and a text size above 0.").toStdString());
    }
    if (!(width * height <= kMostPixels)) {
        return fail(
            ErrorCode::Usage,
            ExportTexts::tr("A picture of %1 × %2 pixels is larger than 100 megapixels: choose a smaller size or "
                            "resolution.")
                .arg(QString::number(width, 'f', 0), QString::number(height, 'f', 0))
                .toStdString());
    }
    return {};
}

PaintedPicture paintedOf(const LineChart& chart)
{
    return {chart.title(),
            [&chart](QPainter& painter, const QRectF& target, double unit) { chart.paint(painter, target, unit); }};
}

bool writePng(const PaintedPicture& painted, QIODevice& file, const PictureOptions& options)
{
    const QImage image = picture(painted, options);
    return !image.isNull() && image.save(&file, "PNG");
}

bool writeSvg(const PaintedPicture& painted, QIODevice& file, const PictureOptions& options)
{
    const QSizeF size(options.widthCm / kCmPerInch * kSvgDpi, options.heightCm / kCmPerInch * kSvgDpi);
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setResolution(kSvgDpi);
    generator.setSize(QSize(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))));
    generator.setViewBox(QRectF(QPointF(0, 0), size));
    generator.setTitle(painted.title);
    QPainter painter;
    if (!painter.begin(&generator)) {
        return false;
    }
    painted.paint(painter, QRectF(QPointF(0, 0), size), unitOf(options, kSvgDpi));
    return painter.end();
}

bool writePdf(const PaintedPicture& painted, QIODevice& file, const PictureOptions& options)
{
    QPdfWriter writer(&file);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QSizeF(options.widthCm, options.heightCm) * kMmPerCm, QPageSize::Millimeter, QString(),
                                 QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(painted.title);
    writer.setCreator(QStringLiteral("Normscope"));
    QPainter painter;
    if (!painter.begin(&writer)) {
        return false;
    }
    const QSizeF size = QSizeF(options.widthCm, options.heightCm) / kCmPerInch * kPdfDpi;
    painted.paint(painter, QRectF(QPointF(0, 0), size), unitOf(options, kPdfDpi));
    return painter.end();
}

/// `write` fills the file, which replaces the old one only when it is whole.
template <class Write>
Status save(const std::filesystem::path& path, Write write)
{
    const QString name = QFile::decodeName(path.c_str());
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || !write(file) || !file.commit()) {
        return fail(ErrorCode::Io,
                    ExportTexts::tr("%1 cannot be written: %2").arg(name, file.errorString()).toStdString());
    }
    return {};
}

}  // namespace

Status exportPicture(const PaintedPicture& painted, const std::filesystem::path& path, PictureFormat format,
                     const PictureOptions& options)
{
    if (Status checked = check(options, format); !checked) {
        return checked;
    }
    // Made in memory: painters do not report that a disk is full.
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const bool isMade = format == PictureFormat::Png   ? writePng(painted, buffer, options)
                        : format == PictureFormat::Svg ? writeSvg(painted, buffer, options)
                                                       : writePdf(painted, buffer, options);
    if (!isMade) {
        return fail(ErrorCode::Internal,
                    ExportTexts::tr("The picture for %1 cannot be made: there is not enough memory.")
                        .arg(QFile::decodeName(path.c_str()))
                        .toStdString());
    }
    return save(path, [&](QIODevice& file) { return file.write(bytes) == bytes.size(); });
}

Status exportPicture(const LineChart& chart, const std::filesystem::path& path, PictureFormat format,
                     const PictureOptions& options)
{
    return exportPicture(paintedOf(chart), path, format, options);
}

QImage picture(const LineChart& chart, const PictureOptions& options)
{
    return picture(paintedOf(chart), options);
}

QImage picture(const PaintedPicture& painted, const PictureOptions& options)
{
    constexpr double kInchesPerMeter = 100 / kCmPerInch;
    if (!check(options, PictureFormat::Png)) {
        return {};
    }
    const QSize size(static_cast<int>(pixelsOf(options.widthCm, options.dpi)),
                     static_cast<int>(pixelsOf(options.heightCm, options.dpi)));
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull()) {
        return {};
    }
    image.setDotsPerMeterX(qRound(options.dpi * kInchesPerMeter));
    image.setDotsPerMeterY(qRound(options.dpi * kInchesPerMeter));
    QPainter painter(&image);
    painted.paint(painter, QRectF(QPointF(0, 0), QSizeF(size)), unitOf(options, options.dpi));
    return image;
}

std::string chartCsv(const LineChart& chart, CsvExtent extent)
{
    const ChartRange range = chart.visibleRange();
    const std::vector<CurveId> curves = chart.curves();
    const bool hasBands =
        std::any_of(curves.begin(), curves.end(), [&](CurveId id) { return !chart.band(id).upper.empty(); });
    CsvLine line;
    line.add(std::string_view("curve"))
        .add(std::string_view(chart.xAxis().title.toStdString()))
        .add(std::string_view(chart.yAxis().title.toStdString()));
    if (hasBands) {
        line.add(std::string_view("lower")).add(std::string_view("upper"));
    }
    std::string text = line.take();
    for (const CurveId id : curves) {
        if (extent == CsvExtent::Visible && !chart.isCurveVisible(id)) {
            continue;
        }
        const std::string label = chart.label(id).toStdString();
        const auto points = chart.points(id);
        const BandEdges& band = chart.band(id);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const QPointF& point = points[i];
            if (extent == CsvExtent::Visible && (point.x() < range.xMin || point.x() > range.xMax)) {
                continue;
            }
            line.add(std::string_view(label)).add(point.x()).add(point.y());
            for (const auto* edge : {&band.lower, &band.upper}) {
                if (i < edge->size()) {
                    line.add((*edge)[i].y());
                } else if (hasBands) {
                    line.addEmpty();
                }
            }
            text += line.take();
        }
    }
    return text;
}

Status exportCsv(const LineChart& chart, const std::filesystem::path& path, CsvExtent extent)
{
    const std::string text = chartCsv(chart, extent);
    return save(path, [&](QIODevice& file) {
        return file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size());
    });
}

}  // namespace normscope::ui
