#include "ReportFiles.h"

#include <fmt/format.h>

#include <normscope/experiment/Comparison.h>

#include "Console.h"
#include "HeadlessGui.h"

namespace normscope
{

namespace
{

namespace fs = std::filesystem;

Result<ui::ReportData> makeReport(const std::vector<fs::path>& folders, const fs::path& target,
                                  const ui::ReportOptions& options)
{
    const HeadlessGui gui;
    const ui::ReportLanguageScope scope(options.language);
    auto data = ui::gatherReport(folders);
    if (!data) {
        return data;
    }
    if (auto status = ui::writeReport(*data, target, options); !status) {
        return passOn(status);
    }
    return data;
}

}  // namespace

int writeReportFiles(const std::vector<fs::path>& folders, const fs::path& target, const ui::ReportOptions& options)
{
    const auto data = makeReport(folders, target, options);
    if (!data) {
        return giveUp(data.error());
    }
    for (const ui::ReportExperiment& experiment : data->experiments) {
        if (data->experiments.size() > 1) {
            print(fmt::format("\n{}\n", experiment.name));
        }
        print(toText(experiment.comparison));
    }
    const char* lead = "\nWritten: ";
    for (const char* file :
         {"report.html", "report.pdf", "report.tex", "report.md", "comparison.csv", "comparison.json", "figures"}) {
        print(fmt::format("{}{}\n", lead, (target / file).string()));
        lead = "         ";
    }
    return kDone;
}

int addReport(const fs::path& folder, bool talks)
{
    if (const auto data = makeReport({folder}, folder, {}); !data) {
        return giveUp(data.error());
    }
    if (talks) {
        print(fmt::format("Report:  {}\n", (folder / "report.pdf").string()));
    }
    return kDone;
}

}  // namespace normscope
