#pragma once

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <cstdint>

#include <normscope/graph/GraphCost.h>
#include <normscope/graph/Outline.h>

#include "ui/network/NetworkPainter.h"

/// What is said of a network's parts, in the language of the moment.
namespace normscope::ui
{

struct NetworkTexts
{
    Q_DECLARE_TR_FUNCTIONS(NetworkTexts)
};

/// "Conv2d 3×3 /2": what a node is, with its window, and its stride where it is not the usual one.
[[nodiscard]] QString operationText(const graph::Node& node);

/// What does not fit, as training refuses it.
[[nodiscard]] QString misfitText(const graph::Misfit& misfit);

/// All that is known of a block, a line each: for tips and screen readers.
[[nodiscard]] QStringList blockTexts(const NetworkPicture& picture, const NetworkBlock& block, std::int64_t batchSize);

/// Parameters, work and memory of the whole, in one line.
[[nodiscard]] QString networkSummary(const NetworkPicture& picture, std::int64_t batchSize);

}  // namespace normscope::ui
