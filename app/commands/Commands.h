#pragma once

#include <functional>

#include <CLI/App.hpp>

#include <normscope/experiment/ExperimentSpec.h>

/// The commands of the program. Each function adds one to the command line; when the user asked for it, `chosen` is
/// what to run, returning the exit code.
namespace normscope
{

using Chosen = std::function<int()>;

void addExperimentCommand(CLI::App& app, Chosen& chosen, ExperimentKind kind);
void addReportCommand(CLI::App& app, Chosen& chosen);
void addDatasetsCommand(CLI::App& app, Chosen& chosen);
void addSelftestCommand(CLI::App& app, Chosen& chosen);
void addInfoCommand(CLI::App& app, Chosen& chosen);

}  // namespace normscope
