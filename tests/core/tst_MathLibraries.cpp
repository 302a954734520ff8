#include <QTest>
#include <string>

#include <normscope/kernels/KernelLevel.h>
#include <normscope/runtime/MathLibraries.h>
#include <normscope/runtime/TorchRuntime.h>

using namespace normscope;

/// What is said about the libraries that a training computes with.
class tst_MathLibraries : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init() { qunsetenv("ATEN_CPU_CAPABILITY"); }
    void cleanup() { qunsetenv("ATEN_CPU_CAPABILITY"); }

    void capabilityOfThisMachine()
    {
        const std::string capability = torchCpuCapability();
        QCOMPARE(capability.starts_with("AVX"), kernels::isAvailable(kernels::KernelLevel::Avx2));
        QVERIFY(capability.find('\n') == std::string::npos);
    }

    void kernelAdvice_data()
    {
        QTest::addColumn<QByteArray>("capability");
        QTest::addColumn<bool>("hasAvx2");
        QTest::addColumn<bool>("isChosen");
        QTest::addColumn<bool>("isAdvised");
        QTest::newRow("best") << QByteArray("AVX512") << true << false << false;
        QTest::newRow("usual") << QByteArray("AVX2") << true << false << false;
        QTest::newRow("fallen back") << QByteArray("NO AVX") << true << false << true;
        QTest::newRow("fallen back, another version's word") << QByteArray("DEFAULT") << true << false << true;
        QTest::newRow("chosen") << QByteArray("NO AVX") << true << true << false;
        QTest::newRow("old processor") << QByteArray("NO AVX") << false << false << false;
    }

    void kernelAdvice()
    {
        QFETCH(QByteArray, capability);
        QFETCH(bool, hasAvx2);
        QFETCH(bool, isChosen);
        if (isChosen) {
            qputenv("ATEN_CPU_CAPABILITY", "default");
        }
        QTEST(!torchKernelAdvice(capability.toStdString(), hasAvx2).empty(), "isAdvised");
    }
};

QTEST_GUILESS_MAIN(tst_MathLibraries)
#include "tst_MathLibraries.moc"
