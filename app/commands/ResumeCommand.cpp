#include <filesystem>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include <normscope/base/Logging.h>
#include <normscope/train/TrainingEngine.h>

#include "../Console.h"
#include "../Interruption.h"
#include "../TrainingRun.h"
#include "Commands.h"

namespace normscope
{

namespace
{

struct Options
{
    std::string folder;
    std::string logLevel = "warning";
    TalkOptions talk;
    MovedData moved;
};

int run(const Options& options)
{
    if (auto status = setUpLogging(options.logLevel); !status) {
        return giveUp(status.error());
    }
    RunControl control;
    const Interruption interruption(control);
    if (auto status = prepareTraining(); !status) {
        return giveUp(status.error());
    }
    return resumeTraining({options.folder, false, false, options.talk, options.moved}, control);
}

}  // namespace

void addResumeCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("resume", "Go on with an experiment that was interrupted");
    const auto options = std::make_shared<Options>();
    command->add_option("DIR", options->folder, "its folder, or that of one of its cases or runs")
        ->required()
        ->check(refuseEmpty);
    command
        ->add_option("--dataset", options->moved.dataset,
                     "where the data are now, if they have been moved; they must be the same")
        ->type_name("NAME|FOLDER")
        ->check(refuseEmpty);
    command->add_option("--test-dataset", options->moved.testDataset, "the same of the dataset that is tested on")
        ->type_name("NAME|FOLDER")
        ->check(refuseEmpty);
    command->add_flag("--quiet", options->talk.quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->talk.json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace normscope
