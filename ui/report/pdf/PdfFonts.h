#pragma once

#include <QFont>

/// The letters of report.pdf. Families are asked for in an order of liking; the last ones come with Qt's and
/// Normscope's own packages.
namespace normscope::ui
{

[[nodiscard]] QFont textFont(int pixelSize);
[[nodiscard]] QFont codeFont(int pixelSize);
[[nodiscard]] QFont mathFont(int pixelSize, bool isItalic);

}  // namespace normscope::ui
