#pragma once

#include <string_view>

#include <normscope/base/Result.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

/// A setting's values as people type them: "0.1, 0.01". What may be one number with a decimal comma is an
/// ErrorCode::Usage that says both ways to write it; the error does not name the option. Whether the values are such of
/// the setting is not looked at.
[[nodiscard]] Result<ValueList> listFromText(const Setting& setting, std::string_view text);

/// Whether a number begins with a zero that says nothing, as "05" and "00.1" do and "0" and "0.1" do not: what follows
/// a decimal comma may.
[[nodiscard]] bool hasNeedlessZero(std::string_view text);

}  // namespace normscope
