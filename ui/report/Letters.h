#pragma once

#include <normscope/base/Result.h>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// Whether this machine's fonts have the letters of the document, to be asked before anything of it is drawn: Qt draws
/// a box where there is none. ErrorCode::Io with what to install. Needs a QGuiApplication.
[[nodiscard]] Status checkLetters(const ReportDocument& document);

}  // namespace normscope::ui
