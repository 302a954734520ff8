#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>

/// Numbers as text, the same in every locale.
namespace normscope
{

/// Shortest form that reads back as the same number, with a decimal point: "0.1", "1e-05", "nan", "inf", "-inf".
[[nodiscard]] std::string shortest(double value);
[[nodiscard]] std::string shortest(float value);

/// The whole text as a number; also "nan" and "inf". None if anything else stands there.
[[nodiscard]] Result<double> parseDouble(std::string_view text);

/// The whole text as a decimal integer. None if anything else stands there or it does not fit 64 bits.
[[nodiscard]] Result<std::int64_t> parseInteger(std::string_view text);

/// The parts between the commas, blanks around them taken off. An empty text gives one empty part.
[[nodiscard]] std::vector<std::string> splitAtCommas(std::string_view text);

/// "0.1234", and "6.447e+27" where that would be a long row of digits: a loss, for people.
[[nodiscard]] std::string lossText(double value);

/// "12,345": with thousands separated, for people.
[[nodiscard]] std::string grouped(std::int64_t value);

}  // namespace normscope
