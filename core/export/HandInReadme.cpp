#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Json.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/export/HandInExport.h>
#include <normscope/export/RepeatCommand.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// A row of the table of contents, told only where `without` is not among what is missing.
struct Content
{
    const char* without;
    const char* row;
};

constexpr std::array kContents{Content{"report.html", "| `report.html` | the report, to be opened in a browser |\n"},
                               Content{"report.pdf", "| `report.pdf` | the report, to be printed |\n"},
                               Content{"report.tex", "| `report.tex` | the report, to be edited with LaTeX |\n"},
                               Content{"report.md", "| `report.md` | the report as Markdown |\n"},
                               Content{"figures", "| `figures/` | its figures |\n"},
                               Content{"comparison.csv", "| `comparison.csv` | what differs between the variants |\n"},
                               Content{"comparison.json", "| `comparison.json` | the same for programs |\n"}};

std::string contents(const std::vector<std::string>& missing, bool areSeveral)
{
    const std::string below = areSeveral ? "experiments/NAME/" : "";
    std::string text = "\n## What is in here\n\n| file | what it is |\n|---|---|\n";
    for (const Content& content : kContents) {
        if (std::find(missing.begin(), missing.end(), content.without) == missing.end()) {
            text += content.row;
        }
    }
    text += fmt::format("| `{}experiment.json` | all settings, to repeat the experiment from |\n", below);
    text += fmt::format("| `{}seed-N/VARIANT/` | each run: loss of every iteration, evaluations, epochs, summary |\n",
                        below);
    return text + "\n";
}

/// A text of a file as Markdown's plain text, in one line and not too long.
std::string escaped(const std::string& text)
{
    constexpr std::size_t kLongest = 200;
    std::string markdown;
    for (const char c : inSentence(text, kLongest)) {
        if (std::string_view("\\`*_[]<>|~$&#").find(c) != std::string_view::npos) {
            markdown += '\\';
        }
        markdown += c;
    }
    return markdown;
}

/// The environment that the numbers were made in, where its file can be read.
std::string environmentOf(const ExportSource& source)
{
    const auto json = readJsonBelow(source.stored.experiment, kEnvironmentFile);
    if (!json) {
        return {};
    }
    std::string text;
    for (const auto& [key, title] : {std::pair("program", "Normscope"), std::pair("libtorch", "LibTorch"),
                                     std::pair("cpu", "processor"), std::pair("threads", "threads"),
                                     std::pair("blas", "BLAS"), std::pair("kernel_level", "vector instructions")}) {
        const auto value = json->find(key);
        if (value != json->end() && !value->is_structured()) {
            text += fmt::format("- {}: {}\n", title,
                                escaped(value->is_string() ? value->get<std::string>() : jsonText(*value)));
        }
    }
    return text;
}

/// What the folders of several cases are; nothing of the only one.
std::string handedInCases(const ExportSources& sources, const fs::path& folder)
{
    std::string text;
    for (const auto& [place, source] : sources.cases) {
        text += place.empty() ? "" : fmt::format("{}`{}/`", text.empty() ? "" : ", ", (folder / place).string());
    }
    return text.empty() ? "" : fmt::format("The cases of this experiment, each with its runs: {}.\n\n", text);
}

/// A command as a block of code; a name that breaks the line would break out of it.
std::string code(std::string command)
{
    for (char& c : command) {
        c = static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return "    " + command + "\n";
}

std::string datasetOf(const ExportSource& source)
{
    const std::string& digest = source.stored.facts.datasetSha256;
    if (digest.empty() || digest.find_first_not_of("0123456789abcdef") != std::string::npos) {
        return {};
    }
    return fmt::format("The images must be those with the SHA-256 `{}` over the four unpacked IDX files; `normscope "
                       "datasets list` says where datasets are looked for.\n",
                       digest);
}

}  // namespace

std::string handInReadme(std::span<const ExportSources> experiments, const std::vector<std::string>& missing,
                         const std::string& reportOptions)
{
    const auto places = handInPlaces(experiments);
    const bool areSeveral = experiments.size() > 1;
    std::string text = "# Results of Normscope: what batch normalization does\n";
    if (!missing.empty()) {
        text += fmt::format("\nNot in here, because it was not there when the archive was made: {}.\n",
                            fmt::join(missing, ", "));
    }
    text += contents(missing, areSeveral);
    for (std::size_t i = 0; i < experiments.size(); ++i) {
        text += handedInCases(experiments[i], places[i]);
    }
    text += "Weights and data are left out: the commands below make the weights again.\n";
    text += "\n## How to make all of it again\n\nWith Normscope installed, in the folder that this file is in:\n\n";
    std::string report = "normscope report";
    for (std::size_t i = 0; i < experiments.size(); ++i) {
        const std::string command = nameOf(experiments[i].cases.front().second.stored.spec.kind);
        const fs::path repeated = areSeveral ? fs::path("repeated") / places[i].filename() : fs::path("repeated");
        text += code(fmt::format("normscope {} --config {} --out {}", command,
                                 shellWord((places[i] / kExperimentFile).string()), shellWord(repeated.string())));
        report += " " + shellWord(repeated.string());
    }
    text += code(report + (areSeveral ? " --out repeated/report" : "") + reportOptions);
    text += areSeveral ? "" : code("normscope export repeated --format handin");
    text += areSeveral || experiments.front().hasSeveral ? "\nEach of its cases alone:\n\n"
                                                         : "\nThe first command with its options written out:\n\n";
    for (const ExportSources& sources : experiments) {
        for (const auto& [place, source] : sources.cases) {
            text += code(repeatCommand(source.stored.spec));
        }
    }
    text += "\nThe same machine, program and number of threads give the same losses to the last bit; seconds differ.\n";
    std::set<std::string> told;
    for (const ExportSources& sources : experiments) {
        if (const std::string dataset = datasetOf(sources.cases.front().second);
            !dataset.empty() && told.insert(dataset).second) {
            text += "\n" + dataset;
        }
    }
    for (const ExportSources& sources : experiments) {
        if (const std::string environment = environmentOf(sources.cases.front().second);
            !environment.empty() && told.insert(environment).second) {
            text += "\n## Where the numbers were made\n\n" + environment;
        }
    }
    return text;
}

}  // namespace normscope
