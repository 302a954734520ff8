#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Json.h>
#include <normscope/base/Logging.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/Suggestion.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/ListText.h>
#include <normscope/experiment/Preparation.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/train/TrainingEngine.h>

#include "../Console.h"
#include "../FetchTalk.h"
#include "../Interruption.h"
#include "../TrainingRun.h"
#include "Commands.h"

namespace normscope
{

namespace
{

/// The preset of several cases.
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
    bool download = false;
    TalkOptions talk;
};

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
                        Message::tr("--network and --{} contradict each other: leave one of them out", key));
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
                const std::string likely = likelyNumber(*setting, text);
                const auto severalCases =
                    Message::tr("{}: a list of values makes several cases, which are for twin; train takes one value",
                                setting->option());
                return fail(ErrorCode::Usage, likely.empty() ? severalCases
                                                             : Message::tr("{}; if '{}' is one number, write {}",
                                                                           severalCases, inSentence(text), likely));
            }
            auto list = listFromText(*setting, text);
            if (!list) {
                return fail(list.error().code, Message::tr("{}: {}", setting->option(), list.error().message));
            }
            lists.push_back(std::move(*list));
            continue;
        }
        if (auto status = setting->parse(config.spec, text); !status) {
            return fail(status.error().code, Message::tr("{}: {}", setting->option(), status.error().message));
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
    if (const Preset* preset = findPreset(name)) {
        const ExperimentKind kind = spec.kind;
        spec = specOf(*preset, spec.dataset);
        spec.kind = kind;
        return {};
    }
    std::vector<std::string> names;
    for (const Preset& preset : presets()) {
        names.emplace_back(preset.key);
    }
    return fail(ErrorCode::Usage, withLikelyWord(Message::tr("--preset: there is no preset '{}'; there are {}", name,
                                                             fmt::join(names, ", ")),
                                                 name, names));
}

/// A case that is given: what the line says holds for it, too.
Status change(ExperimentCase& one, const Options& options)
{
    ExperimentConfig config{one.spec, one.facts};
    std::vector<ValueList> lists;
    if (auto status = applyOptions(options, config, lists); !status) {
        return status;
    }
    if (!lists.empty()) {
        return fail(ErrorCode::Usage,
                    Message::tr("{}: the cases are given one by one and take no list: give one value, or start from "
                                "settings",
                                findSetting(lists.front().key)->option()));
    }
    one.spec = std::move(config.spec);
    one.facts = std::move(config.facts);
    return {};
}

/// The preset assignment with what the line says.
Result<Experiment> assembleAssignment(const Options& options, ExperimentKind kind)
{
    if (kind == ExperimentKind::Train) {
        return fail(ErrorCode::Usage, Message::tr("--preset assignment compares variants: use it with twin"));
    }
    return assignmentExperiment([&](ExperimentSpec& spec) {
        ExperimentCase one{{}, {}, spec, {}};
        auto status = change(one, options);
        spec = std::move(one.spec);
        return status;
    });
}

/// What the line asks for: the preset, over it the configuration, over both the options.
Result<Experiment> assemble(const Options& options, ExperimentKind kind)
{
    if (options.preset == kAssignmentPreset) {
        return assembleAssignment(options, kind);
    }
    ExperimentConfig config;
    config.spec.kind = kind;
    if (!options.preset.empty()) {
        if (auto status = applyPreset(options.preset, config.spec); !status) {
            return passOn(status);
        }
    }
    std::vector<ValueList> lists;
    if (!options.config.empty()) {
        auto json = readJsonObject(options.config);
        if (!json) {
            return fail(ErrorCode::Usage, json.error().message);
        }
        if (namesCases(*json)) {
            auto experiment = experimentFromJson(*json, config.spec, options.config);
            for (std::size_t i = 0; experiment && i < experiment->cases.size(); ++i) {
                if (auto status = change(experiment->cases[i], options); !status) {
                    return passOn(status);
                }
            }
            return experiment;
        }
        if (kind == ExperimentKind::Twin) {
            lists = takeLists(*json);
        }
        auto read = fromJson(*json, config.spec, options.config);
        if (!read) {
            return passOn(read);
        }
        config = std::move(*read);
    }
    if (auto status = applyOptions(options, config, lists); !status) {
        return passOn(status);
    }
    return experimentOf(config, lists);
}

int run(const Options& options, ExperimentKind kind)
{
    if (auto status = setUpLogging(options.logLevel); !status) {
        return giveUp(status.error());
    }
    // From here on a signal is obeyed, also where it comes before the first step.
    RunControl control;
    const Interruption interruption(control);
    auto experiment = assemble(options, kind);
    if (!experiment) {
        return giveUp(experiment.error());
    }
    nameDataFromAnywhere(*experiment);
    if (options.download) {
        if (!options.out.empty()) {
            if (auto status = checkTarget(options.out, options.force); !status) {
                return giveUp(status.error());
            }
        }
        if (const int code = fetchWhatIsMissing(*experiment, options.talk, control); code != kDone) {
            return code;
        }
    }
    std::filesystem::path folder =
        options.out.empty() ? defaultFolderFor(*experiment) : std::filesystem::path(options.out);
    if (auto status = checkBeforeData(*experiment, folder, options.force); !status) {
        return giveUp(status.error());
    }
    std::optional<ReservedFolder> reserved;
    while (options.out.empty() && !reserved) {
        auto made = ReservedFolder::make(folder);
        if (!made) {
            return giveUp(made.error());
        }
        if (made->path() == folder) {
            reserved = std::move(*made);
        } else {
            // Another process was faster: numbers are counted up from the name, not from a numbered one.
            folder = defaultFolderFor(*experiment);
        }
    }
    if (auto status = prepareTraining(); !status) {
        return giveUp(status.error());
    }
    return trainExperiment(*experiment, {folder, options.force, options.tensorBoard, options.talk}, control);
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

/// In the order of the line, which CLI11 does not call back in: the last list changes fastest.
void sortAsGiven(Options& options, const CLI::App& command)
{
    const auto& order = command.parse_order();
    const auto placeOf = [&](const auto& one) {
        return std::find_if(order.begin(), order.end(),
                            [&](const CLI::Option* option) { return option->get_name() == one.first->option(); });
    };
    std::stable_sort(options.settings.begin(), options.settings.end(),
                     [&](const auto& a, const auto& b) { return placeOf(a) < placeOf(b); });
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
                     isTwin ? "ready-made settings, or assignment: the MLP, the CNN and the ResNet in one"
                            : "ready-made settings; --config and options override them")
        ->type_name("NAME")
        ->check(refuseEmpty);
    command->add_flag("--download", options->download,
                      "fetch the datasets that are missing: mnist, fashion-mnist, kmnist");
    command->add_flag("--tensorboard", options->tensorBoard,
                      "also write TensorBoard event files while training, into tensorboard/ of the results");
    command->add_flag("--quiet", options->talk.quiet, "print nothing but errors and warnings");
    command->add_flag("--json", options->talk.json, "print events as JSON, one object a line, and nothing else");
    command
        ->add_option("--log-level", options->logLevel, "trace, debug, info, warning, error, critical or off (warning)")
        ->type_name("LEVEL");
    command->callback([&chosen, options, kind, command] {
        sortAsGiven(*options, *command);
        chosen = [options, kind] { return run(*options, kind); };
    });
}

}  // namespace normscope
