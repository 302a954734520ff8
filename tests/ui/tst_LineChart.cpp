#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <cmath>
#include <limits>

#include "ui/charts/LineChart.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

std::vector<QPointF> rising(int first, int count)
{
    std::vector<QPointF> points;
    for (int i = first; i < first + count; ++i) {
        points.emplace_back(i, i / 1000.0);
    }
    return points;
}

bool isNear(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance;
}

/// A chart on the screen with a curve from (1, 0.001) to (1000, 1).
class ShownChart
{
  public:
    ShownChart()
    {
        chart.setTitle(QStringLiteral("Training loss"));
        chart.setAxes({QStringLiteral("Iteration"), AxisScale::Linear, false, true}, {QStringLiteral("Cross entropy")});
        chart.resize(700, 500);
        bn = chart.addCurve({QStringLiteral("BN"), Twin::Bn, 0, CurveForm::RawAndSmoothed});
        chart.append(bn, rising(1, 1000));
        chart.show();
        (void)QTest::qWaitForWindowExposed(&chart);
        chart.refresh();
        QCoreApplication::processEvents();
        // Where x and y are: two places are enough, the axes are linear.
        plot = chart.findChild<QAbstractScrollArea*>(QStringLiteral("plotView"))->viewport();
        middle = plot->rect().center();
    }

    void send(QEvent::Type type, const QPoint& at, Qt::MouseButton button, Qt::MouseButtons buttons)
    {
        QMouseEvent event(type, QPointF(at), QPointF(plot->mapToGlobal(at)), button, buttons, Qt::NoModifier);
        QApplication::sendEvent(plot, &event);
    }

    void hover(const QPoint& at) { send(QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton); }

    void drag(Qt::MouseButton button, const QPoint& from, const QPoint& to)
    {
        QTest::mousePress(plot, button, Qt::NoModifier, from);
        send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, button);
        send(QEvent::MouseMove, to, Qt::NoButton, button);
        QTest::mouseRelease(plot, button, Qt::NoModifier, to);
    }

    void wheel(const QPoint& at, int turned, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWheelEvent event(QPointF(at), QPointF(plot->mapToGlobal(at)), QPoint(), QPoint(0, turned), Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &event);
    }

    /// x at a place, as the crosshair has it.
    double xAt(const QPoint& at)
    {
        QSignalSpy moved(&chart, &LineChart::crosshairMoved);
        hover(at + QPoint(1, 0));
        hover(at);
        return moved.last().first().value<std::optional<double>>().value();
    }

    void appendMore(int count)
    {
        const int last = static_cast<int>(chart.points(bn).back().x());
        chart.append(bn, rising(last + 1, count));
        chart.refresh();
        QCoreApplication::processEvents();
    }

    QAbstractButton* legendEntry(CurveId id)
    {
        return chart.findChild<QAbstractButton*>(QStringLiteral("legendEntry%1").arg(id));
    }

    LineChart chart;
    CurveId bn = 0;
    QWidget* plot = nullptr;
    QPoint middle;
};

}  // namespace

class tst_LineChart : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::optional<double>>(); }
    void followsItsData();
    void dragZooms();
    void levelDragZoomsOnlyX();
    void zoomStaysWhileDataArrive_data();
    void zoomStaysWhileDataArrive();
    void wheelZoomsAtTheCursor();
    void wheelWithModifierZoomsOneAxis();
    void middleDragPans();
    void keysZoomAndPan();
    void waysBackToFollowing_data();
    void waysBackToFollowing();
    void backspaceGoesBackOneZoom();
    void escapeWithoutZoomIsForOthers();
    void setVisibleRangeIsAZoom();
    void refusesImpossibleRanges_data();
    void refusesImpossibleRanges();
    void sharedRangeIsShownAtLeast();
    void logarithmicAxisLeavesOutWhatIsNotPositive();
    void valuesThatAreNotFiniteDoNotSpoilTheRange();
    void crosshairReadsAllCurves();
    void crosshairIsLinkedWithoutEcho();
    void legendHidesAndIsolates();
    void legendByKeyboard();
    void legendHighlights();
    void legendLeavesRoomForThePlot();
    void keysMoveTheCrosshair();
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

void tst_LineChart::dragZooms()
{
    ShownChart shown;
    QSignalSpy changed(&shown.chart, &LineChart::rangeChanged);
    const QPoint from = shown.middle - QPoint(100, 80);
    const QPoint to = shown.middle + QPoint(60, 50);
    const double left = shown.xAt(from);
    const double right = shown.xAt(to);
    const ChartRange before = shown.chart.visibleRange();
    shown.drag(Qt::LeftButton, from, to);
    const ChartRange range = shown.chart.visibleRange();
    const double pixel = (right - left) / 160;
    QVERIFY(isNear(range.xMin, left, 2 * pixel));
    QVERIFY(isNear(range.xMax, right, 2 * pixel));
    QVERIFY(range.yMin > before.yMin && range.yMax < before.yMax);
    QVERIFY(!shown.chart.isFollowing());
    QCOMPARE(changed.count(), 1);
}

void tst_LineChart::levelDragZoomsOnlyX()
{
    ShownChart shown;
    const ChartRange before = shown.chart.visibleRange();
    shown.drag(Qt::LeftButton, shown.middle - QPoint(100, 0), shown.middle + QPoint(100, 3));
    const ChartRange range = shown.chart.visibleRange();
    QVERIFY(range.xMax - range.xMin < 0.6 * (before.xMax - before.xMin));
    QCOMPARE(range.yMin, before.yMin);
    QCOMPARE(range.yMax, before.yMax);
}

void tst_LineChart::zoomStaysWhileDataArrive_data()
{
    QTest::addColumn<QString>("by");
    for (const char* by : {"drag", "wheel", "pan", "key", "program"}) {
        QTest::newRow(by) << QString::fromLatin1(by);
    }
}

void tst_LineChart::zoomStaysWhileDataArrive()
{
    QFETCH(QString, by);
    ShownChart shown;
    // Streaming before and after, and between the press and the release.
    shown.appendMore(10);
    if (by == QStringLiteral("drag")) {
        QTest::mousePress(shown.plot, Qt::LeftButton, Qt::NoModifier, shown.middle);
        shown.send(QEvent::MouseMove, shown.middle + QPoint(30, 30), Qt::NoButton, Qt::LeftButton);
        shown.appendMore(5);
        shown.send(QEvent::MouseMove, shown.middle + QPoint(60, 60), Qt::NoButton, Qt::LeftButton);
        QTest::mouseRelease(shown.plot, Qt::LeftButton, Qt::NoModifier, shown.middle + QPoint(60, 60));
    } else if (by == QStringLiteral("wheel")) {
        shown.wheel(shown.middle, 120);
    } else if (by == QStringLiteral("pan")) {
        shown.drag(Qt::MiddleButton, shown.middle, shown.middle + QPoint(40, 0));
    } else if (by == QStringLiteral("key")) {
        QTest::keyClick(&shown.chart, Qt::Key_Plus);
    } else {
        shown.chart.setVisibleRange({100, 200, 0.1, 0.2});
    }
    const ChartRange zoomed = shown.chart.visibleRange();
    QVERIFY(!shown.chart.isFollowing());
    QVERIFY(!(zoomed == shown.chart.dataRange()));
    for (int i = 0; i < 20; ++i) {
        shown.appendMore(100);
        QCOMPARE(shown.chart.visibleRange(), zoomed);
    }
    QVERIFY(shown.chart.dataRange().xMax >= 3000);
}

void tst_LineChart::wheelZoomsAtTheCursor()
{
    ShownChart shown;
    const QPoint at = shown.middle + QPoint(90, -40);
    const double before = shown.xAt(at);
    const double width = shown.chart.visibleRange().xMax - shown.chart.visibleRange().xMin;
    shown.wheel(at, 120);
    shown.wheel(at, 120);
    const ChartRange range = shown.chart.visibleRange();
    QVERIFY(range.xMax - range.xMin < 0.75 * width);
    QVERIFY(isNear(shown.xAt(at), before, width / 1000));
    shown.wheel(at, -240);
    QVERIFY(isNear(shown.chart.visibleRange().xMax - shown.chart.visibleRange().xMin, width, width / 1000));
}

void tst_LineChart::wheelWithModifierZoomsOneAxis()
{
    ShownChart shown;
    const ChartRange before = shown.chart.visibleRange();
    shown.wheel(shown.middle, 120, Qt::ControlModifier);
    const ChartRange x = shown.chart.visibleRange();
    QVERIFY(x.xMax - x.xMin < before.xMax - before.xMin);
    QCOMPARE(x.yMin, before.yMin);
    QCOMPARE(x.yMax, before.yMax);
    shown.chart.resetZoom();
    shown.wheel(shown.middle, 120, Qt::ShiftModifier);
    const ChartRange y = shown.chart.visibleRange();
    QVERIFY(y.yMax - y.yMin < before.yMax - before.yMin);
    QCOMPARE(y.xMin, before.xMin);
    QCOMPARE(y.xMax, before.xMax);
}

void tst_LineChart::middleDragPans()
{
    ShownChart shown;
    const QPoint to = shown.middle + QPoint(70, 20);
    const double grabbed = shown.xAt(shown.middle);
    const ChartRange before = shown.chart.visibleRange();
    shown.drag(Qt::MiddleButton, shown.middle, to);
    const ChartRange range = shown.chart.visibleRange();
    // What was under the hand still is.
    QVERIFY(isNear(shown.xAt(to), grabbed, 2));
    QVERIFY(isNear(range.xMax - range.xMin, before.xMax - before.xMin, 1e-6));
    QVERIFY(range.yMin > before.yMin);
}

void tst_LineChart::keysZoomAndPan()
{
    ShownChart shown;
    const ChartRange before = shown.chart.visibleRange();
    QTest::keyClick(&shown.chart, Qt::Key_Plus);
    const ChartRange zoomed = shown.chart.visibleRange();
    QVERIFY(zoomed.xMin > before.xMin && zoomed.xMax < before.xMax && zoomed.yMin > before.yMin);
    QTest::keyClick(&shown.chart, Qt::Key_Right);
    const ChartRange right = shown.chart.visibleRange();
    QVERIFY(right.xMin > zoomed.xMin && right.xMax > zoomed.xMax);
    QCOMPARE(right.yMin, zoomed.yMin);
    QTest::keyClick(&shown.chart, Qt::Key_Up);
    QVERIFY(shown.chart.visibleRange().yMin > right.yMin);
    QTest::keyClick(&shown.chart, Qt::Key_Minus);
    QVERIFY(shown.chart.visibleRange().xMax - shown.chart.visibleRange().xMin > right.xMax - right.xMin);
}

void tst_LineChart::waysBackToFollowing_data()
{
    QTest::addColumn<QString>("by");
    for (const char* by : {"double-click", "escape", "follow", "program", "backspace"}) {
        QTest::newRow(by) << QString::fromLatin1(by);
    }
}

void tst_LineChart::waysBackToFollowing()
{
    QFETCH(QString, by);
    ShownChart shown;
    auto* follow = shown.chart.findChild<QAbstractButton*>(QStringLiteral("followButton"));
    QVERIFY(follow != nullptr && !follow->isVisible());
    shown.drag(Qt::LeftButton, shown.middle, shown.middle + QPoint(50, 50));
    QVERIFY(follow->isVisible());
    QSignalSpy changed(&shown.chart, &LineChart::rangeChanged);
    if (by == QStringLiteral("double-click")) {
        QTest::mouseDClick(shown.plot, Qt::LeftButton, Qt::NoModifier, shown.middle);
    } else if (by == QStringLiteral("escape")) {
        QTest::keyClick(&shown.chart, Qt::Key_Escape);
    } else if (by == QStringLiteral("follow")) {
        QTest::mouseClick(follow, Qt::LeftButton);
    } else if (by == QStringLiteral("backspace")) {
        QTest::keyClick(&shown.chart, Qt::Key_Backspace);
    } else {
        shown.chart.resetZoom();
    }
    QVERIFY(shown.chart.isFollowing());
    QVERIFY(!follow->isVisible());
    QCOMPARE(changed.count(), 1);
    QCOMPARE(shown.chart.visibleRange(), shown.chart.dataRange());
    shown.appendMore(2000);
    QCOMPARE(shown.chart.visibleRange().xMax, 3000.0);
}

void tst_LineChart::backspaceGoesBackOneZoom()
{
    ShownChart shown;
    shown.drag(Qt::LeftButton, shown.middle - QPoint(100, 100), shown.middle + QPoint(100, 100));
    const ChartRange first = shown.chart.visibleRange();
    // A turn of the wheel is one movement, however many notches it has.
    for (int i = 0; i < 5; ++i) {
        shown.wheel(shown.middle, 120);
    }
    QTest::keyClick(&shown.chart, Qt::Key_Backspace);
    QCOMPARE(shown.chart.visibleRange(), first);
    QTest::keyClick(&shown.chart, Qt::Key_Backspace);
    QVERIFY(shown.chart.isFollowing());
}

void tst_LineChart::escapeWithoutZoomIsForOthers()
{
    ShownChart shown;
    QKeyEvent event(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    event.accept();
    QApplication::sendEvent(&shown.chart, &event);
    QVERIFY(!event.isAccepted());
}

void tst_LineChart::setVisibleRangeIsAZoom()
{
    ShownChart shown;
    QSignalSpy changed(&shown.chart, &LineChart::rangeChanged);
    const ChartRange wanted{100, 300, 0.2, 0.4};
    shown.chart.setVisibleRange(wanted);
    QCOMPARE(shown.chart.visibleRange(), wanted);
    QCOMPARE(changed.count(), 1);
    shown.chart.setVisibleRange({150, 200, 0.2, 0.4});
    QTest::keyClick(&shown.chart, Qt::Key_Backspace);
    QCOMPARE(shown.chart.visibleRange(), wanted);
}

void tst_LineChart::refusesImpossibleRanges_data()
{
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::newRow("turned over") << 5.0 << 1.0;
    QTest::newRow("empty") << 5.0 << 5.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1.0;
    QTest::newRow("infinite") << 0.0 << std::numeric_limits<double>::infinity();
    QTest::newRow("narrower than doubles can tell") << 1.0 << 1.0 + 1e-15;
}

void tst_LineChart::refusesImpossibleRanges()
{
    QFETCH(double, lower);
    QFETCH(double, upper);
    ShownChart shown;
    shown.chart.setVisibleRange({lower, upper, 0, 1});
    QVERIFY(shown.chart.isFollowing());
    shown.chart.setVisibleRange({0, 1, lower, upper});
    QVERIFY(shown.chart.isFollowing());
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

void tst_LineChart::crosshairReadsAllCurves()
{
    ShownChart shown;
    const CurveId line = shown.chart.addCurve({QStringLiteral("no BN"), Twin::NoBn, 0, CurveForm::LineWithMarkers});
    shown.chart.append(line, std::vector<QPointF>{{100, 0.25}, {200, 0.125}, {900, 0.0625}});
    shown.chart.refresh();
    QVERIFY(shown.chart.crosshairText().isEmpty());
    shown.chart.setCrosshair(250.7);
    // Of BN's raw value at 250 and the mean of 201 … 250; of no BN at 200, the nearest before.
    QCOMPARE(shown.chart.crosshairText(),
             (QStringList{QStringLiteral("Iteration: 250"), QStringLiteral("BN\t0.25\t0.2255"),
                          QStringLiteral("no BN\t0.125")}));
    shown.chart.setCrosshair(50);
    QCOMPARE(shown.chart.crosshairText().size(), 2);  // no BN has not begun
    shown.chart.setCurveVisible(shown.bn, false);
    shown.chart.setCrosshair(250);
    QCOMPARE(shown.chart.crosshairText().size(), 2);
    shown.chart.setCrosshair(std::nullopt);
    QVERIFY(shown.chart.crosshairText().isEmpty());
}

void tst_LineChart::crosshairIsLinkedWithoutEcho()
{
    ShownChart shown;
    QSignalSpy moved(&shown.chart, &LineChart::crosshairMoved);
    shown.chart.setCrosshair(500);
    QCOMPARE(moved.count(), 0);
    shown.hover(shown.middle);
    QCOMPARE(moved.count(), 1);
    QVERIFY(!shown.chart.crosshairText().isEmpty());
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(shown.plot, &leave);
    QCOMPARE(moved.count(), 2);
    QVERIFY(!moved.last().first().value<std::optional<double>>());
    QVERIFY(shown.chart.crosshairText().isEmpty());
}

void tst_LineChart::legendHidesAndIsolates()
{
    ShownChart shown;
    std::vector<CurveId> ids{shown.bn};
    for (int i = 0; i < 3; ++i) {
        ids.push_back(shown.chart.addCurve({QStringLiteral("no BN %1").arg(i), Twin::NoBn, i, CurveForm::Line}));
        shown.chart.append(ids.back(), std::vector<QPointF>{{1, 0.5}, {5000, 0.5}});
    }
    shown.chart.refresh();
    QCoreApplication::processEvents();
    const auto visible = [&] {
        QList<bool> flags;
        for (const CurveId id : ids) {
            flags << shown.chart.isCurveVisible(id);
        }
        return flags;
    };
    QTest::mouseClick(shown.legendEntry(ids[1]), Qt::LeftButton);
    QCOMPARE(visible(), (QList<bool>{true, false, true, true}));
    QTest::mouseClick(shown.legendEntry(ids[1]), Qt::LeftButton);
    QCOMPARE(visible(), (QList<bool>{true, true, true, true}));
    // As a hand does it: the first click hides, the second makes it a double-click.
    QTest::mouseClick(shown.legendEntry(ids[0]), Qt::LeftButton);
    QTest::mouseDClick(shown.legendEntry(ids[0]), Qt::LeftButton);
    QCOMPARE(visible(), (QList<bool>{true, false, false, false}));
    QCOMPARE(shown.chart.dataRange().xMax, 1000.0);  // of what is to be seen
    QTest::mouseClick(shown.legendEntry(ids[0]), Qt::LeftButton);
    QTest::mouseDClick(shown.legendEntry(ids[0]), Qt::LeftButton);
    QCOMPARE(visible(), (QList<bool>{true, true, true, true}));
    // From the program.
    shown.chart.setCurveVisible(ids[2], false);
    QVERIFY(!shown.legendEntry(ids[2])->isChecked());
}

void tst_LineChart::legendByKeyboard()
{
    ShownChart shown;
    const CurveId other = shown.chart.addCurve({QStringLiteral("A & B"), Twin::NoBn, 0, CurveForm::Line});
    QCoreApplication::processEvents();
    QAbstractButton* entry = shown.legendEntry(other);
    QCOMPARE(entry->accessibleName(), QStringLiteral("A & B"));
    QVERIFY(entry->focusPolicy() & Qt::TabFocus);
    QTest::keyClick(entry, Qt::Key_Space);
    QVERIFY(!shown.chart.isCurveVisible(other));
    QTest::keyClick(entry, Qt::Key_Return);
    QVERIFY(shown.chart.isCurveVisible(other));
    QVERIFY(!shown.chart.isCurveVisible(shown.bn));
}

/// In a small chart of many curves the legend scrolls; in a large one it shows them all.
void tst_LineChart::legendLeavesRoomForThePlot()
{
    ShownChart shown;
    for (int i = 0; i < 8; ++i) {
        const CurveId id = shown.chart.addCurve({QStringLiteral("a rather long name, number %1").arg(i), Twin::Bn, i});
        shown.chart.append(id, std::vector<QPointF>{{1, 0.5}, {5000, 0.5}});
    }
    shown.chart.refresh();
    const auto* legend = shown.chart.findChild<QScrollArea*>(QStringLiteral("chartLegend"));
    const int row = shown.legendEntry(shown.bn)->height();
    shown.chart.resize(480, 240);
    QCoreApplication::processEvents();
    QVERIFY2(legend->height() <= 240 / 5, QByteArray::number(legend->height()).constData());
    QVERIFY(legend->height() >= row);
    QVERIFY2(shown.plot->height() >= 240 / 2, QByteArray::number(shown.plot->height()).constData());
    shown.chart.resize(1400, 900);
    QCoreApplication::processEvents();
    const int all = legend->widget()->height();
    QVERIFY2(legend->height() >= all, QByteArray::number(all).constData());
}

void tst_LineChart::legendHighlights()
{
    ShownChart shown;
    const CurveId other = shown.chart.addCurve({QStringLiteral("no BN"), Twin::NoBn, 0, CurveForm::Line});
    shown.chart.append(other, std::vector<QPointF>{{1, 0.5}, {1000, 0.5}});
    shown.chart.refresh();
    QCoreApplication::processEvents();
    const auto pure = [&](Twin twin) {
        const QImage image = shown.plot->grab().toImage();
        const QColor wanted = twinColor(twin, 0, isDark(shown.chart.palette()));
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                const int off = std::abs(color.red() - wanted.red()) + std::abs(color.green() - wanted.green()) +
                                std::abs(color.blue() - wanted.blue());
                count += off < 12 ? 1 : 0;
            }
        }
        return count;
    };
    QVERIFY2(pure(Twin::Bn) > 20, qPrintable(QString::number(pure(Twin::Bn))));
    QVERIFY2(pure(Twin::NoBn) > 20, qPrintable(QString::number(pure(Twin::NoBn))));
    QAbstractButton* entry = shown.legendEntry(other);
    QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), QPointF(entry->mapToGlobal(QPoint(1, 1))));
    QApplication::sendEvent(entry, &enter);
    QVERIFY(pure(Twin::NoBn) > 20);
    QCOMPARE(pure(Twin::Bn), 0);  // faint
    // Hidden, it does not keep the other faint; shown again it does, until the mouse leaves.
    QTest::keyClick(entry, Qt::Key_Space);
    QCoreApplication::processEvents();
    QVERIFY(pure(Twin::Bn) > 20);
    QCOMPARE(pure(Twin::NoBn), 0);
    QTest::keyClick(entry, Qt::Key_Space);
    QCoreApplication::processEvents();
    QCOMPARE(pure(Twin::Bn), 0);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(entry, &leave);
    QVERIFY(pure(Twin::Bn) > 20);
}

void tst_LineChart::keysMoveTheCrosshair()
{
    ShownChart shown;
    QSignalSpy moved(&shown.chart, &LineChart::crosshairMoved);
    QTest::keyClick(&shown.chart, Qt::Key_Right, Qt::ControlModifier);
    QTest::keyClick(&shown.chart, Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(moved.count(), 2);
    const double first = moved[0].first().value<std::optional<double>>().value();
    const double second = moved[1].first().value<std::optional<double>>().value();
    QVERIFY(second > first && second < first + 5);
    QVERIFY(shown.chart.isFollowing());
    QCOMPARE(shown.chart.crosshairText().size(), 2);
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
             (QStringList{QStringLiteral("Reset zoom"), QStringLiteral("Copy picture"), QStringLiteral("Export…"),
                          QStringLiteral("Copy data as CSV"), QStringLiteral("Log y"), QStringLiteral("Log x")}));
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
    QVERIFY(contains(twinColor(Twin::Bn, 0, false)));
    palette.setColor(QPalette::Base, QColor(0x1a, 0x1d, 0x22));
    palette.setColor(QPalette::Text, QColor(0xe6, 0xe9, 0xed));
    shown.chart.setPalette(palette);
    QVERIFY(contains(twinColor(Twin::Bn, 0, true)));
    QVERIFY(!contains(twinColor(Twin::Bn, 0, false)));
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
    const CurveId other = shown.chart.addCurve({QStringLiteral("no BN"), Twin::NoBn, 0, CurveForm::Line});
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
    const QColor blue = twinColor(Twin::Bn, 0, isDark(shown.chart.palette()));
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
    QCOMPARE(shown.chart.findChild<QLabel*>(QStringLiteral("chartNote"))->text(), QStringLiteral("Bold: mean of 50"));
}

QTEST_MAIN(tst_LineChart)

#include "tst_LineChart.moc"
