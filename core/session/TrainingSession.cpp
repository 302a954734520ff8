#include <QTimer>
#include <algorithm>
#include <type_traits>

#include <spdlog/spdlog.h>

#include <normscope/session/TrainingSession.h>
#include <normscope/session/TrainingWorker.h>

namespace normscope
{

class TrainingSession::Impl
{
  public:
    explicit Impl(TrainingSession& session)
        : m_session(session)
    {
        using namespace std::chrono_literals;
        m_timer.setInterval(50ms);
        QObject::connect(&m_timer, &QTimer::timeout, &m_session, [this] { publish(); });
    }

    ~Impl()
    {
        // The worker's destructor waits for it; no signal of it may come here meanwhile.
        if (m_worker) {
            m_worker->disconnect();
        }
    }

    void start(const TrainingWorker::Order& order)
    {
        m_startsPaused = order.startPaused;
        m_worker = std::make_unique<TrainingWorker>(order);
        QObject::connect(m_worker.get(), &TrainingWorker::prepared, &m_session, [this] { tellPrepared(); });
        QObject::connect(m_worker.get(), &QThread::finished, &m_session, [this] { finish(); });
        m_worker->start();
        m_timer.start();
        enter(SessionPreparing{});
    }

    template <class Wanted>
    [[nodiscard]] bool is() const
    {
        return std::holds_alternative<Wanted>(m_state);
    }

    void pause()
    {
        m_startsPaused = true;
        if (m_worker) {
            m_worker->control().pause();
        }
        if (is<SessionTraining>()) {
            enter(SessionPaused{});
        }
    }

    void resume()
    {
        m_startsPaused = false;
        if (m_worker) {
            m_worker->control().resume();
        }
        if (is<SessionPaused>()) {
            enter(SessionTraining{});
        }
    }

    void step()
    {
        if (m_worker) {
            m_worker->control().step();
        }
        if (is<SessionTraining>()) {
            enter(SessionPaused{});
        }
    }

    void stop()
    {
        if (m_worker) {
            m_worker->control().stop();
            enter(SessionStopping{});
        }
    }

    SessionState m_state;
    QTimer m_timer;

  private:
    void enter(const SessionState& state)
    {
        m_state = state;
        Q_EMIT m_session.stateChanged(m_state);
    }

    /// Paused before the first step, where somebody asked for it in the meantime.
    void enterTraining()
    {
        if (m_startsPaused) {
            enter(SessionPaused{});
        } else {
            enter(SessionTraining{});
        }
    }

    void tellPrepared()
    {
        for (const ExperimentCase& one : m_worker->takePrepared()) {
            Q_EMIT m_session.prepared(one.spec, one.facts, one.name);
            if (is<SessionPreparing>()) {
                enterTraining();
            }
        }
    }

    void publish()
    {
        // In this order each case has been prepared before its events are told, and ends after them.
        const auto ended = m_worker->takeEnded();
        const SessionEvents events = m_worker->events().takeAll();
        tellPrepared();
        if (!events.empty()) {
            Q_EMIT m_session.eventsArrived(events);
        }
        for (const EndedCase& one : ended) {
            Q_EMIT m_session.caseEnded(one);
        }
    }

    void finish()
    {
        m_timer.stop();
        publish();
        const SessionEnd end = m_worker->end();
        m_worker.reset();
        // Idle first, so that whoever hears of the end can start the next.
        m_state = SessionIdle{};
        Q_EMIT m_session.ended(end);
        // Unless that has happened.
        if (!m_worker) {
            Q_EMIT m_session.stateChanged(m_state);
        }
    }

    TrainingSession& m_session;
    std::unique_ptr<TrainingWorker> m_worker;
    bool m_startsPaused = false;
};

TrainingSession::TrainingSession(QObject* parent)
    : QObject(parent)
{
    qRegisterMetaType<ExperimentSpec>();
    qRegisterMetaType<DataFacts>();
    m_impl = std::make_unique<Impl>(*this);
}

TrainingSession::~TrainingSession() = default;

const SessionState& TrainingSession::state() const
{
    return m_impl->m_state;
}

bool TrainingSession::isBusy() const
{
    return !m_impl->is<SessionIdle>();
}

void TrainingSession::setPublishInterval(std::chrono::milliseconds interval)
{
    m_impl->m_timer.setInterval(interval);
}

void TrainingSession::start(const ExperimentSpec& spec, const DataFacts& expected, const std::filesystem::path& folder,
                            bool startPaused)
{
    if (isBusy()) {
        spdlog::warn("a training was not started: another one runs");
        return;
    }
    m_impl->start({TrainingWorker::Kind::New, folder, spec, expected, startPaused});
}

void TrainingSession::goOn(const std::filesystem::path& folder, bool startPaused, std::optional<int> jobs)
{
    if (isBusy()) {
        spdlog::warn("{}: nothing is gone on with: another training runs", folder.string());
        return;
    }
    ExperimentSpec spec;
    spec.jobs = jobs;
    m_impl->start({TrainingWorker::Kind::GoOn, folder, spec, {}, startPaused});
}

void TrainingSession::pause()
{
    if (isBusy() && !m_impl->is<SessionStopping>()) {
        m_impl->pause();
    }
}

void TrainingSession::resume()
{
    if (isBusy() && !m_impl->is<SessionStopping>()) {
        m_impl->resume();
    }
}

void TrainingSession::step()
{
    if (isBusy() && !m_impl->is<SessionStopping>()) {
        m_impl->step();
    }
}

void TrainingSession::stop()
{
    if (isBusy() && !m_impl->is<SessionStopping>()) {
        m_impl->stop();
    }
}

}  // namespace normscope
