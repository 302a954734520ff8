#include "ui/report/sections/Reproduction.h"

#include <QCoreApplication>
#include <algorithm>

#include <fmt/format.h>

#include <normscope/export/RepeatCommand.h>

#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportReproduction
{
    Q_DECLARE_TR_FUNCTIONS(ReportReproduction)
};

std::string threadsOf(const ReportExperiment& experiment)
{
    const auto found = std::find_if(experiment.environment.begin(), experiment.environment.end(),
                                    [](const auto& entry) { return entry.first == "threads"; });
    return found == experiment.environment.end() ? std::string() : found->second;
}

/// A folder's name must not look like an option.
std::string folderWord(const std::string& name)
{
    return shellWord(name.starts_with('-') ? "./" + name : name);
}

}  // namespace

QString commandOf(const ReportExperiment& experiment)
{
    const ExperimentSpec& spec = experiment.stored.spec;
    std::string command = repeatCommand(spec);
    const std::string threads = threadsOf(experiment);
    if (!spec.threads && !threads.empty()) {
        command += " --threads " + shellWord(threads);
    }
    return asText(command + " --out " + folderWord(experiment.name));
}

std::string commandOptions(const ReportOptions& options)
{
    std::string text;
    const auto add = [&](const char* option, const QString& value) {
        if (const QString word = value.simplified(); !word.isEmpty()) {
            // A text that begins like an option would be taken for one.
            const char* const gap = word.startsWith(QLatin1Char('-')) ? "=" : " ";
            text += fmt::format(" {}{}{}", option, gap, shellWord(word.toStdString()));
        }
    };
    text += options.language == ReportLanguage::English ? "" : " --language zh_CN";
    text += options.paper == PaperSize::A4 ? "" : " --paper letter";
    text += options.band == BandKind::StandardDeviation ? "" : fmt::format(" --band {}", keyOf(options.band));
    add("--title", options.head.title);
    add("--author", options.head.author);
    add("--course", options.head.course);
    return text;
}

void addReproduction(DocumentBuilder& builder, const ReportData& data, const ReportOptions& options)
{
    builder.heading(1, ReportReproduction::tr("How to reproduce"));
    builder.paragraph(ReportReproduction::tr("These commands train everything again and write this report anew:"));
    QStringList lines;
    std::string report = "normscope report";
    for (const ReportExperiment& experiment : data.experiments) {
        lines << commandOf(experiment);
        report += " " + folderWord(experiment.name);
    }
    report += data.experiments.size() > 1 ? " --out report" : "";
    report += commandOptions(options);
    lines << asText(report);
    builder.listing(lines.join(QLatin1Char('\n')));
    builder.paragraph(ReportReproduction::tr(
        "With the same version of the program and its libraries, on the same machine and with the same number of "
        "threads, "
        "all figures come out the same to the bit, except times. Elsewhere sums may be rounded in another order, and "
        "small differences grow over a training. The settings are also in `experiment.json`, which `--config` takes."));
}

}  // namespace normscope::ui
