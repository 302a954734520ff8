#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

/// `report` makes tables, figures and the report anew from folders alone.
class tst_ReportCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(path("small").toStdString(), patternSet(60, 12, 12), patternSet(20, 12, 12, 3)));
        train({"twin", "--seeds", "1,2", "--out", "pairs"});
        train({"train", "--bn", "off", "--out", "single"});
        // What is reported must not need the data any more.
        QVERIFY(QFile::rename(path("small"), path("elsewhere")));
    }

    void remakesTheTablesOfAnExperiment_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("pairs") << "pairs";
        QTest::newRow("single run") << "single";
    }

    void remakesTheTablesOfAnExperiment()
    {
        QFETCH(QString, folder);
        const QString json = path(folder + "/comparison.json");
        const QString csv = path(folder + "/comparison.csv");
        const QByteArray jsonBefore = contentOf(json);
        const QByteArray csvBefore = contentOf(csv);
        QVERIFY(!jsonBefore.isEmpty() && !csvBefore.isEmpty());
        QVERIFY(QFile::remove(json) && QFile::remove(csv));

        const ProgramResult result = m_program.run({"report", folder});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.isEmpty(), result.err.constData());
        QCOMPARE(contentOf(json), jsonBefore);
        QCOMPARE(contentOf(csv), csvBefore);
        for (const char* file : {"report.html", "report.pdf", "report.tex", "report.md", "comparison.csv"}) {
            QVERIFY2(!contentOf(path(folder + "/" + file)).isEmpty(), file);
            QVERIFY2(result.out.contains(file), result.out.constData());
        }
        QVERIFY(contentOf(path(folder + "/report.pdf")).startsWith("%PDF-"));
        // Its figures are there under the names that it uses.
        static const QRegularExpression kFigure(QStringLiteral("\\]\\((figures/[^)]*)\\.png\\)"));
        auto figures = kFigure.globalMatch(QString::fromUtf8(contentOf(path(folder + "/report.md"))));
        QVERIFY(figures.hasNext());
        while (figures.hasNext()) {
            const QString name = path(folder + "/" + figures.next().captured(1));
            for (const char* ending : {".png", ".svg", ".pdf", ".txt"}) {
                QVERIFY2(!contentOf(name + ending).isEmpty(), qPrintable(name + ending));
            }
        }
    }

    /// What was written into a report by hand outlives the next one.
    void handEditsAreKept()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "pairs"}), 0);
        const QByteArray written = contentOf(path("pairs/report.tex"));
        QVERIFY(putFile(path("pairs/report.tex"), written + "% my own words\n"));
        const ProgramResult result = m_program.run({"report", "pairs"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.err.contains("report.tex: was changed by hand; it is kept as"), result.err.constData());
        QCOMPARE(contentOf(path("pairs/report.tex")), written);
        QCOMPARE(contentOf(path("pairs/report.tex.old")), written + "% my own words\n");
        for (const char* untouched : {"report.md.old", "report.html.old"}) {
            QVERIFY2(!QFile::exists(path(QString("pairs/") + untouched)), untouched);
        }
        QVERIFY(QFile::remove(path("pairs/report.tex.old")));
    }

    /// The dataset is not there any more: that is said at the top, and the numbers come nevertheless.
    void datasetIsGone()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "pairs"}), 0);
        const QByteArray text = contentOf(path("pairs/report.md"));
        static const QRegularExpression kNotice(QStringLiteral("The data set /\\S*/small was not found\\."));
        const qsizetype notice = QString::fromUtf8(text).indexOf(kNotice);
        QVERIFY2(notice >= 0 && notice < text.indexOf("\n## "), text.constData());
        QVERIFY(text.contains("| Final test accuracy |"));
    }

    void runCutOff()
    {
        train({"twin", "--out", "cut"});
        const QString summary = path("cut/seed-1/bn/summary.json");
        QByteArray text = contentOf(summary);
        QVERIFY(text.replace("\"done\"", "\"running\"").contains("running"));
        QVERIFY(writeBytes(summary.toStdString(), {text.begin(), text.end()}));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "cut"}), 0);
        const QByteArray report = contentOf(path("cut/report.md"));
        QVERIFY2(report.contains("Seed 1, with BN: the run is not over"), report.constData());
        QVERIFY2(report.contains("No pair of runs reached its end"), report.constData());
    }

    void inChineseOnLetter()
    {
        NORMSCOPE_EXPECT_EXIT(
            m_program.run({"report", "pairs", "--out", "zh", "--language", "zh_CN", "--paper", "letter"}), 0);
        QVERIFY(contentOf(path("zh/report.html")).contains("<html lang=\"zh-CN\">"));
        QVERIFY(contentOf(path("zh/report.tex")).contains("\\documentclass[letterpaper,11pt]{ctexart}"));
        QVERIFY(contentOf(path("zh/report.md")).contains("批归一化"));
        QVERIFY(contentOf(path("zh/report.md")).contains("normscope report pairs --language zh_CN"));
    }

    /// Said in the legend, with n, and in the command that makes the report anew.
    void bands_data()
    {
        QTest::addColumn<QString>("band");
        QTest::addColumn<QByteArray>("legend");
        QTest::newRow("sd") << "sd" << QByteArray("mean ± SD, n = 2");
        QTest::newRow("se") << "se" << QByteArray("mean ± SE, n = 2");
        QTest::newRow("ci95") << "ci95" << QByteArray("mean, 95 % CI, n = 2");
        QTest::newRow("minmax") << "minmax" << QByteArray("mean, min–max, n = 2");
    }

    void bands()
    {
        QFETCH(QString, band);
        QFETCH(QByteArray, legend);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "pairs", "--out", band, "--band", band}), 0);
        const QByteArray picture = contentOf(path(band + "/figures/loss-pairs.svg"));
        QVERIFY2(picture.contains(legend), picture.left(4000).constData());
        QCOMPARE(contentOf(path(band + "/report.md")).contains("--band"), band != "sd");
    }

    void texCompiles_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("program");
        QTest::newRow("English") << "en"
                                 << "pdflatex";
        QTest::newRow("Chinese") << "zh_CN"
                                 << "xelatex";
    }

    /// As a student would: in the report's folder, with its figures.
    void texCompiles()
    {
        QFETCH(QString, language);
        QFETCH(QString, program);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "pairs", "single", "--language", language, "--out", language}),
                              0);
        QProcess latex;
        latex.setWorkingDirectory(path(language));
        latex.setProcessChannelMode(QProcess::MergedChannels);
        latex.start(program,
                    {"-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "-jobname=made", "report.tex"});
        QVERIFY(latex.waitForFinished(120'000));
        const QByteArray said = latex.readAll();
        QVERIFY2(latex.exitStatus() == QProcess::NormalExit && latex.exitCode() == 0, said.constData());
        QVERIFY(contentOf(path(language + "/made.pdf")).startsWith("%PDF-"));
    }

    /// A platform for the window is none of the report's business.
    void needsNoDisplay()
    {
        m_program.set("QT_QPA_PLATFORM", "xcb");
        m_program.set("DISPLAY", ":99");
        const ProgramResult result = m_program.run({"report", "pairs", "--out", "headless"});
        m_program.set("QT_QPA_PLATFORM", "offscreen");
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    void withoutFonts_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QStringList>("fonts");
        QTest::addColumn<QString>("package");  // empty: all can be drawn
        const QStringList latin{"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
                                "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"};
        const QStringList chinese{"--language", "zh_CN"};
        QTest::newRow("none") << QStringList() << QStringList() << "fonts-dejavu-core";
        QTest::newRow("none, Chinese") << chinese << QStringList() << "fonts-dejavu-core";
        QTest::newRow("Latin") << QStringList() << latin << "";
        QTest::newRow("Latin, Chinese") << chinese << latin << "fonts-wqy-microhei";
    }

    /// Letters that cannot be drawn are found before anything is: the texts alone are written, and said what to
    /// install.
    void withoutFonts()
    {
        QFETCH(QStringList, options);
        QFETCH(QStringList, fonts);
        QFETCH(QString, package);
        const QString folder = path(QStringLiteral("fonts-%1").arg(QTest::currentDataTag()));
        QVERIFY(QDir().mkpath(folder));
        for (const QString& font : fonts) {
            if (!QFile::copy(font, folder + '/' + QFileInfo(font).fileName())) {
                QSKIP("DejaVu's fonts are not where Debian has them");
            }
        }
        QVERIFY(putFile(folder + "/fonts.conf", "<?xml version=\"1.0\"?><fontconfig><dir>" + folder.toUtf8() +
                                                    "</dir><cachedir>" + folder.toUtf8() +
                                                    "/cache</cachedir></fontconfig>"));
        m_program.set("FONTCONFIG_FILE", folder + "/fonts.conf");
        const ProgramResult result =
            m_program.run(QStringList{"report", "pairs", "--out", folder + "/report"} + options);
        m_program.unset("FONTCONFIG_FILE");
        NORMSCOPE_EXPECT_EXIT(result, package.isEmpty() ? 0 : 1);
        QCOMPARE(QFile::exists(folder + "/report/report.pdf"), package.isEmpty());
        QCOMPARE(QFile::exists(folder + "/report/figures"), package.isEmpty());
        for (const char* name : {"html", "md", "tex"}) {
            const QByteArray text = contentOf(folder + "/report/report." + name);
            QVERIFY(text.size() > 1000);
            const bool hasPictures =
                text.contains("<svg") || text.contains("](figures/") || text.contains("\\includegraphics");
            QCOMPARE(hasPictures, package.isEmpty());
        }
        QVERIFY(!contentOf(folder + "/report/comparison.csv").isEmpty());
        if (!package.isEmpty()) {
            QVERIFY2(isOneSentence(result.err) && result.err.contains(package.toUtf8()), result.err.constData());
        }
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("mentioned");
        QTest::newRow("several without --out") << QStringList{"pairs", "single"} << QStringList{"--out"};
        QTest::newRow("language") << QStringList{"pairs", "--language", "fr"}
                                  << QStringList{"--language", "fr", "zh_CN"};
        QTest::newRow("paper") << QStringList{"pairs", "--paper", "a5"} << QStringList{"--paper", "a5", "letter"};
        QTest::newRow("band") << QStringList{"pairs", "--band", "iqr"} << QStringList{"--band", "iqr", "ci95"};
        QTest::newRow("no folder") << QStringList{"nowhere"} << QStringList{"nowhere"};
        QTest::newRow("empty --out") << QStringList{"pairs", "--out", ""} << QStringList{"--out"};
    }

    void refused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, mentioned);
        QCOMPARE(whyNotRefused(m_program, QStringList{"report"} + arguments, 2, mentioned), QString());
    }

    void folderMayEndInASlash()
    {
        const QByteArray before = contentOf(path("pairs/comparison.json"));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "./pairs/"}), 0);
        QCOMPARE(contentOf(path("pairs/comparison.json")), before);
    }

    void tableOfSeeds()
    {
        const CsvTable table = csvIn(path("pairs/comparison.csv"));
        QCOMPARE(table.header.join(','), QByteArray("experiment,seed,aspect,measure,unit,bn,no_bn,difference"));
        QVERIFY(table.column("experiment").count("pairs") == table.rows.size());
        for (const char* aspect : {"training_time", "convergence", "parameters", "accuracy"}) {
            QVERIFY2(table.column("aspect").contains(aspect), aspect);
        }
        QCOMPARE(table.column("seed").count("1") + table.column("seed").count("2"), table.rows.size());
    }

    void oneRun()
    {
        const ProgramResult result = m_program.run({"report", "pairs/seed-2/no-bn"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const CsvTable table = csvIn(path("pairs/seed-2/no-bn/comparison.csv"));
        QVERIFY(!table.rows.isEmpty());
        QCOMPARE(table.column("seed").count("2"), table.rows.size());
        QCOMPARE(table.column("bn").count(""), table.rows.size());
        QVERIFY(contentOf(path("pairs/seed-2/no-bn/report.md")).contains("there is no pair of runs"));
    }

    void severalExperiments()
    {
        const QByteArray before = contentOf(path("pairs/comparison.json"));
        const ProgramResult result = m_program.run({"report", "pairs", "single", "--out", "report/of-both"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        const CsvTable table = csvIn(path("report/of-both/comparison.csv"));
        QCOMPARE(table.rows.size(),
                 csvIn(path("pairs/comparison.csv")).rows.size() + csvIn(path("single/comparison.csv")).rows.size());
        QVERIFY(table.column("experiment").contains("pairs") && table.column("experiment").contains("single"));
        const QJsonDocument json = QJsonDocument::fromJson(contentOf(path("report/of-both/comparison.json")));
        QVERIFY(json.isObject() || json.isArray());
        QCOMPARE(contentOf(path("pairs/comparison.json")), before);
    }

    /// A folder that cannot be read whole is told apart from one that is no experiment.
    void damagedFolder()
    {
        train({"train", "--out", "damaged"});
        const std::string csv = path("damaged/seed-1/bn/epochs.csv").toStdString();
        const QByteArray text = "epoch,train_loss\n1,0.5\n";
        QVERIFY(writeBytes(csv, {text.begin(), text.end()}));
        QCOMPARE(whyNotRefused(m_program, {"report", "damaged"}, 1, {"epochs.csv"}), QString());
        QVERIFY(writeBytes(path("damaged/experiment.json").toStdString(), {'{'}));
        QCOMPARE(whyNotRefused(m_program, {"report", "damaged"}, 1, {"experiment.json", "JSON"}), QString());
    }

    /// A table changed by hand, as a spreadsheet does: what the case is missing from says so, with file and line.
    void damagedCases()
    {
        train({"twin", "--momentum", "0.9,0.5", "--out", "cases"});
        const auto damage = [this](const QString& name) {
            const QString csv = path("cases/" + name + "/seed-1/bn/epochs.csv");
            QByteArray text = contentOf(csv);
            QVERIFY(putFile(csv, text.replace(',', ';')));
        };
        damage("momentum-0.9");
        const ProgramResult partial = m_program.run({"report", "cases"});
        NORMSCOPE_EXPECT_EXIT(partial, 0);
        QVERIFY2(partial.out.contains("\nNote: ") && partial.out.contains("momentum-0.9/seed-1/bn/epochs.csv: "),
                 partial.out.constData());
        QCOMPARE(partial.out.count("Note: "), qsizetype(1));
        QVERIFY(!csvIn(path("cases/comparison.csv")).column("experiment").contains("momentum-0.9"));

        damage("momentum-0.5");
        const QStringList said{"momentum-0.9/seed-1/bn/epochs.csv: line 1", "one of 2 cases"};
        QCOMPARE(whyNotRefused(m_program, {"report", "cases"}, 1, said), QString());
        QCOMPARE(whyNotRefused(m_program, {"export", "cases", "--format", "csv"}, 1, said), QString());
    }

    /// What LaTeX cannot set of a title is said; what it can is not.
    void lettersOfTitles()
    {
        const ProgramResult set = m_program.run({"report", "pairs", "--out", "set", "--title", "Ω ½ 批"});
        NORMSCOPE_EXPECT_EXIT(set, 0);
        QVERIFY2(!set.out.contains("Note: "), set.out.constData());
        QVERIFY(!contentOf(path("set/report.tex")).contains("[U+"));
        const ProgramResult unset = m_program.run({"report", "pairs", "--out", "unset", "--author", "Ж"});
        NORMSCOPE_EXPECT_EXIT(unset, 0);
        QVERIFY2(unset.out.contains("\nNote: report.tex: ") && unset.out.contains("[U+0416]"), unset.out.constData());
        QVERIFY(contentOf(path("unset/report.tex")).contains("[U+0416]"));
    }

    void damagedAnswers()
    {
        train({"twin", "--out", "answers"});
        QVERIFY(putFile(path("answers/seed-1/bn/predictions.safetensors"), "no"));
        const ProgramResult result = m_program.run({"report", "answers"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.contains("\nNote: ") && result.out.contains("seed-1/bn/predictions.safetensors"),
                 result.out.constData());
    }

    void unwritableTarget()
    {
        QCOMPARE(whyNotRefused(m_program, {"report", "pairs", "--out", "single/experiment.json/below"}, 1,
                               {"single/experiment.json/below"}),
                 QString());
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }

    void train(const QStringList& arguments)
    {
        const QString data = QFile::exists(path("small")) ? "small" : "elsewhere";
        const ProgramResult result =
            m_program.run(arguments + QStringList{"--dataset", data, "--epochs", "1", "--batch-size", "20", "--lr",
                                                  "0.01", "--hidden", "8", "--quiet"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_ReportCommand)

#include "tst_ReportCommand.moc"
