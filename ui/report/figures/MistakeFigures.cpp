#include <QCoreApplication>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <utility>

#include "ui/charts/Palette.h"
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

constexpr std::size_t kTilesInRow = 10;
constexpr std::size_t kTilesInColumn = 5;
constexpr std::size_t kMostTiles = 10;  ///< of a row of digits under one heading
constexpr double kTilePoints = 42;
constexpr double kHeadingPoints = 16;
constexpr double kFramePoints = 32;
constexpr double kCmPerPoint = 2.54 / 72;

struct Tile
{
    QImage image;
    QString text;  ///< "4 → 9"
    QString more;  ///< "99.8 %"
};

struct Row
{
    Twin twin = Twin::Bn;
    QString heading;
    std::vector<Tile> tiles;
};

/// Ink on paper: dark digits on white, as they are read.
QImage digitOf(const ImageSet& images, std::size_t sample)
{
    QImage image(static_cast<int>(images.columns), static_cast<int>(images.rows), QImage::Format_Grayscale8);
    const std::uint8_t* pixels = images.image(static_cast<std::int64_t>(sample));
    for (int y = 0; y < image.height(); ++y) {
        std::uint8_t* line = image.scanLine(y);
        for (int x = 0; x < image.width(); ++x) {
            line[x] = static_cast<std::uint8_t>(255 - *pixels++);
        }
    }
    return image;
}

Tile tileOf(const ImageSet& images, const Predictions& predictions, std::size_t sample)
{
    constexpr double kHundred = 100;
    const std::int64_t predicted = predictions.predictedClass(sample);
    const double probability = predictions.probability(sample, predicted) * kHundred;
    return {digitOf(images, sample), QStringLiteral("%1 → %2").arg(predictions.labels[sample]).arg(predicted),
            // Rounded down: nothing less than certain is said to be 100 %.
            QStringLiteral("%1 %").arg(std::floor(probability * 10) / 10, 0, 'f', 1)};
}

/// Whether the images are those that the answers are about.
bool areOf(const ImageSet& images, const Predictions& predictions)
{
    if (static_cast<std::size_t>(images.count()) != predictions.count() || images.imageSize() <= 0) {
        return false;
    }
    for (std::size_t i = 0; i < predictions.count(); ++i) {
        if (predictions.labels[i] != static_cast<std::int64_t>(images.labels[i])) {
            return false;
        }
    }
    return true;
}

std::size_t linesOf(const Row& row, std::size_t tilesInRow)
{
    return (row.tiles.size() + tilesInRow - 1) / tilesInRow;
}

double heightOf(const std::vector<Row>& rows, std::size_t tilesInRow)
{
    double points = kFramePoints;
    for (const Row& row : rows) {
        points += kHeadingPoints + kTilePoints * 1.5 * static_cast<double>(linesOf(row, tilesInRow));
    }
    return points * kCmPerPoint;
}

void paintTile(QPainter& painter, const QRectF& where, double unit, const Tile& tile)
{
    FigureText text(painter, kFigurePoints, unit, true);
    FigureText small(painter, kFigureSmallPoints, unit);
    const double side = std::min(where.width() * 0.82, where.height() - text.height() - small.height());
    const QRectF frame(where.center().x() - side / 2, where.top(), side, side);
    // Pixels stay pixels in every format: each as its own square would be thousands of them in a vector file.
    constexpr int kEnlarged = 8;
    painter.drawImage(frame, tile.image.scaled(tile.image.size() * kEnlarged));
    painter.setPen(QPen(QColor(kFigureFrame), 0.4 * unit));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(frame);
    text.draw(QRectF(where.left(), frame.bottom(), where.width(), text.height()), Qt::AlignCenter, tile.text);
    small.draw(QRectF(where.left(), frame.bottom() + text.height(), where.width(), small.height()), Qt::AlignCenter,
               tile.more, QColor(kFigureSoftInk));
}

void paintRows(QPainter& painter, const QRectF& target, double unit, const QString& title, const std::vector<Row>& rows)
{
    const QRectF rest = paintFrame(painter, target, unit, title);
    FigureText heading(painter, kFigurePoints, unit, true);
    const std::size_t tilesInRow = target.width() >= kLeastForTwo * unit ? kTilesInRow : kTilesInColumn;
    std::size_t lines = 0;
    for (const Row& row : rows) {
        lines += linesOf(row, tilesInRow);
    }
    const double headings = static_cast<double>(rows.size()) * heading.height() * 1.4;
    const double height = (rest.height() - headings) / static_cast<double>(std::max<std::size_t>(1, lines));
    const double width = rest.width() / static_cast<double>(tilesInRow);
    double y = rest.top();
    for (const Row& row : rows) {
        heading.draw(QRectF(rest.left(), y, rest.width(), heading.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     row.heading, twinColor(row.twin, 0, false));
        y += heading.height() * 1.4;
        for (std::size_t i = 0; i < row.tiles.size(); ++i) {
            const QRectF where(rest.left() + static_cast<double>(i % tilesInRow) * width,
                               y + static_cast<double>(i / tilesInRow) * height, width, height * 0.94);
            paintTile(painter, where, unit, row.tiles[i]);
        }
        y += static_cast<double>(linesOf(row, tilesInRow)) * height;
    }
}

void addTiles(std::vector<Figure>& figures, const std::string& name, const QString& title, const QString& caption,
              std::size_t index, std::vector<Row> rows)
{
    Figure figure;
    figure.name = name;
    figure.title = title;
    figure.caption = caption;
    figure.widthCm = kPageWidthCm;
    figure.heightCm = heightOf(rows, kTilesInRow);
    figure.columnHeightCm = heightOf(rows, kTilesInColumn);
    figure.experiment = index;
    figure.paint = [title, rows = std::move(rows)](QPainter& painter, const QRectF& target, double unit) {
        painter.save();
        paintRows(painter, target, unit, title, rows);
        painter.restore();
    };
    figures.push_back(std::move(figure));
}

const Predictions* answersOf(const ReportExperiment& experiment, std::uint64_t seed, Twin twin)
{
    for (const ReportRun& run : experiment.runs) {
        if (run.seed == seed && run.twin == twin && run.predictions &&
            areOf(*experiment.testImages, *run.predictions)) {
            return &*run.predictions;
        }
    }
    return nullptr;
}

/// Rows of the errors that `isShown`, the most confident first.
template <class Shown>
Row rowOf(const ImageSet& images, const Predictions& predictions, Twin twin, const QString& heading, Shown isShown)
{
    Row row{twin, {}, {}};
    int count = 0;
    for (const std::size_t sample : mostConfidentErrors(predictions)) {
        if (!isShown(sample)) {
            continue;
        }
        ++count;
        if (row.tiles.size() < kMostTiles) {
            row.tiles.push_back(tileOf(images, predictions, sample));
        }
    }
    row.heading = heading.arg(groupedText(count));
    return row;
}

}  // namespace

void addMisclassifiedFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    if (!experiment.testImages) {
        return;
    }
    const ImageSet& images = *experiment.testImages;
    for (const ReportRun& run : experiment.runs) {
        const Predictions* bn = answersOf(experiment, run.seed, Twin::Bn);
        const Predictions* noBn = answersOf(experiment, run.seed, Twin::NoBn);
        if (bn == nullptr && noBn == nullptr) {
            continue;
        }
        std::vector<Row> all;
        std::vector<Row> one;
        for (const auto& [own, other, twin] : {std::tuple(bn, noBn, Twin::Bn), std::tuple(noBn, bn, Twin::NoBn)}) {
            if (own == nullptr) {
                continue;
            }
            all.push_back(rowOf(images, *own, twin,
                                ReportFigures::tr("%1: the most confident of %2 errors").arg(twinLabel(twin)),
                                [](std::size_t) { return true; }));
            if (other != nullptr) {
                one.push_back(rowOf(images, *own, twin,
                                    ReportFigures::tr("only %1 wrong: the most confident of %2").arg(twinLabel(twin)),
                                    [other = other](std::size_t sample) { return other->isRight(sample); }));
            }
        }
        const auto drop = [](std::vector<Row>& rows) {
            std::erase_if(rows, [](const Row& row) { return row.tiles.empty(); });
        };
        drop(all);
        drop(one);
        const QString name = QString::fromStdString(experiment.title);
        const QString tiles = ReportFigures::tr("Below each digit: true class → predicted class, and the probability "
                                                "that the network gave to that answer.");
        if (!all.empty()) {
            addTiles(figures, "misclassified-" + experiment.slug, ReportFigures::tr("Most confident errors"),
                     joinedSentences({ReportFigures::tr("The test digits that were misclassified with the greatest "
                                                        "confidence, %1, seed %2.")
                                          .arg(name)
                                          .arg(run.seed),
                                      tiles}),
                     index, std::move(all));
        }
        if (!one.empty()) {
            addTiles(figures, "misclassified-one-" + experiment.slug,
                     ReportFigures::tr("Digits on which exactly one twin errs"),
                     joinedSentences({ReportFigures::tr("Test digits that one twin gets wrong and the other right, the "
                                                        "most confident errors first, %1, seed %2.")
                                          .arg(name)
                                          .arg(run.seed),
                                      tiles}),
                     index, std::move(one));
        }
        return;
    }
}

}  // namespace normscope::ui
