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
        runUntil("run", spec(ExperimentKind::Twin, {"seeds", "1..3", "epochs", "50", "jobs", "1"}), 1,
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
        VERIFY_OK(readCase(at("run").toStdString()));
        QCOMPARE(comparisonIn("run")["pairs"].toArray().size(), 1);
    }

    /// A stop between two seeds ends the experiment early, though no run was cut short.
    void stoppedBetweenSeeds()
    {
        runUntil("run", spec(ExperimentKind::Train, {"seeds", "1,2", "jobs", "1"}), 1,
                 [](const TrainingEvent& event) { return std::holds_alternative<Finished>(event.what); });
        QVERIFY(m_outcome->isCancelled);
        QCOMPARE(jsonIn(at("run/seed-1/bn/summary.json"))["status"].toString(), "done");
        QVERIFY(!QFileInfo::exists(at("run/seed-2")));
    }

    /// A stop that comes when all is done has cancelled nothing.
    void stoppedTooLate()
    {
        runUntil("run", spec(ExperimentKind::Train, {"seeds", "1,2", "jobs", "1"}), 2,
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

    /// What was not begun is begun when it is resumed; the comparison has the cases that there are.
    void stoppedBetweenCases()
    {
        const auto two = experimentOf({spec(ExperimentKind::Twin, {"jobs", "1"}), {}}, {{"lr", {"0.1", "0.02"}}});
        VERIFY_OK(two);
        std::vector<std::string> prepared;
        std::vector<std::string> ended;
        ExperimentListener listener;
        listener.prepared = [&](const PreparedCase& one) {
            prepared.push_back(one.one.name);
            return true;
        };
        listener.event = [&](const RunRecord& run, const TrainingEvent& event) {
            QCOMPARE(run.caseName, std::string("lr-0.1"));
            if (std::holds_alternative<Finished>(event.what)) {
                m_control->stop();
            }
        };
        listener.ended = [&](const CaseOutcome& done) {
            ended.push_back(done.name);
            QCOMPARE(done.runs.size(), std::size_t{2});
        };
        const auto stopped = runExperiment(*two, at("two").toStdString(), false, *m_control, listener);
        VERIFY_OK(stopped);
        QVERIFY(stopped->isCancelled && stopped->isTrained && stopped->errors.empty());
        QCOMPARE(prepared, std::vector<std::string>{"lr-0.1"});
        QCOMPARE(ended, std::vector<std::string>{"lr-0.1"});
        QCOMPARE(stopped->cases.size(), std::size_t{1});
        QVERIFY(stopped->cases[0].runs.empty());
        QCOMPARE(comparisonIn("two")["experiment"].toString(), "lr-0.1");
        QVERIFY(!QFileInfo::exists(at("two/lr-0.02")));

        m_control = std::make_unique<RunControl>();
        resume("two");
        QVERIFY(!m_outcome->isCancelled);
        QCOMPARE(m_outcome->cases.size(), std::size_t{2});
        QVERIFY(m_outcome->cases[1].isTrained);
        QCOMPARE(jsonIn(at("two/lr-0.02/seed-1/bn/run.json"))["case"].toString(), "lr-0.02");
        QCOMPARE(jsonIn(at("two/comparison.json"))["experiments"].toArray().size(), 2);
        // Another time there is nothing to do, and nothing is written.
        const QByteArray before = contentOf(at("two/comparison.json"));
        resume("two");
        QVERIFY(!m_outcome->isTrained);
        QCOMPARE(contentOf(at("two/comparison.json")), before);
        // The same as all at one time.
        run("whole", *two);
        for (const QString run : {"lr-0.1/seed-1/bn", "lr-0.02/seed-1/no-bn"}) {
            QCOMPARE(differenceOfLeaves(at("two/" + run), at("whole/" + run)), QString());
        }
    }

    /// Whoever listens may want nothing trained once the data are there: then nothing is made.
    void unwanted()
    {
        ExperimentListener listener;
        listener.prepared = [](const PreparedCase&) { return false; };
        const auto outcome = runExperiment(experimentOf(spec(ExperimentKind::Train)), at("run").toStdString(), false,
                                           *m_control, listener);
        VERIFY_OK(outcome);
        QVERIFY(outcome->isCancelled && outcome->cases.empty());
        QVERIFY(!QFileInfo::exists(at("run")));
    }

    /// Of several seeds the rest go on, also where one leaf cannot be written.
    void leafThatCannotBeWritten()
    {
        const QString out = at("run");
        ExperimentListener listener;
        listener.event = [&](const RunRecord& run, const TrainingEvent& event) {
            if (run.seed == 1 && std::holds_alternative<Started>(event.what)) {
                QFile file(out + "/seed-2");  // in the way of the next one
                QVERIFY(file.open(QIODevice::WriteOnly));
            }
        };
        const auto outcome = runExperiment(experimentOf(spec(ExperimentKind::Train, {"seeds", "1,2", "jobs", "1"})),
                                           out.toStdString(), false, *m_control, listener);
        VERIFY_OK(outcome);
        QCOMPARE(outcome->errors.size(), std::size_t{1});
        QVERIFY(outcome->errors[0].code == ErrorCode::Io);
        QVERIFY(outcome->errors[0].message.english().find("seed-2/bn: cannot be made: ") != std::string::npos);
        QCOMPARE(outcome->cases.at(0).comparison.seeds.size(), std::size_t{2});
        QVERIFY(outcome->cases.at(0).comparison.seeds[1].statuses.at(0) == RunStatus::Done);
    }

    void nothingIsTrainedWithoutAFolder()
    {
        QVERIFY(QDir().mkpath(at("run/figures")));
        ExperimentListener listener;
        listener.event = [](const RunRecord&, const TrainingEvent&) { QFAIL("trained"); };
        const auto outcome = runExperiment(experimentOf(spec(ExperimentKind::Train)), at("run").toStdString(), true,
                                           *m_control, listener);
        VERIFY_ERROR(outcome, ErrorCode::Usage, "holds figures, but no experiment.json");
    }

    void again()
    {
        run("run/", spec(ExperimentKind::Train));
        QCOMPARE(comparisonIn("run")["experiment"].toString(), "run");
        const Experiment experiment = experimentOf(spec(ExperimentKind::Train));
        VERIFY_ERROR(runExperiment(experiment, at("run/").toStdString(), false, *m_control, {}), ErrorCode::Usage,
                     "holds an experiment already");
        VERIFY_OK(runExperiment(experiment, at("run/").toStdString(), true, *m_control, {}));
        QCOMPARE(differenceOfLeaves(at("run/seed-1/bn"), at("run.old/seed-1/bn")), QString());
    }
};

QTEST_GUILESS_MAIN(tst_ExperimentEnds)
#include "tst_ExperimentEnds.moc"
