#pragma once

#include <QString>

#include "ui/report/ReportData.h"

namespace normscope::ui
{

/// The command that makes the experiment anew, into a folder of its name: what differs from the defaults, and the
/// number of threads, on which the last bits depend.
[[nodiscard]] QString commandOf(const ReportExperiment& experiment);

}  // namespace normscope::ui
