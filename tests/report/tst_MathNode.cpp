#include <QTest>
#include <QXmlStreamReader>

#include "ui/report/MathNode.h"

using namespace normscope::ui;

/// The part of LaTeX that the report's formulas use.
class tst_MathNode : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void oneLine_data()
    {
        QTest::addColumn<QString>("latex");
        QTest::addColumn<QString>("expected");
        QTest::newRow("sum") << "\\frac{1}{m} \\sum_{i=1}^{m} x_i"
                             << "(1)/(m)∑_(i = 1)^mx_i";
        QTest::newRow("normalized") << "\\frac{x - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}}"
                                    << "(x − μ_B)/(√(σ_B^2 + ε))";
        QTest::newRow("words") << "\\text{two words} \\cdot 0.9"
                               << "two words · 0.9";
        QTest::newRow("both scripts in any order") << "x^2_i"
                                                   << "x_i^2";
        QTest::newRow("unknown command") << "\\foo x"
                                         << "foox";
        QTest::newRow("unfinished") << "\\frac{1"
                                    << "(1)/()";
        QTest::newRow("script at the end") << "x_"
                                           << "x";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("lone backslash") << "a\\"
                                        << "a";
        QTest::newRow("words without end") << "\\text{abc"
                                           << "abc";
    }

    void oneLine()
    {
        QFETCH(QString, latex);
        QFETCH(QString, expected);
        QCOMPARE(mathText(parseMath(latex)), expected);
    }

    void mathMl_data()
    {
        QTest::addColumn<QString>("latex");
        QTest::addColumn<QString>("expected");
        QTest::newRow("fraction") << "\\frac{a}{2}"
                                  << "<mfrac><mrow><mi>a</mi></mrow><mrow><mn>2</mn></mrow></mfrac>";
        QTest::newRow("limits") << "\\sum_{i}^{m}"
                                << "<munderover><mo>∑</mo><mrow><mi>i</mi></mrow><mrow><mi>m</mi></mrow></munderover>";
        QTest::newRow("scripts") << "\\sigma_B^2"
                                 << "<msubsup><mi>σ</mi><mrow><mi>B</mi></mrow><mrow><mn>2</mn></mrow></msubsup>";
        QTest::newRow("parentheses") << "(a)^2"
                                     << "<mo form=\"prefix\" stretchy=\"false\">(</mo><mi>a</mi><msup><mo "
                                        "form=\"postfix\" stretchy=\"false\">)</mo><mrow><mn>2</mn></mrow></msup>";
        QTest::newRow("escaped") << "a < b"
                                 << "<mi>a</mi><mo>&lt;</mo><mi>b</mi>";
    }

    void mathMl()
    {
        QFETCH(QString, latex);
        QFETCH(QString, expected);
        QCOMPARE(toMathMl(parseMath(latex)), expected);
    }
};

QTEST_GUILESS_MAIN(tst_MathNode)

#include "tst_MathNode.moc"
