#pragma once

#include <QByteArray>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as GitHub flavoured Markdown. Figures are figures/NAME.png beside it, formulas LaTeX between dollars.
[[nodiscard]] QByteArray toMarkdown(const ReportDocument& document);

/// A table alone, under its caption if it has one.
[[nodiscard]] QByteArray toMarkdown(const Table& table);

}  // namespace normscope::ui
