#include <QTest>
#include <cmath>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>

#include <normscope/experiment/Variants.h>
#include <normscope/probe/Instruments.h>
#include <normscope/train/TrainingLanes.h>

#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::test;

Q_DECLARE_METATYPE(normscope::graph::Graph)

namespace
{

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;  // all takes ten times as long: fewer looks, and one row of a kind
#else
constexpr bool kIsSanitized = false;
#endif
constexpr std::int64_t kLookEvery = kIsSanitized ? 5 : 1;

/// The lines of each instrument's file, as numbers that also tell one NaN from another value.
using Seen = std::map<std::string, std::vector<std::string>>;

Seen seenBy(const std::vector<ProbeRows>& looks)
{
    Seen seen;
    for (const ProbeRows& look : looks) {
        auto& lines = seen[look.instrument];
        const std::size_t columns = look.values.size() / look.layers.size();
        for (std::size_t row = 0; row < look.layers.size(); ++row) {
            std::string line = std::to_string(look.iteration) + " " + look.layers[row];
            for (std::size_t i = 0; i < columns; ++i) {
                const double value = look.values[row * columns + i];
                std::uint64_t bits = 0;
                std::memcpy(&bits, &value, sizeof(bits));
                line += " " + (std::isnan(value) ? "nan" : std::to_string(bits));
            }
            lines.push_back(std::move(line));
        }
    }
    return seen;
}

/// A twin that is trained on so many lanes; after `stopAfter` steps of the network with BN (0: never) it is told to
/// stop.
std::map<std::string, Told> train(std::vector<Participant> participants, const TrainingSpec& spec, int lanes = 1,
                                  std::size_t stopAfter = 0)
{
    static const TrainingData kData = smallData();
    std::map<std::string, Told> told;
    std::mutex mutex;
    RunControl control;
    const auto sink = [&](const TrainingEvent& event) {
        const std::lock_guard lock(mutex);
        told[event.variant].add(event);
        if (stopAfter > 0 && told[kBn].steps.size() == stopAfter) {
            control.stop();
        }
    };
    bool isBegun = false;
    trainOnLanes(lanes, control, [&]() -> std::optional<TrainingGroup> {
        return std::exchange(isBegun, true) ? std::nullopt
                                            : std::optional(TrainingGroup{std::move(participants), spec, &kData, sink});
    });
    return told;
}

std::vector<Participant> twins(const graph::Graph& model)
{
    return {{kBn, model, nullptr}, {kNoBn, withoutBatchNorm(model), nullptr}};
}

TrainingSpec probing(std::int64_t every)
{
    TrainingSpec spec = smallTraining();
    spec.evalEvery = 7;
    spec.augmentation = Augmentation::Affine;
    spec.lrPolicy = LrPolicy::OneCycle;
    spec.probes = parseProbes("full").value();
    spec.probeEvery = every;
    return spec;
}

TrainingSpec withoutProbes(TrainingSpec spec)
{
    spec.probes.clear();
    return spec;
}

void compareResults(const Told& told, const Told& expected)
{
    QCOMPARE(told.losses(), expected.losses());
    QCOMPARE(told.finished.size(), std::size_t{1});
    QVERIFY(sameWeights(told.finished[0].weights, expected.finished[0].weights));
    QVERIFY(told.finished[0].predictions.probabilities == expected.finished[0].predictions.probabilities);
    QCOMPARE(told.evaluations.size(), expected.evaluations.size());
    for (std::size_t i = 0; i < told.evaluations.size(); ++i) {
        QCOMPARE(told.evaluations[i].testLoss, expected.evaluations[i].testLoss);
        QCOMPARE(told.evaluations[i].testAccuracy, expected.evaluations[i].testAccuracy);
    }
    QCOMPARE(told.epochs.size(), expected.epochs.size());
    for (std::size_t i = 0; i < told.epochs.size(); ++i) {
        QCOMPARE(told.epochs[i].trainLoss, expected.epochs[i].trainLoss);
        QCOMPARE(told.epochs[i].testLoss, expected.epochs[i].testLoss);
    }
}

}  // namespace

/// Instruments change nothing, and see the same whatever happens to the run.
class tst_ProbesInTraining : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data()
    {
        QTest::addColumn<graph::Graph>("model");
        QTest::addColumn<int>("stopAfter");
        // 200 samples in batches of 20: ten steps an epoch, twenty in all.
        QTest::newRow("MLP within an epoch") << smallMlp() << 3;
        if (kIsSanitized) {
            return;
        }
        QTest::newRow("MLP between two epochs") << smallMlp() << 10;
        QTest::newRow("MLP behind its last step") << smallMlp() << 20;
        QTest::newRow("CNN") << smallCnn() << 12;
        QTest::newRow("ResNet") << smallResNet() << 7;
    }

    /// To the bit, with all instruments (at every step, but for sanitizers) as with none, on one lane or two, at one go
    /// or interrupted.
    void families()
    {
        QFETCH(const graph::Graph, model);
        QFETCH(const int, stopAfter);
        const TrainingSpec spec = probing(kLookEvery);
        auto plain = train(twins(model), withoutProbes(spec));
        auto whole = train(twins(model), spec);
        auto onTwo = train(twins(model), spec, 2);
        auto participants = twins(model);
        auto first = train(participants, spec, 1, static_cast<std::size_t>(stopAfter));
        for (Participant& participant : participants) {
            participant.from = std::make_shared<const Checkpoint>(first[participant.variant].checkpoints.back());
        }
        auto second = train(participants, spec, 2);
        for (const std::string variant : {kBn, kNoBn}) {
            QVERIFY(plain[variant].probes.empty());
            compareResults(whole[variant], plain[variant]);
            compareResults(onTwo[variant], plain[variant]);
            QVERIFY(sameWeights(second[variant].finished.at(0).weights, plain[variant].finished.at(0).weights));
            QVERIFY(second[variant].finished[0].predictions.probabilities ==
                    plain[variant].finished[0].predictions.probabilities);
            const Seen seen = seenBy(whole[variant].probes);
            for (const Instrument& instrument : instruments()) {
                const bool isSilent = instrument.name == "folding" && variant == kNoBn;
                QVERIFY2(seen.contains(instrument.name) != isSilent, instrument.name.c_str());
            }
            QVERIFY(seenBy(onTwo[variant].probes) == seen);
            auto inParts = first[variant].probes;
            inParts.insert(inParts.end(), second[variant].probes.begin(), second[variant].probes.end());
            QVERIFY(seenBy(inParts) == seen);
        }
    }

    /// From the first weights on, every so many iterations, and behind the last step.
    void moments()
    {
        TrainingSpec spec = probing(7);
        spec.probes = {"distribution", "units"};
        auto told = train(twins(smallMlp()), spec);
        for (const std::string variant : {kBn, kNoBn}) {
            std::vector<std::int64_t> iterations;
            for (const ProbeRows& look : told[variant].probes) {
                if (look.instrument == "units") {
                    iterations.push_back(look.iteration);
                }
                const std::size_t columns = findInstrument(look.instrument)->columns.size();
                QCOMPARE(look.values.size(), look.layers.size() * columns);
            }
            QVERIFY(iterations == (std::vector<std::int64_t>{0, 7, 14, 20}));
            // Each comes in front of the step behind it.
            const auto& order = told[variant].order;
            QCOMPARE(order.at(1), "probe");
            QCOMPARE(order.at(3), "step");
        }
    }

    /// What no longer is a number ends the run as it would without instruments, and nothing comes behind that.
    void diverged()
    {
        TrainingSpec spec = probing(1);
        spec.sgd.lr = 1e30;
        spec.lrPolicy = LrPolicy::Constant;
        auto plain = train({{kNoBn, withoutBatchNorm(smallMlp()), nullptr}}, withoutProbes(spec));
        auto told = train({{kNoBn, withoutBatchNorm(smallMlp()), nullptr}}, spec);
        QCOMPARE(plain[kNoBn].diverged.size(), std::size_t{1});
        QCOMPARE(told[kNoBn].diverged.size(), std::size_t{1});
        QCOMPARE(told[kNoBn].diverged[0].iteration, plain[kNoBn].diverged[0].iteration);
        QCOMPARE(told[kNoBn].order.back(), "diverged");
        QVERIFY(!told[kNoBn].probes.empty());
    }

    void isDue_data()
    {
        QTest::addColumn<int>("time");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("regularly") << static_cast<int>(ProbeTime::Regularly) << QList<int>{0, 4, 8, 10};
        QTest::newRow("epoch ends") << static_cast<int>(ProbeTime::EpochEnds) << QList<int>{5, 10};
        QTest::newRow("start") << static_cast<int>(ProbeTime::Start) << QList<int>{0};
        QTest::newRow("end") << static_cast<int>(ProbeTime::End) << QList<int>{10};
    }

    void isDue()
    {
        QFETCH(const int, time);
        QFETCH(const QList<int>, expected);
        const Instrument instrument{"some", ProbeGroup::Full, static_cast<ProbeTime>(time), {}};
        QList<int> due;
        for (int iteration = 0; iteration <= 10; ++iteration) {
            if (instrument.isDue({iteration, 5, 10}, 4)) {
                due << iteration;
            }
        }
        QCOMPARE(due, expected);
    }

    void lists_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        QTest::newRow("one") << "units"
                             << "units";
        QTest::newRow("in the table's order, each once") << "units,distribution, units"
                                                         << "distribution,units";
        QTest::newRow("economy") << "economy"
                                 << "distribution,effective-lr,batch-statistics,units";
        QTest::newRow("a group and a name") << "smoothness,economy"
                                            << "distribution,effective-lr,batch-statistics,units,smoothness";
        QTest::newRow("none") << "none"
                              << "";
        QTest::newRow("misspelt") << "distribtuion"
                                  << "got 'distribtuion', it needs economy, business, full, or names";
        QTest::newRow("with a question") << "econmy"
                                         << "did you mean economy?";
        QTest::newRow("nothing") << ""
                                 << "got '', it needs";
        QTest::newRow("nothing behind a comma") << "units,"
                                                << "got 'units,', it needs";
    }

    void lists()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        const auto parsed = parseProbes(text.toStdString());
        if (expected.contains(' ')) {
            QVERIFY(!parsed);
            QVERIFY2(QString::fromStdString(parsed.error().message).contains(expected),
                     parsed.error().message.english().c_str());
            return;
        }
        QVERIFY(parsed);
        QStringList names;
        for (const std::string& name : *parsed) {
            names << QString::fromStdString(name);
        }
        QCOMPARE(names.join(','), expected);
    }

    /// Each group holds the one before it.
    void groups()
    {
        const auto economy = parseProbes("economy").value();
        const auto business = parseProbes("business").value();
        const auto full = parseProbes("full").value();
        QVERIFY(economy.size() < business.size());
        QVERIFY(business.size() <= full.size());
        QCOMPARE(full.size(), instruments().size());
        QVERIFY(std::equal(economy.begin(), economy.end(), business.begin()));
        QVERIFY(std::equal(business.begin(), business.end(), full.begin()));
    }
};

QTEST_GUILESS_MAIN(tst_ProbesInTraining)
#include "tst_ProbesInTraining.moc"
