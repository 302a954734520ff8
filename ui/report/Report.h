#pragma once

#include <QString>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <normscope/base/Result.h>

#include "ui/models/Bands.h"
#include "ui/report/PaperSize.h"
#include "ui/report/ReportData.h"
#include "ui/report/ReportDocument.h"
#include "ui/report/ReportLanguage.h"

/// The report of experiments, as files. Needs a QGuiApplication (the platform "offscreen" will do) and runs on its
/// thread.
namespace normscope::ui
{

/// What people write on their report themselves. Blanks around a text are cut off; an empty one is left out.
struct ReportHead
{
    QString title;   ///< in place of the one that the report would have
    QString author;  ///< or several of them
    QString course;
    bool operator==(const ReportHead&) const = default;
};

struct ReportOptions
{
    ReportLanguage language = ReportLanguage::English;
    PaperSize paper = PaperSize::A4;
    BandKind band = BandKind::StandardDeviation;  ///< around means over seeds
    ReportHead head;
    bool operator==(const ReportOptions&) const = default;
};

/// The options of `normscope report` that differ from its defaults, each with a blank before it; words of a shell.
/// Empty where there are none.
[[nodiscard]] std::string commandOptions(const ReportOptions& options);

/// What the report says, in the language of the moment whatever the options say. The figures in it draw in the language
/// of the moment in which they are drawn, so draw them while a ReportLanguageScope of the same language lives.
[[nodiscard]] ReportDocument buildReport(const ReportData& data, const ReportOptions& options);

/// What has become of a report.
struct WrittenReport
{
    std::vector<Message> remarks;  ///< what is to be known of the files, in sentences
    bool isWhole = true;           ///< else it was stopped, and there is no report.pdf
};

/// One that was stopped: without report.pdf, the last of its files, nobody takes the others for a report of the same
/// runs.
[[nodiscard]] WrittenReport unfinishedReport(const std::filesystem::path& target);

/// Writes report.html, .pdf, .tex, .md, comparison.csv, .json and figures/NAME.png, .svg, .pdf, .txt into the folder,
/// which is made if need be. Each file whole or not at all. Where letters cannot be drawn the texts alone are written,
/// and an error says what to install. Between the files `isStopped` is asked whether to leave the rest out.
[[nodiscard]] Result<WrittenReport> writeReport(const ReportData& data, const std::filesystem::path& target,
                                                const ReportOptions& options,
                                                const std::function<bool()>& isStopped = {});

}  // namespace normscope::ui
