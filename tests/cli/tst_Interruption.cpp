#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>
#include <algorithm>
#include <csignal>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

/// A training that would go on for days.
const QStringList kEndless{"--dataset", "small", "--lr",   "0.001",        "--epochs", "1000000",
                           "--hidden",  "4",     "--json", "--eval-every", "0"};

}  // namespace

/// Signals, kills and readers that go away while a training runs.
class tst_Interruption : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(m_program.path("small").toStdString(), patternSet(40, 12, 12), patternSet(20, 12, 12, 3)));
    }

    void signalEndsInAConsistentFolder_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QStringList>("leaves");
        const QStringList both{"seed-1/bn", "seed-1/no-bn"};
        QTest::newRow("SIGINT") << SIGINT << QStringList{"twin", "--seeds", "1,2"} << both;
        QTest::newRow("SIGTERM") << SIGTERM << QStringList{"train"} << both.mid(0, 1);
        QTest::newRow("SIGUSR1") << SIGUSR1 << QStringList{"train"} << both.mid(0, 1);
        QTest::newRow("SIGXCPU") << SIGXCPU << QStringList{"twin"} << both;
        QTest::newRow("SIGHUP") << SIGHUP << QStringList{"train", "--bn", "off"} << both.mid(1, 1);
    }

    void signalEndsInAConsistentFolder()
    {
        QFETCH(int, signal);
        QFETCH(QStringList, command);
        QFETCH(QStringList, leaves);
        const QString out = QTest::currentDataTag();
        QProcess process;
        QVERIFY(m_program.start(process, command + kEndless + QStringList{"--out", out}));
        QByteArray told;
        QByteArrayList variants;
        for (const QString& leaf : leaves) {
            variants << leaf.section('/', 1).toUtf8();
        }
        QVERIFY(waitForSteps(process, told, variants));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        const ProgramResult result = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(result, 4);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("normscope resume " + out.toUtf8()),
                 result.err.constData());

        told += result.out;
        QVERIFY(told.endsWith('\n'));
        QCOMPARE(told.count("\"event\":\"cancelled\""), leaves.size());
        for (const QString& leaf : leaves) {
            const QString folder = m_program.path(out + '/' + leaf);
            const QJsonObject summary = jsonIn(folder + "/summary.json");
            QCOMPARE(summary["status"].toString(), QString("cancelled"));
            const CsvTable iterations = csvIn(folder + "/iterations.csv");
            QVERIFY(contentOf(folder + "/iterations.csv").endsWith('\n'));
            QVERIFY(!iterations.rows.isEmpty());
            QCOMPARE(summary["iterations"].toInt(), iterations.rows.last().first().toInt());
            QCOMPARE(summary["iterations"].toInt(), static_cast<int>(iterations.rows.size()));
            QVERIFY(QFile::exists(folder + "/checkpoint.safetensors"));
        }
        QVERIFY(!QFile::exists(m_program.path(out + "/seed-2")));

        const QByteArray comparison = contentOf(m_program.path(out + "/comparison.csv"));
        QVERIFY(!comparison.isEmpty());
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", out}), 0);
        QCOMPARE(contentOf(m_program.path(out + "/comparison.csv")), comparison);
    }

    /// While the first signal is still being obeyed, a second one ends the program on the spot.
    void secondSignalEndsAtOnce()
    {
        QProcess process;
        QVERIFY(m_program.start(process, QStringList{"train", "--out", "twice"} + kEndless));
        QByteArray told;
        QVERIFY(waitForSteps(process, told, {"bn"}));
        // Nobody reads its output any more: it soon stands still in the middle of writing a line.
        QVERIFY(waitUntilStill(m_program.path("twice/seed-1/bn/iterations.csv")));
        const auto id = static_cast<pid_t>(process.processId());
        QCOMPARE(::kill(id, SIGINT), 0);
        QTest::qSleep(200);
        QCOMPARE(::kill(id, SIGINT), 0);
        NORMSCOPE_EXPECT_EXIT(Program::finish(process), 128 + SIGINT);
    }

    /// The report in the end is no training any more, and is stopped all the same: resume writes it.
    void signalWhileTheReportIsDrawn_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGUSR1") << SIGUSR1;
    }

    void signalWhileTheReportIsDrawn()
    {
        QFETCH(int, signal);
        const QString out = QString("drawn-%1").arg(signal);
        QProcess process;
        QVERIFY(m_program.start(process, {"twin", "--lr", "0.1,0.05,0.02,0.01", "--dataset", "small", "--epochs", "1",
                                          "--hidden", "4", "--quiet", "--out", out}));
        QVERIFY(QTest::qWaitFor([&] { return QFileInfo::exists(m_program.path(out + "/figures")); }, 120'000));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        const ProgramResult result = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(result, 4);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("normscope resume ") &&
                     result.err.contains(out.toUtf8()),
                 result.err.constData());
        QVERIFY(!QFileInfo::exists(m_program.path(out + "/report.pdf")));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", out}), 0);
        QVERIFY(contentOf(m_program.path(out + "/report.pdf")).startsWith("%PDF-"));
    }

    /// Not even a kill leaves a folder that cannot be read.
    void killedRunCanBeReported()
    {
        QProcess process;
        QVERIFY(m_program.start(process, QStringList{"twin", "--out", "killed"} + kEndless));
        QByteArray told;
        QVERIFY(waitForSteps(process, told, {"bn"}));
        process.kill();
        QCOMPARE(Program::finish(process).exitCode, -1);
        QCOMPARE(jsonIn(m_program.path("killed/seed-1/bn/summary.json"))["status"].toString(), QString("running"));
        const ProgramResult report = m_program.run({"report", "killed"});
        NORMSCOPE_EXPECT_EXIT(report, 0);
        QVERIFY2(report.err.isEmpty(), report.err.constData());
    }

    /// A reader of the output that goes away ends nothing: the results are in the folder.
    void readerThatGoesAway()
    {
        QProcess process;
        QVERIFY(m_program.start(process, {"train", "--dataset", "small", "--lr", "0.001", "--epochs", "200", "--hidden",
                                          "4", "--batch-size", "10", "--json", "--out", "unread"}));
        process.closeReadChannel(QProcess::StandardOutput);
        NORMSCOPE_EXPECT_EXIT(Program::finish(process), 0);
        QCOMPARE(jsonIn(m_program.path("unread/seed-1/bn/summary.json"))["status"].toString(), QString("done"));
        QCOMPARE(csvIn(m_program.path("unread/seed-1/bn/iterations.csv")).rows.size(), 800);
    }

  private:
    /// Reads until each of the networks has taken some steps: those side by side do not begin at the same moment.
    static bool waitForSteps(QProcess& process, QByteArray& told, const QByteArrayList& variants)
    {
        constexpr int kMostMilliseconds = 60'000;
        const auto hasStepped = [&](const QByteArray& variant) {
            const QByteArrayList lines = told.split('\n');
            return std::count_if(lines.begin(), lines.end(), [&](const QByteArray& line) {
                       return line.contains("\"event\":\"step\"") && line.contains("\"variant\":\"" + variant + '"');
                   }) >= 10;
        };
        while (!std::all_of(variants.begin(), variants.end(), hasStepped)) {
            if (!process.waitForReadyRead(kMostMilliseconds)) {
                return false;
            }
            told += process.readAllStandardOutput();
        }
        return true;
    }

    /// Waits until a table that gets its lines every second has got none for longer than that. Reads no output
    /// meanwhile.
    static bool waitUntilStill(const QString& path)
    {
        constexpr int kStillMilliseconds = 2'500;
        constexpr int kMostMilliseconds = 120'000;
        QElapsedTimer sinceStart;
        QElapsedTimer sinceGrown;
        sinceStart.start();
        sinceGrown.start();
        qint64 size = -1;
        while (sinceGrown.elapsed() < kStillMilliseconds) {
            if (const qint64 now = QFileInfo(path).size(); now != size) {
                size = now;
                sinceGrown.restart();
            }
            if (sinceStart.elapsed() > kMostMilliseconds) {
                return false;
            }
            QTest::qSleep(50);
        }
        return true;
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_Interruption)

#include "tst_Interruption.moc"
