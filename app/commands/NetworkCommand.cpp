#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/data/IdxFile.h>
#include <normscope/experiment/ListText.h>
#include <normscope/experiment/RunInfo.h>
#include <normscope/experiment/Settings.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Variants.h>
#include <normscope/runtime/Memory.h>

#include "../Console.h"
#include "../HeadlessGui.h"
#include "../ModelTable.h"
#include "Commands.h"
#include "ui/report/figures/FigureKinds.h"

namespace normscope
{

namespace
{

/// The settings that a family's network is made of.
constexpr std::array kNetworkSettings{"model", "hidden", "channels", "blocks", "widths", "bn_momentum", "bn_eps"};

struct Options
{
    std::string path;  ///< a network's file, or the folder of an experiment, a case or a run
    std::vector<std::pair<const Setting*, std::string>> settings;
    DataShape data;
    std::string variant;
    std::string format = "table";
    std::string out;
};

/// The network that the settings on the line make.
Result<graph::Graph> networkOfFamily(const Options& options)
{
    ExperimentSpec spec;
    for (const auto& [setting, text] : options.settings) {
        if (auto status = setting->parse(spec, text); !status) {
            return fail(status.error().code, Message::tr("{}: {}", setting->option(), status.error().message));
        }
    }
    if (auto status = checkDepth(spec); !status) {
        return passOn(status);
    }
    return modelOf(spec, options.data);
}

Result<graph::Graph> networkOf(const Options& options)
{
    if (options.path.empty()) {
        return networkOfFamily(options);
    }
    if (!options.settings.empty()) {
        return fail(ErrorCode::Usage,
                    Message::tr("{} and {} contradict each other: give a network or what to make it of", options.path,
                                options.settings.front().first->option()));
    }
    std::error_code ignored;
    return std::filesystem::is_directory(options.path, ignored) ? storedNetwork(options.path)
                                                                : graph::readGraph(options.path);
}

Result<std::string> pictureOf(const graph::Graph& network)
{
    const HeadlessGui gui;
    const auto figure = ui::networkFigure(network);
    if (!figure) {
        return fail(ErrorCode::Usage,
                    Message::tr("the network has too many parts to be drawn: take --format table or json"));
    }
    return ui::svgOf(*figure).toStdString();
}

int show(const Options& options)
{
    auto network = networkOf(options);
    if (network && !options.variant.empty()) {
        network = graph::variantOf(*network, options.variant);
    }
    if (!network) {
        return giveUp(network.error());
    }
    if (const auto nodes = graph::describe(*network); !nodes) {
        return giveUp(nodes.error());
    }
    Result<std::string> text = options.format == "table"  ? networkTable(*network)
                               : options.format == "json" ? jsonText(graph::toJson(*network), 2) + "\n"
                                                          : pictureOf(*network);
    if (!text) {
        return giveUp(text.error());
    }
    if (options.out.empty()) {
        print(*text);
        return kDone;
    }
    if (auto status = writeFileAtomically(options.out, *text); !status) {
        return giveUp(status.error());
    }
    return kDone;
}

int check(const Options& options)
{
    const auto network = graph::readGraph(options.path);
    if (!network) {
        return giveUp(network.error());
    }
    const auto nodes = graph::describe(*network).value();
    const graph::NodeDescription& last = nodes.back();
    if (last.outputShape.size() != 1) {
        return giveUp({ErrorCode::Usage,
                       fmt::format("{}: node \"{}\" is the last one and gives {}: let it give one number a class",
                                   options.path, last.name, graph::toText(last.outputShape))});
    }
    const auto largest = std::max_element(
        nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return a.counts.total() < b.counts.total(); });
    const double bytes = static_cast<double>(largest->counts.total()) * sizeof(float);
    if (const auto available = availableMemory(); available && bytes > static_cast<double>(*available)) {
        return giveUp(
            {ErrorCode::Usage,
             fmt::format("{}: node \"{}\" has {} parameters, more than the memory that is available holds: make "
                         "it smaller",
                         options.path, largest->name, grouped(largest->counts.total()))});
    }
    print(fmt::format("{}: {} nodes, {} parameters, {} to {} classes\n", options.path,
                      grouped(static_cast<std::int64_t>(nodes.size())), grouped(graph::totalOf(nodes).total()),
                      graph::toText(network->input), graph::toText(last.outputShape)));
    return kDone;
}

/// "1,28,28" as extents.
std::string parseImage(const std::string& text, Options& options)
{
    if (auto status = checkWholeNumbers(text); !status) {
        return status.error().message.english();
    }
    std::vector<std::int64_t> extents;
    for (const std::string& part : splitAtCommas(text)) {
        const std::int64_t extent = parseInteger(part).value_or(0);
        extents.push_back(extent <= kLargestImageSide ? extent : 0);
    }
    if (extents.size() != 3 || *std::min_element(extents.begin(), extents.end()) < 1) {
        return fmt::format("got '{}', it needs channels, height and width, as in 1,28,28", text);
    }
    options.data.image = std::move(extents);
    return {};
}

}  // namespace

void addNetworkCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("network", "Show a network as table, JSON or picture, or check one");
    command->require_subcommand(1);

    const auto options = std::make_shared<Options>();
    CLI::App* shown = command->add_subcommand("show", "A network of the options, of a file or of a run");
    shown->add_option("PATH", options->path, "a network's JSON file, or the folder of an experiment, a case or a run")
        ->check(refuseEmpty);
    for (const char* key : kNetworkSettings) {
        const Setting* setting = findSetting(key);
        shown
            ->add_option_function<std::string>(
                setting->option(),
                [options, setting](const std::string& text) { options->settings.emplace_back(setting, text); },
                setting->help)
            ->type_name(setting->valueName);
    }
    shown->add_option("--image", "channels, height and width of the images (1,28,28)")
        ->type_name("C,H,W")
        ->check([options](const std::string& text) { return parseImage(text, *options); });
    shown->add_option("--classes", options->data.classes, "number of classes (10)")
        ->type_name("N")
        ->check(CLI::Range(2, 256));
    shown
        ->add_option("--variant", options->variant,
                     "bn, no-bn, layer-norm, group-norm, bn-after or noisy-bn (as it is)")
        ->type_name("LABEL");
    shown->add_option("--format", options->format, "table, json or svg (table)")
        ->type_name("table|json|svg")
        ->check(oneOfWords({"table", "json", "svg"}));
    shown->add_option("--out", options->out, "file to write instead of printing")
        ->type_name("FILE")
        ->check(refuseEmpty);
    shown->callback([&chosen, options] { chosen = [options] { return show(*options); }; });

    CLI::App* checked =
        command->add_subcommand("check", "Say whether a network's JSON file holds one that fits together");
    checked->add_option("FILE", options->path, "a network's JSON file")->required()->check(refuseEmpty);
    checked->callback([&chosen, options] { chosen = [options] { return check(*options); }; });
}

}  // namespace normscope
