#include <QTest>

#include "../support/IdxWriter.h"
#include "../support/MnistGuard.h"
#include "../support/Program.h"
#include "../support/Python.h"

using namespace normscope::test;

/// What Normscope saves, PyTorch computes with: see check_model.py.
class tst_PyTorch : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        if (!m_python.start()) {
            if (datasetsAreExpected()) {
                QFAIL(qPrintable(m_python.why()));
            }
            QSKIP(qPrintable(m_python.why()));
        }
        const auto mnist = normscope::locateDataset("mnist");
        if (mnist) {
            m_dataset = QString::fromStdString(*mnist);
            return;
        }
        if (datasetsAreExpected()) {
            QFAIL(mnist.error().message.english().c_str());
        }
        // Any pixels do: the question is whether two programs compute the same.
        m_dataset = m_program.path("pattern");
        QVERIFY(writeDataset(m_dataset.toStdString(), patternSet(1000, 28, 28), patternSet(1000, 28, 28, 3)));
    }

    void stockModulesGiveTheSameAnswers_data()
    {
        QTest::addColumn<QStringList>("model");
        QTest::newRow("mlp") << QStringList{"--model", "mlp"};
        QTest::newRow("cnn") << QStringList{"--model", "cnn"};
        QTest::newRow("resnet") << QStringList{"--model", "resnet"};
        QTest::newRow("mlp of other widths, eps and momentum") << QStringList{
            "--hidden", "50,40,30", "--bn-eps", "0.01", "--bn-momentum", "0.5", "--bn-layers", "off,on,off"};
        QTest::newRow("resnet with BN here and there") << QStringList{
            "--model", "resnet", "--blocks", "2,1", "--widths", "4,8", "--bn-layers", "on,off,on,on,off,on,on,off"};
    }

    void stockModulesGiveTheSameAnswers()
    {
        QFETCH(QStringList, model);
        const ProgramResult twin =
            m_program.run(QStringList{"twin", "--dataset", m_dataset, "--limit", "2000", "--epochs", "1", "--lr",
                                      "0.05", "--eval-every", "0", "--quiet", "--force", "--out", "twin"} +
                          model);
        NORMSCOPE_EXPECT_EXIT(twin, 0);
        const ProgramResult check = m_python.run(
            {NORMSCOPE_CHECK_MODEL, m_dataset, m_program.path("twin/seed-1/bn"), m_program.path("twin/seed-1/no-bn")});
        NORMSCOPE_EXPECT_EXIT(check, 0);
        QCOMPARE(check.out.count("images"), 2);
        qInfo("%s", check.out.trimmed().constData());
    }

    /// The comparison would see a difference: predictions of another seed are not accepted.
    void otherPredictionsAreRefused()
    {
        for (const char* seed : {"1", "2"}) {
            const ProgramResult train = m_program.run(
                {"train", "--dataset", m_dataset, "--limit", "1000", "--epochs", "1", "--lr", "0.05", "--hidden", "20",
                 "--eval-every", "0", "--seed", seed, "--quiet", "--out", QString("seed-%1").arg(seed)});
            NORMSCOPE_EXPECT_EXIT(train, 0);
        }
        const QString predictions = "/bn/predictions.safetensors";
        const QString mine = m_program.path("seed-1/seed-1") + predictions;
        QVERIFY(QFile::remove(mine));
        QVERIFY(QFile::copy(m_program.path("seed-2/seed-2") + predictions, mine));
        const ProgramResult check =
            m_python.run({NORMSCOPE_CHECK_MODEL, m_dataset, m_program.path("seed-1/seed-1/bn")});
        NORMSCOPE_EXPECT_EXIT(check, 1);
        QVERIFY2(check.out.contains("apart"), check.out.constData());
    }

  private:
    Program m_program;
    Python m_python;
    QString m_dataset;
};

QTEST_GUILESS_MAIN(tst_PyTorch)

#include "tst_PyTorch.moc"
