#include <QTest>
#include <cmath>
#include <limits>

#include "ui/charts/ChartAxes.h"

using namespace normscope::ui;

namespace
{

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const AxisOptions kPlain{};
const AxisOptions kInteger{QString(), AxisScale::Linear, false, true};
const AxisOptions kPercent{QString(), AxisScale::Linear, true, false};
const AxisOptions kLog{QString(), AxisScale::Log, false, false};

}  // namespace

Q_DECLARE_METATYPE(normscope::ui::AxisOptions)

class tst_ChartAxes : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void ticks_data();
    void ticks();
    void minorTicksOfALogarithmicAxis();
    void followingRange_data();
    void followingRange();
    void growsInFewSteps();
    void markersAreThinned_data();
    void markersAreThinned();
    void valueText_data();
    void valueText();
};

void tst_ChartAxes::ticks_data()
{
    QTest::addColumn<AxisOptions>("axis");
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::addColumn<int>("most");
    QTest::addColumn<QString>("labels");
    QTest::newRow("plain") << kPlain << 0.0 << 2.5 << 5 << "0 0.5 1.0 1.5 2.0 2.5";
    QTest::newRow("within") << kPlain << 0.31 << 0.58 << 3 << "0.4 0.5";
    QTest::newRow("negative") << kPlain << -0.2 << 0.2 << 4 << "-0.2 -0.1 0 0.1 0.2";
    QTest::newRow("thousands") << kInteger << 0.0 << 60'000.0 << 4 << "0 20,000 40,000 60,000";
    QTest::newRow("no half iterations") << kInteger << 1.0 << 3.0 << 10 << "1 2 3";
    QTest::newRow("no whole number in sight") << kInteger << 1.2 << 1.8 << 10 << "";
    QTest::newRow("percent") << kPercent << 0.9 << 1.0 << 5 << "90_% 92_% 94_% 96_% 98_% 100_%";
    QTest::newRow("fine percent") << kPercent << 0.99 << 0.995 << 5 << "99.0_% 99.1_% 99.2_% 99.3_% 99.4_% 99.5_%";
    QTest::newRow("decades") << kLog << 0.001 << 10.0 << 6 << "0.001 0.01 0.1 1 10";
    QTest::newRow("within decades") << kLog << 0.2 << 20.0 << 6 << "0.2 0.5 1 2 5 10 20";
    QTest::newRow("less than a decade") << kLog << 2.0 << 4.0 << 4 << "2.0 2.5 3.0 3.5 4.0";
    QTest::newRow("very many decades") << kLog << 1e-12 << 1.0 << 4 << "1e-12 1e-09 1e-06 0.001 1";
    QTest::newRow("tiny") << kPlain << 0.0 << 2e-7 << 2 << "0 1e-07 2e-07";
}

void tst_ChartAxes::ticks()
{
    QFETCH(AxisOptions, axis);
    QFETCH(double, lower);
    QFETCH(double, upper);
    QFETCH(int, most);
    QStringList labels;
    for (const Tick& tick : ticksOf(axis, lower, upper, most).labelled) {
        QVERIFY(tick.value >= lower - 1e-9 && tick.value <= upper + 1e-9);
        labels << QString(tick.label).replace(QLatin1Char(' '), QLatin1Char('_'));
    }
    QTEST(labels.join(QLatin1Char(' ')), "labels");
}

void tst_ChartAxes::minorTicksOfALogarithmicAxis()
{
    const Ticks ticks = ticksOf(kLog, 1, 100, 3);
    QCOMPARE(ticks.labelled.size(), std::size_t{3});
    // 2 to 9 and 20 to 90
    QCOMPARE(ticks.minor.size(), std::size_t{16});
    QCOMPARE(ticks.minor.front(), 2.0);
    QCOMPARE(ticks.minor.back(), 90.0);
}

void tst_ChartAxes::followingRange_data()
{
    QTest::addColumn<AxisOptions>("axis");
    QTest::addColumn<QList<double>>("values");
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    using Values = QList<double>;
    QTest::newRow("nothing") << kPlain << Values() << 0.0 << 1.0;
    QTest::newRow("nothing, logarithmic") << kLog << Values() << 1.0 << 10.0;
    QTest::newRow("from zero") << kInteger << Values{1, 3000} << 0.0 << 3000.0;
    QTest::newRow("next round number") << kInteger << Values{1, 3001} << 0.0 << 3500.0;
    QTest::newRow("one iteration") << kInteger << Values{1} << 0.0 << 1.0;
    QTest::newRow("only zero") << kPlain << Values{0} << 0.0 << 1.0;
    QTest::newRow("one negative") << kPlain << Values{-4} << -4.5 << -3.5;
    QTest::newRow("high accuracies") << kPercent << Values{0.94, 0.99} << 0.94 << 0.99;
    QTest::newRow("accuracies end at 100 %") << kPercent << Values{0.1, 0.995} << 0.0 << 1.0;
    QTest::newRow("differences") << kPlain << Values{-0.3, 0.5} << -0.3 << 0.5;
    QTest::newRow("not finite") << kPlain << Values{1, kNan, std::numeric_limits<double>::infinity(), 2} << 0.0 << 2.0;
    QTest::newRow("logarithmic") << kLog << Values{0.03, 2.4} << 0.02 << 2.5;
    QTest::newRow("logarithmic without zeros") << kLog << Values{0, -1, 0.6, 80} << 0.5 << 80.0;
    QTest::newRow("logarithmic, one value") << kLog << Values{1} << 1.0 << 10.0;
}

void tst_ChartAxes::followingRange()
{
    QFETCH(AxisOptions, axis);
    QFETCH(QList<double>, values);
    QFETCH(double, lower);
    QFETCH(double, upper);
    Extent extent;
    for (const double value : values) {
        extent.add(value);
    }
    const AxisRange range = normscope::ui::followingRange(axis, extent, 0);
    QVERIFY2(std::abs(range.lower - lower) < 1e-12, qPrintable(QString::number(range.lower)));
    QVERIFY2(std::abs(range.upper - upper) < 1e-12, qPrintable(QString::number(range.upper)));
}

void tst_ChartAxes::growsInFewSteps()
{
    Extent extent;
    double last = 0;
    int steps = 0;
    for (int i = 1; i <= 60'000; ++i) {
        extent.add(i);
        const AxisRange range = normscope::ui::followingRange(kInteger, extent, 0);
        QVERIFY(range.lower <= 1 && range.upper >= i);
        QVERIFY(i < 10 || range.upper <= 1.26 * i);
        steps += range.upper != last ? 1 : 0;
        last = range.upper;
    }
    QVERIFY2(steps < 80, qPrintable(QString::number(steps)));
}

void tst_ChartAxes::markersAreThinned_data()
{
    QTest::addColumn<int>("epochs");
    QTest::addColumn<double>("width");
    QTest::addColumn<int>("stride");
    QTest::newRow("all") << 50 << 400.0 << 1;
    QTest::newRow("every second") << 51 << 400.0 << 2;
    QTest::newRow("every fifth") << 120 << 400.0 << 5;
    QTest::newRow("every tenth") << 300 << 400.0 << 10;
    QTest::newRow("every hundredth") << 3000 << 300.0 << 100;
    QTest::newRow("one") << 1 << 400.0 << 1;
}

void tst_ChartAxes::markersAreThinned()
{
    QFETCH(int, epochs);
    QFETCH(double, width);
    QFETCH(int, stride);
    std::vector<double> markers;
    for (int i = 1; i <= epochs; ++i) {
        markers.push_back(i);
    }
    const AxisMap x(AxisScale::Linear, 0, epochs, 0, width);
    const std::vector<double> pixels = markerPixels(markers, x, 8);
    QCOMPARE(pixels.size(), static_cast<std::size_t>(epochs / stride));
    for (std::size_t i = 0; i < pixels.size(); ++i) {
        QVERIFY(std::abs(pixels[i] - x.toPixel(static_cast<double>(stride) * static_cast<double>(i + 1))) < 1e-6);
    }
    // On a logarithmic axis they crowd at its end.
    const std::vector<double> crowded = markerPixels(markers, AxisMap(AxisScale::Log, 1, epochs + 1, 0, width), 8);
    for (std::size_t i = 1; i < crowded.size(); ++i) {
        QVERIFY(crowded[i] - crowded[i - 1] >= 4);
    }
    QVERIFY(!crowded.empty());
}

void tst_ChartAxes::valueText_data()
{
    QTest::addColumn<AxisOptions>("axis");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("expected");
    QTest::newRow("loss") << kPlain << 0.0123456 << "0.01235";
    QTest::newRow("iteration") << kInteger << 12345.0 << "12,345";
    QTest::newRow("percent") << kPercent << 0.98765 << "98.77 %";
    QTest::newRow("not a number") << kPercent << kNan << "nan";
    QTest::newRow("infinite") << kPlain << -std::numeric_limits<double>::infinity() << "-inf";
}

void tst_ChartAxes::valueText()
{
    QFETCH(AxisOptions, axis);
    QFETCH(double, value);
    // A decimal point, whatever the user's locale.
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German));
    const QString text = normscope::ui::valueText(axis, value);
    QLocale::setDefault(before);
    QTEST(text, "expected");
}

QTEST_GUILESS_MAIN(tst_ChartAxes)

#include "tst_ChartAxes.moc"
