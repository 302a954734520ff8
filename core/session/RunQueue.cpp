#include <algorithm>
#include <utility>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

namespace normscope
{

RunQueue::RunQueue(TrainingSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(
        &m_session, &TrainingSession::prepared, this,
        [this](const ExperimentSpec& spec, const DataFacts& /*facts*/) { Q_EMIT experimentPrepared(m_running, spec); });
    connect(&m_session, &TrainingSession::eventsArrived, this,
            [this](const SessionEvents& events) { Q_EMIT eventsArrived(m_running, events); });
    connect(&m_session, &TrainingSession::ended, this, [this](const SessionEnd& end) {
        const ExperimentId id = std::exchange(m_running, 0);
        m_reserved.reset();
        Q_EMIT experimentEnded(id, end);
        startNext();
    });
}

ExperimentId RunQueue::add(QueuedExperiment experiment)
{
    const ExperimentId id = experiment.goesOn && experiment.id != 0 ? experiment.id : ++m_lastId;
    if (id == m_running || isWaiting(id)) {
        return id;
    }
    experiment.id = id;
    m_waiting.push_back(std::move(experiment));
    Q_EMIT queueChanged();
    startNext();
    return id;
}

void RunQueue::remove(ExperimentId id)
{
    if (std::erase_if(m_waiting, [id](const QueuedExperiment& one) { return one.id == id; }) > 0) {
        Q_EMIT queueChanged();
    }
}

bool RunQueue::isWaiting(ExperimentId id) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(), [id](const QueuedExperiment& one) { return one.id == id; });
}

void RunQueue::clear()
{
    if (!m_waiting.empty()) {
        m_waiting.clear();
        Q_EMIT queueChanged();
    }
}

void RunQueue::startNext()
{
    while (m_running == 0 && !m_waiting.empty() && !m_session.isBusy()) {
        QueuedExperiment next = std::move(m_waiting.front());
        m_waiting.erase(m_waiting.begin());
        if (next.folder.empty()) {
            // Now and not when it was added: its name must be free of those that came before it.
            const auto wanted = defaultFolderFor(next.spec);
            auto reserved = ReservedFolder::make(wanted);
            // Where none can be made, the training says why.
            next.folder = reserved ? reserved->path() : wanted;
            if (reserved) {
                m_reserved = std::move(*reserved);
            }
        }
        m_running = next.id;
        Q_EMIT queueChanged();
        Q_EMIT experimentStarted(next);
        if (next.goesOn) {
            m_session.goOn(next.folder, next.startPaused);
        } else {
            m_session.start(next.spec, next.expected, next.folder, next.startPaused);
        }
    }
}

}  // namespace normscope
