#include "ui/network/NetworkTexts.h"

#include <algorithm>

#include <normscope/base/Numbers.h>

#include "ui/models/ShownText.h"
#include "ui/models/ValueText.h"

namespace normscope::ui
{

namespace
{

/// "Conv2d 3×3", with the stride behind a slash where it is not the usual one.
QString windowText(const QString& kind, std::int64_t kernelSize, std::int64_t stride, std::int64_t usualStride)
{
    const QString text = QStringLiteral("%1 %2×%2").arg(kind, QString::number(kernelSize));
    return stride == usualStride ? text : QStringLiteral("%1 /%2").arg(text, QString::number(stride));
}

QString kindText(const graph::Node& node)
{
    const auto kind = graph::kindOf(node);
    return QString::fromLatin1(kind.data(), static_cast<qsizetype>(kind.size()));
}

graph::NodeCost costOf(const NetworkPicture& picture, const NetworkBlock& block)
{
    graph::NodeCost cost;
    for (const std::size_t node : block.nodes) {
        cost.multiplyAdds += picture.costs[node].multiplyAdds;
        cost.activationValues += isGhost(picture, node) ? 0 : picture.costs[node].activationValues;
        cost.receptiveField = picture.costs[node].receptiveField;
    }
    return cost;
}

}  // namespace

QString operationText(const graph::Node& node)
{
    if (const auto* conv = graph::as<graph::Conv2d>(node)) {
        return windowText(kindText(node), conv->kernelSize, conv->stride, 1);
    }
    if (const auto* pool = graph::as<graph::Pool2d>(node)) {
        return windowText(kindText(node), pool->kernelSize, pool->stride, pool->kernelSize);
    }
    if (const auto* dropout = graph::as<graph::Dropout>(node)) {
        return QStringLiteral("%1 %2").arg(kindText(node), QString::fromStdString(shortest(dropout->p)));
    }
    if (const auto* norm = graph::as<graph::GroupNorm>(node)) {
        return QStringLiteral("%1 %2").arg(kindText(node), QString::number(norm->numGroups));
    }
    return kindText(node);
}

QString misfitText(const graph::Misfit& misfit)
{
    return shownText(misfit.what);
}

QStringList blockTexts(const NetworkPicture& picture, const NetworkBlock& block, std::int64_t batchSize)
{
    if (block.nodes.empty()) {
        return {NetworkTexts::tr("The image that goes in: %1")
                    .arg(QString::fromStdString(graph::toText(picture.graph.input)))};
    }
    const std::size_t last = block.nodes.back();
    QStringList lines;
    if (block.isFolded) {
        //: A part of a network with the number of its layers: "stage1: 6 layers"
        lines << NetworkTexts::tr("%1: %n layers", nullptr, static_cast<int>(block.nodes.size()))
                     .arg(QString::fromStdString(block.name));
    } else {
        //: A layer's name and its kind: "conv1: Conv2d 3×3"
        lines << NetworkTexts::tr("%1: %2").arg(QString::fromStdString(block.name),
                                                operationText(picture.graph.nodes[last]));
    }
    for (const std::size_t node : block.nodes) {
        if (const graph::Misfit* misfit = picture.outline.of(node)) {
            lines << NetworkTexts::tr("⚠ %1").arg(misfitText(*misfit));
        }
    }
    if (isBatchNorm(picture, block) && picture.variant == kBn) {
        lines << (isGhost(picture, last) ? NetworkTexts::tr("Off in every variant; Space or a click switches it on")
                                         : NetworkTexts::tr("On; Space or a click switches it off in every variant"));
    }
    if (last >= picture.outline.rows.size() || picture.outline.rows[last].outputShape.empty()) {
        return lines;
    }
    lines << NetworkTexts::tr("Output: %1")
                 .arg(QString::fromStdString(graph::toText(picture.outline.rows[last].outputShape)));
    if (const std::int64_t count = parametersOf(picture, block); count > 0) {
        lines << NetworkTexts::tr("Parameters: %1").arg(groupedCount(count));
    }
    const graph::NodeCost cost = costOf(picture, block);
    if (cost.multiplyAdds > 0) {
        lines << NetworkTexts::tr("Multiply-adds for one sample: %1").arg(multiplyAddsText(cost.multiplyAdds));
    }
    if (cost.activationValues > 0) {
        lines << NetworkTexts::tr("Activations of a batch of %1: %2")
                     .arg(QString::number(batchSize), bytesText(graph::activationBytes(cost, batchSize)));
    }
    if (cost.receptiveField > 1) {
        lines << NetworkTexts::tr("Sees %1×%1 pixels of the image").arg(QString::number(cost.receptiveField));
    }
    return lines;
}

QString networkSummary(const NetworkPicture& picture, std::int64_t batchSize)
{
    graph::NodeCost cost;
    std::int64_t parameters = 0;
    for (const NetworkBlock& block : picture.layout.blocks) {
        const graph::NodeCost own = costOf(picture, block);
        cost.multiplyAdds += own.multiplyAdds;
        cost.activationValues += own.activationValues;
        parameters += parametersOf(picture, block);
    }
    //: Parameters, work and memory of a network
    return NetworkTexts::tr("%1 parameters · %2 multiply-adds a sample · activations %3 at batch size %4")
        .arg(groupedCount(parameters), multiplyAddsText(cost.multiplyAdds),
             bytesText(graph::activationBytes(cost, batchSize)), QString::number(batchSize));
}

}  // namespace normscope::ui
