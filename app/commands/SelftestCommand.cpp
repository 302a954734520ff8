#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/experiment/TextTable.h>
#include <normscope/runtime/Threads.h>
#include <normscope/train/TrainingEngine.h>

#include "../Console.h"
#include "Commands.h"

namespace normscope
{

namespace
{

int run()
{
    if (auto status = prepareTraining(); !status) {
        return giveUp(status.error());
    }
    const auto engine = trainingEngine();
    if (!engine) {
        return giveUp(engine.error());
    }
    TextTable table({"compared", "", "apart", "accepted", ""});
    table.alignLeft(1);
    int failed = 0;
    int passed = 0;
    for (const SelfCheck& check : (*engine)->selfChecks(availableThreads())) {
        const CheckResult result = check.run();
        ++(result.passed() ? passed : failed);
        table.addRow({check.group, check.title, result.error.empty() ? fmt::format("{:.1e}", result.difference) : "—",
                      fmt::format("{:.0e}", result.tolerance), result.passed() ? "ok" : "FAILED"});
        if (!result.error.empty()) {
            printError(fmt::format("{}: {}", check.title, result.error));
        }
    }
    print(table.text());
    print(fmt::format("\napart: max|a - b| / max(1, max|b|), or what the row says\n{} checks passed, {} failed\n",
                      passed, failed));
    return failed == 0 ? kDone : kFailed;
}

}  // namespace

void addSelftestCommand(CLI::App& app, Chosen& chosen)
{
    app.add_subcommand("selftest", "Check the layers on this machine: against LibTorch, gradients, determinism")
        ->callback([&chosen] { chosen = run; });
}

}  // namespace normscope
