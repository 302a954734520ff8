#pragma once

#include <vector>

#include "ui/report/ReportDocument.h"
#include "ui/report/pdf/PageFlow.h"
#include "ui/report/pdf/PdfText.h"

namespace normscope::ui
{

/// A table's rows for the flow, header first; it is at most that wide. `line` is the thickness of its thin lines.
[[nodiscard]] std::vector<FlowItem> tableItems(const Table& table, const TextStyle& style, double width, double line,
                                               double before);

}  // namespace normscope::ui
