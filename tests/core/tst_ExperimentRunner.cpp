#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/IdxWriter.h"
#include "../support/RunFiles.h"
#include "../support/RunRows.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::csvIn;
using normscope::test::CsvTable;
using normscope::test::differenceOfLeaves;
using normscope::test::jsonIn;
using normscope::test::patternSet;
using normscope::test::safetensorsHeader;
using normscope::test::withoutSeconds;
using normscope::test::writeDataset;

Q_DECLARE_METATYPE(normscope::ImageSet)

/// Experiments that train to their end: what is in their folders, and that it is the same each time.
class tst_ExperimentRunner : public test::ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }

    void train_data()
    {
        QTest::addColumn<QString>("bn");
        QTest::addColumn<QString>("leaf");
        QTest::newRow("with BN") << "on"
                                 << "seed-1/bn";
        QTest::newRow("with some BN") << "off,on"
                                      << "seed-1/bn";
        QTest::newRow("without BN") << "off"
                                    << "seed-1/no-bn";
    }

    void train()
    {
        QFETCH(QString, bn);
        QFETCH(QString, leaf);
        run("run", spec(ExperimentKind::Train, {"bn", bn, "hidden", "8,8"}));
        QVERIFY(!m_outcome->isDiverged);
        QVERIFY(!m_outcome->isCancelled);
        QCOMPARE(
            filesBelow("run"),
            withEnds({"comparison.csv", "comparison.json", "environment.json", "experiment.json", "run.log"}, leaf));
        verifyTables(at("run/" + leaf), 2, 6);
        QCOMPARE(jsonIn(at("run/experiment.json"))["command"].toString(), "train");
        QCOMPARE(jsonIn(at("run/experiment.json"))["bn"].toString(), bn);
    }

    /// Two seeds, and every file of the contract.
    void variant()
    {
        run("run", spec(ExperimentKind::Twin, {"seeds", "4,2"}));
        QStringList files{"comparison.csv", "comparison.json", "environment.json", "experiment.json", "run.log"};
        for (const char* leaf : {"seed-2/bn", "seed-2/no-bn", "seed-4/bn", "seed-4/no-bn"}) {
            files = withEnds(files, leaf);
            verifyTables(at(QString("run/") + leaf), 2, 6);
        }
        QCOMPARE(filesBelow("run"), files);

        // 144·8 weights and 8 biases, 8·10 and 10; 2·8 more with BN, and 2·8 + 1 buffers.
        const QJsonObject with = jsonIn(at("run/seed-4/bn/summary.json"));
        const QJsonObject without = jsonIn(at("run/seed-4/no-bn/summary.json"));
        QCOMPARE(without["parameters"].toObject(),
                 (QJsonObject{{"weight", 1232}, {"bias", 18}, {"gamma_beta", 0}, {"total", 1250}}));
        QCOMPARE(with["parameters"].toObject(),
                 (QJsonObject{{"weight", 1232}, {"bias", 18}, {"gamma_beta", 16}, {"total", 1266}}));
        QCOMPARE(with["buffers"].toInt(), 17);
        QCOMPARE(without["buffers"].toInt(), 0);

        // The runs came seed by seed, in the order asked for, and the comparison has them so.
        QVERIFY(m_seeds == std::vector<std::uint64_t>({4, 2}));
        const QJsonObject comparison = comparisonIn("run");
        QCOMPARE(comparison["experiment"].toString(), "run");
        QCOMPARE(comparison["pairs"].toArray().size(), 2);
        QCOMPARE(comparison["pairs"].toArray()[0].toObject()["seed"].toInt(), 4);
        QVERIFY(contentOf(at("run/comparison.csv")).contains("\nrun,2,accuracy,final_test_accuracy,fraction,"));

        // What was told is what is on disk.
        const auto stored = readCase(at("run").toStdString());
        VERIFY_OK(stored);
        QCOMPARE(stored->runs.size(), std::size_t{4});
        for (const RunRecord& read : stored->runs) {
            const test::RunRows told = test::rowsOf(m_told[{read.seed, read.variant}]);
            QVERIFY(read.status == RunStatus::Done);
            const std::vector<Step> steps = test::rowsOf(read).steps;
            QCOMPARE(steps.size(), told.steps.size());
            for (std::size_t i = 0; i < told.steps.size(); ++i) {
                QVERIFY(steps[i].loss == told.steps[i].loss);
                QVERIFY(steps[i].trainSeconds == told.steps[i].trainSeconds);
            }
            QVERIFY(read.epochs.last("test_loss") == told.epochs.back().testLoss);
        }

        // Another seed is another run.
        QVERIFY(!differenceOfLeaves(at("run/seed-2/bn"), at("run/seed-4/bn")).isEmpty());

        const QByteArray log = contentOf(at("run/run.log"));
        QVERIFY(log.contains("seed 4, with BN: started, 1,266 parameters, 2 epochs of 6 iterations"));
        QVERIFY(log.contains("seed 2, without BN: finished"));
    }

    /// The list's order is the order of everything; the reference stays no-bn.
    void orderOfVariants()
    {
        run("bn-first", spec(ExperimentKind::Twin, {"variants", "bn,no-bn", "epochs", "1"}));
        QVERIFY(contentOf(at("bn-first/comparison.csv"))
                    .startsWith("experiment,seed,aspect,measure,unit,bn,no_bn,difference\n"));
        run("run", spec(ExperimentKind::Twin, {"variants", "no-bn,bn", "epochs", "1"}));
        QCOMPARE(jsonIn(at("run/experiment.json"))["variants"].toArray(), QJsonArray({"no-bn", "bn"}));
        QCOMPARE(m_outcome->cases.at(0).runs.size(), std::size_t{2});
        COMPARE_TEXT(m_outcome->cases.at(0).runs.at(0).variant, "no-bn");
        QCOMPARE(m_outcome->cases.at(0).comparison.reference(), std::size_t{0});
        const QByteArray csv = contentOf(at("run/comparison.csv"));
        QVERIFY2(csv.startsWith("experiment,seed,aspect,measure,unit,no_bn,bn,difference\n"), csv.constData());
        QVERIFY2(csv.contains("\nrun,1,parameters,parameters_total,count,1250,1266,16\n"), csv.constData());
        // The same bits, whoever comes first.
        QCOMPARE(contentOf(at("run/seed-1/bn/model.safetensors")),
                 contentOf(at("bn-first/seed-1/bn/model.safetensors")));
        const auto stored = readCase(at("run").toStdString());
        VERIFY_OK(stored);
        COMPARE_TEXT(stored->runs.at(0).variant, "no-bn");
        COMPARE_TEXT(stored->runs.at(1).variant, "bn");
    }

    void outcomeFiles()
    {
        run("run", spec(ExperimentKind::Twin));
        const QJsonObject experiment = jsonIn(at("run/experiment.json"));
        QVERIFY(!experiment["dataset_sha256"].toString().isEmpty());
        const QJsonObject model = safetensorsHeader(at("run/seed-1/bn/model.safetensors"));
        const QJsonObject without = safetensorsHeader(at("run/seed-1/no-bn/model.safetensors"));
        // Each half carries the network that it is.
        for (const auto& [half, variant] : {std::pair(model, "bn"), std::pair(without, "no-bn")}) {
            const QJsonObject metadata = half["__metadata__"].toObject();
            const QJsonObject run = jsonIn(at(QString("run/seed-1/%1/run.json").arg(variant)));
            QCOMPARE(run["variant"].toString(), QString(variant));
            QCOMPARE(QJsonDocument::fromJson(metadata["network"].toString().toUtf8()).object(),
                     run["network"].toObject());
            QCOMPARE(QJsonDocument::fromJson(metadata["normalization"].toString().toUtf8()).object(),
                     experiment["normalization"].toObject());
        }
        QVERIFY(model.contains("bn1.running_var") && model.contains("bn1.num_batches_tracked"));
        QCOMPARE(without.keys(),
                 QStringList({"__metadata__", "linear1.bias", "linear1.weight", "linear2.bias", "linear2.weight"}));

        // The answers on the test set, in its order, are what the final accuracy counts.
        const QByteArray bytes = contentOf(at("run/seed-1/bn/predictions.safetensors"));
        const QJsonObject predictions = safetensorsHeader(at("run/seed-1/bn/predictions.safetensors"));
        QCOMPARE(predictions["__metadata__"].toObject()["dataset_sha256"], experiment["dataset_sha256"]);
        QCOMPARE(predictions["label"].toObject()["shape"].toArray(), (QJsonArray{kTestCount}));
        QCOMPARE(predictions["probability"].toObject()["shape"].toArray(), (QJsonArray{kTestCount, 10}));
        QCOMPARE(predictions["label"].toObject()["data_offsets"].toArray(), (QJsonArray{0, 8 * kTestCount}));
        const char* numbers = bytes.constData() + (bytes.size() - 8 * kTestCount - 40 * kTestCount);
        int correct = 0;
        for (int i = 0; i < kTestCount; ++i) {
            std::int64_t label = -1;
            std::memcpy(&label, numbers + 8 * i, 8);
            QCOMPARE(label, std::int64_t{i % 10});
            std::array<float, 10> row{};
            std::memcpy(row.data(), numbers + 8 * kTestCount + 40 * i, 40);
            QVERIFY(std::abs(std::accumulate(row.begin(), row.end(), 0.0F) - 1.0F) < 1e-5F);
            correct += std::max_element(row.begin(), row.end()) - row.begin() == label ? 1 : 0;
        }
        QCOMPARE(jsonIn(at("run/seed-1/bn/summary.json"))["final_test_accuracy"].toDouble(),
                 correct / double{kTestCount});
    }

    void limitAndValidation()
    {
        run("run", spec(ExperimentKind::Train, {"limit", "90", "validation", "25", "batch_size", "20"}));
        // 65 samples: 20, 20, 20 and 5.
        verifyTables(at("run/seed-1/bn"), 2, 4, true);
        const CsvTable epochs = csvIn(at("run/seed-1/bn/epochs.csv"));
        const double accuracy = epochs.column("validation_accuracy").value(0).toDouble();
        QCOMPARE(accuracy * 25, std::round(accuracy * 25));
        const double trained = epochs.column("train_accuracy").value(0).toDouble() * 65;
        QVERIFY(std::abs(trained - std::round(trained)) < 1e-9);
    }

    /// Wrong labels are those of training alone, and others with another seed.
    void wrongLabels()
    {
        run("right", spec(ExperimentKind::Train, {}));
        run("wrong", spec(ExperimentKind::Train, {"label_noise", "0.5"}));
        run("none", spec(ExperimentKind::Train, {"label_noise", "0"}));
        const auto losses = [&](const QString& name) {
            return csvIn(at(name + "/seed-1/bn/iterations.csv")).column("loss");
        };
        QVERIFY(losses("right") != losses("wrong"));
        QCOMPARE(losses("right"), losses("none"));
        const auto right = readPredictions(at("right/seed-1/bn").toStdString());
        const auto wrong = readPredictions(at("wrong/seed-1/bn").toStdString());
        VERIFY_OK(right);
        VERIFY_OK(wrong);
        QVERIFY(right->labels == wrong->labels);
    }

    /// A rest of one sample goes into the batch before it, in plain training as in a twin.
    void lastBatchOfOne()
    {
        for (const auto kind : {ExperimentKind::Train, ExperimentKind::Twin}) {
            const QString name = QString::fromStdString(nameOf(kind));
            run(name, spec(kind, {"limit", "61"}));
            verifyTables(at(name + "/seed-1/bn"), 2, 3);  // 20, 20 and 21
            const CsvTable steps = csvIn(at(name + "/seed-1/bn/iterations.csv"));
            const double last = steps.column("batch_accuracy").value(2).toDouble() * 21;
            QVERIFY(std::abs(last - std::round(last)) < 1e-9);
        }
    }

    void testSetOfAnotherDataset()
    {
        QVERIFY(writeDataset(at("other").toStdString(), patternSet(20, 12, 12), patternSet(30, 12, 12, 9)));
        run("run", spec(ExperimentKind::Train, {"test_dataset", at("other")}));
        const QJsonObject predictions = safetensorsHeader(at("run/seed-1/bn/predictions.safetensors"));
        QCOMPARE(predictions["label"].toObject()["shape"].toArray(), (QJsonArray{30}));
        const QJsonObject experiment = jsonIn(at("run/experiment.json"));
        QVERIFY(experiment["test_dataset_sha256"] != experiment["dataset_sha256"]);
        QCOMPARE(predictions["__metadata__"].toObject()["dataset_sha256"], experiment["test_dataset_sha256"]);
    }

    void shapesOfData_data()
    {
        QTest::addColumn<QStringList>("model");
        QTest::addColumn<ImageSet>("train");
        QTest::addColumn<int>("parameters");
        const QStringList mlp{"model", "mlp", "hidden", "8"};
        const QStringList cnn{"model", "cnn", "channels", "4,6"};
        const QStringList resNet{"model", "resnet", "blocks", "1", "widths", "4"};
        const ImageSet tall = patternSet(42, 20, 30, 0, 7);
        const ImageSet small = patternSet(52, 14, 14, 0, 26);
        const ImageSet colour = patternSet(52, 32, 32, 0, 26, 3);
        // Weights, biases, γ and β, by hand.
        QTest::newRow("mlp, 20x30, 7 classes") << mlp << tall << 600 * 8 + 8 + 16 + 8 * 7 + 7;
        QTest::newRow("mlp, three channels") << mlp << colour << 3072 * 8 + 8 + 16 + 8 * 26 + 26;
        QTest::newRow("cnn, 20x30, 7 classes") << cnn << tall << 9 * 4 + 4 + 8 + 9 * 4 * 6 + 6 + 12 + 6 * 5 * 7 * 7 + 7;
        QTest::newRow("cnn, 14x14, 26 classes")
            << cnn << small << 9 * 4 + 4 + 8 + 9 * 4 * 6 + 6 + 12 + 6 * 3 * 3 * 26 + 26;
        QTest::newRow("cnn, three channels")
            << cnn << colour << 9 * 3 * 4 + 4 + 8 + 9 * 4 * 6 + 6 + 12 + 6 * 8 * 8 * 26 + 26;
        QTest::newRow("resnet, 14x14, 26 classes")
            << resNet << small << 9 * 4 + 4 + 8 + 2 * (9 * 4 * 4 + 4 + 8) + 4 * 26 + 26;
        QTest::newRow("resnet, three channels")
            << resNet << colour << 9 * 3 * 4 + 4 + 8 + 2 * (9 * 4 * 4 + 4 + 8) + 4 * 26 + 26;
    }

    /// Size, channels and number of classes are the data's, from the reader to the answers.
    void shapesOfData()
    {
        QFETCH(QStringList, model);
        QFETCH(ImageSet, train);
        QFETCH(int, parameters);
        const int classes = *std::max_element(train.labels.begin(), train.labels.end()) + 1;
        const ImageSet test = patternSet(2 * classes, train.rows, train.columns, 3, classes, train.channels);
        QVERIFY(writeDataset(at("data").toStdString(), train, test));
        const QStringList settings{"dataset", at("data"), "epochs", "1", "augment", "affine"};
        run("run", spec(ExperimentKind::Train, settings + model));
        QVERIFY(m_prepared->data->shape() == shapeOf(train, classes));
        QVERIFY(m_prepared->data->classes == numberedClasses(classes));
        QCOMPARE(jsonIn(at("run/seed-1/bn/summary.json"))["parameters"].toObject()["total"].toInt(), parameters);
        const auto predictions = readPredictions(at("run/seed-1/bn").toStdString());
        VERIFY_OK(predictions);
        QCOMPARE(predictions->classes, std::int64_t{classes});
        QVERIFY(predictions->labels == std::vector<std::int64_t>(test.labels.begin(), test.labels.end()));
        QCOMPARE(confusionMatrix(*predictions).size(), static_cast<std::size_t>(classes));
        const QJsonObject normalization = jsonIn(at("run/experiment.json"))["normalization"].toObject();
        QCOMPARE(normalization["mean"].toArray().size(), qsizetype{train.channels});
        QCOMPARE(normalization["std"].toArray().size(), qsizetype{train.channels});
    }

    void testOnlyAtTheEnd()
    {
        run("run", spec(ExperimentKind::Train, {"test_at", "end", "epochs", "3"}));
        QCOMPARE(csvIn(at("run/seed-1/bn/evaluations.csv")).rows.size(), 0);
        const QByteArrayList losses = csvIn(at("run/seed-1/bn/epochs.csv")).column("test_loss");
        QCOMPARE(losses.mid(0, 2), QByteArrayList({"nan", "nan"}));
        QVERIFY(losses.value(2).toDouble() > 0);
        const QJsonObject summary = jsonIn(at("run/seed-1/bn/summary.json"));
        QCOMPARE(summary["best_epoch"].toInt(), 3);
        QCOMPARE(summary["best_test_accuracy"], summary["final_test_accuracy"]);
    }

    void sameSpecTwice_data()
    {
        QTest::addColumn<QStringList>("model");
        QTest::addColumn<QString>("threads");
        for (const char* threads : {"1", "2"}) {
            QTest::addRow("mlp, %s threads", threads) << QStringList{"model", "mlp"} << threads;
            QTest::addRow("cnn, %s threads", threads) << QStringList{"model", "cnn", "channels", "4,6"} << threads;
            QTest::addRow("resnet, %s threads", threads)
                << QStringList{"model", "resnet", "blocks", "1,1", "widths", "4,6"} << threads;
            QTest::addRow("augmented, %s threads", threads) << QStringList{"augment", "elastic"} << threads;
            QTest::addRow("wrong labels, %s threads", threads)
                << QStringList{"label_noise", "0.4", "per_class", "9", "augment", "affine"} << threads;
        }
    }

    /// The same figures and weights to the byte; the time alone may differ.
    void sameSpecTwice()
    {
        QFETCH(QStringList, model);
        QFETCH(QString, threads);
        SKIP_BEYOND_THREAD_LIMIT(threads.toInt());
        const ExperimentSpec both = spec(ExperimentKind::Twin, model + QStringList{"threads", threads});
        run("one", both);
        run("two", both);
        for (const char* leaf : {"/seed-1/bn", "/seed-1/no-bn"}) {
            QCOMPARE(differenceOfLeaves(at("one") + leaf, at("two") + leaf), QString());
        }
        QCOMPARE(contentOf(at("one/experiment.json")), contentOf(at("two/experiment.json")));
        QVERIFY(!differenceOfLeaves(at("one/seed-1/bn"), at("one/seed-1/no-bn")).isEmpty());
    }

    /// A twin's halves are what two single runs are.
    void twinEqualsSingleRuns()
    {
        const QStringList settings{"threads", "1", "label_noise", "0.2", "per_class", "11"};
        run("twin", spec(ExperimentKind::Twin, settings));
        run("bn", spec(ExperimentKind::Train, settings));
        run("no-bn", spec(ExperimentKind::Train, settings + QStringList{"bn", "off"}));
        for (const char* leaf : {"bn", "no-bn"}) {
            const QString single = at(QString("%1/seed-1/%1").arg(leaf));
            for (const char* name : {"/iterations.csv", "/epochs.csv"}) {
                QVERIFY(withoutSeconds(csvIn(at(QString("twin/seed-1/") + leaf) + name)) ==
                        withoutSeconds(csvIn(single + name)));
            }
        }
    }

  private:
    /// All files below the folder, by their paths in it.
    [[nodiscard]] QStringList filesBelow(const QString& name) const
    {
        const QDir folder(at(name));
        QStringList files;
        QDirIterator walk(folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            files << folder.relativeFilePath(walk.next());
        }
        files.sort();
        return files;
    }

    /// The files with those of a finished run in that leaf.
    [[nodiscard]] static QStringList withEnds(QStringList files, const QString& leaf)
    {
        for (const char* name : {"environment.json", "iterations.csv", "evaluations.csv", "epochs.csv", "run.json",
                                 "summary.json", "model.safetensors", "predictions.safetensors"}) {
            files << leaf + '/' + name;
        }
        files.sort();
        return files;
    }
};

QTEST_GUILESS_MAIN(tst_ExperimentRunner)
#include "tst_ExperimentRunner.moc"
