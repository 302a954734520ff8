#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <normscope/base/UserFolders.h>

#include "../Console.h"
#include "../ReportFiles.h"
#include "Commands.h"

namespace normscope
{

namespace
{

struct Options
{
    std::vector<std::string> folders;
    std::string out;
    std::string language = "en";
    std::string paper = "a4";
    std::string band = "sd";
    std::string title;
    std::string author;
    std::string course;
};

ui::BandKind bandOf(const std::string& key)
{
    // The command line has let no other through.
    return *std::find_if(ui::kBandKinds.begin(), ui::kBandKinds.end(),
                         [&](ui::BandKind kind) { return key == ui::keyOf(kind); });
}

ui::ReportOptions reportOptions(const Options& options)
{
    return {options.language == "zh_CN" ? ui::ReportLanguage::Chinese : ui::ReportLanguage::English,
            options.paper == "letter" ? ui::PaperSize::Letter : ui::PaperSize::A4,
            bandOf(options.band),
            {QString::fromStdString(options.title), QString::fromStdString(options.author),
             QString::fromStdString(options.course)}};
}

int run(const Options& options)
{
    if (options.out.empty() && options.folders.size() > 1) {
        return giveUp({ErrorCode::Usage, "report of several folders needs --out, the folder to write to"});
    }
    if (auto status = options.out.empty() ? Status() : checkOutFolder(options.out); !status) {
        return giveUp(status.error());
    }
    const std::vector<std::filesystem::path> folders(options.folders.begin(), options.folders.end());
    const std::filesystem::path target = options.out.empty() ? folders.front() : std::filesystem::path(options.out);
    return writeReportFiles(folders, target, reportOptions(options));
}

}  // namespace

void addReportCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand(
        "report",
        "Make tables, figures and the report (HTML, PDF, LaTeX, Markdown) from run folders, without training");
    const auto options = std::make_shared<Options>();
    command->add_option("DIR", options->folders, "folders of experiments, or of single cases or runs in them")
        ->required();
    command->add_option("--out", options->out, "folder to write to (the experiment's own)")
        ->type_name("DIR")
        ->check(refuseEmpty);
    command->add_option("--language", options->language, "language of the report: en or zh_CN (en)")
        ->type_name("en|zh_CN")
        ->check(oneOfWords({"en", "zh_CN"}));
    command->add_option("--paper", options->paper, "paper of report.pdf and report.tex: a4 or letter (a4)")
        ->type_name("a4|letter")
        ->check(oneOfWords({"a4", "letter"}));
    command
        ->add_option(
            "--band", options->band,
            "around means over seeds: standard deviation, standard error, 95 % interval or least to greatest (sd)")
        ->type_name("sd|se|ci95|minmax")
        ->check(oneOfWords({"sd", "se", "ci95", "minmax"}));
    command->add_option("--title", options->title, "title of the report (what it is about)")->type_name("TEXT");
    command->add_option("--author", options->author, "who wrote it, under the title (nobody)")->type_name("TEXT");
    command->add_option("--course", options->course, "for which course, under the title (none)")->type_name("TEXT");
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace normscope
