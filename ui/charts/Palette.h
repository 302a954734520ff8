#pragma once

#include <QColor>
#include <QList>
#include <QPalette>
#include <optional>
#include <string>

/// The colours, dashes and marks of the variants, the same in every chart, legend and table. Told apart by the
/// colour-blind, by dashes and without colour: BN blue and solid, no BN vermillion and dashed, the others green, purple,
/// olive and brown with dashes of their own, none of them (the difference of a twin) neutral and solid.
namespace normscope::ui
{

/// Shades after which the colours repeat.
inline constexpr int kVariantShades = 8;

enum class CurveMark
{
    Circle,
    Square,
    Triangle,
    Diamond,
    TriangleDown,
    Pentagon,
};

/// Shade 0 is the pure colour; others vary lightness within the variant's hue. On a chart's background the contrast is
/// 3:1 at least, in both themes.
[[nodiscard]] QColor variantColor(const std::optional<std::string>& variant, int shade, bool isDark);

/// Lengths in widths of the pen; empty: solid.
[[nodiscard]] QList<qreal> variantDash(const std::optional<std::string>& variant);

[[nodiscard]] CurveMark variantMark(const std::optional<std::string>& variant);

/// From one colour (0) to the other (1); opaque.
[[nodiscard]] QColor mixed(const QColor& from, const QColor& to, double share);

/// Whether a chart with this palette has a dark background.
[[nodiscard]] bool isDark(const QPalette& palette);

}  // namespace normscope::ui
