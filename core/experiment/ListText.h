#pragma once

#include <string>
#include <string_view>

#include <normscope/base/Result.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

/// A setting's values as people type them: "0.1, 0.01". What may be one number with a decimal comma or with thousands
/// separators is an ErrorCode::Usage that says both ways to write it; the error does not name the option. Whether the
/// values are such of the setting is not looked at.
[[nodiscard]] Result<ValueList> listFromText(const Setting& setting, std::string_view text);

/// The one number that a text with commas may be meant as: "0.1" of "0,1" where the setting is a real number, "10000"
/// of "10,000" where it is a whole one. Empty where it can be none.
[[nodiscard]] std::string likelyNumber(const Setting& setting, std::string_view text);

/// Of a list of whole numbers: ErrorCode::Usage where one begins with a needless zero, as what follows a thousands
/// separator does ("1,024").
[[nodiscard]] Status checkWholeNumbers(std::string_view text);

/// Whether a number begins with a zero that says nothing, as "05" and "00.1" do and "0" and "0.1" do not: what follows
/// a decimal comma may.
[[nodiscard]] bool hasNeedlessZero(std::string_view text);

}  // namespace normscope
