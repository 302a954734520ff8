#include <QGuiApplication>
#include <QRegularExpression>
#include <QTest>

#include "SampleDocument.h"
#include "ui/report/MarkdownWriter.h"

using namespace normscope::test;
using namespace normscope::ui;

/// GitHub's Markdown: tables hold together, names stay names, figures are files beside it.
class tst_MarkdownWriter : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_lines = QString::fromUtf8(toMarkdown(sampleDocument())).split('\n'); }

    /// Every row has as many cells as the header, although names have bars in them.
    void tablesHoldTogether()
    {
        static const QRegularExpression kBar(QStringLiteral("(?<!\\\\)\\|"));
        int rows = 0;
        for (const QString& line : m_lines) {
            if (line.startsWith('|')) {
                QCOMPARE(line.count(kBar), 3);
                ++rows;
            }
        }
        QCOMPARE(rows, 62);
    }

    void namesAreText()
    {
        // In code and listings signs mean nothing; elsewhere each has its backslash.
        bool isListing = false;
        for (const QString& line : m_lines) {
            isListing = line.startsWith(QLatin1String("```")) ? !isListing : isListing;
            if (!isListing) {
                QVERIFY2(!line.contains(QLatin1String("<script")) || line.contains(QLatin1String("\\<script")),
                         qPrintable(line));
                QVERIFY2(!line.contains(QLatin1String("[l](u)")), qPrintable(line));
            }
        }
        QVERIFY(!isListing);
    }

    void hasAll_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("figure") << "](figures/loss.png)";
        QTest::newRow("caption") << "**Figure 1.** The loss of \\< both \\>";
        QTest::newRow("alignment") << "|:--|--:|";
        QTest::newRow("inline") << "Plain *emphasis* **strong** `code --x_y` $\\hat{\\sigma}_B^2 \\leftarrow 1$ and";
        QTest::newRow("formula") << "y = \\gamma \\cdot \\frac{x - \\mu_B}";
        QTest::newRow("heading") << "## First \\& section";
        QTest::newRow("deeper heading") << "### Below";
        QTest::newRow("numbered") << "1. \\[bracket\\] first";
    }

    void hasAll()
    {
        QFETCH(QString, line);
        QVERIFY(std::any_of(m_lines.begin(), m_lines.end(), [&](const QString& one) { return one.contains(line); }));
    }

    void codeWithTicks()
    {
        ReportDocument document;
        document.blocks.emplace_back(Paragraph{code(QStringLiteral("a ``b`"))});
        QVERIFY(toMarkdown(document).contains("``` a ``b` ```"));
    }

    /// A name's control characters end no line.
    void codeInOneLine()
    {
        ReportDocument document;
        document.blocks.emplace_back(Paragraph{code(QStringLiteral("a\r# b\nc\x1b"))});
        document.blocks.emplace_back(Listing{QStringLiteral("run 'a\x1b[2J'\nrun b")});
        const QByteArray markdown = toMarkdown(document);
        QVERIFY(markdown.contains("`a # b c `"));
        QVERIFY(markdown.contains("run 'a\xef\xbf\xbd[2J'\nrun b\n"));
    }

  private:
    QStringList m_lines;
};

QTEST_MAIN(tst_MarkdownWriter)

#include "tst_MarkdownWriter.moc"
