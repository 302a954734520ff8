#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTest>
#include <csignal>

#include "../support/FileSizeLimit.h"
#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;
using normscope::ImageSet;

namespace
{

/// Long enough to be killed a few times, short enough for a test.
const QStringList kTwin{"twin",
                        "--dataset",
                        "small",
                        "--epochs",
                        "60",
                        "--batch-size",
                        "10",
                        "--hidden",
                        "64,32",
                        "--eval-every",
                        "7",
                        "--lr-schedule",
                        "one-cycle",
                        "--lr",
                        "0.05",
                        "--augment",
                        "affine",
                        "--label-noise",
                        "0.2",
                        "--threads",
                        "1",
                        "--probe",
                        "units,smoothness",
                        "--probe-every",
                        "13"};

/// A library before which no file system knows locks; empty where none can be loaded.
const QString kNoLocks =
#ifdef NORMSCOPE_NO_LOCKS
    NORMSCOPE_NO_LOCKS;
#else
    "";
#endif

/// As often as a test that kills needs them.
constexpr const char* kCheckpointSeconds = "0.02";

const QStringList kLeaves{"seed-1/bn", "seed-1/no-bn"};

}  // namespace

/// `normscope resume` on what signals, kills and hands have left.
class tst_Resume : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(
            writeDataset(m_program.path("small").toStdString(), patternSet(400, 12, 12), patternSet(50, 12, 12, 3)));
        NORMSCOPE_EXPECT_EXIT(m_program.run(kTwin + QStringList{"--out", "whole"}), 0);
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", kCheckpointSeconds);
    }

    /// Killed at random moments again and again, it ends as if nothing had happened.
    void killedAndResumed()
    {
        constexpr int kKills = 20;
        QStringList longTwin = kTwin;
        longTwin[longTwin.indexOf("60")] = "120";
        NORMSCOPE_EXPECT_EXIT(m_program.run(longTwin + QStringList{"--out", "long"}), 0);
        // Known beforehand, so that a failure can be tried again.
        QRandomGenerator random(20'261'123);
        for (int kill = 0; kill < kKills; ++kill) {
            // Before its folder is there, nothing can be resumed.
            const bool isBegun = QFile::exists(m_program.path("killed/experiment.json"));
            QProcess process;
            QVERIFY(m_program.start(process, isBegun ? QStringList{"resume", "killed"}
                                                     : longTwin + QStringList{"--out", "killed"}));
            // Now and then at any moment since its start; else where it trains, however slow the machine.
            if (kill % 4 != 0) {
                waitForCheckpoint(process, "killed");
            }
            if (process.waitForFinished(static_cast<int>(random.bounded(kill % 4 != 0 ? 80 : 500)))) {
                QFAIL(qPrintable(
                    QString("ended before kill %1: %2").arg(kill + 1).arg(Program::finish(process).toText())));
            }
            process.kill();
            process.waitForFinished();
        }
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", "1");
        const ProgramResult last = m_program.run({"resume", "killed"});
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", kCheckpointSeconds);
        NORMSCOPE_EXPECT_EXIT(last, 0);
        compareFolders("long", "killed");
    }

    void interruptedAndResumed()
    {
        QProcess process;
        QVERIFY(m_program.start(process, kTwin + QStringList{"--out", "stopped"}));
        QVERIFY(QTest::qWaitFor(
            [&] { return csvIn(m_program.path("stopped/seed-1/bn/iterations.csv")).rows.size() > 0; }, 60'000));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        QElapsedTimer sinceSignal;
        sinceSignal.start();
        NORMSCOPE_EXPECT_EXIT(Program::finish(process), 4);
        const ProgramResult resumed = m_program.run({"resume", "stopped/seed-1/no-bn"});
        NORMSCOPE_EXPECT_EXIT(resumed, 0);
        QVERIFY(resumed.out.contains("Results: "));
        compareToWhole("stopped");
    }

    /// Folders of data were named from where the user was then; that need not be where he is now.
    void resumedFromElsewhere()
    {
        interrupt("away", kTwin + QStringList{"--test-dataset", "./small"});
        const Program elsewhere;
        NORMSCOPE_EXPECT_EXIT(elsewhere.run({"resume", m_program.path("away")}), 0);
        QCOMPARE(jsonIn(m_program.path("away/seed-1/no-bn/summary.json"))["status"].toString(), "done");
    }

    /// Data that have been moved: said where they are now, they must be the same, and are found there from then on.
    void movedData()
    {
        const auto set = [](std::uint8_t offset) { return patternSet(400, 12, 12, offset); };
        const ImageSet tested = patternSet(50, 12, 12, 3);
        QVERIFY(writeDataset(m_program.path("old-place").toStdString(), set(0), tested));
        QVERIFY(writeDataset(m_program.path("others").toStdString(), set(1), tested));
        QStringList arguments = kTwin;
        arguments[2] = "old-place";
        interrupt("relocated", arguments + QStringList{"--test-dataset", "old-place"});
        QVERIFY(QDir().rename(m_program.path("old-place"), m_program.path("new-place")));
        const QStringList resume{"resume", "relocated"};
        QCOMPARE(whyNotRefused(m_program, resume, 2, {"old-place", "resume --dataset FOLDER --test-dataset FOLDER"}),
                 QString());
        QCOMPARE(whyNotRefused(m_program, resume + QStringList{"--test-dataset", "new-place"}, 2,
                               {"old-place", "resume --dataset FOLDER"}),
                 QString());
        const QStringList newTest{"--test-dataset", "new-place"};
        QCOMPARE(whyNotRefused(m_program, resume + newTest + QStringList{"--dataset", "nowhere"}, 2, {"nowhere"}),
                 QString());
        const ProgramResult others = m_program.run(resume + newTest + QStringList{"--dataset", "others"});
        NORMSCOPE_EXPECT_EXIT(others, 1);
        QVERIFY2(isOneSentence(others.err) && others.err.contains("not the one that the experiment began with"),
                 others.err.constData());
        QVERIFY(jsonIn(m_program.path("relocated/experiment.json"))["dataset"].toString().endsWith("old-place"));
        NORMSCOPE_EXPECT_EXIT(m_program.run(resume + newTest + QStringList{"--dataset", "new-place"}), 0);
        QCOMPARE(jsonIn(m_program.path("relocated/experiment.json"))["dataset"].toString(),
                 m_program.path("new-place"));
        QCOMPARE(jsonIn(m_program.path("relocated/experiment.json"))["test_dataset"].toString(),
                 m_program.path("new-place"));
        for (const QString& leaf : kLeaves) {
            QCOMPARE(contentOf(m_program.path("relocated/" + leaf + "/model.safetensors")),
                     contentOf(m_program.path("whole/" + leaf + "/model.safetensors")));
            QCOMPARE(jsonIn(m_program.path("relocated/" + leaf + "/summary.json"))["status"].toString(), "done");
        }
    }

    void finishedIsSaidToBeSo()
    {
        const ProgramResult result = m_program.run({"resume", "whole"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.contains("is finished"), result.out.constData());
    }

    /// A limit on the size of files is met like a full disk: exit 1 with a sentence, not a signal; then it goes on.
    void filesThatMayNotGrow()
    {
        QProcess process;
        {
            const FileSizeLimit limit(20'000);
            QVERIFY(limit.isSet());
            QVERIFY(m_program.start(process, kTwin + QStringList{"--quiet", "--out", "limited"}));
        }
        const ProgramResult result = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("normscope: ") && result.err.contains("cannot be written: File too large"),
                 result.err.constData());
        QCOMPARE(noiseIn(result.err), QString());
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "limited"}), 0);
        compareToWhole("limited");
    }

    /// All was trained, but there was no room for the comparison.
    void finishedWithoutComparison()
    {
        for (const char* name : {"whole/comparison.json", "whole/comparison.csv"}) {
            QVERIFY(QFile::exists(m_program.path(name)));
            QFile file(m_program.path(name));
            QVERIFY(file.open(QFile::ReadOnly));
            const QByteArray before = file.readAll();
            file.close();
            QVERIFY(file.remove());
            NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "whole"}), 0);
            QVERIFY(file.open(QFile::ReadOnly));
            QCOMPARE(file.readAll(), before);
        }
    }

    /// A run that is over must not be begun anew, whatever its files hold now.
    void finishedAndDamaged()
    {
        QVERIFY(QDir().rename(m_program.path("whole"), m_program.path("kept")));
        NORMSCOPE_EXPECT_EXIT(m_program.run(kTwin + QStringList{"--out", "whole"}), 0);
        QFile file(m_program.path("whole/seed-1/bn/iterations.csv"));
        QVERIFY(file.open(QFile::Append) && file.write("rubbish\n") > 0);
        file.close();
        const qint64 size = file.size();
        const ProgramResult result = m_program.run({"resume", "whole"});
        QCOMPARE(QFile(file.fileName()).size(), size);
        QVERIFY(QFile::exists(m_program.path("whole/seed-1/bn/model.safetensors")));
        QVERIFY(QDir(m_program.path("whole")).removeRecursively());
        QVERIFY(QDir().rename(m_program.path("kept"), m_program.path("whole")));
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("iterations.csv"), result.err.constData());
    }

    /// The newest checkpoint is damaged: the one before it serves, and that is told.
    void damagedCheckpoint()
    {
        interrupt("damaged");
        const QString leaf = m_program.path("damaged/seed-1/bn/");
        QVERIFY(QFile::exists(leaf + "checkpoint.previous.safetensors"));
        QFile file(leaf + "checkpoint.safetensors");
        QVERIFY(file.open(QFile::ReadWrite));
        QVERIFY(file.resize(file.size() / 2));
        file.close();
        const ProgramResult result = m_program.run({"resume", "damaged"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.contains("is damaged") && result.err.contains("checkpoint.previous.safetensors"),
                 result.err.constData());
        compareToWhole("damaged");
    }

    void bothCheckpointsDamaged()
    {
        interrupt("lost");
        for (const char* name : {"checkpoint.safetensors", "checkpoint.previous.safetensors"}) {
            QFile file(m_program.path(QString("lost/seed-1/bn/") + name));
            QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        }
        const ProgramResult result = m_program.run({"resume", "lost"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("checkpoint.safetensors"), result.err.constData());
    }

    /// A seed that cannot be gone on with keeps no other from it.
    void otherSeedsGoOn()
    {
        const QStringList seeds = QStringList{"--seeds", "1,2", "--quiet"};
        interrupt("seeds", kTwin + seeds);
        for (const char* name : {"checkpoint.safetensors", "checkpoint.previous.safetensors"}) {
            QVERIFY(putFile(m_program.path(QString("seeds/seed-1/bn/") + name), ""));
        }
        const ProgramResult result = m_program.run({"resume", "seeds"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("seed-1/bn/checkpoint.safetensors"), result.err.constData());
        QCOMPARE(jsonIn(m_program.path("seeds/seed-2/no-bn/summary.json"))["status"].toString(), "done");
        QCOMPARE(jsonIn(m_program.path("seeds/seed-1/no-bn/summary.json"))["status"].toString(), "cancelled");
    }

    /// Interrupted counts before what else went wrong: the damaged seed is told, and `resume` goes on.
    void interruptedBesideDamage()
    {
        interrupt("both", kTwin + QStringList{"--seeds", "1,2", "--quiet"});
        for (const char* name : {"checkpoint.safetensors", "checkpoint.previous.safetensors"}) {
            QVERIFY(putFile(m_program.path(QString("both/seed-1/bn/") + name), ""));
        }
        QProcess process;
        QVERIFY(m_program.start(process, {"resume", "both", "--quiet"}));
        const QString rows = m_program.path("both/seed-2/bn/iterations.csv");
        QVERIFY(QTest::qWaitFor([&] { return csvIn(rows).rows.size() > 0; }, 60'000));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
        const ProgramResult result = Program::finish(process);
        NORMSCOPE_EXPECT_EXIT(result, 4);
        QVERIFY2(result.err.contains("seed-1/bn/checkpoint.safetensors") && result.err.contains("goes on"),
                 result.err.constData());
    }

    /// What is trained is what is reported: settings cannot be changed half way.
    void changedSettings()
    {
        interrupt("changed");
        const QString path = m_program.path("changed/experiment.json");
        const QByteArray before = contentOf(path);
        QVERIFY(before.contains("\"momentum\": 0.9"));
        QVERIFY(putFile(path, QByteArray(before).replace("\"momentum\": 0.9", "\"momentum\": 0.5")));
        const ProgramResult result = m_program.run({"resume", "changed"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("\"momentum\" 0.9, not 0.5"), result.err.constData());
        QVERIFY(putFile(path, before));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "changed"}), 0);
        compareToWhole("changed");
    }

    /// A run whose summary is gone begins anew, and what its old checkpoints knew is of no use to it.
    void begunAnew()
    {
        interrupt("anew");
        QVERIFY(QFile::remove(m_program.path("anew/seed-1/bn/summary.json")));
        QProcess process;
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", "1000");
        QVERIFY(m_program.start(process, {"resume", "anew"}));
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(m_program.path("anew/seed-1/bn/summary.json")); }, 60'000));
        process.kill();
        process.waitForFinished();
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", kCheckpointSeconds);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "anew"}), 0);
        compareToWhole("anew");
    }

    void linksAreNotWrittenThrough_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"seed-1", "seed-1/bn", "seed-1/bn/iterations.csv", "seed-1/no-bn/epochs.csv"}) {
            QTest::newRow(name) << name;
        }
    }

    /// Results may come from elsewhere: going on with them must not write where a link in them leads.
    void linksAreNotWrittenThrough()
    {
        QFETCH(const QString, name);
        const QString out = QString("linked-") + QTest::currentDataTag();
        const QString folder = QString(out).replace('/', '-');
        interrupt(folder);
        const QString place = m_program.path(folder + "/" + name);
        const QString elsewhere = m_program.path("elsewhere-" + folder);
        QVERIFY(QDir().rename(place, elsewhere));
        QVERIFY(QFile::link(elsewhere, place));
        const QStringList before = m_program.content();
        const QByteArray content = contentOf(elsewhere);
        const ProgramResult result = m_program.run({"resume", folder});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(isOneSentence(result.err) && result.err.contains(name.toUtf8()), result.err.constData());
        QCOMPARE(contentOf(elsewhere), content);
        QCOMPARE(m_program.content(), before);
    }

    /// A log stops no training: what it may not be written to is told, and in the end that it is missing.
    void logIsNotWrittenThroughALink()
    {
        interrupt("logged");
        const QString elsewhere = m_program.path("elsewhere.log");
        QVERIFY(QFile::rename(m_program.path("logged/run.log"), elsewhere));
        QVERIFY(QFile::link(elsewhere, m_program.path("logged/run.log")));
        const QByteArray content = contentOf(elsewhere);
        const ProgramResult result = m_program.run({"resume", "logged"});
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(result.err.contains("logged/run.log: cannot be written"), result.err.constData());
        QCOMPARE(contentOf(elsewhere), content);
        compareToWhole("logged");
    }

    /// The machine that goes on is another: told and done.
    void otherThreads()
    {
        interrupt("moved");
        QFile file(m_program.path("moved/environment.json"));
        QVERIFY(file.open(QFile::ReadWrite));
        QByteArray content = file.readAll();
        QVERIFY(content.contains("\"threads\": 1"));
        file.resize(0);
        file.seek(0);
        file.write(content.replace("\"threads\": 1", "\"threads\": 64"));
        file.close();
        const ProgramResult result = m_program.run({"resume", "moved"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.contains("threads: 1, before 64"), result.err.constData());
    }

    void otherData()
    {
        interrupt("other");
        const QString dataset = m_program.path("small");
        QVERIFY(QDir().rename(dataset, dataset + "-kept"));
        QVERIFY(writeDataset(dataset.toStdString(), patternSet(400, 12, 12, 9), patternSet(50, 12, 12, 3)));
        const ProgramResult result = m_program.run({"resume", "other"});
        QVERIFY(QDir(dataset).removeRecursively());
        QVERIFY(QDir().rename(dataset + "-kept", dataset));
        NORMSCOPE_EXPECT_EXIT(result, 1);
        QVERIFY2(isOneSentence(result.err) && result.err.contains("is not the one that the experiment began with"),
                 result.err.constData());
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "other"}), 0);
        compareToWhole("other");
    }

    /// Where nobody can be kept out, that is said, once.
    void fileSystemWithoutLocks()
    {
        if (kNoLocks.isEmpty()) {
            QSKIP("sanitizers take no library before theirs");
        }
        m_program.set("LD_PRELOAD", kNoLocks);
        const ProgramResult result = m_program.run(kTwin + QStringList{"--quiet", "--out", "unlocked"});
        m_program.unset("LD_PRELOAD");
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(result.err.count("the file system there knows no locks"), qsizetype(1));
        QVERIFY2(result.err.contains("unlocked"), result.err.constData());
    }

    void twoProcessesOnOneFolder()
    {
        QStringList endless = kTwin;
        endless[endless.indexOf("60")] = "100000";
        QProcess process;
        QVERIFY(m_program.start(process, endless + QStringList{"--out", "shared"}));
        QVERIFY(
            QTest::qWaitFor([&] { return QFile::exists(m_program.path("shared/seed-1/bn/iterations.csv")); }, 60'000));
        const ProgramResult resumed = m_program.run({"resume", "shared"});
        NORMSCOPE_EXPECT_EXIT(resumed, 4);
        QVERIFY2(isOneSentence(resumed.err) && resumed.err.contains("seed-1/no-bn; resume again"),
                 resumed.err.constData());
        const ProgramResult forced = m_program.run(kTwin + QStringList{"--out", "shared", "--force"});
        NORMSCOPE_EXPECT_EXIT(forced, 2);
        QVERIFY2(isOneSentence(forced.err) && forced.err.contains("another Normscope"), forced.err.constData());
        process.kill();
        QCOMPARE(Program::finish(process).exitCode, -1);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentioned");
        QTest::newRow("no folder") << QStringList{"resume"} << "DIR";
        QTest::newRow("nothing there") << QStringList{"resume", "absent"} << "holds no experiment";
        QTest::newRow("not an experiment") << QStringList{"resume", "small"} << "holds no experiment";
    }

    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, mentioned);
        const ProgramResult result = m_program.run(arguments);
        NORMSCOPE_EXPECT_EXIT(result, 2);
        QVERIFY2(isOneSentence(result.err) && result.err.contains(mentioned.toUtf8()), result.err.constData());
    }

  private:
    /// Starts the twin into that folder and stops it when it has two checkpoints.
    void interrupt(const QString& out, const QStringList& command = kTwin)
    {
        QProcess process;
        QVERIFY(m_program.start(process, command + QStringList{"--out", out}));
        const QString previous = m_program.path(out + "/seed-1/no-bn/checkpoint.previous.safetensors");
        QVERIFY(QTest::qWaitFor([&] { return QFile::exists(previous); }, 60'000));
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGTERM), 0);
        NORMSCOPE_EXPECT_EXIT(Program::finish(process), 4);
    }

    /// Until a checkpoint is there that was not there before, or the program has ended.
    void waitForCheckpoint(QProcess& process, const QString& out) const
    {
        const QString path = m_program.path(out + "/seed-1/no-bn/checkpoint.safetensors");
        const QDateTime before = QFileInfo(path).lastModified();
        while (QFileInfo(path).lastModified() == before && !process.waitForFinished(5)) {
        }
    }

    /// The folder must hold what that of a run never interrupted holds, but for seconds.
    void compareToWhole(const QString& folder) { compareFolders("whole", folder); }

    void compareFolders(const QString& whole, const QString& folder)
    {
        for (const QString& leaf : kLeaves) {
            const QString one = m_program.path(whole + '/' + leaf);
            const QString other = m_program.path(folder + '/' + leaf);
            QCOMPARE(QDir(other).entryList(QDir::Files), QDir(one).entryList(QDir::Files));
            QCOMPARE(differenceOfLeaves(one, other), QString());
        }
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_Resume)
#include "tst_Resume.moc"
