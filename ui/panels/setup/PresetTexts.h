#pragma once

#include <QString>
#include <cstdint>
#include <string>

#include <normscope/experiment/Presets.h>

namespace normscope::ui
{

/// The preset's title and description in the language of now; core has them in English.
[[nodiscard]] QString titleOf(const Preset& preset);
[[nodiscard]] QString descriptionOf(const Preset& preset);

/// What a person can do about a network of that variant that diverged after so many iterations; where a preset is
/// there to show just that, says so.
[[nodiscard]] QString adviceOnDivergence(const ExperimentSpec& spec, const std::string& variant, std::int64_t iteration);

/// Whether the translators have been shown both texts; a test asks this of every preset.
[[nodiscard]] bool isKnownToTranslators(const Preset& preset);

}  // namespace normscope::ui
