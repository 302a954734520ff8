#include <algorithm>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/TextTable.h>
#include <normscope/runtime/Threads.h>

#include "../Console.h"
#include "../FetchTalk.h"
#include "../Interruption.h"
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
        const std::string where = !folder           ? "not here: datasets fetch " + dataset.name
                                  : folder->empty() ? "part of the program"
                                                    : *folder;
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
                std::int64_t ink = 0;
                for (std::int64_t channel = 0; channel < set.channels; ++channel) {
                    const auto* pixel = set.image(i) + (channel * set.rows + row) * set.columns + column;
                    ink += pixel[0] + (row + 1 < set.rows ? pixel[set.columns] : 0);
                }
                text += kShades[static_cast<std::size_t>(ink * 9 / (510 * set.channels))];
            }
            text += ' ';
        }
        text += '\n';
    }
    return text;
}

std::vector<std::int64_t> countsOf(const ImageSet& set, std::size_t classes)
{
    std::vector<std::int64_t> counts(classes);
    for (const std::uint16_t label : set.labels) {
        ++counts.at(label);
    }
    return counts;
}

/// How many images of each class there are.
std::string classTable(const ImageDataset& dataset)
{
    const std::vector<std::string> numbers = numberedClasses(dataset.classCount());
    const bool hasNames = dataset.classes != numbers;
    TextTable table(hasNames ? std::vector<std::string>{"class", "name", "training", "test"}
                             : std::vector<std::string>{"class", "training", "test"});
    if (hasNames) {
        table.alignLeft(1);
    }
    const auto add = [&](const std::string& title, const std::string& name, std::int64_t train, std::int64_t test) {
        std::vector<std::string> cells{title, grouped(train), grouped(test)};
        if (hasNames) {
            cells.insert(cells.begin() + 1, name);
        }
        table.addRow(std::move(cells));
    };
    const auto train = countsOf(dataset.train, dataset.classes.size());
    const auto test = countsOf(dataset.test, dataset.classes.size());
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        add(numbers[i], dataset.classes[i], train[i], test[i]);
    }
    table.addRule();
    add("all", "", dataset.train.count(), dataset.test.count());
    return table.text();
}

/// "0.1307", of several channels "0.4914, 0.4822, 0.4465".
std::string numbersText(const std::vector<double>& numbers)
{
    return fmt::format("{:.4f}", fmt::join(numbers, ", "));
}

int show(const std::string& name)
{
    const auto dataset = loadDataset(name, availableThreads());
    if (!dataset) {
        return giveUp(dataset.error());
    }
    const Normalization normalization = normalizationOf(dataset->train);
    print(fmt::format("{}: images of {}, training pixels have mean {} and standard deviation {} (of 1)\n"
                      "SHA-256 {}\n\n",
                      dataset->name, sizeText(dataset->train), numbersText(normalization.mean),
                      numbersText(normalization.std), dataset->sha256));
    if (dataset->testSplit > 0) {
        print(
            fmt::format("No test images: {} were split off for the test, a seventh of each class, always the same.\n\n",
                        grouped(dataset->testSplit)));
    }
    print(classTable(*dataset));
    constexpr std::int64_t kShown = 3;
    print("\n" + drawImages(dataset->train, 0, kShown) + drawImages(dataset->train, kShown, kShown));
    return kDone;
}

int fetch(const std::string& name, const TalkOptions& options)
{
    RunControl control;
    const Interruption interruption(control);
    return fetchAndTell(name, options, control);
}

}  // namespace

void addDatasetsCommand(CLI::App& app, Chosen& chosen)
{
    CLI::App* command = app.add_subcommand("datasets", "List, fetch, verify or show the datasets");
    command->callback([&chosen, command] {
        if (command->get_subcommands().empty()) {
            chosen = list;
        }
    });
    command->add_subcommand("list", "What there is and where")->callback([&chosen] { chosen = list; });
    const auto name = std::make_shared<std::string>();
    const auto talk = std::make_shared<TalkOptions>();
    CLI::App* fetching = command->add_subcommand("fetch", "Download a dataset, unless it is there");
    fetching->add_option("NAME", *name, "mnist, fashion-mnist or kmnist")->required();
    fetching->add_flag("--quiet", talk->quiet, "print nothing but errors and warnings");
    fetching->add_flag("--json", talk->json, "print events as JSON, one object a line, and nothing else");
    fetching->callback([&chosen, name, talk] { chosen = [name, talk] { return fetch(*name, *talk); }; });
    const auto add = [&](const char* verb, const char* help, int (*action)(const std::string&)) {
        CLI::App* sub = command->add_subcommand(verb, help);
        sub->add_option("NAME", *name, "a dataset's name, a folder or a file")->required();
        sub->callback([&chosen, name, action] { chosen = [name, action] { return action(*name); }; });
    };
    add("verify", "Check a dataset's files against each other and against what is published", verify);
    add("show", "Count the classes of a dataset and draw its first images", show);
}

}  // namespace normscope
