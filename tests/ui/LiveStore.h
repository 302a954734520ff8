#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <normscope/session/RunQueue.h>
#include <normscope/session/TrainingSession.h>

#include "../support/MadeUpRuns.h"
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
        ExperimentSpec spec;
        spec.seeds = std::move(seeds);
        return start(name, spec);
    }

    ExperimentId start(const std::string& name, const ExperimentSpec& spec)
    {
        QueuedExperiment experiment;
        experiment.id = ++m_lastId;
        experiment.spec = spec;
        experiment.spec.training.batchSize = 20;
        experiment.folder = std::filesystem::path("/nowhere") / name;
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

}  // namespace normscope::test
