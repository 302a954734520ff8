#pragma once

#include <QColor>
#include <QList>
#include <QPalette>
#include <optional>

#include <normscope/train/TrainingEvent.h>

/// The colours and dashes of the twins, the same in every chart, legend and table. Told apart by the colour-blind, by
/// dashes and without colour: BN blue and solid, no BN vermillion and dashed, neither (a difference) neutral and solid.
namespace normscope::ui
{

/// Shades after which the colours repeat.
inline constexpr int kTwinShades = 8;

/// Shade 0 is the pure colour; others vary lightness within the twin's hue. On a chart's background the contrast is 3:1
/// at least, in both themes.
[[nodiscard]] QColor twinColor(std::optional<Twin> twin, int shade, bool isDark);

/// Lengths in widths of the pen; empty: solid.
[[nodiscard]] QList<qreal> twinDash(std::optional<Twin> twin);

/// Whether a chart with this palette has a dark background.
[[nodiscard]] bool isDark(const QPalette& palette);

}  // namespace normscope::ui
