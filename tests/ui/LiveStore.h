#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <normscope/session/RunQueue.h>
#include <normscope/session/TrainingSession.h>

#include "ui/models/ExperimentStore.h"

namespace normscope::test
{

/// A store that is told of trainings which nobody makes: the signals of its queue are sent by hand.
class LiveStore
{
  public:
    LiveStore()
        : m_queue(m_session)
    {
        m_store.follow(m_queue);
    }

    [[nodiscard]] ui::ExperimentStore& store() { return m_store; }
    [[nodiscard]] const RunRecord& record(ExperimentId id, std::uint64_t seed, const std::string& variant) const
    {
        return m_store.find(id)->runs.at({seed, variant});
    }

    ExperimentId start(const std::string& name, std::vector<std::uint64_t> seeds = {1})
    {
        QueuedExperiment experiment;
        experiment.id = ++m_lastId;
        experiment.spec.seeds = std::move(seeds);
        experiment.spec.training.batchSize = 20;
        experiment.folder = "/nowhere/" + name;
        Q_EMIT m_queue.experimentStarted(experiment);
        return experiment.id;
    }

    void prepare(ExperimentId id, const ExperimentSpec& spec) { Q_EMIT m_queue.experimentPrepared(id, spec); }

    void add(ExperimentId id, const SessionEvents& events) { Q_EMIT m_queue.eventsArrived(id, events); }

    void add(ExperimentId id, std::uint64_t seed, const std::vector<TrainingEvent>& events)
    {
        SessionEvents bulk;
        for (const TrainingEvent& event : events) {
            bulk.push_back({seed, event});
        }
        add(id, bulk);
    }

    void end(ExperimentId id, std::vector<Error> errors = {})
    {
        SessionEnd end;
        end.folder = m_store.find(id)->folder;
        end.errors = std::move(errors);
        end.isTrained = true;
        Q_EMIT m_queue.experimentEnded(id, end);
    }

  private:
    TrainingSession m_session;
    RunQueue m_queue;
    ui::ExperimentStore m_store;
    ExperimentId m_lastId = 0;
};

/// What a run of so many epochs tells, with 30 batches of 20 samples each: the loss falls, faster with BN; every tenth
/// iteration is evaluated. A step takes half a second, three quarters with BN.
class MadeUpRun
{
  public:
    static constexpr std::int64_t kPerEpoch = 30;

    MadeUpRun(std::uint64_t seed, const std::string& variant, std::int64_t epochs = 3)
        : m_seed(seed)
        , m_variant(variant)
        , m_epochs(epochs)
    {
    }

    [[nodiscard]] TrainingEvent started() const
    {
        const bool isBn = m_variant == kBn;
        return {m_variant, Started{m_epochs, kPerEpoch, kPerEpoch * 20, {200, 30, isBn ? 8 : 0, isBn ? 9 : 0}}};
    }

    /// Everything from `first` to `last`, iterations counted from 1, with the evaluations and ends of epochs in
    /// between.
    [[nodiscard]] std::vector<TrainingEvent> steps(std::int64_t first, std::int64_t last) const
    {
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        std::vector<TrainingEvent> events;
        for (std::int64_t i = first; i <= last; ++i) {
            const std::int64_t epoch = (i - 1) / kPerEpoch + 1;
            events.push_back(
                {m_variant, Step{i, epoch, static_cast<float>(loss(i)), 1 - loss(i) / 4, 0.1, seconds(i)}});
            if (i % 10 == 0) {
                events.push_back({m_variant, Evaluation{i, epoch, loss(i), accuracy(i), seconds(i)}});
            }
            if (i % kPerEpoch == 0) {
                events.push_back({m_variant, EpochResult{i, epoch, loss(i), 0.9, loss(i), accuracy(i) - 0.01,
                                                         seconds(i), 0.25, kNan, kNan}});
            }
        }
        return events;
    }

    [[nodiscard]] std::vector<TrainingEvent> all() const
    {
        std::vector<TrainingEvent> events{started()};
        for (const TrainingEvent& event : steps(1, m_epochs * kPerEpoch)) {
            events.push_back(event);
        }
        events.push_back({m_variant, Finished{}});
        return events;
    }

    [[nodiscard]] double seconds(std::int64_t iteration) const
    {
        return static_cast<double>(iteration) * (m_variant == kBn ? 0.75 : 0.5);
    }
    /// Awkward and never the same twice, but always computed alike.
    [[nodiscard]] double loss(std::int64_t iteration) const
    {
        const double pace = m_variant == kBn ? 12.0 : 30.0;
        const auto i = static_cast<double>(iteration);
        return 2.3 * std::exp(-i / pace) + 0.15 + 0.1 * std::sin(i * 1.7 + static_cast<double>(m_seed));
    }
    [[nodiscard]] double accuracy(std::int64_t iteration) const
    {
        return std::clamp(0.98 - loss(iteration) / 4, 0.0, 1.0);
    }

  private:
    std::uint64_t m_seed;
    std::string m_variant;
    std::int64_t m_epochs;
};

}  // namespace normscope::test
