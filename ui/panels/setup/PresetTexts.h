#pragma once

#include <QString>

#include <normscope/experiment/Presets.h>

namespace normscope::ui
{

/// The preset's title and description in the language of now; core has them in English.
[[nodiscard]] QString titleOf(const Preset& preset);
[[nodiscard]] QString descriptionOf(const Preset& preset);

/// Whether the translators have been shown both texts; a test asks this of every preset.
[[nodiscard]] bool isKnownToTranslators(const Preset& preset);

}  // namespace normscope::ui
