#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <limits>

#include <normscope/experiment/Variants.h>

#include "ShownChart.h"
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
                          QStringLiteral("Log y"), QStringLiteral("Log x")}));
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
