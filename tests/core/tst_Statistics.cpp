#include <QTest>
#include <cmath>

#include <normscope/experiment/Statistics.h>

#include "../support/Expect.h"

using namespace normscope;

Q_DECLARE_METATYPE(normscope::Evidence)

namespace
{

/// Extra hours of sleep, drug 1 minus drug 2: the data of Student, Biometrika 6 (1908) 1–25, as in R's `sleep`.
const std::vector<double> kSleep{-1.2, -2.4, -1.3, -1.3, 0.0, -1.0, -1.8, -0.8, -4.6, -1.4};

bool isNear(const std::optional<double>& found, double expected, double tolerance = 5e-7)
{
    return found && std::abs(*found - expected) <= tolerance * std::max(1.0, std::abs(expected));
}

/// Predictions of two classes with those samples wrong.
Predictions predictionsWithErrors(std::size_t count, const std::vector<std::size_t>& errors)
{
    Predictions predictions;
    predictions.classes = 2;
    predictions.labels.assign(count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        predictions.probabilities.insert(predictions.probabilities.end(), {0.75F, 0.25F});
    }
    for (const std::size_t error : errors) {
        std::swap(predictions.probabilities[2 * error], predictions.probabilities[2 * error + 1]);
    }
    return predictions;
}

}  // namespace

class tst_Statistics : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    /// R: t.test(extra ~ group, data = sleep, paired = TRUE) gives t = −4.0621, df = 9, p = 0.002833, the interval
    /// −2.4598858 to −0.7001142 and the mean −1.58. Of the 1024 ways to flip signs, those are as far that make all
    /// nine that are not 0 alike: 4.
    void studentsSleepData()
    {
        const PairedStatistics found = pairedStatistics(kSleep);
        QCOMPARE(found.n, std::int64_t{10});
        QVERIFY(isNear(found.mean, -1.58));
        QVERIFY(isNear(found.lower95, -2.4598858));
        QVERIFY(isNear(found.upper95, -0.7001142));
        QVERIFY(isNear(found.tTestP, 0.002833, 5e-7 / 0.002833));
        QVERIFY(isNear(found.effectSize, -4.0621 / std::sqrt(10.0), 1e-5));
        QCOMPARE(found.signFlipP.value(), 4.0 / 1024);
        QCOMPARE(found.smallestPossibleP, 2.0 / 1024);
        QCOMPARE(found.evidence, Evidence::Distinguishable);
    }

    /// Counted by hand: of ±1 ±2 ±3 the sums with a magnitude of at least |1 + 2 − 3| = 0 are all, of at least 4 are
    /// +++ (6), −++ (4) and their mirrors.
    void signFlipsByHand_data()
    {
        QTest::addColumn<std::vector<double>>("differences");
        QTest::addColumn<double>("p");
        QTest::newRow("sum 0") << std::vector<double>{1, 2, -3} << 1.0;
        QTest::newRow("sum 4") << std::vector<double>{-1, 2, 3} << 4.0 / 8;
        QTest::newRow("sum 6") << std::vector<double>{1, 2, 3} << 2.0 / 8;
        QTest::newRow("rounding makes no difference") << std::vector<double>{0.1, 0.2, -0.3} << 1.0;
        QTest::newRow("two") << std::vector<double>{1, 1} << 2.0 / 4;
        QTest::newRow("all zero") << std::vector<double>{0, 0, 0} << 1.0;
    }

    void signFlipsByHand()
    {
        QFETCH(const std::vector<double>, differences);
        QFETCH(const double, p);
        QCOMPARE(pairedStatistics(differences).signFlipP.value(), p);
    }

    void evidence_data()
    {
        QTest::addColumn<std::vector<double>>("differences");
        QTest::addColumn<Evidence>("evidence");
        QTest::addColumn<QString>("words");
        QTest::newRow("one") << std::vector<double>{0.5} << Evidence::OneSeed << "One seed says nothing";
        QTest::newRow("one, equal") << std::vector<double>{0} << Evidence::OneSeed << "One seed says nothing";
        QTest::newRow("five") << std::vector<double>{1, 2, 3, 4, 5} << Evidence::TooFewSeeds
                              << "cannot go below p = 0.0625";
        QTest::newRow("six alike") << std::vector<double>{1, 2, 3, 4, 5, 6} << Evidence::Distinguishable
                                   << "more than chance";
        QTest::newRow("six, mixed") << std::vector<double>{1, -2, 3, -4, 5, -6} << Evidence::NotDistinguishable
                                    << "not distinguishable";
        QTest::newRow("all equal") << std::vector<double>(6, 0.0) << Evidence::AllEqual << "no difference";
    }

    void evidence()
    {
        QFETCH(const std::vector<double>, differences);
        QFETCH(const Evidence, evidence);
        QFETCH(const QString, words);
        const PairedStatistics found = pairedStatistics(differences);
        QCOMPARE(found.evidence, evidence);
        QVERIFY2(QString::fromStdString(inWords(found)).contains(words), inWords(found).c_str());
    }

    void oneValueHasNoSpread()
    {
        const PairedStatistics found = pairedStatistics({0.25});
        QCOMPARE(found.mean, 0.25);
        QVERIFY(!found.standardDeviation && !found.lower95 && !found.tTestP && !found.signFlipP && !found.effectSize);
        QCOMPARE(found.smallestPossibleP, 1.0);
    }

    /// No division by a standard deviation of 0.
    void equalDifferencesThatAreNot0()
    {
        const PairedStatistics found = pairedStatistics(std::vector<double>(6, 0.5));
        QCOMPARE(found.standardDeviation.value(), 0.0);
        QVERIFY(!found.effectSize && !found.tTestP);
        QCOMPARE(found.lower95.value(), 0.5);
        QCOMPARE(found.signFlipP.value(), 2.0 / 64);
    }

    /// Too many to be counted: drawn, the same every time, and near the normal approximation. 25 differences of equal
    /// magnitude, 18 of them positive: the binomial's two tails P(X ≥ 18 or ≤ 7), n = 25, are 0.0432850.
    void manyAreDrawn()
    {
        std::vector<double> differences(25, -1.0);
        std::fill_n(differences.begin(), 18, 1.0);
        const PairedStatistics found = pairedStatistics(differences);
        QVERIFY2(isNear(found.signFlipP, 0.043285, 0.002), qPrintable(QString::number(*found.signFlipP)));
        QCOMPARE(pairedStatistics(differences).signFlipP.value(), found.signFlipP.value());
    }

    void spread()
    {
        const auto found = spreadOf({2, 4, 4, 4, 5, 5, 7, 9});
        QVERIFY(isNear(found->mean, 5));
        // 32 / 7 under the root; t(0.975, 7) = 2.364624.
        QVERIFY(isNear(found->standardDeviation, std::sqrt(32.0 / 7)));
        QVERIFY(isNear(found->upper95, 5 + 2.364624252 * std::sqrt(32.0 / 7 / 8)));
        QCOMPARE(found->min, 2.0);
        QCOMPARE(found->max, 9.0);
        QVERIFY(!spreadOf({}));
    }

    /// 10 against 2: 2 · (C(12,0) + C(12,1) + C(12,2)) / 2¹² = 158 / 4096.
    void mcnemarByHand()
    {
        const Predictions bn = predictionsWithErrors(30, {0, 1, 20});
        const Predictions noBn = predictionsWithErrors(30, {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 20});
        const auto found = mcnemar(bn, noBn);
        VERIFY_OK(found);
        QCOMPARE(found->both, std::int64_t{1});
        QCOMPARE(found->onlyVariantErrs, std::int64_t{2});
        QCOMPARE(found->onlyReferenceErrs, std::int64_t{10});
        QCOMPARE(found->neither, std::int64_t{17});
        QVERIFY(isNear(found->p, 158.0 / 4096, 1e-12));
    }

    void mcnemarEdges()
    {
        const Predictions same = predictionsWithErrors(5, {1});
        QCOMPARE(mcnemar(same, same)->p, 1.0);
        // One against one: twice the lower half is more than 1.
        QCOMPARE(mcnemar(predictionsWithErrors(5, {1}), predictionsWithErrors(5, {2}))->p, 1.0);
        Predictions other = same;
        other.labels[0] = 1;
        VERIFY_ERROR(mcnemar(same, other), ErrorCode::Data, "not about the same samples");
    }

    /// By hand: of 0.01, 0.04, 0.03 the smallest is tripled to 0.03, the next doubled to 0.06, and the largest, 0.04,
    /// is not less than that.
    void holm()
    {
        const auto adjusted = holmAdjusted({0.01, 0.04, 0.03});
        QCOMPARE(adjusted.at(0), 0.03);
        QCOMPARE(adjusted.at(1), 0.06);
        QCOMPARE(adjusted.at(2), 0.06);
        QVERIFY(holmAdjusted({0.5, 0.75}) == (std::vector<double>{1.0, 1.0}));
        QVERIFY(holmAdjusted({0.25}) == std::vector<double>{0.25});
        QVERIFY(holmAdjusted({}).empty());
    }

    void evidenceByHolm()
    {
        // All of one sign: p = 2 / 2^7 = 1/64 each, doubled 1/32, which is below 0.05; and of chance alone.
        const std::vector<double> seven(7, 0.01);
        PairedStatistics same = pairedStatistics(seven);
        PairedStatistics chance = pairedStatistics({0.01, -0.01, 0.01, -0.01, 0.01, -0.01, 0.01});
        adjustByHolm({&same, &chance});
        QCOMPARE(*same.holmP, 1.0 / 32);
        QVERIFY(same.evidence == Evidence::Distinguishable);
        QCOMPARE(*chance.holmP, 1.0);
        QVERIFY(chance.evidence == Evidence::NotDistinguishable);
        QVERIFY(inWords(same).find("by Holm over 2 comparisons") != std::string::npos);
        // A seed less is too few for two comparisons, though enough for one.
        PairedStatistics six = pairedStatistics(std::vector<double>(6, 0.01));
        QVERIFY(six.evidence == Evidence::Distinguishable);
        PairedStatistics other = six;
        adjustByHolm({&six, &other});
        QVERIFY(six.evidence == Evidence::TooFewSeeds);
        QCOMPARE(seedsNeeded(1), std::int64_t{6});
        QCOMPARE(seedsNeeded(2), std::int64_t{7});
        // One alone is not adjusted.
        PairedStatistics alone = pairedStatistics(seven);
        adjustByHolm({&alone});
        QVERIFY(!alone.holmP);
    }
};

QTEST_GUILESS_MAIN(tst_Statistics)
#include "tst_Statistics.moc"
