#pragma once

#include <QByteArray>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as GitHub flavoured Markdown. Figures are figures/NAME.png beside it, formulas LaTeX between dollars.
[[nodiscard]] QByteArray toMarkdown(const ReportDocument& document);

}  // namespace normscope::ui
