#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>

/// What an experiment compares: networks that differ in what stands where batch normalization may stand, and in nothing
/// else. Everywhere a variant is its label; a run is told by its seed and that label.
namespace normscope
{

inline constexpr const char* kBn = "bn";
inline constexpr const char* kNoBn = "no-bn";

/// The most variants that one experiment compares.
inline constexpr std::size_t kMostVariants = 6;

/// The labels of all variants, in the order in which help and messages list them.
[[nodiscard]] const std::vector<std::string>& knownVariants();
[[nodiscard]] bool isVariant(std::string_view label);

/// "BN", "no BN", "layer norm": what it is called in tables and legends. A label that is not known is its own name.
[[nodiscard]] std::string variantName(const std::string& label);

/// "with BN", "without BN", "with layer norm": what a run of it is.
[[nodiscard]] std::string variantPhrase(const std::string& label);

/// The label as a part of the names of columns and keys: "no_bn".
[[nodiscard]] std::string variantColumn(const std::string& label);

/// Where in the list the variant stands that all others are compared with: no-bn, or the last where that is not among
/// them. The list must not be empty.
[[nodiscard]] std::size_t referenceOf(const std::vector<std::string>& labels);

/// "BN − no BN": which difference is meant.
[[nodiscard]] std::string differenceName(const std::string& label, const std::string& reference);

/// A list such as "bn,layer-norm,no-bn": known labels, each once, between `least` and `most` of them. The error says
/// what was found and what is needed.
[[nodiscard]] Result<std::vector<std::string>> parseVariants(std::string_view text, std::size_t least,
                                                             std::size_t most);

}  // namespace normscope
