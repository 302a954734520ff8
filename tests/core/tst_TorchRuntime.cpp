#include <QDir>
#include <QTest>
#include <thread>

#include <torch/torch.h>

#include <normscope/runtime/TorchRuntime.h>

using namespace normscope;

/// What a training sets of LibTorch's threads.
class tst_TorchRuntime : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void startsNoThreadBesideTheTeam()
    {
        const int before = threadsOfThisProcess();
        const TrainingThreadScope scope(s_threads);
        // LibTorch's other pool waits for ever for a thread that the system refuses, and nothing here works in it.
        QCOMPARE(threadsOfThisProcess(), before + s_threads - 1);
    }

    void torchWorksWithThatMany_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("one") << 1;
        QTest::newRow("more") << s_threads;
        QTest::newRow("fewer again") << 2;
    }

    void torchWorksWithThatMany()
    {
        QFETCH(int, threads);
        int before = 0;
        int within = 0;
        // A training's thread is one that LibTorch has not seen before.
        std::thread([&] {
            const TrainingThreadScope scope(threads);
            before = at::get_num_threads();
            torch::ones({1 << 20}).sum();
            within = at::get_num_threads();
        }).join();
        QCOMPARE(before, threads);
        QCOMPARE(within, threads);
    }

  private:
    static constexpr int s_threads = 3;

    static int threadsOfThisProcess()
    {
        return static_cast<int>(QDir("/proc/self/task").entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
    }
};

QTEST_GUILESS_MAIN(tst_TorchRuntime)
#include "tst_TorchRuntime.moc"
