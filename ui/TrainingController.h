#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <normscope/session/RunQueue.h>

#include "ui/Actions.h"
#include "ui/models/ExperimentDocument.h"
#include "ui/models/ExperimentStore.h"
#include "ui/models/TrainingForecast.h"

namespace normscope::ui
{

/// The orders train, pause, step, stop, resume and run again: from the actions to the queue and the session, and from
/// the session's state back to what the actions offer. What would be trained is said by the action that does it, live
/// with the settings.
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

    /// What trains the twin as a button's text, the longest first: with the time that it takes, without it, the word
    /// alone.
    [[nodiscard]] const QStringList& trainTexts() const { return m_trainTexts; }

  public Q_SLOTS:
    void trainTwin();
    void trainOne();
    void setPaused(bool paused);
    void step();
    /// Ends what trains; the next in the queue begins.
    void stop();
    /// Ends it and takes everything out of the queue.
    void stopAll();
    /// Puts back what stopAll() has taken out.
    void requeue();
    /// Goes on with the experiment of that id, at once or when its turn comes.
    void resume(normscope::ExperimentId id);
    /// Asks whether the cases of the experiment in that folder that have not begun are to be trained.
    void offerOtherCases(const std::filesystem::path& folder);
    /// The experiment of that id once more with the seeds after its own.
    void rerun(normscope::ExperimentId id);
    /// The same of all cases of the experiment in that folder, as one plan; of what is left of them; of its settings.
    void rerunPlan(const std::filesystem::path& folder);
    void resumePlan(const std::filesystem::path& folder);
    void usePlanSettings(const std::filesystem::path& folder);
    /// Copies that experiment's settings into the document.
    void useSettings(normscope::ExperimentId id);

  Q_SIGNALS:
    /// An order could not be carried out because settings have problems; the message has been shown.
    void settingsRefused();
    void trainTextsChanged();

  private:
    bool start(ExperimentKind kind, bool paused);
    /// Makes the experiment's folder and puts its cases into the queue, as one plan.
    bool startCases(const Experiment& experiment, bool paused, const QString& hypothesis = {});
    /// The plan of a folder; none, and told, where it cannot be read.
    [[nodiscard]] std::optional<StoredPlan> planIn(const std::filesystem::path& folder);
    /// Beside a new experiment that nothing is known of yet; none where nobody expects anything.
    static void writeHypothesis(const std::filesystem::path& folder, const QString& hypothesis);
    void refuse(const QString& text, const QStringList& problems);
    void updateResume();
    void updateForecast();
    void updateStopping();
    void showEnd(ExperimentId id, const SessionEnd& end);

    Parts m_parts;
    std::map<ExperimentId, QString> m_hypotheses;  ///< of experiments that have no folder yet
    MeasuredSpeed m_speed;
    QTimer m_forecast;  ///< a slider that is dragged changes settings many times
    QStringList m_trainTexts;
    std::vector<QueuedExperiment> m_takenOut;  ///< of the queue, by stopAll()
    bool m_stepsOnceReady = false;             ///< a training was started by "one step"
};

}  // namespace normscope::ui
