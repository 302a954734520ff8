#include "CommandLine.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Logging.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/graph/Execution.h>
#include <normscope/kernels/KernelLevel.h>
#include <normscope/runtime/Environment.h>
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
    if (auto execution = graph::chosenExecution(); !execution) {
        return passOn(execution);
    }
    if (auto seconds = CheckpointTimer::chosenSeconds(); !seconds) {
        return passOn(seconds);
    }
    return {};
}

/// The words of other programs for our options.
std::string ourWord(const std::string& word)
{
    static const std::map<std::string, std::string> kOurs{{"--learning-rate", "--lr"}, {"--learning_rate", "--lr"},
                                                          {"--bs", "--batch-size"},    {"--wd", "--weight-decay"},
                                                          {"--batch-norm", "--bn"},    {"--output", "--out"},
                                                          {"--data", "--dataset"},     {"--num-epochs", "--epochs"}};
    const auto found = kOurs.find(word);
    return found == kOurs.end() ? word : found->second;
}

/// What may stand where the user wrote something else: the options of the command that was named, or commands.
std::vector<std::string> expectedWords(const CLI::App& app)
{
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
    }
    std::vector<std::string> words;
    for (const CLI::Option* option : command->get_options()) {
        if (option->nonpositional()) {
            words.push_back(option->get_name());
        }
    }
    for (const CLI::App* sub : command->get_subcommands({})) {
        words.push_back(sub->get_name());
    }
    return words;
}

/// What the window is to open: "PATH…", where no command stands.
Status checkPaths(const CLI::App& app, const std::vector<std::string>& paths)
{
    for (const std::string& path : paths) {
        std::error_code error;
        if (const auto type = std::filesystem::status(path, error).type();
            type == std::filesystem::file_type::not_found || type == std::filesystem::file_type::none) {
            const bool mayBeCommand = &path == &paths.front() && path.find('/') == std::string::npos;
            return fail(ErrorCode::Usage,
                        mayBeCommand ? withLikelyWord(Message::tr("{}: is neither a command nor a file or folder",
                                                                  inSentence(path)),
                                                      path, expectedWords(app))
                                     : Message::tr("{}: cannot be opened: {}", path, error.message()));
        }
    }
    return {};
}

/// One sentence, and where more is to be read.
int explain(const CLI::App& app, const std::string& sentence)
{
    const char* joint = sentence.ends_with('?') ? " See" : "; see";
    printError(fmt::format("{}{} {} --help", sentence, joint, namedCommand(app)));
    return kUsage;
}

int explainParseError(const CLI::App& app, const CLI::ParseError& error, const std::vector<std::string>& paths)
{
    std::string message = error.what();
    // A misspelt command is taken for a path, and its options are not the mistake.
    if (app.get_subcommands().empty() && !paths.empty()) {
        if (const auto status = checkPaths(app, {paths.front()}); !status) {
            return explain(app, status.error().message);
        }
    }
    if (const auto unexpected = app.remaining(true); !unexpected.empty()) {
        // "--lr=0.1" is written in one.
        const std::string word = unexpected.front().substr(0, unexpected.front().find('='));
        const std::vector<std::string> expected = expectedWords(app);
        const std::string ours = ourWord(word);
        const bool isOption = std::find(expected.begin(), expected.end(), ours) != expected.end();
        message = fmt::format("not expected here: {}", fmt::join(unexpected, " "));
        message = !isOption      ? withLikelyWord(message, word, expected).english()
                  : ours == word ? message + ", which stands after the command"
                                 : fmt::format("{}; did you mean {}?", message, ours);
    }
    while (!message.empty() && (message.back() == '\n' || message.back() == '.')) {
        message.pop_back();
    }
    return explain(app, message);
}

}  // namespace

std::string refuseEmpty(const std::string& path)
{
    return path.empty() ? "got '', it needs a path" : "";
}

std::function<std::string(const std::string&)> oneOfWords(std::vector<std::string> words)
{
    return [words = std::move(words)](const std::string& text) -> std::string {
        const bool isOne = std::find(words.begin(), words.end(), text) != words.end();
        return isOne ? ""
                     : withLikelyWord(fmt::format("got '{}', it needs one of {}", text, fmt::join(words, ", ")), text,
                                      words);
    };
}

int runCommandLine(int argc, char** argv)
{
    CLI::App app("Normscope: see what batch normalization does", "normscope");
    app.get_formatter()->column_width(32);
    Chosen chosen;
    std::vector<std::string> paths;
    app.add_option("PATH", paths, "without a command: results, folders of them or settings to open in the window")
        ->type_name("")
        ->check(refuseEmpty);
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
            return explainParseError(app, error, paths);
        }
        std::ostringstream text;
        (void)app.exit(error, text, text);
        print(text.str());
        return kDone;
    }
    if (chosen && !paths.empty()) {
        return explain(app, fmt::format("not expected here: {}", fmt::join(paths, " ")));
    }
    if (const auto status = checkPaths(app, paths); !status) {
        return explain(app, status.error().message);
    }
    if (auto status = checkEnvironmentVariables(); !status) {
        return giveUp(status.error());
    }
    (void)setUpLogging("warning");
    if (chosen) {
        return chosen();
    }
    if (auto status = findDisplay(); !status) {
        printError(status.error().message.english());
        print(app.help());
        return kUsage;
    }
    return openWindow(argc, argv, paths);
}

}  // namespace normscope
