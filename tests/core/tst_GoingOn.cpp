#include <QTest>
#include <memory>

#include <normscope/experiment/Variants.h>
#include <normscope/train/TrainingLanes.h>

#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::test;

Q_DECLARE_METATYPE(normscope::graph::Graph)

namespace
{

/// What both twins tell, or one of them.
struct Both
{
    Told bn;
    Told noBn;

    Told& of(const std::string& variant) { return variant == kBn ? bn : noBn; }
};

/// Trains; after `stopAfter` steps of the network with BN (0: never) it is told to stop.
Both train(const std::vector<Participant>& participants, const TrainingSpec& spec, const TrainingData& data,
           std::size_t stopAfter)
{
    Both told;
    RunControl control;
    const auto sink = [&](const TrainingEvent& event) {
        told.of(event.variant).add(event);
        if (stopAfter > 0 && told.bn.steps.size() == stopAfter) {
            control.stop();
        }
    };
    trainGroup({participants, spec, &data, sink}, control);
    return told;
}

std::vector<Participant> twins(const graph::Graph& model)
{
    return {{kBn, model, nullptr}, {kNoBn, withoutBatchNorm(model), nullptr}};
}

std::shared_ptr<const Checkpoint> lastOf(const Told& told)
{
    return std::make_shared<const Checkpoint>(told.checkpoints.back());
}

/// Whether `first` and what came after the interruption are together what an uninterrupted run told, but for seconds.
void compareToWhole(const Told& whole, const Told& first, const Told& second)
{
    std::vector<float> losses = first.losses();
    const auto rest = second.losses();
    losses.insert(losses.end(), rest.begin(), rest.end());
    QCOMPARE(losses, whole.losses());
    QCOMPARE(first.evaluations.size() + second.evaluations.size(), whole.evaluations.size());
    for (std::size_t i = 0; i < second.evaluations.size(); ++i) {
        const Evaluation& expected = whole.evaluations[first.evaluations.size() + i];
        QCOMPARE(second.evaluations[i].iteration, expected.iteration);
        QCOMPARE(second.evaluations[i].testLoss, expected.testLoss);
    }
    QCOMPARE(first.epochs.size() + second.epochs.size(), whole.epochs.size());
    for (std::size_t i = 0; i < second.epochs.size(); ++i) {
        const EpochResult& expected = whole.epochs[first.epochs.size() + i];
        QCOMPARE(second.epochs[i].epoch, expected.epoch);
        QCOMPARE(second.epochs[i].trainLoss, expected.trainLoss);
        QCOMPARE(second.epochs[i].trainAccuracy, expected.trainAccuracy);
        QCOMPARE(second.epochs[i].testLoss, expected.testLoss);
    }
    QCOMPARE(second.finished.size(), std::size_t{1});
    QVERIFY(sameWeights(second.finished[0].weights, whole.finished[0].weights));
    QCOMPARE(second.finished[0].predictions.probabilities, whole.finished[0].predictions.probabilities);
}

}  // namespace

/// Trainings that go on from a checkpoint against those that were never interrupted.
class tst_GoingOn : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data()
    {
        QTest::addColumn<graph::Graph>("model");
        QTest::addColumn<int>("stopAfter");
        // 200 samples in batches of 20: ten steps an epoch.
        QTest::newRow("MLP within an epoch") << smallMlp() << 3;
        QTest::newRow("MLP before the end of an epoch") << smallMlp() << 9;
        QTest::newRow("MLP between two epochs") << smallMlp() << 10;
        QTest::newRow("MLP within the last epoch") << smallMlp() << 19;
        QTest::newRow("MLP behind its last step") << smallMlp() << 20;
        QTest::newRow("CNN") << smallCnn() << 12;
        QTest::newRow("ResNet") << smallResNet() << 7;
    }

    void families()
    {
        QFETCH(const graph::Graph, model);
        QFETCH(const int, stopAfter);
        TrainingSpec spec = smallTraining();
        spec.evalEvery = 4;
        spec.lrPolicy = LrPolicy::OneCycle;
        spec.augmentation = Augmentation::Affine;
        const TrainingData data = smallData();
        auto participants = twins(model);
        Both whole = train(participants, spec, data, 0);
        Both first = train(participants, spec, data, static_cast<std::size_t>(stopAfter));
        for (Participant& participant : participants) {
            Told& told = first.of(participant.variant);
            QCOMPARE(told.cancelled, 1);
            QCOMPARE(told.checkpoints.back().iteration, static_cast<std::int64_t>(told.steps.size()));
            participant.from = lastOf(told);
        }
        Both second = train(participants, spec, data, 0);
        for (const std::string variant : {kBn, kNoBn}) {
            compareToWhole(whole.of(variant), first.of(variant), second.of(variant));
        }
        // The clock goes on from where it stood.
        QVERIFY(second.bn.epochs.back().trainSeconds >= first.bn.steps.back().trainSeconds);
        QVERIFY(second.bn.steps.empty() || second.bn.steps.front().trainSeconds > first.bn.steps.back().trainSeconds);
    }

    /// A stop does not wait for the evaluation of a whole epoch: that is made up for when it goes on.
    void stopLeavesAnEpochOpen()
    {
        Both told = train(twins(smallMlp()), smallTraining(), smallData(), 10);
        for (const std::string variant : {kBn, kNoBn}) {
            const Told& one = told.of(variant);
            QCOMPARE(one.steps.size(), std::size_t{10});
            QVERIFY(one.epochs.empty());
            QCOMPARE(one.cancelled, 1);
            QCOMPARE(one.checkpoints.back().learner.samples, std::int64_t{200});
        }
    }

    /// The twin that is behind catches up; the other takes none of its steps twice.
    void oneTwinIsBehind()
    {
        const TrainingSpec spec = smallTraining();
        const TrainingData data = smallData();
        auto participants = twins(smallMlp());
        Both whole = train(participants, spec, data, 0);
        Both early = train(participants, spec, data, 4);
        Both late = train(participants, spec, data, 13);
        participants[0].from = lastOf(early.bn);
        participants[1].from = lastOf(late.noBn);
        Both second = train(participants, spec, data, 0);
        compareToWhole(whole.bn, early.bn, second.bn);
        compareToWhole(whole.noBn, late.noBn, second.noBn);
    }

    void beforeTheFirstStep()
    {
        const TrainingSpec spec = smallTraining();
        const TrainingData data = smallData();
        auto participants = twins(smallMlp());
        participants.pop_back();
        RunControl control;
        control.stop();
        Told stopped;
        trainGroup({participants, spec, &data, [&](const TrainingEvent& event) { stopped.add(event); }}, control);
        QCOMPARE(stopped.checkpoints.size(), std::size_t{1});
        QCOMPARE(stopped.checkpoints[0].iteration, std::int64_t{0});
        Both whole = train(participants, spec, data, 0);
        participants[0].from = lastOf(stopped);
        Both second = train(participants, spec, data, 0);
        compareToWhole(whole.bn, stopped, second.bn);
    }

    void checkpointOfAnotherNetwork_data()
    {
        QTest::addColumn<int>("change");
        QTest::addColumn<QString>("message");
        QTest::newRow("a tensor missing") << 0 << "the checkpoint has no";
        QTest::newRow("a tensor too many") << 1 << "which the network has not";
        QTest::newRow("another shape") << 2 << "of shape";
    }

    void checkpointOfAnotherNetwork()
    {
        QFETCH(const int, change);
        QFETCH(const QString, message);
        const TrainingSpec spec = smallTraining();
        const TrainingData data = smallData();
        auto participants = twins(smallMlp());
        participants.pop_back();
        Checkpoint checkpoint = train(participants, spec, data, 3).bn.checkpoints.back();
        auto& tensors = checkpoint.learner.tensors;
        if (change == 0) {
            tensors.erase(tensors.begin());
        } else if (change == 1) {
            tensors.push_back(tensors.front());
            tensors.back().name = "linear9.weight";
        } else {
            std::swap(tensors.front().shape[0], tensors.front().shape[1]);
        }
        participants[0].from = std::make_shared<const Checkpoint>(checkpoint);
        const Both told = train(participants, spec, data, 0);
        QCOMPARE(told.bn.failed.size(), std::size_t{1});
        QVERIFY2(QString::fromStdString(told.bn.failed[0].message).contains(message),
                 told.bn.failed[0].message.c_str());
        QVERIFY(told.bn.steps.empty());
    }

    void comesAsOftenAsAskedFor()
    {
        qputenv("NORMSCOPE_CHECKPOINT_SECONDS", "0");
        const Both told = train(twins(smallMlp()), smallTraining(), smallData(), 0);
        qunsetenv("NORMSCOPE_CHECKPOINT_SECONDS");
        // After the last step the runs are over.
        QCOMPARE(told.bn.checkpoints.size(), told.bn.steps.size() - 1);
        QCOMPARE(told.noBn.checkpoints.size(), told.noBn.steps.size() - 1);
    }
};

QTEST_GUILESS_MAIN(tst_GoingOn)
#include "tst_GoingOn.moc"
