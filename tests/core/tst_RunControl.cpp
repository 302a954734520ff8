#include <QTest>
#include <atomic>
#include <chrono>
#include <thread>

#include <normscope/train/RunControl.h>

using namespace normscope;

class tst_RunControl : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void runsUntilStopped();
    void pausesAndResumes();
    void stepsOneByOne();
    void stepsEveryLoop();
    void pauseTakesStepsBack();
    void stopsWhilePaused_data();
    void stopsWhilePaused();
};

namespace
{

/// A training that counts its steps on a thread of its own until it is stopped.
class CountingRun
{
  public:
    explicit CountingRun(RunControl& control)
        : m_thread([this, &control, turn = control.turn()]() mutable {
            while (control.proceed(turn)) {
                ++m_steps;
                std::this_thread::sleep_for(std::chrono::microseconds(100));
            }
        })
    {
    }
    ~CountingRun() { join(); }
    CountingRun(const CountingRun&) = delete;
    CountingRun& operator=(const CountingRun&) = delete;

    void join()
    {
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }
    [[nodiscard]] int steps() const { return m_steps; }

  private:
    std::atomic<int> m_steps = 0;
    std::thread m_thread;
};

/// Stops the run on the way out, so that a failing test does not wait for ever.
struct StopAtEnd
{
    RunControl& control;
    ~StopAtEnd() { control.stop(); }
};

}  // namespace

void tst_RunControl::runsUntilStopped()
{
    RunControl control;
    RunControl::Turn turn = control.turn();
    QVERIFY(control.proceed(turn));
    QVERIFY(!control.isStopped());
    control.stop();
    QVERIFY(control.isStopped());
    QVERIFY(!control.proceed(turn));
    control.resume();
    QVERIFY(!control.proceed(turn));
}

void tst_RunControl::pausesAndResumes()
{
    RunControl control;
    control.pause();
    QVERIFY(control.isPaused());
    CountingRun run(control);
    const StopAtEnd guard{control};
    QTest::qWait(30);
    QCOMPARE(run.steps(), 0);
    control.resume();
    QVERIFY(QTest::qWaitFor([&] { return run.steps() > 3; }));
    control.pause();
    QTest::qWait(10);
    const int steps = run.steps();
    QTest::qWait(30);
    QCOMPARE(run.steps(), steps);
}

void tst_RunControl::stepsOneByOne()
{
    RunControl control;
    control.pause();
    CountingRun run(control);
    const StopAtEnd guard{control};
    for (int expected = 1; expected <= 3; ++expected) {
        control.step();
        QVERIFY(QTest::qWaitFor([&] { return run.steps() == expected; }));
        QTest::qWait(10);
        QCOMPARE(run.steps(), expected);
    }
    control.step();
    control.step();
    QVERIFY(QTest::qWaitFor([&] { return run.steps() == 5; }));
    QVERIFY(control.isPaused());
}

/// Each of two loops takes every step, and one that begins later only those that come after.
void tst_RunControl::stepsEveryLoop()
{
    RunControl control;
    control.pause();
    CountingRun first(control);
    CountingRun second(control);
    const StopAtEnd guard{control};
    control.step();
    QVERIFY(QTest::qWaitFor([&] { return first.steps() == 1 && second.steps() == 1; }));
    control.step();
    control.step();
    QVERIFY(QTest::qWaitFor([&] { return first.steps() == 3 && second.steps() == 3; }));
    CountingRun third(control);
    const StopAtEnd laterGuard{control};
    control.step();
    QVERIFY(QTest::qWaitFor([&] { return first.steps() == 4 && second.steps() == 4 && third.steps() == 1; }));
    QTest::qWait(10);
    QCOMPARE(first.steps() + second.steps() + third.steps(), 9);
}

/// A step that a loop has not come to is void once the training is paused anew.
void tst_RunControl::pauseTakesStepsBack()
{
    RunControl control;
    control.pause();
    RunControl::Turn turn = control.turn();
    control.step();
    control.step();
    QVERIFY(control.proceed(turn));
    control.pause();
    bool isThrough = false;
    std::thread waiting([&] { isThrough = control.proceed(turn); });
    QTest::qWait(30);
    control.stop();
    waiting.join();
    QVERIFY(!isThrough);
}

void tst_RunControl::stopsWhilePaused_data()
{
    QTest::addColumn<bool>("bySignal");
    QTest::newRow("stop") << false;
    QTest::newRow("signal") << true;
}

void tst_RunControl::stopsWhilePaused()
{
    QFETCH(const bool, bySignal);
    RunControl control;
    control.pause();
    CountingRun run(control);
    QTest::qWait(10);
    bySignal ? control.stopFromSignal() : control.stop();
    run.join();
    QCOMPARE(run.steps(), 0);
}

QTEST_GUILESS_MAIN(tst_RunControl)
#include "tst_RunControl.moc"
