#include <QTest>

#include <normscope/base/PlainText.h>

#include "../support/Expect.h"

using namespace normscope;

/// U+FFFD in UTF-8.
#define REPLACED "\xef\xbf\xbd"

class tst_PlainText : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void texts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("terminal");
        QTest::addColumn<QByteArray>("sentence");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& terminal,
                            const QByteArray& sentence) { QTest::newRow(name) << text << terminal << sentence; };
        row("empty", "", "", "");
        row("plain", "a b~", "a b~", "a b~");
        row("letters of two, three and four bytes", "é漢😀", "é漢😀", "é漢😀");
        row("lines and tabulators", "a\n\tb", "a\n\tb", "a" REPLACED REPLACED "b");
        row("escape sequence", "\x1b[31mred", REPLACED "[31mred", REPLACED "[31mred");
        row("carriage return and bell", "a\r\a", "a" REPLACED REPLACED, "a" REPLACED REPLACED);
        row("zero", QByteArray("a\0b", 3), "a" REPLACED "b", "a" REPLACED "b");
        row("delete", "\x7f", REPLACED, REPLACED);
        row("C1 as a letter",
            "\xc2\x9b"
            "2J",
            REPLACED "2J", REPLACED "2J");
        row("C1 as a byte",
            "\x9b"
            "2J",
            REPLACED "2J", REPLACED "2J");
        row("first letter behind C1", "\xc2\xa0", "\xc2\xa0", "\xc2\xa0");
        row("Latin 1", "caf\xe9/x", "caf\xe9/x", "caf\xe9/x");
        row("cut within a letter", "\xe6\xbc", "\xe6\xbc", "\xe6\xbc");
        row("80 letters", QByteArray(80, 'x'), QByteArray(80, 'x'), QByteArray(80, 'x'));
        row("81 letters", QByteArray(81, 'x'), QByteArray(81, 'x'), QByteArray(80, 'x') + "…");
        row("cut at a letter's end", QByteArray(79, 'x') + "漢字", QByteArray(79, 'x') + "漢字",
            QByteArray(79, 'x') + "漢…");
    }

    void texts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, terminal);
        QFETCH(QByteArray, sentence);
        QCOMPARE(QByteArray::fromStdString(forTerminal(text.toStdString())), terminal);
        QCOMPARE(QByteArray::fromStdString(inSentence(text.toStdString())), sentence);
    }

    void utf8_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("whole");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& whole) {
            QTest::newRow(name) << text << whole;
        };
        row("empty", "", "");
        row("letters", "aé漢😀\x7f\x01", "aé漢😀\x7f\x01");
        row("the last letter there is", "\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf");
        row("one after it", "\xf4\x90\x80\x80", REPLACED REPLACED REPLACED REPLACED);
        row("Latin 1", "caf\xe9/x", "caf" REPLACED "/x");
        row("cut within a letter", "x\xe6\xbc", "x" REPLACED REPLACED);
        row("a surrogate", "\xed\xa0\x80", REPLACED REPLACED REPLACED);
        row("a slash in three bytes", "\xe0\x80\xaf", REPLACED REPLACED REPLACED);
        row("in four", "\xf0\x80\x80\xaf", REPLACED REPLACED REPLACED REPLACED);
        row("in two", "\xc0\xaf", REPLACED REPLACED);
    }

    void utf8()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, whole);
        QCOMPARE(QByteArray::fromStdString(asUtf8(text.toStdString())), whole);
        QCOMPARE(isUtf8(text.toStdString()), text == whole);
        QVERIFY(isUtf8(whole.toStdString()));
    }

    void longerSentences()
    {
        COMPARE_TEXT(inSentence("abcdef", 3), "abc…");
        COMPARE_TEXT(inSentence("abc", 3), "abc");
    }
};

QTEST_GUILESS_MAIN(tst_PlainText)
#include "tst_PlainText.moc"
