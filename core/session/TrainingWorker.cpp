#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include <normscope/base/Exceptions.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/session/TrainingWorker.h>
#include <normscope/train/TrainingEngine.h>

namespace normscope
{

namespace
{

/// Weights go to the folder, where they are read from if somebody asks; a window keeps none of them.
SessionEvent withoutWeights(std::uint64_t seed, const TrainingEvent& event)
{
    if (const auto* finished = std::get_if<Finished>(&event.what)) {
        return {seed, {event.variant, Finished{{}, finished->predictions}}};
    }
    return {seed, event};
}

}  // namespace

TrainingWorker::TrainingWorker(Order order)
    : m_order(std::move(order))
{
    if (m_order.startPaused) {
        m_control.pause();
    }
}

TrainingWorker::~TrainingWorker()
{
    m_control.stop();
    m_events.close();
    wait();
}

std::vector<ExperimentCase> TrainingWorker::takePrepared()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_prepared, {});
}

std::vector<EndedCase> TrainingWorker::takeEnded()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_ended, {});
}

SessionEnd TrainingWorker::end() const
{
    const std::lock_guard lock(m_mutex);
    return m_end;
}

void TrainingWorker::run()
{
    SessionEnd end;
    try {
        end = train();
    } catch (const std::exception& error) {
        end.errors.push_back({ErrorCode::Internal, std::string(sentenceOf(error))});
    }
    end.folder = m_order.folder;
    const std::lock_guard lock(m_mutex);
    m_end = std::move(end);
}

Status TrainingWorker::check() const
{
    if (m_order.kind == Kind::New) {
        if (auto status = checkBeforeData(experimentOf(m_order.spec), m_order.folder, /*force=*/false); !status) {
            return status;
        }
    } else if (const auto plan = readPlan(m_order.folder); !plan) {
        return passOn(plan);
    }
    return prepareTraining();
}

bool TrainingWorker::prepare(const PreparedCase& prepared)
{
    if (m_control.isStopped()) {
        return false;
    }
    m_specs[prepared.one.name] = prepared.one.spec;
    {
        const std::lock_guard lock(m_mutex);
        m_prepared.push_back(prepared.one);
    }
    Q_EMIT this->prepared();
    return true;
}

void TrainingWorker::tellEnd(RunRecord run, const std::string& caseName)
{
    const auto stored = std::make_shared<const RunRecord>(std::move(run));
    if (stored->status == RunStatus::Done) {
        m_events.add({stored->seed, {stored->variant, Finished{}}, stored, caseName});
    } else if (stored->status == RunStatus::Diverged) {
        m_events.add({stored->seed, {stored->variant, Diverged{}}, stored, caseName});
    }
}

void TrainingWorker::tellWhatIsOver(const std::string& caseName)
{
    const auto place = locate(m_order.folder);
    if (!place) {
        return;
    }
    const ExperimentSpec& spec = m_specs[caseName];
    const auto home = caseFolder(place->experiment, caseName);
    for (const std::uint64_t seed : spec.seeds) {
        for (const std::string& variant : variantsOf(spec)) {
            if (auto stored = readRun(home, spec, seed, variant); stored && *stored) {
                tellEnd(std::move(**stored), caseName);
            }
        }
    }
}

void TrainingWorker::tellEnded(const CaseOutcome& done)
{
    if (!done.isTrained) {
        // All of it was over: perhaps not yet when it was read to be shown.
        std::for_each(done.runs.begin(), done.runs.end(), [&](const RunRecord& run) { tellEnd(run, done.name); });
    }
    const std::lock_guard lock(m_mutex);
    m_ended.push_back({done.name, done.errors});
}

SessionEnd TrainingWorker::train()
{
    SessionEnd end;
    if (auto status = check(); !status) {
        end.errors.push_back(status.error());
        return end;
    }
    const bool goesOn = m_order.kind == Kind::GoOn;
    std::set<std::string> begun;
    ExperimentListener listener;
    listener.prepared = [this](const PreparedCase& prepared) { return prepare(prepared); };
    listener.event = [&](const RunRecord& run, const TrainingEvent& event) {
        if (goesOn && begun.insert(run.caseName).second) {
            // Not before: until now the folder may have been another program's.
            tellWhatIsOver(run.caseName);
        }
        if (!std::holds_alternative<Checkpoint>(event.what)) {
            SessionEvent told = withoutWeights(run.seed, event);
            told.caseName = run.caseName;
            if (std::holds_alternative<Started>(event.what)) {
                told.record = std::make_shared<const RunRecord>(run.part());
            }
            m_events.add(std::move(told));
        }
    };
    listener.ended = [this](const CaseOutcome& done) { tellEnded(done); };
    const auto outcome = goesOn ? resumeExperiment(m_order.folder, m_control, listener, {}, m_order.spec.jobs)
                                : runExperiment(experimentOf(m_order.spec, m_order.expected), m_order.folder,
                                                /*force=*/false, m_control, listener);
    if (!outcome) {
        end.errors.push_back(outcome.error());
        return end;
    }
    end.isTrained = outcome->isTrained || (!outcome->cases.empty() && outcome->held.empty());
    end.isDiverged = outcome->isDiverged;
    end.isCancelled = outcome->isCancelled;
    end.errors = outcome->errors;
    return end;
}

}  // namespace normscope
