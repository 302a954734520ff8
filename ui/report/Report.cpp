#include "ui/report/Report.h"

#include <QByteArray>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>

#include "ui/report/HtmlWriter.h"
#include "ui/report/LatexWriter.h"
#include "ui/report/MarkdownWriter.h"
#include "ui/report/PdfWriter.h"

namespace normscope::ui
{

namespace
{

namespace fs = std::filesystem;

Status makeFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
    }
    return {};
}

Status write(const fs::path& path, const QByteArray& content)
{
    if (content.isEmpty()) {
        return fail(ErrorCode::Internal, fmt::format("{}: cannot be made: there is not enough memory", path.string()));
    }
    return writeFileAtomically(path, std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
}

}  // namespace

Status writeReport(const ReportData& data, const fs::path& target, const ReportOptions& options)
{
    const ReportLanguageScope scope(options.language);
    const ReportDocument document = buildReport(data, options.band);
    const fs::path figures = target / "figures";
    // The folder may have come from elsewhere.
    if (auto status = refuseLinks(target, fs::path("figures") / "column"); !status) {
        return status;
    }
    if (auto status = makeFolder(figures); !status) {
        return status;
    }
    std::vector<ExperimentComparison> comparisons;
    for (const ReportExperiment& experiment : data.experiments) {
        comparisons.push_back(experiment.comparison);
    }
    if (auto status = writeComparison(target, comparisons); !status) {
        return status;
    }
    for (const Figure& figure : document.figures) {
        if (auto status = writeFigure(figure, figures); !status) {
            return status;
        }
    }
    if (auto status = write(target / "report.md", toMarkdown(document)); !status) {
        return status;
    }
    if (auto status = write(target / "report.tex", toLatex(document, options.paper)); !status) {
        return status;
    }
    if (auto status = write(target / "report.html", toHtml(document)); !status) {
        return status;
    }
    return write(target / "report.pdf", toPdf(document, options.paper));
}

}  // namespace normscope::ui
