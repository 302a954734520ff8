#include "ui/panels/report/ReportJob.h"

#include <QDir>
#include <QFile>
#include <exception>
#include <utility>

#include <normscope/export/HandInExport.h>

#include "ui/panels/report/ThreadLanguage.h"
#include "ui/report/LatexWriter.h"

namespace normscope::ui
{

namespace
{

std::filesystem::path reportFolder(const QTemporaryDir& scratch)
{
    return QFile::encodeName(scratch.filePath(QStringLiteral("report"))).toStdString();
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
    if (m_report && m_report->options == m_order.options) {
        return {};
    }
    auto made = std::make_shared<MadeReport>();
    if (m_report && m_report->options.language == m_order.options.language) {
        made->data = m_report->data;
    } else {
        auto data = gatherReport(m_order.folders);
        if (!data) {
            return passOn(data);
        }
        // Figures refer to the data, which therefore find their place first.
        made->data = std::make_shared<const ReportData>(std::move(*data));
    }
    made->options = m_order.options;
    made->document = buildReport(*made->data, m_order.options);
    m_report = std::move(made);
    return {};
}

Status ReportJob::work()
{
    if (auto status = make(); !status || m_isCancelled) {
        return status;
    }
    Q_EMIT reportMade(m_report);
    const std::vector<ReportStep> all = steps();
    for (std::size_t i = 0; i < all.size() && !m_isCancelled; ++i) {
        Q_EMIT progressed(static_cast<int>(i), static_cast<int>(all.size()));
        if (auto status = all[i](); !status) {
            return status;
        }
    }
    return {};
}

std::vector<ReportStep> ReportJob::steps()
{
    const ReportDocument& document = m_report->document;
    std::vector<ReportStep> steps;
    switch (m_order.what) {
    case ReportOrder::What::Show:
        for (std::size_t i = 0; i < document.figures.size(); ++i) {
            steps.emplace_back([this, i]() -> Status {
                Q_EMIT pictureMade(static_cast<int>(i), imageOf(m_report->document.figures[i], m_order.dpi));
                return {};
            });
        }
        break;
    case ReportOrder::What::Write:
        m_end.written = m_order.target;
        remarkOnTex();
        steps = stepsToFolder(*m_report->data, document, m_order.target, m_order.options.paper);
        break;
    case ReportOrder::What::Save:
        m_end.written = m_order.target;
        if (m_order.format == ReportFormat::Latex) {
            remarkOnTex();
        }
        steps = stepsToFile(document, m_order.format, m_order.target, m_order.options.paper);
        break;
    case ReportOrder::What::HandIn:
        m_end.written = m_order.target;
        m_scratch.emplace();
        if (!m_scratch->isValid()) {
            return {[this]() -> Status {
                return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}", QDir::tempPath().toStdString(),
                                                       m_scratch->errorString().toStdString()));
            }};
        }
        steps = stepsToFolder(*m_report->data, document, reportFolder(*m_scratch), m_order.options.paper);
        steps.emplace_back([this] { return handIn(); });
        break;
    }
    return steps;
}

void ReportJob::remarkOnTex()
{
    if (Message remark = remarkOnLatex(m_report->document); !remark.empty()) {
        m_end.remarks.push_back(std::move(remark));
    }
}

Status ReportJob::handIn()
{
    auto remarks = packHandIn({m_order.folders, reportFolder(*m_scratch), commandOptions(m_order.options),
                               QFile::encodeName(m_scratch->path()).toStdString(), m_order.target});
    if (!remarks) {
        return passOn(remarks);
    }
    m_end.remarks = std::move(*remarks);
    return {};
}

}  // namespace normscope::ui
