#include "ui/report/Report.h"

#include "ui/report/ReportFiles.h"

namespace normscope::ui
{

Status writeReport(const ReportData& data, const std::filesystem::path& target, const ReportOptions& options)
{
    const ReportLanguageScope scope(options.language);
    const ReportDocument document = buildReport(data, options);
    for (const ReportStep& step : stepsToFolder(data, document, target, options.paper)) {
        if (auto status = step(); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace normscope::ui
