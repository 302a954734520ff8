#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include <normscope/experiment/Convergence.h>

#include "../support/RunRows.h"

using namespace normscope;
using normscope::test::logOf;

namespace
{

/// Steps with the losses 1, 2, 3, …
std::vector<Step> rising(int count)
{
    std::vector<Step> steps;
    for (int i = 1; i <= count; ++i) {
        steps.push_back({i, 1, static_cast<float>(i), 0.5, 0.1, 1.0});
    }
    return steps;
}

}  // namespace

class tst_Convergence : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void reached()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<Evaluation> looks{{10, 1, 1.0, nan, 1.0},
                                            {20, 1, 1.0, 0.94, 2.0},
                                            {30, 1, 1.0, 0.97, 3.5},
                                            {40, 2, 1.0, 0.9, 4.0},
                                            {50, 2, 1.0, 0.98, 5.0}};
        const auto first = firstReached(logOf(looks), 0.95);
        QVERIFY(first);
        QCOMPARE(first->iteration, std::int64_t{30});
        QCOMPARE(first->trainSeconds, 3.5);
        QCOMPARE(firstReached(logOf(looks), 0.97)->iteration, std::int64_t{30});  // at it is enough
        QCOMPARE(firstReached(logOf(looks), std::nextafter(0.97, 1.0))->iteration, std::int64_t{50});
        QCOMPARE(firstReached(logOf(looks), 0.0)->iteration, std::int64_t{20});  // NaN reaches nothing
        QVERIFY(!firstReached(logOf(looks), 0.99));
        QVERIFY(!firstReached(logOf(std::vector<Evaluation>{}), 0.5));
    }

    /// An accuracy is a quotient of counts; it meets its threshold exactly.
    void thresholdsAsQuotients()
    {
        for (const double threshold : kAccuracyThresholds) {
            const double accuracy = std::round(threshold * 2000) / 2000.0;
            QVERIFY(firstReached(logOf(std::vector<Evaluation>{{1, 1, 1.0, accuracy, 1.0}}), threshold));
            QVERIFY(!firstReached(logOf(std::vector<Evaluation>{{1, 1, 1.0, accuracy - 1.0 / 2000, 1.0}}), threshold));
        }
    }

    void smoothed()
    {
        const auto steps = rising(200);
        QCOMPARE(*smoothedLoss(logOf(steps), 1), 1.0);
        QCOMPARE(*smoothedLoss(logOf(steps), 10), 5.5);     // of 1 … 10
        QCOMPARE(*smoothedLoss(logOf(steps), 49), 25.0);    // of 1 … 49
        QCOMPARE(*smoothedLoss(logOf(steps), 50), 25.5);    // of 1 … 50
        QCOMPARE(*smoothedLoss(logOf(steps), 51), 26.5);    // of 2 … 51
        QCOMPARE(*smoothedLoss(logOf(steps), 200), 175.5);  // of 151 … 200
        QVERIFY(!smoothedLoss(logOf(steps), 201));
        QVERIFY(!smoothedLoss(logOf(steps), 0));
        QVERIFY(!smoothedLoss(logOf(steps), -1));
        QVERIFY(!smoothedLoss(logOf(std::vector<Step>()), 1));
    }

    /// Looking back only: what comes later changes nothing.
    void laterStepsChangeNothing()
    {
        QCOMPARE(*smoothedLoss(logOf(rising(60)), 60), *smoothedLoss(logOf(rising(10'000)), 60));
    }

    void lossThatIsNotFinite()
    {
        auto steps = rising(100);
        steps[59].loss = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(std::isfinite(*smoothedLoss(logOf(steps), 59)));
        QVERIFY(std::isnan(*smoothedLoss(logOf(steps), 60)));
        QVERIFY(std::isnan(*smoothedLoss(logOf(steps), 100)));
    }

    /// A sum of many small losses is kept in double precision.
    void precision()
    {
        std::vector<Step> steps(50, Step{1, 1, 16777216.0F, 0, 0, 0});
        steps[0].loss = 1.0F;
        QCOMPARE(*smoothedLoss(logOf(steps), 50), (49 * 16777216.0 + 1) / 50);
    }
};

QTEST_GUILESS_MAIN(tst_Convergence)
#include "../support/RunRows.h"
#include "tst_Convergence.moc"
