#pragma once

#include <QString>
#include <string>

/// What variants are called in the window and in its reports. Labels that are not known are shown as they are.
namespace normscope::ui
{

/// "BN", "no BN", "layer norm".
[[nodiscard]] QString variantText(const std::string& variant);

/// "with BN", "without BN", "with layer norm": what a run or network is.
[[nodiscard]] QString runPhrase(const std::string& variant);

/// "With batch normalization", "With layer normalization": a heading.
[[nodiscard]] QString variantHeading(const std::string& variant);

/// "BN − no BN".
[[nodiscard]] QString differenceName(const std::string& variant, const std::string& reference);

}  // namespace normscope::ui
