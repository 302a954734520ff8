#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QPdfWriter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include "SampleDocument.h"
#include "ui/report/LatexWriter.h"

using namespace normscope::test;
using namespace normscope::ui;

/// report.tex compiles, in both languages, whatever names are in it.
class tst_LatexWriter : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void compiles_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("language");
        QTest::addColumn<PaperSize>("paper");
        QTest::addColumn<QString>("expected");
        QTest::newRow("pdflatex, A4") << "pdflatex"
                                      << "en" << PaperSize::A4 << "(A4)";
        QTest::newRow("pdflatex, Letter") << "pdflatex"
                                          << "en" << PaperSize::Letter << "(letter)";
        QTest::newRow("xelatex, Chinese") << "xelatex"
                                          << "zh-CN" << PaperSize::A4 << "(A4)";
    }

    void compiles()
    {
        QFETCH(QString, program);
        QFETCH(QString, language);
        QFETCH(PaperSize, paper);
        QFETCH(QString, expected);
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            QSKIP("there is no such program here");
        }
        QTemporaryDir folder;
        ReportDocument document = sampleDocument();
        document.language = language;
        if (language != QLatin1String("en")) {
            document.title = QStringLiteral("批归一化带来什么变化");
            document.blocks.emplace_back(
                Paragraph{richText(QStringLiteral("训练损失：$\\text{动量}$ “引号”——*强调*、`代码`。"))});
        }
        writeFigures(document, folder.path());
        typeset(folder.path(), program, toLatex(document, paper));
        if (QTest::currentTestFailed()) {
            return;
        }

        const QByteArray info = output("pdfinfo", {folder.filePath("report.pdf")});
        QVERIFY2(info.contains(expected.toUtf8()), info.constData());
        const QString text = QString::fromUtf8(output("pdftotext", {folder.filePath("report.pdf"), "-"})).simplified();
        for (const char* part :
             {"Read this first", "alert(1)", "emphasis strong code --x_y", "Table 1", "row 59", "Figure 1"}) {
            if (language == QLatin1String("en") || qstrcmp(part, "Table 1") != 0) {
                QVERIFY2(text.contains(part) ||
                             (language != QLatin1String("en") && text.contains(QStringLiteral("图 1"))),
                         qPrintable(QString(part) + " in " + text));
            }
        }
        QVERIFY(language == QLatin1String("en") || text.contains(QStringLiteral("训练损失")));
    }

    /// What LaTeX has no letter for is said, not dropped, and does not stop it.
    void letterWithoutFont()
    {
        ReportDocument document;
        document.language = QStringLiteral("en");
        document.blocks.emplace_back(Paragraph{literal(QStringLiteral("a \u0416 \U0001F600 z"))});
        const QByteArray tex = toLatex(document, PaperSize::A4);
        QVERIFY2(tex.contains("a [U+0416] [U+1F600] z"), tex.constData());
        const QString remark = QString::fromStdString(remarkOnLatex(document).english());
        QVERIFY2(remark.contains(QStringLiteral("\u0416\U0001F600")) && remark.contains("[U+0416]"),
                 qPrintable(remark));
        document.blocks.clear();
        document.title = QStringLiteral("Ω ½ in 批");
        QVERIFY(remarkOnLatex(document).empty());
    }

    void lettersOfTitles_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("title");
        QTest::newRow("signs") << "en" << QStringLiteral("½ ¼ ¾ ⅓ © ® ™ ° § ¶ £ ¥ € ¢ « » ¡ ¿ ª º † ‡ • ‰ №");
        QTest::newRow("mathematics") << "en"
                                     << QStringLiteral(
                                            "± × ÷ · ¬ ¹²³⁴⁻ x₀₁₂ ≤≥≪≫≠≈≡∝∼ →←↑↓↔⇒⇔ √∞∂∇∑∏∫ ∈∉∅∀∃∩∪⊂⊆∧∨⊕⊗∘ ′″ℓ‖ −");
        QTest::newRow("Greek") << "en" << QStringLiteral("αβγδεζηθικλμνξοπρςστυφχψω ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ ϑϕϵ µ");
        QTest::newRow("names") << "en" << QStringLiteral("Łukasz Østergård Gößmann Çelik Škvorecký Æther Þór ðæ");
        QTest::newRow("Chinese in English") << "en" << QStringLiteral("批归一化 “in” English: Ω ½ – why?");
        QTest::newRow("signs in Chinese") << "zh-CN" << QStringLiteral("批归一化：Ω ½ ≠ ⅓ “引号”");
    }

    /// What somebody calls his report is set, letter by letter.
    void lettersOfTitles()
    {
        QFETCH(QString, language);
        QFETCH(QString, title);
        ReportDocument document;
        document.language = language;
        document.title = title;
        document.author = title;
        document.blocks.emplace_back(Heading{1, literal(title), {}});
        document.blocks.emplace_back(Paragraph{literal(title)});
        document.blocks.emplace_back(Listing{title});
        QVERIFY2(remarkOnLatex(document).empty(), remarkOnLatex(document).english().c_str());
        const QByteArray tex = toLatex(document, PaperSize::A4);
        QVERIFY2(!tex.contains("[U+"), tex.constData());
        const QString program = tex.startsWith("% xelatex") ? "xelatex" : "pdflatex";
        QCOMPARE(program == QLatin1String("xelatex"), title.contains(QStringLiteral("批")));
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            QSKIP("there is no such program here");
        }
        QTemporaryDir folder;
        typeset(folder.path(), program, tex);
    }

  private:
    /// Makes report.pdf in the folder; fails the test where the program does not take it, or lacks a letter.
    static void typeset(const QString& folder, const QString& program, const QByteArray& tex)
    {
        QFile file(folder + "/report.tex");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(tex);
        file.close();
        QProcess latex;
        latex.setWorkingDirectory(folder);
        latex.setProcessChannelMode(QProcess::MergedChannels);
        latex.start(program, {"-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "report.tex"});
        QVERIFY(latex.waitForFinished(120'000));
        const QByteArray said = latex.readAll();
        QVERIFY2(latex.exitStatus() == QProcess::NormalExit && latex.exitCode() == 0, said.constData());
        QVERIFY2(!said.contains("Missing character"), said.constData());
    }

    /// LaTeX looks for the files, so they have to be there.
    static void writeFigures(const ReportDocument& document, const QString& folder)
    {
        QVERIFY(QDir(folder).mkdir("figures"));
        for (const Figure& figure : document.figures) {
            QPdfWriter writer(folder + "/figures/" + QString::fromStdString(figure.name) + ".pdf");
            QPainter painter(&writer);
            painter.drawLine(0, 0, writer.width(), writer.height());
        }
    }

    static QByteArray output(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
    }
};

QTEST_MAIN(tst_LatexWriter)

#include "tst_LatexWriter.moc"
