#include <QFile>
#include <QGuiApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "SampleDocument.h"
#include "ui/report/PdfWriter.h"

using namespace normscope::test;
using namespace normscope::ui;

/// report.pdf read back by poppler: size, numbers of pages, text, and where a caption stands.
class tst_PdfWriter : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void pageSize_data()
    {
        QTest::addColumn<PaperSize>("paper");
        QTest::addColumn<QString>("expected");
        QTest::newRow("A4") << PaperSize::A4 << "(A4)";
        QTest::newRow("Letter") << PaperSize::Letter << "(letter)";
    }

    void pageSize()
    {
        QFETCH(PaperSize, paper);
        QFETCH(QString, expected);
        const QString path = write(sampleDocument(), paper);
        const QByteArray info = output("pdfinfo", {path});
        QVERIFY2(info.contains(expected.toUtf8()), info.constData());
        QVERIFY2(info.contains("Title:           Report on "), info.constData());
    }

    void pagesAreNumbered()
    {
        const QStringList pages = pagesIn(write(sampleDocument(), PaperSize::A4));
        QVERIFY(pages.size() > 3);
        for (qsizetype i = 0; i < pages.size(); ++i) {
            const QString number = QStringLiteral("Page %1 of %2").arg(i + 1).arg(pages.size());
            QVERIFY2(pages[i].contains(number), qPrintable(pages[i]));
        }
    }

    void allTextIsThere()
    {
        const QString text = pagesIn(write(sampleDocument(), PaperSize::A4)).join(' ').simplified();
        for (const QString& part :
             {QStringLiteral("Read this first"), QStringLiteral("alert(1)"),
              QStringLiteral("Plain emphasis strong code --x_y"), QStringLiteral("item one"),
              QStringLiteral("1. [bracket] first"), QStringLiteral("second line"), QStringLiteral("row 59"),
              QStringLiteral("Figure 2. Taller than a page"), QStringLiteral("arXiv:1805.11604")}) {
            QVERIFY2(text.contains(part), qPrintable(part + " in " + text));
        }
    }

    /// A table that goes on has its header on each page.
    void headerOfTheTableIsRepeated()
    {
        for (const QString& page : pagesIn(write(sampleDocument(), PaperSize::A4))) {
            QVERIFY2(!page.contains("row ") || page.contains("value"), qPrintable(page));
        }
    }

    /// A figure is never parted from its caption: each page with the figure's text has the caption, too.
    void captionsStayWithFigures()
    {
        ReportDocument document = sampleDocument();
        document.blocks.clear();
        document.figures.clear();
        constexpr int kFigures = 9;
        for (int i = 0; i < kFigures; ++i) {
            Figure figure = sampleFigure("figure", 14, 5.0 + i);
            figure.paint = [i](QPainter& painter, const QRectF& target, double pixelsPerPoint) {
                QFont font;
                font.setPixelSize(static_cast<int>(12 * pixelsPerPoint));
                painter.setFont(font);
                painter.drawText(target, Qt::AlignCenter, QStringLiteral("picture%1").arg(i));
            };
            document.figures.push_back(std::move(figure));
            document.blocks.emplace_back(FigureBlock{i + 1, static_cast<std::size_t>(i),
                                                     literal(QStringLiteral("words caption%1 ").arg(i).repeated(20))});
        }
        const QStringList pages = pagesIn(write(document, PaperSize::A4));
        int found = 0;
        for (const QString& page : pages) {
            for (int i = 0; i < kFigures; ++i) {
                const bool hasPicture = page.contains(QStringLiteral("picture%1").arg(i));
                QCOMPARE(page.count(QStringLiteral("caption%1").arg(i)), hasPicture ? 20 : 0);
                found += hasPicture ? 1 : 0;
            }
        }
        QCOMPARE(found, kFigures);
    }

    void chineseHasLetters()
    {
        ReportDocument document;
        document.title = QStringLiteral("批归一化");
        document.words = {QStringLiteral("图 %1"), QStringLiteral("表 %1"), QStringLiteral("目录"),
                          QStringLiteral("第 %1 页，共 %2 页")};
        document.blocks.emplace_back(Paragraph{richText(QStringLiteral("**训练**损失 $\\gamma$"))});
        const QString text = pagesIn(write(document, PaperSize::A4)).join(' ');
        for (const char* part : {"批归一化", "训练损失 γ", "第 1 页，共 1 页"}) {
            QVERIFY2(text.contains(QString::fromUtf8(part).normalized(QString::NormalizationForm_KC)),
                     qPrintable(text));
        }
    }

  private:
    QString write(const ReportDocument& document, PaperSize paper)
    {
        const QString path = m_folder.filePath("report.pdf");
        QFile file(path);
        if (file.open(QIODevice::WriteOnly)) {
            file.write(toPdf(document, paper));
        }
        return path;
    }

    static QByteArray output(const QString& program, const QStringList& arguments)
    {
        QProcess process;
        process.start(program, arguments);
        return process.waitForFinished(60'000) ? process.readAllStandardOutput() : QByteArray();
    }

    static QStringList pagesIn(const QString& path)
    {
        // Ligatures are one letter in the file.
        return QString::fromUtf8(output("pdftotext", {"-layout", path, "-"}))
            .normalized(QString::NormalizationForm_KC)
            .split('\f', Qt::SkipEmptyParts);
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(tst_PdfWriter)

#include "tst_PdfWriter.moc"
