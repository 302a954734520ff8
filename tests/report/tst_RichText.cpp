#include <QTest>

#include "ui/report/RichText.h"

using namespace normscope::ui;

namespace
{

/// "plain|*emphasis*|…": the spans with a letter for their style.
QString shown(const RichText& text)
{
    QStringList parts;
    for (const Span& span : text) {
        parts << QStringLiteral("PESCM").at(static_cast<int>(span.style)) + QLatin1Char(':') + span.text;
    }
    return parts.join(QLatin1Char('|'));
}

}  // namespace

/// Markup of sentences, and values that must not become any.
class tst_RichText : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void markup_data()
    {
        QTest::addColumn<QString>("markup");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* markup, const QStringList& values, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(markup) << values << QString::fromUtf8(expected);
        };
        row("plain", "a b", {}, "P:a b");
        row("all styles", "a *b* **c** `d` $e$", {}, "P:a |E:b|P: |S:c|P: |C:d|P: |M:e");
        row("value", "**%1** of %2", {"3", "4"}, "S:3|P: of 4");
        row("value with markup", "x %1", {"*a* `b` $c$ **d**"}, "P:x *a* `b` $c$ **d**");
        row("value with a place in it", "%1 %2", {"%2", "z"}, "P:%2 z");
        row("percent sign", "95 % of %1", {"x"}, "P:95\u00A0% of x");
        row("no such value", "%1 %3", {"a"}, "P:a %3");
        row("more than nine", "%10", {"1", "2", "3", "4", "5", "6", "7", "8", "9", "ten"}, "P:ten");
        row("backslash", "a \\*b\\*", {}, "P:a *b*");
        row("math keeps backslashes", "$\\gamma * 2$", {}, "M:\\gamma * 2");
        row("code keeps stars", "`a*b`", {}, "C:a*b");
        row("units stay with numbers", "+0.25 pp in 3 s, 3 seeds", {}, "P:+0.25\u00A0pp in 3\u00A0s, 3 seeds");
        row("code is left alone", "`5 s`", {}, "C:5 s");
        row("empty", "", {}, "");
    }

    void markup()
    {
        QFETCH(QString, markup);
        QFETCH(QStringList, values);
        QFETCH(QString, expected);
        QCOMPARE(shown(richText(markup, values)), expected);
    }

    void literalIsNoMarkup() { QCOMPARE(shown(literal("*a* `b`")), QString("P:*a* `b`")); }

    void joins()
    {
        QCOMPARE(shown(joined({literal("a"), {}, richText("*b*")}, "; ")), QString("P:a|P:; |E:b"));
        QCOMPARE(shown(joined({}, "; ")), QString());
    }

    void plain() { QCOMPARE(plainText(richText("*a* `b` $\\sigma_B^2$")), QString("a b σ_B^2")); }
};

QTEST_GUILESS_MAIN(tst_RichText)

#include "tst_RichText.moc"
