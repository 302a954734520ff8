#include "ui/panels/report/ReportJob.h"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/export/Export.h>

#include "ui/panels/report/ThreadLanguage.h"
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

}  // namespace

ReportJob::ReportJob(ReportOrder order)
    : m_order(std::move(order))
{
    qRegisterMetaType<ReportPointer>();
    ThreadLanguage::prepare();
}

ReportJob::~ReportJob()
{
    cancel();
    wait();
}

void ReportJob::run()
{
    try {
        const ThreadLanguage language(m_order.options.language);
        m_end.status = work();
    } catch (const std::exception& error) {
        m_end.status = fail(ErrorCode::Internal, error.what());
    }
    m_end.isCancelled = m_isCancelled;
}

Status ReportJob::make()
{
    m_report = m_order.made;
    if (m_report) {
        return {};
    }
    auto data = gatherReport(m_order.folders);
    if (!data) {
        return passOn(data);
    }
    // Figures refer to the data, which therefore find their place first.
    auto made = std::make_shared<MadeReport>();
    made->data = std::move(*data);
    made->document = buildReport(made->data, m_order.options.band);
    made->language = m_order.options.language;
    m_report = std::move(made);
    return {};
}

Status ReportJob::work()
{
    if (auto status = make(); !status || m_isCancelled) {
        return status;
    }
    Q_EMIT reportMade(m_report);
    const std::vector<Part> all = parts();
    for (std::size_t i = 0; i < all.size() && !m_isCancelled; ++i) {
        Q_EMIT progressed(static_cast<int>(i), static_cast<int>(all.size()));
        if (auto status = all[i](); !status) {
            return status;
        }
    }
    return {};
}

std::vector<ReportJob::Part> ReportJob::parts()
{
    std::vector<Part> parts;
    switch (m_order.what) {
    case ReportOrder::What::Show:
        for (std::size_t i = 0; i < m_report->document.figures.size(); ++i) {
            parts.emplace_back([this, i]() -> Status {
                Q_EMIT pictureMade(static_cast<int>(i), imageOf(m_report->document.figures[i], m_order.dpi));
                return {};
            });
        }
        break;
    case ReportOrder::What::Write:
        m_end.written = m_order.target;
        addFolder(parts, m_order.target);
        break;
    case ReportOrder::What::Save:
        m_end.written = m_order.target;
        if (m_order.format == ReportFormat::Latex || m_order.format == ReportFormat::Markdown) {
            addFigures(parts, m_order.target.parent_path() / "figures");
        }
        parts.push_back(fileOf(m_order.format, m_order.target));
        break;
    case ReportOrder::What::HandIn:
        addFolder(parts, m_order.target);
        parts.emplace_back([this] { return handIn(); });
        break;
    }
    return parts;
}

void ReportJob::addFigures(std::vector<Part>& parts, const fs::path& folder) const
{
    parts.emplace_back([folder] { return makeFolder(folder); });
    for (const Figure& figure : m_report->document.figures) {
        parts.emplace_back([&figure, folder] { return writeFigure(figure, folder); });
    }
}

void ReportJob::addFolder(std::vector<Part>& parts, const fs::path& folder) const
{
    addFigures(parts, folder / "figures");
    parts.emplace_back([this, folder] {
        std::vector<ExperimentComparison> comparisons;
        for (const ReportExperiment& experiment : m_report->data.experiments) {
            comparisons.push_back(experiment.comparison);
        }
        return writeComparison(folder, comparisons);
    });
    parts.push_back(fileOf(ReportFormat::Markdown, folder / "report.md"));
    parts.push_back(fileOf(ReportFormat::Latex, folder / "report.tex"));
    parts.push_back(fileOf(ReportFormat::Html, folder / "report.html"));
    parts.push_back(fileOf(ReportFormat::Pdf, folder / "report.pdf"));
}

ReportJob::Part ReportJob::fileOf(ReportFormat format, const fs::path& path) const
{
    return [this, format, path]() -> Status {
        const QByteArray content = contentOf(m_report->document, format, m_order.options.paper);
        if (content.isEmpty()) {
            return fail(ErrorCode::Internal,
                        fmt::format("{}: cannot be made: there is not enough memory", path.string()));
        }
        return writeFileAtomically(path,
                                   std::string_view(content.constData(), static_cast<std::size_t>(content.size())));
    };
}

Status ReportJob::handIn()
{
    auto exported = exportRuns({m_order.target, ExportFormat::HandIn, {}, false});
    if (!exported) {
        return passOn(exported);
    }
    m_end.written = exported->files.empty() ? exported->target : exported->target / exported->files.front();
    m_end.remarks = std::move(exported->remarks);
    return {};
}

}  // namespace normscope::ui
