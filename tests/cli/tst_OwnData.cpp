#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <csignal>

#include "../support/FormWriter.h"
#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

/// Images of one's own, of any size and with any number of classes, from the training to what is handed in.
class tst_OwnData : public QObject
{
    Q_OBJECT

    /// The folder of a class: "c07".
    static QString nameOf(int label) { return QStringLiteral("c%1").arg(label, 2, 10, QLatin1Char('0')); }

    /// Writes it as "set", or "set.npz"; the folders of images without a test part and with names of classes.
    static bool write(const Program& program, const QString& form, const ImageSet& train, const ImageSet& test,
                      int classes)
    {
        const std::string path = program.path("set").toStdString();
        if (form == "npz") {
            return writeBytes(path + ".npz", npzBytes(train, test));
        }
        if (form == "csv") {
            return QDir().mkpath(program.path("set")) && writeBytes(path + "/train.csv", bytesOf(csvText(train))) &&
                   writeBytes(path + "/test.csv.gz", gzipped(bytesOf(csvText(test))));
        }
        if (form == "png") {
            std::vector<std::string> names;
            for (int i = 0; i < classes; ++i) {
                names.push_back(nameOf(i).toStdString());
            }
            return writePngFolders(path, train, names);
        }
        return writeDataset(path, train, test);
    }

  private Q_SLOTS:
    void goesAllTheWay_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("firstLabel");
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("form");
        QTest::newRow("colours") << 3 << 32 << 32 << 10 << 0 << "cnn"
                                 << "idx";
        QTest::newRow("letters") << 1 << 28 << 28 << 26 << 1 << "mlp"
                                 << "idx";
        QTest::newRow("256 classes") << 1 << 8 << 8 << 256 << 0 << "mlp"
                                     << "idx";
        QTest::newRow("two classes") << 1 << 20 << 30 << 2 << 0 << "resnet"
                                     << "idx";
        QTest::newRow("arrays") << 3 << 24 << 20 << 10 << 0 << "cnn"
                                << "npz";
        QTest::newRow("tables") << 1 << 8 << 8 << 256 << 1 << "mlp"
                                << "csv";
        QTest::newRow("images") << 3 << 8 << 6 << 26 << 0 << "mlp"
                                << "png";
    }

    void goesAllTheWay()
    {
        QFETCH(const int, channels);
        QFETCH(const int, rows);
        QFETCH(const int, columns);
        QFETCH(const int, classes);
        QFETCH(const int, firstLabel);
        QFETCH(const QString, model);
        QFETCH(const QString, form);
        const Program program;
        const auto set = [&](int count, std::uint8_t offset) {
            ImageSet made = patternSet(count, rows, columns, offset, classes, channels);
            for (std::uint16_t& label : made.labels) {
                label = static_cast<std::uint16_t>(label + firstLabel);
            }
            return made;
        };
        const ImageSet train = set(std::max(2 * classes, 40), 0);
        QVERIFY(write(program, form, train, set(20, 3), classes));
        const QString dataset = form == "npz" ? "set.npz" : "set";
        // Long enough to be stopped.
        const QString epochs = form == "idx" ? "6" : "40";
        const QStringList training{"train", "--dataset",    dataset, "--model",   model, "--hidden",
                                   "16",    "--channels",   "4,4",   "--blocks",  "1",   "--widths",
                                   "4",     "--batch-size", "20",    "--threads", "1",   "--eval-every",
                                   "0",     "--epochs",     epochs,  "--json"};
        NORMSCOPE_EXPECT_EXIT(program.run(training + QStringList{"--out", "straight"}), 0);
        const QJsonObject run = jsonIn(program.path("straight/seed-1/bn/run.json"));
        QVERIFY(run["image"].toArray() == (QJsonArray{channels, rows, columns}));
        QCOMPARE(run["classes"].toArray().size(), classes);
        const auto name = [&](int label) { return form == "png" ? nameOf(label) : QString::number(label); };
        QCOMPARE(run["classes"].toArray().first().toString(), name(firstLabel));
        QCOMPARE(run["classes"].toArray().last().toString(), name(firstLabel + classes - 1));
        // What had no test part says how much of it is one now.
        const QJsonObject experiment = jsonIn(program.path("straight/experiment.json"));
        QCOMPARE(experiment.contains("dataset_split"), form == "png");
        QVERIFY(QDir::isAbsolutePath(experiment["dataset"].toString()));

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
