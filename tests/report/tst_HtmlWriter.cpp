#include <QGuiApplication>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

#include "SampleDocument.h"
#include "ui/report/HtmlWriter.h"

using namespace normscope::test;
using namespace normscope::ui;

/// One file that needs nothing else, whatever names are in it.
class tst_HtmlWriter : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { m_html = QString::fromUtf8(toHtml(sampleDocument())); }

    /// Well-formed as XML too, so that any parser gets the same tree.
    void isWellFormed()
    {
        QXmlStreamReader reader(m_html);
        QSet<QString> ids;
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement()) {
                continue;
            }
            const QString id = reader.attributes().value(QStringLiteral("id")).toString();
            QVERIFY2(id.isEmpty() || !ids.contains(id), qPrintable(id));
            ids.insert(id);
        }
        QVERIFY2(!reader.hasError(),
                 qPrintable(QStringLiteral("%1 in line %2").arg(reader.errorString()).arg(reader.lineNumber())));
    }

    void loadsNothing()
    {
        QXmlStreamReader reader(m_html);
        while (!reader.atEnd()) {
            reader.readNext();
            if (!reader.isStartElement()) {
                continue;
            }
            const QString name = reader.name().toString();
            for (const char* loading : {"script", "link", "iframe", "object", "embed", "base", "audio", "video"}) {
                QVERIFY2(name != QLatin1String(loading), loading);
            }
            for (const QXmlStreamAttribute& attribute : reader.attributes()) {
                const QString key = attribute.name().toString();
                const QString value = attribute.value().toString();
                QVERIFY2(!key.startsWith(QLatin1String("on")), qPrintable(key));
                if (key == QLatin1String("src") || key == QLatin1String("href")) {
                    QVERIFY2(value.startsWith('#') || value.startsWith(QLatin1String("data:")), qPrintable(value));
                }
            }
        }
        for (const char* address : {"http:", "https:", "@import", "url(//"}) {
            QVERIFY2(!m_html.contains(QLatin1String(address)), address);
        }
    }

    void namesAreText()
    {
        QXmlStreamReader reader(m_html);
        QString text;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters) {
                text += reader.text();
            }
        }
        QVERIFY(text.contains(hostileName()));
        QVERIFY(!m_html.contains(QLatin1String("<script")));
    }

    void lettersThatHtmlForbids()
    {
        ReportDocument document;
        document.title = QString(QChar(1)) + QChar(0xFFFF) + QStringLiteral("a");
        document.language = QStringLiteral("en");
        QXmlStreamReader reader(toHtml(document));
        while (!reader.atEnd()) {
            reader.readNext();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }

    void hasWhatReadersNeed_data()
    {
        QTest::addColumn<QString>("part");
        QTest::newRow("language") << "<html lang=\"en\">";
        QTest::newRow("dark") << "prefers-color-scheme: dark";
        QTest::newRow("print") << "@media print";
        QTest::newRow("encoding") << "charset=\"utf-8\"";
        QTest::newRow("numbered caption") << "Figure 1.</span> The loss of &lt; both &gt;";
        QTest::newRow("numbered table") << "Table 1.</span>";
        QTest::newRow("formula") << "<math display=\"block\">";
        QTest::newRow("column of numbers") << "<td class=\"right\">";
        QTest::newRow("picture with a name") << "<svg role=\"img\" aria-label=\"Loss of ";
        QTest::newRow("contents") << "<a href=\"#section-2\">";
    }

    void hasWhatReadersNeed()
    {
        QFETCH(QString, part);
        QVERIFY2(m_html.contains(part), qPrintable(m_html.left(6000)));
    }

  private:
    QString m_html;
};

QTEST_MAIN(tst_HtmlWriter)

#include "tst_HtmlWriter.moc"
