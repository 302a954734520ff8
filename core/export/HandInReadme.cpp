#include <algorithm>
#include <array>
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

namespace
{

/// A row of the table of contents, told only where `without` is not among what is missing.
struct Content
{
    const char* without;
    const char* row;
};

constexpr std::array kContents{
    Content{"report.html", "| `report.html` | the report, to be opened in a browser |\n"},
    Content{"report.pdf", "| `report.pdf` | the report, to be printed |\n"},
    Content{"report.tex", "| `report.tex` | the report, to be edited with LaTeX |\n"},
    Content{"report.md", "| `report.md` | the report as Markdown |\n"},
    Content{"figures", "| `figures/` | its figures |\n"},
    Content{"comparison.csv", "| `comparison.csv` | what differs between the variants |\n"},
    Content{"comparison.json", "| `comparison.json` | the same for programs |\n"},
    Content{"", "| `experiment.json` | all settings, to repeat the experiment from |\n"},
    Content{"", "| `seed-N/VARIANT/` | each run: loss of every iteration, evaluations, epochs, summary |\n"}};

std::string contents(const std::vector<std::string>& missing)
{
    std::string text = "\n## What is in here\n\n| file | what it is |\n|---|---|\n";
    for (const Content& content : kContents) {
        if (std::find(missing.begin(), missing.end(), content.without) == missing.end()) {
            text += content.row;
        }
    }
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
std::string handedInCases(const ExportSources& sources)
{
    std::string text;
    for (const auto& [place, source] : sources.cases) {
        text += place.empty() ? "" : fmt::format("{}`{}/`", text.empty() ? "" : ", ", place.string());
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

std::string handInReadme(const ExportSources& sources, const std::vector<std::string>& missing)
{
    const ExportSource& first = sources.cases.front().second;
    std::string text = "# Results of Normscope: what batch normalization does\n";
    if (!missing.empty()) {
        text += fmt::format("\nNot in here, because it was not there when the archive was made: {}.\n",
                            fmt::join(missing, ", "));
    }
    text += contents(missing) + handedInCases(sources);
    text += "Weights and data are left out: the commands below make the weights again.\n";
    text += "\n## How to make all of it again\n\nWith Normscope installed, in the folder that this file is in:\n\n";
    const std::string command = nameOf(first.stored.spec.kind);
    text += code(fmt::format("normscope {} --config {} --out repeated", command, kExperimentFile));
    text += code("normscope report repeated");
    text += code("normscope export repeated --format handin");
    text +=
        sources.hasSeveral ? "\nEach of its cases alone:\n\n" : "\nThe first command with its options written out:\n\n";
    for (const auto& [place, source] : sources.cases) {
        text += code(repeatCommand(source.stored.spec));
    }
    text += "\nThe same machine, program and number of threads give the same losses to the last bit; seconds differ.\n";
    if (const std::string dataset = datasetOf(first); !dataset.empty()) {
        text += "\n" + dataset;
    }
    if (const std::string environment = environmentOf(first); !environment.empty()) {
        text += "\n## Where the numbers were made\n\n" + environment;
    }
    return text;
}

}  // namespace normscope
