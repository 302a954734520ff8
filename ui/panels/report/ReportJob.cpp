#include "ui/panels/report/ReportJob.h"

#include <exception>
#include <utility>

#include <normscope/export/Export.h>

#include "ui/panels/report/ThreadLanguage.h"

namespace normscope::ui
{

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
        steps = stepsToFolder(m_report->data, document, m_order.target, m_order.options.paper);
        break;
    case ReportOrder::What::Save:
        m_end.written = m_order.target;
        steps = stepsToFile(document, m_order.format, m_order.target, m_order.options.paper);
        break;
    case ReportOrder::What::HandIn:
        steps = stepsToFolder(m_report->data, document, m_order.target, m_order.options.paper);
        steps.emplace_back([this] { return handIn(); });
        break;
    }
    return steps;
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
