#include "ExperimentTest.h"

#include <QJsonArray>
#include <algorithm>

#include <normscope/base/Logging.h>
#include <normscope/experiment/RunFolder.h>

#include "Expect.h"
#include "IdxWriter.h"
#include "RunFiles.h"
#include "Specs.h"

namespace normscope::test
{

void ExperimentTest::beginTests()
{
    QVERIFY(m_data.isValid());
    QVERIFY(writeDataset(dataset().toStdString(), patternSet(kTrainCount, 12, 12), patternSet(kTestCount, 12, 12, 5)));
    VERIFY_OK(setUpLogging("off"));  // on the terminal: run.log goes on
}

void ExperimentTest::beginTest()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_control = std::make_unique<RunControl>();
}

ExperimentSpec ExperimentTest::spec(ExperimentKind kind, const QStringList& keysAndTexts) const
{
    return specOf(kind,
                  QStringList{"dataset", dataset(), "hidden", "8", "epochs", "2", "batch_size", "20", "threads", "1"} +
                      keysAndTexts);
}

void ExperimentTest::prepare(const ExperimentSpec& spec)
{
    VERIFY_OK(checkBeforeData(experimentOf(spec), at("elsewhere").toStdString(), false));
    auto prepared = prepareCase({{}, {}, spec, {}});
    VERIFY_OK(prepared);
    m_prepared = std::make_unique<PreparedCase>(std::move(*prepared));
}

void ExperimentTest::runUntil(const QString& name, const ExperimentSpec& spec, std::uint64_t lastSeed,
                              const std::function<bool(const TrainingEvent&)>& isEnough)
{
    prepare(spec);
    m_told.clear();
    m_seeds.clear();
    ExperimentListener listener;
    listener.event = [&](const RunRecord& run, const TrainingEvent& event) {
        const std::uint64_t seed = run.seed;
        m_told[{seed, event.variant}].add(event);
        if (std::find(m_seeds.begin(), m_seeds.end(), seed) == m_seeds.end()) {
            m_seeds.push_back(seed);
        }
        if (seed == lastSeed && isEnough(event)) {
            m_control->stop();
        }
    };
    auto outcome = runExperiment(experimentOf(spec), at(name).toStdString(), false, *m_control, listener);
    VERIFY_OK(outcome);
    m_outcome = std::make_unique<ExperimentOutcome>(std::move(*outcome));
}

void ExperimentTest::run(const QString& name, const ExperimentSpec& spec)
{
    runUntil(name, spec, 0, [](const TrainingEvent&) { return false; });
    QVERIFY2(m_outcome->errors.empty(),
             m_outcome->errors.empty() ? "" : m_outcome->errors.front().message.english().c_str());
}

void ExperimentTest::run(const QString& name, const Experiment& experiment)
{
    auto outcome = runExperiment(experiment, at(name).toStdString(), false, *m_control, {});
    VERIFY_OK(outcome);
    QVERIFY2(outcome->errors.empty(), outcome->errors.empty() ? "" : outcome->errors.front().message.english().c_str());
    m_outcome = std::make_unique<ExperimentOutcome>(std::move(*outcome));
}

void ExperimentTest::create(const QString& name, const Experiment& experiment) const
{
    VERIFY_OK(createExperiment(at(name).toStdString(), false, experiment, describeEnvironment(1)));
}

void ExperimentTest::resume(const QString& name)
{
    auto outcome = resumeExperiment(at(name).toStdString(), *m_control, {});
    VERIFY_OK(outcome);
    QVERIFY2(outcome->errors.empty(), outcome->errors.empty() ? "" : outcome->errors.front().message.english().c_str());
    m_outcome = std::make_unique<ExperimentOutcome>(std::move(*outcome));
}

QJsonObject ExperimentTest::comparisonIn(const QString& name) const
{
    return jsonIn(at(name + "/comparison.json"))["experiments"].toArray().at(0).toObject();
}

void ExperimentTest::verifyTables(const QString& leaf, int epochs, int iterationsPerEpoch, bool hasValidation)
{
    const int iterations = epochs * iterationsPerEpoch;
    const CsvTable steps = csvIn(leaf + "/iterations.csv");
    QCOMPARE(steps.header.join(','), QByteArray("iteration,epoch,loss,batch_accuracy,lr,train_seconds"));
    QCOMPARE(steps.rows.size(), iterations);
    double seconds = 0;
    for (int i = 0; i < iterations; ++i) {
        QCOMPARE(steps.column("iteration")[i].toInt(), i + 1);
        QCOMPARE(steps.column("epoch")[i].toInt(), i / iterationsPerEpoch + 1);
        QVERIFY(steps.column("train_seconds")[i].toDouble() > seconds);
        seconds = steps.column("train_seconds")[i].toDouble();
    }
    const CsvTable evaluations = csvIn(leaf + "/evaluations.csv");
    QCOMPARE(evaluations.header.join(','), QByteArray("iteration,epoch,test_loss,test_accuracy,train_seconds"));
    QCOMPARE(evaluations.rows.size(), iterations);  // a tenth of an epoch is less than a step here
    QCOMPARE(evaluations.column("train_seconds"), steps.column("train_seconds"));
    const CsvTable ends = csvIn(leaf + "/epochs.csv");
    QCOMPARE(
        ends.header.join(','),
        QByteArray("epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds") +
            (hasValidation ? ",validation_loss,validation_accuracy" : ""));
    QCOMPARE(ends.rows.size(), epochs);
    QCOMPARE(ends.column("train_seconds").last(), steps.column("train_seconds").last());
    const QJsonObject summary = jsonIn(leaf + "/summary.json");
    QCOMPARE(summary["status"].toString(), "done");
    QCOMPARE(summary["iterations"].toInt(), iterations);
    QCOMPARE(summary["final_test_accuracy"].toDouble(), ends.column("test_accuracy").last().toDouble());
    QVERIFY(summary["samples_per_second"].toDouble() > 0);
}

}  // namespace normscope::test
