#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include <spdlog/spdlog.h>
#include <torch/torch.h>

#include <normscope/runtime/TorchRuntime.h>
#include <normscope/train/TrainingLanes.h>
#include <normscope/train/TrainingLoop.h>

namespace normscope
{

namespace
{

constexpr const char* kOutOfMemory = "memory ran out: use a smaller model or a smaller batch size";

/// What one lane trains of a group.
struct Share
{
    std::shared_ptr<const TrainingGroup> group;
    RunControl::Turn turn;
    std::vector<const Participant*> beginning;  ///< the group's own, not built yet
    Trainees takenOver;
};

Started startedOf(const Participant& participant, const TrainingGroup& group)
{
    const TrainingSpec& spec = group.training;
    const std::int64_t samples = group.data->train.count();
    const auto description = graph::describe(participant.model);
    return {spec.epochs, BatchSampler::batchesPerEpoch(samples, spec.batchSize), samples,
            description ? graph::totalOf(*description) : graph::ParameterCounts{},
            participant.from ? participant.from->iteration : 0};
}

/// Trains a share on the calling thread to its end, or until others have taken networks over.
template <class Give>
void train(Share share, RunControl& control, Give give)
{
    const TrainingGroup& group = *share.group;
    Trainees trainees = std::move(share.takenOver);
    std::size_t built = 0;
    const auto failAll = [&](const std::string& message) {
        for (const auto& trainee : trainees) {
            trainee->end(Failed{message});
        }
        for (; built < share.beginning.size(); ++built) {
            group.sink({share.beginning[built]->variant, Failed{message}});
        }
    };
    try {
        const TrainingThreadScope scope(group.training.threads);
        trainees.reserve(trainees.size() + share.beginning.size());
        for (const Participant* participant : share.beginning) {
            group.sink({participant->variant, startedOf(*participant, group)});
            trainees.push_back(std::make_unique<Trainee>(*participant, group.training, group.sink));
            ++built;
        }
        TrainingLoop loop(group, control, share.turn);
        loop.run(trainees, [&](Trainees& mine) { give(share.group, loop.turn(), mine); });
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        // LibTorch has no type of its own for this error.
        failAll(message.find("DefaultCPUAllocator") != std::string::npos ? kOutOfMemory : message);
    } catch (const std::bad_alloc&) {
        failAll(kOutOfMemory);
    } catch (const std::exception& error) {
        failAll(error.what());
    }
}

/// Who does what. All but the networks in training is behind one lock, which lanes take when they become free or
/// give a network away, never in between.
class Lanes
{
  public:
    Lanes(int count, RunControl& control, const NextGroup& next)
        : m_control(control)
        , m_next(next)
        , m_lanes(std::max(1, count))
        , m_free(m_lanes)
    {
    }

    void run()
    {
        std::vector<std::thread> threads;
        for (int lane = 1, wanted = m_lanes; lane < wanted; ++lane) {
            try {
                threads.emplace_back([this] { work(); });
            } catch (const std::exception& error) {
                // As many as the machine grants; one is here already.
                spdlog::warn("a thread to train on was refused ({}); the networks take turns on {}", error.what(),
                             lane);
                const std::lock_guard lock(m_mutex);
                m_lanes -= wanted - lane;
                m_free -= wanted - lane;
                break;
            }
        }
        work();
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

  private:
    void work()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            if (auto share = take()) {
                --m_free;
                lock.unlock();
                train(std::move(*share), m_control,
                      [this](const auto& group, const auto& turn, Trainees& mine) { give(group, turn, mine); });
                lock.lock();
                ++m_free;
            } else if (m_free == m_lanes) {
                m_changed.notify_all();
                return;
            } else {
                ++m_waiting;
                m_changed.wait(lock);
                --m_waiting;
            }
        }
    }

    /// What a free lane is to train: its part of a group that has just begun, else of the next.
    std::optional<Share> take()
    {
        if (m_shares.empty() && !m_isExhausted) {
            if (auto group = m_next()) {
                spread(std::make_shared<const TrainingGroup>(std::move(*group)));
            } else {
                m_isExhausted = true;
            }
        }
        if (m_shares.empty()) {
            return std::nullopt;
        }
        Share share = std::move(m_shares.front());
        m_shares.pop_front();
        return share;
    }

    void spread(const std::shared_ptr<const TrainingGroup>& group)
    {
        const auto& participants = group->participants;
        const std::size_t lanes = std::min(participants.size(), static_cast<std::size_t>(m_free));
        const RunControl::Turn turn = m_control.turn();
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            Share& share = m_shares.emplace_back(Share{group, turn, {}, {}});
            for (std::size_t i = lane; i < participants.size(); i += lanes) {
                share.beginning.push_back(&participants[i]);
            }
        }
        m_changed.notify_all();
    }

    /// Between two steps of a lane: a network for a lane that has nothing to do.
    void give(const std::shared_ptr<const TrainingGroup>& group, const RunControl::Turn& turn, Trainees& mine)
    {
        if (m_waiting.load(std::memory_order_relaxed) == 0) {
            return;
        }
        const auto isActive = [](const auto& trainee) { return trainee->isActive(); };
        if (std::count_if(mine.begin(), mine.end(), isActive) < 2) {
            return;
        }
        const std::lock_guard lock(m_mutex);
        if (m_shares.size() < static_cast<std::size_t>(m_waiting)) {
            Share share{group, turn, {}, Trainees(1)};
            // Only after what may throw, so that no network is lost.
            Trainees& taken = m_shares.emplace_back(std::move(share)).takenOver;
            const auto last = std::find_if(mine.rbegin(), mine.rend(), isActive);
            taken.front() = std::move(*last);
            mine.erase(std::next(last).base());
            m_changed.notify_all();
        }
    }

    RunControl& m_control;
    const NextGroup& m_next;
    std::mutex m_mutex;  ///< of what follows
    std::condition_variable m_changed;
    std::deque<Share> m_shares;  ///< begun or given away, and not in a lane's hands
    int m_lanes;
    int m_free;                      ///< lanes that train nothing
    std::atomic<int> m_waiting = 0;  ///< of those, such as find nothing to train; lanes look at it without the lock
    bool m_isExhausted = false;
};

}  // namespace

void trainOnLanes(int lanes, RunControl& control, const NextGroup& next)
{
    Lanes(lanes, control, next).run();
}

void trainGroup(const TrainingGroup& group, RunControl& control)
{
    bool isBegun = false;
    trainOnLanes(1, control, [&]() -> std::optional<TrainingGroup> {
        return std::exchange(isBegun, true) ? std::nullopt : std::optional(group);
    });
}

}  // namespace normscope
