#include <QTest>
#include <algorithm>
#include <cstdlib>
#include <thread>
#include <vector>

#include <sys/resource.h>

#include <normscope/runtime/Allocator.h>

using namespace normscope;

class tst_Allocator : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { keepFreedMemory(); }
    void threadsKeepWhatTheyFreed_data();
    void threadsKeepWhatTheyFreed();
};

void tst_Allocator::threadsKeepWhatTheyFreed_data()
{
    QTest::addColumn<std::vector<std::size_t>>("sizes");
    constexpr std::size_t kMib = 1 << 20;
    QTest::newRow("within a heap of glibc's") << std::vector<std::size_t>{20 * kMib, 20 * kMib};
    QTest::newRow("over its edge") << std::vector<std::size_t>{40 * kMib, 40 * kMib};
    QTest::newRow("over the edges of several") << std::vector<std::size_t>{40 * kMib, 40 * kMib, 40 * kMib, 40 * kMib};
}

/// Buffers that come and go at every step, as a network's do, are not got from the system each time.
void tst_Allocator::threadsKeepWhatTheyFreed()
{
    QFETCH(const std::vector<std::size_t>, sizes);
    constexpr int kSteps = 20;
    constexpr std::size_t kPage = 4096;
    long faults = 0;
    std::thread([&] {
        const auto step = [&] {
            std::vector<char*> buffers;
            for (const std::size_t size : sizes) {
                buffers.push_back(static_cast<char*>(std::malloc(size)));
                for (std::size_t at = 0; at < size; at += kPage) {
                    const_cast<volatile char&>(buffers.back()[at]) = 1;
                }
            }
            // The last one first, so that the end of what is held is free.
            std::for_each(buffers.rbegin(), buffers.rend(), [](char* buffer) { std::free(buffer); });
        };
        const auto faulted = [] {
            rusage usage{};
            getrusage(RUSAGE_THREAD, &usage);
            return usage.ru_minflt;
        };
        step();
        const long before = faulted();
        for (int i = 0; i < kSteps; ++i) {
            step();
        }
        faults = faulted() - before;
    }).join();
    QVERIFY2(faults < kSteps, qPrintable(QString::number(faults)));
}

QTEST_GUILESS_MAIN(tst_Allocator)
#include "tst_Allocator.moc"
