#pragma once

#include <filesystem>

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

struct ReportOptions
{
    ReportLanguage language = ReportLanguage::English;
    PaperSize paper = PaperSize::A4;
    BandKind band = BandKind::StandardDeviation;  ///< around means over seeds
};

/// What the report says. The figures in it draw in the language of the moment in which they are drawn, so draw them
/// while a ReportLanguageScope of the same language lives.
[[nodiscard]] ReportDocument buildReport(const ReportData& data, BandKind band);

/// Writes report.html, .pdf, .tex, .md, comparison.csv, .json and figures/NAME.png, .svg, .pdf, .txt into the folder,
/// which is made if need be. Each file whole or not at all. Where letters cannot be drawn the texts alone are written,
/// and an error says what to install.
[[nodiscard]] Status writeReport(const ReportData& data, const std::filesystem::path& target,
                                 const ReportOptions& options);

}  // namespace normscope::ui
