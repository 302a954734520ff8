#include <QCoreApplication>
#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "ui/charts/Palette.h"
#include "ui/network/NetworkExport.h"
#include "ui/network/NetworkPainter.h"
#include "ui/report/figures/FigureKinds.h"
#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

struct ReportFigures
{
    Q_DECLARE_TR_FUNCTIONS(ReportFigures)
};

/// Beyond so many blocks a drawing is no longer read.
constexpr std::size_t kMostBlocks = 72;
/// More nodes are folded where they can be.
constexpr std::size_t kMostOpen = 40;
constexpr double kPointsPerUnit = 0.7;  ///< letters of 10 units are of 7 points
constexpr double kMostHeightCm = 20;
constexpr double kAroundPoints = 48;
constexpr double kCmPerPoint = 2.54 / 72;

std::set<std::string> foldedIn(const graph::Graph& network)
{
    if (network.nodes.size() <= kMostOpen) {
        return {};
    }
    const auto scopes = foldableScopes(network);
    return {scopes.begin(), scopes.end()};
}

NetworkPicture pictureFor(const graph::Graph& network, double widthPoints)
{
    return networkPicture(network, foldedIn(network),
                          QSizeF(widthPoints, kMostHeightCm / kCmPerPoint) / kPointsPerUnit);
}

double heightOf(const graph::Graph& network, double widthCm)
{
    const double width = widthCm / kCmPerPoint - 12;
    const QRectF bounds = pictureFor(network, width).layout.bounds;
    const double scale =
        std::min({kPointsPerUnit, width / bounds.width(), kMostHeightCm / kCmPerPoint / bounds.height()});
    return (bounds.height() * scale + kAroundPoints) * kCmPerPoint;
}

bool hasBatchNorm(const graph::Graph& network)
{
    return std::any_of(network.nodes.begin(), network.nodes.end(),
                       [](const graph::Node& node) { return graph::as<graph::BatchNorm>(node) != nullptr; });
}

void paintLegend(QPainter& painter, QRectF& rest, double unit)
{
    FigureText text(painter, kFigureSmallPoints, unit);
    const QRectF row(rest.left(), rest.bottom() - text.height(), rest.width(), text.height());
    const QColor color = variantColor(kBn, 0, false);
    painter.setPen(QPen(color, unit));
    painter.setBrush(mixed(Qt::white, color, 0.22));
    painter.drawRoundedRect(QRectF(row.left(), row.top() + unit, 2 * text.height(), row.height() - 2 * unit), 2 * unit,
                            2 * unit);
    text.draw(row.adjusted(2.5 * text.height(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
              ReportFigures::tr("batch normalization"));
    rest.setBottom(row.top() - text.height() / 2);
}

}  // namespace

std::optional<Figure> networkFigure(const graph::Graph& network)
{
    const auto folded = foldedIn(network);
    if (!graph::describe(network) || layOut(network, {Qt::Vertical, 0, folded}).blocks.size() > kMostBlocks) {
        return std::nullopt;
    }
    Figure figure;
    figure.name = "architecture";
    figure.title = ReportFigures::tr("Network");
    figure.caption = folded.empty() ? QString()
                                    : ReportFigures::tr("Parts of several layers are drawn as one block, with the "
                                                        "number of their layers.");
    figure.widthCm = kPageWidthCm;
    figure.heightCm = heightOf(network, kPageWidthCm);
    figure.columnHeightCm = heightOf(network, kColumnWidthCm);
    figure.paint = [title = figure.title, network](QPainter& painter, const QRectF& target, double unit) {
        painter.save();
        QRectF rest = paintFrame(painter, target, unit, title);
        if (hasBatchNorm(network)) {
            paintLegend(painter, rest, unit);
        }
        const NetworkPicture picture = pictureFor(network, rest.width() / unit);
        // Not larger than the letters of other figures.
        const QSizeF most = picture.layout.bounds.size() * kPointsPerUnit * unit;
        const QSizeF size = most.boundedTo(rest.size());
        QRectF place(QPointF(), size);
        place.moveCenter(rest.center());
        paintNetworkInto(painter, place, picture, figureFontFamilies());
        painter.restore();
    };
    return figure;
}

void addArchitectureFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    auto figure = experiment.model ? networkFigure(*experiment.model) : std::nullopt;
    if (!figure) {
        return;
    }
    figure->name += "-" + experiment.slug;
    figure->experiment = index;
    figure->caption = joinedSentences(
        {ReportFigures::tr("The network of %1, from the image to the scores of the classes, with the parameters of "
                           "each layer and the shape that leaves it.")
             .arg(QString::fromStdString(experiment.title)),
         figure->caption});
    figures.push_back(std::move(*figure));
}

}  // namespace normscope::ui
