#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>

#include <normscope/base/CounterRng.h>
#include <normscope/export/Export.h>
#include <normscope/export/HandInExport.h>
#include <normscope/export/RepeatCommand.h>
#include <normscope/export/ZipFile.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"
#include "../support/Specs.h"

using namespace normscope;
using namespace normscope::test;

namespace
{

/// What Python's zipfile says of an archive after it has checked every checksum: a line an entry with its name, date,
/// rights and size.
QStringList entriesIn(const QString& archive)
{
    const char* program = "import sys, zipfile\n"
                          "z = zipfile.ZipFile(sys.argv[1])\n"
                          "assert z.testzip() is None\n"
                          "for i in z.infolist():\n"
                          "    print(i.filename, i.date_time, oct(i.external_attr >> 16), i.file_size, sep='|')\n";
    QProcess python;
    python.start(QString(NORMSCOPE_PYTHON), {"-c", program, archive});
    python.waitForFinished();
    if (python.exitCode() != 0) {
        return {"Python says: " + python.readAllStandardError()};
    }
    return QString::fromUtf8(python.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
}

QStringList namesIn(const QString& archive)
{
    QStringList names;
    for (const QString& line : entriesIn(archive)) {
        names << line.section('|', 0, 0);
    }
    return names;
}

QByteArray entryOf(const QString& archive, const QString& name)
{
    QProcess python;
    python.start(QString(NORMSCOPE_PYTHON),
                 {"-c", "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))",
                  archive, name});
    python.waitForFinished();
    return python.readAllStandardOutput();
}

}  // namespace

class tst_HandInExport : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }

    void init()
    {
        beginTest();
        run("pairs", spec(ExperimentKind::Twin));
        for (const char* name : {"report.html", "report.pdf", "report.tex", "report.md", "figures/loss.png",
                                 "figures/loss.svg", "figures/loss.pdf", "figures/loss.txt"}) {
            write(QString("pairs/") + name, name);
        }
        QVERIFY(QDir().mkpath(at("out")));
    }

    void holdsWhatAReaderNeeds()
    {
        // None of these is to be handed in.
        write("pairs/export/csv/long.csv", "x");
        write("pairs/figures/cache.bin", "x");
        write("pairs/seed-1/bn/notes.csv", "x");
        QVERIFY(QFile::link(at("pairs/environment.json"), at("pairs/figures/link.png")));
        const auto remarks = handIn("pairs");
        QVERIFY(remarks.empty());
        QStringList expected{"README.md",        "comparison.csv",   "comparison.json",  "experiment.json",
                             "figures/loss.pdf", "figures/loss.png", "figures/loss.svg", "figures/loss.txt",
                             "report.html",      "report.md",        "report.pdf",       "report.tex"};
        for (const QString twin : {"bn", "no-bn"}) {
            for (const QString file : {"epochs.csv", "evaluations.csv", "iterations.csv", "run.json", "summary.json"}) {
                expected << "seed-1/" + twin + "/" + file;
            }
        }
        QCOMPARE(namesIn(archive("pairs")), expected);
        for (const QString name : {"report.html", "experiment.json", "seed-1/no-bn/iterations.csv"}) {
            QCOMPARE(entryOf(archive("pairs"), name), contentOf(at("pairs/" + name)));
        }
    }

    void sameFilesGiveTheSameBytes()
    {
        QVERIFY(handIn("pairs").empty());
        const QByteArray first = contentOf(archive("pairs"));
        QVERIFY(QFile::remove(archive("pairs")));
        QFile report(at("pairs/report.html"));
        QVERIFY(report.open(QIODevice::ReadWrite));
        QVERIFY(report.setFileTime(QDateTime(QDate(2010, 5, 6), QTime(7, 8)), QFileDevice::FileModificationTime));
        QVERIFY(report.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        report.close();
        QVERIFY(handIn("pairs").empty());
        QCOMPARE(contentOf(archive("pairs")), first);
        for (const QString& line : entriesIn(archive("pairs"))) {
            QVERIFY2(line.contains("|(1980, 1, 1, 0, 0, 0)|0o100644|"), qPrintable(line));
        }
    }

    void missingReportIsTold()
    {
        for (const char* name : {"report.html", "report.pdf"}) {
            QVERIFY(QFile::remove(at(QString("pairs/") + name)));
        }
        QVERIFY(QDir(at("pairs/figures")).removeRecursively());
        const auto remarks = handIn("pairs");
        QCOMPARE(remarks.size(), std::size_t(1));
        const QString remark = QString::fromStdString(remarks[0].english());
        QVERIFY2(remark.contains("report.html, report.pdf, figures") && remark.contains("normscope report"),
                 qPrintable(remark));
        QVERIFY(namesIn(archive("pairs")).contains("report.tex"));
        const QByteArray readme = entryOf(archive("pairs"), "README.md");
        QVERIFY(readme.contains("report.html, report.pdf, figures."));
        QVERIFY(readme.contains("\n| `report.tex` |") && !readme.contains("\n| `report.pdf` |"));
    }

    void readmeHasTheCommands()
    {
        QVERIFY(handIn("pairs").empty());
        const QByteArray readme = entryOf(archive("pairs"), "README.md");
        QVERIFY(readme.contains("    normscope twin --config experiment.json --out repeated\n"
                                "    normscope report repeated\n"));
        QVERIFY2(readme.contains(" --batch-size 20 "), readme.constData());
        QVERIFY(
            readme.contains("SHA-256 `" + jsonIn(at("pairs/experiment.json"))["dataset_sha256"].toString().toUtf8()));
        QVERIFY(readme.contains("- LibTorch: " + jsonIn(at("pairs/environment.json"))["libtorch"].toString().toUtf8()));
    }

    /// The zip's experiment.json is one that the command in its README takes.
    void commandRepeats_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("command");
        QTest::newRow("defaults") << QStringList() << "normscope twin";
        QTest::newRow("values") << QStringList{"lr", "0.05", "seeds", "1..3", "model", "cnn", "nesterov", "on"}
                                << "normscope twin --model cnn --lr 0.05 --nesterov --seeds 1,2,3";
        QTest::newRow("lists") << QStringList{"hidden", "50,20", "bn_layers", "on,off"}
                               << "normscope twin --hidden 50,20 --bn-layers on,off";
        QTest::newRow("a folder with a blank")
            << QStringList{"dataset", "/my data/it's"} << "normscope twin --dataset '/my data/it'\\''s'";
    }

    void commandRepeats()
    {
        QFETCH(QStringList, settings);
        QFETCH(QString, command);
        const QString found = QString::fromStdString(repeatCommand(specOf(ExperimentKind::Twin, settings)));
        const auto sorted = [](const QString& text) {
            QStringList words = text.split(" --");
            std::sort(words.begin() + 1, words.end());
            return words.join(" --");
        };
        QCOMPARE(sorted(found), sorted(command));
    }

    void oneRun()
    {
        const auto remarks = handIn("pairs/seed-1/no-bn");
        QCOMPARE(remarks.size(), std::size_t(1));  // its own folder has no report
        const QString name = at("out/pairs-seed-1-no-bn-handin.zip");
        QVERIFY(namesIn(name).contains("seed-1/no-bn/iterations.csv"));
        QVERIFY(namesIn(name).contains("experiment.json"));
        QVERIFY(!namesIn(name).contains("seed-1/bn/iterations.csv"));
    }

    /// Cases lie in folders of their names, in the archive and in every other format; what is missing is told.
    void severalCases()
    {
        const auto three = experimentOf({spec(ExperimentKind::Twin), {}}, {{"lr", {"0.1", "0.02", "0.005"}}});
        VERIFY_OK(three);
        create("three", *three);
        resume("three/lr-0.1");
        resume("three/lr-0.02");
        write("three/report.html", "of all");
        write("three/lr-0.02/report.html", "of one");

        const auto remarks = handIn("three");
        QCOMPARE(remarks.size(), std::size_t(2));
        QVERIFY2(remarks[0].english().find("lr-0.005") != std::string::npos, remarks[0].english().c_str());
        const QStringList names = namesIn(archive("three"));
        for (const QString name : {"experiment.json", "report.html", "comparison.csv", "lr-0.1/seed-1/bn/run.json",
                                   "lr-0.02/seed-1/no-bn/iterations.csv", "lr-0.02/report.html"}) {
            QVERIFY2(names.contains(name), qPrintable(names.join(' ')));
        }
        QVERIFY(!names.contains("lr-0.1/experiment.json"));
        const QByteArray readme = entryOf(archive("three"), "README.md");
        QVERIFY(readme.contains("    normscope twin --config experiment.json --out repeated\n"));
        QVERIFY(readme.contains(" --lr 0.02 ") && readme.contains("`lr-0.1/`, `lr-0.02/`"));

        const auto csv = exportRuns({at("three").toStdString(), ExportFormat::Csv, {}, false});
        VERIFY_OK(csv);
        QCOMPARE(csv->remarks.size(), std::size_t(1));
        QCOMPARE(csv->files.size(), std::size_t(2 * 4));
        QVERIFY(contentOf(at("three/export/csv/lr-0.02/long.csv")).contains("\nlr-0.02,1,bn,iterations,1,1,loss,"));

        // A case that diverged has no weights; the others' are exported.
        QVERIFY(QFile::remove(at("three/lr-0.1/seed-1/bn/model.safetensors")));
        QVERIFY(QFile::remove(at("three/lr-0.1/seed-1/no-bn/model.safetensors")));
        const auto networks = exportRuns({at("three").toStdString(), ExportFormat::PyTorch, {}, false});
        VERIFY_OK(networks);
        QCOMPARE(networks->remarks.size(), std::size_t(3));
        QCOMPARE(networks->files.size(), std::size_t(2 * 3));
        QVERIFY(QFile::exists(at("three/export/pytorch/lr-0.02/seed-1/bn/state_dict.pt")));
    }

    /// A case, or a run of it, alone.
    void oneOfSeveralCases()
    {
        const auto two = experimentOf({spec(ExperimentKind::Twin), {}}, {{"lr", {"0.1", "0.02"}}});
        VERIFY_OK(two);
        run("two", *two);
        const auto csv = exportRuns({at("two/lr-0.02").toStdString(), ExportFormat::Csv, {}, false});
        VERIFY_OK(csv);
        QVERIFY(contentOf(at("two/lr-0.02/export/csv/long.csv")).contains("\nlr-0.02,1,no-bn,iterations,1,1,loss,"));
        const auto network = exportRuns({at("two/lr-0.02/seed-1/bn").toStdString(), ExportFormat::PyTorch, {}, false});
        VERIFY_OK(network);
        QVERIFY(QFile::exists(at("two/lr-0.02/seed-1/bn/export/pytorch/state_dict.pt")));
        VERIFY_ERROR(exportRuns({at("two/lr-0.5").toStdString(), ExportFormat::Csv, {}, false}), ErrorCode::Usage,
                     "lr-0.5: holds no experiment");
        write("old/study.json", "{}");
        VERIFY_ERROR(exportRuns({at("old").toStdString(), ExportFormat::Csv, {}, false}), ErrorCode::Data,
                     "old: is a study of an earlier version of Normscope (study.json)");
    }

    void tooLarge()
    {
        QByteArray noise(300'000, '\0');
        const CounterRng rng(1, 2);
        for (qsizetype i = 0; i < noise.size(); ++i) {
            noise[i] = char(int(rng.uniform(std::uint64_t(i)) * 256) - 128);
        }
        write("pairs/figures/huge.png", noise);
        write("pairs/figures/large.png", noise.left(100'000));
        const auto sources = readSources(at("pairs").toStdString());
        VERIFY_OK(sources);
        std::vector<Message> remarks;
        const auto status = exportHandIn(*sources, at("out").toStdString(), remarks, 350'000);
        VERIFY_ERROR(status, ErrorCode::Data, "figures/huge.png (0.3 MB), figures/large.png (0.1 MB)");
        VERIFY_ERROR(status, ErrorCode::Data, "0.4 MB");
        QVERIFY(exportHandIn(*sources, at("out").toStdString(), remarks, 1'000'000).has_value());
    }

    /// What a file says stays a line of text among the Markdown.
    void readmeQuotesFiles()
    {
        write("pairs/environment.json", "{\"cpu\": \"x\\n# Run `me`\\n<script>[a](b)\", \"threads\": 2}");
        QByteArray settings = contentOf(at("pairs/experiment.json"));
        const qsizetype digest = settings.indexOf("\"dataset_sha256\": \"") + 19;
        settings.replace(digest, settings.indexOf('"', digest) - digest, "`\\n# More");
        write("pairs/experiment.json", settings);
        (void)handIn("pairs");
        const QByteArray readme = entryOf(archive("pairs"), "README.md");
        const QByteArray line = "- processor: x\xef\xbf\xbd\\# Run \\`me\\`\xef\xbf\xbd\\<script\\>\\[a\\](b)\n";
        QVERIFY2(readme.contains(line), readme.constData());
        QVERIFY2(!readme.contains("More"), readme.constData());
    }

    void namesThatLeadOut_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"", "/etc/passwd", "../up", "a/../../up", "a//b", "./a", "a\\b", "C:a"}) {
            QTest::newRow(name) << name;
        }
    }

    void namesThatLeadOut()
    {
        QFETCH(QString, name);
        auto archive = ZipWriter::create(at("names.zip").toStdString());
        VERIFY_OK(archive);
        VERIFY_ERROR(archive->add(name.toStdString(), std::string_view("x"), ZipMethod::Store), ErrorCode::Internal,
                     "cannot be a name");
    }

    void unwritable()
    {
        const auto sources = readSources(at("pairs").toStdString());
        VERIFY_OK(sources);
        std::vector<Message> remarks;
        VERIFY_ERROR(exportHandIn(*sources, at("nowhere").toStdString(), remarks), ErrorCode::Io, "pairs-handin.zip");
    }

  private:
    void write(const QString& name, const QByteArray& content) const { QVERIFY(test::putFile(at(name), content)); }

    [[nodiscard]] QString archive(const QString& name) const { return at("out/" + name + "-handin.zip"); }

    /// The remarks, or the error as if it were one.
    [[nodiscard]] std::vector<Message> handIn(const QString& name) const
    {
        const auto sources = readSources(at(name).toStdString());
        if (!sources) {
            return {"error: " + sources.error().message.english()};
        }
        std::vector<Message> remarks = sources->problems;
        const auto status = exportHandIn(*sources, at("out").toStdString(), remarks);
        if (!status) {
            remarks.emplace_back("error: " + status.error().message.english());
        }
        return remarks;
    }
};

QTEST_GUILESS_MAIN(tst_HandInExport)

#include "tst_HandInExport.moc"
