#include <QAbstractButton>
#include <QApplication>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include <normscope/experiment/Variants.h>

#include "ShownChart.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Reading values and curves: crosshair and legend.
class tst_LineChartReading : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::optional<double>>(); }
    void crosshairReadsAllCurves();
    void crosshairIsLinkedWithoutEcho();
    void legendHidesAndIsolates();
    void legendByKeyboard();
    void legendHighlights();
    void legendLeavesRoomForThePlot();
    void keysMoveTheCrosshair();
};

void tst_LineChartReading::crosshairReadsAllCurves()
{
    ShownChart shown;
    const CurveId line = shown.chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::LineWithMarkers});
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

void tst_LineChartReading::crosshairIsLinkedWithoutEcho()
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

void tst_LineChartReading::legendHidesAndIsolates()
{
    ShownChart shown;
    std::vector<CurveId> ids{shown.bn};
    for (int i = 0; i < 3; ++i) {
        ids.push_back(shown.chart.addCurve({QStringLiteral("no BN %1").arg(i), kNoBn, i, CurveForm::Line}));
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

void tst_LineChartReading::legendByKeyboard()
{
    ShownChart shown;
    const CurveId other = shown.chart.addCurve({QStringLiteral("A & B"), kNoBn, 0, CurveForm::Line});
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

void tst_LineChartReading::legendHighlights()
{
    ShownChart shown;
    const CurveId other = shown.chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::Line});
    shown.chart.append(other, std::vector<QPointF>{{1, 0.5}, {1000, 0.5}});
    shown.chart.refresh();
    QCoreApplication::processEvents();
    const auto pure = [&](const std::string& variant) {
        const QImage image = shown.plot->grab().toImage();
        const QColor wanted = variantColor(variant, 0, isDark(shown.chart.palette()));
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
    QVERIFY2(pure(kBn) > 20, qPrintable(QString::number(pure(kBn))));
    QVERIFY2(pure(kNoBn) > 20, qPrintable(QString::number(pure(kNoBn))));
    QAbstractButton* entry = shown.legendEntry(other);
    QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), QPointF(entry->mapToGlobal(QPoint(1, 1))));
    QApplication::sendEvent(entry, &enter);
    QVERIFY(pure(kNoBn) > 20);
    QCOMPARE(pure(kBn), 0);  // faint
    // Hidden, it does not keep the other faint; shown again it does, until the mouse leaves.
    QTest::keyClick(entry, Qt::Key_Space);
    QCoreApplication::processEvents();
    QVERIFY(pure(kBn) > 20);
    QCOMPARE(pure(kNoBn), 0);
    QTest::keyClick(entry, Qt::Key_Space);
    QCoreApplication::processEvents();
    QCOMPARE(pure(kBn), 0);
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(entry, &leave);
    QVERIFY(pure(kBn) > 20);
}

/// In a small chart of many curves the legend scrolls; in a large one it shows them all.
void tst_LineChartReading::legendLeavesRoomForThePlot()
{
    ShownChart shown;
    for (int i = 0; i < 8; ++i) {
        const CurveId id = shown.chart.addCurve({QStringLiteral("a rather long name, number %1").arg(i), kBn, i});
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

void tst_LineChartReading::keysMoveTheCrosshair()
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

QTEST_MAIN(tst_LineChartReading)
#include "tst_LineChartReading.moc"
