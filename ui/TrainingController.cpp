#include "ui/TrainingController.h"

#include <QMessageBox>
#include <algorithm>
#include <utility>

#include <normscope/experiment/About.h>
#include <normscope/experiment/Preparation.h>
#include <normscope/experiment/RunFolder.h>

#include "ui/PlainMessage.h"
#include "ui/models/Resuming.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

TrainingController::TrainingController(const Parts& parts, QObject* parent)
    : QObject(parent)
    , m_parts(parts)
{
    const Actions& actions = m_parts.actions;
    connect(actions.trainTwin, &QAction::triggered, this, &TrainingController::trainTwin);
    connect(actions.trainOne, &QAction::triggered, this, &TrainingController::trainOne);
    connect(actions.pause, &QAction::triggered, this, &TrainingController::setPaused);
    connect(actions.step, &QAction::triggered, this, &TrainingController::step);
    connect(actions.stop, &QAction::triggered, this, &TrainingController::stop);
    connect(actions.stopAll, &QAction::triggered, this, &TrainingController::stopAll);
    connect(actions.requeue, &QAction::triggered, this, &TrainingController::requeue);
    connect(actions.resume, &QAction::triggered, this, [this] {
        if (const ShownExperiment* current = m_parts.store.current()) {
            resume(current->id);
        }
    });
    connect(actions.rerun, &QAction::triggered, this, [this] {
        if (const ShownExperiment* current = m_parts.store.current()) {
            rerun(current->id);
        }
    });
    connect(&m_parts.session, &TrainingSession::stateChanged, this, [this](const SessionState& state) {
        if (m_stepsOnceReady && std::holds_alternative<SessionPaused>(state)) {
            m_stepsOnceReady = false;
            m_parts.session.step();
        }
        updateActions();
    });
    connect(&m_parts.queue, &RunQueue::experimentEnded, this, &TrainingController::showEnd);
    // Its folder is there now.
    connect(&m_parts.queue, &RunQueue::experimentPrepared, this, [this](ExperimentId id) {
        const auto found = m_hypotheses.find(id);
        const ShownExperiment* shown = m_parts.store.find(id);
        if (found != m_hypotheses.end() && shown != nullptr) {
            writeHypothesis(shown->root, found->second);
            m_hypotheses.erase(found);
        }
    });
    connect(&m_parts.queue, &RunQueue::queueChanged, this, &TrainingController::updateResume);
    connect(&m_parts.queue, &RunQueue::queueChanged, this, &TrainingController::updateStopping);
    connect(&m_parts.store, &ExperimentStore::stateChanged, this, &TrainingController::updateResume);
    connect(&m_parts.store, &ExperimentStore::currentChanged, this, &TrainingController::updateActions);
    constexpr int kForecastDelay = 50;
    m_forecast.setSingleShot(true);
    m_forecast.setInterval(kForecastDelay);
    connect(&m_forecast, &QTimer::timeout, this, &TrainingController::updateForecast);
    connect(&m_parts.document, &ExperimentDocument::changed, &m_forecast, qOverload<>(&QTimer::start));
    updateActions();
}

void TrainingController::updateActions()
{
    const Actions& actions = m_parts.actions;
    const SessionState& state = m_parts.session.state();
    const bool isPaused = std::holds_alternative<SessionPaused>(state);
    const bool isStopping = std::holds_alternative<SessionStopping>(state);
    const QString idle = m_parts.session.isBusy() ? QString() : tr("Nothing trains now");
    const QString stopping = isStopping ? tr("It is being stopped") : QString();
    const bool isPreparing = std::holds_alternative<SessionPreparing>(state);
    actions.offer(*actions.pause, idle + stopping);
    actions.pause->setChecked(isPaused);
    Actions::setText(*actions.pause, isPaused ? tr("&Continue") : tr("&Pause"));
    actions.offer(*actions.step, isPreparing ? tr("The data are being read") : stopping);
    actions.offer(*actions.rerun, m_parts.store.current() != nullptr ? QString() : tr("No experiment is shown"));
    updateStopping();
    updateForecast();
    updateResume();
}

void TrainingController::updateStopping()
{
    const Actions& actions = m_parts.actions;
    const bool isStopping = std::holds_alternative<SessionStopping>(m_parts.session.state());
    const bool isBusy = m_parts.session.isBusy();
    const auto waiting = static_cast<int>(m_parts.queue.waiting().size());
    const QString whyNot = isStopping ? tr("It is being stopped") : isBusy ? QString() : tr("Nothing trains now");
    actions.offer(*actions.stop, whyNot);
    // While one is being stopped, others may still wait.
    actions.offer(*actions.stopAll, waiting > 0 ? QString() : whyNot);
    actions.offer(*actions.requeue, m_takenOut.empty() ? tr("Nothing was taken out of the queue") : QString());
    if (isBusy && !isStopping && waiting > 0) {
        Actions::setHint(*actions.stop,
                         tr("End this training; what there is stays. %n more wait, and the next begins", "", waiting));
    }
}

void TrainingController::updateForecast()
{
    m_forecast.stop();
    const Actions& actions = m_parts.actions;
    const bool isBusy = m_parts.session.isBusy();
    const auto tell = [&](QAction& action, ExperimentKind kind, const QString& pattern) {
        const TrainingForecast forecast = forecastOf(m_parts.document, kind, m_speed);
        const QString whole = forecastText(forecast);
        const QString first = whole.section(QLatin1Char('\n'), 0, 0);
        const QStringList texts{pattern.arg(first), pattern.arg(amountText(forecast))};
        Actions::setText(action, texts.front());
        Actions::setHint(action, actions.hintOf(&action));
        action.setToolTip(plainTip(withoutMnemonic(pattern).arg(whole) + QStringLiteral("\n\n") + action.toolTip()));
        return texts;
    };
    //: %1 is what is trained: "2 × 6 seeds, about 8 s", "twin", "one"
    const QString pattern = isBusy ? tr("&Queue %1") : tr("&Train %1");
    m_trainTexts = tell(*actions.trainTwin, ExperimentKind::Twin, pattern);
    m_trainTexts.append(isBusy ? tr("Queue") : tr("Train"));
    m_trainTexts.removeDuplicates();
    for (QString& text : m_trainTexts) {
        text = withoutMnemonic(text);
    }
    (void)tell(*actions.trainOne, ExperimentKind::Train, isBusy ? tr("Q&ueue %1") : tr("Tra&in %1"));
    Q_EMIT trainTextsChanged();
}

void TrainingController::updateResume()
{
    const Actions& actions = m_parts.actions;
    actions.offer(*actions.resume, whyNotResumable(m_parts.store.current(), m_parts.queue));
}

void TrainingController::trainTwin()
{
    start(ExperimentKind::Twin, false);
}

void TrainingController::trainOne()
{
    start(ExperimentKind::Train, false);
}

bool TrainingController::start(ExperimentKind kind, bool paused)
{
    const QStringList problems = m_parts.document.problems(kind);
    if (!problems.isEmpty()) {
        refuse(tr("These settings cannot be trained yet:"), problems);
        Q_EMIT settingsRefused();
        return false;
    }
    if (auto plan = m_parts.document.plan()) {
        nameDataFromAnywhere(*plan);
        const bool isStarted = startCases(*plan, paused, m_parts.document.hypothesis());
        if (isStarted) {
            m_parts.document.setHypothesis({});
        }
        return isStarted;
    }
    QueuedExperiment experiment;
    experiment.spec = m_parts.document.spec();
    experiment.spec.kind = kind;
    nameDataFromAnywhere(experiment.spec);
    experiment.expected = m_parts.document.facts();
    experiment.startPaused = paused;
    const QString hypothesis = m_parts.document.hypothesis();
    m_parts.document.setHypothesis({});
    m_hypotheses[m_parts.queue.add(std::move(experiment))] = hypothesis;
    return true;
}

void TrainingController::writeHypothesis(const std::filesystem::path& folder, const QString& hypothesis)
{
    About about;
    about.hypothesis = hypothesis.trimmed().toStdString();
    if (about.isEmpty()) {
        return;
    }
    if (const auto status = writeAbout(folder, {}, about); !status) {
        qWarning("%s", qUtf8Printable(shownText(status.error().message)));
    }
}

bool TrainingController::startCases(const Experiment& experiment, bool paused, const QString& hypothesis)
{
    const auto reserved = ReservedFolder::make(defaultFolderFor(experiment));
    if (!reserved) {
        refuse(tr("The experiment cannot be begun:"), {shownText(reserved.error().message)});
        return false;
    }
    const std::filesystem::path& folder = reserved->path();
    const Environment environment = describeEnvironment(threadsOf(experiment));
    if (auto status = createExperiment(folder, /*force=*/false, experiment, environment); !status) {
        refuse(tr("The experiment cannot be begun:"), {shownText(status.error().message)});
        return false;
    }
    writeHypothesis(folder, hypothesis);
    QueuedExperiment order;
    order.spec = experiment.cases.front().spec;
    order.spec.jobs = m_parts.document.spec().jobs;
    order.folder = folder;
    order.goesOn = true;
    order.startPaused = paused;
    for (const ExperimentCase& one : experiment.cases) {
        order.cases.push_back({0, one.name, one.spec});
    }
    m_parts.queue.add(std::move(order));
    return true;
}

void TrainingController::refuse(const QString& text, const QStringList& problems)
{
    QMessageBox message(QMessageBox::Warning, tr("Not ready to train"), text, QMessageBox::Ok, &m_parts.window);
    message.setObjectName(QStringLiteral("settingsRefusedDialog"));
    message.setInformativeText(problems.join(QLatin1Char('\n')));
    showPlainTexts(message);
    message.exec();
}

void TrainingController::setPaused(bool paused)
{
    if (paused) {
        m_parts.session.pause();
    } else {
        m_parts.session.resume();
    }
    // The session decides; until it has, the button shows what is.
    updateActions();
}

void TrainingController::step()
{
    if (m_parts.session.isBusy()) {
        m_parts.session.step();
    } else {
        m_stepsOnceReady = start(ExperimentKind::Twin, true);
    }
}

void TrainingController::stop()
{
    m_parts.session.stop();
}

void TrainingController::stopAll()
{
    if (!m_parts.queue.waiting().empty()) {
        m_takenOut = m_parts.queue.waiting();
        m_parts.queue.clear();
    }
    m_parts.session.stop();
    updateStopping();
}

void TrainingController::requeue()
{
    for (QueuedExperiment& one : std::exchange(m_takenOut, {})) {
        auto expected = m_hypotheses.extract(one.id);
        const ExperimentId id = m_parts.queue.add(std::move(one));
        if (!expected.empty()) {
            m_hypotheses[id] = expected.mapped();
        }
    }
    updateStopping();
}

void TrainingController::showEnd(ExperimentId id, const SessionEnd& end)
{
    m_stepsOnceReady = false;
    // It came to no folder: what was expected of it is not lost.
    if (auto expected = m_hypotheses.extract(id); !expected.empty() && m_parts.document.hypothesis().isEmpty()) {
        m_parts.document.setHypothesis(expected.mapped());
    }
    if (const ShownExperiment* ended = m_parts.store.find(id)) {
        m_speed.add(*ended);
    }
    updateActions();
    if (end.errors.empty() || (end.isCancelled && !end.isTrained)) {
        return;
    }
    QStringList sentences;
    for (const Error& error : end.errors) {
        sentences.append(shownText(error.message));
    }
    const ShownExperiment* shown = m_parts.store.find(id);
    const QString name = shown != nullptr ? shown->name : QString();
    // Not exec(): the next of the queue goes on behind it.
    auto* message = new QMessageBox(QMessageBox::Warning, tr("Experiment not finished"),
                                    end.isTrained ? tr("“%1” did not end as planned.").arg(name)
                                                  : tr("“%1” could not be trained.").arg(name),
                                    QMessageBox::Ok, &m_parts.window);
    message->setObjectName(QStringLiteral("experimentEndDialog"));
    message->setAttribute(Qt::WA_DeleteOnClose);
    message->setInformativeText(sentences.join(QLatin1Char('\n')));
    showPlainTexts(*message);
    message->open();
}

}  // namespace normscope::ui
