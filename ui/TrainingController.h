#pragma once

#include <QObject>
#include <QWidget>
#include <filesystem>
#include <map>

#include <normscope/session/RunQueue.h>

#include "ui/Actions.h"
#include "ui/models/ExperimentDocument.h"
#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// The orders train, pause, step, stop, resume and run again: from the actions to the queue and the session, and from
/// the session's state back to what the actions offer.
class TrainingController : public QObject
{
    Q_OBJECT

  public:
    /// What it works on; all of it outlives the controller. `window` is the parent of its messages.
    struct Parts
    {
        Actions& actions;
        ExperimentDocument& document;
        ExperimentStore& store;
        TrainingSession& session;
        RunQueue& queue;
        QWidget& window;
    };
    TrainingController(const Parts& parts, QObject* parent);

    /// Sets what the actions say and whether they can be used.
    void updateActions();

  public Q_SLOTS:
    void trainTwin();
    void trainOne();
    void setPaused(bool paused);
    void step();
    void stop();
    /// Goes on with the experiment of that id, at once or when its turn comes.
    void resume(normscope::ExperimentId id);
    /// Asks whether the cases of the experiment in that folder that have not begun are to be trained.
    void offerOtherCases(const std::filesystem::path& folder);
    /// The experiment of that id once more with the seeds after its own.
    void rerun(normscope::ExperimentId id);
    /// Copies that experiment's settings into the document.
    void useSettings(normscope::ExperimentId id);

  Q_SIGNALS:
    /// An order could not be carried out because settings have problems; the message has been shown.
    void settingsRefused();

  private:
    bool start(ExperimentKind kind, bool paused);
    /// Makes the experiment's folder and puts its cases into the queue, one after the other.
    bool startCases(const Experiment& experiment, bool paused);
    /// Beside a new experiment that nothing is known of yet; none where nobody expects anything.
    static void writeHypothesis(const std::filesystem::path& folder, const QString& hypothesis);
    void refuse(const QString& text, const QStringList& problems);
    void updateResume();
    void showEnd(ExperimentId id, const SessionEnd& end);

    Parts m_parts;
    std::map<ExperimentId, QString> m_hypotheses;  ///< of experiments that have no folder yet
    bool m_stepsOnceReady = false;                 ///< a training was started by "one step"
};

}  // namespace normscope::ui
