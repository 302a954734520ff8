#include "CommandLine.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/base/Logging.h>
#include <normscope/runtime/Environment.h>
#include <normscope/runtime/TorchRuntime.h>

#include "Console.h"
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

int explainParseError(const CLI::App& app, const CLI::ParseError& error)
{
    std::string message = error.what();
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) {
        message.pop_back();
    }
    printError(fmt::format("{}; see {} --help", message, namedCommand(app)));
    return kUsage;
}

}  // namespace

int runCommandLine(int argc, char** argv)
{
    CLI::App app("Normscope: see what batch normalization does", "normscope");
    app.set_version_flag("--version", std::string("normscope ") + programVersion());
    app.get_formatter()->column_width(32);
    Chosen chosen;
    addExperimentCommand(app, chosen, ExperimentKind::Twin);
    addExperimentCommand(app, chosen, ExperimentKind::Train);
    addReportCommand(app, chosen);
    addDatasetsCommand(app, chosen);
    addSelftestCommand(app, chosen);
    addInfoCommand(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& /*helpOrVersion*/) {
        return app.exit(CLI::CallForHelp());
    } catch (const CLI::ParseError& error) {
        return explainParseError(app, error);
    }
    if (!chosen) {
        printError("this version has no window yet and needs a command:\n");
        print(app.help());
        return kUsage;
    }
    (void)setUpLogging("warning");
    routeTorchWarningsToLog();
    return chosen();
}

}  // namespace normscope
