#include "ui/report/pdf/MathBox.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "ui/report/pdf/PdfFonts.h"

namespace normscope::ui
{

namespace
{

// Proportions in units of the letters' size, after TeX's usual ones.
constexpr double kScriptScale = 0.7;
constexpr double kSubscriptDrop = 0.2;
constexpr double kSuperscriptRise = 0.4;
constexpr double kAxis = 0.27;     ///< height of fraction lines over the baseline
constexpr double kLine = 0.05;     ///< thickness of lines
constexpr double kGap = 0.18;      ///< above and below a fraction's line
constexpr double kSumScale = 1.5;  ///< of a sum's sign
constexpr double kThin = 0.18;
constexpr double kOperatorGap = 0.26;

MathBox glyphs(const QString& text, const QFont& font, double before, double after)
{
    const QFontMetricsF metrics(font);
    const QRectF ink = metrics.tightBoundingRect(text);
    return {before + metrics.horizontalAdvance(text) + after, std::max(0.0, -ink.top()), std::max(0.0, ink.bottom()),
            [text, font, before](QPainter& painter, QPointF at) {
                painter.setFont(font);
                painter.drawText(at + QPointF(before, 0), text);
            }};
}

QPen pen(const QPainter& painter, double width)
{
    QPen result(painter.pen().color(), width);
    result.setJoinStyle(Qt::MiterJoin);
    return result;
}

MathBox row(const std::vector<MathNode>& children, int size)
{
    std::vector<std::pair<double, MathBox>> boxes;
    MathBox whole;
    for (const MathNode& child : children) {
        MathBox box = layoutMath(child, size);
        whole.ascent = std::max(whole.ascent, box.ascent);
        whole.descent = std::max(whole.descent, box.descent);
        boxes.emplace_back(whole.width, std::move(box));
        whole.width += boxes.back().second.width;
    }
    whole.paint = [boxes = std::move(boxes)](QPainter& painter, QPointF at) {
        for (const auto& [x, box] : boxes) {
            box.paint(painter, at + QPointF(x, 0));
        }
    };
    return whole;
}

MathBox fraction(const MathNode& node, int size)
{
    MathBox above = layoutMath(node.children[0], size);
    MathBox below = layoutMath(node.children[1], size);
    const double side = kThin * size;
    const double width = std::max(above.width, below.width) + 2 * side;
    const double rise = (kAxis + kGap) * size + above.descent;
    const double drop = (kGap - kAxis) * size + below.ascent;
    return {width + side, rise + above.ascent, drop + below.descent, [=](QPainter& painter, QPointF at) {
                above.paint(painter, at + QPointF((width - above.width) / 2, -rise));
                below.paint(painter, at + QPointF((width - below.width) / 2, drop));
                const QPen before = painter.pen();
                painter.setPen(pen(painter, kLine * size));
                const double y = at.y() - kAxis * size;
                painter.drawLine(QPointF(at.x() + side / 2, y), QPointF(at.x() + width - side / 2, y));
                painter.setPen(before);
            }};
}

MathBox root(const MathNode& node, int size)
{
    MathBox under = layoutMath(node.children[0], size);
    const double sign = 0.7 * size;
    const double top = under.ascent + kGap * size;
    return {sign + under.width + kThin * size, top + kLine * size, under.descent, [=](QPainter& painter, QPointF at) {
                under.paint(painter, at + QPointF(sign, 0));
                const double bottom = under.descent;
                QPainterPath path(at + QPointF(0.08 * size, -0.28 * size));
                path.lineTo(at + QPointF(0.2 * size, -0.36 * size));
                path.lineTo(at + QPointF(0.42 * size, bottom));
                path.lineTo(at + QPointF(0.64 * size, -top));
                path.lineTo(at + QPointF(sign + under.width, -top));
                const QPen before = painter.pen();
                painter.setPen(pen(painter, kLine * size));
                painter.setBrush(Qt::NoBrush);
                painter.drawPath(path);
                painter.setPen(before);
            }};
}

MathBox hat(const MathNode& node, int size)
{
    MathBox box = layoutMath(node.children[0], size);
    const double lower = box.ascent + 0.06 * size;
    const double upper = lower + 0.16 * size;
    const double half = 0.15 * size;
    // A slanted letter's top lies to the right of its middle.
    const double middle = box.width / 2 + 0.06 * size;
    return {box.width, upper + kLine * size, box.descent, [=](QPainter& painter, QPointF at) {
                box.paint(painter, at);
                QPainterPath path(at + QPointF(middle - half, -lower));
                path.lineTo(at + QPointF(middle, -upper));
                path.lineTo(at + QPointF(middle + half, -lower));
                const QPen before = painter.pen();
                painter.setPen(pen(painter, kLine * size));
                painter.setBrush(Qt::NoBrush);
                painter.drawPath(path);
                painter.setPen(before);
            }};
}

int scriptSize(int size)
{
    return std::max(1, static_cast<int>(std::lround(size * kScriptScale)));
}

/// A sum with its limits below and above it.
MathBox limits(const MathNode& node, int size)
{
    MathBox sign = glyphs(node.children[0].text, mathFont(static_cast<int>(size * kSumScale), false), 0, 0);
    MathBox below = layoutMath(node.children[1], scriptSize(size));
    MathBox above = layoutMath(node.children[2], scriptSize(size));
    const double width = std::max({sign.width, below.width, above.width}) + kThin * size;
    // The sign's middle lies on the axis.
    const double shift = (sign.ascent - sign.descent) / 2 - kAxis * size;
    const double rise = sign.ascent - shift + kGap * size + above.descent;
    const double drop = sign.descent + shift + kGap * size + below.ascent;
    return {width, rise + above.ascent, drop + below.descent, [=](QPainter& painter, QPointF at) {
                sign.paint(painter, at + QPointF((width - sign.width) / 2, shift));
                above.paint(painter, at + QPointF((width - above.width) / 2, -rise));
                below.paint(painter, at + QPointF((width - below.width) / 2, drop));
            }};
}

MathBox scripts(const MathNode& node, int size)
{
    if (node.children[0].text == QStringLiteral("∑")) {
        return limits(node, size);
    }
    MathBox base = layoutMath(node.children[0], size);
    MathBox sub = layoutMath(node.children[1], scriptSize(size));
    MathBox sup = layoutMath(node.children[2], scriptSize(size));
    const double drop = kSubscriptDrop * size;
    const double rise = std::max(kSuperscriptRise * size, base.ascent - kSuperscriptRise * size);
    const double more = std::max(sub.width, sup.width);
    return {base.width + more + 0.05 * size, std::max(base.ascent, rise + sup.ascent),
            std::max(base.descent, drop + sub.descent), [=](QPainter& painter, QPointF at) {
                base.paint(painter, at);
                sub.paint(painter, at + QPointF(base.width, drop));
                sup.paint(painter, at + QPointF(base.width + 0.05 * size, -rise));
            }};
}

}  // namespace

MathBox layoutMath(const MathNode& node, int pixelSize)
{
    using Kind = MathNode::Kind;
    switch (node.kind) {
    case Kind::Row:
        return row(node.children, pixelSize);
    case Kind::Identifier:
        return glyphs(node.text, mathFont(pixelSize, true), 0, 0.04 * pixelSize);
    case Kind::Operator: {
        const bool isBracket = QStringLiteral("()[],…").contains(node.text);
        const double gap = (isBracket ? 0.02 : kOperatorGap) * pixelSize;
        return glyphs(node.text, mathFont(pixelSize, false), gap, gap);
    }
    case Kind::Space:
        return {(node.text.size() > 1 ? 1.0 : kThin) * pixelSize, 0, 0, [](QPainter&, QPointF) {}};
    case Kind::Fraction:
        return fraction(node, pixelSize);
    case Kind::Root:
        return root(node, pixelSize);
    case Kind::Hat:
        return hat(node, pixelSize);
    case Kind::Scripts:
        return scripts(node, pixelSize);
    case Kind::Number:
    case Kind::Text:
        break;
    }
    return glyphs(node.text, mathFont(pixelSize, false), 0, 0);
}

}  // namespace normscope::ui
