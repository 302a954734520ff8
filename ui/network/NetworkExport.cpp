#include "ui/network/NetworkExport.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <normscope/export/PyTorchModel.h>
#include <normscope/graph/Variants.h>

#include "ui/network/NetworkTexts.h"

namespace normscope::ui
{

namespace
{

constexpr double kMostCm = 100;
/// Letters of a block's second line are 7.5 points high.
constexpr double kCmPerUnit = 2.54 / 96;

}  // namespace

void paintNetworkInto(QPainter& painter, const QRectF& target, const NetworkPicture& picture, const QStringList& fonts,
                      const NetworkColors& colors)
{
    const QRectF bounds = paintedBounds(picture);
    const double scale = std::min(target.width() / bounds.width(), target.height() / bounds.height());
    painter.save();
    painter.translate(target.center() - bounds.center() * scale);
    painter.scale(scale, scale);
    paintNetwork(painter, picture, colors, fonts);
    painter.restore();
}

Status exportDrawing(const std::function<void(QPainter& painter, const QRectF& target)>& paint, const QSizeF& size,
                     const std::filesystem::path& path)
{
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return std::tolower(c); });
    if (suffix != ".png" && suffix != ".pdf" && suffix != ".svg") {
        return fail(ErrorCode::Usage, Message::tr("a picture is saved as .svg, .pdf or .png, not as {}", suffix));
    }
    const PictureFormat format = suffix == ".png"   ? PictureFormat::Png
                                 : suffix == ".pdf" ? PictureFormat::Pdf
                                                    : PictureFormat::Svg;
    const double scale = std::min(kCmPerUnit, kMostCm / std::max(size.width(), size.height()));
    PictureOptions options;
    options.widthCm = size.width() * scale;
    options.heightCm = size.height() * scale;
    // As many as are drawn into one picture.
    constexpr double kMostPixels = 90e6;
    constexpr double kCmPerInch = 2.54;
    options.dpi = std::min(options.dpi, kCmPerInch * std::sqrt(kMostPixels / (options.widthCm * options.heightCm)));
    const PaintedPicture painted{
        NetworkTexts::tr("Network"), [&](QPainter& painter, const QRectF& target, double /*unit*/) {
            painter.fillRect(target, Qt::white);
            // In the drawing's units, which letters are measured in.
            const double scaled = std::min(target.width() / size.width(), target.height() / size.height());
            painter.save();
            painter.translate(target.topLeft());
            painter.scale(scaled, scaled);
            paint(painter, QRectF(QPointF(), size));
            painter.restore();
        }};
    return exportPicture(painted, path, format, options);
}

Status exportNetwork(const NetworkPicture& picture, const std::filesystem::path& path)
{
    return exportDrawing(
        [&](QPainter& painter, const QRectF& target) { paintNetworkInto(painter, target, picture, {}); },
        paintedBounds(picture).size(), path);
}

Result<std::string> networkAsPyTorch(const graph::Graph& network, const graph::SampleShape& image, double bnMomentum,
                                     double bnEps)
{
    // Positions that are off are in no export.
    auto inUse = graph::variantOf(network, "bn");
    if (!inUse) {
        return passOn(inUse);
    }
    return pyTorchNetworkSource(graph::withNormalizerDefaults(std::move(*inUse), bnMomentum, bnEps), image);
}

}  // namespace normscope::ui
