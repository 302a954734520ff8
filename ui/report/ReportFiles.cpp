#include "ui/report/ReportFiles.h"

#include <QByteArray>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/HandEdits.h>
#include <normscope/experiment/RunFolder.h>

#include "ui/report/HtmlWriter.h"
#include "ui/report/LatexWriter.h"
#include "ui/report/Letters.h"
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

/// None for a format in which nobody writes by hand.
std::optional<CommentMarks> commentMarksOf(ReportFormat format)
{
    switch (format) {
    case ReportFormat::Html:
    case ReportFormat::Markdown:
        return CommentMarks{"<!-- ", " -->"};
    case ReportFormat::Latex:
        return CommentMarks{"% ", ""};
    case ReportFormat::Pdf:
        break;
    }
    return std::nullopt;
}

/// `replaces`: somebody has just said that the file may be replaced, whatever it holds.
ReportStep stepToText(const ReportDocument& document, ReportFormat format, const fs::path& file, PaperSize paper,
                      bool replaces)
{
    return [&document, format, file, paper, replaces]() -> Status {
        std::string content = contentOf(document, format, paper).toStdString();
        if (content.empty()) {
            return fail(ErrorCode::Internal,
                        fmt::format("{}: cannot be made: there is not enough memory", file.string()));
        }
        if (const auto marks = commentMarksOf(format)) {
            content = sealed(std::move(content), *marks);
            if (auto status = replaces ? Status() : keepHandEdits(file, *marks); !status) {
                return status;
            }
        }
        return writeFileAtomically(file, content);
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

/// Where nothing can be drawn: what was drawn before is of another report, and moved aside.
std::vector<ReportStep> stepsToNoFigures(const fs::path& folder)
{
    return {[folder]() -> Status {
        if (auto status = refuseLinks(folder, "figures"); !status) {
            return status;
        }
        for (const char* name : {"report.pdf", "figures"}) {
            std::error_code error;
            const fs::path old = folder / name;
            if (fs::exists(old, error)) {
                fs::rename(old, firstFree(old.string() + ".old"), error);
            }
            if (error) {
                return fail(ErrorCode::Io, Message::tr("{}: cannot be moved aside: {}", old.string(), error.message()));
            }
        }
        return makeFolders(folder);
    }};
}

/// Says at the end why nothing was drawn.
ReportStep stepToReason(const ReportDocument& document)
{
    return [&document]() -> Status {
        const Status letters = checkLetters(document);
        return letters ? letters
                       : fail(letters.error().code,
                              Message::tr("{}; what is text has been written without them", letters.error().message));
    };
}

}  // namespace

std::vector<ReportStep> stepsToFolder(const ReportData& data, const ReportDocument& document, const fs::path& folder,
                                      PaperSize paper)
{
    const bool draws = document.undrawn.isEmpty();
    std::vector<ReportStep> steps = draws ? stepsToFigures(document, folder) : stepsToNoFigures(folder);
    steps.emplace_back([&data, folder] {
        std::vector<ExperimentComparison> comparisons;
        for (const ReportExperiment& experiment : data.experiments) {
            comparisons.push_back(experiment.comparison);
        }
        return writeComparison(folder, comparisons);
    });
    for (const auto& [format, name] :
         {std::pair(ReportFormat::Markdown, "report.md"), std::pair(ReportFormat::Latex, "report.tex"),
          std::pair(ReportFormat::Html, "report.html"), std::pair(ReportFormat::Pdf, "report.pdf")}) {
        if (draws || format != ReportFormat::Pdf) {
            steps.push_back(stepToText(document, format, folder / name, paper, /*replaces=*/false));
        }
    }
    if (!draws) {
        steps.push_back(stepToReason(document));
    }
    return steps;
}

std::vector<ReportStep> stepsToFile(const ReportDocument& document, ReportFormat format, const fs::path& file,
                                    PaperSize paper)
{
    if (!document.undrawn.isEmpty()) {
        if (format == ReportFormat::Pdf) {
            return {[&document] { return checkLetters(document); }};
        }
        return {stepToText(document, format, file, paper, /*replaces=*/true), stepToReason(document)};
    }
    const bool hasFiguresBeside = format == ReportFormat::Latex || format == ReportFormat::Markdown;
    std::vector<ReportStep> steps;
    if (hasFiguresBeside) {
        steps = stepsToFigures(document, file.parent_path());
    }
    steps.push_back(stepToText(document, format, file, paper, /*replaces=*/true));
    return steps;
}

}  // namespace normscope::ui
