#include <QTemporaryDir>
#include <QTest>
#include <limits>

#include <normscope/export/CsvExport.h>

#include "../support/Expect.h"
#include "../support/ExportSources.h"
#include "../support/RunFiles.h"
#include "../support/RunRows.h"

using namespace normscope;
using namespace normscope::test;

class tst_CsvExport : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    /// The figures of MadeUpRuns.cpp, written down by hand.
    void longForm()
    {
        VERIFY_OK(exportCsv(madeUpSource("pairs", {1}), folder()));
        const QByteArray text = content("long.csv");
        QVERIFY(text.startsWith("experiment,seed,variant,table,iteration,epoch,metric,value\n"
                                "pairs,1,bn,iterations,1,1,loss,2.3025851\n"
                                "pairs,1,bn,iterations,1,1,batch_accuracy,0.1\n"
                                "pairs,1,bn,iterations,1,1,lr,0.1\n"
                                "pairs,1,bn,iterations,1,1,train_seconds,0.75\n"));
        for (const char* line :
             {"pairs,1,bn,iterations,2,1,batch_accuracy,0.3333333333333333\n",
              "pairs,1,no-bn,iterations,2,1,loss,16777216\n", "pairs,1,no-bn,iterations,4,2,loss,3.4028235e+38\n",
              "pairs,1,no-bn,iterations,5,2,loss,1e-45\n", "pairs,1,no-bn,iterations,5,2,lr,0.010000000000000002\n",
              "pairs,1,bn,evaluations,4,2,test_loss,1e-300\n",
              "pairs,1,bn,epochs,3,1,train_accuracy,0.6666666666666666\n",
              "pairs,1,no-bn,epochs,6,2,train_loss,0.30000000000000004\n",
              "pairs,1,no-bn,epochs,6,2,eval_seconds,0.25\n"}) {
            QVERIFY2(text.contains(QByteArray("\n") + line), line);
        }
        // Two runs of 6 steps with 4 metrics, 2 evaluations with 3 and 2 epochs with 6.
        QCOMPARE(csvIn(path("long.csv")).rows.size(), 2 * (6 * 4 + 2 * 3 + 2 * 6));
        QVERIFY(!text.contains('\r') && text.endsWith('\n'));
    }

    void wideForm()
    {
        VERIFY_OK(exportCsv(madeUpSource("pairs", {1, 5}), folder()));
        const CsvTable iterations = csvIn(path("wide-iterations.csv"));
        QCOMPARE(iterations.header.mid(0, 7).join(','),
                 QByteArray("iteration,epoch,loss_seed_1_bn,loss_seed_1_no_bn,loss_seed_5_bn,loss_seed_5_no_bn,"
                            "batch_accuracy_seed_1_bn"));
        QCOMPARE(iterations.header.size(), 2 + 4 * 4);
        QCOMPARE(iterations.rows.size(), 6);
        QCOMPARE(iterations.column("iteration").join(','), QByteArray("1,2,3,4,5,6"));
        QCOMPARE(iterations.column("epoch").join(','), QByteArray("1,1,1,2,2,2"));
        QCOMPARE(iterations.column("loss_seed_5_no_bn").join(','),
                 QByteArray("2.3025851,16777216,1e-10,3.4028235e+38,1e-45,0.5"));
        QCOMPARE(iterations.column("train_seconds_seed_1_bn").join(','), QByteArray("0.75,1.25,1.75,2.25,2.75,3.25"));
        const CsvTable epochs = csvIn(path("wide-epochs.csv"));
        QCOMPARE(epochs.column("iteration").join(','), QByteArray("3,6"));
        QCOMPARE(epochs.column("test_accuracy_seed_1_bn").join(','), QByteArray("0.9,0.98"));
        QCOMPARE(epochs.column("test_accuracy_seed_1_no_bn").join(','), QByteArray("0.9,0.96"));
        QCOMPARE(csvIn(path("wide-evaluations.csv")).column("iteration").join(','), QByteArray("2,4"));
    }

    /// A run that ended early leaves cells empty, and has no figures that it did not measure.
    void runsOfUnequalLength()
    {
        ExportSource source = madeUpSource("pairs", {1});
        RunRecord& diverged = source.stored.runs[1];
        test::RunRows rows = test::rowsOf(diverged);
        rows.steps.resize(2);
        rows.steps[1].loss = std::numeric_limits<float>::quiet_NaN();
        test::setRows(diverged, {rows.steps, {}, {}});
        VERIFY_OK(exportCsv(source, folder()));
        const CsvTable iterations = csvIn(path("wide-iterations.csv"));
        QCOMPARE(iterations.rows.size(), 6);
        QCOMPARE(iterations.column("loss_seed_1_no_bn").join(','), QByteArray("2.3025851,nan,,,,"));
        QCOMPARE(iterations.column("loss_seed_1_bn")[5], QByteArray("0.5"));
        QCOMPARE(csvIn(path("wide-epochs.csv")).column("test_loss_seed_1_no_bn").join(','), QByteArray(","));
        QVERIFY(!content("long.csv").contains("off,epochs"));
    }

    void twinsThatAreEvaluatedAtDifferentIterations()
    {
        ExportSource source = madeUpSource("pairs", {1});
        test::RunRows rows = test::rowsOf(source.stored.runs[1]);
        rows.evaluations[0].iteration = 1;
        test::setRows(source.stored.runs[1], rows);
        VERIFY_OK(exportCsv(source, folder()));
        const CsvTable table = csvIn(path("wide-evaluations.csv"));
        QCOMPARE(table.column("iteration").join(','), QByteArray("1,2,4"));
        QCOMPARE(table.column("test_accuracy_seed_1_bn").join(','), QByteArray(",0.96,0.975"));
        QCOMPARE(table.column("test_accuracy_seed_1_no_bn").join(','), QByteArray("0.96,,0.975"));
    }

    /// With --test-at end the test set is not looked at before: no figure, rather than one that is no number.
    void whatWasNotMeasuredIsLeftOut()
    {
        ExportSource source = madeUpSource("pairs", {1}, true);
        test::RunRows rows = test::rowsOf(source.stored.runs[0]);
        rows.epochs[0].testLoss = rows.epochs[0].testAccuracy = std::numeric_limits<double>::quiet_NaN();
        test::setRows(source.stored.runs[0], rows);
        VERIFY_OK(exportCsv(source, folder()));
        const CsvTable epochs = csvIn(path("wide-epochs.csv"));
        QCOMPARE(epochs.column("test_loss_seed_1_bn").join(','), QByteArray(",0.2"));
        QCOMPARE(epochs.column("validation_accuracy_seed_1_bn").join(','), QByteArray("0.75,0.8125"));
        QVERIFY(!content("long.csv").contains(",bn,epochs,3,1,test_loss"));
        QVERIFY(content("long.csv").contains(",bn,epochs,3,1,validation_loss,0.4\n"));
    }

    void namesAreQuoted()
    {
        VERIFY_OK(exportCsv(madeUpSource("a \"b\", c", {1}), folder()));
        QVERIFY(content("long.csv").contains("\n\"a \"\"b\"\", c\",1,bn,iterations,1,1,loss,2.3025851\n"));
    }

    void unwritable()
    {
        VERIFY_ERROR(exportCsv(madeUpSource("pairs", {1}), folder() / "nowhere"), ErrorCode::Io, "nowhere/long.csv");
    }

  private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] QByteArray content(const QString& name) const { return contentOf(path(name)); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_CsvExport)

#include "tst_CsvExport.moc"
