#pragma once

#include <QTreeView>
#include <QWidget>

#include "ui/models/ExperimentListModel.h"

namespace normscope::ui
{

/// The list of experiments and of what waits in the queue. Selecting one makes it the current one; its check box lays
/// it over the current one's curves.
class ExperimentListPanel : public QWidget
{
    Q_OBJECT

  public:
    /// Both outlive the panel.
    ExperimentListPanel(ExperimentStore& store, RunQueue& queue, QWidget* parent = nullptr);
    /// Tells paused ones from those that train. The session outlives the panel.
    void follow(const TrainingSession& session) { m_model.follow(session); }

  Q_SIGNALS:
    void resumeRequested(normscope::ExperimentId id);
    void settingsRequested(normscope::ExperimentId id);
    void rerunRequested(normscope::ExperimentId id);

  protected:
    /// The space bar is the check box's in every column.
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void selectCurrent();
    void showMenu(const QPoint& position);
    void openFolder(ExperimentId id);
    /// Closes it, or takes it out of the queue.
    void remove(int row);
    void retranslate();

    ExperimentStore& m_store;
    RunQueue& m_queue;
    ExperimentListModel m_model;
    QTreeView* m_view;
    QAction* m_remove;
};

}  // namespace normscope::ui
