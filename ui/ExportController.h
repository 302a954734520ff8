#pragma once

#include <QObject>
#include <QWidget>

#include "ui/Actions.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/ResultsPanel.h"

namespace normscope::ui
{

/// The orders that make files of what is shown: one figure, its numbers, all figures, the clipboard.
class ExportController : public QObject
{
    Q_OBJECT

  public:
    ExportController(Actions& actions, ResultsPanel& results, const ExperimentStore& store, QWidget& window);

    /// Sets whether the actions can be used, and why not.
    void updateActions();

  private:
    void exportFigure(LineChart* chart);
    void exportData();
    void exportAll();
    void copyFigure();
    [[nodiscard]] QString experimentName() const;

    Actions& m_actions;
    ResultsPanel& m_results;
    const ExperimentStore& m_store;
    QWidget& m_window;
};

}  // namespace normscope::ui
