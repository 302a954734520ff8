#pragma once

#include <QByteArray>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// The document as one HTML file that needs nothing else: styles and figures are in it, no script, no address to load
/// anything from. Light or dark as the reader's system is; prints on white.
[[nodiscard]] QByteArray toHtml(const ReportDocument& document);

}  // namespace normscope::ui
