#include <QTest>

#include <normscope/train/CheckpointTimer.h>

using namespace normscope;

class tst_CheckpointTimer : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void cleanup() { qunsetenv(kVariable); }

    void secondsAfter_data()
    {
        QTest::addColumn<double>("took");
        QTest::addColumn<double>("wait");
        QTest::newRow("no time") << 0.0 << 5.0;
        QTest::newRow("a hundredth of the least") << 0.05 << 5.0;
        QTest::newRow("a little more") << 0.06 << 6.0;
        QTest::newRow("busy disk") << 0.25 << 25.0;
        QTest::newRow("a hundredth of a minute") << 0.6 << 60.0;
        QTest::newRow("disk that hangs") << 30.0 << 60.0;
    }

    void secondsAfter()
    {
        QFETCH(double, took);
        QTEST(CheckpointTimer::secondsAfter(took), "wait");
    }

    void chosen_data()
    {
        QTest::addColumn<QByteArray>("seconds");
        QTest::addColumn<bool>("isDue");
        QTest::addColumn<bool>("isUsed");  // else it is an error
        QTest::newRow("not set") << QByteArray() << false << true;
        QTest::newRow("empty") << QByteArray("") << false << true;
        QTest::newRow("after every step") << QByteArray("0") << true << true;
        QTest::newRow("a moment") << QByteArray("1e-9") << true << true;
        QTest::newRow("never") << QByteArray("1e9") << false << true;
        QTest::newRow("negative") << QByteArray("-1") << false << false;
        QTest::newRow("not a number") << QByteArray("nan") << false << false;
        QTest::newRow("no number") << QByteArray("often") << false << false;
    }

    /// Due at once only where the variable says so, and again after a time that saving took.
    void chosen()
    {
        QFETCH(QByteArray, seconds);
        QFETCH(bool, isDue);
        QFETCH(bool, isUsed);
        if (!seconds.isNull()) {
            qputenv(kVariable, seconds);
        }
        CheckpointTimer timer;
        QTest::qSleep(1);
        QCOMPARE(timer.isDue(), isDue);
        QCOMPARE(CheckpointTimer::chosenSeconds().has_value(), isUsed);
        int saved = 0;
        timer.save([&] {
            QTest::qSleep(20);
            ++saved;
        });
        QCOMPARE(saved, 1);
        QTest::qSleep(1);
        QCOMPARE(timer.isDue(), isDue);
    }

  private:
    static constexpr const char* kVariable = "NORMSCOPE_CHECKPOINT_SECONDS";
};

QTEST_GUILESS_MAIN(tst_CheckpointTimer)
#include "tst_CheckpointTimer.moc"
