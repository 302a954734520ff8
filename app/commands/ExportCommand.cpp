#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/base/UserFolders.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/Export.h>

#include "../Console.h"
#include "../ReportFiles.h"
#include "Commands.h"

namespace normscope
{

namespace
{

struct Options
{
    std::string folder;
    std::string format;
    std::string out;
    bool force = false;
};

int run(const Options& options)
{
    const auto format = exportFormatOf(options.format);
    if (!format) {
        return giveUp(format.error());
    }
    // Before anything is written.
    if (auto status = options.out.empty() ? Status() : checkOutFolder(options.out); !status) {
        return giveUp(status.error());
    }
    std::error_code ignored;
    if (*format == ExportFormat::HandIn && holdsResults(options.folder) &&
        !std::filesystem::exists(std::filesystem::path(options.folder) / "report.pdf", ignored)) {
        // What is handed in is the report, first of all.
        if (const int code = addReport(options.folder, false); code != kDone) {
            return code;
        }
    }
    const auto exported = exportRuns({options.folder, *format, options.out, options.force});
    if (!exported) {
        return giveUp(exported.error());
    }
    for (const std::filesystem::path& file : exported->files) {
        print(fmt::format("Written: {}\n", (exported->target / file).string()));
    }
    for (const std::string& remark : exported->remarks) {
        print(fmt::format("Note: {}\n", remark));
    }
    return kDone;
}

}  // namespace

void addExportCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("export", "Write results in the forms of other programs");
    const auto options = std::make_shared<Options>();
    command->add_option("DIR", options->folder, "folder of an experiment, of a case or of a single run")
        ->required()
        ->check(refuseEmpty);
    command
        ->add_option("--format", options->format,
                     "csv: figures for spreadsheets; tensorboard: event files; pytorch: a model.py with the weights; "
                     "handin: an archive to hand in")
        ->type_name("csv|tensorboard|pytorch|handin")
        ->required();
    command->add_option("--out", options->out, "folder to write to (DIR/export/FORMAT)")
        ->type_name("DIR")
        ->check(refuseEmpty);
    command->add_flag("--force", options->force, "move what is in --out aside");
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace normscope
