#include <string>
#include <vector>

#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/graph/Graph.h>
#include <normscope/runtime/Threads.h>

#include "../support/Expect.h"
#include "../support/Specs.h"

using namespace normscope;
using normscope::test::specOf;

class tst_ExperimentSpec : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void together_data()
    {
        QTest::addColumn<bool>("twin");
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("samples");
        QTest::addColumn<QString>("sentence");  // empty: fits

        const auto row = [](const char* name, const char* command, const char* settings, int side, int samples,
                            const char* sentence) {
            QTest::newRow(name) << (QString(command) == "twin") << QString(settings).split(' ', Qt::SkipEmptyParts)
                                << side << samples << sentence;
        };
        for (const char* command : {"train", "twin"}) {
            row(qPrintable(QString("defaults of ") + command), command, "", 28, 0, "");
            row(qPrintable(QString("cnn of ") + command), command, "model cnn", 28, 10'000, "");
            row(qPrintable(QString("resnet of ") + command), command, "model resnet", 28, 10'000, "");
        }

        row("nesterov without momentum", "train", "nesterov on momentum 0", 28, 0,
            "--nesterov needs a momentum: give --momentum more than 0 or leave --nesterov out");
        row("nesterov with little momentum", "train", "nesterov on momentum 0.001", 28, 0, "");
        row("no nesterov, no momentum", "train", "momentum 0", 28, 0, "");

        row("test at end and evaluations", "train", "test_at end eval_every 60", 28, 0,
            "--test-at end and --eval-every 60 contradict each other: evaluations look at the test set before the "
            "end, so give --eval-every 0 or leave it out");
        row("test at end, never evaluated", "train", "test_at end eval_every 0", 28, 0, "");
        row("test at end, left open", "train", "test_at end", 28, 0, "");

        row("more stages than widths", "twin", "model resnet blocks 1,1,1 widths 8,16", 28, 0,
            "--blocks has 3 stages and --widths 2: give each one number a stage");
        row("widths of another family", "twin", "model cnn blocks 1,1,1 widths 8,16", 28, 0, "");
        row("deep enough", "twin", "model resnet blocks 500,500 widths 1,1", 28, 0, "");
        row("too deep", "twin", "model resnet blocks 500,501 widths 1,1", 28, 0,
            "--blocks asks for 1,001 blocks: use at most 1,000 in all");
        row("far too deep", "train", "model resnet blocks 1000000,1000000,1000000 widths 1,1,1", 28, 0,
            "--blocks asks for 3,000,000 blocks: use at most 1,000 in all");

        row("BN list too short", "train", "bn on,off,on", 28, 0,
            "the list of BN switches has 3 entries and the model has 2 BN positions (bn1, bn2): give one on or off "
            "for each");
        row("BN list fits", "train", "hidden 8,8,8 bn on,off,on", 28, 0, "");
        row("BN list of no layer", "train", "bn off,off", 28, 0, "");
        row("BN list of a resnet", "twin", "model resnet blocks 1,1 widths 8,16 bn_layers on,off,on,off,on,off", 28, 0,
            "");
        row("BN list of a resnet, too short", "twin", "model resnet blocks 1,1 widths 8,16 bn_layers on,off", 28, 0,
            "the list of BN switches has 2 entries and the model has 6 BN positions (bn1, stage1.block1.bn1, "
            "stage1.block1.bn2, stage2.block1.bn1, stage2.block1.bn2, stage2.block1.shortcut.bn): give one on or off "
            "for each");
        const char* same = "--bn-layers switches every BN layer off, so that the variants would be the same: leave at "
                           "least one on";
        row("twins without BN", "twin", "bn_layers off", 28, 0, same);
        row("twins without BN, one by one", "twin", "bn_layers off,off", 28, 0, same);
        row("run without BN", "train", "bn off", 28, 0, "");

        const char* single = "--batch-size 1 gives a BN layer one value per channel, which has no variance: use at "
                             "least 2";
        row("single samples", "train", "batch_size 1", 28, 0, single);
        row("single samples, count known", "twin", "batch_size 1", 28, 500, single);
        row("single samples without BN", "train", "batch_size 1 bn off", 28, 0, "");
        row("single samples in a CNN", "twin", "model cnn batch_size 1", 28, 0, "");
        row("single samples in a CNN that shrinks them to a pixel", "train", "model cnn channels 2,2 batch_size 1", 4,
            0, "");
        row("single samples where BN sees one pixel", "train", "model resnet blocks 1,1 widths 2,4 batch_size 1", 4, 0,
            single);
        row("one sample", "train", "", 28, 1,
            "one training sample gives a BN layer one value per channel, which has no variance: use more training "
            "samples");
        row("one sample, single", "train", "batch_size 1", 28, 1,
            "one training sample gives a BN layer one value per channel, which has no variance: use more training "
            "samples");
        row("one sample without BN", "train", "bn off", 28, 1, "");
        row("a rest of one is joined", "train", "batch_size 100", 28, 301, "");
        row("two samples", "train", "", 28, 2, "");

        row("as many poolings as fit", "train", "model cnn channels 8,8,8,8", 28, 0, "");
        row("too many poolings", "train", "model cnn channels 8,8,8,8,8", 28, 0,
            "node \"pool5\" gets 8×1×1 and has a window of 2×2: the image is too small for it");
        row("too many poolings for small images", "train", "model cnn channels 8,8", 3, 0,
            "node \"pool2\" gets 8×1×1 and has a window of 2×2: the image is too small for it");
        row("MLP of one pixel", "train", "", 1, 0, "");
    }

    /// Told before the list of layers is made, wherever a model is.
    void modelOfTooManyBlocks()
    {
        const ExperimentSpec spec =
            specOf(ExperimentKind::Twin, {"model", "resnet", "blocks", "1000000,1000000,1000000", "widths", "1,1,1"});
        const QString sentence("--blocks asks for 3,000,000 blocks: use at most 1,000 in all");
        COMPARE_ERROR(chosenModelOf(spec, DataShape()), ErrorCode::Usage, sentence);
        COMPARE_ERROR(checkDepth(spec), ErrorCode::Usage, sentence);
    }

    void together()
    {
        QFETCH(bool, twin);
        QFETCH(QStringList, settings);
        QFETCH(int, side);
        QFETCH(int, samples);
        QFETCH(QString, sentence);
        const ExperimentSpec spec = specOf(twin ? ExperimentKind::Twin : ExperimentKind::Train, settings);
        const Status status = checkTogether(spec, DataShape{{1, side, side}}, samples);
        if (sentence.isEmpty()) {
            VERIFY_OK(status);
        } else {
            COMPARE_ERROR(status, ErrorCode::Usage, sentence);
        }
    }

    void modelLargerThanMemory()
    {
        // 784·10^6 + 10^6 + 10^12 + 10^6 + 10^7 + 10 and 4·10^6 of BN: 1,000,800,000,010 parameters. 12 bytes each, and
        // 16 while a checkpoint is saved: 28,022,400,000,280 bytes. Twins: 12 for each of the two networks, and 16.
        const ExperimentSpec spec = specOf(ExperimentKind::Train, {"hidden", "1000000,1000000"});
        VERIFY_ERROR(checkTogether(spec, DataShape(), 0), ErrorCode::Usage, "needs about 26097.9 GiB of memory (");
        VERIFY_ERROR(checkTogether(spec, DataShape(), 0), ErrorCode::Usage,
                     " GiB are available: make --hidden smaller");
        const ExperimentSpec twin = specOf(ExperimentKind::Twin, {"hidden", "1000000,1000000", "jobs", "1"});
        VERIFY_ERROR(checkTogether(twin, DataShape(), 0), ErrorCode::Usage, "needs about 37282.7 GiB of memory (");
        const ExperimentSpec longest =
            specOf(ExperimentKind::Train, {"hidden", QStringList(1000, "1000000").join(',')});
        VERIFY_ERROR(checkTogether(longest, DataShape{{1, 1024, 1024}}, 0), ErrorCode::Usage, "make --hidden smaller");
    }

    /// Data that are not in memory yet count, too.
    void dataLargerThanMemory()
    {
        VERIFY_ERROR(checkTogether(ExperimentSpec(), DataShape(), 100, std::int64_t{1} << 60U), ErrorCode::Usage,
                     "use a smaller dataset");
    }

    void modelOfTheSpec()
    {
        const ExperimentSpec spec =
            specOf(ExperimentKind::Train, {"bn", "off,on", "bn_momentum", "0.75", "bn_eps", "0.5"});
        const auto model = chosenModelOf(spec, DataShape());
        VERIFY_OK(model);
        QVERIFY(model->input == graph::SampleShape{784});
        for (const graph::Node& node : model->nodes) {
            if (const auto* norm = graph::as<graph::BatchNorm>(node)) {
                QVERIFY(norm->momentum == 0.75);
                QVERIFY(norm->eps == 0.5);
            }
        }
        const auto layers = graph::describe(*model);
        VERIFY_OK(layers);
        const graph::ParameterCounts counts = graph::totalOf(*layers);
        QCOMPARE(counts.gammaBeta, std::int64_t{256});  // of bn2's 128 channels alone
        QCOMPARE(counts.total(), std::int64_t{235'146 + 256});
        // Before the positions are switched all are on.
        const auto all = graph::describe(modelOf(spec, DataShape()));
        VERIFY_OK(all);
        QCOMPARE(graph::totalOf(*all).total(), std::int64_t{235'146 + 768});

        const auto cnn = graph::describe(modelOf(specOf(ExperimentKind::Train, {"model", "cnn"}), DataShape()));
        VERIFY_OK(cnn);
        QCOMPARE(graph::totalOf(*cnn).total(), std::int64_t{20'490 + 96});
    }

    void evaluationInterval_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<int>("expected");
        QTest::newRow("MNIST") << 60'000 << QStringList{} << 60;
        QTest::newRow("builtin") << 10'000 << QStringList{} << 10;
        QTest::newRow("a tenth rounded down") << 1'990 << QStringList{} << 2;  // of 20 batches
        QTest::newRow("19 batches") << 1'900 << QStringList{} << 1;
        QTest::newRow("fewer batches than ten") << 500 << QStringList{} << 1;
        QTest::newRow("one sample") << 1 << QStringList{} << 1;
        QTest::newRow("a joined rest adds no batch") << 2'001 << QStringList{"batch_size", "100"} << 2;
        QTest::newRow("single samples") << 300 << QStringList{"batch_size", "1"} << 30;
        QTest::newRow("chosen") << 60'000 << QStringList{"eval_every", "7"} << 7;
        QTest::newRow("never") << 60'000 << QStringList{"eval_every", "0"} << 0;
        QTest::newRow("test at end") << 60'000 << QStringList{"test_at", "end"} << 0;
    }

    void evaluationInterval()
    {
        QFETCH(int, samples);
        QFETCH(QStringList, settings);
        QFETCH(int, expected);
        QCOMPARE(trainingOf(specOf(ExperimentKind::Train, settings), 1, samples).evalEvery, std::int64_t{expected});
    }

    void stepSize_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<int>("expected");
        QTest::newRow("a third of 5, rounded up") << QStringList{} << 2;
        QTest::newRow("of 1") << QStringList{"epochs", "1"} << 1;
        QTest::newRow("of 3") << QStringList{"epochs", "3"} << 1;
        QTest::newRow("of 4") << QStringList{"epochs", "4"} << 2;
        QTest::newRow("of 30") << QStringList{"epochs", "30"} << 10;
        QTest::newRow("chosen") << QStringList{"epochs", "30", "lr_step_size", "25"} << 25;
    }

    void stepSize()
    {
        QFETCH(QStringList, settings);
        QFETCH(int, expected);
        QCOMPARE(trainingOf(specOf(ExperimentKind::Train, settings), 1, 1000).lrStepSize, std::int64_t{expected});
    }

    void trainingOfASeed()
    {
        const ExperimentSpec spec = specOf(ExperimentKind::Twin, {"seeds", "4,6", "threads", "3", "lr", "0.25"});
        const TrainingSpec training = trainingOf(spec, 6, 1000);
        QCOMPARE(training.seed, std::uint64_t{6});
        QCOMPARE(training.threads, 3);
        QVERIFY(training.sgd.lr == 0.25);
        // A run alone has all cores, several have one each.
        QCOMPARE(trainingOf(specOf(ExperimentKind::Train), 1, 1000).threads, availableThreads());
        QCOMPARE(trainingOf(specOf(ExperimentKind::Train, {"seeds", "1,2"}), 1, 1000).threads, 1);
        QCOMPARE(trainingOf(specOf(ExperimentKind::Twin), 1, 1000).threads, 1);
    }

    void lanes_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<int>("expected");
        const int cores = availableThreads();
        QTest::newRow("a run") << QStringList{"bn", "on"} << 1;
        QTest::newRow("as many as cores") << QStringList{"seeds", "1..1000"} << cores;
        QTest::newRow("all cores for each") << QStringList{"seeds", "1..9", "threads", QString::number(cores)} << 1;
        QTest::newRow("more threads than cores") << QStringList{"seeds", "1..9", "threads", "1024"} << 1;
        QTest::newRow("chosen") << QStringList{"seeds", "1..9", "jobs", "7"} << 7;
        QTest::newRow("chosen, fewer runs") << QStringList{"seeds", "1..3", "jobs", "7"} << 3;
    }

    void lanes()
    {
        QFETCH(const QStringList, settings);
        QFETCH(const int, expected);
        const ExperimentSpec spec = specOf(ExperimentKind::Train, settings);
        QCOMPARE(lanesOf(spec, threadsOf(spec)), expected);
    }
};

QTEST_GUILESS_MAIN(tst_ExperimentSpec)
#include "tst_ExperimentSpec.moc"
