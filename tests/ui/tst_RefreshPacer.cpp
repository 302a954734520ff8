#include <QTest>
#include <limits>

#include "ui/charts/RefreshPacer.h"

using normscope::ui::RefreshPacer;
using namespace std::chrono_literals;

class tst_RefreshPacer : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void interval_data();
    void interval();
    void startsFast();
    void forgivesOneSlowRedraw();
    void noticesWhatStays();
    void ignoresNonsense();
};

void tst_RefreshPacer::interval_data()
{
    QTest::addColumn<double>("share");
    QTest::addColumn<double>("cost");
    QTest::addColumn<int>("expected");
    QTest::newRow("cost over share") << 0.025 << 5.0 << 200;
    QTest::newRow("larger share") << 0.05 << 5.0 << 100;
    QTest::newRow("not faster than the eye") << 0.025 << 0.01 << 50;
    QTest::newRow("not slower than a second") << 0.025 << 500.0 << 1000;
    QTest::newRow("no share") << 0.0 << 1.0 << 1000;
}

void tst_RefreshPacer::interval()
{
    QFETCH(double, share);
    QFETCH(double, cost);
    RefreshPacer pacer(share);
    for (int i = 0; i < 3; ++i) {
        pacer.add(cost);
    }
    QTEST(static_cast<int>(pacer.interval().count()), "expected");
}

void tst_RefreshPacer::startsFast()
{
    QCOMPARE(RefreshPacer().interval(), 50ms);
}

void tst_RefreshPacer::forgivesOneSlowRedraw()
{
    RefreshPacer pacer;
    for (int i = 0; i < 20; ++i) {
        pacer.add(2);
    }
    pacer.add(20);
    QVERIFY(pacer.interval() < 300ms);  // 20 ms alone would ask for 800
}

void tst_RefreshPacer::noticesWhatStays()
{
    RefreshPacer pacer;
    pacer.add(2);
    for (int i = 0; i < 30; ++i) {
        pacer.add(20);
    }
    QVERIFY(pacer.interval() > 750ms);
    for (int i = 0; i < 30; ++i) {
        pacer.add(2);
    }
    QVERIFY(pacer.interval() < 100ms);
}

void tst_RefreshPacer::ignoresNonsense()
{
    RefreshPacer pacer;
    pacer.add(5);
    pacer.add(std::numeric_limits<double>::quiet_NaN());
    pacer.add(std::numeric_limits<double>::infinity());
    pacer.add(-1);
    QCOMPARE(pacer.interval(), 200ms);
}

QTEST_APPLESS_MAIN(tst_RefreshPacer)

#include "tst_RefreshPacer.moc"
