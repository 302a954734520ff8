#include <cmath>
#include <limits>
#include <vector>

#include <normscope/experiment/RunRecord.h>

#include "../support/Expect.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunRows.h"

using namespace normscope;
using normscope::test::finishedRun;
using normscope::test::recordOf;

namespace
{

using test::kNan;

/// A finished run whose epochs of a second had those test accuracies.
RunRecord withAccuracies(const std::vector<double>& accuracies)
{
    RunRecord run;
    run.status = RunStatus::Done;
    run.samplesPerEpoch = 100;
    for (const double accuracy : accuracies) {
        const auto epoch = static_cast<std::int64_t>(run.epochs.size()) + 1;
        run.add({kBn, EpochResult{epoch, epoch, 0.5, 0.5, 0.5, accuracy, static_cast<double>(epoch), 0.5, kNan, kNan}});
    }
    return run;
}

}  // namespace

class tst_RunRecord : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void finished()
    {
        const RunRecord run = recordOf(finishedRun(kBn), 3, kBn);
        QVERIFY(run.status == RunStatus::Done);
        QCOMPARE(run.iterations.size(), std::size_t{6});
        QCOMPARE(run.evaluations.size(), std::size_t{2});
        QCOMPARE(run.epochs.size(), std::size_t{2});
        QCOMPARE(run.samplesPerEpoch, std::int64_t{60});
        const RunSummary summary = summarize(run);
        QVERIFY(summary.status == RunStatus::Done);
        QCOMPARE(summary.finalTestAccuracy, 0.98);
        QCOMPARE(summary.bestTestAccuracy, 0.98);
        QCOMPARE(summary.bestEpoch, std::int64_t{2});
        QCOMPARE(summary.parameters.total(), std::int64_t{238});
        QCOMPARE(summary.iterations, std::int64_t{6});
        QCOMPARE(summary.trainSeconds, 3.25);
        QCOMPARE(summary.evalSeconds, 0.25);
        QCOMPARE(summary.samplesPerSecond, 120 / 3.25);
    }

    void rowGap_data()
    {
        QTest::addColumn<RunStatus>("status");
        QTest::addColumn<int>("counted");
        QTest::addColumn<int>("epochs");
        QTest::addColumn<QString>("gap");
        QTest::newRow("whole") << RunStatus::Done << 6 << 2 << "";
        QTest::newRow("rows lost") << RunStatus::Done << 9 << 2 << "iterations: 6 of 9";
        QTest::newRow("rows added") << RunStatus::Done << 5 << 2 << "iterations: 6 of 5";
        QTest::newRow("other settings") << RunStatus::Done << 6 << 15 << "epochs: 2 of 15";
        QTest::newRow("diverged") << RunStatus::Diverged << 6 << 15 << "";
        QTest::newRow("diverged, rows lost") << RunStatus::Diverged << 7 << 15 << "iterations: 6 of 7";
        QTest::newRow("stopped") << RunStatus::Cancelled << 9 << 15 << "";
        QTest::newRow("not read back") << RunStatus::Done << -1 << 15 << "";
    }

    void rowGap()
    {
        QFETCH(RunStatus, status);
        QFETCH(int, counted);
        QFETCH(int, epochs);
        RunRecord run = recordOf(finishedRun(kBn), 1, kBn);
        run.status = status;
        if (counted >= 0) {
            run.countedIterations = counted;
        }
        const auto gap = rowGapOf(run, epochs);
        const QString text = gap ? QStringLiteral("%1: %2 of %3")
                                       .arg(gap->isOfEpochs ? "epochs" : "iterations")
                                       .arg(gap->held)
                                       .arg(gap->expected)
                                 : QString();
        QTEST(text, "gap");
        // A run that is gone on with counts anew.
        run.add({kBn, Step{}});
        QVERIFY(!run.countedIterations);
    }

    void best_data()
    {
        QTest::addColumn<QList<double>>("accuracies");
        QTest::addColumn<double>("best");
        QTest::addColumn<int>("epoch");
        QTest::newRow("rising") << QList<double>{0.1, 0.5, 0.9} << 0.9 << 3;
        QTest::newRow("falling") << QList<double>{0.9, 0.5, 0.1} << 0.9 << 1;
        QTest::newRow("the first of equals") << QList<double>{0.5, 0.9, 0.9, 0.8} << 0.9 << 2;
        QTest::newRow("none right") << QList<double>{0.0, 0.0} << 0.0 << 1;
        QTest::newRow("none looked at") << QList<double>{kNan, kNan} << kNan << 0;
        QTest::newRow("only the last looked at") << QList<double>{kNan, kNan, 0.7} << 0.7 << 3;
        QTest::newRow("not looked at in between") << QList<double>{0.6, kNan, 0.5} << 0.6 << 1;
        QTest::newRow("better after a gap") << QList<double>{0.6, kNan, 0.7} << 0.7 << 3;
        QTest::newRow("zero after a gap") << QList<double>{kNan, 0.0} << 0.0 << 2;
        QTest::newRow("no epoch") << QList<double>{} << kNan << 0;
    }

    void best()
    {
        QFETCH(QList<double>, accuracies);
        QFETCH(double, best);
        QFETCH(int, epoch);
        const RunSummary summary = summarize(withAccuracies({accuracies.begin(), accuracies.end()}));
        QVERIFY(summary.bestTestAccuracy == best || (std::isnan(best) && std::isnan(summary.bestTestAccuracy)));
        QCOMPARE(summary.bestEpoch, std::int64_t{epoch});
    }

    void empty()
    {
        const RunSummary summary = summarize({});
        QVERIFY(summary.status == RunStatus::Running);
        QVERIFY(std::isnan(summary.finalTestAccuracy));
        QVERIFY(std::isnan(summary.bestTestAccuracy));
        QVERIFY(std::isnan(summary.samplesPerSecond));
        QCOMPARE(summary.bestEpoch, std::int64_t{0});
        QCOMPARE(summary.iterations, std::int64_t{0});
        QCOMPARE(summary.trainSeconds, 0.0);
        QCOMPARE(summary.evalSeconds, 0.0);
    }

    void otherEnds_data()
    {
        QTest::addColumn<int>("status");
        for (const RunStatus status :
             {RunStatus::Running, RunStatus::Diverged, RunStatus::Cancelled, RunStatus::Failed}) {
            QTest::newRow(nameOf(status).c_str()) << static_cast<int>(status);
        }
    }

    /// Only a finished run has a final accuracy; what it had reached before its end counts as its best.
    void otherEnds()
    {
        QFETCH(int, status);
        auto events = finishedRun(kBn);
        events.resize(8);  // to the first look in the second epoch
        RunRecord run = recordOf(events, 1, kBn);
        switch (static_cast<RunStatus>(status)) {
        case RunStatus::Diverged:
            run.add({kBn, Diverged{4, 2, std::numeric_limits<float>::infinity(), 1.0F}});
            break;
        case RunStatus::Cancelled:
            run.add({kBn, Cancelled{}});
            break;
        case RunStatus::Failed:
            run.add({kBn, Failed{"why"}});
            break;
        default:
            break;
        }
        const RunSummary summary = summarize(run);
        QVERIFY(summary.status == static_cast<RunStatus>(status));
        COMPARE_TEXT(run.message, run.status == RunStatus::Failed ? "why" : "");
        QVERIFY(std::isnan(summary.finalTestAccuracy));
        QCOMPARE(summary.bestTestAccuracy, 0.9);
        QCOMPARE(summary.bestEpoch, std::int64_t{1});
        QCOMPARE(summary.iterations, std::int64_t{4});
        QCOMPARE(summary.trainSeconds, 2.25);
        QCOMPARE(summary.samplesPerSecond, 60 / 1.75);  // of the whole epoch alone
    }

    void unknownSpeed()
    {
        RunRecord run = withAccuracies({0.5});
        QCOMPARE(summarize(run).samplesPerSecond, 100.0);
        run.samplesPerEpoch = 0;
        QVERIFY(std::isnan(summarize(run).samplesPerSecond));
        run.samplesPerEpoch = 100;
        test::RunRows rows = test::rowsOf(run);
        rows.epochs[0].trainSeconds = 0;
        test::setRows(run, rows);
        QVERIFY(std::isnan(summarize(run).samplesPerSecond));
    }

    /// A plan for longer than any memory holds is no reason to fail before the first step.
    void endlessPlan()
    {
        RunRecord run;
        run.add({kBn, Started{1'000'000, 1'000'000'000, 1, {}}});
        run.add({kBn, Step{1, 1, 0.5F, 0.5, 0.1, 1.0}});
        QCOMPARE(run.iterations.size(), std::size_t{1});
    }

    void names()
    {
        COMPARE_TEXT(nameOf(RunStatus::Running), "running");
        COMPARE_TEXT(nameOf(RunStatus::Done), "done");
        COMPARE_TEXT(nameOf(RunStatus::Diverged), "diverged");
        COMPARE_TEXT(nameOf(RunStatus::Cancelled), "cancelled");
        COMPARE_TEXT(nameOf(RunStatus::Failed), "failed");
    }
};

QTEST_GUILESS_MAIN(tst_RunRecord)
#include "tst_RunRecord.moc"
