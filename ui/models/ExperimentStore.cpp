#include "ui/models/ExperimentStore.h"

#include <QFile>
#include <algorithm>
#include <utility>

#include <normscope/experiment/About.h>

#include "ui/models/RunFolders.h"

namespace normscope::ui
{

namespace
{

/// What people call the experiment of that folder; what cannot be read is no title.
QString givenTitle(const std::filesystem::path& root)
{
    return QString::fromStdString(readAbout(root).value_or(About()).title);
}

}  // namespace

bool isOver(const ShownExperiment& experiment)
{
    const std::size_t planned =
        experiment.isPart ? experiment.runs.size() : variantsOf(experiment.spec).size() * experiment.spec.seeds.size();
    const auto over = std::count_if(experiment.runs.begin(), experiment.runs.end(),
                                    [](const auto& run) { return run.second.isOver(); });
    return static_cast<std::size_t>(over) == planned;
}

std::vector<RunKey> runsInOrder(const ShownExperiment& experiment)
{
    const auto variants = variantsOf(experiment.spec);
    const auto placeOf = [&](const RunKey& key) {
        return std::pair(key.seed, std::find(variants.begin(), variants.end(), key.variant));
    };
    std::vector<RunKey> keys;
    for (const auto& [key, record] : experiment.runs) {
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end(), [&](const RunKey& a, const RunKey& b) { return placeOf(a) < placeOf(b); });
    return keys;
}

std::filesystem::path wholeFolder(const ShownExperiment& experiment)
{
    return experiment.isPart ? experiment.folder.parent_path().parent_path() : experiment.folder;
}

ExperimentStore::ExperimentStore(QObject* parent)
    : QObject(parent)
{
}

void ExperimentStore::follow(RunQueue& queue)
{
    connect(&queue, &RunQueue::experimentStarted, this, &ExperimentStore::start);
    connect(&queue, &RunQueue::experimentPrepared, this, [this](ExperimentId id, const ExperimentSpec& spec) {
        m_experiments.at(id).spec = spec;
        Q_EMIT runsChanged(id);
    });
    connect(&queue, &RunQueue::eventsArrived, this, &ExperimentStore::add);
    connect(&queue, &RunQueue::experimentEnded, this, [this](ExperimentId id, const SessionEnd& end) {
        ShownExperiment& shown = m_experiments.at(id);
        shown.isLive = false;
        shown.errors = end.errors;
        Q_EMIT runsChanged(id);
        Q_EMIT stateChanged(id);
        Q_EMIT experimentEnded(id, end);
    });
}

void ExperimentStore::start(const QueuedExperiment& started)
{
    const bool isShown = started.goesOn && m_experiments.contains(started.id);
    ShownExperiment& shown = m_experiments[started.id];
    if (!isShown) {
        shown = {};
        shown.id = started.id;
        shown.name = QFile::decodeName(folderName(started.folder).c_str());
        shown.spec = started.spec;
        shown.folder = started.folder;
        const auto place = started.goesOn ? locate(started.folder) : Result<ResultsPlace>(ResultsPlace());
        shown.root = place && started.goesOn ? place->experiment : started.folder;
        shown.title = givenTitle(shown.root);
        addShades(shown);
    }
    shown.isLive = true;
    shown.isPassing = false;
    shown.isTrainedElsewhere = false;
    shown.errors.clear();
    if (isShown) {
        ++shown.edition;
        Q_EMIT runsChanged(started.id);
        Q_EMIT stateChanged(started.id);
    } else {
        Q_EMIT experimentAdded(started.id);
    }
    setCurrent(started.id);
}

void ExperimentStore::add(ExperimentId id, const SessionEvents& events)
{
    ShownExperiment& shown = m_experiments.at(id);
    for (const SessionEvent& arrived : events) {
        const RunKey key{arrived.seed, arrived.event.variant};
        const bool isKnown = shown.runs.contains(key);
        RunRecord& record = shown.runs[key];
        if (arrived.record != nullptr) {
            const std::int64_t perEpoch = record.samplesPerEpoch;
            record = *arrived.record;
            record.samplesPerEpoch = std::max(record.samplesPerEpoch, perEpoch);
            shown.edition += isKnown ? 1 : 0;
        }
        record.seed = arrived.seed;
        record.variant = arrived.event.variant;
        record.add(arrived.event);
    }
    Q_EMIT runsChanged(id);
}

void ExperimentStore::addShades(ShownExperiment& shown)
{
    // With nobody else there who stays, nobody's colour is taken.
    const bool isAlone = std::all_of(m_experiments.begin(), m_experiments.end(), [&](const auto& entry) {
        return &entry.second == &shown || (entry.second.isPassing && entry.second.root != shown.root);
    });
    m_nextShade = isAlone ? 0 : m_nextShade;
    shown.firstShade = m_nextShade;
    m_nextShade += static_cast<int>(shown.spec.seeds.size());
}

void ExperimentStore::fill(ShownExperiment& shown, StoredCase stored) const
{
    shown.folder = stored.folder;
    shown.root = stored.experiment;
    shown.title = givenTitle(shown.root);
    shown.spec = std::move(stored.spec);
    shown.runs.clear();
    for (RunRecord& run : stored.runs) {
        shown.runs.emplace(RunKey{run.seed, run.variant}, std::move(run));
    }
    ++shown.edition;
    shown.isPart = stored.isRun;
    // Another case of it may be what this program trains.
    const bool isOurs = std::any_of(m_experiments.begin(), m_experiments.end(), [&](const auto& entry) {
        return entry.second.isLive && comparable(entry.second.root) == comparable(shown.root);
    });
    shown.isTrainedElsewhere = !isOurs && !isOver(shown) && !heldRuns(wholeFolder(shown)).empty();
}

Result<ExperimentId> ExperimentStore::open(const std::filesystem::path& folder)
{
    auto id = load(folder);
    if (id) {
        setCurrent(*id);
    }
    return id;
}

Result<ExperimentId> ExperimentStore::load(const std::filesystem::path& folder)
{
    return load(folder, [&folder] { return readCase(folder); });
}

Result<ExperimentId> ExperimentStore::load(const std::filesystem::path& folder,
                                           const std::function<Result<StoredCase>()>& read)
{
    const auto present = std::find_if(m_experiments.begin(), m_experiments.end(), [&](const auto& entry) {
        return comparable(entry.second.folder) == comparable(folder);
    });
    const bool isPresent = present != m_experiments.end();
    if (isPresent && (present->second.isLive || isOver(present->second))) {
        return present->first;
    }
    auto stored = read();
    if (!stored) {
        return passOn(stored);
    }
    const ExperimentId id = isPresent ? present->first : --m_nextOpened;
    ShownExperiment& shown = m_experiments[id];
    shown.id = id;
    shown.name = QFile::decodeName(folderName(stored->folder).c_str());
    fill(shown, std::move(*stored));
    if (!isPresent) {
        addShades(shown);
    }
    if (isPresent) {
        Q_EMIT runsChanged(id);
        Q_EMIT stateChanged(id);
    } else {
        Q_EMIT experimentAdded(id);
    }
    return id;
}

Result<std::vector<Message>> ExperimentStore::openCases(const StoredPlan& plan)
{
    std::vector<Message> problems;
    ExperimentId first = 0;
    for (const std::size_t index : plan.cases()) {
        const auto folder = caseFolder(plan.place.experiment, plan.experiment.cases[index].name);
        if (!holdsResults(folder)) {
            continue;
        }
        const auto opened = load(folder, [&] { return readCase(plan, index); });
        if (!opened) {
            problems.push_back(opened.error().message);
        } else if (first == 0) {
            first = *opened;
        }
    }
    if (first == 0 && !problems.empty()) {
        return fail(ErrorCode::Data, problems.front());
    }
    if (first != 0) {
        setCurrent(first);
    }
    return problems;
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
        closePassing();
    }
}

void ExperimentStore::closePassing()
{
    const auto root = m_experiments.at(m_current).root;
    std::vector<ExperimentId> passing;
    for (const auto& [id, shown] : m_experiments) {
        if (shown.isPassing && shown.root != root) {
            passing.push_back(id);
        }
    }
    for (const ExperimentId id : passing) {
        close(id);
    }
}

void ExperimentStore::setChecked(ExperimentId id, bool checked)
{
    const auto found = m_experiments.find(id);
    if (found != m_experiments.end() && (found->second.isChecked != checked || found->second.isPassing)) {
        found->second.isChecked = checked;
        found->second.isPassing = false;
        Q_EMIT checkedChanged(id);
    }
}

void ExperimentStore::setPassing(ExperimentId id, bool isPassing)
{
    const auto found = m_experiments.find(id);
    if (found != m_experiments.end() && !found->second.isLive && found->second.isPassing != isPassing) {
        found->second.isPassing = isPassing;
        Q_EMIT checkedChanged(id);
    }
}

void ExperimentStore::setGhost(ExperimentId id, bool isGhost)
{
    const auto found = m_experiments.find(id);
    if (found != m_experiments.end() && found->second.isGhost != isGhost) {
        found->second.isGhost = isGhost;
        Q_EMIT checkedChanged(id);
    }
}

void ExperimentStore::setTitle(const std::filesystem::path& root, const QString& title)
{
    for (auto& [id, shown] : m_experiments) {
        if (shown.title != title && comparable(shown.root) == comparable(root)) {
            shown.title = title;
            Q_EMIT checkedChanged(id);
        }
    }
}

}  // namespace normscope::ui
