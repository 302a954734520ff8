#include <QTest>
#include <cmath>
#include <limits>

#include <normscope/experiment/Variants.h>

#include "ui/charts/ChartExport.h"
#include "ui/charts/LineChart.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

/// A level line at 5 from x = 0 to 10, with a band from `lower` to `upper`.
CurveId addBand(LineChart& chart, double lower, double upper, const QString& label = "mean")
{
    const CurveId id = chart.addCurve({label, kBn, 0, CurveForm::Line});
    chart.append(id, std::vector<QPointF>{{0, 5}, {10, 5}});
    chart.setBand(id, {{{0, lower}, {10, lower}}, {{0, upper}, {10, upper}}});
    return id;
}

/// The column of pixels through the middle of the plot, as it is on the screen.
QList<QColor> middleColumn(LineChart& chart)
{
    chart.resize(600, 400);
    chart.show();
    if (!QTest::qWaitForWindowExposed(&chart)) {
        return {};
    }
    chart.refresh();
    QTest::qWait(0);
    const QImage image = chart.grab().toImage();
    QList<QColor> column;
    for (int y = 0; y < image.height(); ++y) {
        column.push_back(image.pixelColor(image.width() / 2, y));
    }
    return column;
}

/// How many pixels have the band's colour: the curve's, faint on the ground.
int bandPixels(const QList<QColor>& column, const QColor& pure, const QColor& ground)
{
    const auto faint = [](int of, int on) { return on + (of - on) * 0.16; };
    return static_cast<int>(std::count_if(column.begin(), column.end(), [&](const QColor& at) {
        return std::abs(at.red() - faint(pure.red(), ground.red())) < 3 &&
               std::abs(at.green() - faint(pure.green(), ground.green())) < 3 &&
               std::abs(at.blue() - faint(pure.blue(), ground.blue())) < 3;
    }));
}

int bandPixels(LineChart& chart)
{
    const QColor ground = chart.palette().color(QPalette::Base);
    return bandPixels(middleColumn(chart), variantColor(kBn, 0, isDark(chart.palette())), ground);
}

}  // namespace

class tst_CurveBand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void isDrawnBehindItsCurve_data();
    void isDrawnBehindItsCurve();
    void goesWithItsCurve();
    void belongsToTheData();
    void reachesTheEdgeOfALogarithmicAxis();
    void doesNotDragTheRangeBelowZero_data();
    void doesNotDragTheRangeBelowZero();
    void isInThePicture();
    void isInTheTable();
    void isReadAtTheCrosshair();
};

void tst_CurveBand::isDrawnBehindItsCurve_data()
{
    QTest::addColumn<QColor>("ground");
    QTest::newRow("light") << QColor(Qt::white);
    QTest::newRow("dark") << QColor(30, 32, 36);
}

void tst_CurveBand::isDrawnBehindItsCurve()
{
    QFETCH(const QColor, ground);
    LineChart chart;
    QPalette palette = chart.palette();
    palette.setColor(QPalette::Base, ground);
    chart.setPalette(palette);
    QCOMPARE(isDark(palette), ground != QColor(Qt::white));
    const CurveId id = addBand(chart, 3, 7);
    const int narrow = bandPixels(chart);
    QVERIFY2(narrow > 50, qPrintable(QString::number(narrow)));
    // Another band of the same curve, in the same range: half as high.
    addBand(chart, 3, 7, "for the range");
    chart.setBand(id, {{{0, 4}, {10, 4}}, {{0, 6}, {10, 6}}});
    chart.setCurveVisible(chart.curves().back(), true);
    chart.setBand(chart.curves().back(), {});
    chart.setVisibleRange({0, 10, 2, 8});
    const int half = bandPixels(chart);
    chart.setBand(id, {{{0, 3}, {10, 3}}, {{0, 7}, {10, 7}}});
    const int whole = bandPixels(chart);
    QVERIFY2(std::abs(whole - 2 * half) < 8, qPrintable(QString("%1 and %2").arg(whole).arg(half)));
}

void tst_CurveBand::goesWithItsCurve()
{
    LineChart chart;
    const CurveId id = addBand(chart, 3, 7);
    QVERIFY(bandPixels(chart) > 50);
    chart.setCurveVisible(id, false);
    QTest::qWait(20);
    QCOMPARE(bandPixels(chart), 0);
    chart.setCurveVisible(id, true);
    QTest::qWait(20);
    QVERIFY(bandPixels(chart) > 50);
    chart.setBand(id, {});
    QCOMPARE(bandPixels(chart), 0);
    QVERIFY(chart.band(id).upper.empty());
    chart.removeCurve(id);
    QVERIFY(chart.band(id).upper.empty());
}

void tst_CurveBand::belongsToTheData()
{
    LineChart chart;
    const CurveId id = addBand(chart, 0.5, 40);
    QVERIFY(chart.dataRange().yMin <= 0.5);
    QVERIFY(chart.dataRange().yMax >= 40);
    chart.setCurveVisible(id, false);
    QVERIFY(chart.dataRange().yMax < 40);
    chart.setCurveVisible(id, true);
    // An edge that is no number says nothing.
    const double nan = std::numeric_limits<double>::quiet_NaN();
    chart.setBand(id, {{{0, nan}, {10, 4}}, {{0, 6}, {10, nan}}});
    QVERIFY(std::isfinite(chart.dataRange().yMin) && std::isfinite(chart.dataRange().yMax));
    QVERIFY(chart.dataRange().yMax < 40);
}

void tst_CurveBand::reachesTheEdgeOfALogarithmicAxis()
{
    LineChart chart;
    chart.setAxes({}, {{}, AxisScale::Log, false, false});
    addBand(chart, -1, 7);
    chart.setVisibleRange({0, 10, 1, 10});
    const int down = bandPixels(chart);
    chart.setBand(chart.curves().front(), {{{0, 1}, {10, 1}}, {{0, 7}, {10, 7}}});
    QVERIFY(down > 50);
    QCOMPARE(bandPixels(chart), down);
}

void tst_CurveBand::doesNotDragTheRangeBelowZero_data()
{
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<double>("curve");
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::addColumn<double>("least");  ///< of the range: below and above
    QTest::addColumn<double>("most");
    QTest::newRow("linear") << false << 5.0 << -150.0 << 8.0 << 0.0 << 10.0;
    QTest::newRow("logarithmic") << true << 5.0 << -150.0 << 8.0 << 0.5 << 10.0;
    QTest::newRow("logarithmic, just above zero") << true << 5.0 << 1e-9 << 8.0 << 0.5 << 10.0;
    QTest::newRow("a difference has both signs") << false << -5.0 << -8.0 << 2.0 << -10.0 << 4.0;
    QTest::newRow("runs away") << false << 5.0 << 1.0 << 1e20 << 0.0 << 10.0;
}

void tst_CurveBand::doesNotDragTheRangeBelowZero()
{
    QFETCH(bool, isLog);
    QFETCH(double, curve);
    QFETCH(double, lower);
    QFETCH(double, upper);
    QFETCH(double, least);
    QFETCH(double, most);
    LineChart chart;
    chart.setAxes({}, {"Loss", isLog ? AxisScale::Log : AxisScale::Linear});
    const CurveId id = chart.addCurve({"mean", kBn, 0, CurveForm::Line, 5});
    chart.append(id, std::vector<QPointF>{{0, curve}, {10, curve}});
    chart.setBand(id, {{{0, lower}, {10, lower}}, {{0, upper}, {10, upper}}});
    const ChartRange range = chart.dataRange();
    QVERIFY2(range.yMin >= least && range.yMax <= most,
             qPrintable(QString("%1 to %2").arg(range.yMin).arg(range.yMax)));
    QVERIFY(upper > 100 || range.yMax >= upper);
    QVERIFY(range.yMin <= curve);
    QVERIFY(curve > 0 || range.yMin <= lower);
}

void tst_CurveBand::isInThePicture()
{
    LineChart chart;
    const CurveId id = addBand(chart, 3, 7);
    chart.setVisibleRange({0, 10, 2, 8});
    const auto pixels = [&] {
        const QImage image = picture(chart, PictureOptions());
        QList<QColor> column;
        for (int y = 0; y < image.height(); ++y) {
            // Not in the middle: there is a line of the grid.
            column.push_back(image.pixelColor(image.width() * 45 / 100, y));
        }
        return bandPixels(column, variantColor(kBn, 0, false), Qt::white);
    };
    QVERIFY(pixels() > 50);
    chart.setCurveVisible(id, false);
    QCOMPARE(pixels(), 0);
}

void tst_CurveBand::isInTheTable()
{
    LineChart chart;
    chart.setAxes({"x", AxisScale::Linear, false, false}, {"y", AxisScale::Linear, false, false});
    addBand(chart, 3, 7);
    const CurveId plain = chart.addCurve({"plain", kNoBn, 0, CurveForm::Line});
    chart.append(plain, std::vector<QPointF>{{1, 2}});
    QCOMPARE(chartCsv(chart, CsvExtent::All), std::string("curve,x,y,lower,upper\n"
                                                          "mean,0,5,3,7\n"
                                                          "mean,10,5,3,7\n"
                                                          "plain,1,2,,\n"));
    chart.setBand(chart.curves().front(), {});
    QVERIFY(chartCsv(chart, CsvExtent::All).starts_with("curve,x,y\nmean,0,5\n"));
}

void tst_CurveBand::isReadAtTheCrosshair()
{
    LineChart chart;
    addBand(chart, 3, 7);
    chart.setCrosshair(4.0);
    QCOMPARE(chart.crosshairText().at(1), QString("mean\t5\t3 – 7"));
}

QTEST_MAIN(tst_CurveBand)
#include "tst_CurveBand.moc"
