#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Study.h>

#include "../Console.h"
#include "Commands.h"

namespace normscope
{

namespace
{

struct Options
{
    std::vector<std::string> folders;
    std::string out;
};

/// The folder to write to, made if need be.
Result<std::filesystem::path> targetOf(const Options& options)
{
    if (options.out.empty()) {
        if (options.folders.size() > 1) {
            return fail(ErrorCode::Usage, "report of several folders needs --out, the folder to write to");
        }
        return options.folders.front();
    }
    std::error_code error;
    std::filesystem::create_directories(options.out, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be made: {}", options.out, error.message()));
    }
    return options.out;
}

int run(const Options& options)
{
    if (options.out.empty() && options.folders.size() > 1) {
        return giveUp(targetOf(options).error());
    }
    std::vector<ExperimentComparison> comparisons;
    for (const std::string& folder : options.folders) {
        const auto experiments = readExperiments(folder);
        if (!experiments) {
            return giveUp(experiments.error());
        }
        for (const StoredExperiment& stored : *experiments) {
            comparisons.push_back(compare(folderName(stored.folder), stored.runs));
        }
    }
    const auto target = targetOf(options);
    if (!target) {
        return giveUp(target.error());
    }
    if (auto status = writeComparison(*target, comparisons); !status) {
        return giveUp(status.error());
    }
    for (const ExperimentComparison& comparison : comparisons) {
        if (comparisons.size() > 1) {
            print(fmt::format("\n{}\n", comparison.experiment));
        }
        print(toText(comparison));
    }
    print(fmt::format("\nWritten: {}\n         {}\n", (*target / "comparison.csv").string(),
                      (*target / "comparison.json").string()));
    return kDone;
}

}  // namespace

void addReportCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("report", "Make the tables of finished experiments anew, without training");
    const auto options = std::make_shared<Options>();
    command->add_option("DIR", options->folders, "folders of experiments, of studies, or of single runs in them")
        ->required();
    command->add_option("--out", options->out, "folder to write to (the experiment's own)")
        ->type_name("DIR")
        ->check(refuseEmpty);
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace normscope
