#include <QTest>
#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

#include <normscope/data/BatchSampler.h>

using namespace normscope;

class tst_BatchSampler : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void cutsEpochs_data();
    void cutsEpochs();
    void orderDependsOnSeedAndEpochAlone();
    void permutationIsUniform();
};

void tst_BatchSampler::cutsEpochs_data()
{
    QTest::addColumn<qint64>("samples");
    QTest::addColumn<qint64>("batchSize");
    QTest::addColumn<std::vector<qint64>>("sizes");
    using Sizes = std::vector<qint64>;
    QTest::newRow("even") << 12LL << 4LL << Sizes{4, 4, 4};
    QTest::newRow("ragged") << 14LL << 4LL << Sizes{4, 4, 4, 2};
    QTest::newRow("a last one of one is joined") << 13LL << 4LL << Sizes{4, 4, 5};
    QTest::newRow("one batch and one sample") << 5LL << 4LL << Sizes{5};
    QTest::newRow("batch larger than the set") << 3LL << 100LL << Sizes{3};
    QTest::newRow("a single sample") << 1LL << 100LL << Sizes{1};
    QTest::newRow("batches of one stay so") << 3LL << 1LL << Sizes{1, 1, 1};
    QTest::newRow("MNIST") << 60'000LL << 100LL << Sizes(600, 100);
}

void tst_BatchSampler::cutsEpochs()
{
    QFETCH(const qint64, samples);
    QFETCH(const qint64, batchSize);
    QFETCH(const std::vector<qint64>, sizes);
    BatchSampler sampler(samples, batchSize, 1);
    sampler.startEpoch(1);
    QCOMPARE(sampler.batchesPerEpoch(), static_cast<std::int64_t>(sizes.size()));
    QCOMPARE(BatchSampler::smallestBatch(samples, batchSize), *std::min_element(sizes.begin(), sizes.end()));
    std::set<std::int64_t> seen;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        const auto batch = sampler.batch(static_cast<std::int64_t>(i));
        QCOMPARE(static_cast<qint64>(batch.size()), sizes[i]);
        seen.insert(batch.begin(), batch.end());
    }
    // Every sample once: as many different ones as there are, and the sizes above add up to that number.
    QCOMPARE(static_cast<qint64>(seen.size()), samples);
    QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), qint64{0}), samples);
    QCOMPARE(*seen.begin(), 0);
    QCOMPARE(*seen.rbegin(), samples - 1);
}

void tst_BatchSampler::orderDependsOnSeedAndEpochAlone()
{
    const auto order = [](std::uint64_t seed, std::int64_t epoch, bool throughEpoch1) {
        BatchSampler sampler(1000, 1000, seed);
        if (throughEpoch1) {
            sampler.startEpoch(1);
        }
        sampler.startEpoch(epoch);
        const auto batch = sampler.batch(0);
        return std::vector<std::int64_t>(batch.begin(), batch.end());
    };
    QCOMPARE(order(1, 2, true), order(1, 2, false));
    QVERIFY(order(1, 1, false) != order(1, 2, false));
    QVERIFY(order(1, 1, false) != order(2, 1, false));
}

void tst_BatchSampler::permutationIsUniform()
{
    // All 24 orders of four things, 24,000 draws: each count is 1,000 give or take a few times √1000.
    std::vector<int> counts(256, 0);
    for (std::uint64_t stream = 0; stream < 24'000; ++stream) {
        const auto order = permutation(4, 7, stream);
        ++counts[static_cast<std::size_t>(order[0] * 64 + order[1] * 16 + order[2] * 4 + order[3])];
    }
    int orders = 0;
    for (const int count : counts) {
        orders += count > 0 ? 1 : 0;
        QVERIFY(count == 0 || (count > 840 && count < 1160));
    }
    QCOMPARE(orders, 24);
}

QTEST_GUILESS_MAIN(tst_BatchSampler)
#include "tst_BatchSampler.moc"
