#include <QTest>
#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <normscope/train/TrainingLanes.h>

#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::test;

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_TrainingLoop : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data();
    void halvesTrainAsTheyWouldAlone_data() { families_data(); }
    void halvesTrainAsTheyWouldAlone();
    void batchesAreEqualThroughout();
    void takesTurns();
    void threeTakeTurns();
    void oneDivergesTheOtherGoesOn();
    void stopsBoth();
    void stepsBoth();

  private:
    struct Pair
    {
        Told bn;
        Told noBn;
        std::vector<std::string> stepOrder;

        void add(const TrainingEvent& event)
        {
            (event.variant == "bn" ? bn : noBn).add(event);
            if (std::holds_alternative<Step>(event.what)) {
                stepOrder.push_back(event.variant);
            }
        }
    };

    struct TwinSpec
    {
        graph::Graph bn;
        graph::Graph noBn;
        TrainingSpec training;
    };

    static void train(const TwinSpec& spec, const TrainingData& data, RunControl& control, const EventSink& sink)
    {
        trainGroup({{{"bn", spec.bn, nullptr}, {"no-bn", spec.noBn, nullptr}}, spec.training, &data, sink}, control);
    }

    static Pair run(const TwinSpec& spec, const TrainingData& data = smallData())
    {
        RunControl control;
        Pair pair;
        train(spec, data, control, [&](const TrainingEvent& event) { pair.add(event); });
        return pair;
    }
};

void tst_TrainingLoop::families_data()
{
    QTest::addColumn<graph::Graph>("model");
    QTest::newRow("MLP") << smallMlp();
    QTest::newRow("CNN") << smallCnn();
    QTest::newRow("ResNet") << smallResNet();
}

void tst_TrainingLoop::halvesTrainAsTheyWouldAlone()
{
    // To the bit: so a half is disturbed neither by the other nor by evaluations, and sees the batches of its seed.
    QFETCH(const graph::Graph, model);
    TrainingSpec training = smallTraining();
    training.evalEvery = 3;
    training.augmentation = Augmentation::Affine;
    const Pair pair = run({model, withoutBatchNorm(model), training});
    for (const auto& [half, alone] : {std::pair(pair.bn, model), std::pair(pair.noBn, withoutBatchNorm(model))}) {
        RunControl control;
        Told told;
        const TrainingData data = smallData();
        trainGroup({{{"alone", alone, nullptr}}, training, &data, [&](const TrainingEvent& event) { told.add(event); }},
                   control);
        QCOMPARE(told.losses(), half.losses());
        QVERIFY(sameWeights(told.finished.at(0).weights, half.finished.at(0).weights));
        QCOMPARE(told.order, half.order);
    }
}

void tst_TrainingLoop::batchesAreEqualThroughout()
{
    // Two halves without BN are the same network: any difference in a batch would show in a loss.
    const graph::Graph plain = withoutBatchNorm(smallMlp());
    TrainingSpec training = smallTraining();
    training.epochs = 4;
    const Pair pair = run({plain, plain, training}, smallData(101));
    QCOMPARE(pair.bn.losses(), pair.noBn.losses());
    QCOMPARE(pair.bn.steps.size(), std::size_t{20});
}

void tst_TrainingLoop::takesTurns()
{
    const Pair pair = run({smallMlp(), withoutBatchNorm(smallMlp()), smallTraining()});
    QCOMPARE(pair.stepOrder.size(), std::size_t{40});
    for (std::size_t i = 0; i + 2 < pair.stepOrder.size(); i += 2) {
        QVERIFY(pair.stepOrder[i] != pair.stepOrder[i + 1]);     // both in each iteration
        QCOMPARE(pair.stepOrder[i + 2], pair.stepOrder[i + 1]);  // who was last is first
    }
}

/// Whoever was first is last in the next iteration, however many they are.
void tst_TrainingLoop::threeTakeTurns()
{
    RunControl control;
    std::vector<std::string> order;
    const graph::Graph plain = withoutBatchNorm(smallMlp());
    const TrainingData data = smallData();
    const auto sink = [&](const TrainingEvent& event) {
        if (std::holds_alternative<Step>(event.what)) {
            order.push_back(event.variant);
        }
    };
    trainGroup({{{"bn", smallMlp(), nullptr}, {"layer-norm", plain, nullptr}, {"no-bn", plain, nullptr}},
                smallTraining(),
                &data,
                sink},
               control);
    QCOMPARE(order.size(), std::size_t{60});
    for (std::size_t i = 0; i + 5 < order.size(); i += 3) {
        const std::vector<std::string> now(order.begin() + static_cast<std::ptrdiff_t>(i),
                                           order.begin() + static_cast<std::ptrdiff_t>(i + 3));
        QCOMPARE(std::set<std::string>(now.begin(), now.end()).size(), std::size_t{3});
        QCOMPARE(order[i + 3], now[1]);
        QCOMPARE(order[i + 5], now[0]);
    }
}

void tst_TrainingLoop::oneDivergesTheOtherGoesOn()
{
    // Far beyond what the plain network stands; batch normalization makes weights grow but the outputs scale-free.
    constexpr double kLr = 1e3;
    TrainingSpec training = smallTraining();
    training.sgd.lr = kLr;
    const Pair pair = run({smallMlp(), withoutBatchNorm(smallMlp()), training});
    QCOMPARE(pair.noBn.order.back(), "diverged");
    QVERIFY(pair.noBn.steps.size() < 20);
    QCOMPARE(pair.bn.order.back(), "finished");
    QCOMPARE(pair.bn.steps.size(), std::size_t{20});
    QVERIFY(std::all_of(pair.bn.steps.begin(), pair.bn.steps.end(),
                        [](const Step& step) { return std::isfinite(step.loss); }));
}

void tst_TrainingLoop::stopsBoth()
{
    RunControl control;
    Pair pair;
    train({smallMlp(), withoutBatchNorm(smallMlp()), smallTraining()}, smallData(), control,
          [&](const TrainingEvent& event) {
              pair.add(event);
              if (pair.stepOrder.size() == 5) {
                  control.stop();
              }
          });
    // The iteration is finished, so that both have seen the same batches.
    QCOMPARE(pair.bn.steps.size(), std::size_t{3});
    QCOMPARE(pair.noBn.steps.size(), std::size_t{3});
    QCOMPARE(pair.bn.order.back(), "cancelled");
    QCOMPARE(pair.noBn.order.back(), "cancelled");
}

void tst_TrainingLoop::stepsBoth()
{
    RunControl control;
    control.pause();
    control.step();
    control.step();
    Pair pair;
    train({smallMlp(), withoutBatchNorm(smallMlp()), smallTraining()}, smallData(), control,
          [&](const TrainingEvent& event) {
              pair.add(event);
              if (pair.stepOrder.size() == 4) {
                  control.stop();
              }
          });
    QCOMPARE(pair.bn.steps.size(), std::size_t{2});
    QCOMPARE(pair.noBn.steps.size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(tst_TrainingLoop)
#include "tst_TrainingLoop.moc"
