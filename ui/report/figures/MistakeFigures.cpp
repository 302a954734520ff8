#include <QCoreApplication>
#include <QImage>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "ui/charts/Palette.h"
#include "ui/models/Picture.h"
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
constexpr std::size_t kMostTiles = 10;  ///< of a row of images under one heading
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
    std::string variant = kBn;
    QString heading;
    std::vector<Tile> tiles;
};

/// Grey images as ink on paper: dark digits on white, as they are read.
QImage printOf(const ImageSet& images, std::size_t sample)
{
    QImage image = pictureOf(images, static_cast<std::int64_t>(sample));
    if (images.channels == 1) {
        image.invertPixels();
    }
    return image;
}

Tile tileOf(const ImageSet& images, const Predictions& predictions, std::size_t sample)
{
    constexpr double kHundred = 100;
    const std::int64_t predicted = predictions.predictedClass(sample);
    const double probability = predictions.probability(sample, predicted) * kHundred;
    return {printOf(images, sample),
            QStringLiteral("%1 → %2").arg(QString::number(predictions.labels[sample]), QString::number(predicted)),
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
    constexpr int kLarge = 256;
    const int longest = std::max(tile.image.width(), tile.image.height());
    QRectF picture(QPointF(), QSizeF(tile.image.size()).scaled(frame.size(), Qt::KeepAspectRatio));
    picture.moveCenter(frame.center());
    painter.drawImage(picture, tile.image.scaled(tile.image.size() * std::clamp(kLarge / longest, 1, kEnlarged)));
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
                     row.heading, variantColor(row.variant, 0, false));
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

const Predictions* answersOf(const ReportExperiment& experiment, std::uint64_t seed, const std::string& variant)
{
    for (const ReportRun& run : experiment.runs) {
        if (run.seed == seed && run.variant == variant && run.predictions &&
            areOf(*experiment.testImages, *run.predictions)) {
            return &*run.predictions;
        }
    }
    return nullptr;
}

/// Those of the one of two that is not that variant.
const Predictions* answersOfOther(const std::vector<std::pair<std::string, const Predictions*>>& two,
                                  const std::string& variant)
{
    return two.front().first == variant ? two.back().second : two.front().second;
}

/// Rows of the errors that `isShown`, the most confident first.
template <class Shown>
Row rowOf(const ImageSet& images, const Predictions& predictions, const std::string& variant, const QString& heading,
          Shown isShown)
{
    Row row{variant, {}, {}};
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
    const std::string reference = experiment.comparison.variants.at(experiment.comparison.reference());
    for (const ReportRun& run : experiment.runs) {
        std::vector<std::pair<std::string, const Predictions*>> answers;
        for (const std::string& variant : experiment.comparison.variants) {
            if (const Predictions* own = answersOf(experiment, run.seed, variant)) {
                answers.emplace_back(variant, own);
            }
        }
        if (answers.empty()) {
            continue;
        }
        const Predictions* others = answersOf(experiment, run.seed, reference);
        std::vector<Row> all;
        std::vector<Row> one;
        for (const auto& [variant, own] : answers) {
            all.push_back(rowOf(images, *own, variant,
                                ReportFigures::tr("%1: the most confident of %2 errors").arg(runPhrase(variant)),
                                [](std::size_t) { return true; }));
            // Of a twin the reference's own errors, too; of more variants each against the reference.
            const bool isTwin = answers.size() == 2 && experiment.comparison.variants.size() == 2;
            const Predictions* other = variant != reference ? others
                                       : isTwin             ? answersOfOther(answers, variant)
                                                            : nullptr;
            if (other != nullptr) {
                //: %3 stands for a number
                const QString heading =
                    isTwin ? ReportFigures::tr("only %1 wrong: the most confident of %2").arg(runPhrase(variant))
                           : ReportFigures::tr("%1 wrong, %2 right: the most confident of %3")
                                 .arg(runPhrase(variant), runPhrase(reference));
                one.push_back(rowOf(images, *own, variant, heading,
                                    [other = other](std::size_t sample) { return other->isRight(sample); }));
            }
        }
        const auto drop = [](std::vector<Row>& rows) {
            std::erase_if(rows, [](const Row& row) { return row.tiles.empty(); });
        };
        drop(all);
        drop(one);
        const bool areTwins = experiment.comparison.variants.size() <= 2;
        const QString name = QString::fromStdString(experiment.title);
        const QString tiles = ReportFigures::tr("Below each digit: true class → predicted class, and the probability "
                                                "that the network gave to that answer.");
        const QString classes = classesSentence(experiment);
        if (!all.empty()) {
            addTiles(figures, "misclassified-" + experiment.slug, ReportFigures::tr("Most confident errors"),
                     joinedSentences({ReportFigures::tr("The test digits that were misclassified with the greatest "
                                                        "confidence, %1, seed %2.")
                                          .arg(name, QString::number(run.seed)),
                                      tiles, classes}),
                     index, std::move(all));
        }
        if (!one.empty()) {
            addTiles(figures, "misclassified-one-" + experiment.slug,
                     areTwins ? ReportFigures::tr("Digits on which exactly one twin errs")
                              : ReportFigures::tr("Digits on which a variant errs and the reference does not"),
                     joinedSentences({(areTwins ? ReportFigures::tr("Test digits that one twin gets wrong and the "
                                                                    "other right, the most confident errors first, "
                                                                    "%1, seed %2.")
                                                : ReportFigures::tr("Test digits that a variant gets wrong and the "
                                                                    "reference right, the most confident errors "
                                                                    "first, %1, seed %2."))
                                          .arg(name, QString::number(run.seed)),
                                      tiles, classes}),
                     index, std::move(one));
        }
        return;
    }
}

}  // namespace normscope::ui
