#include <exception>
#include <utility>

#include <spdlog/spdlog.h>

#include <normscope/runtime/Blas.h>
#include <normscope/session/TrainingWorker.h>

namespace normscope
{

namespace
{

/// Weights go to the folder, where they are read from if somebody asks; a window keeps none of them.
SessionEvent withoutWeights(std::uint64_t seed, const TrainingEvent& event)
{
    if (const auto* finished = std::get_if<Finished>(&event.what)) {
        return {seed, {event.twin, Finished{{}, finished->predictions}}};
    }
    return {seed, event};
}

/// Once for the process: OpenBLAS keeps what it is told.
void prepareBlas()
{
    static const bool kIsDone = [] {
        const BlasInfo blas = findBlas();
        tameBlas(blas);
        if (!blas.advice.empty()) {
            spdlog::warn(blas.advice);
        }
        return true;
    }();
    (void)kIsDone;
}

}  // namespace

TrainingWorker::TrainingWorker(Order order)
    : m_order(std::move(order))
{
    m_end.folder = m_order.folder;
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

void TrainingWorker::run()
{
    try {
        train();
    } catch (const std::exception& error) {
        m_end.errors.push_back({ErrorCode::Internal, error.what()});
    }
}

void TrainingWorker::train()
{
    const auto refuse = [this](const Error& error) { m_end.errors.push_back(error); };
    if (auto status = checkBeforeData(m_order.spec, m_order.folder, /*force=*/false); !status) {
        refuse(status.error());
        return;
    }
    prepareBlas();
    const auto experiment = prepareExperiment(m_order.spec, m_order.expected);
    if (!experiment) {
        refuse(experiment.error());
        return;
    }
    if (m_control.isStopped()) {
        m_end.isCancelled = true;
        return;
    }
    Q_EMIT prepared(experiment->spec, experiment->facts);
    const auto outcome = runExperiment(*experiment, m_order.folder, /*force=*/false, m_control,
                                       [this](std::uint64_t seed, const TrainingEvent& event) {
                                           if (!std::holds_alternative<Checkpoint>(event.what)) {
                                               m_events.add(withoutWeights(seed, event));
                                           }
                                       });
    if (!outcome) {
        refuse(outcome.error());
        return;
    }
    m_end.isTrained = true;
    m_end.isDiverged = outcome->isDiverged;
    m_end.isCancelled = outcome->isCancelled;
    m_end.errors = outcome->errors;
}

}  // namespace normscope
