#include <QFileInfo>
#include <QJsonArray>
#include <QTest>

#include "../support/MnistGuard.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

/// The main job on the real MNIST, only shorter than a user's: a twin by a dataset's name, its curves and its results.
class tst_MainJob : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void twinLearnsMnist_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<int>("samples");
        QTest::newRow("mlp") << "mlp" << 12'000;
        QTest::newRow("cnn") << "cnn" << 6'000;
    }

    void twinLearnsMnist()
    {
        NORMSCOPE_REQUIRE_MNIST();
        QFETCH(QString, model);
        QFETCH(int, samples);
        const QFileInfo mnist(QString::fromStdString(*normscope::locateDataset("mnist")));
        m_program.set("NORMSCOPE_DATA", mnist.absolutePath());
        const ProgramResult result = m_program.run({"twin", "--model", model, "--dataset", "mnist", "--epochs", "1",
                                                    "--limit", QString::number(samples), "--out", model});
        NORMSCOPE_EXPECT_EXIT(result, 0);

        for (const char* half : {"bn", "no-bn"}) {
            const QString leaf = m_program.path(model + "/seed-1/" + half);
            QCOMPARE(jsonIn(leaf + "/summary.json")["status"].toString(), QString("done"));
            QCOMPARE(csvIn(leaf + "/iterations.csv").rows.size(), samples / 100);
            QCOMPARE(csvIn(leaf + "/evaluations.csv").rows.size(), 10);
            const QJsonObject predictions = safetensorsHeader(leaf + "/predictions.safetensors");
            QCOMPARE(predictions["label"].toObject()["shape"].toArray(), QJsonArray{10'000});
            QCOMPARE(predictions["probability"].toObject()["shape"].toArray(), QJsonArray({10'000, 10}));
        }
        const double accuracy =
            jsonIn(m_program.path(model + "/seed-1/bn/summary.json"))["final_test_accuracy"].toDouble();
        QVERIFY2(accuracy > 0.9, qPrintable(QString::number(accuracy)));
        QVERIFY2(result.out.contains("final test accuracy"), result.out.constData());
    }

  private:
    Program m_program;
};

QTEST_GUILESS_MAIN(tst_MainJob)

#include "tst_MainJob.moc"
