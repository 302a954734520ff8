#pragma once

#include <QByteArray>

#include "ui/report/PaperSize.h"
#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as LaTeX: the article class for pdflatex; for Chinese ctexart for xelatex, which brings its fonts
/// along. Figures are figures/NAME.pdf beside it. Needs nothing beyond Debian's texlive-latex-recommended (and
/// texlive-lang-chinese with texlive-xetex).
[[nodiscard]] QByteArray toLatex(const ReportDocument& document, PaperSize paper);

}  // namespace normscope::ui
