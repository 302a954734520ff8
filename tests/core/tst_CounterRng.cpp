#include <QTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include <normscope/base/CounterRng.h>

using namespace normscope;

namespace
{

constexpr std::uint64_t kLast = std::numeric_limits<std::uint64_t>::max();

/// Pearson's statistic of counts that should all be the same.
double chiSquare(const std::vector<int>& counts, double expected)
{
    double sum = 0;
    for (const int count : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

}  // namespace

class tst_CounterRng : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// Worked out with Python's integers from the published mixing function, not with this code. They must not change:
    /// every run's weights and batches hang on them.
    void pinned()
    {
        const CounterRng zero(0);
        QCOMPARE(zero.bits(0), 0xa706dd2f4d197e6fU);
        QCOMPARE(zero.bits(1), 0xb382a305f4414f5eU);
        QCOMPARE(zero.bits(2), 0x631a9154fbabf717U);
        QCOMPARE(zero.bits(1'000'000'000'000U), 0xa7a6d60516c369acU);
        QCOMPARE(zero.uniform(0), 0.6524484863740322);

        const CounterRng one(1);
        QCOMPARE(one.bits(0), 0x5e41ab087439611eU);
        QCOMPARE(one.bits(1), 0xf18d6ce93d6cf1eeU);
        QCOMPARE(one.bits(2), 0x0b95f66d327e8d78U);

        const CounterRng words(1, 2, 3);
        QCOMPARE(words.bits(0), 0x4e686e83d1343ea4U);
        QCOMPARE(words.bits(1), 0xc140a05cdc3c314cU);
        QCOMPARE(words.bits(2), 0xe4f15d75ad681513U);
        QCOMPARE(words.below(0, 10), std::uint64_t{3});
        QCOMPARE(words.below(0, std::uint64_t{1} << 32U), std::uint64_t{1315466883});

        const CounterRng last(kLast);
        QCOMPARE(last.bits(0), 0x5dc20aa7b2a27137U);
        QCOMPARE(last.below(0, 10), std::uint64_t{3});

        const CounterRng negative(7, -1);
        QCOMPARE(negative.bits(0), 0xe3ebb62009c9db13U);
        QCOMPARE(negative.uniform(0), 0.8903154209345198);
        QCOMPARE(negative.below(0, 10), std::uint64_t{8});
    }

    /// FNV-1a's published values for "", "a" and "foobar".
    void words()
    {
        QCOMPARE(CounterRng::word(""), 0xcbf29ce484222325U);
        QCOMPARE(CounterRng::word("a"), 0xaf63dc4c8601ec8cU);
        QCOMPARE(CounterRng::word("foobar"), 0x85944171f73967e8U);
        QCOMPARE(CounterRng::word("ß"), 0x0ac1e907b717cfd7U);  // bytes above 127 are not negative
        static_assert(CounterRng::word("a") != CounterRng::word("b"));
    }

    void pureFunction()
    {
        const CounterRng rng(5, 6);
        const std::uint64_t tenth = rng.bits(10);
        (void)rng.bits(3);
        QCOMPARE(rng.bits(10), tenth);
        QCOMPARE(CounterRng(5, 6).bits(10), tenth);
    }

    /// Seed, purpose, words, their order and their number all make another stream: no number turns up twice among them.
    void streams()
    {
        std::set<std::uint64_t> seen;
        constexpr std::uint64_t kOne = CounterRng::word("one");
        constexpr std::uint64_t kOther = CounterRng::word("other");
        const std::array streams{CounterRng(0),
                                 CounterRng(1),
                                 CounterRng(kLast),
                                 CounterRng(0, kOne),
                                 CounterRng(1, kOne),
                                 CounterRng(0, kOther),
                                 CounterRng(0, kOne, 0),
                                 CounterRng(0, kOne, 1),
                                 CounterRng(1, kOne, 0),
                                 CounterRng(1, kOne, 1),
                                 CounterRng(0, kOther, 0),
                                 CounterRng(0, kOne, 0, 0),
                                 CounterRng(0, kOne, 0, 1),
                                 CounterRng(0, kOne, 1, 0),
                                 CounterRng(0, kOne, 1, 1),
                                 CounterRng(kOne, 0, 2),
                                 CounterRng(kOne, 2, 0),
                                 CounterRng(kOne, 2, 2)};
        for (const CounterRng& stream : streams) {
            for (std::uint64_t i = 0; i < 1000; ++i) {
                seen.insert(stream.bits(i));
            }
        }
        QCOMPARE(seen.size(), streams.size() * 1000);
    }

    /// Neighbouring seeds at the same index share no pattern: on average half the bits differ.
    void neighbouringSeeds()
    {
        int differing = 0;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            differing += __builtin_popcountll(CounterRng(seed).bits(0) ^ CounterRng(seed + 1).bits(0));
        }
        // 64,000 fair coins: 32,000 with a deviation of 126.
        QVERIFY2(std::abs(differing - 32'000) < 5 * 126, qPrintable(QString::number(differing)));
    }

    void uniform()
    {
        const CounterRng rng(42);
        std::vector<int> counts(100);
        double least = 1;
        double most = 0;
        double sum = 0;
        constexpr int kDraws = 100'000;
        for (std::uint64_t i = 0; i < kDraws; ++i) {
            const double number = rng.uniform(i);
            QVERIFY(number >= 0 && number < 1);
            least = std::min(least, number);
            most = std::max(most, number);
            sum += number;
            ++counts[static_cast<std::size_t>(number * 100)];
        }
        QVERIFY(least < 1e-3 && most > 1 - 1e-3);
        // 1/√12 of deviation a draw; five times that over √n.
        QVERIFY(std::abs(sum / kDraws - 0.5) < 5 * 0.2887 / 316.2);
        QVERIFY(chiSquare(counts, 1000) < 173);  // 99 degrees of freedom, p = 5e-6
    }

    void below_data()
    {
        QTest::addColumn<quint64>("bound");
        QTest::newRow("1") << quint64{1};
        QTest::newRow("2") << quint64{2};
        QTest::newRow("3") << quint64{3};
        QTest::newRow("10") << quint64{10};
        QTest::newRow("100") << quint64{100};
    }

    void below()
    {
        QFETCH(quint64, bound);
        const CounterRng rng(7);
        std::vector<int> counts(bound);
        for (std::uint64_t i = 0; i < bound * 1000; ++i) {
            const std::uint64_t number = rng.below(i, bound);
            QVERIFY(number < bound);
            ++counts[number];
        }
        QVERIFY2(chiSquare(counts, 1000) < 173, qPrintable(QString::number(chiSquare(counts, 1000))));
    }

    void belowLargeBounds()
    {
        const CounterRng rng(7);
        constexpr std::uint64_t kBound = std::uint64_t{1} << 32U;
        std::uint64_t most = 0;
        for (std::uint64_t i = 0; i < 10'000; ++i) {
            QVERIFY(rng.below(i, kBound - 1) < kBound - 1);
            QCOMPARE(rng.below(i, kBound), rng.bits(i) >> 32U);
            most = std::max(most, rng.below(i, kBound));
        }
        QVERIFY(most > kBound - kBound / 1000);
    }
};

QTEST_GUILESS_MAIN(tst_CounterRng)
#include "tst_CounterRng.moc"
