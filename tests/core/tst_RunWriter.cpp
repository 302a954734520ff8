#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <memory>
#include <string>

#include <normscope/experiment/RunWriter.h>

#include "../support/Expect.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunFiles.h"
#include "../support/WrittenRun.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::finishedRun;
using normscope::test::jsonIn;
using normscope::test::putFile;
using normscope::test::safetensorsHeader;
using normscope::test::WrittenRun;

class tst_RunWriter : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_run = std::make_unique<WrittenRun>();
        QVERIFY(m_run->isValid());
    }

    /// Headers and a running summary are there before anything was trained.
    void atTheStart()
    {
        auto writer = m_run->create();
        VERIFY_OK(writer);
        QCOMPARE(contentOf(m_run->at("iterations.csv")),
                 QByteArray("iteration,epoch,loss,batch_accuracy,lr,train_seconds\n"));
        QCOMPARE(contentOf(m_run->at("evaluations.csv")),
                 QByteArray("iteration,epoch,test_loss,test_accuracy,train_seconds\n"));
        QCOMPARE(contentOf(m_run->at("epochs.csv")),
                 QByteArray(
                     "epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds\n"));
        QVERIFY(!QFileInfo::exists(m_run->at("summary.json")));

        m_run->add(*writer, finishedRun(kBn).front());
        VERIFY_OK(writer->status());
        QCOMPARE(contentOf(m_run->at("summary.json")), QByteArray(R"({
  "status": "running",
  "final_test_accuracy": null,
  "best_test_accuracy": null,
  "best_epoch": null,
  "parameters": {
    "weight": 200,
    "bias": 30,
    "gamma_beta": 8,
    "total": 238
  },
  "buffers": 9,
  "iterations": 0,
  "train_seconds": 0.0,
  "cpu_seconds": null,
  "eval_seconds": 0.0,
  "samples_per_second": null
}
)"));
    }

    void finished()
    {
        addAll(finishedRun(kBn), false);
        QCOMPARE(contentOf(m_run->at("iterations.csv")),
                 QByteArray("iteration,epoch,loss,batch_accuracy,lr,train_seconds\n"
                            "1,1,2.3025851,0.1,0.1,0.75\n"
                            "2,1,0.1,0.3333333333333333,0.1,1.25\n"
                            "3,1,1e-10,0.95,0.1,1.75\n"
                            "4,2,3.4028235e+38,1,0.01,2.25\n"
                            "5,2,1e-45,0,0.010000000000000002,2.75\n"
                            "6,2,0.5,0.5,0.01,3.25\n"));
        QCOMPARE(contentOf(m_run->at("evaluations.csv")),
                 QByteArray("iteration,epoch,test_loss,test_accuracy,train_seconds\n"
                            "2,1,0.14285714285714285,0.96,1.25\n"
                            "4,2,1e-300,0.975,2.25\n"));
        QCOMPARE(
            contentOf(m_run->at("epochs.csv")),
            QByteArray("epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds\n"
                       "1,3,0.8,0.6666666666666666,0.3,0.9,1.75,0.125\n"
                       "2,6,0.30000000000000004,0.9,0.2,0.98,3.25,0.25\n"));
        const QJsonObject summary = jsonIn(m_run->at("summary.json"));
        QCOMPARE(summary["status"].toString(), "done");
        QCOMPARE(summary["final_test_accuracy"].toDouble(), 0.98);
        QCOMPARE(summary["best_test_accuracy"].toDouble(), 0.98);
        QCOMPARE(summary["best_epoch"].toInt(), 2);
        QCOMPARE(summary["iterations"].toInt(), 6);
        QCOMPARE(summary["train_seconds"].toDouble(), 3.25);
        QCOMPARE(summary["eval_seconds"].toDouble(), 0.25);
        QCOMPARE(summary["samples_per_second"].toDouble(), 120 / 3.25);

        QCOMPARE(m_run->files(),
                 QStringList({"environment.json", "epochs.csv", "evaluations.csv", "iterations.csv",
                              "model.safetensors", "predictions.safetensors", "run.json", "summary.json"}));
        const QJsonObject model = safetensorsHeader(m_run->at("model.safetensors"));
        QCOMPARE(model["__metadata__"].toObject(),
                 (QJsonObject{{"network", "{}"}, {"normalization", "{\"mean\":[0.5],\"std\":[0.25]}"}}));
        QCOMPARE(model["linear1.weight"].toObject()["shape"].toArray(), (QJsonArray{2, 3}));
        QCOMPARE(model["bn1.num_batches_tracked"].toObject()["dtype"].toString(), "I64");
        QCOMPARE(model.size(), 3);
        const QJsonObject predictions = safetensorsHeader(m_run->at("predictions.safetensors"));
        QCOMPARE(predictions["__metadata__"].toObject(), (QJsonObject{{"dataset_sha256", "0123abcd"}}));
        QCOMPARE(predictions["label"].toObject()["dtype"].toString(), "I64");
        QCOMPARE(predictions["label"].toObject()["shape"].toArray(), (QJsonArray{2}));
        QCOMPARE(predictions["probability"].toObject()["dtype"].toString(), "F32");
        QCOMPARE(predictions["probability"].toObject()["shape"].toArray(), (QJsonArray{2, 10}));
    }

    void validationColumns()
    {
        addAll(finishedRun(kNoBn, true), true);
        QCOMPARE(
            contentOf(m_run->at("epochs.csv")),
            QByteArray("epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds,"
                       "validation_loss,validation_accuracy\n"
                       "1,3,0.8,0.6666666666666666,0.3,0.9,1.5,0.125,0.4,0.75\n"
                       "2,6,0.30000000000000004,0.9,0.2,0.96,3,0.25,0.5,0.8125\n"));
    }

    void setsThatWereNotLookedAt()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<TrainingEvent> events{{kBn, Started{2, 1, 20, {}}},
                                                {kBn, EpochResult{1, 1, 0.5, 0.5, nan, nan, 1.0, 0.0, nan, nan}},
                                                {kBn, Cancelled{}}};
        addAll(events, false);
        QVERIFY(contentOf(m_run->at("epochs.csv")).endsWith("\n1,1,0.5,0.5,nan,nan,1,0\n"));
        QVERIFY(jsonIn(m_run->at("summary.json"))["best_test_accuracy"].isNull());
    }

    void otherEnds_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("diverged") << "diverged";
        QTest::newRow("cancelled") << "cancelled";
        QTest::newRow("failed") << "failed";
    }

    void otherEnds()
    {
        QFETCH(QString, status);
        std::vector<TrainingEvent> events = finishedRun(kBn);
        events.resize(6);  // to the end of the first epoch
        if (status == "diverged") {
            const float infinite = std::numeric_limits<float>::infinity();
            events.push_back({kBn, Step{4, 2, infinite, 0.25, 0.1, 2.0}});
            events.push_back({kBn, Diverged{4, 2, infinite, 1e-10F}});
        } else if (status == "cancelled") {
            events.push_back({kBn, Cancelled{}});
        } else {
            events.push_back({kBn, Failed{"it \"broke\""}});
        }
        addAll(events, false);
        const QJsonObject summary = jsonIn(m_run->at("summary.json"));
        QCOMPARE(summary["status"].toString(), status);
        QCOMPARE(summary["message"].toString(), QString(status == "failed" ? "it \"broke\"" : ""));
        QVERIFY(summary["final_test_accuracy"].isNull());
        QCOMPARE(summary["best_test_accuracy"].toDouble(), 0.9);
        QCOMPARE(summary["iterations"].toInt(), status == "diverged" ? 4 : 3);
        QVERIFY(contentOf(m_run->at("iterations.csv"))
                    .endsWith(status == "diverged" ? "\n4,2,inf,0.25,0.1,2\n" : ",1.75\n"));
        QVERIFY(!QFileInfo::exists(m_run->at("model.safetensors")));
        QVERIFY(!QFileInfo::exists(m_run->at("predictions.safetensors")));
    }

    /// Others can follow: what was told is on disk a second later, not only at the end.
    void othersCanFollow()
    {
        auto writer = m_run->create();
        VERIFY_OK(writer);
        m_run->add(*writer, finishedRun(kBn).front());
        bool wasBuffered = false;
        std::int64_t iteration = 0;
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < 1300; QTest::qSleep(20)) {
            ++iteration;
            m_run->add(*writer, {kBn, Step{iteration, 1, 0.5F, 0.5, 0.1, 1.0}});
            wasBuffered |= contentOf(m_run->at("iterations.csv")).count('\n') < iteration;
        }
        QVERIFY(wasBuffered);  // not one system call a step
        // At 1.3 s at the latest everything up to 1 s had to be there.
        const auto lines = contentOf(m_run->at("iterations.csv")).count('\n');
        QVERIFY2(lines > iteration / 2, qPrintable(QString("%1 of %2").arg(lines).arg(iteration)));
        QCOMPARE(jsonIn(m_run->at("summary.json"))["status"].toString(), "running");
    }

    void folderThatCannotBeMade()
    {
        QVERIFY(putFile(m_run->inFolder("seed-1"), ""));
        VERIFY_ERROR(m_run->create(), ErrorCode::Io, "seed-1/bn: cannot be made: ");
    }

    /// A full disk is met in tst_Csv.
    void linkInTheWay()
    {
        QVERIFY(QDir().mkpath(m_run->inFolder("seed-1/bn")));
        QVERIFY(QFile::link("elsewhere.csv", m_run->at("evaluations.csv")));
        VERIFY_ERROR(m_run->create(), ErrorCode::Io,
                     "evaluations.csv: cannot be written: is a link, which is not followed");
        QVERIFY(!QFileInfo::exists(m_run->at("elsewhere.csv")));
    }

  private:
    void addAll(const std::vector<TrainingEvent>& events, bool hasValidation)
    {
        auto writer = m_run->create(hasValidation);
        VERIFY_OK(writer);
        m_run->addAll(*writer, events);
        VERIFY_OK(writer->status());
    }

    std::unique_ptr<WrittenRun> m_run;
};

QTEST_GUILESS_MAIN(tst_RunWriter)
#include "tst_RunWriter.moc"
