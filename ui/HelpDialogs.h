#pragma once

#include <QWidget>

namespace normscope::ui
{

/// The formula and how to read the window, in a dialog that stays open beside the work.
void showBatchNormHelp(QWidget& parent);

/// Version, libraries, license.
void showAbout(QWidget& parent);

}  // namespace normscope::ui
