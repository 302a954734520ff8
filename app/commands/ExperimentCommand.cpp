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
#include "../TrainingTalk.h"
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
    TalkOptions talk;
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
    TrainingTalk talk(options.talk, experiment->spec);
    talk.showModel(*experiment);
    return talk.end(runExperiment(*experiment, folder, options.force, control, talk.sink()), folder);
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
    command->add_flag("--quiet", options->talk.quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->talk.json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options, kind] { chosen = [options, kind] { return run(*options, kind); }; });
}

}  // namespace normscope
