#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <csignal>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

/// Images of one's own, of any size and with any number of classes, from the training to what is handed in.
class tst_OwnData : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void goesAllTheWay_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("firstLabel");
        QTest::addColumn<QString>("model");
        QTest::newRow("colours") << 3 << 32 << 32 << 10 << 0 << "cnn";
        QTest::newRow("letters") << 1 << 28 << 28 << 26 << 1 << "mlp";
        QTest::newRow("256 classes") << 1 << 8 << 8 << 256 << 0 << "mlp";
        QTest::newRow("two classes") << 1 << 20 << 30 << 2 << 0 << "resnet";
    }

    void goesAllTheWay()
    {
        QFETCH(const int, channels);
        QFETCH(const int, rows);
        QFETCH(const int, columns);
        QFETCH(const int, classes);
        QFETCH(const int, firstLabel);
        QFETCH(const QString, model);
        const Program program;
        const auto set = [&](int count, std::uint8_t offset) {
            ImageSet made = patternSet(count, rows, columns, offset, classes, channels);
            for (std::uint16_t& label : made.labels) {
                label = static_cast<std::uint16_t>(label + firstLabel);
            }
            return made;
        };
        QVERIFY(writeDataset(program.path("set").toStdString(), set(std::max(classes, 40), 0), set(20, 3)));
        const QStringList training{"train", "--dataset",    "set", "--model",   model, "--hidden",
                                   "16",    "--channels",   "4,4", "--blocks",  "1",   "--widths",
                                   "4",     "--batch-size", "20",  "--threads", "1",   "--eval-every",
                                   "0",     "--epochs",     "6",   "--json"};
        NORMSCOPE_EXPECT_EXIT(program.run(training + QStringList{"--out", "straight"}), 0);
        const QJsonObject run = jsonIn(program.path("straight/seed-1/bn/run.json"));
        QVERIFY(run["image"].toArray() == (QJsonArray{channels, rows, columns}));
        QCOMPARE(run["classes"].toArray().size(), classes);
        QCOMPARE(run["classes"].toArray().first().toString(), QString::number(firstLabel));
        QCOMPARE(run["classes"].toArray().last().toString(), QString::number(firstLabel + classes - 1));

        // Stopped after its first steps, and gone on with.
        QProcess process;
        QVERIFY(program.start(process, training + QStringList{"--out", "stopped"}));
        QVERIFY(process.waitForReadyRead(60'000));
        (void)::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const ProgramResult stopped = Program::finish(process);
        QVERIFY2(stopped.exitCode == 4 || stopped.exitCode == 0, qPrintable(stopped.toText()));
        NORMSCOPE_EXPECT_EXIT(program.run({"resume", "stopped"}), 0);
        for (const char* file : {"model.safetensors", "predictions.safetensors"}) {
            const QString leaf = QString("/seed-1/bn/") + file;
            const QByteArray straight = contentOf(program.path("straight" + leaf));
            QVERIFY(!straight.isEmpty() && straight == contentOf(program.path("stopped" + leaf)));
        }
        NORMSCOPE_EXPECT_EXIT(program.run({"report", "straight"}), 0);
        QVERIFY(QFile::exists(program.path("straight/report.pdf")));
        NORMSCOPE_EXPECT_EXIT(program.run({"export", "straight", "--format", "pytorch"}), 0);
    }
};

QTEST_GUILESS_MAIN(tst_OwnData)
#include "tst_OwnData.moc"
