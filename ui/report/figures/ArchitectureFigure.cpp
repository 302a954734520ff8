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

Cell::Kind kindOf(const graph::NodeDescription& layer)
{
    if (layer.kind.starts_with("BatchNorm")) {
        return Cell::Kind::BatchNorm;
    }
    return layer.counts.weight > 0 ? Cell::Kind::Weights : Cell::Kind::Other;
}

/// "Conv2d 3×3", with the stride behind a slash where it is not the usual one.
QString windowText(const QString& kind, std::int64_t kernelSize, std::int64_t stride, std::int64_t usualStride)
{
    const QString text = QStringLiteral("%1 %2×%2").arg(kind, QString::number(kernelSize));
    return stride == usualStride ? text : QStringLiteral("%1 /%2").arg(text, QString::number(stride));
}

QString textOf(const graph::Node& node)
{
    const QString kind = QString::fromUtf8(graph::kindOf(node).data(), static_cast<int>(graph::kindOf(node).size()));
    if (const auto* conv = graph::as<graph::Conv2d>(node)) {
        return windowText(kind, conv->kernelSize, conv->stride, 1);
    }
    const auto* pool = graph::as<graph::Pool2d>(node);
    return pool != nullptr && *pool != graph::Pool2d{pool->isMax}
               ? windowText(kind, pool->kernelSize, pool->stride, pool->kernelSize)
               : kind;
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
    explicit BlockMaker(const graph::SampleShape& input)
    {
        m_blocks.push_back({ReportFigures::tr("input"), QString::fromStdString(graph::toText(input)), {}, false, {}});
    }

    void add(const graph::Node& node, const graph::NodeDescription& layer)
    {
        const auto [stage, block] = stageOf(layer.name);
        const bool isEnd = layer.kind == "Reshape" || layer.kind == "GlobalAvgPool2d";
        const Block& now = m_blocks.back();
        if (!stage.empty()) {
            addToStage(stage, block, node, layer);
        } else if (isEnd || (kindOf(layer) == Cell::Kind::Weights && (now.hasWeights || m_blocks.size() == 1))) {
            m_blocks.push_back({QString::fromStdString(layer.name), {}, {}, false, {}});
            addCell(node, layer);
        } else {
            addCell(node, layer);
        }
        Block& last = m_blocks.back();
        if (last.head.isEmpty()) {
            last.head = QString::fromStdString(layer.name);
        }
        last.hasWeights |= kindOf(layer) == Cell::Kind::Weights;
        last.shape = QString::fromStdString(graph::toText(layer.outputShape));
    }

    std::vector<Block> take()
    {
        endStage();
        return std::move(m_blocks);
    }

  private:
    void addCell(const graph::Node& node, const graph::NodeDescription& layer)
    {
        QString text = textOf(node);
        if (layer.name.find("shortcut") != std::string::npos) {
            //: A layer on the way around a residual block
            text = ReportFigures::tr("↷ %1").arg(text);
        } else if (graph::as<graph::Add>(node) != nullptr && !m_blocks.back().stage.empty()) {
            text = ReportFigures::tr("+ shortcut");
        } else if (node.inputs != std::vector<std::string>{m_before}) {
            QStringList inputs;
            for (const std::string& input : node.inputs) {
                inputs.push_back(QString::fromStdString(input));
            }
            //: A node of a network and the names of what it takes: "Add: conv1, pool2"
            text = ReportFigures::tr("%1: %2").arg(text, inputs.join(QStringLiteral(", ")));
        }
        m_before = layer.name;
        m_blocks.back().cells.push_back({text, kindOf(layer)});
    }

    void addToStage(const std::string& stage, const std::string& block, const graph::Node& node,
                    const graph::NodeDescription& layer)
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
            addCell(node, layer);
        }
        m_before = layer.name;
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

    std::vector<Block> m_blocks;
    std::string m_before{graph::kInputName};  ///< the node before the one that is added
    std::string m_first;                      ///< the stage's first block, which stands for all of them
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
    painter.setPen(QPen(isBn ? variantColor(kBn, 0, false) : QColor(kFigureFrame), (isBn ? 1.0 : 0.5) * unit));
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
                  ReportFigures::tr("batch normalization"));
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

std::optional<Figure> networkFigure(const graph::Graph& network)
{
    const auto layers = graph::describe(network);
    if (!layers) {
        return std::nullopt;
    }
    BlockMaker maker(network.input);
    for (std::size_t i = 0; i < layers->size(); ++i) {
        maker.add(network.nodes[i], (*layers)[i]);
    }
    std::vector<Block> blocks = maker.take();
    if (blocks.size() > kMostBlocks) {
        return std::nullopt;
    }
    Figure figure;
    figure.name = "architecture";
    figure.title = ReportFigures::tr("Network");
    const bool hasStages =
        std::any_of(blocks.begin(), blocks.end(), [](const Block& block) { return !block.stage.empty(); });
    figure.caption = hasStages
                         ? ReportFigures::tr("Of each stage the first residual block is drawn; layers marked ↷ are its "
                                             "shortcut, which is the input itself where there are none.")
                         : QString();
    figure.widthCm = kPageWidthCm;
    figure.heightCm = heightOf(blocks, kPageWidthCm);
    figure.columnHeightCm = heightOf(blocks, kColumnWidthCm);
    figure.paint = [title = figure.title, blocks = std::move(blocks)](QPainter& painter, const QRectF& target,
                                                                      double unit) {
        painter.save();
        paintBlocks(painter, target, unit, title, blocks);
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
        {ReportFigures::tr("The network of %1, from the image to the scores of the classes; below each part the "
                           "shape that leaves it.")
             .arg(QString::fromStdString(experiment.title)),
         figure->caption});
    figures.push_back(std::move(*figure));
}

}  // namespace normscope::ui
