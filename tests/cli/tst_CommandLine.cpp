#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

const QStringList kShort{"--dataset", "small", "--epochs", "1", "--lr", "0.01", "--hidden", "8,8"};

}  // namespace

/// What the commands say and where; what training leaves on disk is tst_ExperimentCommands' matter.
class tst_CommandLine : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(
            writeDataset(m_program.path("small").toStdString(), patternSet(100, 12, 12), patternSet(30, 12, 12, 3)));
    }

    void helpAndVersionEverywhere_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<QString>("inHelp");
        QTest::newRow("none") << QStringList{} << "twin";
        QTest::newRow("train") << QStringList{"train"} << "--bn ";
        QTest::newRow("twin") << QStringList{"twin"} << "--bn-layers";
        QTest::newRow("report") << QStringList{"report"} << "DIR";
        QTest::newRow("datasets") << QStringList{"datasets"} << "verify";
        QTest::newRow("datasets show") << QStringList{"datasets", "show"} << "NAME";
        QTest::newRow("selftest") << QStringList{"selftest"} << "LibTorch";
        QTest::newRow("info") << QStringList{"info"} << "--help";
    }

    void helpAndVersionEverywhere()
    {
        QFETCH(QStringList, command);
        QFETCH(QString, inHelp);
        const ProgramResult help = m_program.run(command + QStringList{"--help"});
        NORMSCOPE_EXPECT_EXIT(help, 0);
        QVERIFY2(QString::fromUtf8(help.out).contains(inHelp), help.out.constData());
        QVERIFY2(help.err.isEmpty(), help.err.constData());

        const ProgramResult version = m_program.run(command + QStringList{"--version"});
        NORMSCOPE_EXPECT_EXIT(version, 0);
        QVERIFY2(version.out.startsWith("normscope ") && version.out.count('\n') == 1, version.out.constData());
        QVERIFY2(version.err.isEmpty(), version.err.constData());
    }

    /// LibTorch comes with the engine, when something is trained.
    void startsWithoutTheEngine()
    {
        m_program.set("LD_TRACE_LOADED_OBJECTS", "1");
        const ProgramResult result = m_program.run({"--version"});
        m_program.unset("LD_TRACE_LOADED_OBJECTS");
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.contains("libQt6Widgets"), result.out.constData());
        for (const char* late : {"libtorch", "libc10", "blas"}) {
            QVERIFY2(!result.out.contains(late), result.out.constData());
        }
    }

    void info()
    {
        const ProgramResult result = m_program.run({"info"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        for (const char* named : {"LibTorch", "Qt ", "BLAS", "CPU", "threads", "kernel level", "devices"}) {
            QVERIFY2(result.out.contains(named), result.out.constData());
        }
        QVERIFY2(result.out.contains(qVersion()), result.out.constData());
        QVERIFY(noiseIn(result.err).isEmpty());
    }

    void selftest()
    {
        const ProgramResult result = m_program.run({"selftest"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.contains(" 0 failed"), result.out.constData());
        QVERIFY2(!result.out.contains("FAILED"), result.out.constData());
        QVERIFY2(noiseIn(result.err).isEmpty(), qPrintable(noiseIn(result.err)));
    }

    void datasets()
    {
        for (const QStringList& arguments : {QStringList{"datasets"}, QStringList{"datasets", "list"}}) {
            const ProgramResult list = m_program.run(arguments);
            NORMSCOPE_EXPECT_EXIT(list, 0);
            for (const char* name : {"builtin", "mnist", "fashion-mnist", "kmnist", "not here", "data-home"}) {
                QVERIFY2(list.out.contains(name), list.out.constData());
            }
        }
        const ProgramResult show = m_program.run({"datasets", "show", "small"});
        NORMSCOPE_EXPECT_EXIT(show, 0);
        QVERIFY2(QString::fromUtf8(show.out).contains("12×12") && show.out.contains("100"), show.out.constData());
        const ProgramResult verify = m_program.run({"datasets", "verify", "small"});
        NORMSCOPE_EXPECT_EXIT(verify, 0);
        QCOMPARE(verify.out.count("readable"), 4);
    }

    /// A relative folder means the same wherever the program goes afterwards, and by name alone a set is found in it.
    void dataFolderMayBeRelative()
    {
        QVERIFY(QDir().mkpath(m_program.path("data")));
        QVERIFY(
            writeDataset(m_program.path("data/mnist").toStdString(), patternSet(40, 12, 12), patternSet(10, 12, 12)));
        m_program.set("NORMSCOPE_DATA", "data");
        const ProgramResult list = m_program.run({"datasets", "list"});
        const ProgramResult verify = m_program.run({"datasets", "verify", "mnist"});
        const ProgramResult train = m_program.run(
            {"train", "--dataset", "mnist", "--epochs", "1", "--lr", "0.01", "--hidden", "8", "--out", "relative"});
        m_program.set("NORMSCOPE_DATA", "");

        NORMSCOPE_EXPECT_EXIT(list, 0);
        QVERIFY2(list.out.contains(m_program.path("data/mnist").toUtf8()), list.out.constData());
        // These are not the published files, and the name promises those.
        NORMSCOPE_EXPECT_EXIT(verify, 1);
        QCOMPARE(verify.out.count("NOT as published"), 4);
        NORMSCOPE_EXPECT_EXIT(train, 0);
        QCOMPARE(jsonIn(m_program.path("relative/experiment.json"))["dataset"].toString(), QString("mnist"));
    }

    /// Away from a terminal: the model and the comparison on stdout, one line an epoch and run on stderr, no bar.
    void plainOutput()
    {
        const ProgramResult result = m_program.run(QStringList{"twin", "--out", "plain"} + kShort);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        for (const char* named : {"linear1", "BatchNorm1d", "with BN", "without BN", "Results: plain"}) {
            QVERIFY2(result.out.contains(named), result.out.constData());
        }
        QCOMPARE(result.err.count('\n'), 2);
        QCOMPARE(result.err.count("epoch 1/1"), 2);
        QVERIFY(!(result.out + result.err).contains('\r'));
        QVERIFY(!(result.out + result.err).contains('\x1b'));
    }

    void quietPrintsNothing()
    {
        const ProgramResult result = m_program.run(QStringList{"twin", "--quiet", "--out", "quiet"} + kShort);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.isEmpty(), result.out.constData());
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QVERIFY(QFile::exists(m_program.path("quiet/comparison.csv")));
    }

    void jsonLines()
    {
        const ProgramResult result = m_program.run(
            QStringList{"twin", "--json", "--seeds", "3,4", "--batch-size", "20", "--out", "json"} + kShort);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QVERIFY(result.out.endsWith('\n'));
        QMap<QString, int> counts;
        QByteArrayList lines = result.out.split('\n');
        lines.removeLast();
        for (const QByteArray& line : lines) {
            const QJsonDocument document = QJsonDocument::fromJson(line);
            QVERIFY2(document.isObject(), line.constData());
            const QJsonObject object = document.object();
            QVERIFY2(object["event"].isString() && object.contains("run") && object.contains("seed") &&
                         object.contains("variant"),
                     line.constData());
            ++counts[object["event"].toString() + (object["variant"].isString() ? " of a run" : "")];
            const int seed = object["seed"].toInt();
            QVERIFY2(object["seed"].isNull() || seed == 3 || seed == 4, line.constData());
        }
        const QMap<QString, int> expected{{"started of a run", 4},    {"step of a run", 20},
                                          {"evaluated of a run", 20}, {"epoch_finished of a run", 4},
                                          {"finished of a run", 4},   {"experiment_finished", 1}};
        QCOMPARE(counts, expected);
        const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(last["event"].toString(), QString("experiment_finished"));
        QCOMPARE(last["folder"].toString(), QString("json"));
        QCOMPARE(last["comparison"],
                 QJsonDocument::fromJson(contentOf(m_program.path("json/comparison.json"))).object());
    }

    /// Steps as told and as written are the same numbers.
    void jsonStepsAreThoseOfTheTable()
    {
        const ProgramResult result =
            m_program.run(QStringList{"train", "--json", "--batch-size", "20", "--out", "json-steps"} + kShort);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QList<double> told;
        for (const QByteArray& line : result.out.split('\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            if (object["event"].toString() == "step") {
                told << object["loss"].toDouble();
            }
        }
        QList<double> written;
        for (const QByteArray& cell : csvIn(m_program.path("json-steps/seed-1/bn/iterations.csv")).column("loss")) {
            written << cell.toDouble();
        }
        QCOMPARE(written.size(), 5);
        QCOMPARE(told, written);
    }

    void logLevelIsForTheTerminalOnly()
    {
        const ProgramResult result =
            m_program.run(QStringList{"train", "--quiet", "--log-level", "info", "--out", "logged"} + kShort);
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.isEmpty(), result.out.constData());
        QVERIFY2(result.err.contains("finished"), result.err.constData());
        QVERIFY(contentOf(m_program.path("logged/run.log")).contains("finished"));
        QVERIFY(contentOf(m_program.path("quiet/run.log")).contains("finished"));
    }

    /// Without --out, a new folder named after what differs from the defaults.
    void lostOutput_data()
    {
        QTest::addColumn<QString>("output");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        const QStringList train{"train", "--dataset", "builtin:40", "--epochs", "1", "--hidden", "8"};
        for (const auto& [name, output] : {std::pair("full", "/dev/full"), std::pair("closed", "")}) {
            for (const QStringList& arguments :
                 {QStringList{"--version"}, {"twin", "--help"}, {"info"}, train, train + QStringList{"--json"}}) {
                QTest::addRow("%s: %s", name, qPrintable(arguments.join(' '))) << QString(output) << arguments << 1;
            }
            // Nothing to print, nothing lost.
            QTest::addRow("%s: quiet", name) << QString(output) << train + QStringList{"--quiet"} << 0;
        }
    }

    /// What cannot be printed is told; it ends no training, and nothing of it gets into the results.
    void lostOutput()
    {
        QFETCH(const QString, output);
        QFETCH(QStringList, arguments);
        QFETCH(const int, exitCode);
        if (!output.isEmpty() && !QFile::exists(output)) {
            QSKIP("there is no /dev/full");
        }
        Program program;
        program.setOutput(output);
        if (arguments.front() == "train") {
            arguments << "--out"
                      << "out";
        }
        const ProgramResult result = program.run(arguments);
        NORMSCOPE_EXPECT_EXIT(result, exitCode);
        QCOMPARE(result.err.count("standard output: cannot be written: "), exitCode == 0 ? 0 : 1);
        if (arguments.front() == "train") {
            QCOMPARE(csvIn(program.path("out/seed-1/bn/iterations.csv")).rows.size(), 1);
            QVERIFY(QFile::exists(program.path("out/seed-1/bn/model.safetensors")));
        }
    }

    void defaultFolders()
    {
        const QStringList arguments = QStringList{"train", "--quiet", "--bn", "off"} + kShort;
        m_program.set("NORMSCOPE_RUNS", m_program.path("runs"));
        NORMSCOPE_EXPECT_EXIT(m_program.run(arguments), 0);
        NORMSCOPE_EXPECT_EXIT(m_program.run(arguments), 0);
        m_program.set("NORMSCOPE_RUNS", "");
        const QStringList names = QDir(m_program.path("runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(names.size(), 2);
        QVERIFY2(names[0].startsWith("train-mlp-small"), qPrintable(names[0]));
        for (const char* part : {"hidden8-8", "bnoff", "epochs1", "lr0.01"}) {
            QVERIFY2(names[0].contains(part), qPrintable(names[0]));
        }
        QCOMPARE(names[1], names[0] + "-2");

        NORMSCOPE_EXPECT_EXIT(m_program.run(arguments), 0);
        QVERIFY(QFile::exists(m_program.path("data-home/normscope/runs/" + names[0] + "/seed-1/no-bn/summary.json")));
    }

  private:
    Program m_program;
};

QTEST_GUILESS_MAIN(tst_CommandLine)

#include "tst_CommandLine.moc"
