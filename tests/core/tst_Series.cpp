#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>
#include <thread>

#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunRecord.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/export/TensorBoardEvents.h>

#include "../support/Expect.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunFiles.h"

using namespace normscope;

/// The table of series, and the logs that hold what it names.
class tst_Series : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void contractsColumns_data()
    {
        QTest::addColumn<int>("table");
        QTest::addColumn<bool>("hasHeldOut");
        QTest::addColumn<QString>("header");
        const auto row = [](RunTable table, bool hasHeldOut, const char* header) {
            QTest::addRow("%s %d", nameOf(table), hasHeldOut ? 1 : 0)
                << static_cast<int>(table) << hasHeldOut << header;
        };
        const QString epochs = "epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,"
                               "eval_seconds";
        row(RunTable::Iterations, false, "iteration,epoch,loss,batch_accuracy,lr,train_seconds");
        row(RunTable::Iterations, true, "iteration,epoch,loss,batch_accuracy,lr,train_seconds");
        row(RunTable::Evaluations, false, "iteration,epoch,test_loss,test_accuracy,train_seconds");
        row(RunTable::Epochs, false, qPrintable(epochs));
        row(RunTable::Epochs, true, qPrintable(epochs + ",validation_loss,validation_accuracy"));
    }

    void contractsColumns()
    {
        QFETCH(int, table);
        QFETCH(bool, hasHeldOut);
        QFETCH(QString, header);
        COMPARE_TEXT(SeriesFile(static_cast<RunTable>(table), hasHeldOut).header(), header);
    }

    /// One entry, and it is in the CSV file, in JSON events, in TensorBoard's events and in the record.
    void anAddedSeriesIsEverywhere()
    {
        const ScopedSeries added({.name = "half_loss",
                                  .unit = SeriesUnit::Loss,
                                  .tag = "loss/half",
                                  .read = [](const Step& step) { return static_cast<double>(step.loss) / 2; },
                                  .chart = "Half the loss"});
        const TrainingEvent event{kBn, Step{1, 1, 0.5F, 0.25, 0.1, 1.5}};
        COMPARE_TEXT(jsonText(toJson(*rowOf(event))),
                     R"({"event":"step","iteration":1,"epoch":1,"loss":0.5,"batch_accuracy":0.25,"lr":0.1,)"
                     R"("train_seconds":1.5,"half_loss":0.25})");
        const auto scalars = scalarsOf(*rowOf(event));
        COMPARE_TEXT(scalars.back().tag, "loss/half");
        QCOMPARE(scalars.back().value, 0.25F);

        const QTemporaryDir folder;
        const std::filesystem::path leaf = folder.filePath("seed-1/bn").toStdString();
        auto writer = RunWriter::create(leaf, false, {});
        VERIFY_OK(writer);
        RunRecord record;
        record.add(event);
        writer->add(event, record);
        record.add({kBn, Cancelled{}});
        writer->add({kBn, Cancelled{}}, record);
        QCOMPARE(
            test::contentOf(folder.filePath("seed-1/bn/iterations.csv")),
            QByteArray("iteration,epoch,loss,batch_accuracy,lr,train_seconds,half_loss\n1,1,0.5,0.25,0.1,1.5,0.25\n"));
        const auto read = readRun(folder.path().toStdString(), {}, 1, kBn);
        VERIFY_OK(read);
        QCOMPARE((*read)->iterations.column("half_loss")[0], 0.25);
    }

    void aLogIsReadByName()
    {
        const RunRecord run = test::recordOf(test::finishedRun(kBn), 1, kBn);
        QCOMPARE(run.iterations.size(), std::size_t{6});
        QCOMPARE(run.iterations.column("lr")[4], 0.010000000000000002);
        QCOMPARE(run.iterations.epoch(3), std::int64_t{2});
        QCOMPARE(run.epochs.iteration(1), std::int64_t{6});
        QCOMPARE(run.epochs.last("test_accuracy"), 0.98);
        QVERIFY(std::isnan(run.epochs.column("unheard-of")[0]));
        QVERIFY(std::isnan(SeriesLog(RunTable::Epochs).last("test_accuracy")));
        for (const auto& [epoch, rows] : {std::pair(0, 0), std::pair(1, 3), std::pair(2, 6), std::pair(9, 6)}) {
            QCOMPARE(run.iterations.rowsUntilEpoch(epoch), static_cast<std::size_t>(rows));
        }
    }

    /// Rows lie in pieces: at every border they read as they were written.
    void manyRows()
    {
        SeriesLog log(RunTable::Iterations);
        for (std::int64_t i = 1; i <= 20'000; ++i) {
            log.append(*rowOf({kBn, Step{i, i / 100, static_cast<float>(i), 0.5, 1.0 / static_cast<double>(i), 2}}));
        }
        const SeriesColumn loss = log.column("loss");
        const SeriesColumn lr = log.column("lr");
        for (std::size_t i = 0; i < log.size(); ++i) {
            const auto number = static_cast<std::int64_t>(i) + 1;
            QVERIFY(log.iteration(i) == number && log.epoch(i) == number / 100);
            QVERIFY(loss[i] == static_cast<double>(number) && lr[i] == 1.0 / static_cast<double>(number));
        }
    }

    /// A copy shares the numbers; a part shows those of its time, and the others when their events come.
    void partsShareTheNumbers()
    {
        RunRecord run;
        const auto stepOf = [](std::int64_t i) { return TrainingEvent{kBn, Step{i, 1, 1, 0.5, 0.1, 1}}; };
        run.add(stepOf(1));
        const RunRecord copy = run;
        RunRecord part = run.part();
        run.add(stepOf(2));
        run.add(stepOf(3));
        QCOMPARE(copy.iterations.size(), std::size_t{3});
        QCOMPARE(part.iterations.size(), std::size_t{1});
        part.add(stepOf(2));
        QCOMPARE(part.iterations.size(), std::size_t{2});
        QCOMPARE(run.iterations.size(), std::size_t{3});
        QCOMPARE(run.part(1).iterations.size(), std::size_t{1});
        QCOMPARE(run.part(9).iterations.size(), std::size_t{3});
    }

    /// What a reader counts it can read, while the writer goes on.
    void oneWriterAndReaders()
    {
        constexpr std::size_t kRows = 50'000;
        SeriesLog log(RunTable::Iterations);
        const auto read = [copy = log] {
            const SeriesColumn seconds = copy.column("train_seconds");
            std::size_t wrong = 0;
            for (std::size_t seen = 0; seen < kRows;) {
                for (const std::size_t rows = copy.size(); seen < rows; ++seen) {
                    wrong += seconds[seen] == static_cast<double>(copy.iteration(seen)) / 2 ? 0 : 1;
                }
                std::this_thread::yield();
            }
            return wrong;
        };
        std::array<std::size_t, 2> wrong{1, 1};
        std::thread first([&] { wrong[0] = read(); });
        std::thread second([&] { wrong[1] = read(); });
        for (std::size_t i = 1; i <= kRows; ++i) {
            const auto iteration = static_cast<std::int64_t>(i);
            log.append(*rowOf({kBn, Step{iteration, 1, 1, 0.5, 0.1, static_cast<double>(i) / 2}}));
        }
        first.join();
        second.join();
        QCOMPARE(wrong[0] + wrong[1], std::size_t{0});
    }

    void whatWasNotMeasured()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const SeriesRow row = *rowOf({kBn, EpochResult{6, 2, 1, 0.5, nan, 0.9, 1, 2, nan, nan}});
        const auto isMeasured = [&](const char* name) { return row.isMeasured(*findSeries(RunTable::Epochs, name)); };
        QVERIFY(isMeasured("train_loss"));
        QVERIFY(isMeasured("test_loss"));  // no number, and that is the result
        QVERIFY(!isMeasured("validation_loss"));
        QVERIFY(!isMeasured("validation_accuracy"));
    }
};

QTEST_GUILESS_MAIN(tst_Series)
#include "tst_Series.moc"
