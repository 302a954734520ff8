#include "ui/models/ExperimentStore.h"

#include <QFile>
#include <utility>

namespace normscope::ui
{

namespace
{

std::filesystem::path comparable(const std::filesystem::path& folder)
{
    std::error_code error;
    auto path = std::filesystem::weakly_canonical(folder, error);
    return error ? folder : path;
}

}  // namespace

ExperimentStore::ExperimentStore(QObject* parent)
    : QObject(parent)
{
}

void ExperimentStore::follow(RunQueue& queue)
{
    connect(&queue, &RunQueue::experimentStarted, this, [this](const QueuedExperiment& started) {
        ShownExperiment shown;
        shown.id = started.id;
        shown.name = QFile::decodeName(folderName(started.folder).c_str());
        shown.spec = started.spec;
        shown.folder = started.folder;
        shown.isLive = true;
        m_experiments[started.id] = std::move(shown);
        Q_EMIT experimentAdded(started.id);
        setCurrent(started.id);
    });
    connect(&queue, &RunQueue::experimentPrepared, this, [this](ExperimentId id, const ExperimentSpec& spec) {
        m_experiments.at(id).spec = spec;
        Q_EMIT runsChanged(id);
    });
    connect(&queue, &RunQueue::eventsArrived, this, [this](ExperimentId id, const SessionEvents& events) {
        auto& runs = m_experiments.at(id).runs;
        for (const SessionEvent& arrived : events) {
            RunRecord& record = runs[{arrived.seed, arrived.event.twin}];
            record.seed = arrived.seed;
            record.twin = arrived.event.twin;
            record.add(arrived.event);
        }
        Q_EMIT runsChanged(id);
    });
    connect(&queue, &RunQueue::experimentEnded, this, [this](ExperimentId id, const SessionEnd& end) {
        ShownExperiment& shown = m_experiments.at(id);
        shown.isLive = false;
        shown.errors = end.errors;
        Q_EMIT runsChanged(id);
        Q_EMIT experimentEnded(id, end);
    });
}

Result<ExperimentId> ExperimentStore::open(const std::filesystem::path& folder)
{
    for (const auto& [id, shown] : m_experiments) {
        if (comparable(shown.folder) == comparable(folder)) {
            setCurrent(id);
            return id;
        }
    }
    auto stored = readExperiment(folder);
    if (!stored) {
        return passOn(stored);
    }
    ShownExperiment shown;
    shown.id = --m_nextOpened;
    shown.name = QFile::decodeName(folderName(stored->folder).c_str());
    shown.spec = std::move(stored->config.spec);
    shown.folder = std::move(stored->folder);
    for (RunRecord& run : stored->runs) {
        shown.runs.emplace(RunKey{run.seed, run.twin}, std::move(run));
    }
    const ExperimentId id = shown.id;
    m_experiments[id] = std::move(shown);
    Q_EMIT experimentAdded(id);
    setCurrent(id);
    return id;
}

void ExperimentStore::close(ExperimentId id)
{
    const auto found = m_experiments.find(id);
    if (found == m_experiments.end() || found->second.isLive) {
        return;
    }
    m_experiments.erase(found);
    Q_EMIT experimentClosed(id);
    if (m_current == id) {
        m_current = 0;
        if (m_experiments.empty()) {
            Q_EMIT currentChanged();
        } else {
            setCurrent(m_experiments.rbegin()->first);
        }
    }
}

const ShownExperiment* ExperimentStore::find(ExperimentId id) const
{
    const auto found = m_experiments.find(id);
    return found == m_experiments.end() ? nullptr : &found->second;
}

void ExperimentStore::setCurrent(ExperimentId id)
{
    if (id != m_current && m_experiments.contains(id)) {
        m_current = id;
        Q_EMIT currentChanged();
    }
}

void ExperimentStore::setChecked(ExperimentId id, bool checked)
{
    const auto found = m_experiments.find(id);
    if (found != m_experiments.end() && found->second.isChecked != checked) {
        found->second.isChecked = checked;
        Q_EMIT checkedChanged(id);
    }
}

}  // namespace normscope::ui
