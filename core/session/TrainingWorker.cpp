#include <exception>
#include <utility>

#include <normscope/base/Exceptions.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/runtime/MathLibraries.h>
#include <normscope/session/TrainingWorker.h>

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

Result<ExperimentConfig> TrainingWorker::findConfig() const
{
    if (m_order.kind == Kind::GoOn) {
        auto stored = readStoredConfig(m_order.folder);
        if (!stored) {
            return passOn(stored);
        }
        return std::move(stored->config);
    }
    if (auto status = checkBeforeData(m_order.spec, m_order.folder, /*force=*/false); !status) {
        return passOn(status);
    }
    return ExperimentConfig{m_order.spec, m_order.expected};
}

std::shared_ptr<const RunRecord> TrainingWorker::storedRun(const ExperimentSpec& spec, std::uint64_t seed,
                                                           const std::string& variant) const
{
    RunRecord record;
    record.seed = seed;
    record.variant = variant;
    if (auto stored = readRun(m_order.folder, spec, seed, variant); stored && *stored) {
        record = std::move(**stored);
    }
    return std::make_shared<const RunRecord>(std::move(record));
}

void TrainingWorker::tellWhatIsOver(const ExperimentSpec& spec)
{
    for (const std::uint64_t seed : spec.seeds) {
        for (const std::string& variant : variantsOf(spec)) {
            auto stored = storedRun(spec, seed, variant);
            if (stored->status == RunStatus::Done) {
                m_events.add({seed, {variant, Finished{}}, std::move(stored)});
            } else if (stored->status == RunStatus::Diverged) {
                m_events.add({seed, {variant, Diverged{}}, std::move(stored)});
            }
        }
    }
}

SessionEnd TrainingWorker::train()
{
    SessionEnd end;
    const auto refused = [&end](const Error& error) {
        end.errors.push_back(error);
        return end;
    };
    const auto config = findConfig();
    if (!config) {
        return refused(config.error());
    }
    if (auto status = prepareMathLibraries(); !status) {
        return refused(status.error());
    }
    const auto experiment = prepareExperiment(config->spec, config->facts);
    if (!experiment) {
        return refused(experiment.error());
    }
    if (m_control.isStopped()) {
        end.isCancelled = true;
        return end;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_config = {experiment->spec, experiment->facts};
    }
    Q_EMIT prepared();
    const bool goesOn = m_order.kind == Kind::GoOn;
    bool isBegun = false;
    const auto sink = [&](const RunRecord& run, const TrainingEvent& event) {
        if (goesOn && !std::exchange(isBegun, true)) {
            // Not before: until now the folder may have been another program's.
            tellWhatIsOver(experiment->spec);
        }
        if (!std::holds_alternative<Checkpoint>(event.what)) {
            SessionEvent told = withoutWeights(run.seed, event);
            if (std::holds_alternative<Started>(event.what)) {
                told.record = std::make_shared<const RunRecord>(run.part());
            }
            m_events.add(std::move(told));
        }
    };
    const auto outcome = goesOn ? resumeExperiment(*experiment, config->facts, m_order.folder, m_control, sink)
                                : runExperiment(*experiment, m_order.folder, /*force=*/false, m_control, sink);
    if (!outcome) {
        return refused(outcome.error());
    }
    if (goesOn && !isBegun) {
        // All of it was over: perhaps not yet when it was read to be shown.
        tellWhatIsOver(experiment->spec);
    }
    end.isTrained = true;
    end.isDiverged = outcome->isDiverged;
    end.isCancelled = outcome->isCancelled;
    end.errors = outcome->errors;
    return end;
}

}  // namespace normscope
