#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <limits>

#include <normscope/experiment/Variants.h>

#include "ShownChart.h"
#include "ui/charts/EndMarks.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

class tst_LineChart : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::optional<double>>(); }
    void followsItsData();
    void sharedRangeIsShownAtLeast();
    void logarithmicAxisLeavesOutWhatIsNotPositive();
    void valuesThatAreNotFiniteDoNotSpoilTheRange();
    void aRunawayDoesNotFlattenItsTwin_data();
    void aRunawayDoesNotFlattenItsTwin();
    void allRunawaysAreInView();
    void spikesOfWhatRunsAwayAreNot();
    void spikesAreInView_data();
    void spikesAreInView();
    void allOfAnUnusualQuantityIsInView();
    void curvesComeInTheOrderAskedFor();
    void marksWhereACurveEnds();
    void endMarksAreNeverCut();
    void smoothingIsChosen();
    void menuStartsWithReset();
    void menuTogglesLogarithmicAxis();
    void coloursFollowThePalette();
    void hiddenWidgetCatchesUp();
    void removedCurvesAreGone();
    void drawsAtHighResolution();
    void hasNamesForScreenReaders();
};

void tst_LineChart::followsItsData()
{
    ShownChart shown;
    QVERIFY(shown.chart.isFollowing());
    QCOMPARE(shown.chart.visibleRange().xMin, 0.0);
    QCOMPARE(shown.chart.visibleRange().xMax, 1000.0);
    shown.appendMore(1000);
    QVERIFY(shown.chart.isFollowing());
    QCOMPARE(shown.chart.visibleRange().xMax, 2000.0);
    QVERIFY(shown.chart.visibleRange().yMax >= 2.0);
    QCOMPARE(shown.chart.visibleRange(), shown.chart.dataRange());
}

void tst_LineChart::sharedRangeIsShownAtLeast()
{
    ShownChart shown;
    const ChartRange own = shown.chart.dataRange();
    shown.chart.setSharedRange(ChartRange{200, 4000, -1, 0.5});
    shown.chart.refresh();
    QCOMPARE(shown.chart.visibleRange(), (ChartRange{own.xMin, 4000, -1, own.yMax}));
    QCOMPARE(shown.chart.dataRange(), own);
    QVERIFY(shown.chart.isFollowing());
    shown.chart.setSharedRange(std::nullopt);
    QCOMPARE(shown.chart.visibleRange(), own);
}

void tst_LineChart::logarithmicAxisLeavesOutWhatIsNotPositive()
{
    ShownChart shown;
    const std::vector<QPointF> bad{{1001, 0}, {1002, -5}, {1003, 0.5}};
    shown.chart.append(shown.bn, bad);
    shown.chart.setAxes(shown.chart.xAxis(), {QStringLiteral("Loss"), AxisScale::Log});
    shown.chart.refresh();
    const ChartRange range = shown.chart.visibleRange();
    QVERIFY(range.yMin > 0 && range.yMin <= 0.001);
    QVERIFY(range.yMax >= 1 && range.yMax < 3);
    // Zoomed while linear to what a logarithmic axis has not got.
    shown.chart.setAxes(shown.chart.xAxis(), {QStringLiteral("Loss"), AxisScale::Linear});
    shown.chart.setVisibleRange({100, 200, -1, 1});
    shown.chart.setAxes(shown.chart.xAxis(), {QStringLiteral("Loss"), AxisScale::Log});
    QVERIFY(shown.chart.visibleRange().yMin > 0);
    QCOMPARE(shown.chart.visibleRange().xMin, 100.0);
    shown.chart.refresh();
    (void)shown.chart.grab();
}

void tst_LineChart::valuesThatAreNotFiniteDoNotSpoilTheRange()
{
    ShownChart shown;
    const ChartRange before = shown.chart.dataRange();
    const std::vector<QPointF> bad{{1001, std::numeric_limits<double>::quiet_NaN()},
                                   {1002, std::numeric_limits<double>::infinity()},
                                   {1003, -std::numeric_limits<double>::infinity()}};
    shown.chart.append(shown.bn, bad);
    shown.chart.refresh();
    QCOMPARE(shown.chart.dataRange(), before);
    QCOMPARE(shown.chart.points(shown.bn).size(), std::size_t{1003});
    (void)shown.chart.grab();
}

void tst_LineChart::aRunawayDoesNotFlattenItsTwin_data()
{
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    QTest::addColumn<QList<double>>("losses");
    QTest::addColumn<bool>("isLog");
    for (const bool isLog : {false, true}) {
        const char* scale = isLog ? "logarithmic" : "linear";
        QTest::addRow("explodes, then no number, %s", scale)
            << QList<double>{2.3, 2.5, 3, 8, 60, 1e5, 1e24, kNan, kNan} << isLog;
        QTest::addRow("explodes and stays there, %s", scale) << QList<double>{2.3, 900, 1e12, 1e12, 1e12} << isLog;
        QTest::addRow("comes back from far away, %s", scale) << QList<double>{2.3, 2e6, 1e7, 2.4, 2.3} << isLog;
        QTest::addRow("at once, %s", scale) << QList<double>{2.3, std::numeric_limits<float>::max()} << isLog;
        QTest::addRow("up and down, %s", scale) << QList<double>{2.3, -1e9, 1e9, -1e18} << isLog;
    }
}

void tst_LineChart::aRunawayDoesNotFlattenItsTwin()
{
    QFETCH(QList<double>, losses);
    QFETCH(bool, isLog);
    const auto makeChart = [&](LineChart& chart, int stride) {
        chart.setAxes({QStringLiteral("Iteration"), AxisScale::Linear, false, true},
                      {QStringLiteral("Loss"), isLog ? AxisScale::Log : AxisScale::Linear});
        const CurveId bn = chart.addCurve({QStringLiteral("BN"), kBn, 0, CurveForm::RawAndSmoothed, 2.4});
        const CurveId other = chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::RawAndSmoothed, 2.3});
        for (int i = 0; i < 1000; ++i) {
            const QPointF good(i + 1, 0.05 + 2.35 * std::exp(-i / 50.0));
            chart.append(bn, std::span(&good, 1));
            if (i < losses.size()) {
                const QPointF bad(i + 1, losses[i]);
                chart.append(other, std::span(&bad, 1));
            }
            if (i % stride == 0) {
                (void)chart.dataRange();
            }
        }
    };
    LineChart chart;
    makeChart(chart, 1);
    const ChartRange range = chart.visibleRange();
    QVERIFY2(range.yMax >= 2.4 && range.yMax <= 5, qPrintable(QString::number(range.yMax)));
    QVERIFY(range.yMin <= 0.05 && range.yMin >= 0);
    QCOMPARE(range.xMax, 1000.0);
    // By the points alone, however they came.
    LineChart atOnce;
    makeChart(atOnce, 10'000);
    QCOMPARE(atOnce.visibleRange(), range);
    // Nothing is lost, and who zooms out sees it.
    QCOMPARE(chart.points(chart.curves().back()).size(), static_cast<std::size_t>(losses.size()));
    chart.setVisibleRange({0, 1000, isLog ? 1e-3 : 0, 1e24});
    QCOMPARE(chart.visibleRange().yMax, 1e24);
}

void tst_LineChart::spikesOfWhatRunsAwayAreNot()
{
    // Once it has run away, a spike that came before flattens its twin as much.
    LineChart chart;
    const CurveId id = chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::RawAndSmoothed, 2.3});
    chart.append(id, std::vector<QPointF>{{1, 2.3}, {2, 2.3}, {3, 2.2}, {4, 55}, {5, 2.2}, {6, 2.4}});
    QVERIFY(chart.dataRange().yMax >= 55);
    chart.append(id, std::vector<QPointF>{{7, 90}, {8, 1e31}});
    QVERIFY(chart.dataRange().yMax < 5);
}

void tst_LineChart::allRunawaysAreInView()
{
    // Most of it is far away, and there is no twin that it would press flat.
    LineChart chart;
    const CurveId id = chart.addCurve({QStringLiteral("BN"), kBn, 0, CurveForm::RawAndSmoothed, 2.3});
    chart.append(id, std::vector<QPointF>{{1, 2.3}, {2, 900}, {3, 2e5}, {4, 1e6}, {5, 80}});
    QVERIFY(chart.dataRange().yMax >= 1e6);
    // One that was calm for most of its time is not drawn by its end.
    const CurveId other = chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::RawAndSmoothed, 2.3});
    chart.append(other, std::vector<QPointF>{{1, 2.3}, {2, 2.2}, {3, 2.1}, {4, 1e6}});
    QVERIFY(chart.dataRange().yMax < 5);
    chart.setCurveVisible(other, false);
    QVERIFY(chart.dataRange().yMax >= 1e6);
}

void tst_LineChart::spikesAreInView_data()
{
    QTest::addColumn<QList<double>>("losses");
    QTest::addColumn<double>("greatest");
    QTest::newRow("noise") << QList<double>{2.3, 4, 9, 3, 12, 2} << 12.0;
    QTest::newRow("spike of fifty times the usual") << QList<double>{2.3, 2, 115, 2, 1} << 115.0;
    QTest::newRow("rising, not far") << QList<double>{2.3, 4, 8, 15, 20} << 20.0;
    QTest::newRow("from a bad start") << QList<double>{230, 40, 9, 3, 1} << 230.0;
}

void tst_LineChart::spikesAreInView()
{
    QFETCH(QList<double>, losses);
    LineChart chart;
    const CurveId id = chart.addCurve({QStringLiteral("BN"), kBn, 0, CurveForm::RawAndSmoothed, losses.front()});
    for (int i = 0; i < losses.size(); ++i) {
        const QPointF point(i, losses[i]);
        chart.append(id, std::span(&point, 1));
    }
    QFETCH(double, greatest);
    QVERIFY(chart.dataRange().yMax >= greatest);
}

void tst_LineChart::allOfAnUnusualQuantityIsInView()
{
    // A learning rate that warms up: nobody says what is usual.
    LineChart chart;
    const CurveId id = chart.addCurve({QStringLiteral("BN"), kBn, 0, CurveForm::Line});
    chart.append(id, std::vector<QPointF>{{1, 1e-9}, {2, 1e-4}, {3, 10}});
    QVERIFY(chart.dataRange().yMax >= 10);
}

void tst_LineChart::curvesComeInTheOrderAskedFor()
{
    ShownChart shown;
    const CurveId a = shown.chart.addCurve({QStringLiteral("a"), kNoBn, 0, CurveForm::Line});
    const CurveId b = shown.chart.addCurve({QStringLiteral("b"), kNoBn, 1, CurveForm::Line});
    shown.chart.append(a, std::vector<QPointF>{{1, 0.5}, {1000, 0.5}});
    shown.chart.append(b, std::vector<QPointF>{{1, 0.25}, {1000, 0.25}});
    shown.chart.arrange({b, shown.bn});
    QCOMPARE(shown.chart.curves(), (std::vector<CurveId>{b, shown.bn, a}));
    shown.chart.refresh();
    QCoreApplication::processEvents();
    QVERIFY(shown.legendEntry(b)->x() < shown.legendEntry(shown.bn)->x());
    QVERIFY(shown.legendEntry(shown.bn)->x() < shown.legendEntry(a)->x());
    QCOMPARE(shown.legendEntry(b)->nextInFocusChain(), shown.legendEntry(shown.bn));
    shown.chart.setCrosshair(500);
    QVERIFY(shown.chart.crosshairText().at(1).startsWith(QStringLiteral("b\t")));
    QVERIFY(shown.chart.crosshairText().at(3).startsWith(QStringLiteral("a\t")));
}

void tst_LineChart::marksWhereACurveEnds()
{
    ShownChart shown;
    const CurveId id = shown.chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::RawAndSmoothed, 1});
    shown.chart.append(id, std::vector<QPointF>{{1, 1}, {399, 1.5}, {400, 1e24}, {401, std::nan("")}});
    shown.chart.refresh();
    QCoreApplication::processEvents();
    const QImage before = shown.plot->grab().toImage();
    shown.chart.setEndMark(id, QStringLiteral("diverged at 401"));
    QCOMPARE(shown.chart.endMark(id), QStringLiteral("diverged at 401"));
    QCoreApplication::processEvents();
    const QImage after = shown.plot->grab().toImage();
    // What has changed: the cross where the curve leaves at the top, and the words beside it.
    QRect changed;
    for (int y = 0; y < after.height(); ++y) {
        for (int x = 0; x < after.width(); ++x) {
            changed |= before.pixel(x, y) != after.pixel(x, y) ? QRect(x, y, 1, 1) : QRect();
        }
    }
    const double at = shown.xAt(changed.topLeft() + QPoint(4, 20));
    QVERIFY2(at > 385 && at < 415, qPrintable(QString::number(at)));
    QVERIFY(changed.top() < shown.plot->height() / 4);
    QVERIFY(changed.width() > shown.chart.fontMetrics().horizontalAdvance(QStringLiteral("diverged at 401")));
    shown.chart.setCurveVisible(id, false);
    shown.chart.refresh();
    QVERIFY(endMarksOf({}).empty());
}

void tst_LineChart::endMarksAreNeverCut()
{
    std::vector<EndMark> marks;
    for (const double x : {0.0, 1.0, 5.0, 9.9, 10.0, 10.0, 10.0}) {
        marks.push_back({kNoBn, {x, 1e24}, QStringLiteral("diverged at 1234")});
        marks.push_back({kNoBn, {x, 0}, QStringLiteral("diverged at 1234")});
    }
    const QRectF plot(40, 20, 300, 150);
    const QFontMetricsF metrics{QFont()};
    const auto placed = placeMarks(marks, AxisMap(AxisScale::Linear, 0, 10, plot.left(), plot.right()),
                                   AxisMap(AxisScale::Linear, 0, 1, plot.bottom(), plot.top()), plot, 4, metrics);
    QCOMPARE(placed.size(), marks.size());
    for (std::size_t i = 0; i < placed.size(); ++i) {
        QVERIFY(plot.adjusted(3, 3, -3, -3).contains(placed[i].at));
        QVERIFY(placed[i].text.isEmpty() || plot.contains(placed[i].text));
        for (std::size_t k = 0; k < i; ++k) {
            QVERIFY(!placed[i].text.intersects(placed[k].text.adjusted(0, 2, 0, -2)));
        }
    }
    QVERIFY(!placed.front().text.isEmpty());
}

void tst_LineChart::smoothingIsChosen()
{
    ShownChart shown;
    QCOMPARE(shown.chart.smoothing(), 50);
    const auto readings = [&](int window) {
        shown.chart.setSmoothing(window);
        shown.chart.setCrosshair(250);
        return shown.chart.crosshairText().at(1);
    };
    QCOMPARE(readings(50), QStringLiteral("BN\t0.25\t0.2255"));
    QCOMPARE(readings(10), QStringLiteral("BN\t0.25\t0.2455"));
    QCOMPARE(readings(1), QStringLiteral("BN\t0.25"));
    // Off: the raw values are bold, and nothing is faint.
    shown.chart.setCrosshair(std::nullopt);
    const auto bold = [&] {
        shown.chart.refresh();
        QCoreApplication::processEvents();
        const QImage image = shown.plot->grab().toImage();
        const QColor colour = variantColor(kBn, 0, isDark(shown.chart.palette()));
        std::vector<int> places;  // of bold pixels in the middle column
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(shown.middle.x(), y).rgb() == colour.rgb()) {
                places.push_back(y);
            }
        }
        return places;
    };
    const auto raw = bold();
    shown.chart.setSmoothing(200);
    const auto smooth = bold();
    QVERIFY(!raw.empty() && !smooth.empty());
    QVERIFY(smooth.front() > raw.front() + 5);  // a rising curve's mean lags behind, below it
    // Curves that come later are drawn alike.
    const CurveId later = shown.chart.addCurve({QStringLiteral("b"), kNoBn, 0, CurveForm::RawAndSmoothed});
    shown.chart.append(later, rising(1, 1000));
    shown.chart.setCrosshair(1000);
    QCOMPARE(shown.chart.crosshairText().at(1).mid(3), shown.chart.crosshairText().at(2).mid(2));
}

void tst_LineChart::menuStartsWithReset()
{
    ShownChart shown;
    shown.chart.setVisibleRange({100, 200, 0.1, 0.2});
    QSignalSpy exported(&shown.chart, &LineChart::exportRequested);
    QContextMenuEvent event(QContextMenuEvent::Mouse, shown.middle, shown.plot->mapToGlobal(shown.middle));
    QApplication::sendEvent(shown.plot, &event);
    auto* menu = shown.chart.findChild<QMenu*>(QStringLiteral("chartMenu"));
    QVERIFY(menu != nullptr);
    QStringList texts;
    QHash<QString, QAction*> actions;
    for (QAction* action : menu->actions()) {
        const QString text = action->text().remove(QLatin1Char('&'));
        if (!action->isSeparator()) {
            texts << text;
            actions[text] = action;
        }
    }
    QCOMPARE(texts,
             (QStringList{QStringLiteral("Reset zoom"), QStringLiteral("Enlarge (Enter)"),
                          QStringLiteral("Copy picture"), QStringLiteral("Export…"), QStringLiteral("Copy data as CSV"),
                          QStringLiteral("Axes and titles…"), QStringLiteral("Log y"), QStringLiteral("Log x")}));
    actions[QStringLiteral("Export…")]->trigger();
    QCOMPARE(exported.count(), 1);
    actions[QStringLiteral("Copy data as CSV")]->trigger();
    QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 1001);
    actions[QStringLiteral("Copy picture")]->trigger();
    QVERIFY(!QApplication::clipboard()->image().isNull());
    actions[QStringLiteral("Reset zoom")]->trigger();
    QVERIFY(shown.chart.isFollowing());
    menu->close();
}

void tst_LineChart::menuTogglesLogarithmicAxis()
{
    ShownChart shown;
    QContextMenuEvent event(QContextMenuEvent::Mouse, shown.middle, shown.plot->mapToGlobal(shown.middle));
    QApplication::sendEvent(shown.plot, &event);
    auto* menu = shown.chart.findChild<QMenu*>(QStringLiteral("chartMenu"));
    QAction* logY = menu->actions().at(menu->actions().size() - 2);
    QVERIFY(logY->isCheckable() && !logY->isChecked());
    logY->trigger();
    QCOMPARE(shown.chart.yAxis().scale, AxisScale::Log);
    QCOMPARE(shown.chart.xAxis().scale, AxisScale::Linear);
    QVERIFY(shown.chart.visibleRange().yMin > 0);
    menu->close();
}

void tst_LineChart::coloursFollowThePalette()
{
    ShownChart shown;
    const auto contains = [&](const QColor& color) {
        const QImage image = shown.chart.grab().toImage();
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).rgb() == color.rgb()) {
                    return true;
                }
            }
        }
        return false;
    };
    QPalette palette = shown.chart.palette();
    palette.setColor(QPalette::Base, Qt::white);
    shown.chart.setPalette(palette);
    QVERIFY(contains(variantColor(kBn, 0, false)));
    palette.setColor(QPalette::Base, QColor(0x1a, 0x1d, 0x22));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe9, 0xed));
    shown.chart.setPalette(palette);
    QVERIFY(contains(variantColor(kBn, 0, true)));
    QVERIFY(!contains(variantColor(kBn, 0, false)));
    QVERIFY(!contains(Qt::white));
}

void tst_LineChart::hiddenWidgetCatchesUp()
{
    ShownChart shown;
    const QImage before = shown.chart.grab().toImage();
    shown.chart.hide();
    shown.appendMore(4000);
    shown.chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&shown.chart));
    QCoreApplication::processEvents();
    QVERIFY(shown.chart.grab().toImage() != before);
    QCOMPARE(shown.chart.visibleRange().xMax, 5000.0);
    // The crosshair's pixels are those of the new axes, without a refresh() from outside.
    QVERIFY(shown.xAt(shown.middle) > 1000);
}

void tst_LineChart::removedCurvesAreGone()
{
    ShownChart shown;
    const CurveId other = shown.chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::Line});
    QVERIFY(other != shown.bn);
    shown.chart.append(other, std::vector<QPointF>{{1, 5}, {10'000, 5}});
    shown.chart.refresh();
    shown.chart.removeCurve(other);
    QCOMPARE(shown.chart.curves(), std::vector<CurveId>{shown.bn});
    QCOMPARE(shown.chart.dataRange().xMax, 1000.0);
    QVERIFY(shown.chart.points(other).empty());
    QVERIFY(!shown.chart.isCurveVisible(other));
    shown.chart.append(other, std::vector<QPointF>{{1, 5}});  // nothing happens
    shown.chart.removeAllCurves();
    QVERIFY(shown.chart.curves().empty());
    QCoreApplication::processEvents();
    QVERIFY(shown.legendEntry(shown.bn) == nullptr || !shown.legendEntry(shown.bn)->isVisible());
    (void)shown.chart.grab();
    // An id is not used again: what still refers to the old curve does not draw into another.
    QVERIFY(shown.chart.addCurve({}) > other);
}

void tst_LineChart::drawsAtHighResolution()
{
    ShownChart shown;
    QPixmap pixmap(shown.chart.size() * 2);
    pixmap.setDevicePixelRatio(2);
    shown.chart.render(&pixmap);
    const QImage image = pixmap.toImage();
    // The curve's end is in the upper right of the plot, in twice as many pixels.
    int inked = 0;
    const QColor blue = variantColor(kBn, 0, isDark(shown.chart.palette()));
    for (int y = 0; y < image.height() / 2; ++y) {
        for (int x = image.width() / 2; x < image.width(); ++x) {
            inked += image.pixelColor(x, y).rgb() == blue.rgb() ? 1 : 0;
        }
    }
    QVERIFY2(inked > 500, qPrintable(QString::number(inked)));
}

void tst_LineChart::hasNamesForScreenReaders()
{
    ShownChart shown;
    QCOMPARE(shown.chart.accessibleName(), QStringLiteral("Training loss"));
    QVERIFY2(shown.chart.accessibleDescription().contains(QStringLiteral("Iteration from 0 to 1,000")),
             qPrintable(shown.chart.accessibleDescription()));
    QVERIFY(shown.chart.focusPolicy() & Qt::TabFocus);
    shown.chart.setNote(QStringLiteral("Bold: mean of 50"));
    const auto* about = shown.chart.findChild<QToolButton*>(QStringLiteral("chartNote"));
    QVERIFY(about->isVisible());
    QCOMPARE(about->toolTip(), QStringLiteral("Bold: mean of 50"));
    QCOMPARE(about->accessibleDescription(), QStringLiteral("Bold: mean of 50"));
}

QTEST_MAIN(tst_LineChart)
#include "tst_LineChart.moc"
