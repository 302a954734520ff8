#include <QTest>
#include <atomic>
#include <thread>

#include <normscope/session/EventBuffer.h>

using namespace normscope;

class tst_EventBuffer : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void keepsOrder();
    void fullBufferHoldsTheProducer();
    void closeReleasesTheProducer();
};

namespace
{

SessionEvent stepOf(std::int64_t iteration)
{
    Step step;
    step.iteration = iteration;
    return {1, {kBn, step}};
}

std::int64_t iterationOf(const SessionEvent& event)
{
    return std::get<Step>(event.event.what).iteration;
}

}  // namespace

void tst_EventBuffer::keepsOrder()
{
    EventBuffer buffer(10);
    QVERIFY(buffer.takeAll().empty());
    for (std::int64_t i = 1; i <= 3; ++i) {
        buffer.add(stepOf(i));
    }
    const SessionEvents events = buffer.takeAll();
    QCOMPARE(events.size(), std::size_t(3));
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(iterationOf(events[i]), static_cast<std::int64_t>(i) + 1);
    }
    QVERIFY(buffer.takeAll().empty());
}

void tst_EventBuffer::fullBufferHoldsTheProducer()
{
    EventBuffer buffer(4);
    constexpr std::int64_t kCount = 1000;
    std::atomic<std::int64_t> added = 0;
    std::thread producer([&] {
        for (std::int64_t i = 1; i <= kCount; ++i) {
            buffer.add(stepOf(i));
            added = i;
        }
    });
    QTest::qWait(50);
    QCOMPARE(added.load(), std::int64_t(4));
    std::int64_t taken = 0;
    while (taken < kCount) {
        for (const SessionEvent& event : buffer.takeAll()) {
            QCOMPARE(iterationOf(event), ++taken);
        }
    }
    producer.join();
}

void tst_EventBuffer::closeReleasesTheProducer()
{
    EventBuffer buffer(1);
    std::atomic<bool> isDone = false;
    std::thread producer([&] {
        buffer.add(stepOf(1));
        buffer.add(stepOf(2));
        isDone = true;
    });
    QTest::qWait(20);
    QVERIFY(!isDone);
    buffer.close();
    producer.join();
    QVERIFY(isDone);
    buffer.add(stepOf(3));
    QVERIFY(buffer.takeAll().empty());
}

QTEST_GUILESS_MAIN(tst_EventBuffer)
#include "tst_EventBuffer.moc"
