#pragma once

#include <QString>

namespace normscope::ui
{

/// "8 s", "1 min 20 s", "2 h 5 min": what a person wants to know of a time that has yet to pass.
[[nodiscard]] QString durationText(double seconds);

}  // namespace normscope::ui
