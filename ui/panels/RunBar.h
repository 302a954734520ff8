#pragma once

#include <QAction>
#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>
#include <QWidget>
#include <optional>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// How far the training has come: progress of the epoch and of the whole, speed, time left. A few times a second.
class RunBar : public QWidget
{
    Q_OBJECT

  public:
    /// Both outlive the bar.
    RunBar(const ExperimentStore& store, const TrainingSession& session, QWidget* parent = nullptr);

    /// Offers it on the right, while it can be used.
    void offer(QAction& action);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void takeState(const SessionState& state);
    void update();
    void retranslate();
    [[nodiscard]] const ShownExperiment* running() const;
    [[nodiscard]] QString stateText() const;

    const ExperimentStore& m_store;
    const TrainingSession& m_session;
    QLabel* m_text;
    QProgressBar* m_epoch;
    QProgressBar* m_whole;
    QTimer m_timer;
    QElapsedTimer m_since;  ///< runs while it trains
    double m_trained = 0;   ///< wall seconds of the stretches of training before that
    /// What the time left is told from.
    struct Start
    {
        double trained = 0;
        double ofWhole = 0;
        double samples = 0;
    };
    std::optional<Start> m_start;  ///< none until the first step is known
    bool m_wasTraining = false;
};

}  // namespace normscope::ui
