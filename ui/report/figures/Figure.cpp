#include "ui/report/figures/Figure.h"

#include <QBuffer>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>

#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

constexpr double kCmPerInch = 2.54;
constexpr double kPointsPerInch = 72;
constexpr double kMmPerCm = 10;
constexpr double kPngDpi = 300;
constexpr int kSvgDpi = 96;    ///< CSS pixels
constexpr int kPdfDpi = 1200;  ///< only for the rounding of coordinates; the paper has none

QSizeF sizeOf(const Figure& figure, double dpi)
{
    return QSizeF(figure.widthCm, figure.heightCm) / kCmPerInch * dpi;
}

QByteArray pngOf(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return imageOf(figure, kPngDpi).save(&buffer, "PNG") ? bytes : QByteArray();
}

QByteArray pdfOf(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kPdfDpi);
    writer.setPageSize(QPageSize(QSizeF(figure.widthCm, figure.heightCm) * kMmPerCm, QPageSize::Millimeter, QString(),
                                 QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(figure.title);
    writer.setCreator(QStringLiteral("Normscope"));
    QPainter painter;
    if (!painter.begin(&writer)) {
        return {};
    }
    figure.paint(painter, QRectF(QPointF(0, 0), sizeOf(figure, kPdfDpi)), kPdfDpi / kPointsPerInch);
    return painter.end() ? bytes : QByteArray();
}

Status write(const std::filesystem::path& path, const QByteArray& content)
{
    if (content.isEmpty()) {
        return fail(ErrorCode::Internal, Message::tr("{}: cannot be made: there is not enough memory", path.string()));
    }
    return writeFileAtomically(path, std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
}

}  // namespace

QImage imageOf(const Figure& figure, double dpi)
{
    constexpr double kInchesPerMetre = 100 / kCmPerInch;
    const QSize size = sizeOf(figure, dpi).toSize();
    QImage image(size, QImage::Format_RGB32);
    if (image.isNull()) {
        return image;
    }
    image.fill(Qt::white);
    image.setDotsPerMeterX(qRound(dpi * kInchesPerMetre));
    image.setDotsPerMeterY(qRound(dpi * kInchesPerMetre));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    figure.paint(painter, QRectF(QPointF(0, 0), QSizeF(size)), dpi / kPointsPerInch);
    return image;
}

QByteArray svgOf(const Figure& figure)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSizeF size = sizeOf(figure, kSvgDpi);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(kSvgDpi);
    generator.setSize(QSize(static_cast<int>(std::ceil(size.width())), static_cast<int>(std::ceil(size.height()))));
    generator.setViewBox(QRectF(QPointF(0, 0), size));
    QPainter painter;
    if (!painter.begin(&generator)) {
        return {};
    }
    figure.paint(painter, QRectF(QPointF(0, 0), size), kSvgDpi / kPointsPerInch);
    if (!painter.end()) {
        return {};
    }
    // QSvgGenerator names the first family alone. Other machines have others, and few of them have Chinese letters.
    const QByteArray first = "font-family=\"" + figureFontFamilies().front().toUtf8();
    bytes.replace(first, "font-family=\"" + figureFontFamilies().join(QStringLiteral(", ")).toUtf8() + ", sans-serif");
    // QSvgGenerator would write the title as it is, and a name in it may be taken for markup.
    const qsizetype start = bytes.indexOf('>', bytes.indexOf("<svg")) + 1;
    return bytes.insert(start, "\n<title>" + figure.title.toHtmlEscaped().toUtf8() + "</title>");
}

namespace
{

Status writePictures(const Figure& figure, const std::filesystem::path& folder)
{
    const auto path = [&](const char* ending) { return folder / (figure.name + ending); };
    if (auto status = write(path(".png"), pngOf(figure)); !status) {
        return status;
    }
    if (auto status = write(path(".svg"), svgOf(figure)); !status) {
        return status;
    }
    return write(path(".pdf"), pdfOf(figure));
}

}  // namespace

Status writeFigure(const Figure& figure, const std::filesystem::path& folder)
{
    if (auto status = writePictures(figure, folder); !status) {
        return status;
    }
    Figure column = figure;
    column.widthCm = std::min(figure.widthCm, kColumnWidthCm);
    column.heightCm = figure.columnHeightCm;
    const std::filesystem::path columns = folder / "column";
    if (auto status = makeFolders(columns); !status) {
        return status;
    }
    if (auto status = writePictures(column, columns); !status) {
        return status;
    }
    return write(folder / (figure.name + ".txt"),
                 (figure.title + QStringLiteral("\n\n") + figure.caption + QLatin1Char('\n')).toUtf8());
}

}  // namespace normscope::ui
