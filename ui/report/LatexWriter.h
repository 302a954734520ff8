#pragma once

#include <QByteArray>

#include <normscope/base/Message.h>

#include "ui/report/PaperSize.h"
#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as LaTeX: the article class for pdflatex; for Chinese ctexart for xelatex, which brings its fonts
/// along, and with Chinese letters in another language the article class with the package ctex. Figures are
/// figures/NAME.pdf beside it. Needs nothing beyond Debian's texlive-latex-recommended (and texlive-lang-chinese with
/// texlive-xetex).
[[nodiscard]] QByteArray toLatex(const ReportDocument& document, PaperSize paper);

/// Says which letters of the document toLatex() cannot write as such; empty where it can write all.
[[nodiscard]] Message remarkOnLatex(const ReportDocument& document);

/// A table alone, to be put into a document of one's own; its first line says which packages it needs. `language`: of
/// its texts, as in HTML's lang.
[[nodiscard]] QByteArray toLatex(const Table& table, const QString& language);

}  // namespace normscope::ui
