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

/// A table alone, to be put into a document of one's own; its first line says which packages it needs. `language`: of
/// its texts, as in HTML's lang.
[[nodiscard]] QByteArray toLatex(const Table& table, const QString& language);

}  // namespace normscope::ui
