#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include <normscope/base/Result.h>

#include "ui/report/PaperSize.h"
#include "ui/report/ReportData.h"
#include "ui/report/ReportDocument.h"

/// The files of a report, as a list of steps: whoever goes through it can tell how far it is and stop in between. Each
/// writes a file whole or not at all. Steps refer to the data and the document, which must outlive them.
namespace normscope::ui
{

enum class ReportFormat
{
    Pdf,
    Html,
    Latex,     ///< with a folder figures/ beside it
    Markdown,  ///< likewise
};

using ReportStep = std::function<Status()>;

/// All files of a report, into a folder that is made if need be; links in it are not followed. A text there that was
/// changed by hand is moved aside. Of a document whose figures cannot be drawn, the texts and tables alone,
/// and in the end an error that says why.
[[nodiscard]] std::vector<ReportStep> stepsToFolder(const ReportData& data, const ReportDocument& document,
                                                    const std::filesystem::path& folder, PaperSize paper);

/// One file, with the figures that it refers to. Replaces what is there. Where figures cannot be drawn, the text alone
/// and in the end an error; no PDF.
[[nodiscard]] std::vector<ReportStep> stepsToFile(const ReportDocument& document, ReportFormat format,
                                                  const std::filesystem::path& file, PaperSize paper);

}  // namespace normscope::ui
