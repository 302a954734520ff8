#include <algorithm>
#include <exception>
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

ExperimentConfig TrainingWorker::config() const
{
    const std::lock_guard lock(m_mutex);
    return m_config;
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
    {
        const std::lock_guard lock(m_mutex);
        m_config = {prepared.one.spec, prepared.one.facts};
    }
    Q_EMIT this->prepared();
    return true;
}

void TrainingWorker::tellEnd(RunRecord run)
{
    const auto stored = std::make_shared<const RunRecord>(std::move(run));
    if (stored->status == RunStatus::Done) {
        m_events.add({stored->seed, {stored->variant, Finished{}}, stored});
    } else if (stored->status == RunStatus::Diverged) {
        m_events.add({stored->seed, {stored->variant, Diverged{}}, stored});
    }
}

void TrainingWorker::tellWhatIsOver(const ExperimentSpec& spec)
{
    const auto place = locate(m_order.folder);
    if (!place) {
        return;
    }
    const auto home = caseFolder(place->experiment, place->caseName);
    for (const std::uint64_t seed : spec.seeds) {
        for (const std::string& variant : variantsOf(spec)) {
            if (auto stored = readRun(home, spec, seed, variant); stored && *stored) {
                tellEnd(std::move(**stored));
            }
        }
    }
}

SessionEnd TrainingWorker::train()
{
    SessionEnd end;
    if (auto status = check(); !status) {
        end.errors.push_back(status.error());
        return end;
    }
    const bool goesOn = m_order.kind == Kind::GoOn;
    bool isBegun = false;
    ExperimentListener listener;
    listener.prepared = [this](const PreparedCase& prepared) { return prepare(prepared); };
    listener.event = [&](const RunRecord& run, const TrainingEvent& event) {
        if (goesOn && !std::exchange(isBegun, true)) {
            // Not before: until now the folder may have been another program's.
            tellWhatIsOver(config().spec);
        }
        if (!std::holds_alternative<Checkpoint>(event.what)) {
            SessionEvent told = withoutWeights(run.seed, event);
            if (std::holds_alternative<Started>(event.what)) {
                told.record = std::make_shared<const RunRecord>(run.part());
            }
            m_events.add(std::move(told));
        }
    };
    listener.ended = [this](const CaseOutcome& done) {
        if (!done.isTrained) {
            // All of it was over: perhaps not yet when it was read to be shown.
            std::for_each(done.runs.begin(), done.runs.end(), [this](const RunRecord& run) { tellEnd(run); });
        }
    };
    const auto outcome = goesOn ? resumeExperiment(m_order.folder, m_control, listener)
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
