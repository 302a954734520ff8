#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::csvIn;
using normscope::test::differenceOfLeaves;
using normscope::test::jsonIn;

/// Experiments that end in another way than by training everything: stopped, diverged, with errors, not begun.
class tst_ExperimentEnds : public test::ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }

    void stopped()
    {
        runUntil("run", spec(ExperimentKind::Twin, {"seeds", "1..3", "epochs", "50"}), 1,
                 [](const TrainingEvent& event) {
                     const auto* step = std::get_if<Step>(&event.what);
                     return step != nullptr && step->iteration == 8;
                 });
        QVERIFY(m_outcome->isCancelled);
        QVERIFY(!m_outcome->isDiverged);
        QVERIFY(m_outcome->errors.empty());
        for (const char* leaf : {"run/seed-1/bn", "run/seed-1/no-bn"}) {
            const QJsonObject summary = jsonIn(at(QString(leaf) + "/summary.json"));
            QCOMPARE(summary["status"].toString(), "cancelled");
            QCOMPARE(summary["iterations"].toInt(), 8);
            QVERIFY(summary["final_test_accuracy"].isNull());
            QVERIFY(summary["best_test_accuracy"].isDouble());  // of the first epoch
            QCOMPARE(csvIn(at(QString(leaf) + "/iterations.csv")).rows.size(), 8);
            QVERIFY(!QFileInfo::exists(at(QString(leaf) + "/model.safetensors")));
        }
        QVERIFY(!QFileInfo::exists(at("run/seed-2")));
        VERIFY_OK(readExperiment(at("run").toStdString()));
        QCOMPARE(comparisonIn("run")["pairs"].toArray().size(), 1);
    }

    /// A stop between two seeds ends the experiment early, though no run was cut short.
    void stoppedBetweenSeeds()
    {
        runUntil("run", spec(ExperimentKind::Train, {"seeds", "1,2"}), 1,
                 [](const TrainingEvent& event) { return std::holds_alternative<Finished>(event.what); });
        QVERIFY(m_outcome->isCancelled);
        QCOMPARE(jsonIn(at("run/seed-1/bn/summary.json"))["status"].toString(), "done");
        QVERIFY(!QFileInfo::exists(at("run/seed-2")));
    }

    /// A stop that comes when all is done has cancelled nothing.
    void stoppedTooLate()
    {
        runUntil("run", spec(ExperimentKind::Train, {"seeds", "1,2"}), 2,
                 [](const TrainingEvent& event) { return std::holds_alternative<Finished>(event.what); });
        QVERIFY(!m_outcome->isCancelled);
        QCOMPARE(jsonIn(at("run/seed-2/bn/summary.json"))["status"].toString(), "done");
    }

    void diverged()
    {
        run("run", spec(ExperimentKind::Twin, {"lr", "1e8", "momentum", "0", "weight_decay", "0"}));
        QVERIFY(m_outcome->isDiverged);
        QVERIFY(!m_outcome->isCancelled);
        const QJsonObject without = jsonIn(at("run/seed-1/no-bn/summary.json"));
        QCOMPARE(without["status"].toString(), "diverged");
        QVERIFY(without["final_test_accuracy"].isNull());
        QVERIFY(without["iterations"].toInt() < 12);
        const QByteArrayList losses = csvIn(at("run/seed-1/no-bn/iterations.csv")).column("loss");
        QCOMPARE(losses.size(), without["iterations"].toInt());
        QVERIFY2(losses.last() == "nan" || losses.last() == "inf", losses.last().constData());
        QVERIFY(!QFileInfo::exists(at("run/seed-1/no-bn/model.safetensors")));
        // The other half went on alone, so its time is not compared.
        QCOMPARE(jsonIn(at("run/seed-1/bn/summary.json"))["status"].toString(), "done");
        verifyTables(at("run/seed-1/bn"), 2, 6);
        const QJsonObject pair = comparisonIn("run")["pairs"].toArray()[0].toObject();
        QCOMPARE(pair["status"].toObject(), (QJsonObject{{"bn", "done"}, {"no_bn", "diverged"}}));
        QVERIFY(pair["training_time"]["train_seconds"]["bn"].isNull());
        QVERIFY(contentOf(at("run/run.log")).contains("without BN: diverged: the loss of iteration "));
    }

    /// Of several seeds the rest go on, also where one leaf cannot be written.
    void leafThatCannotBeWritten()
    {
        prepare(spec(ExperimentKind::Train, {"seeds", "1,2"}));
        const QString out = at("run");
        const auto outcome = runExperiment(*m_prepared, out.toStdString(), false, *m_control,
                                           [&](const RunRecord& run, const TrainingEvent& event) {
                                               const std::uint64_t seed = run.seed;
                                               if (seed == 1 && std::holds_alternative<Started>(event.what)) {
                                                   QFile file(out + "/seed-2");  // in the way of the next one
                                                   QVERIFY(file.open(QIODevice::WriteOnly));
                                               }
                                           });
        VERIFY_OK(outcome);
        QCOMPARE(outcome->errors.size(), std::size_t{1});
        QVERIFY(outcome->errors[0].code == ErrorCode::Io);
        QVERIFY(outcome->errors[0].message.find("seed-2/bn: cannot be made: ") != std::string::npos);
        QCOMPARE(outcome->comparison.seeds.size(), std::size_t{2});
        QVERIFY(outcome->comparison.seeds[1].statuses.at(0) == RunStatus::Done);
    }

    void nothingIsTrainedWithoutAFolder()
    {
        prepare(spec(ExperimentKind::Train));
        QVERIFY(QDir().mkpath(at("run/full")));
        const auto outcome = runExperiment(*m_prepared, at("run").toStdString(), true, *m_control,
                                           [](const RunRecord&, const TrainingEvent&) { QFAIL("trained"); });
        VERIFY_ERROR(outcome, ErrorCode::Usage, "is not empty");
    }

    void again()
    {
        run("run/", spec(ExperimentKind::Train));
        QCOMPARE(comparisonIn("run")["experiment"].toString(), "run");
        prepare(spec(ExperimentKind::Train));
        const auto sink = [](const RunRecord&, const TrainingEvent&) {};
        VERIFY_ERROR(runExperiment(*m_prepared, at("run/").toStdString(), false, *m_control, sink), ErrorCode::Usage,
                     "holds an experiment already");
        VERIFY_OK(runExperiment(*m_prepared, at("run/").toStdString(), true, *m_control, sink));
        QCOMPARE(differenceOfLeaves(at("run/seed-1/bn"), at("run.old/seed-1/bn")), QString());
    }
};

QTEST_GUILESS_MAIN(tst_ExperimentEnds)
#include "tst_ExperimentEnds.moc"
