#include <QTest>
#include <cmath>
#include <vector>

#include <normscope/train/LrSchedule.h>

using namespace normscope;

/// The expected rates were printed by torch.optim.lr_scheduler of PyTorch 1.13 for lr 0.5.
class tst_LrSchedule : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void constant();
    void stepPerEpoch();
    void matchesPyTorch_data();
    void matchesPyTorch();
};

void tst_LrSchedule::constant()
{
    const LrSchedule schedule{LrPolicy::Constant, 0.3, 1, 0.1, 10};
    QCOMPARE(schedule.at(1, 1), 0.3);
    QCOMPARE(schedule.at(10, 4), 0.3);
}

void tst_LrSchedule::stepPerEpoch()
{
    // StepLR(step_size=2, gamma=0.1); 7 iterations an epoch do not matter to it.
    const LrSchedule schedule{LrPolicy::Step, 0.5, 2, 0.1, 42};
    const std::vector<double> expected{0.5, 0.5, 0.05, 0.05, 0.005, 0.005};
    for (std::size_t epoch = 0; epoch < expected.size(); ++epoch) {
        const auto number = static_cast<std::int64_t>(epoch);
        QVERIFY(std::abs(schedule.at(7 * number + 1, number + 1) - expected[epoch]) < 1e-15);
        QVERIFY(std::abs(schedule.at(7 * number + 7, number + 1) - expected[epoch]) < 1e-15);
    }
}

void tst_LrSchedule::matchesPyTorch_data()
{
    QTest::addColumn<LrPolicy>("policy");
    QTest::addColumn<std::vector<double>>("expected");
    QTest::newRow("CosineAnnealingLR(T_max=10)")
        << LrPolicy::Cosine
        << std::vector<double>{
               0.5,  0.4877641290737884,  0.45225424859373686, 0.3969463130731183,   0.32725424859373686,
               0.25, 0.17274575140626316, 0.10305368692688174, 0.047745751406263165, 0.012235870926211617};
    QTest::newRow("OneCycleLR(total_steps=20)") << LrPolicy::OneCycle
                                                << std::vector<double>{0.020000000000000018,
                                                                       0.06583592135001265,
                                                                       0.18583592135001265,
                                                                       0.3341640786499874,
                                                                       0.45416407864998737,
                                                                       0.5,
                                                                       0.49373200311754367,
                                                                       0.47524231600673683,
                                                                       0.445458088785525,
                                                                       0.40587282697488153,
                                                                       0.3584715008956504,
                                                                       0.30563101096814466,
                                                                       0.250001,
                                                                       0.19437098903185537,
                                                                       0.14153049910434962,
                                                                       0.09412917302511849,
                                                                       0.05454391121447502,
                                                                       0.024759683993263143,
                                                                       0.006269996882456277,
                                                                       2e-06};
    QTest::newRow("OneCycleLR(total_steps=4)")
        << LrPolicy::OneCycle
        << std::vector<double>{0.020000000000000018, 0.4058728269748815, 0.14153049910434962, 2e-06};
    QTest::newRow("OneCycleLR(total_steps=3), no rising part")
        << LrPolicy::OneCycle << std::vector<double>{0.49720771772545586, 0.23131855133348753, 2e-06};
}

void tst_LrSchedule::matchesPyTorch()
{
    QFETCH(const LrPolicy, policy);
    QFETCH(const std::vector<double>, expected);
    const LrSchedule schedule{policy, 0.5, 1, 0.1, static_cast<std::int64_t>(expected.size())};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const double found = schedule.at(static_cast<std::int64_t>(i) + 1, 1);
        QVERIFY2(std::abs(found - expected[i]) < 1e-12,
                 qPrintable(QStringLiteral("iteration %1: %2").arg(i + 1).arg(found, 0, 'g', 17)));
    }
}

QTEST_GUILESS_MAIN(tst_LrSchedule)
#include "tst_LrSchedule.moc"
