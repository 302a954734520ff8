#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Json.h>
#include <normscope/base/Logging.h>
#include <normscope/base/Numbers.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Study.h>
#include <normscope/runtime/MathLibraries.h>

#include "../Console.h"
#include "../Interruption.h"
#include "../TrainingRun.h"
#include "Commands.h"

namespace normscope
{

namespace
{

/// The preset that is a study.
constexpr const char* kAssignmentPreset = "assignment";

/// What the line said, in its order.
struct Options
{
    std::vector<std::pair<const Setting*, std::string>> settings;
    std::string preset;
    std::string config;
    std::string out;
    std::string logLevel = "warning";
    bool force = false;
    bool tensorBoard = false;
    TalkOptions talk;
};

/// What the line asks for: one experiment, or the study that lists or a preset make of it.
struct Asked
{
    ExperimentConfig config;
    std::optional<Study> study;
};

/// The configuration's settings over `config`. Settings that have a list there come into `lists` instead, and a whole
/// study into `asked`.
Status readConfiguration(const std::string& path, Asked& asked, std::vector<ValueList>& lists)
{
    auto json = readJsonObject(path);
    if (!json) {
        return fail(ErrorCode::Usage, json.error().message);
    }
    if (isStudy(*json)) {
        auto study = studyFromJson(*json, path);
        if (!study) {
            return passOn(study);
        }
        asked.study = std::move(*study);
        return {};
    }
    if (asked.config.spec.kind == ExperimentKind::Twin) {
        lists = takeLists(*json);
    }
    auto config = fromJson(*json, asked.config.spec, path);
    if (!config) {
        return passOn(config);
    }
    asked.config = std::move(*config);
    return {};
}

/// A network of one's own stands in place of a family and its options.
Status checkOneNetwork(const Options& options)
{
    const auto has = [&](std::string_view key) {
        return std::any_of(options.settings.begin(), options.settings.end(),
                           [&](const auto& one) { return one.first->key == key; });
    };
    for (const char* key : {"model", "hidden", "channels", "blocks", "widths"}) {
        if (has("network") && has(key)) {
            return fail(ErrorCode::Usage,
                        fmt::format("--network and --{} contradict each other: leave one of them out", key));
        }
    }
    return {};
}

/// The settings of the line. Lists come into `lists`.
Status applyOptions(const Options& options, ExperimentConfig& config, std::vector<ValueList>& lists)
{
    if (auto status = checkOneNetwork(options); !status) {
        return status;
    }
    for (const auto& [setting, text] : options.settings) {
        std::erase_if(lists, [&, key = setting->key](const ValueList& list) { return list.key == key; });
        if (takesList(setting->key) && text.find(',') != std::string::npos) {
            if (config.spec.kind == ExperimentKind::Train) {
                return fail(ErrorCode::Usage,
                            fmt::format("{}: a list of values makes a study, which is for twin; train "
                                        "takes one value",
                                        setting->option()));
            }
            lists.push_back({setting->key, splitAtCommas(text)});
            continue;
        }
        if (auto status = setting->parse(config.spec, text); !status) {
            return fail(status.error().code, fmt::format("{}: {}", setting->option(), status.error().message));
        }
        if (setting->key == "dataset") {
            config.facts.datasetSha256.clear();
        } else if (setting->key == "test_dataset") {
            config.facts.testDatasetSha256.clear();
        }
    }
    return {};
}

Status applyPreset(const std::string& name, ExperimentSpec& spec)
{
    std::vector<std::string> names{kAssignmentPreset};
    for (const Preset& preset : presets()) {
        if (name == preset.key) {
            const ExperimentKind kind = spec.kind;
            spec = specOf(preset, spec.dataset);
            spec.kind = kind;
            return {};
        }
        names.emplace_back(preset.key);
    }
    return fail(ErrorCode::Usage,
                fmt::format("--preset: there is no preset '{}'; there are {}", name, fmt::join(names, ", ")));
}

/// A study whose members are given: what the line says holds for each of them.
Result<Study> changed(Study study, const Options& options)
{
    for (StudyMember& member : study.members) {
        ExperimentConfig config{member.spec, {}};
        std::vector<ValueList> lists;
        if (auto status = applyOptions(options, config, lists); !status) {
            return passOn(status);
        }
        if (!lists.empty()) {
            return fail(ErrorCode::Usage, "a study takes no further lists: give one value, or start from settings");
        }
        member.spec = std::move(config.spec);
    }
    return study;
}

Result<Asked> assemble(const Options& options, ExperimentKind kind)
{
    Asked asked;
    asked.config.spec.kind = kind;
    std::vector<ValueList> lists;
    if (options.preset == kAssignmentPreset) {
        if (kind == ExperimentKind::Train) {
            return fail(ErrorCode::Usage, "--preset assignment compares variants: use it with twin");
        }
        auto study = assignmentStudy([&](ExperimentSpec& spec) {
            auto one = changed({{}, {{"", {}, spec}}}, options);
            if (!one) {
                return Status(passOn(one));
            }
            spec = one->members.front().spec;
            return Status();
        });
        if (!study) {
            return passOn(study);
        }
        asked.study = std::move(*study);
        return asked;
    }
    if (!options.preset.empty()) {
        if (auto status = applyPreset(options.preset, asked.config.spec); !status) {
            return passOn(status);
        }
    }
    if (!options.config.empty()) {
        if (auto status = readConfiguration(options.config, asked, lists); !status) {
            return passOn(status);
        }
    }
    if (asked.study) {
        if (kind == ExperimentKind::Train) {
            return fail(ErrorCode::Usage, fmt::format("{}: is a study, which is for twin", options.config));
        }
        auto study = changed(std::move(*asked.study), options);
        if (!study) {
            return passOn(study);
        }
        asked.study = std::move(*study);
        return asked;
    }
    if (auto status = applyOptions(options, asked.config, lists); !status) {
        return passOn(status);
    }
    if (!lists.empty()) {
        auto study = makeStudy(asked.config.spec, lists);
        if (!study) {
            return passOn(study);
        }
        asked.study = std::move(*study);
    }
    return asked;
}

int runStudy(const Study& study, const Options& options)
{
    const std::filesystem::path folder =
        options.out.empty() ? defaultFolderFor(study) : std::filesystem::path(options.out);
    if (auto status = checkTarget(folder, options.force); !status) {
        return giveUp(status.error());
    }
    for (const StudyMember& member : study.members) {
        if (auto status = checkWithoutData(member.spec); !status) {
            return giveUp({status.error().code, fmt::format("{}: {}", member.name, status.error().message)});
        }
    }
    if (auto status = prepareMathLibraries(); !status) {
        return giveUp(status.error());
    }
    RunControl control;
    const Interruption interruption(control);
    return trainStudy(study, {folder, options.force, options.tensorBoard, options.talk}, control);
}

int run(const Options& options, ExperimentKind kind)
{
    if (auto status = setUpLogging(options.logLevel); !status) {
        return giveUp(status.error());
    }
    auto asked = assemble(options, kind);
    if (!asked) {
        return giveUp(asked.error());
    }
    if (asked->study) {
        nameDataFromAnywhere(*asked->study);
        return runStudy(*asked->study, options);
    }
    ExperimentConfig& config = asked->config;
    nameDataFromAnywhere(config.spec);
    const std::filesystem::path folder =
        options.out.empty() ? defaultFolderFor(config.spec) : std::filesystem::path(options.out);
    if (auto status = checkBeforeData(config.spec, folder, options.force); !status) {
        return giveUp(status.error());
    }
    if (auto status = prepareMathLibraries(); !status) {
        return giveUp(status.error());
    }
    RunControl control;
    const Interruption interruption(control);
    return trainExperiment(config, {folder, options.force, options.tensorBoard, options.talk}, control).exitCode;
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
    CLI::App* command = app.add_subcommand(
        nameOf(kind), isTwin ? "Train variants side by side: with and without batch normalization, or --variants"
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
    command
        ->add_option("--preset", options->preset,
                     isTwin ? "ready-made settings, or assignment: the MLP, the CNN and the ResNet as one study"
                            : "ready-made settings; --config and options override them")
        ->type_name("NAME")
        ->check(refuseEmpty);
    command->add_flag("--tensorboard", options->tensorBoard,
                      "also write TensorBoard event files while training, into tensorboard/ of the results");
    command->add_flag("--quiet", options->talk.quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->talk.json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options, kind] { chosen = [options, kind] { return run(*options, kind); }; });
}

}  // namespace normscope
