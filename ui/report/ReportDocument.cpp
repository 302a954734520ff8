#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

QString labelOf(const ReportDocument& document, const FigureBlock& figure)
{
    return document.words.figure.arg(figure.number);
}

QString labelOf(const ReportDocument& document, const Table& table)
{
    return document.words.table.arg(table.number);
}

}  // namespace normscope::ui
