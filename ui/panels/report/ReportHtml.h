#pragma once

#include <QColor>
#include <QString>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// How a report looks on the screen; report.html has a sheet of its own.
struct ReportColours
{
    QColor soft;    ///< less important text
    QColor line;    ///< of tables
    QColor shade;   ///< behind what is typed
    QColor notice;  ///< behind what must be known first
};

/// The document in the part of HTML that a QTextDocument knows. Its pictures, `figure:NUMBER` (the place in
/// ReportDocument::figures) and `formula:NUMBER` (the block), are drawn by ReportPictures. `points`: of its text.
[[nodiscard]] QString toScreenHtml(const ReportDocument& document, const ReportColours& colours, double points);

/// The formula in a line of text, as far as letters, italics and scripts can say it.
[[nodiscard]] QString inlineMath(const QString& latex);

}  // namespace normscope::ui
