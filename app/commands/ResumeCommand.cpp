#include <algorithm>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/Logging.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/runtime/Blas.h>

#include "../Console.h"
#include "../Interruption.h"
#include "../TrainingTalk.h"
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
};

/// Whether every run of the experiment is done or diverged.
bool isOver(const StoredConfig& stored)
{
    const ExperimentSpec& spec = stored.config.spec;
    return std::all_of(spec.seeds.begin(), spec.seeds.end(), [&](std::uint64_t seed) {
        int over = 0;
        for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
            const auto run = readRun(stored.folder, spec, seed, twin);
            over += run && *run && ((*run)->status == RunStatus::Done || (*run)->status == RunStatus::Diverged) ? 1 : 0;
        }
        return over == (spec.kind == ExperimentKind::Twin ? 2 : 1);
    });
}

int run(const Options& options)
{
    if (auto status = setUpLogging(options.logLevel); !status) {
        return giveUp(status.error());
    }
    const auto stored = readStoredConfig(options.folder);
    if (!stored) {
        return giveUp(stored.error());
    }
    if (isOver(*stored)) {
        if (!options.talk.quiet && !options.talk.json) {
            print(fmt::format("{} is finished: nothing is left to train\n", stored->folder.string()));
        }
        return kDone;
    }
    const BlasInfo blas = findBlas();
    tameBlas(blas);
    if (!blas.advice.empty()) {
        spdlog::warn(blas.advice);
    }
    RunControl control;
    const Interruption interruption(control);
    const auto experiment = prepareExperiment(stored->config.spec, stored->config.facts);
    if (!experiment) {
        return giveUp(experiment.error());
    }
    TrainingTalk talk(options.talk, experiment->spec);
    return talk.end(resumeExperiment(*experiment, stored->config.facts, stored->folder, control, talk.sink()),
                    stored->folder);
}

}  // namespace

void addResumeCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("resume", "Go on with an experiment that was interrupted");
    const auto options = std::make_shared<Options>();
    command->add_option("DIR", options->folder, "its folder, or that of one of its runs")
        ->required()
        ->check(refuseEmpty);
    command->add_flag("--quiet", options->talk.quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->talk.json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options] { chosen = [options] { return run(*options); }; });
}

}  // namespace normscope
