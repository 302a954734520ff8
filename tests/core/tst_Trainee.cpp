#include <QTest>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <normscope/train/TrainingLanes.h>

#include "../support/Expect.h"
#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::test;

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_Trainee : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void tellsInOrder();
    void families_data();
    void learns_data() { families_data(); }
    void learns();
    void isReproducible_data();
    void isReproducible();
    void stepsCountAndSchedule();
    void joinsALastBatchOfOne();
    void epochResultsAreMeansOfSteps();
    void evaluatesEveryN();
    void looksAtTheTestSetOnlyAtTheEnd();
    void validates();
    void predictionsBelongToTheFinalAccuracy();
    void divergesOnALossThatIsNotFinite();
    void divergesOnAGradientThatIsNotFinite();
    void stopsBetweenSteps();
    void pausedTimeIsOnNoClock();
    void failsInWords();
    void augmentationChangesTraining();

  private:
    static void train(const graph::Graph& model, const TrainingSpec& training, const TrainingData& data,
                      RunControl& control, const EventSink& sink)
    {
        trainGroup({{{"bn", model, nullptr}}, training, &data, sink}, control);
    }

    static Told run(const graph::Graph& model, const TrainingSpec& training, const TrainingData& data = smallData())
    {
        RunControl control;
        Told told;
        train(model, training, data, control, [&](const TrainingEvent& event) { told.add(event); });
        return told;
    }
};

void tst_Trainee::families_data()
{
    QTest::addColumn<graph::Graph>("model");
    QTest::newRow("MLP") << smallMlp();
    QTest::newRow("MLP without BN") << withoutBatchNorm(smallMlp());
    QTest::newRow("CNN") << smallCnn();
    QTest::newRow("ResNet") << smallResNet();
}

void tst_Trainee::tellsInOrder()
{
    TrainingSpec training = smallTraining();
    training.batchSize = 100;
    training.evalEvery = 2;
    const Told told = run(smallMlp(), training);
    const std::vector<std::string> expected{"started", "step", "step",       "evaluation", "epoch",
                                            "step",    "step", "evaluation", "epoch",      "finished"};
    QCOMPARE(told.order, expected);
}

void tst_Trainee::learns()
{
    QFETCH(const graph::Graph, model);
    TrainingSpec training = smallTraining();
    training.epochs = 8;
    const Told told = run(model, training);
    QCOMPARE(told.finished.size(), std::size_t{1});
    QVERIFY2(told.epochs.back().testAccuracy > 0.9, qPrintable(QString::number(told.epochs.back().testAccuracy)));
    QVERIFY(told.epochs.back().trainLoss < 0.5 * told.epochs.front().trainLoss);
}

void tst_Trainee::isReproducible_data()
{
    QTest::addColumn<graph::Graph>("model");
    QTest::addColumn<int>("threads");
    for (const int threads : {1, 2}) {
        QTest::addRow("MLP, %d threads", threads) << smallMlp() << threads;
        QTest::addRow("CNN, %d threads", threads) << smallCnn() << threads;
        QTest::addRow("ResNet, %d threads", threads) << smallResNet() << threads;
    }
}

void tst_Trainee::isReproducible()
{
    QFETCH(const graph::Graph, model);
    QFETCH(const int, threads);
    SKIP_BEYOND_THREAD_LIMIT(threads);
    TrainingSpec training = smallTraining();
    training.threads = threads;
    const Told first = run(model, training);
    const Told second = run(model, training);
    QCOMPARE(first.losses(), second.losses());
    QVERIFY(sameWeights(first.finished.at(0).weights, second.finished.at(0).weights));
    QCOMPARE(first.finished[0].predictions.probabilities, second.finished[0].predictions.probabilities);

    training.seed = 2;
    QVERIFY(run(model, training).losses() != first.losses());
}

void tst_Trainee::stepsCountAndSchedule()
{
    TrainingSpec training = smallTraining();
    training.lrPolicy = LrPolicy::Step;
    training.lrStepSize = 1;
    training.lrGamma = 0.5;
    const Told told = run(smallMlp(), training);
    QCOMPARE(told.steps.size(), std::size_t{20});
    double seconds = 0;
    for (std::size_t i = 0; i < told.steps.size(); ++i) {
        const Step& step = told.steps[i];
        QCOMPARE(step.iteration, static_cast<std::int64_t>(i) + 1);
        QCOMPARE(step.epoch, i < 10 ? 1 : 2);
        QCOMPARE(step.lr, i < 10 ? 0.1 : 0.05);
        QVERIFY(step.trainSeconds > seconds);
        seconds = step.trainSeconds;
    }
}

void tst_Trainee::joinsALastBatchOfOne()
{
    const Told told = run(smallMlp(), smallTraining(), smallData(41));
    QCOMPARE(told.steps.size(), std::size_t{4});
    QVERIFY(told.failed.empty());
    // 21 samples: the accuracy is a multiple of 1/21.
    const double correct = told.steps[1].batchAccuracy * 21;
    QVERIFY(std::abs(correct - std::round(correct)) < 1e-9);
}

void tst_Trainee::epochResultsAreMeansOfSteps()
{
    // 50 samples in batches of 20, 20 and 10: means are weighted by the batches' sizes.
    const Told told = run(smallMlp(), smallTraining(), smallData(50));
    QCOMPARE(told.steps.size(), std::size_t{6});
    const std::vector<double> sizes{20, 20, 10};
    for (std::size_t epoch = 0; epoch < 2; ++epoch) {
        double loss = 0;
        double accuracy = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            loss += sizes[i] * static_cast<double>(told.steps[3 * epoch + i].loss);
            accuracy += sizes[i] * told.steps[3 * epoch + i].batchAccuracy;
        }
        QVERIFY(std::abs(told.epochs[epoch].trainLoss - loss / 50) < 1e-12);
        QVERIFY(std::abs(told.epochs[epoch].trainAccuracy - accuracy / 50) < 1e-12);
        QCOMPARE(told.epochs[epoch].trainSeconds, told.steps[3 * epoch + 2].trainSeconds);
    }
}

void tst_Trainee::evaluatesEveryN()
{
    TrainingSpec training = smallTraining();
    training.evalEvery = 7;
    const Told told = run(smallMlp(), training);
    QCOMPARE(told.evaluations.size(), std::size_t{2});
    QCOMPARE(told.evaluations[0].iteration, 7);
    QCOMPARE(told.evaluations[0].epoch, 1);
    QCOMPARE(told.evaluations[1].iteration, 14);
    QCOMPARE(told.evaluations[1].epoch, 2);
    QCOMPARE(told.evaluations[0].trainSeconds, told.steps[6].trainSeconds);
    // Looking does not change what is looked at.
    training.evalEvery = 0;
    const Told blind = run(smallMlp(), training);
    QVERIFY(blind.evaluations.empty());
    QCOMPARE(blind.losses(), told.losses());
}

void tst_Trainee::looksAtTheTestSetOnlyAtTheEnd()
{
    TrainingSpec training = smallTraining();
    training.testAt = TestAt::End;
    training.epochs = 3;
    const Told told = run(smallMlp(), training);
    QVERIFY(std::isnan(told.epochs[0].testAccuracy));
    QVERIFY(std::isnan(told.epochs[1].testLoss));
    QVERIFY(told.epochs[2].testAccuracy > 0);
    QCOMPARE(told.epochs[1].evalSeconds, 0.0);
}

void tst_Trainee::validates()
{
    TrainingData data = smallData();
    QVERIFY(std::isnan(run(smallMlp(), smallTraining(), data).epochs[0].validationAccuracy));
    data.validation = data.test;
    const Told told = run(smallMlp(), smallTraining(), data);
    QCOMPARE(told.epochs[0].validationAccuracy, told.epochs[0].testAccuracy);
    QCOMPARE(told.epochs[1].validationLoss, told.epochs[1].testLoss);
}

void tst_Trainee::predictionsBelongToTheFinalAccuracy()
{
    const TrainingData data = smallData();
    const Told told = run(smallCnn(), smallTraining(), data);
    const TestAnswers& predictions = told.finished.at(0).predictions;
    QCOMPARE(predictions.labels.size(), static_cast<std::size_t>(data.test.count()));
    QCOMPARE(predictions.probabilities.size(), predictions.labels.size() * 10);
    double correct = 0;
    double loss = 0;
    for (std::size_t i = 0; i < predictions.labels.size(); ++i) {
        const auto* row = predictions.probabilities.data() + 10 * i;
        QCOMPARE(predictions.labels[i], static_cast<std::int64_t>(data.test.labels[i]));
        correct += std::max_element(row, row + 10) - row == predictions.labels[i] ? 1 : 0;
        loss -= std::log(static_cast<double>(row[predictions.labels[i]]));
        QVERIFY(std::abs(std::accumulate(row, row + 10, 0.0) - 1) < 1e-5);
    }
    QCOMPARE(correct / 60, told.epochs.back().testAccuracy);
    QVERIFY(std::abs(loss / 60 - told.epochs.back().testLoss) < 1e-5);
}

void tst_Trainee::divergesOnALossThatIsNotFinite()
{
    TrainingSpec training = smallTraining();
    training.sgd.lr = 1e12;
    const Told told = run(withoutBatchNorm(smallMlp()), training);
    QCOMPARE(told.diverged.size(), std::size_t{1});
    QCOMPARE(told.order.back(), "diverged");
    QVERIFY(told.finished.empty());
    QCOMPARE(told.diverged[0].iteration, told.steps.back().iteration);
    QVERIFY(!std::isfinite(told.steps.back().loss));
    QVERIFY(std::isfinite(told.diverged[0].lastFiniteLoss));
}

/// A single step whose loss is fine and which spoils the weights: no step after it would tell.
void tst_Trainee::divergesOnAGradientThatIsNotFinite()
{
    TrainingSpec training = smallTraining();
    training.epochs = 1;
    training.batchSize = 10'000;
    training.sgd.lr = 1e39;
    const Told told = run(withoutBatchNorm(smallMlp()), training);
    QCOMPARE(told.steps.size(), std::size_t{1});
    QCOMPARE(told.order.back(), "diverged");
    QVERIFY(told.finished.empty() && told.epochs.empty());
    QCOMPARE(told.diverged[0].iteration, 1);
    QCOMPARE(told.diverged[0].loss, told.steps[0].loss);
    QVERIFY(std::isfinite(told.diverged[0].loss));
}

void tst_Trainee::stopsBetweenSteps()
{
    RunControl control;
    Told told;
    train(smallMlp(), smallTraining(), smallData(), control, [&](const TrainingEvent& event) {
        told.add(event);
        if (told.steps.size() == 5) {
            control.stop();
        }
    });
    QCOMPARE(told.steps.size(), std::size_t{5});
    QCOMPARE(told.order.back(), "cancelled");
    QCOMPARE(told.cancelled, 1);

    Told nothing;
    train(smallMlp(), smallTraining(), smallData(), control, [&](const TrainingEvent& event) { nothing.add(event); });
    QCOMPARE(nothing.order, (std::vector<std::string>{"started", "checkpoint", "cancelled"}));
}

void tst_Trainee::pausedTimeIsOnNoClock()
{
    RunControl control;
    Told told;
    constexpr std::chrono::milliseconds kPause{400};
    std::thread waker;
    train(smallMlp(), smallTraining(), smallData(), control, [&](const TrainingEvent& event) {
        told.add(event);
        if (told.steps.size() == 5 && !waker.joinable()) {
            control.pause();
            waker = std::thread([&] {
                std::this_thread::sleep_for(kPause);
                control.resume();
            });
        }
    });
    waker.join();
    QCOMPARE(told.steps.size(), std::size_t{20});
    const double across = told.steps[5].trainSeconds - told.steps[4].trainSeconds;
    QVERIFY2(across < 0.5 * 0.4, qPrintable(QString::number(across)));
}

void tst_Trainee::failsInWords()
{
    // A model for other images than these: nothing that the checks before would let through.
    const Told told = run(graph::Graph{{5}, smallMlp().nodes}, smallTraining());
    QCOMPARE(told.failed.size(), std::size_t{1});
    QCOMPARE(told.order.back(), "failed");
    QVERIFY(!told.failed[0].message.empty());
    QVERIFY2(told.failed[0].message.find("frame #") == std::string::npos, told.failed[0].message.c_str());
}

void tst_Trainee::augmentationChangesTraining()
{
    TrainingSpec training = smallTraining();
    training.augmentation = Augmentation::Affine;
    const Told first = run(smallCnn(), training);
    QCOMPARE(run(smallCnn(), training).losses(), first.losses());
    SKIP_BEYOND_THREAD_LIMIT(2);
    training.threads = 2;
    const Told two = run(smallCnn(), training);
    QVERIFY(std::abs(two.steps[0].loss - first.steps[0].loss) < 1e-4F);
    training.augmentation = Augmentation::None;
    QVERIFY(run(smallCnn(), training).losses() != first.losses());
}

QTEST_GUILESS_MAIN(tst_Trainee)
#include "tst_Trainee.moc"
