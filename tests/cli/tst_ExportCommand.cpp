#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include "../support/EventFile.h"
#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

/// `export` from folders alone; what each format holds is for its own test.
class tst_ExportCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(path("small").toStdString(), patternSet(60, 12, 12), patternSet(20, 12, 12, 3)));
        train({"twin", "--seeds", "1,2", "--out", "pairs"});
    }

    void formats_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QStringList>("files");
        QTest::newRow("csv") << "csv"
                             << QStringList{"long.csv", "wide-epochs.csv", "wide-evaluations.csv",
                                            "wide-iterations.csv"};
        QStringList events;
        QStringList networks;
        for (const QString leaf : {"seed-1/bn/", "seed-1/no-bn/", "seed-2/bn/", "seed-2/no-bn/"}) {
            events << leaf + "events.out.tfevents.0946684800.normscope";
            networks << leaf + "README.md" << leaf + "model.py" << leaf + "state_dict.pt";
        }
        QTest::newRow("tensorboard") << "tensorboard" << events;
        QTest::newRow("pytorch") << "pytorch" << networks;
        QTest::newRow("handin") << "handin" << QStringList{"pairs-handin.zip"};
    }

    /// Into the experiment's own folder, again and again, and each file is listed.
    void formats()
    {
        QFETCH(QString, format);
        QFETCH(QStringList, files);
        for (int time = 0; time < 2; ++time) {
            const ProgramResult result = m_program.run({"export", "pairs", "--format", format});
            NORMSCOPE_EXPECT_EXIT(result, 0);
            QVERIFY2(result.err.isEmpty(), result.err.constData());
            for (const QString& file : files) {
                const QString name = "pairs/export/" + format + "/" + file;
                QVERIFY2(QFileInfo(path(name)).size() > 0, qPrintable(name));
                QVERIFY2(result.out.contains(("Written: " + name + "\n").toUtf8()), result.out.constData());
            }
            QCOMPARE(result.out.count("Written: "), files.size());
        }
        QCOMPARE(QDir(path("pairs/export")).entryList({format + "*"}, QDir::Dirs), QStringList(format));
    }

    /// The report is made where there is none, and is handed in with its figures.
    void handInHasTheReport()
    {
        QVERIFY(QFile::exists(path("pairs/report.pdf")));
        QProcess list;
        list.start("python3", {"-m", "zipfile", "-l", path("pairs/export/handin/pairs-handin.zip")});
        QVERIFY(list.waitForFinished());
        const QByteArray names = list.readAllStandardOutput();
        for (const char* name : {"report.html", "report.pdf", "report.tex", "report.md", "figures/loss-pairs.png",
                                 "comparison.csv", "experiment.json", "README.md"}) {
            QVERIFY2(names.contains(name), names.constData());
        }
        QVERIFY2(!names.contains(".safetensors"), names.constData());
    }

    void oneRun()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "pairs/seed-2/no-bn/", "--format", "csv"}), 0);
        const CsvTable table = csvIn(path("pairs/seed-2/no-bn/export/csv/long.csv"));
        QCOMPARE(table.column("experiment").count("pairs"), table.rows.size());
        QCOMPARE(table.column("seed").count("2"), table.rows.size());
        QCOMPARE(table.column("variant").count("no-bn"), table.rows.size());
        QCOMPARE(csvIn(path("pairs/seed-2/no-bn/export/csv/wide-iterations.csv")).column("loss_seed_2_no_bn"),
                 csvIn(path("pairs/seed-2/no-bn/iterations.csv")).column("loss"));
        QVERIFY(QDir(path("pairs/seed-2/no-bn/export")).removeRecursively());
    }

    void elsewhere()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "pairs", "--format", "csv", "--out", "to/sheets"}), 0);
        QCOMPARE(csvIn(path("to/sheets/wide-iterations.csv")).column("loss_seed_2_bn"),
                 csvIn(path("pairs/seed-2/bn/iterations.csv")).column("loss"));
        // Its own work is replaced without a question, anything else is not.
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "pairs", "--format", "csv", "--out", "to/sheets"}), 0);
        QFile notes(path("to/sheets/notes.txt"));
        QVERIFY(notes.open(QIODevice::WriteOnly) && notes.write("mine") == 4);
        notes.close();
        QCOMPARE(whyNotRefused(m_program, {"export", "pairs", "--format", "csv", "--out", "to/sheets"}, 2,
                               {"to/sheets", "notes.txt", "--force"}),
                 QString());
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "pairs", "--format", "csv", "--out", "to/sheets", "--force"}),
                              0);
        QCOMPARE(contentOf(path("to/sheets.old/notes.txt")), QByteArray("mine"));
        QVERIFY(QDir(path("to")).removeRecursively());
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QStringList>("mentioned");
        QTest::newRow("no format") << QStringList{"pairs"} << 2 << QStringList{"--format"};
        QTest::newRow("unknown format") << QStringList{"pairs", "--format", "excel"} << 2
                                        << QStringList{"'excel'", "csv, tensorboard, pytorch, handin"};
        QTest::newRow("no folder") << QStringList{"--format", "csv"} << 2 << QStringList{"DIR"};
        QTest::newRow("empty folder name") << QStringList{"", "--format", "csv"} << 2 << QStringList{"needs a path"};
        QTest::newRow("empty target name")
            << QStringList{"pairs", "--format", "csv", "--out", ""} << 2 << QStringList{"--out", "needs a path"};
        QTest::newRow("folder that is not there")
            << QStringList{"nowhere", "--format", "csv"} << 2 << QStringList{"nowhere", "no experiment"};
        QTest::newRow("no experiment") << QStringList{"small", "--format", "pytorch"} << 2
                                       << QStringList{"small", "no experiment"};
        QTest::newRow("target is a file") << QStringList{"pairs", "--format", "csv", "--out", "pairs/experiment.json"}
                                          << 2 << QStringList{"experiment.json", "not a folder"};
        QTest::newRow("target below a file")
            << QStringList{"pairs", "--format", "csv", "--out", "pairs/experiment.json/below"} << 1
            << QStringList{"pairs/experiment.json/below"};
        QTest::newRow("target is the experiment")
            << QStringList{"pairs", "--format", "csv", "--out", "./pairs/", "--force"} << 2
            << QStringList{"what is to be exported"};
        QTest::newRow("target holds the experiment")
            << QStringList{"pairs/seed-1/bn", "--format", "csv", "--out", ".", "--force"} << 2
            << QStringList{"what is to be exported"};
        QTest::newRow("target holds other things") << QStringList{"pairs", "--format", "csv", "--out", "small"} << 2
                                                   << QStringList{"small", "no export wrote"};
    }

    void refused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QStringList, mentioned);
        QCOMPARE(whyNotRefused(m_program, QStringList("export") + arguments, exitCode, mentioned), QString());
    }

    void damagedRun()
    {
        train({"train", "--out", "damaged"});
        QVERIFY(putFile(path("damaged/seed-1/bn/epochs.csv"), "epoch,train_loss\n1,0.5\n"));
        for (const char* format : {"csv", "tensorboard", "pytorch", "handin"}) {
            QCOMPARE(whyNotRefused(m_program, {"export", "damaged", "--format", format}, 1, {"epochs.csv"}), QString());
        }
    }

    /// A run that another process still writes: what is there already is exported, but for the weights.
    void unfinishedRun()
    {
        train({"train", "--out", "unfinished"});
        const QString leaf = path("unfinished/seed-1/bn/");
        QByteArray summary = contentOf(leaf + "summary.json");
        QVERIFY(summary.contains("\"done\""));
        QVERIFY(putFile(leaf + "summary.json", summary.replace("\"done\"", "\"running\"")));
        QVERIFY(QFile::remove(leaf + "model.safetensors"));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "unfinished", "--format", "csv"}), 0);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "unfinished", "--format", "tensorboard"}), 0);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "unfinished", "--format", "handin"}), 0);
        QCOMPARE(whyNotRefused(m_program, {"export", "unfinished", "--format", "pytorch"}, 1, {"running"}), QString());
    }

    void liveTensorBoard()
    {
        train({"twin", "--out", "live", "--tensorboard"});
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "live", "--format", "tensorboard"}), 0);
        for (const QString leaf : {"/seed-1/bn", "/seed-1/no-bn"}) {
            const EventFile live = eventsIn(path("live/tensorboard" + leaf));
            const EventFile exported = eventsIn(path("live/export/tensorboard" + leaf));
            QVERIFY2(live.fault.isEmpty(), qPrintable(live.fault));
            QVERIFY2(exported.fault.isEmpty(), qPrintable(exported.fault));
            QCOMPARE(live.with("loss/train").size(), csvIn(path("live" + leaf + "/iterations.csv")).rows.size());
            QCOMPARE(live.events.size(), exported.events.size());
            for (qsizetype i = 0; i < live.events.size(); ++i) {
                QCOMPARE(live.events[i].step, exported.events[i].step);
                QCOMPARE(live.events[i].values, exported.events[i].values);
            }
        }
        QVERIFY(!contentOf(path("live/experiment.json")).contains("tensorboard"));
        QVERIFY(!QFile::exists(path("pairs/tensorboard")));
    }

    void help()
    {
        const ProgramResult result = m_program.run({"export", "--help"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        for (const char* word : {"csv", "tensorboard", "pytorch", "handin", "--out", "--force"}) {
            QVERIFY2(result.out.contains(word), word);
        }
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }

    void train(const QStringList& arguments)
    {
        const ProgramResult result =
            m_program.run(arguments + QStringList{"--dataset", "small", "--epochs", "2", "--batch-size", "20", "--lr",
                                                  "0.01", "--hidden", "8,6", "--quiet"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_ExportCommand)

#include "tst_ExportCommand.moc"
