#include <QTest>
#include <numeric>
#include <vector>

#include <normscope/data/LabelNoise.h>

using namespace normscope;

/// Labels that are wrong on purpose.
class tst_LabelNoise : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void share_data()
    {
        QTest::addColumn<double>("share");
        QTest::newRow("none") << 0.0;
        QTest::newRow("some") << 0.2;
        QTest::newRow("all") << 1.0;
    }

    /// So many are others, and all others are as likely.
    void share()
    {
        QFETCH(const double, share);
        constexpr std::int64_t kSamples = 90'000;
        constexpr std::int64_t kClasses = 10;
        const LabelNoise noise(share, kClasses, 7);
        std::vector<std::int64_t> counts(kClasses, 0);
        for (std::int64_t sample = 0; sample < kSamples; ++sample) {
            ++counts.at(static_cast<std::size_t>(noise.labelFor(sample, 3)));
        }
        for (std::size_t label = 0; label < counts.size(); ++label) {
            const double expected = label == 3 ? (1 - share) * kSamples : share * kSamples / (kClasses - 1);
            // Four standard deviations are below 600; exact at both ends.
            const double most = share == 0 || (share == 1 && label == 3) ? 0 : 600;
            QVERIFY(std::abs(static_cast<double>(counts[label]) - expected) <= most);
        }
    }

    void isAFunctionOfSeedAndSample()
    {
        std::vector<std::int64_t> samples(1'000);
        std::iota(samples.begin(), samples.end(), std::int64_t{0});
        const auto labelsBy = [&](std::uint64_t seed, bool isReversed) {
            std::vector<std::int64_t> order = samples;
            if (isReversed) {
                std::reverse(order.begin(), order.end());
            }
            std::vector<std::int64_t> labels(order.size(), 1);
            LabelNoise(0.5, 2, seed).apply(labels, order);
            if (isReversed) {
                std::reverse(labels.begin(), labels.end());
            }
            return labels;
        };
        QVERIFY(labelsBy(1, false) == labelsBy(1, true));
        QVERIFY(labelsBy(1, false) != labelsBy(2, false));
    }
};

QTEST_GUILESS_MAIN(tst_LabelNoise)
#include "tst_LabelNoise.moc"
