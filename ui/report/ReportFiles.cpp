#include "ui/report/ReportFiles.h"

#include <QByteArray>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/Comparison.h>

#include "ui/report/HtmlWriter.h"
#include "ui/report/LatexWriter.h"
#include "ui/report/MarkdownWriter.h"
#include "ui/report/PdfWriter.h"
#include "ui/report/figures/Figure.h"

namespace normscope::ui
{

namespace
{

namespace fs = std::filesystem;

QByteArray contentOf(const ReportDocument& document, ReportFormat format, PaperSize paper)
{
    switch (format) {
    case ReportFormat::Html:
        return toHtml(document);
    case ReportFormat::Latex:
        return toLatex(document, paper);
    case ReportFormat::Markdown:
        return toMarkdown(document);
    case ReportFormat::Pdf:
        break;
    }
    return toPdf(document, paper);
}

ReportStep stepToText(const ReportDocument& document, ReportFormat format, const fs::path& file, PaperSize paper)
{
    return [&document, format, file, paper]() -> Status {
        const QByteArray content = contentOf(document, format, paper);
        if (content.isEmpty()) {
            return fail(ErrorCode::Internal,
                        fmt::format("{}: cannot be made: there is not enough memory", file.string()));
        }
        return writeFileAtomically(file,
                                   std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
    };
}

/// Into the folder "figures" of another.
std::vector<ReportStep> stepsToFigures(const ReportDocument& document, const fs::path& folder)
{
    const fs::path figures = folder / "figures";
    std::vector<ReportStep> steps;
    steps.emplace_back([folder, figures]() -> Status {
        // The folder may have come from elsewhere, with links that lead out of it.
        auto status = refuseLinks(folder, fs::path("figures") / "column");
        return status ? makeFolders(figures) : status;
    });
    for (const Figure& figure : document.figures) {
        steps.emplace_back([&figure, figures] { return writeFigure(figure, figures); });
    }
    return steps;
}

}  // namespace

std::vector<ReportStep> stepsToFolder(const ReportData& data, const ReportDocument& document, const fs::path& folder,
                                      PaperSize paper)
{
    std::vector<ReportStep> steps = stepsToFigures(document, folder);
    steps.emplace_back([&data, folder] {
        std::vector<ExperimentComparison> comparisons;
        for (const ReportExperiment& experiment : data.experiments) {
            comparisons.push_back(experiment.comparison);
        }
        return writeComparison(folder, comparisons);
    });
    steps.push_back(stepToText(document, ReportFormat::Markdown, folder / "report.md", paper));
    steps.push_back(stepToText(document, ReportFormat::Latex, folder / "report.tex", paper));
    steps.push_back(stepToText(document, ReportFormat::Html, folder / "report.html", paper));
    steps.push_back(stepToText(document, ReportFormat::Pdf, folder / "report.pdf", paper));
    return steps;
}

std::vector<ReportStep> stepsToFile(const ReportDocument& document, ReportFormat format, const fs::path& file,
                                    PaperSize paper)
{
    const bool hasFiguresBeside = format == ReportFormat::Latex || format == ReportFormat::Markdown;
    std::vector<ReportStep> steps;
    if (hasFiguresBeside) {
        steps = stepsToFigures(document, file.parent_path());
    }
    steps.push_back(stepToText(document, format, file, paper));
    return steps;
}

}  // namespace normscope::ui
