#pragma once

#include <QByteArray>

#include "ui/report/PaperSize.h"
#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as PDF: figures and formulas are drawn as such, not as pixels; pages are numbered; a figure, its
/// caption and the rows of a table are never cut in two. Needs a QGuiApplication. Empty where it could not be made.
[[nodiscard]] QByteArray toPdf(const ReportDocument& document, PaperSize paper);

}  // namespace normscope::ui
