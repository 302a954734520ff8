#include "CommandLine.h"

#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Logging.h>
#include <normscope/kernels/KernelLevel.h>
#include <normscope/nn/Execution.h>
#include <normscope/runtime/Environment.h>
#include <normscope/runtime/TorchRuntime.h>
#include <normscope/train/CheckpointTimer.h>

#include "Console.h"
#include "Display.h"
#include "commands/Commands.h"

namespace normscope
{

namespace
{

/// The command that the user got as far as naming, for the hint at its help.
std::string namedCommand(const CLI::App& app)
{
    std::string name = "normscope";
    for (const CLI::App* sub : app.get_subcommands()) {
        name += " " + sub->get_name();
    }
    return name;
}

/// One command at a time, and --version everywhere.
void completeCommands(CLI::App& app)
{
    app.set_version_flag("--version", std::string("normscope ") + programVersion());
    app.require_subcommand(0, 1);
    for (CLI::App* sub : app.get_subcommands({})) {
        completeCommands(*sub);
    }
}

Status checkKernelLevel()
{
    const char* variable = std::getenv("NORMSCOPE_KERNELS");
    const std::string_view name = variable == nullptr ? "" : variable;
    const auto level = kernels::kernelLevelNamed(name);
    if (!name.empty() && !level) {
        return fail(ErrorCode::Usage, Message::tr("NORMSCOPE_KERNELS: '{}' is not portable, avx2 or avx512", name));
    }
    if (level && !kernels::isAvailable(*level)) {
        return fail(ErrorCode::Usage,
                    Message::tr("NORMSCOPE_KERNELS: this machine does not have {}; choose a lower level", name));
    }
    return {};
}

/// What is set there by mistake would change nothing, and nobody would see it.
Status checkEnvironmentVariables()
{
    if (auto status = checkKernelLevel(); !status) {
        return status;
    }
    if (auto execution = nn::chosenExecution(); !execution) {
        return passOn(execution);
    }
    if (auto seconds = CheckpointTimer::chosenSeconds(); !seconds) {
        return passOn(seconds);
    }
    return {};
}

int explainParseError(const CLI::App& app, const CLI::ParseError& error)
{
    std::string message = error.what();
    if (const auto unexpected = app.remaining(true); !unexpected.empty()) {
        message = fmt::format("not expected here: {}", fmt::join(unexpected, " "));
    }
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) {
        message.pop_back();
    }
    printError(fmt::format("{}; see {} --help", message, namedCommand(app)));
    return kUsage;
}

}  // namespace

std::string refuseEmpty(const std::string& path)
{
    return path.empty() ? "got '', it needs a path" : "";
}

int runCommandLine(int argc, char** argv)
{
    CLI::App app("Normscope: see what batch normalization does", "normscope");
    app.get_formatter()->column_width(32);
    Chosen chosen;
    addExperimentCommand(app, chosen, ExperimentKind::Twin);
    addExperimentCommand(app, chosen, ExperimentKind::Train);
    addResumeCommand(app, chosen);
    addReportCommand(app, chosen);
    addExportCommand(app, chosen);
    addDatasetsCommand(app, chosen);
    addNetworkCommand(app, chosen);
    addSelftestCommand(app, chosen);
    addInfoCommand(app, chosen);
    completeCommands(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version come as "errors" with exit code 0.
        if (error.get_exit_code() != 0) {
            return explainParseError(app, error);
        }
        std::ostringstream text;
        (void)app.exit(error, text, text);
        print(text.str());
        return kDone;
    }
    if (auto status = checkEnvironmentVariables(); !status) {
        return giveUp(status.error());
    }
    (void)setUpLogging("warning");
    routeTorchWarningsToLog();
    if (chosen) {
        return chosen();
    }
    if (auto status = findDisplay(); !status) {
        printError(status.error().message.english());
        print(app.help());
        return kUsage;
    }
    return openWindow(argc, argv);
}

}  // namespace normscope
