#include "ReportFiles.h"

#include <string>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/experiment/Comparison.h>
#include <normscope/export/RepeatCommand.h>

#include "Console.h"
#include "ExitCode.h"
#include "HeadlessGui.h"

namespace normscope
{

namespace
{

namespace fs = std::filesystem;

struct MadeReport
{
    ui::ReportData data;
    ui::WrittenReport written;
};

Result<MadeReport> makeReport(const std::vector<fs::path>& folders, const fs::path& target,
                              const ui::ReportOptions& options, const std::function<bool()>& isStopped = {})
{
    const HeadlessGui gui;
    const ui::ReportLanguageScope scope(options.language);
    auto data = ui::gatherReport(folders, isStopped);
    if (!data) {
        return passOn(data);
    }
    if (!data->isWhole) {
        return MadeReport{std::move(*data), ui::unfinishedReport(target)};
    }
    auto written = ui::writeReport(*data, target, options, isStopped);
    if (!written) {
        return passOn(written);
    }
    return MadeReport{std::move(*data), std::move(*written)};
}

/// What the report leaves out of what was asked for, and what is to be known of its files, in sentences.
std::vector<std::string> remarksOf(const MadeReport& report)
{
    std::vector<std::string> remarks(report.data.problems.begin(), report.data.problems.end());
    for (const ui::ReportExperiment& experiment : report.data.experiments) {
        for (const ui::ReportRun& run : experiment.runs) {
            if (!run.predictionsError.empty()) {
                remarks.push_back(
                    fmt::format("{}; confusion and McNemar's test leave the run out", run.predictionsError.english()));
            }
        }
    }
    remarks.insert(remarks.end(), report.written.remarks.begin(), report.written.remarks.end());
    return remarks;
}

}  // namespace

int writeReportFiles(const std::vector<fs::path>& folders, const fs::path& target, const ui::ReportOptions& options)
{
    const auto report = makeReport(folders, target, options);
    if (!report) {
        return giveUp(report.error());
    }
    const auto& experiments = report->data.experiments;
    for (const ui::ReportExperiment& experiment : experiments) {
        if (experiments.size() > 1) {
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
    for (const std::string& remark : remarksOf(*report)) {
        print(fmt::format("Note: {}\n", remark));
    }
    return kDone;
}

int addReport(const fs::path& folder, bool talks, const std::function<bool()>& isStopped)
{
    const auto report = makeReport({folder}, folder, {}, isStopped);
    if (!report) {
        return giveUp(report.error());
    }
    if (!report->written.isWhole) {
        printError(fmt::format("stopped before the report was written; normscope resume {} writes it",
                               shellWord(folder.string())));
        return kInterrupted;
    }
    for (const std::string& remark : remarksOf(*report)) {
        spdlog::warn("report: {}", remark);
    }
    if (talks) {
        print(fmt::format("Report:  {}\n", (folder / "report.pdf").string()));
    }
    return kDone;
}

}  // namespace normscope
