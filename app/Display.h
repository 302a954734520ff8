#pragma once

#include <normscope/base/Result.h>

namespace normscope
{

/// Whether a window can be opened: asks the display that the environment names, because Qt ends the program with a
/// signal where there is none. The error says what is missing.
[[nodiscard]] Status findDisplay();

}  // namespace normscope
