#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include "../support/IdxWriter.h"
#include "../support/MnistGuard.h"
#include "../support/Program.h"
#include "../support/Python.h"
#include "../support/RunFiles.h"

using namespace normscope::test;

namespace
{

/// Two ways to one Add, a 5×5 convolution with stride 2, max pooling, sigmoid, GroupNorm and dropout.
constexpr const char* kOwn = R"({"input": [1, 20, 30], "nodes": [
  {"name": "conv1", "kind": "Conv2d", "out_channels": 8, "kernel_size": 5, "stride": 2, "padding": 2},
  {"name": "bn1", "kind": "BatchNorm2d"},
  {"name": "sigmoid1", "kind": "Sigmoid"},
  {"name": "left.conv", "kind": "Conv2d", "out_channels": 8, "kernel_size": 3, "padding": 1},
  {"name": "left.bn", "kind": "BatchNorm2d", "momentum": 0.8},
  {"name": "left.relu", "kind": "ReLU"},
  {"name": "right.conv", "kind": "Conv2d", "out_channels": 8, "kernel_size": 1, "inputs": ["sigmoid1"]},
  {"name": "right.gn", "kind": "GroupNorm", "num_groups": 4},
  {"name": "add", "kind": "Add", "inputs": ["left.relu", "right.gn"]},
  {"name": "pool1", "kind": "MaxPool2d", "kernel_size": 3, "stride": 2, "padding": 1},
  {"name": "reshape", "kind": "Reshape"},
  {"name": "dropout1", "kind": "Dropout", "p": 0.25},
  {"name": "linear1", "kind": "Linear", "out_features": 7}
]})";

const QStringList kVariants{"bn", "no-bn", "layer-norm", "group-norm", "bn-after", "noisy-bn"};

const QStringList kTraining{
    "twin",      "--network", "own.json", "--variants",   "bn,no-bn,layer-norm,group-norm,bn-after,noisy-bn",
    "--dataset", "seven",     "--lr",     "0.05",         "--batch-size",
    "20",        "--epochs",  "4",        "--eval-every", "0",
    "--threads", "1",         "--quiet"};

}  // namespace

/// `normscope network`, and trainings of a network of one's own.
class tst_NetworkCommand : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(writeDataset(m_program.path("seven").toStdString(), patternSet(300, 20, 30, 0, 7),
                             patternSet(1000, 20, 30, 3, 7)));
        put("own.json", kOwn);
    }

    void showsFamilies()
    {
        const ProgramResult table = m_program.run({"network", "show", "--model", "cnn"});
        NORMSCOPE_EXPECT_EXIT(table, 0);
        // The contract's figures, and 16·784·9 + 32·196·144 + 1568·10 multiply-adds.
        QVERIFY2(table.out.contains("20,586 parameters"), table.out.constData());
        QVERIFY2(table.out.contains("1,031,744"), table.out.constData());
        const ProgramResult json = m_program.run({"network", "show", "--model", "cnn", "--variant", "no-bn", "--image",
                                                  "3,32,32", "--classes", "5", "--format", "json"});
        NORMSCOPE_EXPECT_EXIT(json, 0);
        const QJsonObject network = QJsonDocument::fromJson(json.out).object();
        QCOMPARE(network["input"].toArray(), QJsonArray({3, 32, 32}));
        QCOMPARE(network["nodes"].toArray().size(), 8);
        QCOMPARE(network["nodes"].toArray().last().toObject()["out_features"].toInt(), 5);
        // What is shown can be checked and shown again.
        put("shown.json", json.out);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"network", "check", "shown.json"}), 0);
        QCOMPARE(m_program.run({"network", "show", "shown.json", "--format", "json"}).out, json.out);
        const ProgramResult picture =
            m_program.run({"network", "show", "own.json", "--format", "svg", "--out", "a.svg"});
        NORMSCOPE_EXPECT_EXIT(picture, 0);
        QVERIFY(contentOf(m_program.path("a.svg")).contains("<svg"));
    }

    void checks()
    {
        const ProgramResult result = m_program.run({"network", "check", "own.json"});
        NORMSCOPE_EXPECT_EXIT(result, 0);
        QVERIFY2(result.out.startsWith("own.json: 13 nodes, "), result.out.constData());
        QVERIFY2(result.out.contains("1×20×30 to 7 classes"), result.out.constData());
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("mentioned");
        put("cycle.json",
            R"({"input":[4],"nodes":[{"name":"a","kind":"ReLU","inputs":["b"]},{"name":"b","kind":"ReLU"}]})");
        put("flat.json", R"({"input":[600],"nodes":[{"name":"r","kind":"Reshape"},
                            {"name":"linear1","kind":"Linear","out_features":7}]})");
        put("ten.json", R"({"input":[600],"nodes":[{"name":"linear1","kind":"Linear","out_features":10}]})");
        put("same.json", R"({"input":[600],"nodes":[{"name":"linear1","kind":"Linear","out_features":7}]})");
        put("broken.json", "{\"input\":[4],");
        QTest::newRow("no file") << QStringList{"network", "check", "none.json"} << QStringList{"none.json"};
        QTest::newRow("no JSON") << QStringList{"network", "check", "broken.json"} << QStringList{"not valid JSON"};
        QTest::newRow("cycle") << QStringList{"network", "check", "cycle.json"} << QStringList{"node \"a\"", "\"b\""};
        QTest::newRow("Reshape of flat input")
            << QStringList{"network", "show", "flat.json"} << QStringList{"node \"r\"", "Reshape"};
        QTest::newRow("file and family") << QStringList{"network", "show", "own.json", "--model", "cnn"}
                                         << QStringList{"own.json", "--model"};
        QTest::newRow("image") << QStringList{"network", "show", "--image", "28"} << QStringList{"--image"};
        QTest::newRow("variant") << QStringList{"network", "show", "--variant", "bm"} << QStringList{"bm"};
        const QStringList train{"train", "--dataset", "seven", "--out", "x", "--network"};
        QTest::newRow("other images") << QStringList{"train", "--network", "own.json", "--out", "x"}
                                      << QStringList{"1×20×30", "1×28×28"};
        QTest::newRow("other classes") << train + QStringList{"ten.json"} << QStringList{"linear1", "7 classes"};
        QTest::newRow("cycle in training") << train + QStringList{"cycle.json"} << QStringList{"--network", "\"a\""};
        QTest::newRow("one network twice")
            << QStringList{"twin", "--dataset", "seven", "--out", "x", "--network", "same.json"} << QStringList{"same"};
    }

    void refuses()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QStringList, mentioned);
        QCOMPARE(whyNotRefused(m_program, arguments, 2, mentioned), QString());
    }

    void trainsInFiveVariants()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run(kTraining + QStringList{"--out", "whole"}), 0);
        for (const QString& variant : kVariants) {
            const QJsonObject run = jsonIn(m_program.path("whole/seed-1/" + variant + "/run.json"));
            QCOMPARE(run["variant"].toString(), variant);
            QCOMPARE(run["reference"].toString(), "no-bn");
            QCOMPARE(run["image"].toArray(), QJsonArray({1, 20, 30}));
            QCOMPARE(run["classes"].toArray().size(), 7);
            const QJsonArray nodes = run["network"].toObject()["nodes"].toArray();
            QCOMPARE(nodes.size(), variant == "no-bn" ? 11 : 13);
        }
        // The experiment carries the network itself, so that it can be repeated without the file.
        QCOMPARE(jsonIn(m_program.path("whole/experiment.json"))["network"].toObject()["nodes"].toArray().size(), 13);
        NORMSCOPE_EXPECT_EXIT(m_program.run({"twin", "--config", "whole/experiment.json", "--quiet", "--out", "again"}),
                              0);
        for (const QString& variant : kVariants) {
            const QString model = "/seed-1/" + variant + "/model.safetensors";
            QVERIFY(contentOf(m_program.path("whole" + model)) == contentOf(m_program.path("again" + model)));
        }
    }

    void killedAndResumed()
    {
        m_program.set("NORMSCOPE_CHECKPOINT_SECONDS", "0.02");
        QStringList training = kTraining;
        training[training.indexOf("--epochs") + 1] = "30";
        NORMSCOPE_EXPECT_EXIT(m_program.run(training + QStringList{"--out", "long"}), 0);
        QProcess process;
        QVERIFY(m_program.start(process, training + QStringList{"--out", "killed"}));
        QVERIFY(QTest::qWaitFor(
            [&] { return QFile::exists(m_program.path("killed/seed-1/bn-after/checkpoint.safetensors")); }, 60'000));
        process.kill();
        process.waitForFinished();
        NORMSCOPE_EXPECT_EXIT(m_program.run({"resume", "killed"}), 0);
        for (const QString& variant : kVariants) {
            for (const char* name : {"model.safetensors", "predictions.safetensors"}) {
                const QString file = QString("/seed-1/%1/%2").arg(variant, QLatin1String(name));
                QVERIFY2(contentOf(m_program.path("long" + file)) == contentOf(m_program.path("killed" + file)),
                         qPrintable(file));
            }
        }
    }

    void isExportedAndReported()
    {
        NORMSCOPE_EXPECT_EXIT(m_program.run({"report", "whole"}), 0);
        QVERIFY(QFile::exists(m_program.path("whole/figures/architecture-whole.svg")));
        NORMSCOPE_EXPECT_EXIT(m_program.run({"export", "whole", "--format", "pytorch"}), 0);
        Python python;
        if (!python.start()) {
            QVERIFY2(!datasetsAreExpected(), qPrintable(python.why()));
            QSKIP(qPrintable(python.why()));
        }
        for (const QString& variant : kVariants) {
            NORMSCOPE_EXPECT_EXIT(
                python.run({NORMSCOPE_CHECK_EXPORT, m_program.path("seven"), m_program.path("whole/seed-1/" + variant),
                            m_program.path("whole/export/pytorch/seed-1/" + variant)}),
                0);
        }
    }

  private:
    void put(const QString& name, const QByteArray& content) const
    {
        QFile file(m_program.path(name));
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    Program m_program;
};

QTEST_GUILESS_MAIN(tst_NetworkCommand)
#include "tst_NetworkCommand.moc"
