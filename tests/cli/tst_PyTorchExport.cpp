#include <QDir>
#include <QFile>
#include <QTest>

#include <normscope/export/PyTorchModel.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Variants.h>

#include "../support/IdxWriter.h"
#include "../support/MnistGuard.h"
#include "../support/Program.h"
#include "../support/Python.h"
#include "../support/RandomGraphs.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

/// What `export --format pytorch` writes, PyTorch loads and runs: see check_export.py.
class tst_PyTorchExport : public QObject
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
        // Made-up images of two sizes: the usual one, and one that is not square.
        QVERIFY(writeDataset(path("usual").toStdString(), patternSet(400, 28, 28), patternSet(1000, 28, 28, 3)));
        QVERIFY(writeDataset(path("narrow").toStdString(), patternSet(400, 20, 12), patternSet(1000, 20, 12, 3),
                             Packing::Gzip));
    }

    void imagesOfAnyShape_data()
    {
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("model");
        const auto rows = [](const char* name, const QList<int>& shape, int classes) {
            for (const char* model : {"mlp", "cnn", "resnet"}) {
                QTest::addRow("%s, %s", name, model) << shape << classes << QString(model);
            }
        };
        rows("20 x 30", {1, 20, 30}, 10);
        rows("14 x 14, 7 classes", {1, 14, 14}, 7);
        rows("three channels of 32 x 32, 26 classes", {3, 32, 32}, 26);
    }

    /// What model.py takes is what the run was trained on, and its answers are the run's.
    void imagesOfAnyShape()
    {
        QFETCH(const QList<int>, shape);
        QFETCH(const int, classes);
        QFETCH(const QString, model);
        QVERIFY(QDir(path("shaped")).removeRecursively());
        QVERIFY(writeDataset(path("shaped").toStdString(), patternSet(200, shape[1], shape[2], 0, classes, shape[0]),
                             patternSet(1000, shape[1], shape[2], 3, classes, shape[0])));
        const ProgramResult trained = m_program.run({"train", "--dataset", "shaped", "--model", model, "--epochs", "1",
                                                     "--lr", "0.05", "--quiet", "--force", "--out", "shaped-run"});
        NORMSCOPE_EXPECT_EXIT(trained, 0);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "shaped-run"}), 0);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "shaped-run", "--format", "pytorch"}), 0);
        const QString leaf = path("shaped-run/export/pytorch/seed-1/bn");
        const QByteArray image = QString("IMAGE = (%1, %2, %3)\n").arg(shape[0]).arg(shape[1]).arg(shape[2]).toUtf8();
        QVERIFY2(contentOf(leaf + "/model.py").contains(image), image.constData());
        NORMSCOPE_EXPECT_EXIT(m_python.run({"model.py"}, leaf), 0);
        NORMSCOPE_EXPECT_EXIT(
            m_python.run({NORMSCOPE_CHECK_EXPORT, path("shaped"), path("shaped-run/seed-1/bn"), leaf}), 0);
    }

    void networksAreRebuilt_data()
    {
        QTest::addColumn<QString>("dataset");
        QTest::addColumn<QStringList>("model");
        QTest::newRow("mlp") << "usual" << QStringList{"--model", "mlp"};
        QTest::newRow("cnn") << "usual" << QStringList{"--model", "cnn"};
        QTest::newRow("resnet") << "usual" << QStringList{"--model", "resnet"};
        QTest::newRow("mlp of other widths, eps and momentum")
            << "narrow" << QStringList{"--hidden",      "50,40,30", "--bn-eps",    "0.01",
                                       "--bn-momentum", "0.7",      "--bn-layers", "off,on,off"};
        QTest::newRow("cnn of black and white images") << "usual" << QStringList{"--model", "cnn", "--binarize"};
        QTest::newRow("cnn with BN in one place")
            << "narrow" << QStringList{"--model", "cnn", "--channels", "4,6", "--bn-layers", "on,off"};
        QTest::newRow("resnet with BN here and there")
            << "narrow" << QStringList{"--model",  "resnet", "--blocks",    "2,1",
                                       "--widths", "4,8",    "--bn-layers", "on,off,on,on,off,on,on,off"};
    }

    void networksAreRebuilt()
    {
        QFETCH(QString, dataset);
        QFETCH(QStringList, model);
        const ProgramResult twin =
            m_program.run(QStringList{"twin", "--dataset", dataset, "--epochs", "1", "--lr", "0.05", "--eval-every",
                                      "0", "--quiet", "--force", "--out", "twin"} +
                          model);
        NORMSCOPE_EXPECT_EXIT(twin, 0);
        const ProgramResult exported = m_program.run({"export", "twin", "--format", "pytorch"});
        NORMSCOPE_EXPECT_EXIT(exported, 0);
        QVERIFY2(exported.err.isEmpty(), exported.err.constData());
        for (const QString leaf : {"seed-1/bn", "seed-1/no-bn"}) {
            const QString made = path("twin/export/pytorch/" + leaf);
            const ProgramResult check =
                m_python.run({NORMSCOPE_CHECK_EXPORT, path(dataset), path("twin/" + leaf), made});
            NORMSCOPE_EXPECT_EXIT(check, 0);
            qInfo("%s", check.out.trimmed().constData());
        }
        // As the README says: from its folder, with nothing but the files there.
        const QString folder = path("twin/export/pytorch/seed-1/bn");
        NORMSCOPE_EXPECT_EXIT(m_python.run({"model.py"}, folder), 0);
        const ProgramResult accuracy = m_python.run({"model.py", path(dataset)}, folder);
        NORMSCOPE_EXPECT_EXIT(accuracy, 0);
        const double told = jsonIn(path("twin/seed-1/bn/summary.json"))["final_test_accuracy"].toDouble();
        const QByteArray line = "test accuracy: " + QByteArray::number(told, 'f', 4) + "\n";
        QVERIFY2(accuracy.out.contains(line), (line + accuracy.out).constData());
        if (model == QStringList{"--model", "mlp"}) {
            NORMSCOPE_EXPECT_EXIT(Python::runAlone({"model.py"}, folder), 0);
        }
        QVERIFY(!contentOf(path("twin/export/pytorch/seed-1/no-bn/model.py")).contains("BatchNorm"));
    }

    void editedNetworks_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < networksToTry(4); ++seed) {
            QTest::addRow("network %d", seed) << seed;
        }
    }

    /// Networks built by hand give PyTorch's answers, as exported and as copied.
    void editedNetworks()
    {
        QFETCH(const int, seed);
        const normscope::graph::SampleShape image{1, 20, 12};
        const normscope::graph::Graph network = randomGraph(static_cast<unsigned>(seed), image, 10);
        QVERIFY(putFile(path("edited.json"), QByteArray::fromStdString(normscope::graph::toJson(network).dump())));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"train", "--network", "edited.json", "--dataset", "narrow", "--epochs",
                                             "1", "--lr", "0.01", "--quiet", "--force", "--out", "edited"}),
                              0);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "edited", "--format", "pytorch"}), 0);
        const QString leaf = path("edited/export/pytorch/seed-1/bn");
        const ProgramResult check =
            m_python.run({NORMSCOPE_CHECK_EXPORT, path("narrow"), path("edited/seed-1/bn"), leaf});
        NORMSCOPE_EXPECT_EXIT(check, 0);

        // The text that is copied runs as it is, and is the same network.
        auto inUse = normscope::graph::variantOf(network, "bn");
        QVERIFY(inUse);
        const std::string source = normscope::pyTorchNetworkSource(
            normscope::graph::withNormalizerDefaults(*std::move(inUse), 0.9, 1e-5), image);
        QVERIFY(putFile(path("copied.py"), QByteArray::fromStdString(source) +
                                               "    network.load_state_dict(torch.load(\"state_dict.pt\"))\n"));
        const ProgramResult copied = m_python.run({path("copied.py")}, leaf);
        NORMSCOPE_EXPECT_EXIT(copied, 0);
        QVERIFY2(copied.out.contains("output: (2, 10)"), copied.out.constData());
    }

    /// Other weights than the run's are found: check_export.py can fail.
    void otherWeightsAreRefused()
    {
        for (const char* seed : {"1", "2"}) {
            train({"--seed", seed, "--out", QString("run-%1").arg(seed)});
            NORMSCOPE_EXPECT_EXIT(m_program.run({"export", QString("run-%1/seed-%1/bn").arg(seed), "--format",
                                                 "pytorch", "--out", QString("made-%1").arg(seed)}),
                                  0);
        }
        NORMSCOPE_EXPECT_EXIT(
            m_python.run({NORMSCOPE_CHECK_EXPORT, path("usual"), path("run-1/seed-1/bn"), path("made-1")}), 0);
        const ProgramResult check =
            m_python.run({NORMSCOPE_CHECK_EXPORT, path("usual"), path("run-1/seed-1/bn"), path("made-2")});
        NORMSCOPE_EXPECT_EXIT(check, 1);
        QVERIFY2(check.out.contains("differs"), check.out.constData());
    }

    void sameRunGivesTheSameBytes()
    {
        train({"--out", "again"});
        for (const QString out : {"first", "second"}) {
            NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "again/seed-1/bn", "--format", "pytorch", "--out", out}), 0);
        }
        for (const QString file : {"/state_dict.pt", "/model.py", "/README.md"}) {
            QVERIFY(!contentOf(path("first" + file)).isEmpty());
            QCOMPARE(contentOf(path("first" + file)), contentOf(path("second" + file)));
        }
    }

    /// A run that diverged has no weights: told beside the other's, and an error where there is no other.
    void runsWithoutWeights()
    {
        train({"--out", "half"}, "twin");
        QVERIFY(QFile::remove(path("half/seed-1/no-bn/model.safetensors")));
        const ProgramResult exported = m_program.run({"export", "half", "--format", "pytorch"});
        NORMSCOPE_EXPECT_EXIT(exported, 0);
        QVERIFY2(exported.out.contains("seed-1/no-bn has no weights"), exported.out.constData());
        QVERIFY(QFile::exists(path("half/export/pytorch/seed-1/bn/state_dict.pt")));
        QVERIFY(!QFile::exists(path("half/export/pytorch/seed-1/no-bn")));
        QCOMPARE(whyNotRefused(m_program, {"export", "half/seed-1/no-bn", "--format", "pytorch"}, 1,
                               {"nothing to export", "seed-1/no-bn has no weights"}),
                 QString());
    }

    void damagedWeights()
    {
        train({"--out", "damaged"});
        const QString file = path("damaged/seed-1/bn/model.safetensors");
        QVERIFY(QFile::resize(file, QFile(file).size() - 1));
        QCOMPARE(whyNotRefused(m_program, {"export", "damaged", "--format", "pytorch"}, 1, {"model.safetensors"}),
                 QString());
    }

    /// Weights of another network than experiment.json tells of.
    void weightsOfAnotherNetwork()
    {
        train({"--out", "wide"});
        train({"--out", "narrower", "--hidden", "30"});
        const QString name = "/seed-1/bn/model.safetensors";
        QVERIFY(QFile::remove(path("wide" + name)));
        QVERIFY(QFile::copy(path("narrower" + name), path("wide" + name)));
        QCOMPARE(whyNotRefused(m_program, {"export", "wide", "--format", "pytorch"}, 1,
                               {"model.safetensors", "linear1.weight"}),
                 QString());
    }

  private:
    [[nodiscard]] QString path(const QString& name) const { return m_program.path(name); }

    void train(const QStringList& arguments, const QString& command = "train")
    {
        const ProgramResult result =
            m_program.run(QStringList{command, "--dataset", "usual", "--epochs", "1", "--lr", "0.05", "--eval-every",
                                      "0", "--quiet"} +
                          (arguments.contains("--hidden") ? QStringList() : QStringList{"--hidden", "20"}) + arguments);
        NORMSCOPE_EXPECT_EXIT(result, 0);
    }

    Program m_program;
    Python m_python;
};

QTEST_GUILESS_MAIN(tst_PyTorchExport)

#include "tst_PyTorchExport.moc"
