#include "ui/network/NetworkPainter.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "ui/charts/Palette.h"
#include "ui/models/ValueText.h"
#include "ui/network/NetworkTexts.h"

namespace normscope::ui
{

namespace
{

constexpr double kCorner = 5;
constexpr double kInset = 8;
constexpr int kKindPixels = 12;
constexpr int kSmallPixels = 10;
constexpr double kArrow = 4;
constexpr double kWordsWidth = 210;
constexpr double kWordsGap = 10;

/// A line with round corners and a head.
QPainterPath roundedPath(const std::vector<QPointF>& corners)
{
    QPainterPath path(corners.front());
    for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
        const QPointF in = corners[i] - corners[i - 1];
        const QPointF out = corners[i + 1] - corners[i];
        const double inLength = std::hypot(in.x(), in.y());
        const double outLength = std::hypot(out.x(), out.y());
        const double radius = std::min({kCorner, inLength / 2, outLength / 2});
        if (radius <= 0) {
            continue;
        }
        path.lineTo(corners[i] - in / inLength * radius);
        path.quadTo(corners[i], corners[i] + out / outLength * radius);
    }
    path.lineTo(corners.back());
    return path;
}

class NetworkPainter
{
  public:
    NetworkPainter(QPainter& painter, const NetworkPicture& picture, const NetworkColors& colors,
                   const QStringList& fonts, const NetworkMarks& marks, const QRectF& seen)
        : m_painter(painter)
        , m_picture(picture)
        , m_colors(colors)
        , m_marks(marks)
        , m_seen(seen)
        , m_isHeadRead(isRead(kKindPixels))
        , m_isSmallRead(isRead(kSmallPixels))
        , m_kindFont(fontOf(fonts, kKindPixels, QFont::DemiBold))
        , m_smallFont(fontOf(fonts, kSmallPixels, QFont::Normal))
        , m_kind(m_kindFont, painter.device())
        , m_small(m_smallFont, painter.device())
    {
    }

    void paint()
    {
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setRenderHint(QPainter::TextAntialiasing);
        const NetworkLayout& layout = m_picture.layout;
        for (const NetworkFrame& frame : layout.frames) {
            if (isSeen(frame.place)) {
                paintFrame(frame);
            }
        }
        for (std::size_t i = 0; i < layout.edges.size(); ++i) {
            paintEdge(layout.edges[i], i == m_marks.edge);
        }
        for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
            if (isSeen(layout.blocks[i].place)) {
                paintBlock(layout.blocks[i], i);
            }
        }
        for (const NetworkBlock& block : layout.blocks) {
            paintWords(block);
        }
    }

  private:
    [[nodiscard]] QFont fontOf(const QStringList& families, int pixels, QFont::Weight weight) const
    {
        QFont font = m_painter.font();
        if (!families.isEmpty()) {
            font.setFamilies(families);
        }
        // In pixels: whatever resolution the device claims, text keeps its size relative to the blocks.
        font.setPixelSize(pixels);
        font.setWeight(weight);
        return font;
    }

    /// Whether letters of that height can be read on the screen, if it is one.
    [[nodiscard]] bool isRead(int pixels) const
    {
        constexpr double kLeastPixels = 4;
        return m_seen.isEmpty() || pixels * m_painter.transform().m11() >= kLeastPixels;
    }

    [[nodiscard]] bool isSeen(const QRectF& place) const
    {
        return m_seen.isEmpty() || m_seen.intersects(place.adjusted(-kInset, -kInset, kInset, kInset));
    }

    void paintFrame(const NetworkFrame& frame)
    {
        m_painter.setPen(QPen(m_colors.line, 0.8, Qt::DotLine));
        m_painter.setBrush(m_colors.frame);
        m_painter.drawRoundedRect(frame.place, kCorner, kCorner);
    }

    void paintEdge(const NetworkEdge& edge, bool isMarked)
    {
        QRectF place(edge.path.front(), QSizeF(1, 1));
        for (const QPointF& corner : edge.path) {
            place |= QRectF(corner, QSizeF(1, 1));
        }
        if (!isSeen(place)) {
            return;
        }
        const QColor color = isMarked ? m_colors.chosen : m_colors.line;
        m_painter.setPen(QPen(color, isMarked ? 2.6 : 1.2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(roundedPath(edge.path));
        const QPointF end = edge.path.back();
        QPointF way = end - edge.path[edge.path.size() - 2];
        way /= std::max(1e-9, std::hypot(way.x(), way.y()));
        const QPointF aside(-way.y(), way.x());
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        m_painter.drawPolygon(QPolygonF(
            {end, end - way * kArrow * 1.5 + aside * kArrow * 0.7, end - way * kArrow * 1.5 - aside * kArrow * 0.7}));
    }

    /// What the block is filled with, and the colour of its edge.
    struct Look
    {
        QColor fill;
        QColor edge;
        double width = 1;
    };
    [[nodiscard]] Look lookOf(const NetworkBlock& block) const
    {
        const auto tinted = [this](const QColor& color) {
            return Look{mixed(m_colors.ground, color, 0.22), color, 1.4};
        };
        if (block.nodes.size() != 1 || block.isFolded) {
            return {block.isFolded ? m_colors.weights : m_colors.ground, m_colors.line};
        }
        const graph::Node& node = m_picture.graph.nodes[block.nodes.front()];
        if (graph::as<graph::BatchNorm>(node) != nullptr) {
            return tinted(m_colors.batchNorm);
        }
        if (graph::as<graph::LayerNorm>(node) != nullptr) {
            return tinted(m_colors.layerNorm);
        }
        if (graph::as<graph::GroupNorm>(node) != nullptr) {
            return tinted(m_colors.groupNorm);
        }
        const bool hasWeights = graph::as<graph::Linear>(node) != nullptr || graph::as<graph::Conv2d>(node) != nullptr;
        return {hasWeights ? m_colors.weights : m_colors.block, m_colors.line};
    }

    [[nodiscard]] const graph::Misfit* misfitOf(const NetworkBlock& block) const
    {
        for (const std::size_t node : block.nodes) {
            if (const graph::Misfit* misfit = m_picture.outline.of(node)) {
                return misfit;
            }
        }
        return block.nodes.empty() ? m_picture.outline.of(graph::kInputIndex) : nullptr;
    }

    void paintBlock(const NetworkBlock& block, std::size_t index)
    {
        Look look = lookOf(block);
        const bool isPale = isGhost(m_picture, block);
        QPen pen(look.edge, look.width);
        if (isPale) {
            pen.setStyle(Qt::DashLine);
            look.fill = m_colors.ground;
        }
        if (index == m_marks.hovered) {
            look.fill = mixed(look.fill, m_colors.chosen, 0.12);
        }
        if (misfitOf(block) != nullptr) {
            pen = QPen(m_colors.misfit, 2);
        }
        if (block.isFolded) {
            m_painter.setPen(QPen(m_colors.line, 1));
            m_painter.setBrush(m_colors.block);
            m_painter.drawRoundedRect(block.place.translated(4, 4), kCorner, kCorner);
            m_painter.drawRoundedRect(block.place.translated(2, 2), kCorner, kCorner);
        }
        m_painter.setPen(pen);
        m_painter.setBrush(look.fill);
        m_painter.drawRoundedRect(block.place, kCorner, kCorner);
        if (index == m_marks.block || index == m_marks.from) {
            QPen ring(m_colors.chosen, 2.4);
            if (index == m_marks.from || !m_marks.hasFocus) {
                ring.setStyle(Qt::DotLine);
            }
            m_painter.setPen(ring);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRoundedRect(block.place.adjusted(-3, -3, 3, 3), kCorner + 2, kCorner + 2);
        }
        paintTexts(block, isPale);
    }

    void paintTexts(const NetworkBlock& block, bool isPale)
    {
        if (!m_isHeadRead) {
            return;
        }
        const QRectF inner = block.place.adjusted(kInset, 3, -kInset, -3);
        const QRectF upper(inner.left(), inner.top(), inner.width(), inner.height() / 2);
        const QRectF lower = upper.translated(0, upper.height());
        const std::int64_t parameters = parametersOf(m_picture, block);
        const QString count = !m_isSmallRead    ? QString()
                              : isPale          ? NetworkTexts::tr("off")
                              : parameters == 0 ? QString()
                                                : groupedCount(parameters);
        const QColor ink = isPale ? m_colors.softInk : m_colors.ink;
        paintPair(upper, m_kindFont, m_kind, headOf(block), ink, count);
        if (!m_isSmallRead) {
            return;
        }
        paintPair(lower, m_smallFont, m_small, nameOf(block), m_colors.softInk, shapeOf(block));
    }

    /// The left one is cut where both have no room.
    void paintPair(const QRectF& row, const QFont& font, const QFontMetricsF& metrics, const QString& left,
                   const QColor& ink, const QString& right)
    {
        const double taken = right.isEmpty() ? 0 : m_small.horizontalAdvance(right) + kInset / 2;
        m_painter.setFont(font);
        m_painter.setPen(ink);
        m_painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                           metrics.elidedText(left, Qt::ElideMiddle, row.width() - taken));
        if (!right.isEmpty()) {
            m_painter.setFont(m_smallFont);
            m_painter.setPen(m_colors.softInk);
            m_painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, right);
        }
    }

    [[nodiscard]] QString headOf(const NetworkBlock& block) const
    {
        if (block.nodes.empty()) {
            return NetworkTexts::tr("Image");
        }
        return block.isFolded ? QString::fromStdString(block.name)
                              : operationText(m_picture.graph.nodes[block.nodes.front()]);
    }

    [[nodiscard]] static QString nameOf(const NetworkBlock& block)
    {
        return block.isFolded ? NetworkTexts::tr("%n layers", nullptr, static_cast<int>(block.nodes.size()))
                              : QString::fromStdString(block.name);
    }

    [[nodiscard]] QString shapeOf(const NetworkBlock& block) const
    {
        if (block.nodes.empty()) {
            return QString::fromStdString(graph::toText(m_picture.graph.input));
        }
        const std::size_t last = block.nodes.back();
        if (last >= m_picture.outline.rows.size() || m_picture.outline.rows[last].outputShape.empty()) {
            return QStringLiteral("?");
        }
        return QStringLiteral("→ ") + QString::fromStdString(graph::toText(m_picture.outline.rows[last].outputShape));
    }

    void paintWords(const NetworkBlock& block)
    {
        const graph::Misfit* misfit = misfitOf(block);
        if (misfit == nullptr) {
            return;
        }
        const QString words = NetworkTexts::tr("⚠ %1").arg(misfitText(*misfit));
        const QRectF most(block.place.right() + kWordsGap, block.place.top(), kWordsWidth, 10 * kBlockHeight);
        const QRectF place = m_small.boundingRect(most, Qt::TextWordWrap, words);
        m_painter.setPen(QPen(m_colors.misfit, 1));
        m_painter.setBrush(m_colors.ground);
        m_painter.drawRoundedRect(place.adjusted(-4, -3, 4, 3), 3, 3);
        m_painter.setFont(m_smallFont);
        m_painter.setPen(m_colors.misfit);
        m_painter.drawText(place, Qt::TextWordWrap | Qt::TextDontClip, words);
    }

    QPainter& m_painter;
    const NetworkPicture& m_picture;
    const NetworkColors& m_colors;
    const NetworkMarks& m_marks;
    const QRectF m_seen;
    const bool m_isHeadRead;
    const bool m_isSmallRead;
    QFont m_kindFont;
    QFont m_smallFont;
    QFontMetricsF m_kind;
    QFontMetricsF m_small;
};

}  // namespace

NetworkPicture networkPicture(graph::Graph graph, const std::set<std::string>& folded, const QSizeF& size)
{
    NetworkPicture picture;
    picture.outline = graph::outlineOf(graph);
    picture.costs = graph::costsOf(graph, picture.outline.rows);
    picture.layout = layOutFor(graph, folded, size);
    picture.graph = std::move(graph);
    return picture;
}

NetworkColors NetworkColors::of(const QPalette& palette)
{
    const QColor ground = palette.color(QPalette::Base);
    const QColor ink = palette.color(QPalette::Text);
    const bool dark = isDark(palette);
    return {ground,
            ink,
            mixed(ground, ink, 0.68),
            mixed(ground, ink, 0.45),
            mixed(ground, ink, 0.05),
            mixed(ground, ink, 0.14),
            mixed(ground, ink, 0.03),
            variantColor(kBn, 0, dark),
            variantColor("layer-norm", 0, dark),
            variantColor("group-norm", 0, dark),
            dark ? QColor(0xff, 0x7b, 0x72) : QColor(0xb4, 0x23, 0x18),
            palette.color(QPalette::Highlight)};
}

NetworkColors NetworkColors::forPrint()
{
    return {Qt::white,
            {0x1d, 0x23, 0x2a},
            {0x4a, 0x52, 0x5c},
            {0x8a, 0x92, 0x9c},
            {0xf7, 0xf8, 0xf9},
            {0xe6, 0xe9, 0xed},
            {0xfa, 0xfb, 0xfb},
            variantColor(kBn, 0, false),
            variantColor("layer-norm", 0, false),
            variantColor("group-norm", 0, false),
            {0xb4, 0x23, 0x18},
            {0x1d, 0x23, 0x2a}};
}

void paintNetwork(QPainter& painter, const NetworkPicture& picture, const NetworkColors& colors,
                  const QStringList& fonts, const NetworkMarks& marks, const QRectF& seen)
{
    painter.save();
    NetworkPainter(painter, picture, colors, fonts, marks, seen).paint();
    painter.restore();
}

bool isBatchNorm(const NetworkPicture& picture, const NetworkBlock& block)
{
    return !block.isFolded && block.nodes.size() == 1 &&
           graph::as<graph::BatchNorm>(picture.graph.nodes[block.nodes.front()]) != nullptr;
}

bool isGhost(const NetworkPicture& picture, std::size_t node)
{
    const auto* norm = graph::as<graph::BatchNorm>(picture.graph.nodes[node]);
    return norm != nullptr && (picture.variant == kNoBn || !norm->enabled);
}

bool isGhost(const NetworkPicture& picture, const NetworkBlock& block)
{
    return isBatchNorm(picture, block) && isGhost(picture, block.nodes.front());
}

std::int64_t parametersOf(const NetworkPicture& picture, const NetworkBlock& block)
{
    std::int64_t count = 0;
    for (const std::size_t node : block.nodes) {
        count += isGhost(picture, node) ? 0 : picture.outline.rows[node].counts.total();
    }
    return count;
}

std::int64_t parametersOf(const NetworkPicture& picture)
{
    std::int64_t count = 0;
    for (std::size_t node = 0; node < picture.graph.nodes.size(); ++node) {
        count += isGhost(picture, node) ? 0 : picture.outline.rows[node].counts.total();
    }
    return count;
}

QRectF paintedBounds(const NetworkPicture& picture)
{
    const bool hasWords = !picture.outline.misfits.empty();
    return picture.layout.bounds.adjusted(0, 0, hasWords ? kWordsWidth : 0, hasWords ? kBlockHeight : 0);
}

}  // namespace normscope::ui
