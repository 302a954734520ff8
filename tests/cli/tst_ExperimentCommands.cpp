#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QTest>
#include <array>

#include "../support/IdxWriter.h"
#include "../support/Program.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

/// What makes a twin of the MLP small and quick.
const QStringList kSmall{"--dataset", "small", "--lr", "0.01", "--hidden", "8,8", "--quiet"};

/// All files below a folder, relative to it.
QStringList filesIn(const QString& folder)
{
    QStringList files;
    QDirIterator entries(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        files << QDir(folder).relativeFilePath(entries.next());
    }
    files.sort();
    return files;
}

QList<int> counting(int from, int count)
{
    QList<int> numbers;
    for (int i = 0; i < count; ++i) {
        numbers << from + i;
    }
    return numbers;
}

QList<int> integers(const QByteArrayList& cells)
{
    QList<int> numbers;
    for (const QByteArray& cell : cells) {
        numbers << cell.toInt();
    }
    return numbers;
}

}  // namespace

/// `train` and `twin` as a user runs them, and the folders that they leave behind.
class tst_ExperimentCommands : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(
            writeDataset(m_program.path("small").toStdString(), patternSet(101, 12, 12), patternSet(30, 12, 12, 3)));
        run({"twin", "--epochs", "2", "--batch-size", "10", "--out", "twin"});
    }

    void files()
    {
        QStringList expected{"comparison.csv", "comparison.json", "environment.json", "experiment.json", "run.log"};
        for (const char* leaf : {"seed-1/bn/", "seed-1/no-bn/"}) {
            for (const char* name : {"environment.json", "epochs.csv", "evaluations.csv", "iterations.csv",
                                     "model.safetensors", "predictions.safetensors", "run.json", "summary.json"}) {
                expected << QString(leaf) + name;
            }
        }
        expected.sort();
        QCOMPARE(filesIn(path("twin")), expected);
        for (const QString& name : expected) {
            QVERIFY2(!contentOf(path("twin/" + name)).isEmpty(), qPrintable(name));
        }
    }

    /// 101 samples in batches of 10: the last one is joined to the batch before it.
    void tables_data()
    {
        QTest::addColumn<QString>("leaf");
        QTest::newRow("bn") << "twin/seed-1/bn/";
        QTest::newRow("no-bn") << "twin/seed-1/no-bn/";
    }

    void tables()
    {
        QFETCH(QString, leaf);
        const CsvTable iterations = csvIn(path(leaf + "iterations.csv"));
        QCOMPARE(iterations.header.join(','), QByteArray("iteration,epoch,loss,batch_accuracy,lr,train_seconds"));
        QCOMPARE(integers(iterations.column("iteration")), counting(1, 20));
        QCOMPARE(integers(iterations.column("epoch")), QList<int>(10, 1) + QList<int>(10, 2));
        QCOMPARE(iterations.column("lr"), QByteArrayList(20, "0.01"));
        // The joined batch has 11 samples, of which none, one, … eleven are right.
        const double right = iterations.column("batch_accuracy")[9].toDouble() * 11;
        QVERIFY(qAbs(right - qRound(right)) < 1e-9);
        double before = 0;
        for (const QByteArray& cell : iterations.column("train_seconds")) {
            QVERIFY(cell.toDouble() > before);
            before = cell.toDouble();
        }

        const CsvTable evaluations = csvIn(path(leaf + "evaluations.csv"));
        QCOMPARE(evaluations.header.join(','), QByteArray("iteration,epoch,test_loss,test_accuracy,train_seconds"));
        QCOMPARE(integers(evaluations.column("iteration")), counting(1, 20));

        const CsvTable epochs = csvIn(path(leaf + "epochs.csv"));
        QCOMPARE(
            epochs.header.join(','),
            QByteArray("epoch,iteration,train_loss,train_accuracy,test_loss,test_accuracy,train_seconds,eval_seconds"));
        QCOMPARE(integers(epochs.column("epoch")), QList<int>({1, 2}));
        QCOMPARE(epochs.column("train_seconds").last(), iterations.column("train_seconds").last());

        // Every sample counts once: the epoch's mean is that of its batches, weighted by their sizes.
        double sum = 0;
        for (int i = 0; i < 10; ++i) {
            sum += iterations.column("loss")[i].toDouble() * (i == 9 ? 11 : 10);
        }
        QVERIFY(qAbs(epochs.column("train_loss").first().toDouble() - sum / 101) < 1e-5);
    }

    void summary()
    {
        const QJsonObject bn = jsonIn(path("twin/seed-1/bn/summary.json"));
        const QJsonObject noBn = jsonIn(path("twin/seed-1/no-bn/summary.json"));
        const QStringList keys{"best_epoch",  "best_test_accuracy", "buffers",
                               "cpu_seconds", "eval_seconds",       "final_test_accuracy",
                               "iterations",  "parameters",         "samples_per_second",
                               "status",      "train_seconds"};
        QCOMPARE(bn.keys(), keys);
        QCOMPARE(noBn.keys(), keys);
        QCOMPARE(bn["status"].toString(), QString("done"));
        QCOMPARE(bn["iterations"].toInt(), 20);
        const auto parameters = [](int gammaBeta) {
            const int weight = 144 * 8 + 8 * 8 + 8 * 10;
            const int bias = 8 + 8 + 10;
            return QJsonObject{
                {"weight", weight}, {"bias", bias}, {"gamma_beta", gammaBeta}, {"total", weight + bias + gammaBeta}};
        };
        QCOMPARE(bn["parameters"].toObject(), parameters(32));
        QCOMPARE(noBn["parameters"].toObject(), parameters(0));
        QCOMPARE(bn["buffers"].toInt(), 34);
        QCOMPARE(noBn["buffers"].toInt(), 0);
        const QByteArray last = csvIn(path("twin/seed-1/bn/epochs.csv")).column("test_accuracy").last();
        QCOMPARE(bn["final_test_accuracy"].toDouble(), last.toDouble());
    }

    /// Every key is a long option, or one of the few facts beside them; nothing tells when or where it ran.
    void experimentJson()
    {
        const QJsonObject experiment = jsonIn(path("twin/experiment.json"));
        const QByteArray help = m_program.run({"twin", "--help"}).out;
        const QStringList facts{"format_version", "command", "dataset_sha256", "normalization"};
        for (const QString& key : experiment.keys()) {
            const QByteArray option = "--" + QString(key).replace('_', '-').toUtf8() + ' ';
            QVERIFY2(facts.contains(key) || help.contains(option), qPrintable(key));
        }
        for (const QString& fact : facts) {
            QVERIFY2(experiment.contains(fact), qPrintable(fact));
        }
        QCOMPARE(experiment["command"].toString(), QString("twin"));
        QCOMPARE(experiment["batch_size"].toInt(), 10);
        QCOMPARE(experiment["lr"].toDouble(), 0.01);
        QCOMPARE(experiment["seeds"].toArray(), QJsonArray{1});
        QCOMPARE(experiment["dataset_sha256"].toString().size(), 64);
        QVERIFY(!contentOf(path("twin/experiment.json")).contains("\"out\""));

        const QStringList environment{
            "blas",    "blas_library", "compiler", "cpu", "kernel_level", "libtorch", "libtorch_cpu_capability",
            "program", "threads"};
        QCOMPARE(jsonIn(path("twin/environment.json")).keys(), environment);
    }

    void weightsAndPredictions()
    {
        const QJsonObject experiment = jsonIn(path("twin/experiment.json"));
        const QJsonObject bn = safetensorsHeader(path("twin/seed-1/bn/model.safetensors"));
        QVERIFY(bn.contains("bn1.running_mean") && bn.contains("bn2.num_batches_tracked"));
        const QJsonObject model = safetensorsHeader(path("twin/seed-1/no-bn/model.safetensors"));
        const QStringList names{"__metadata__",   "linear1.bias", "linear1.weight", "linear2.bias",
                                "linear2.weight", "linear3.bias", "linear3.weight"};
        QCOMPARE(model.keys(), names);
        QCOMPARE(model["linear1.weight"].toObject()["shape"].toArray(), QJsonArray({8, 144}));
        const QJsonObject metadata = model["__metadata__"].toObject();
        QCOMPARE(QJsonDocument::fromJson(metadata["normalization"].toString().toUtf8()).object(),
                 experiment["normalization"].toObject());
        // The network is of this run alone, and the one that run.json has.
        const QJsonObject network = QJsonDocument::fromJson(metadata["network"].toString().toUtf8()).object();
        const QJsonObject run = jsonIn(path("twin/seed-1/no-bn/run.json"));
        QCOMPARE(network, run["network"].toObject());
        QCOMPARE(network["nodes"].toArray().size(), 5);
        QCOMPARE(run["variant"].toString(), QString("no-bn"));
        QCOMPARE(run["reference"].toString(), QString("no-bn"));
        QCOMPARE(run["image"].toArray(), QJsonArray({1, 12, 12}));
        QCOMPARE(run["classes"].toArray().size(), 10);

        const QJsonObject predictions = safetensorsHeader(path("twin/seed-1/bn/predictions.safetensors"));
        const QJsonObject label = predictions["label"].toObject();
        QCOMPARE(label["dtype"].toString(), QString("I64"));
        QCOMPARE(label["shape"].toArray(), QJsonArray{30});
        const QJsonObject probability = predictions["probability"].toObject();
        QCOMPARE(probability["dtype"].toString(), QString("F32"));
        QCOMPARE(probability["shape"].toArray(), QJsonArray({30, 10}));
        QCOMPARE(predictions["__metadata__"].toObject()["dataset_sha256"].toString(),
                 experiment["dataset_sha256"].toString());
    }

    /// The half of a twin is what `train` makes of the settings in its run.json, to the bit.
    void halfOfATwinAlone_data()
    {
        QTest::addColumn<QString>("half");
        QTest::newRow("bn") << "bn";
        QTest::newRow("no-bn") << "no-bn";
    }

    void halfOfATwinAlone()
    {
        QFETCH(QString, half);
        const QJsonObject run = jsonIn(path("twin/seed-1/" + half + "/run.json"));
        QJsonObject settings = run["settings"].toObject();
        settings.remove("bn_layers");
        settings["bn"] = half == "bn" ? "on" : "off";
        settings["threads"] = run["threads"];
        const std::string spec = QJsonDocument(settings).toJson().toStdString();
        QVERIFY(writeBytes(path("spec.json").toStdString(), {spec.begin(), spec.end()}));
        const QString out = "alone-" + half;
        const ProgramResult result = m_program.run({"train", "--config", "spec.json", "--quiet", "--out", out});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QCOMPARE(QDir(path(out + "/seed-1")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{half});
        QCOMPARE(differenceOfLeaves(path("twin/seed-1/" + half), path(out + "/seed-1/" + half)), QString());
    }

    void sameCommandTwice_data()
    {
        QTest::addColumn<QStringList>("model");
        QTest::addColumn<QString>("threads");
        const QStringList mlp{"--model", "mlp", "--hidden", "16,8"};
        const QStringList cnn{"--model", "cnn", "--channels", "4,8"};
        const QStringList resNet{"--model", "resnet", "--blocks", "1,1", "--widths", "4,8"};
        for (const char* threads : {"1", "2"}) {
            QTest::addRow("mlp, %s threads", threads) << mlp << threads;
            QTest::addRow("cnn, %s threads", threads) << cnn << threads;
            QTest::addRow("resnet, %s threads", threads) << resNet << threads;
        }
    }

    void sameCommandTwice()
    {
        QFETCH(QStringList, model);
        QFETCH(QString, threads);
        const QStringList arguments =
            QStringList{"twin", "--dataset",    "small", "--lr",      "0.01",   "--quiet",   "--epochs",
                        "1",    "--batch-size", "20",    "--augment", "affine", "--threads", threads} +
            model;
        for (const char* out : {"first", "second"}) {
            const ProgramResult result = m_program.run(arguments + QStringList{"--force", "--out", out});
            NORMSCOPE_EXPECT_EXIT(result, 0);
        }
        QCOMPARE(contentOf(path("first/experiment.json")), contentOf(path("second/experiment.json")));
        for (const char* half : {"/seed-1/bn", "/seed-1/no-bn"}) {
            QCOMPARE(jsonIn(path("first") + half + "/summary.json")["status"].toString(), QString("done"));
            QCOMPARE(differenceOfLeaves(path("first") + half, path("second") + half), QString());
        }
    }

    /// Two seeds, held-out samples, schedule, BN list and more: all of it comes back from experiment.json alone.
    void configRepeatsARun()
    {
        run({"twin",
             "--epochs",
             "2",
             "--batch-size",
             "20",
             "--seeds",
             "5,2",
             "--validation",
             "11",
             "--nesterov",
             "--lr-schedule",
             "one-cycle",
             "--weight-decay-on",
             "weights",
             "--bn-layers",
             "off,on",
             "--bn-momentum",
             "0.7",
             "--eval-every",
             "3",
             "--limit",
             "91",
             "--test-at",
             "every-epoch",
             "--out",
             "many"});
        const ProgramResult again =
            m_program.run({"twin", "--config", "many/experiment.json", "--quiet", "--out", "many-again"});
        NORMSCOPE_EXPECT_EXIT(again, 0);
        QCOMPARE(contentOf(path("many-again/experiment.json")), contentOf(path("many/experiment.json")));
        for (const char* leaf : {"/seed-5/bn", "/seed-5/no-bn", "/seed-2/bn", "/seed-2/no-bn"}) {
            QCOMPARE(differenceOfLeaves(path("many") + leaf, path("many-again") + leaf), QString());
            const CsvTable epochs = csvIn(path("many") + leaf + "/epochs.csv");
            QCOMPARE(epochs.header.mid(8), QByteArrayList({"validation_loss", "validation_accuracy"}));
            QCOMPARE(csvIn(path("many") + leaf + "/iterations.csv").rows.size(), 8);
        }
        const QJsonObject model = safetensorsHeader(path("many/seed-5/bn/model.safetensors"));
        QVERIFY(!model.contains("bn1.weight") && model.contains("bn2.weight"));
    }

    void optionsOverrideTheConfig()
    {
        const ProgramResult result = m_program.run({"twin", "--config", "twin/experiment.json", "--lr", "0.02",
                                                    "--epochs", "1", "--seed", "9", "--quiet", "--out", "overridden"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QJsonObject expected = jsonIn(path("twin/experiment.json"));
        expected["lr"] = 0.02;
        expected["epochs"] = 1;
        expected["seeds"] = QJsonArray{9};
        QCOMPARE(jsonIn(path("overridden/experiment.json")), expected);
        QVERIFY(QFile::exists(path("overridden/seed-9/no-bn/model.safetensors")));
        QVERIFY(!QFile::exists(path("overridden/seed-1")));
    }

    /// The test set is not touched before the last epoch, and then its results are those of the weights kept.
    void testSetAtTheEndOnly()
    {
        run({"train", "--epochs", "2", "--batch-size", "20", "--test-at", "end", "--out", "at-end"});
        QVERIFY(csvIn(path("at-end/seed-1/bn/evaluations.csv")).rows.isEmpty());
        const QByteArrayList accuracy = csvIn(path("at-end/seed-1/bn/epochs.csv")).column("test_accuracy");
        QCOMPARE(accuracy.first(), QByteArray("nan"));
        QVERIFY(accuracy.last() != "nan");
    }

    /// Four that begin in one second and were given no --out have a folder each.
    void sameSecond()
    {
        constexpr int kCount = 4;
        m_program.set("NORMSCOPE_RUNS", m_program.path("all-runs"));
        std::array<QProcess, kCount> processes;
        for (QProcess& process : processes) {
            QVERIFY(m_program.start(
                process, {"train", "--dataset", "builtin:5000", "--limit", "100", "--epochs", "1", "--hidden", "4"}));
        }
        QSet<QByteArray> told;
        for (QProcess& process : processes) {
            const ProgramResult result = Program::finish(process);
            NORMSCOPE_EXPECT_EXIT(result, 0);
            const auto at = result.out.indexOf("Results: ");
            QVERIFY2(at >= 0, result.out.constData());
            told.insert(result.out.mid(at).split('\n').first());
        }
        m_program.set("NORMSCOPE_RUNS", "");
        QCOMPARE(told.size(), kCount);
        const QStringList folders = QDir(m_program.path("all-runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(folders.size(), kCount);
        for (const QString& folder : folders) {
            QCOMPARE(jsonIn(m_program.path("all-runs/" + folder + "/seed-1/bn/summary.json"))["status"].toString(),
                     QString("done"));
        }
        // What is refused once data are read leaves no folder behind.
        QVERIFY(writeDataset(m_program.path("cut").toStdString(), patternSet(20, 12, 12), patternSet(10, 12, 12, 3)));
        QVERIFY(QFile::resize(m_program.path("cut/train-images-idx3-ubyte"), 100));
        m_program.set("NORMSCOPE_RUNS", m_program.path("no-runs"));
        const ProgramResult refused = m_program.run({"train", "--dataset", "cut"});
        m_program.set("NORMSCOPE_RUNS", "");
        NORMSCOPE_EXPECT_EXIT(refused, 1);
        QCOMPARE(QDir(m_program.path("no-runs")).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList());
    }

    /// A run whose loss is not finite is a result of its own: exit code 3, the other seeds go on.
    void divergence()
    {
        const ProgramResult result =
            m_program.run({"train", "--dataset", "small", "--bn", "off", "--lr", "1e8", "--epochs", "2", "--batch-size",
                           "10", "--seeds", "1,2", "--quiet", "--out", "diverged"});
        NORMSCOPE_EXPECT_EXIT(result, 3);
        QVERIFY2(noiseIn(result.err).isEmpty(), qPrintable(noiseIn(result.err)));
        QCOMPARE(result.err.count("diverged"), 2);
        for (const char* seed : {"seed-1", "seed-2"}) {
            const QString leaf = path(QString("diverged/%1/no-bn").arg(seed));
            const QJsonObject summary = jsonIn(leaf + "/summary.json");
            QCOMPARE(summary["status"].toString(), QString("diverged"));
            QVERIFY(summary["final_test_accuracy"].isNull());
            const CsvTable iterations = csvIn(leaf + "/iterations.csv");
            QVERIFY(iterations.rows.size() < 20);
            QCOMPARE(summary["iterations"].toInt(), static_cast<int>(iterations.rows.size()));
            const QByteArray loss = iterations.column("loss").last();
            QVERIFY2(loss == "nan" || loss == "inf", loss.constData());
            QVERIFY(!QFile::exists(leaf + "/model.safetensors"));
        }
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "diverged"}), 0);
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }

    void run(const QStringList& arguments)
    {
        const ProgramResult result = m_program.run(arguments + kSmall);
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_ExperimentCommands)

#include "tst_ExperimentCommands.moc"
