#include <memory>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/Logging.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/runtime/Blas.h>

#include "../Console.h"
#include "../Interruption.h"
#include "../JsonEvents.h"
#include "../LossPlot.h"
#include "../ModelTable.h"
#include "../Progress.h"
#include "Commands.h"

namespace normscope
{

namespace
{

/// What the line said, in its order.
struct Options
{
    std::vector<std::pair<const Setting*, std::string>> settings;
    std::string config;
    std::string out;
    std::string logLevel = "warning";
    bool force = false;
    bool quiet = false;
    bool json = false;
};

/// The experiment that configuration and options ask for, and the data that the configuration was made with.
Result<ExperimentConfig> assemble(const Options& options, ExperimentKind kind)
{
    ExperimentConfig config;
    config.spec.kind = kind;
    if (!options.config.empty()) {
        auto read = readConfig(options.config, config.spec);
        if (!read) {
            return read;
        }
        config = std::move(*read);
    }
    for (const auto& [setting, text] : options.settings) {
        if (auto status = setting->parse(config.spec, text); !status) {
            return fail(status.error().code, fmt::format("{}: {}", setting->option(), status.error().message));
        }
        if (setting->key == "dataset") {
            config.facts.datasetSha256.clear();
        } else if (setting->key == "test_dataset") {
            config.facts.testDatasetSha256.clear();
        }
    }
    return config;
}

int exitCodeOf(const ExperimentOutcome& outcome)
{
    for (const Error& error : outcome.errors) {
        printError(error.message);
    }
    if (outcome.isCancelled || !outcome.errors.empty()) {
        return kFailed;
    }
    return outcome.isDiverged ? kDiverged : kDone;
}

int run(const Options& options, ExperimentKind kind)
{
    if (auto status = setUpLogging(options.logLevel); !status) {
        return giveUp(status.error());
    }
    const auto config = assemble(options, kind);
    if (!config) {
        return giveUp(config.error());
    }
    const std::filesystem::path folder =
        options.out.empty() ? defaultFolderFor(config->spec) : std::filesystem::path(options.out);
    if (auto status = checkBeforeData(config->spec, folder, options.force); !status) {
        return giveUp(status.error());
    }
    const BlasInfo blas = findBlas();
    tameBlas(blas);
    if (!blas.advice.empty()) {
        spdlog::warn(blas.advice);
    }
    RunControl control;
    const Interruption interruption(control);
    const auto experiment = prepareExperiment(config->spec, config->facts);
    if (!experiment) {
        return giveUp(experiment.error());
    }
    const bool talks = !options.quiet && !options.json;
    if (talks) {
        print(modelTable(experiment->spec, experiment->data.train.rows, experiment->data.train.columns));
    }
    Progress progress(experiment->spec);
    const auto outcome =
        runExperiment(*experiment, folder, options.force, control, [&](std::uint64_t seed, const TrainingEvent& event) {
            if (options.json) {
                print(jsonLine(seed, event));
            } else if (talks) {
                progress.show(seed, event);
            }
        });
    progress.finish();
    if (!outcome) {
        return giveUp(outcome.error());
    }
    if (options.json) {
        print(jsonLine(folder.string(), outcome->comparison));
    } else if (talks) {
        print(toText(outcome->comparison));
        print(lossPlot(outcome->runs));
        print(fmt::format("\nResults: {}\n", folder.string()));
    }
    if (outcome->isCancelled) {
        printError(fmt::format("stopped before the end; what there is was saved in {}", folder.string()));
    }
    return exitCodeOf(*outcome);
}

void addSettings(CLI::App& command, const std::shared_ptr<Options>& options, ExperimentKind kind)
{
    for (const Setting& setting : settings()) {
        if (setting.only && *setting.only != kind) {
            continue;
        }
        const auto keep = [options, &setting](const std::string& text) {
            options->settings.emplace_back(&setting, text);
        };
        if (setting.valueName.empty()) {
            command.add_flag_callback(
                setting.option(), [keep] { keep("on"); }, setting.help);
        } else {
            command.add_option_function<std::string>(setting.option(), keep, setting.help)
                ->type_name(setting.valueName);
        }
    }
}

}  // namespace

void addExperimentCommand(CLI::App& app, Chosen& chosen, ExperimentKind kind)
{
    const bool isTwin = kind == ExperimentKind::Twin;
    CLI::App* command =
        app.add_subcommand(nameOf(kind), isTwin ? "Train a pair, with and without batch normalization, side by side"
                                                : "Train one network");
    const auto options = std::make_shared<Options>();
    addSettings(*command, options, kind);
    command->add_option("--out", options->out, "folder for the results (a new one in the user's data folder)")
        ->type_name("DIR")
        ->check(refuseEmpty);
    command->add_flag("--force", options->force, "move an experiment that is in --out aside");
    command
        ->add_option("--config", options->config, "settings as JSON, such as an experiment.json; options override it")
        ->type_name("FILE.json")
        ->check(refuseEmpty);
    command->add_flag("--quiet", options->quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options, kind] { chosen = [options, kind] { return run(*options, kind); }; });
}

}  // namespace normscope
