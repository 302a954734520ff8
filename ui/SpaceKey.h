#pragma once

#include "ui/FocusKeys.h"

namespace normscope::ui
{

/// What the window still calls it by.
using SpaceKey = FocusKeys;

}  // namespace normscope::ui
