#pragma once

#include <QByteArray>
#include <vector>

#include "ui/report/PaperSize.h"
#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// How full each page of the PDF is, from 0 to 1 of the height between its margins. Needs a QGuiApplication.
[[nodiscard]] std::vector<double> pageFills(const ReportDocument& document, PaperSize paper);

/// The document as PDF: figures and formulas are drawn as such, not as pixels; pages are numbered; a figure, its
/// caption and the rows of a table are never cut in two. Pictures may come after the text that follows them and be
/// somewhat smaller, so that no page but the last is left half empty. Needs a QGuiApplication. Empty where it could not
/// be made.
[[nodiscard]] QByteArray toPdf(const ReportDocument& document, PaperSize paper);

}  // namespace normscope::ui
