#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/TextTable.h>
#include <normscope/runtime/Threads.h>

#include "../Console.h"
#include "Commands.h"

namespace normscope
{

namespace
{

int list()
{
    TextTable table({"name", "", "where"});
    table.alignLeft(1);
    table.alignLeft(2);
    for (const KnownDataset& dataset : knownDatasets()) {
        const auto folder = locateDataset(dataset.name);
        const std::string where = !folder ? "not here" : folder->empty() ? "part of the program" : *folder;
        table.addRow({dataset.name, dataset.description, where});
    }
    print(table.text());
    print("\nLooked for by name in:\n");
    for (const std::string& folder : datasetFolders()) {
        print("  " + folder + "\n");
    }
    return kDone;
}

int verify(const std::string& name)
{
    const auto checks = verifyDataset(name);
    if (!checks) {
        return giveUp(checks.error());
    }
    TextTable table({"file", "MD5 of the content", ""});
    table.alignLeft(1);
    table.alignLeft(2);
    bool allMatch = true;
    for (const FileCheck& check : *checks) {
        allMatch &= check.matchesKnown.value_or(true);
        table.addRow({check.path, check.md5,
                      !check.matchesKnown   ? "readable; nothing published to compare with"
                      : *check.matchesKnown ? "as published"
                                            : "NOT as published"});
    }
    print(table.text());
    return allMatch ? kDone : kFailed;
}

/// A few images side by side, two rows of pixels to a line of text.
std::string drawImages(const ImageSet& set, std::int64_t first, std::int64_t count)
{
    constexpr std::string_view kShades = " .:-=+*#%@";
    std::string text;
    for (std::int64_t row = 0; row < set.rows; row += 2) {
        for (std::int64_t i = first; i < std::min(first + count, set.count()); ++i) {
            for (std::int64_t column = 0; column < set.columns; ++column) {
                const auto* pixel = set.image(i) + row * set.columns + column;
                const int below = row + 1 < set.rows ? pixel[set.columns] : 0;
                text += kShades[static_cast<std::size_t>((pixel[0] + below) * 9 / 510)];
            }
            text += ' ';
        }
        text += '\n';
    }
    return text;
}

std::vector<std::string> countsOf(const char* title, const ImageSet& set)
{
    std::array<std::int64_t, kClasses> counts{};
    for (const std::uint8_t label : set.labels) {
        ++counts.at(label);
    }
    std::vector<std::string> cells{title, grouped(set.count())};
    std::transform(counts.begin(), counts.end(), std::back_inserter(cells), grouped);
    return cells;
}

int show(const std::string& name)
{
    const auto dataset = loadDataset(name, availableThreads());
    if (!dataset) {
        return giveUp(dataset.error());
    }
    const Normalization normalization = normalizationOf(dataset->train);
    print(fmt::format("{}: images of {}×{}, training pixels have mean {:.4f} and standard deviation {:.4f} (of 1)\n"
                      "SHA-256 {}\n\n",
                      dataset->name, dataset->train.rows, dataset->train.columns, normalization.mean, normalization.std,
                      dataset->sha256));
    TextTable table({"", "images", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"});
    table.addRow(countsOf("training", dataset->train));
    table.addRow(countsOf("test", dataset->test));
    print(table.text());
    constexpr std::int64_t kShown = 3;
    print("\n" + drawImages(dataset->train, 0, kShown) + drawImages(dataset->train, kShown, kShown));
    return kDone;
}

}  // namespace

void addDatasetsCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("datasets", "List, verify or show the datasets");
    command->callback([&chosen, command] {
        if (command->get_subcommands().empty()) {
            chosen = list;
        }
    });
    command->add_subcommand("list", "What there is and where")->callback([&chosen] { chosen = list; });
    const auto name = std::make_shared<std::string>();
    const auto add = [&](const char* verb, const char* help, int (*action)(const std::string&)) {
        CLI::App* sub = command->add_subcommand(verb, help);
        sub->add_option("NAME", *name, "a dataset's name or a folder of IDX files")->required();
        sub->callback([&chosen, name, action] { chosen = [name, action] { return action(*name); }; });
    };
    add("verify", "Check a dataset's files against each other and against what is published", verify);
    add("show", "Count the classes of a dataset and draw its first images", show);
}

}  // namespace normscope
