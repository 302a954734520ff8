#include <QtGlobal>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/TextTable.h>
#include <normscope/runtime/Environment.h>
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
    const auto engine = trainingEngine();
    const Environment environment = describeEnvironment(availableThreads());
    TextTable table({"Normscope", environment.program});
    table.alignLeft(1);
    table.addRow({"LibTorch", environment.torch});
    table.addRow({"", environment.torchCapability});
    table.addRow({"Qt", qVersion()});
    table.addRow({"BLAS", environment.blas.name});
    table.addRow({"", environment.blas.library});
    table.addRow({"CPU", environment.cpu});
    table.addRow({"threads", std::to_string(environment.threads)});
    table.addRow({"memory", fmt::format("{:.1f} GiB", static_cast<double>(physicalMemory()) / 0x1p30)});
    table.addRow({"kernel level", environment.kernelLevel});
    table.addRow({"devices", environment.hasCuda ? "cpu, cuda (not used)" : "cpu"});
    table.addRow({"compiler", environment.compiler});
    const std::string results = defaultRunsFolder().string();
    table.addRow({"results", !results.empty() ? results : "where --out says: there is no NORMSCOPE_RUNS and no HOME"});
    print(table.text());
    if (!engine) {
        return giveUp(engine.error());
    }
    if (!environment.blas.advice.empty()) {
        printError(environment.blas.advice);
    }
    return kDone;
}

}  // namespace

void addInfoCommand(CLI::App& app, Chosen& chosen)
{
    app.add_subcommand("info", "Show versions, the linear algebra library, threads and devices")->callback([&chosen] {
        chosen = run;
    });
}

}  // namespace normscope
