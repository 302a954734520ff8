#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
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

/// A share of mistakes in a row that is already as dark as a wrong cell gets.
constexpr double kDarkMistakes = 0.05;
/// With more classes than this, the counts have no room in their cells.
constexpr std::size_t kMostCounted = 14;

struct Matrix
{
    std::string variant = kBn;
    QString title;
    std::vector<std::vector<std::int64_t>> counts;
};

/// The diagonal in the variant's colour by the share of its row; mistakes in grey, whose few percents would not be seen
/// on the same scale.
QColor cellColor(const std::string& variant, bool isRight, double share)
{
    constexpr double kLightest = 0.12;
    if (share <= 0) {
        return Qt::white;
    }
    if (isRight) {
        return mixed(Qt::white, variantColor(variant, 0, false), kLightest + (1 - kLightest) * share * share);
    }
    const double strength = std::min(1.0, std::sqrt(share / kDarkMistakes));
    return mixed(Qt::white, QColor(0x6f, 0x76, 0x80), kLightest + (1 - kLightest) * strength);
}

bool needsLightText(const QColor& ground)
{
    constexpr double kHalf = 140;
    return 0.299 * ground.red() + 0.587 * ground.green() + 0.114 * ground.blue() < kHalf;
}

void paintMatrix(QPainter& painter, const QRectF& target, double unit, const Matrix& matrix)
{
    const QRectF rest = paintFrame(painter, target, unit, matrix.title);
    FigureText text(painter, kFigurePoints, unit);
    FigureText small(painter, kFigureSmallPoints, unit);
    const double line = text.height();
    const auto classes = static_cast<double>(matrix.counts.size());
    const double aside = 2.6 * line;
    const double below = 2.6 * line;
    const double side = std::min(rest.width() - aside, rest.height() - below);
    const double cell = side / classes;
    const bool isCounted = matrix.counts.size() <= kMostCounted;
    // Lines around cells that are hardly wider than a line would hide them.
    const bool hasGrid = cell > 4 * unit;
    const double widest = std::max(line, text.width(QString::number(matrix.counts.size() - 1)) + 0.3 * line);
    const auto labelStep = static_cast<std::size_t>(std::ceil(std::max(1.0, widest / cell)));
    const QRectF plot(rest.left() + aside + (rest.width() - aside - side) / 2, rest.top(), side, side);
    for (std::size_t row = 0; row < matrix.counts.size(); ++row) {
        const double y = plot.top() + static_cast<double>(row) * cell;
        std::int64_t sum = 0;
        for (const std::int64_t count : matrix.counts[row]) {
            sum += count;
        }
        for (std::size_t column = 0; column < matrix.counts[row].size(); ++column) {
            const std::int64_t count = matrix.counts[row][column];
            const QRectF where(plot.left() + static_cast<double>(column) * cell, y, cell, cell);
            if (count == 0 && !hasGrid) {
                continue;
            }
            const double share = sum > 0 ? static_cast<double>(count) / static_cast<double>(sum) : 0;
            const QColor ground = cellColor(matrix.variant, row == column, share);
            painter.setPen(hasGrid ? QPen(QColor(0xd5, 0xd9, 0xde), 0.4 * unit) : QPen(Qt::NoPen));
            painter.setBrush(ground);
            painter.drawRect(where);
            if (count > 0 && isCounted) {
                small.draw(where, Qt::AlignCenter, QString::number(count),
                           needsLightText(ground) ? QColor(Qt::white) : QColor(kFigureInk));
            }
        }
        if (row % labelStep != 0) {
            continue;
        }
        text.draw(QRectF(plot.left() - 1.3 * line, y, line, cell), Qt::AlignRight | Qt::AlignVCenter,
                  QString::number(row));
        text.draw(QRectF(plot.left() + static_cast<double>(row) * cell, plot.bottom() + 0.15 * line, cell, line),
                  Qt::AlignCenter, QString::number(row));
    }
    if (!hasGrid) {
        painter.setPen(QPen(QColor(kFigureFrame), 0.4 * unit));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(plot);
    }
    text.draw(QRectF(plot.left(), plot.bottom() + 1.3 * line, plot.width(), line), Qt::AlignCenter,
              ReportFigures::tr("predicted class"));
    painter.save();
    painter.translate(plot.left() - 2.5 * line, plot.center().y());
    painter.rotate(-90);
    text.draw(QRectF(-side / 2, 0, side, line), Qt::AlignCenter, ReportFigures::tr("true class"));
    painter.restore();
}

}  // namespace

void addConfusionFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    // The first seed of which most answers are there: the variants beside each other are about the same digits.
    std::uint64_t seed = 0;
    std::size_t most = 0;
    for (const ReportRun& run : experiment.runs) {
        const auto count = static_cast<std::size_t>(
            std::count_if(experiment.runs.begin(), experiment.runs.end(), [&](const ReportRun& other) {
                return other.seed == run.seed && other.predictions && other.predictions->count() > 0;
            }));
        if (count > most) {
            most = count;
            seed = run.seed;
        }
    }
    std::vector<Matrix> matrices;
    for (const ReportRun& run : experiment.runs) {
        if (run.seed == seed && run.predictions && run.predictions->count() > 0) {
            matrices.push_back({run.variant, ReportFigures::tr("Confusion matrix %1").arg(runPhrase(run.variant)),
                                confusionMatrix(*run.predictions)});
        }
    }
    if (matrices.empty()) {
        return;
    }
    Figure figure;
    figure.name = "confusion-" + experiment.slug;
    figure.title = ReportFigures::tr("Confusion matrices");
    figure.caption = joinedSentences(
        {ReportFigures::tr("How many test images of each true class (rows) were taken for each class (columns), %1, "
                           "seed %2. The diagonal is right, shaded by its share of the row; mistakes are grey, on a "
                           "finer scale. Empty cells are 0.")
             .arg(QString::fromStdString(experiment.title), QString::number(seed)),
         classesSentence(experiment)});
    figure.widthCm = matrices.size() > 1 ? kPageWidthCm : kPageWidthCm / 2;
    // As large as in a row of two, whatever their number: more stand in several rows.
    figure.heightCm = 8.6 * std::ceil(static_cast<double>(matrices.size()) / 2);
    figure.columnHeightCm = 8.6 * static_cast<double>(matrices.size());
    figure.experiment = index;
    figure.paint = [matrices = std::move(matrices)](QPainter& painter, const QRectF& target, double unit) {
        const bool isRow = matrices.size() > 1 && target.width() >= kLeastForTwo * unit;
        const auto count = static_cast<double>(matrices.size());
        const double columns = isRow ? 2 : 1;
        const QSizeF size(target.width() / columns, target.height() / std::ceil(count / columns));
        painter.save();
        for (std::size_t i = 0; i < matrices.size(); ++i) {
            const double row = std::floor(static_cast<double>(i) / columns);
            const double column = static_cast<double>(i) - row * columns;
            const QRectF place(target.topLeft() + QPointF(column * size.width(), row * size.height()), size);
            paintMatrix(painter, place, unit, matrices[i]);
        }
        painter.restore();
    };
    figures.push_back(std::move(figure));
}

}  // namespace normscope::ui
