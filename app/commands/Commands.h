#pragma once

#include <functional>
#include <string>
#include <vector>

#include <CLI/App.hpp>

#include <normscope/experiment/ExperimentSpec.h>

/// The commands of the program. Each function adds one to the command line; when the user asked for it, `chosen` is
/// what to run, returning the exit code.
namespace normscope
{

using Chosen = std::function<int()>;

/// Checks an option that is a path: an empty one is a script's mistake and must not mean the default. The error or "".
[[nodiscard]] std::string refuseEmpty(const std::string& path);

/// Checks an option that is one of some words. The error or "".
[[nodiscard]] std::function<std::string(const std::string&)> oneOfWords(std::vector<std::string> words);

void addExperimentCommand(CLI::App& app, Chosen& chosen, ExperimentKind kind);
void addResumeCommand(CLI::App& app, Chosen& chosen);
void addReportCommand(CLI::App& app, Chosen& chosen);
void addExportCommand(CLI::App& app, Chosen& chosen);
void addDatasetsCommand(CLI::App& app, Chosen& chosen);
void addNetworkCommand(CLI::App& app, Chosen& chosen);
void addSelftestCommand(CLI::App& app, Chosen& chosen);
void addInfoCommand(CLI::App& app, Chosen& chosen);

/// What no command at all asks for: the window, with what those paths lead to, until it is closed. findDisplay() has
/// found a display.
[[nodiscard]] int openWindow(int argc, char** argv, const std::vector<std::string>& paths);

}  // namespace normscope
