#include <algorithm>
#include <map>
#include <utility>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

namespace normscope
{

RunQueue::RunQueue(TrainingSession& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&m_session, &TrainingSession::prepared, this,
            [this](const ExperimentSpec& spec, const DataFacts& /*facts*/, const std::string& caseName) {
                for (QueuedCase& one : m_running.cases) {
                    if (one.name == caseName && !isStarted(one.id)) {
                        startCase(one);
                    }
                }
                if (const ExperimentId id = idOf(caseName); isStarted(id)) {
                    Q_EMIT experimentPrepared(id, spec);
                }
            });
    connect(&m_session, &TrainingSession::eventsArrived, this, &RunQueue::tell);
    connect(&m_session, &TrainingSession::caseEnded, this, &RunQueue::endCase);
    connect(&m_session, &TrainingSession::ended, this, &RunQueue::end);
}

ExperimentId RunQueue::idOf(const std::string& caseName) const
{
    if (m_running.cases.empty()) {
        return m_running.id;
    }
    const auto found = std::find_if(m_running.cases.begin(), m_running.cases.end(),
                                    [&](const QueuedCase& one) { return one.name == caseName; });
    return found == m_running.cases.end() ? 0 : found->id;
}

bool RunQueue::isStarted(ExperimentId id) const
{
    return std::find(m_started.begin(), m_started.end(), id) != m_started.end();
}

void RunQueue::startCase(QueuedCase& one)
{
    one.isBegun = true;
    m_started.push_back(one.id);
    if (const auto ended = std::exchange(m_lastEnded, std::nullopt)) {
        endCase(*ended);
    }
    QueuedExperiment started;
    started.id = one.id;
    started.spec = one.spec;
    started.folder = caseFolder(m_running.folder, one.name);
    started.goesOn = true;
    Q_EMIT experimentStarted(started);
}

void RunQueue::endCase(const EndedCase& ended)
{
    const ExperimentId id = idOf(ended.name);
    // What is stopped ends with the whole, which says so.
    const bool isStopping = std::holds_alternative<SessionStopping>(m_session.state());
    if (m_running.cases.empty() || !isStarted(id) || isStopping) {
        return;
    }
    if (m_started.size() == 1) {
        // The last one ends with the whole, which may know more that went wrong; others may be begun yet.
        m_lastEnded = ended;
        return;
    }
    std::erase(m_started, id);
    SessionEnd end;
    end.folder = caseFolder(m_running.folder, ended.name);
    end.errors = ended.errors;
    end.isTrained = true;
    m_toldErrors.insert(m_toldErrors.end(), ended.errors.begin(), ended.errors.end());
    Q_EMIT experimentEnded(id, end);
}

void RunQueue::tell(const SessionEvents& events)
{
    if (m_running.cases.empty()) {
        Q_EMIT eventsArrived(m_running.id, events);
        return;
    }
    std::map<ExperimentId, SessionEvents> ofCases;
    for (const SessionEvent& event : events) {
        ofCases[idOf(event.caseName)].push_back(event);
    }
    for (const auto& [id, its] : ofCases) {
        // Of what was over before nobody is told.
        if (isStarted(id)) {
            Q_EMIT eventsArrived(id, its);
        }
    }
}

void RunQueue::end(const SessionEnd& end)
{
    const QueuedExperiment ended = std::exchange(m_running, {});
    m_reserved.reset();
    m_lastEnded.reset();
    SessionEnd rest = end;
    for (const Error& told : std::exchange(m_toldErrors, {})) {
        const auto same = [&](const Error& one) { return one.message.english() == told.message.english(); };
        if (const auto found = std::find_if(rest.errors.begin(), rest.errors.end(), same); found != rest.errors.end()) {
            rest.errors.erase(found);
        }
    }
    for (const ExperimentId id : std::exchange(m_started, {})) {
        for (const QueuedCase& one : ended.cases) {
            rest.folder = one.id == id ? caseFolder(ended.folder, one.name) : rest.folder;
        }
        Q_EMIT experimentEnded(id, rest);
        rest.errors.clear();
    }
    startNext();
}

ExperimentId RunQueue::add(QueuedExperiment experiment)
{
    const ExperimentId id = experiment.goesOn && experiment.id != 0 ? experiment.id : ++m_lastId;
    if (id == m_running.id || isStarted(id) || isWaiting(id)) {
        return id;
    }
    experiment.id = id;
    for (QueuedCase& one : experiment.cases) {
        one.id = one.id != 0 ? one.id : ++m_lastId;
    }
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
    const auto isIn = [id](const QueuedExperiment& one) {
        return std::any_of(one.cases.begin(), one.cases.end(),
                           [id](const QueuedCase& its) { return its.id == id && !its.isBegun; });
    };
    return isIn(m_running) || std::any_of(m_waiting.begin(), m_waiting.end(),
                                          [&](const QueuedExperiment& one) { return one.id == id || isIn(one); });
}

bool RunQueue::isWaiting(const std::filesystem::path& folder) const
{
    const auto isIn = [&](const QueuedExperiment& one) {
        return std::any_of(one.cases.begin(), one.cases.end(), [&](const QueuedCase& its) {
            return !its.isBegun && caseFolder(one.folder, its.name) == folder;
        });
    };
    return isIn(m_running) || std::any_of(m_waiting.begin(), m_waiting.end(), [&](const QueuedExperiment& one) {
               return (one.cases.empty() && one.folder == folder) || isIn(one);
           });
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
    while (m_running.id == 0 && !m_waiting.empty() && !m_session.isBusy()) {
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
        m_running = next;
        Q_EMIT queueChanged();
        if (!next.cases.empty()) {
            // At once, so that there is something to see while its data are being read.
            startCase(m_running.cases.front());
        } else {
            m_started = {next.id};
            Q_EMIT experimentStarted(next);
        }
        if (next.goesOn) {
            m_session.goOn(next.folder, next.startPaused, next.spec.jobs);
        } else {
            m_session.start(next.spec, next.expected, next.folder, next.startPaused);
        }
    }
}

}  // namespace normscope
