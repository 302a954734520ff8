#include <QAbstractButton>
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <limits>

#include "ShownChart.h"
#include "ui/charts/AxesDialog.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Zooming and panning, by mouse, wheel and keys, and the ways back.
class tst_LineChartZoom : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::optional<double>>(); }
    void typedRangesHold();
    void typedWordsHold();
    void axesDialogTypesThem();
    void axesDialogRefuses_data();
    void axesDialogRefuses();
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
};

void tst_LineChartZoom::dragZooms()
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

void tst_LineChartZoom::levelDragZoomsOnlyX()
{
    ShownChart shown;
    const ChartRange before = shown.chart.visibleRange();
    shown.drag(Qt::LeftButton, shown.middle - QPoint(100, 0), shown.middle + QPoint(100, 3));
    const ChartRange range = shown.chart.visibleRange();
    QVERIFY(range.xMax - range.xMin < 0.6 * (before.xMax - before.xMin));
    QCOMPARE(range.yMin, before.yMin);
    QCOMPARE(range.yMax, before.yMax);
}

void tst_LineChartZoom::zoomStaysWhileDataArrive_data()
{
    QTest::addColumn<QString>("by");
    for (const char* by : {"drag", "wheel", "pan", "key", "program"}) {
        QTest::newRow(by) << QString::fromLatin1(by);
    }
}

void tst_LineChartZoom::zoomStaysWhileDataArrive()
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

void tst_LineChartZoom::wheelZoomsAtTheCursor()
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

void tst_LineChartZoom::wheelWithModifierZoomsOneAxis()
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

void tst_LineChartZoom::middleDragPans()
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

void tst_LineChartZoom::keysZoomAndPan()
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

void tst_LineChartZoom::waysBackToFollowing_data()
{
    QTest::addColumn<QString>("by");
    for (const char* by : {"double-click", "escape", "follow", "program", "backspace"}) {
        QTest::newRow(by) << QString::fromLatin1(by);
    }
}

void tst_LineChartZoom::waysBackToFollowing()
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

void tst_LineChartZoom::backspaceGoesBackOneZoom()
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

void tst_LineChartZoom::escapeWithoutZoomIsForOthers()
{
    ShownChart shown;
    QKeyEvent event(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
    event.accept();
    QApplication::sendEvent(&shown.chart, &event);
    QVERIFY(!event.isAccepted());
}

void tst_LineChartZoom::setVisibleRangeIsAZoom()
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

void tst_LineChartZoom::refusesImpossibleRanges_data()
{
    QTest::addColumn<double>("lower");
    QTest::addColumn<double>("upper");
    QTest::newRow("turned over") << 5.0 << 1.0;
    QTest::newRow("empty") << 5.0 << 5.0;
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1.0;
    QTest::newRow("infinite") << 0.0 << std::numeric_limits<double>::infinity();
    QTest::newRow("narrower than doubles can tell") << 1.0 << 1.0 + 1e-15;
}

void tst_LineChartZoom::refusesImpossibleRanges()
{
    QFETCH(double, lower);
    QFETCH(double, upper);
    ShownChart shown;
    shown.chart.setVisibleRange({lower, upper, 0, 1});
    QVERIFY(shown.chart.isFollowing());
    shown.chart.setVisibleRange({0, 1, lower, upper});
    QVERIFY(shown.chart.isFollowing());
}

void tst_LineChartZoom::typedRangesHold()
{
    ShownChart shown;
    ChartEdits edits;
    edits.xMin = 100;
    edits.yMax = 5;
    shown.chart.setVisibleRange({100, 200, 0.1, 0.2});
    shown.chart.setEdits(edits);
    QVERIFY(shown.chart.isFollowing());
    QCOMPARE(shown.chart.visibleRange(), (ChartRange{100, 1000, 0, 5}));
    // What is not typed follows the data; a zoom is a zoom, and leads back here.
    shown.appendMore(1000);
    QCOMPARE(shown.chart.visibleRange(), (ChartRange{100, 2000, 0, 5}));
    shown.chart.setVisibleRange({100, 200, 0.1, 0.2});
    QCOMPARE(shown.chart.visibleRange().yMax, 0.2);
    shown.chart.resetZoom();
    QCOMPARE(shown.chart.visibleRange(), (ChartRange{100, 2000, 0, 5}));
    // What cannot be shown is not taken.
    edits.xMin = 9000;
    shown.chart.setEdits(edits);
    QCOMPARE(shown.chart.visibleRange(), (ChartRange{0, 2000, 0, 5}));
    shown.chart.setEdits({});
    QCOMPARE(shown.chart.visibleRange(), shown.chart.dataRange());
}

void tst_LineChartZoom::typedWordsHold()
{
    ShownChart shown;
    ChartEdits edits;
    edits.title = QStringLiteral("Figure 1");
    edits.yTitle = QStringLiteral("Loss (nats)");
    edits.labels[QStringLiteral("BN")] = QStringLiteral("ours");
    shown.chart.setEdits(edits);
    QCOMPARE(shown.chart.title(), QStringLiteral("Figure 1"));
    QCOMPARE(shown.chart.label(shown.bn), QStringLiteral("ours"));
    QCOMPARE(shown.legendEntry(shown.bn)->accessibleName(), QStringLiteral("ours"));
    QCOMPARE(shown.chart.unedited().title, QStringLiteral("Training loss"));
    // Whatever is said anew, e.g. in another language or by a switch of the scale.
    shown.chart.setTitle(QStringLiteral("Accuracy"));
    AxisOptions y = shown.chart.yAxis();
    y.scale = AxisScale::Log;
    shown.chart.setAxes(shown.chart.xAxis(), y);
    shown.chart.setLabel(shown.bn, QStringLiteral("BN"));
    const CurveId again = shown.chart.addCurve({QStringLiteral("BN"), kBn, 0, CurveForm::Line});
    QCOMPARE(shown.chart.title(), QStringLiteral("Figure 1"));
    QCOMPARE(shown.chart.yAxis().title, QStringLiteral("Loss (nats)"));
    QCOMPARE(shown.chart.label(again), QStringLiteral("ours"));
    shown.chart.setEdits({});
    QCOMPARE(shown.chart.title(), QStringLiteral("Accuracy"));
    QCOMPARE(shown.chart.yAxis().title, QStringLiteral("Cross entropy"));
    QCOMPARE(shown.chart.yAxis().scale, AxisScale::Log);
    QCOMPARE(shown.chart.label(shown.bn), QStringLiteral("BN"));
}

void tst_LineChartZoom::axesDialogTypesThem()
{
    ShownChart shown;
    QContextMenuEvent event(QContextMenuEvent::Mouse, shown.middle, shown.plot->mapToGlobal(shown.middle));
    QApplication::sendEvent(shown.plot, &event);
    auto* menu = shown.chart.findChild<QMenu*>(QStringLiteral("chartMenu"));
    for (QAction* action : menu->actions()) {
        if (action->text().contains(QStringLiteral("xes and titles"))) {
            action->trigger();
        }
    }
    menu->close();
    const auto dialog = [&] { return shown.chart.findChild<AxesDialog*>(QStringLiteral("axesDialog")); };
    QVERIFY(dialog() != nullptr);
    const auto field = [&](const char* name) { return dialog()->findChild<QLineEdit*>(QLatin1String(name)); };
    QCOMPARE(field("titleField")->placeholderText(), QStringLiteral("Training loss"));
    QCOMPARE(field("xMaxField")->placeholderText(), QStringLiteral("1000"));
    field("titleField")->setText(QStringLiteral("Figure 1"));
    field("yMaxField")->setText(QStringLiteral("2.5e-1"));
    auto* labels = dialog()->findChild<QTableWidget*>(QStringLiteral("labelTable"));
    QCOMPARE(labels->rowCount(), 1);
    labels->item(0, 1)->setText(QStringLiteral("ours"));
    dialog()->accept();
    QCOMPARE(shown.chart.title(), QStringLiteral("Figure 1"));
    QCOMPARE(shown.chart.label(shown.bn), QStringLiteral("ours"));
    QCOMPARE(shown.chart.visibleRange().yMax, 0.25);
    // Reset empties all fields.
    AxesDialog again(shown.chart);
    QCOMPARE(again.findChild<QLineEdit*>(QStringLiteral("yMaxField"))->text(), QStringLiteral("0.25"));
    again.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Reset)->click();
    again.accept();
    QVERIFY(shown.chart.edits() == ChartEdits());
}

void tst_LineChartZoom::axesDialogRefuses_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<QString>("problem");
    QTest::newRow("no number") << "yMaxField"
                               << "much" << false << "Ranges are numbers";
    QTest::newRow("infinite") << "xMaxField"
                              << "inf" << false << "Ranges are numbers";
    QTest::newRow("turned over") << "xMinField"
                                 << "5000" << false << "A range begins below its end";
    QTest::newRow("logarithmic from zero") << "yMinField"
                                           << "0" << true << "begins above 0";
    QTest::newRow("good") << "yMinField"
                          << "1e-3" << true << "";
}

void tst_LineChartZoom::axesDialogRefuses()
{
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(bool, isLog);
    QFETCH(QString, problem);
    ShownChart shown;
    shown.chart.setAxes(shown.chart.xAxis(), {QStringLiteral("Loss"), isLog ? AxisScale::Log : AxisScale::Linear});
    AxesDialog dialog(shown.chart);
    dialog.findChild<QLineEdit*>(field)->setText(text);
    const QString said = dialog.findChild<QLabel*>(QStringLiteral("problemLabel"))->text();
    QVERIFY2(said.contains(problem) && said.isEmpty() == problem.isEmpty(), qPrintable(said));
    QCOMPARE(dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled(), problem.isEmpty());
}

QTEST_MAIN(tst_LineChartZoom)
#include "tst_LineChartZoom.moc"
