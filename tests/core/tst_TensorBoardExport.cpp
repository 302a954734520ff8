#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <limits>

#include <normscope/export/LiveTensorBoard.h>
#include <normscope/export/TensorBoardExport.h>
#include <normscope/export/TfRecord.h>

#include "../support/EventFile.h"
#include "../support/Expect.h"
#include "../support/ExportSources.h"
#include "../support/RunFiles.h"
#include "../support/RunRows.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

/// An event of a run of the only case.
void tell(LiveTensorBoard& live, std::uint64_t seed, const TrainingEvent& event)
{
    RunRecord run;
    run.seed = seed;
    run.variant = event.variant;
    live.add(run, event);
}

}  // namespace

class tst_TensorBoardExport : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    /// RFC 3720, appendix B.4, and the check value of the CRC catalogue for CRC-32/ISCSI.
    void checksums_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<uint>("expected");
        QByteArray ascending;
        for (char c = 0; c < 32; ++c) {
            ascending += c;
        }
        QTest::newRow("nothing") << QByteArray() << 0U;
        QTest::newRow("123456789") << QByteArray("123456789") << 0xE3069283U;
        QTest::newRow("32 zeros") << QByteArray(32, '\0') << 0x8A9136AAU;
        QTest::newRow("32 ones") << QByteArray(32, '\xff') << 0x62A8AB43U;
        QTest::newRow("ascending") << ascending << 0x46DD794EU;
    }

    void checksums()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(uint, expected);
        QCOMPARE(crc32c(bytes.toStdString()), expected);
        QCOMPARE(crcOf(bytes), expected);
    }

    /// A length of 3, "abc" and both checksums, worked out with Python's arithmetic from the polynomial.
    void record()
    {
        std::string text;
        appendTfRecord(text, "abc");
        QCOMPARE(QByteArray::fromStdString(text).toHex(), QByteArray("0300000000000000b099490e6162636e57f121"));
    }

    void everyRecordReadsBack()
    {
        const ExportSource source = madeUpSource("pairs", {1, 7}, true);
        VERIFY_OK(exportTensorBoard(source, folder()));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 QStringList({"seed-1", "seed-7"}));
        for (const RunRecord& run : source.stored.runs) {
            const test::RunRows rows = test::rowsOf(run);
            const EventFile file = eventsIn(path(QString::fromStdString(placeOf(run).string())));
            QVERIFY2(file.fault.isEmpty(), qPrintable(file.fault));
            QCOMPARE(file.events[0].fileVersion, QByteArray("brain.Event:2"));
            QCOMPARE(file.events[0].wallTime, 946684800.0);
            QCOMPARE(file.events.size(),
                     1 + qsizetype(run.iterations.size() + run.evaluations.size() + run.epochs.size()));

            const auto steps = file.with("loss/train");
            QCOMPARE(steps.size(), qsizetype(run.iterations.size()));
            for (qsizetype i = 0; i < steps.size(); ++i) {
                const Step& step = rows.steps[std::size_t(i)];
                QCOMPARE(steps[i].step, step.iteration);
                QCOMPARE(steps[i].wallTime, 946684800.0 + step.trainSeconds);
                QVERIFY(steps[i].value("loss/train") == step.loss);
                QVERIFY(steps[i].value("accuracy/train") == float(step.batchAccuracy));
                QVERIFY(steps[i].value("lr") == float(step.lr));
            }
            const auto looks = file.with("accuracy/test_sample");
            QCOMPARE(looks.size(), 2);
            QCOMPARE(looks[1].step, 4);
            QVERIFY(looks[1].value("accuracy/test_sample") == 0.975F);
            QVERIFY(looks[0].value("loss/test_sample") == float(1.0 / 7.0));
            const auto epochs = file.with("accuracy/test");
            QCOMPARE(epochs.size(), 2);
            QCOMPARE(epochs[0].step, 3);
            QCOMPARE(epochs[1].step, 6);
            QVERIFY(epochs[1].value("accuracy/test") == float(rows.epochs[1].testAccuracy));
            QVERIFY(epochs[1].value("loss/train_epoch") == float(0.1 + 0.2));
            QVERIFY(epochs[1].value("accuracy/validation") == 0.8125F);
            QVERIFY(epochs[0].value("seconds/eval") == 0.125F);
        }
    }

    /// TensorBoard reads a run from its beginning to its end.
    void inTheOrderInWhichItHappened()
    {
        VERIFY_OK(exportTensorBoard(madeUpSource("pairs", {1}), folder()));
        const EventFile file = eventsIn(path("seed-1/no-bn"));
        for (qsizetype i = 1; i < file.events.size(); ++i) {
            QVERIFY(file.events[i].step >= file.events[i - 1].step);
            QVERIFY(file.events[i].wallTime >= file.events[i - 1].wallTime);
        }
    }

    void sameRunsGiveTheSameBytes()
    {
        for (const char* name : {"a", "b"}) {
            VERIFY_OK(exportTensorBoard(madeUpSource(name, {1}), folder() / name));
        }
        const QString file = "/seed-1/bn/events.out.tfevents.0946684800.normscope";
        QVERIFY(!contentOf(path("a" + file)).isEmpty());
        QCOMPARE(contentOf(path("a" + file)), contentOf(path("b" + file)));
    }

    void setsThatWereNotLookedAtHaveNoScalar()
    {
        ExportSource source = madeUpSource("pairs", {1});
        test::RunRows rows = test::rowsOf(source.stored.runs[0]);
        rows.epochs[0].testLoss = rows.epochs[0].testAccuracy = std::numeric_limits<double>::quiet_NaN();
        test::setRows(source.stored.runs[0], rows);
        VERIFY_OK(exportTensorBoard(source, folder()));
        const EventFile file = eventsIn(path("seed-1/bn"));
        QCOMPARE(file.with("accuracy/test").size(), 1);
        QCOMPARE(file.with("loss/test").size(), 1);
        QCOMPARE(file.with("loss/validation").size(), 0);
        QCOMPARE(file.with("loss/train_epoch").size(), 2);
    }

    /// The reader would see it: one bit turned anywhere in the file is found.
    void theReaderFindsDamage()
    {
        VERIFY_OK(exportTensorBoard(madeUpSource("pairs", {1}), folder()));
        const QString name = path("seed-1/bn/events.out.tfevents.0946684800.normscope");
        const QByteArray whole = contentOf(name);
        for (const qsizetype at : {qsizetype(0), qsizetype(9), qsizetype(20), whole.size() / 2, whole.size() - 1}) {
            QByteArray damaged = whole;
            damaged[at] = char(damaged[at] ^ 0x10);
            QVERIFY(test::putFile(name, damaged));
            QVERIFY2(!readEventFile(name).fault.isEmpty(), QByteArray::number(at).constData());
        }
    }

    void liveRunsHoldTheSame()
    {
        const double before = double(QDateTime::currentSecsSinceEpoch());
        LiveTensorBoard live(folder() / "tensorboard");
        for (const std::string variant : {kBn, kNoBn}) {
            for (const TrainingEvent& event : finishedRun(variant)) {
                tell(live, 3, event);
            }
        }
        VERIFY_OK(live.status());
        VERIFY_OK(exportTensorBoard(madeUpSource("pairs", {3}), folder() / "exported"));
        for (const QString run : {"/seed-3/bn", "/seed-3/no-bn"}) {
            const EventFile now = eventsIn(path("tensorboard" + run));
            const EventFile later = eventsIn(path("exported" + run));
            QVERIFY2(now.fault.isEmpty(), qPrintable(now.fault));
            QCOMPARE(now.events.size(), later.events.size());
            for (qsizetype i = 0; i < now.events.size(); ++i) {
                QCOMPARE(now.events[i].step, later.events[i].step);
                QCOMPARE(now.events[i].values, later.events[i].values);
                QVERIFY(now.events[i].wallTime >= before - 1 && now.events[i].wallTime < before + 600);
            }
        }
    }

    /// What was told is there for others after about a second, while the run goes on.
    void liveRunsCanBeFollowed()
    {
        LiveTensorBoard live(folder());
        const auto events = finishedRun(kBn);
        tell(live, 1, events[0]);
        tell(live, 1, events[1]);
        QCOMPARE(eventsIn(path("seed-1/bn")).events.size(), 1);  // the version, at once
        QTest::qWait(1100);
        tell(live, 1, events[2]);
        const EventFile file = eventsIn(path("seed-1/bn"));
        QVERIFY2(file.fault.isEmpty(), qPrintable(file.fault));
        QCOMPARE(file.with("loss/train").size(), 2);
    }

    /// A run that goes on writes a further file, which tells TensorBoard from where on it counts.
    void liveRunsThatGoOn()
    {
        const auto events = finishedRun(kBn);
        {
            LiveTensorBoard live(folder());
            for (const TrainingEvent& event : events) {
                if (!std::holds_alternative<Finished>(event.what)) {
                    tell(live, 1, event);
                }
            }
            tell(live, 1, {kBn, Cancelled{}});
        }
        LiveTensorBoard live(folder());
        Started again = std::get<Started>(events[0].what);
        again.iterationsDone = 5;
        tell(live, 1, {kBn, again});
        tell(live, 1, {kBn, Checkpoint{}});
        tell(live, 1, {kBn, Step{6, 2, 0.5F, 0.5, 0.01, 3.0}});
        tell(live, 1, {kBn, Cancelled{}});
        VERIFY_OK(live.status());
        const QDir leaf(path("seed-1/bn"));
        const QStringList names = leaf.entryList(QDir::Files, QDir::Name);
        QCOMPARE(names.size(), 2);
        const EventFile first = readEventFile(leaf.filePath(names[0]));
        const EventFile second = readEventFile(leaf.filePath(names[1]));
        QCOMPARE(first.with("loss/train").size(), 6);
        QVERIFY2(second.fault.isEmpty(), qPrintable(second.fault));
        QCOMPARE(second.events.size(), 3);
        QCOMPARE(second.events[0].fileVersion, QByteArray("brain.Event:2"));
        QVERIFY(second.events[1].isRestart);
        QCOMPARE(second.events[1].step, 6);
        QCOMPARE(second.events[2].step, 6);
        QVERIFY(!second.events[2].isRestart);
    }

    void unwritable()
    {
        const QString inTheWay = path("file");
        QFile file(inTheWay);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        LiveTensorBoard live(inTheWay.toStdString());
        for (const TrainingEvent& event : finishedRun(kBn)) {
            tell(live, 1, event);
        }
        VERIFY_ERROR(live.status(), ErrorCode::Io, "file/seed-1/bn: cannot be made");
        VERIFY_ERROR(exportTensorBoard(madeUpSource("pairs", {1}), inTheWay.toStdString()), ErrorCode::Io,
                     "cannot be made");
    }

  private:
    [[nodiscard]] std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(tst_TensorBoardExport)

#include "tst_TensorBoardExport.moc"
