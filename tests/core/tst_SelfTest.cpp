#include <QTest>
#include <limits>
#include <utility>
#include <vector>

#include <normscope/selftest/SelfTest.h>

using namespace normscope;

/// Every check that `normscope selftest` shows a user, as a test row of its own.
class tst_SelfTest : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void layers_data() { addRows(layerComparisons()); }
    void layers() { check(); }
    void gradients_data() { addRows(gradientChecks()); }
    void gradients() { check(); }
    void determinism_data() { addRows(determinismChecks(2)); }
    void determinism() { check(); }
    void aResultThatIsNotANumberFails();

  private:
    void addRows(std::vector<SelfCheck> checks);
    void check();

    std::vector<SelfCheck> m_checks;
};

void tst_SelfTest::addRows(std::vector<SelfCheck> checks)
{
    QTest::addColumn<int>("index");
    m_checks = std::move(checks);
    for (std::size_t i = 0; i < m_checks.size(); ++i) {
        QTest::newRow(m_checks[i].title.c_str()) << static_cast<int>(i);
    }
}

void tst_SelfTest::check()
{
    QFETCH(const int, index);
    const CheckResult result = m_checks[static_cast<std::size_t>(index)].run();
    QVERIFY2(result.passed(), qPrintable(QStringLiteral("%1 apart, %2 accepted %3")
                                             .arg(result.difference)
                                             .arg(result.tolerance)
                                             .arg(QString::fromStdString(result.error))));
}

void tst_SelfTest::aResultThatIsNotANumberFails()
{
    QVERIFY((CheckResult{1e-6, 1e-5, {}}.passed()));
    QVERIFY(!(CheckResult{1e-4, 1e-5, {}}.passed()));
    QVERIFY(!(CheckResult{std::numeric_limits<double>::quiet_NaN(), 1e-5, {}}.passed()));
    QVERIFY(!(CheckResult{0, 1e-5, "could not"}.passed()));
}

QTEST_GUILESS_MAIN(tst_SelfTest)
#include "tst_SelfTest.moc"
