#include "ui/report/Report.h"

#include "ui/report/LatexWriter.h"
#include "ui/report/ReportFiles.h"

namespace normscope::ui
{

WrittenReport unfinishedReport(const std::filesystem::path& target)
{
    std::error_code ignored;
    std::filesystem::remove(target / "report.pdf", ignored);
    return {{}, /*isWhole=*/false};
}

Result<WrittenReport> writeReport(const ReportData& data, const std::filesystem::path& target,
                                  const ReportOptions& options, const std::function<bool()>& isStopped)
{
    const ReportLanguageScope scope(options.language);
    const ReportDocument document = buildReport(data, options);
    WrittenReport written;
    for (const ReportStep& step : stepsToFolder(data, document, target, options.paper)) {
        if (isStopped && isStopped()) {
            return unfinishedReport(target);
        }
        if (auto status = step(); !status) {
            return passOn(status);
        }
    }
    if (Message remark = remarkOnLatex(document); !remark.empty()) {
        written.remarks.push_back(std::move(remark));
    }
    return written;
}

}  // namespace normscope::ui
