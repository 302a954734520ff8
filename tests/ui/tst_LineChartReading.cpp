#include <QAbstractButton>
#include <QApplication>
#include <QGraphicsSimpleTextItem>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include <normscope/experiment/Variants.h>

#include "ShownChart.h"
#include "ui/charts/Crosshair.h"
#include "ui/charts/CurvesItem.h"
#include "ui/charts/Palette.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

namespace
{

/// What an item says; empty where it is no text.
QString textOf(const QGraphicsItem& item)
{
    if (const auto* text = qgraphicsitem_cast<const QGraphicsSimpleTextItem*>(&item)) {
        return text->text();
    }
    const auto* text = qgraphicsitem_cast<const QGraphicsTextItem*>(&item);
    return text != nullptr ? text->toPlainText().trimmed() : QString();
}

/// The visible texts around a chart's plot. Fails where one is shortened or reaches out of sight.
QStringList textsOf(const LineChart& chart)
{
    const auto* view = chart.findChild<QGraphicsView*>(QStringLiteral("plotView"));
    QStringList texts;
    for (const QGraphicsItem* item : view->scene()->items()) {
        const QString plain = textOf(*item);
        if (plain.isEmpty() || !item->isVisible()) {
            continue;
        }
        const QRectF seen = view->mapFromScene(item->sceneBoundingRect()).boundingRect();
        const bool isWhole = !plain.contains(QStringLiteral("...")) && !plain.contains(QStringLiteral("…")) &&
                             QRectF(view->viewport()->rect()).adjusted(-1, -1, 1, 1).contains(seen);
        if (!isWhole) {
            QTest::qFail(qPrintable(QStringLiteral("\"%1\" at %2, %3 in %4 x %5")
                                        .arg(plain, QString::number(seen.left()), QString::number(seen.top()),
                                             QString::number(chart.width()), QString::number(chart.height()))),
                         __FILE__, __LINE__);
        }
        texts << plain;
    }
    return texts;
}

}  // namespace

/// Reading values and curves: crosshair and legend.
class tst_LineChartReading : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<std::optional<double>>(); }
    void crosshairReadsAllCurves();
    void nothingIsReadBeyondACurve_data();
    void nothingIsReadBeyondACurve();
    void crosshairIsLinkedWithoutEcho();
    void legendHidesAndIsolates();
    void legendByKeyboard();
    void legendHighlights();
    void legendLeavesRoomForThePlot();
    void noTextIsCut_data();
    void noTextIsCut();
    void theTitleStaysInTheMiddle();
    void aLongTitleIsShortened();
    void valuesLeaveHalfOfASmallChart_data();
    void valuesLeaveHalfOfASmallChart();
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

void tst_LineChartReading::nothingIsReadBeyondACurve_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<QStringList>("read");
    QTest::newRow("before it begins") << 19.0 << QStringList();
    QTest::newRow("its first point") << 20.0 << QStringList{QStringLiteral("no BN\t0.5")};
    QTest::newRow("between two points") << 59.9 << QStringList{QStringLiteral("no BN\t0.5")};
    QTest::newRow("its last point") << 90.0 << QStringList{QStringLiteral("no BN\t0.07")};
    QTest::newRow("within the last iteration") << 90.6 << QStringList{QStringLiteral("no BN\t0.07")};
    QTest::newRow("beyond it") << 91.0 << QStringList();
    QTest::newRow("far beyond it") << 421.0 << QStringList();
}

void tst_LineChartReading::nothingIsReadBeyondACurve()
{
    QFETCH(double, x);
    QFETCH(QStringList, read);
    ShownChart shown;
    const CurveId line = shown.chart.addCurve({QStringLiteral("no BN"), kNoBn, 0, CurveForm::LineWithMarkers});
    shown.chart.append(line, std::vector<QPointF>{{20, 0.5}, {60, 0.25}, {90, 0.07}});
    shown.chart.setCurveVisible(shown.bn, false);
    shown.chart.setCrosshair(x);
    QCOMPARE(shown.chart.crosshairText().mid(1), read);
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

void tst_LineChartReading::noTextIsCut_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("fontScale");
    QTest::addColumn<bool>("isLog");
    for (const QSize& size : {QSize(200, 120), QSize(260, 180), QSize(400, 240), QSize(640, 400), QSize(1200, 700)}) {
        for (const double fontScale : {1.0, 1.5, 2.0}) {
            for (const bool isLog : {false, true}) {
                QTest::addRow("%dx%d, text x%.1f, %s", size.width(), size.height(), fontScale,
                              isLog ? "logarithmic" : "linear")
                    << size << fontScale << isLog;
            }
        }
    }
}

void tst_LineChartReading::noTextIsCut()
{
    QFETCH(QSize, size);
    QFETCH(double, fontScale);
    QFETCH(bool, isLog);
    ShownChart shown;
    QFont font = shown.chart.font();
    font.setPointSizeF(font.pointSizeF() * fontScale);
    shown.chart.setFont(font);
    shown.chart.setNote(QStringLiteral("Faint: every iteration; bold: mean of the last 50"));
    shown.chart.setAxes({QStringLiteral("Iteration"), AxisScale::Linear, false, true},
                        {QStringLiteral("Cross entropy"), isLog ? AxisScale::Log : AxisScale::Linear});
    shown.chart.append(shown.bn, std::vector<QPointF>{{60'000, 2.3}});
    shown.chart.resize(size);
    shown.chart.refresh();
    QCoreApplication::processEvents();
    QCOMPARE(shown.chart.size(), size);
    QVERIFY(shown.chart.minimumSizeHint().height() <= 8 * shown.chart.fontMetrics().height());
    const QStringList texts = textsOf(shown.chart);
    // Numbers of both axes are always there, and all else where there is room.
    QVERIFY2(texts.size() >= 2, qPrintable(texts.join(QLatin1Char('|'))));
    QVERIFY(shown.plot->height() >= size.height() / 2);
    if (size.height() >= 400 && fontScale < 2) {
        QVERIFY(texts.contains(QStringLiteral("Iteration")) && texts.contains(QStringLiteral("Cross entropy")) &&
                texts.contains(QStringLiteral("Training loss")));
        QVERIFY(shown.legendEntry(shown.bn)->isVisible());
    }
    if (size.height() < 150) {
        QVERIFY(!shown.legendEntry(shown.bn)->isVisible());
    }
    // What gave way comes back.
    shown.chart.resize(1200, 900);
    QCoreApplication::processEvents();
    QVERIFY(shown.legendEntry(shown.bn)->isVisible());
    // And all sizes in between.
    for (int height = 120; height <= 420; height += 30) {
        shown.chart.resize(180 + height / 2, height);
        QCoreApplication::processEvents();
        QVERIFY(!QTest::currentTestFailed());
        (void)textsOf(shown.chart);
    }
}

void tst_LineChartReading::theTitleStaysInTheMiddle()
{
    ShownChart shown;
    auto* view = shown.chart.findChild<QGraphicsView*>(QStringLiteral("plotView"));
    const auto middle = [&] {
        for (const QGraphicsItem* item : view->scene()->items()) {
            if (textOf(*item) == QStringLiteral("Training loss")) {
                return item->sceneBoundingRect().center().x();
            }
        }
        return -1.0;
    };
    for (const int width : {700, 1100, 450, 800}) {
        shown.chart.resize(width, 500);
        QCoreApplication::processEvents();
        QVERIFY2(isNear(middle(), view->viewport()->width() / 2.0, 30),
                 qPrintable(QStringLiteral("%1 of %2").arg(middle()).arg(view->viewport()->width())));
    }
}

void tst_LineChartReading::aLongTitleIsShortened()
{
    ShownChart shown;
    const QString title = QStringLiteral("Difference in training loss: layer norm minus the reference without batch "
                                         "normalization, all seeds");
    shown.chart.setTitle(title);
    shown.chart.resize(400, 400);
    QCoreApplication::processEvents();
    auto* view = shown.chart.findChild<QGraphicsView*>(QStringLiteral("plotView"));
    QStringList texts;
    QStringList tips;
    for (const QGraphicsItem* item : view->scene()->items()) {
        if (item->isVisible()) {
            texts << textOf(*item);
        }
        tips << item->toolTip();
    }
    // In the middle: begin and end tell titles apart.
    QCOMPARE(texts.filter(QRegularExpression(QStringLiteral("^Difference.*….*all seeds$"))).size(), 1);
    QVERIFY(tips.contains(title));
    QCOMPARE(shown.chart.title(), title);
}

void tst_LineChartReading::valuesLeaveHalfOfASmallChart_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("curves");
    QTest::newRow("large, few") << QSize(900, 600) << 2;
    QTest::newRow("large, many") << QSize(900, 600) << 40;
    QTest::newRow("small, few") << QSize(260, 180) << 2;
    QTest::newRow("small, many") << QSize(300, 200) << 12;
    QTest::newRow("smallest, many") << QSize(200, 120) << 12;
}

void tst_LineChartReading::valuesLeaveHalfOfASmallChart()
{
    QFETCH(QSize, size);
    QFETCH(int, curves);
    ShownChart shown;
    for (int i = 1; i < curves; ++i) {
        const CurveId id = shown.chart.addCurve(
            {QStringLiteral("no BN, seed %1, of a long name").arg(i), kNoBn, i, CurveForm::RawAndSmoothed});
        shown.chart.append(id, rising(1, 1000));
    }
    shown.chart.resize(size);
    shown.chart.refresh();
    QCoreApplication::processEvents();
    auto* view = shown.chart.findChild<QGraphicsView*>(QStringLiteral("plotView"));
    const Crosshair* crosshair = nullptr;
    QRectF plot;
    for (const QGraphicsItem* item : view->scene()->items()) {
        crosshair = dynamic_cast<const Crosshair*>(item) != nullptr ? dynamic_cast<const Crosshair*>(item) : crosshair;
        plot = dynamic_cast<const CurvesItem*>(item) != nullptr ? item->boundingRect() : plot;
    }
    for (const double x : {1.0, 500.0, 999.0}) {
        shown.chart.setCrosshair(x);
        QVERIFY(crosshair->isShown());
        const QRectF box = crosshair->box();
        QVERIFY2(QRectF(view->viewport()->rect()).contains(box),
                 qPrintable(QStringLiteral("%1 from %2").arg(box.width()).arg(box.left())));
        const double line = shown.chart.fontMetrics().height();
        // With a single row it is what it takes.
        QVERIFY(box.width() * box.height() <= 0.55 * plot.width() * plot.height() || box.height() <= 4 * line);
        // The text, for who asks, is whole.
        QCOMPARE(shown.chart.crosshairText().size(), curves + 1);
    }
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
