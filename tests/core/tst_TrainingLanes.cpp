#include <QTest>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <normscope/graph/Variants.h>
#include <normscope/train/TrainingLanes.h>

#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

/// What the networks of some groups tell, by seed and variant, and on which threads.
class Listener
{
  public:
    /// A group of those networks whose events come here.
    TrainingGroup group(std::uint64_t seed, const std::vector<std::pair<std::string, graph::Graph>>& networks)
    {
        TrainingGroup group;
        for (const auto& [variant, model] : networks) {
            group.participants.push_back({variant, model, nullptr});
        }
        group.training = smallTraining();
        group.training.seed = seed;
        group.training.evalEvery = 7;
        group.data = &m_data;
        group.sink = [this, seed](const TrainingEvent& event) { take(seed, event); };
        return group;
    }

    /// Called with each event, whatever thread it comes on, and without a lock.
    std::function<void(const TrainingEvent&)> also = [](const TrainingEvent&) {};

    Told told(std::uint64_t seed, const std::string& variant)
    {
        const std::lock_guard lock(m_mutex);
        return m_told[{seed, variant}];
    }
    std::size_t threadsOf(std::uint64_t seed, const std::string& variant)
    {
        const std::lock_guard lock(m_mutex);
        return m_threads[{seed, variant}].size();
    }
    std::size_t threads()
    {
        const std::lock_guard lock(m_mutex);
        std::set<std::thread::id> all;
        for (const auto& [run, threads] : m_threads) {
            all.insert(threads.begin(), threads.end());
        }
        return all.size();
    }
    void waitFor(std::uint64_t seed, const std::string& variant, const std::string& event)
    {
        using namespace std::chrono_literals;
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, 30s, [&] {
            const auto& order = m_told[{seed, variant}].order;
            return std::find(order.begin(), order.end(), event) != order.end();
        });
    }

  private:
    using Key = std::pair<std::uint64_t, std::string>;

    void take(std::uint64_t seed, const TrainingEvent& event)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_told[{seed, event.variant}].add(event);
            m_threads[{seed, event.variant}].insert(std::this_thread::get_id());
            m_changed.notify_all();
        }
        also(event);
    }

    TrainingData m_data = smallData();
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<Key, Told> m_told;
    std::map<Key, std::set<std::thread::id>> m_threads;
};

NextGroup oneByOne(std::vector<TrainingGroup> groups)
{
    return [groups, given = std::size_t{0}]() mutable -> std::optional<TrainingGroup> {
        return given < groups.size() ? std::optional(groups[given++]) : std::nullopt;
    };
}

std::vector<std::pair<std::string, graph::Graph>> variants()
{
    const graph::Graph bn = smallMlp();
    return {{"bn", bn}, {"no-bn", withoutBatchNorm(bn)}, {"layer-norm", graph::variantOf(bn, "layer-norm").value()}};
}

/// What a network tells that is trained with nobody beside it.
Told alone(std::uint64_t seed, const std::pair<std::string, graph::Graph>& network)
{
    Listener listener;
    RunControl control;
    trainGroup(listener.group(seed, {network}), control);
    return listener.told(seed, network.first);
}

void compareTold(const Told& told, const Told& expected)
{
    QCOMPARE(told.order, expected.order);
    QCOMPARE(told.losses(), expected.losses());
    QCOMPARE(told.finished.size(), std::size_t{1});
    QVERIFY(sameWeights(told.finished[0].weights, expected.finished[0].weights));
    QVERIFY(told.finished[0].predictions.probabilities == expected.finished[0].predictions.probabilities);
}

}  // namespace

class tst_TrainingLanes : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void anyNumberOfLanesGivesTheSameBits_data()
    {
        QTest::addColumn<int>("lanes");
        for (const int lanes : {0, 1, 2, 3, 8}) {
            QTest::addRow("%d", lanes) << lanes;
        }
    }

    void anyNumberOfLanesGivesTheSameBits()
    {
        QFETCH(const int, lanes);
        Listener listener;
        RunControl control;
        trainOnLanes(
            lanes, control,
            oneByOne({listener.group(1, variants()), listener.group(2, variants()), listener.group(3, variants())}));
        for (const std::uint64_t seed : {1, 2, 3}) {
            for (const auto& network : variants()) {
                compareTold(listener.told(seed, network.first), alone(seed, network));
            }
        }
        QVERIFY(listener.threads() <= static_cast<std::size_t>(std::max(1, lanes)));
    }

    /// Each on a lane of its own, at one time: either waits in its first step until the other has begun.
    void variantsStartTogether()
    {
        Listener listener;
        RunControl control;
        listener.also = [&](const TrainingEvent& event) {
            if (std::holds_alternative<Step>(event.what)) {
                listener.waitFor(1, event.variant == "bn" ? "no-bn" : "bn", "step");
            }
        };
        auto two = variants();
        two.pop_back();
        trainOnLanes(2, control, oneByOne({listener.group(1, two)}));
        QCOMPARE(listener.threads(), std::size_t{2});
        for (const auto& network : two) {
            compareTold(listener.told(1, network.first), alone(1, network));
        }
    }

    void aFreeLaneTakesANetworkOver()
    {
        Listener listener;
        RunControl control;
        // Two of the three share a lane. Those wait for the one that has a lane of its own, which then is free.
        listener.also = [&](const TrainingEvent& event) {
            const auto* step = std::get_if<Step>(&event.what);
            if (event.variant == "bn" && step != nullptr && step->iteration == 5) {
                listener.waitFor(1, "no-bn", "finished");
                // Long enough for that lane to find nothing else to do, also on a busy machine.
                std::this_thread::sleep_for(std::chrono::seconds(1));
            }
        };
        trainOnLanes(2, control, oneByOne({listener.group(1, variants())}));
        QCOMPARE(listener.threadsOf(1, "bn"), std::size_t{1});
        QCOMPARE(listener.threadsOf(1, "no-bn"), std::size_t{1});
        QCOMPARE(listener.threadsOf(1, "layer-norm"), std::size_t{2});
        for (const auto& network : variants()) {
            compareTold(listener.told(1, network.first), alone(1, network));
        }
    }

    void groupsOfOneNetworkFillTheLanes()
    {
        Listener listener;
        RunControl control;
        const std::vector<std::pair<std::string, graph::Graph>> one{{"bn", smallMlp()}};
        listener.also = [&](const TrainingEvent& event) {
            if (std::holds_alternative<Started>(event.what)) {
                listener.waitFor(2, "bn", "started");
            }
        };
        trainOnLanes(2, control, oneByOne({listener.group(1, one), listener.group(2, one), listener.group(3, one)}));
        QCOMPARE(listener.threads(), std::size_t{2});
        QCOMPARE(listener.told(3, "bn").finished.size(), std::size_t{1});
    }

    void stopsAll()
    {
        Listener listener;
        RunControl control;
        listener.also = [&](const TrainingEvent& event) {
            if (std::holds_alternative<Step>(event.what)) {
                listener.waitFor(1, "no-bn", "step");
                control.stop();
            }
        };
        trainOnLanes(2, control, oneByOne({listener.group(1, variants())}));
        for (const auto& network : variants()) {
            const Told told = listener.told(1, network.first);
            QCOMPARE(told.cancelled, 1);
            QCOMPARE(told.checkpoints.size(), std::size_t{1});
            QCOMPARE(told.checkpoints[0].iteration, static_cast<std::int64_t>(told.steps.size()));
        }
    }

    void stepsAll()
    {
        Listener listener;
        RunControl control;
        control.pause();
        std::thread training([&] { trainOnLanes(2, control, oneByOne({listener.group(1, variants())})); });
        const auto steps = [&] {
            std::vector<std::size_t> counts;
            for (const auto& network : variants()) {
                counts.push_back(listener.told(1, network.first).steps.size());
            }
            return counts;
        };
        bool isRight = true;
        for (std::size_t expected = 1; expected <= 3 && isRight; ++expected) {
            control.step();
            isRight = QTest::qWaitFor([&] { return steps() == std::vector(3, expected); });
            QTest::qWait(20);
            isRight = isRight && steps() == std::vector(3, expected);
        }
        control.stop();
        training.join();
        QVERIFY(isRight);
    }

    void oneFailsTheOthersGoOn()
    {
        Listener listener;
        RunControl control;
        // A network for other images than these.
        const graph::Graph wrong{{5}, smallMlp().nodes};
        trainOnLanes(2, control, oneByOne({listener.group(1, {{"bn", wrong}}), listener.group(2, variants())}));
        QCOMPARE(listener.told(1, "bn").failed.size(), std::size_t{1});
        QVERIFY(!listener.told(1, "bn").failed[0].message.empty());
        for (const auto& network : variants()) {
            compareTold(listener.told(2, network.first), alone(2, network));
        }
    }

    void nothingToTrain()
    {
        RunControl control;
        int asked = 0;
        trainOnLanes(4, control, [&]() -> std::optional<TrainingGroup> {
            ++asked;
            return std::nullopt;
        });
        QCOMPARE(asked, 1);
    }
};

QTEST_GUILESS_MAIN(tst_TrainingLanes)
#include "tst_TrainingLanes.moc"
