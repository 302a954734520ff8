#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
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

/// Beyond so many blocks a drawing is no longer read.
constexpr std::size_t kMostBlocks = 24;
constexpr double kCellPoints = 13;
constexpr double kColumnPoints = 71;
constexpr double kHeadPoints = 14;
constexpr double kGapPoints = 12;
constexpr double kAroundPoints = 44;
constexpr double kCmPerPoint = 2.54 / 72;

struct Cell
{
    enum class Kind
    {
        Weights,
        BatchNorm,
        Other,
    };
    QString text;
    Kind kind = Kind::Other;
};

/// What stands in one column: a weighted layer and what follows it, or a stage of residual blocks.
struct Block
{
    QString head;
    QString shape;  ///< of its output
    std::vector<Cell> cells;
    bool hasWeights = false;
    std::string stage;  ///< "stage1"; empty: no stage
};

Cell::Kind kindOf(const nn::LayerDescription& layer)
{
    if (layer.kind.starts_with("BatchNorm")) {
        return Cell::Kind::BatchNorm;
    }
    return layer.counts.weight > 0 ? Cell::Kind::Weights : Cell::Kind::Other;
}

/// "Conv2d 3×3": the kernel's side from the number of weights.
QString textOf(const nn::LayerDescription& layer, std::int64_t inChannels)
{
    const QString kind = QString::fromStdString(layer.kind);
    if (layer.kind != "Conv2d" || inChannels <= 0 || layer.outputShape.empty() || layer.outputShape[0] <= 0) {
        return kind;
    }
    const auto perPair = static_cast<double>(layer.counts.weight / (inChannels * layer.outputShape[0]));
    return QStringLiteral("%1 %2×%2").arg(kind).arg(std::llround(std::sqrt(perPair)));
}

/// "stage1" of "stage1.block2.conv1", and the number of the block; none elsewhere.
std::pair<std::string, std::string> stageOf(const std::string& name)
{
    const std::size_t dot = name.find('.');
    if (!name.starts_with("stage") || dot == std::string::npos) {
        return {};
    }
    return {name.substr(0, dot), name.substr(dot + 1, name.find('.', dot + 1) - dot - 1)};
}

class BlockMaker
{
  public:
    explicit BlockMaker(const nn::SampleShape& input)
        : m_shape(input)
    {
        m_blocks.push_back({ReportFigures::tr("input"), QString::fromStdString(nn::toText(input)), {}, false, {}});
        if (input.size() == 2) {
            m_shape = {1, input[0], input[1]};
        }
    }

    void add(const nn::LayerDescription& layer)
    {
        const auto [stage, block] = stageOf(layer.name);
        const bool isEnd = layer.kind == "Reshape" || layer.kind == "GlobalAvgPool2d";
        const Block& now = m_blocks.back();
        if (!stage.empty()) {
            addToStage(stage, block, layer);
        } else if (isEnd || (kindOf(layer) == Cell::Kind::Weights && (now.hasWeights || m_blocks.size() == 1))) {
            m_blocks.push_back({QString::fromStdString(layer.name), {}, {}, false, {}});
            addCell(layer);
        } else if (!now.stage.empty()) {
            // ReLU and the addition have no name: they belong to the block under way.
            if (m_isFirst) {
                addCell(layer);
            }
        } else {
            addCell(layer);
        }
        Block& last = m_blocks.back();
        if (last.head.isEmpty()) {
            last.head = QString::fromStdString(layer.name);
        }
        last.hasWeights |= kindOf(layer) == Cell::Kind::Weights;
        last.shape = QString::fromStdString(nn::toText(layer.outputShape));
        if (layer.name.find(".conv1") != std::string::npos) {
            m_blockInput = m_shape;
        }
        m_shape = layer.outputShape;
    }

    std::vector<Block> take()
    {
        endStage();
        return std::move(m_blocks);
    }

  private:
    void addCell(const nn::LayerDescription& layer)
    {
        const bool isShortcut = layer.name.find("shortcut") != std::string::npos;
        const auto& from = isShortcut ? m_blockInput : m_shape;
        QString text = textOf(layer, from.empty() ? 0 : from[0]);
        if (isShortcut) {
            //: A layer on the way around a residual block
            text = ReportFigures::tr("↷ %1").arg(text);
        } else if (layer.kind == "Add") {
            text = ReportFigures::tr("+ shortcut");
        }
        m_blocks.back().cells.push_back({text, kindOf(layer)});
    }

    void addToStage(const std::string& stage, const std::string& block, const nn::LayerDescription& layer)
    {
        if (m_blocks.back().stage != stage) {
            endStage();
            m_blocks.push_back({QString::fromStdString(stage), {}, {}, true, stage});
            m_first = m_last = block;
            m_count = 1;
        } else if (block != m_last) {
            m_last = block;
            ++m_count;
        }
        m_isFirst = block == m_first;
        if (m_isFirst) {
            addCell(layer);
        }
    }

    void endStage()
    {
        // The stage is not always the last column any more: GlobalAvgPool2d has come after it.
        const auto stage =
            std::find_if(m_blocks.rbegin(), m_blocks.rend(), [](const Block& block) { return !block.stage.empty(); });
        if (stage != m_blocks.rend() && m_count > 1) {
            stage->cells.push_back(
                {ReportFigures::tr("+ %n more", nullptr, static_cast<int>(m_count - 1)), Cell::Kind::Other});
        }
        m_count = 0;
    }

    nn::SampleShape m_shape;
    nn::SampleShape m_blockInput;
    std::vector<Block> m_blocks;
    std::string m_first;  ///< the stage's first block, which stands for all of them
    std::string m_last;
    std::size_t m_count = 0;
    bool m_isFirst = false;
};

std::size_t columnsFor(double points, std::size_t blocks)
{
    const auto fitting = static_cast<std::size_t>(std::max(1.0, std::floor(points / kColumnPoints)));
    return std::min(fitting, blocks);
}

/// The height of a row of columns in points.
double rowPoints(const std::vector<Block>& blocks, std::size_t first, std::size_t end)
{
    std::size_t most = 1;
    for (std::size_t i = first; i < end; ++i) {
        most = std::max(most, blocks[i].cells.size());
    }
    return 2 * kHeadPoints + kCellPoints * static_cast<double>(most);
}

double heightOf(const std::vector<Block>& blocks, double widthCm)
{
    const std::size_t columns = columnsFor(widthCm / kCmPerPoint - 12, blocks.size());
    double points = kAroundPoints;
    for (std::size_t first = 0; first < blocks.size(); first += columns) {
        points += rowPoints(blocks, first, std::min(blocks.size(), first + columns)) + kGapPoints;
    }
    return points * kCmPerPoint;
}

QColor tintOf(Cell::Kind kind)
{
    switch (kind) {
    case Cell::Kind::Weights:
        return {0xe6, 0xe9, 0xed};
    case Cell::Kind::BatchNorm:
        return {0xcf, 0xe3, 0xf1};
    case Cell::Kind::Other:
        break;
    }
    return Qt::white;
}

void paintCell(QPainter& painter, const QRectF& where, double unit, const Cell& cell, FigureText& text)
{
    const bool isBn = cell.kind == Cell::Kind::BatchNorm;
    painter.setPen(QPen(isBn ? twinColor(Twin::Bn, 0, false) : QColor(kFigureFrame), (isBn ? 1.0 : 0.5) * unit));
    painter.setBrush(tintOf(cell.kind));
    painter.drawRect(where);
    text.draw(where, Qt::AlignCenter, text.elided(cell.text, where.width()));
}

void paintArrow(QPainter& painter, const QPointF& from, const QPointF& to, double unit)
{
    painter.setPen(QPen(QColor(kFigureSoftInk), 0.8 * unit));
    painter.drawLine(from, to - QPointF(2 * unit, 0));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(kFigureSoftInk));
    const double head = 3 * unit;
    painter.drawPolygon(QPolygonF({to, to + QPointF(-1.4 * head, -0.6 * head), to + QPointF(-1.4 * head, 0.6 * head)}));
}

void paintBlocks(QPainter& painter, const QRectF& target, double unit, const QString& title,
                 const std::vector<Block>& blocks)
{
    QRectF rest = paintFrame(painter, target, unit, title);
    FigureText text(painter, kFigureSmallPoints, unit);
    FigureText bold(painter, kFigureSmallPoints, unit, true);
    const bool hasBn = std::any_of(blocks.begin(), blocks.end(), [](const Block& block) {
        return std::any_of(block.cells.begin(), block.cells.end(),
                           [](const Cell& cell) { return cell.kind == Cell::Kind::BatchNorm; });
    });
    if (hasBn) {
        const QRectF row(rest.left(), rest.bottom() - text.height(), rest.width(), text.height());
        paintCell(painter, QRectF(row.left(), row.top() + unit, 2 * text.height(), row.height() - 2 * unit), unit,
                  {{}, Cell::Kind::BatchNorm}, text);
        text.draw(row.adjusted(2.5 * text.height(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                  ReportFigures::tr("only in the network with BN"));
        rest.setBottom(row.top() - text.height() / 2);
    }
    const std::size_t columns = columnsFor(rest.width() / unit, blocks.size());
    const double width = std::min(rest.width() / static_cast<double>(columns), 1.4 * kColumnPoints * unit);
    const double inset = 5 * unit;
    const double left = rest.left() + (rest.width() - width * static_cast<double>(columns)) / 2;
    double y = rest.top();
    for (std::size_t first = 0; first < blocks.size(); first += columns) {
        const std::size_t end = std::min(blocks.size(), first + columns);
        const double height = rowPoints(blocks, first, end) * unit;
        const double middle = y + kHeadPoints * unit + (height - 2 * kHeadPoints * unit) / 2;
        for (std::size_t i = first; i < end; ++i) {
            const Block& block = blocks[i];
            const QRectF column(left + static_cast<double>(i - first) * width + inset, y, width - 2 * inset, height);
            const double cells = static_cast<double>(std::max<std::size_t>(1, block.cells.size())) * kCellPoints * unit;
            QRectF where(column.left(), middle - cells / 2, column.width(), kCellPoints * unit);
            bold.draw(where.translated(0, -where.height()), Qt::AlignCenter, bold.elided(block.head, width));
            if (block.cells.empty()) {
                paintCell(painter, where, unit, {block.shape, Cell::Kind::Other}, text);
                where.translate(0, where.height());
            } else {
                for (const Cell& cell : block.cells) {
                    paintCell(painter, where, unit, cell, text);
                    where.translate(0, where.height());
                }
                text.draw(where, Qt::AlignCenter, text.elided(QStringLiteral("→ ") + block.shape, width),
                          QColor(kFigureSoftInk));
            }
            if (i + 1 < blocks.size()) {
                paintArrow(painter, QPointF(column.right(), middle), QPointF(column.right() + 2 * inset, middle), unit);
            }
        }
        y += height + kGapPoints * unit;
    }
}

}  // namespace

void addArchitectureFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index)
{
    if (!experiment.models) {
        return;
    }
    const auto layers = nn::describe(experiment.models->bn);
    if (!layers) {
        return;
    }
    BlockMaker maker(experiment.models->bn.input);
    for (const nn::LayerDescription& layer : *layers) {
        maker.add(layer);
    }
    std::vector<Block> blocks = maker.take();
    if (blocks.size() > kMostBlocks) {
        return;
    }
    Figure figure;
    figure.name = "architecture-" + experiment.slug;
    figure.title = ReportFigures::tr("Network");
    const bool hasStages =
        std::any_of(blocks.begin(), blocks.end(), [](const Block& block) { return !block.stage.empty(); });
    figure.caption = joinedSentences(
        {ReportFigures::tr("The network of %1, from the image to the scores of the ten classes; below each part the "
                           "shape that leaves it.")
             .arg(QString::fromStdString(experiment.title)),
         hasStages ? ReportFigures::tr("Of each stage the first residual block is drawn; layers marked ↷ are its "
                                       "shortcut, which is the input itself where there are none.")
                   : QString()});
    figure.widthCm = kPageWidthCm;
    figure.heightCm = heightOf(blocks, kPageWidthCm);
    figure.columnHeightCm = heightOf(blocks, kColumnWidthCm);
    figure.experiment = index;
    figure.paint = [title = figure.title, blocks = std::move(blocks)](QPainter& painter, const QRectF& target,
                                                                      double unit) {
        painter.save();
        paintBlocks(painter, target, unit, title, blocks);
        painter.restore();
    };
    figures.push_back(std::move(figure));
}

}  // namespace normscope::ui
