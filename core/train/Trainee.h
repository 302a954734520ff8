#pragma once

#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <normscope/probe/Observer.h>
#include <normscope/train/Learner.h>
#include <normscope/train/LrSchedule.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

/// One network on its way through a training: its learner, how far it has come, and its events. In the hands of one
/// thread at a time.
class Trainee
{
  public:
    /// `sink` outlives it. Throws what LibTorch throws where the network cannot be built or resumed.
    Trainee(const Participant& participant, const TrainingSpec& training, const EventSink& sink)
        : m_variant(participant.variant)
        , m_learner(participant.model, training)
        , m_sink(&sink)
    {
        if (!training.probes.empty()) {
            m_observer = std::make_unique<probe::Observer>(participant.model, training);
        }
        if (participant.from) {
            m_learner.restore(participant.from->learner);
            m_iteration = participant.from->iteration;
            m_lastFiniteLoss = participant.from->lastFiniteLoss;
        }
    }

    [[nodiscard]] bool isActive() const { return m_active; }
    /// The last step taken; 0: none yet.
    [[nodiscard]] std::int64_t iteration() const { return m_iteration; }
    Learner& learner() { return m_learner; }

    template <class Event>
    void emit(Event event)
    {
        (*m_sink)({m_variant, std::move(event)});
    }

    /// Emits the event that ends the run. Nothing comes after it.
    template <class Event>
    void end(Event event)
    {
        if (m_active) {
            m_active = false;
            emit(std::move(event));
        }
    }

    /// What instruments need to know of the whole training.
    struct Looking
    {
        const Batch& fixed;  ///< images that they see at each moment
        std::int64_t perEpoch = 1;
        std::int64_t last = 1;  ///< iteration
        const RunControl& control;
    };

    /// One step. Instruments look, on no clock, at the weights before it and behind the last one; what they see of a
    /// moment is told before the next step is. False where the training was stopped while they looked: the step is as
    /// if it had not been taken, and nothing is told of it.
    [[nodiscard]] bool step(const Batch& batch, const LrSchedule& schedule, std::int64_t iteration, std::int64_t epoch,
                            const ClockTime& making, const Looking& looking)
    {
        const double lr = schedule.at(iteration, epoch);
        const probe::Sight sight{iteration - 1, &batch, iteration, lr, &looking.fixed, &looking.control};
        const ProbeMoment before{iteration - 1, looking.perEpoch, looking.last};
        const bool isLooked = m_observer && m_observer->isDue(before);
        const bool isLast = m_observer && iteration == looking.last;
        if (isLooked || isLast) {
            m_undone = Checkpoint{m_iteration, m_lastFiniteLoss, m_learner.state()};
        }
        if (isLooked) {
            m_observer->keep(m_learner.network());
        }
        Step step = m_learner.step(batch, iteration, lr, making);
        step.epoch = epoch;
        const bool isFinite = std::isfinite(step.loss);
        Looks seen(std::in_place);
        Looks behind(std::in_place);
        if (isLooked) {
            seen = m_observer->look(m_learner.network(), /*isUpdated=*/isFinite, sight, before);
        }
        if (seen && isLast && isFinite && m_learner.isFinite()) {
            m_observer->keep(m_learner.network());
            behind = m_observer->look(m_learner.network(), /*isUpdated=*/false,
                                      {iteration, &batch, iteration, lr, &looking.fixed, &looking.control},
                                      {iteration, looking.perEpoch, looking.last});
        }
        if (!seen || !behind) {
            m_learner.restore(m_undone->learner);
            return false;
        }
        m_undone.reset();
        m_iteration = iteration;
        tell(std::move(*seen));
        emit(step);
        if (isFinite) {
            m_lastFiniteLoss = step.loss;
            tell(std::move(*behind));
        } else {
            end(Diverged{iteration, epoch, step.loss, m_lastFiniteLoss});
        }
        return true;
    }

    /// After the last step of an epoch, when no loss would tell in time.
    void checkWeights(std::int64_t epoch)
    {
        if (m_active && !m_learner.isFinite()) {
            end(Diverged{m_iteration, epoch, m_lastFiniteLoss, m_lastFiniteLoss});
        }
    }

    void checkpoint() { emit(m_undone ? *m_undone : Checkpoint{m_iteration, m_lastFiniteLoss, m_learner.state()}); }

  private:
    using Looks = std::optional<std::vector<ProbeRows>>;  ///< none: stopped meanwhile

    void tell(std::vector<ProbeRows> seen)
    {
        for (ProbeRows& rows : seen) {
            emit(std::move(rows));
        }
    }

    std::string m_variant;
    Learner m_learner;
    std::unique_ptr<probe::Observer> m_observer;  ///< none where no instrument was asked for
    const EventSink* m_sink;
    bool m_active = true;
    std::int64_t m_iteration = 0;
    std::optional<Checkpoint> m_undone;  ///< before the step under way, or one that was stopped; with instruments alone
    float m_lastFiniteLoss = std::numeric_limits<float>::quiet_NaN();
};

}  // namespace normscope
