#include "ui/ExportController.h"

#include <QApplication>
#include <QClipboard>

#include "ui/charts/ChartExport.h"
#include "ui/panels/DataExportDialog.h"
#include "ui/panels/ExportAllDialog.h"
#include "ui/panels/ExportDialog.h"

namespace normscope::ui
{

ExportController::ExportController(Actions& actions, ResultsPanel& results, const ExperimentStore& store,
                                   QWidget& window)
    : QObject(&window)
    , m_actions(actions)
    , m_results(results)
    , m_store(store)
    , m_window(window)
{
    connect(actions.exportFigure, &QAction::triggered, this, [this] { exportFigure(m_results.currentChart()); });
    connect(actions.exportData, &QAction::triggered, this, &ExportController::exportData);
    connect(actions.exportAll, &QAction::triggered, this, &ExportController::exportAll);
    connect(actions.copyFigure, &QAction::triggered, this, &ExportController::copyFigure);
    connect(&results, &ResultsPanel::exportRequested, this, &ExportController::exportFigure);
    connect(&results, &ResultsPanel::currentChartChanged, this, &ExportController::updateActions);
    connect(&store, &ExperimentStore::currentChanged, this, &ExportController::updateActions);
    updateActions();
}

QString ExportController::experimentName() const
{
    const ShownExperiment* current = m_store.current();
    return current != nullptr ? current->name : QString();
}

void ExportController::exportFigure(LineChart* chart)
{
    if (chart == nullptr) {
        return;
    }
    ExportDialog dialog(*chart, experimentName(), &m_window);
    if (dialog.exec() == QDialog::Accepted) {
        m_results.savedNotice().setSaved(dialog.path());
    }
}

void ExportController::exportData()
{
    const LineChart* chart = m_results.currentChart();
    if (chart == nullptr) {
        return;
    }
    DataExportDialog dialog(*chart, experimentName(), &m_window);
    if (dialog.exec() == QDialog::Accepted) {
        m_results.savedNotice().setSaved(dialog.path());
    }
}

void ExportController::exportAll()
{
    if (m_store.current() == nullptr) {
        return;
    }
    ExportAllDialog dialog(m_results.allCharts(), experimentName(), &m_window);
    if (dialog.exec() == QDialog::Accepted && !dialog.files().empty()) {
        m_results.savedNotice().setSaved(dialog.files().front().parent_path());
    }
}

void ExportController::copyFigure()
{
    if (const LineChart* chart = m_results.currentChart()) {
        QApplication::clipboard()->setImage(picture(*chart, PictureOptions()));
    }
}

void ExportController::updateActions()
{
    const bool hasChart = m_store.current() != nullptr && m_results.currentChart() != nullptr;
    for (QAction* action : {m_actions.exportFigure, m_actions.exportData, m_actions.copyFigure}) {
        m_actions.offer(*action, hasChart ? QString() : tr("No chart is shown"));
    }
    m_actions.offer(*m_actions.exportAll, m_store.current() != nullptr ? QString() : tr("No experiment is shown"));
}

}  // namespace normscope::ui
