#include <QTest>

#include <normscope/experiment/MemoryNeed.h>
#include <normscope/experiment/Settings.h>

#include "../support/Expect.h"
#include "../support/Specs.h"

using namespace normscope;
using normscope::test::specOf;

namespace
{

constexpr std::uint64_t kGiB = std::uint64_t{1} << 30U;

MemoryNeed needOf(const ExperimentSpec& spec, std::int64_t side, std::int64_t samples)
{
    const auto model = chosenModelOf(spec, DataShape{{1, side, side}});
    return memoryNeed(spec, *model, samples);
}

}  // namespace

/// The estimate against numbers worked out by hand.
class tst_MemoryNeed : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void estimate_data()
    {
        QTest::addColumn<bool>("twin");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<int>("samples");
        QTest::addColumn<qint64>("parameters");
        QTest::addColumn<qint64>("batch");
        const auto row = [](const char* name, bool twin, const char* settings, int samples, qint64 parameters,
                            qint64 batch) {
            QTest::newRow(name) << twin << QString(settings) << samples << parameters << batch;
        };
        // 235,146 parameters and 768 of BN, 12 bytes each. A sample: 784 pixels; 256 + 256 + 128 + 128 + 10 values kept
        // of linear1, relu, linear2, relu, linear3; 2 · 256 at work: 2,074 floats. An evaluation: 500 · (784 + 2 ·
        // 256).
        row("MLP, batch of 1000", false, "batch_size 1000", 10'000, 235'914 * 12, 1000LL * 2'074 * 4);
        row("both networks", true, "batch_size 1000", 10'000, (235'914 + 235'146) * 12, 1000LL * 2'074 * 4);
        row("without BN", false, "batch_size 1000 bn off", 10'000, 235'146 * 12, 1000LL * 2'074 * 4);
        row("no more than there are samples", false, "batch_size 1000000000", 700, 235'914 * 12, 700LL * 2'074 * 4);
        row("the evaluation is larger", false, "batch_size 100", 10'000, 235'914 * 12, 500LL * (784 + 512) * 4);
        row("samples not known yet", true, "batch_size 1000000000", 0, (235'914 + 235'146) * 12, 0);
        // 20,490 + 96 parameters. A sample: 784 pixels; conv1 16·28·28 = 12,544 and pooled 16·14·14 = 3,136, conv2
        // 32·14·14 = 6,272 and pooled 32·7·7 = 1,568, linear1 10: 23,530 kept; 2 · 12,544 at work.
        row("CNN", false, "model cnn batch_size 2000", 60'000, 20'586 * 12, 2000LL * (784 + 23'530 + 25'088) * 4);
        row("CNN, evaluation", false, "model cnn batch_size 10", 60'000, 20'586 * 12, 500LL * (784 + 25'088) * 4);
    }

    void estimate()
    {
        QFETCH(bool, twin);
        QFETCH(QString, settings);
        QFETCH(int, samples);
        QFETCH(qint64, parameters);
        QFETCH(qint64, batch);
        ExperimentSpec spec = specOf(twin ? ExperimentKind::Twin : ExperimentKind::Train, settings.split(' '));
        spec.jobs = 1;
        const MemoryNeed need = needOf(spec, 28, samples);
        QCOMPARE(static_cast<qint64>(need.parameters), parameters);
        QCOMPARE(static_cast<qint64>(need.batch), batch);
        // Weights and momentum, as tensors and as a file.
        const qint64 checkpoint = twin ? 235'914 * 16 : parameters / 12 * 16;
        QCOMPARE(static_cast<qint64>(need.checkpoint), checkpoint);
        QCOMPARE(need.total(), static_cast<double>(parameters + checkpoint + batch));
    }

    /// Each lane has a batch and a checkpoint of its own, and may be at a seed of its own.
    void lanes_data()
    {
        QTest::addColumn<QString>("seeds");
        QTest::addColumn<int>("jobs");
        QTest::addColumn<int>("seedsAtOnce");
        QTest::addColumn<int>("lanes");
        QTest::newRow("one") << "1..4" << 1 << 1 << 1;
        QTest::newRow("two") << "1..4" << 2 << 2 << 2;
        QTest::newRow("more than seeds") << "1,2" << 3 << 2 << 3;
        QTest::newRow("more than runs") << "1" << 8 << 1 << 2;
    }

    void lanes()
    {
        QFETCH(QString, seeds);
        QFETCH(int, jobs);
        QFETCH(int, seedsAtOnce);
        QFETCH(int, lanes);
        ExperimentSpec spec = specOf(ExperimentKind::Twin, {"seeds", seeds, "batch_size", "1000"});
        spec.jobs = jobs;
        const MemoryNeed need = needOf(spec, 28, 10'000);
        QCOMPARE(static_cast<qint64>(need.parameters), seedsAtOnce * (235'914LL + 235'146) * 12);
        QCOMPARE(static_cast<qint64>(need.batch), lanes * 1000LL * 2'074 * 4);
        QCOMPARE(static_cast<qint64>(need.checkpoint), lanes * 235'914LL * 16);
        const Status status = checkMemory(spec, need, static_cast<std::uint64_t>(need.total()) - 1'000);
        QVERIFY(!status);
        QCOMPARE(status.error().message.english().ends_with("train one network at a time, with --jobs 1"), lanes > 1);
    }

    /// A ResNet of one block without a change of shape: conv1 8·12·12 = 1,152 and pooled 8·6·6 = 288; then 288 each of
    /// the block's conv1, its relu, conv2 and the relu behind the sum, which is made in one pass with bn2; 8 of the
    /// global pooling and 10 logits.
    void resNet()
    {
        const ExperimentSpec spec =
            specOf(ExperimentKind::Train, {"model", "resnet", "blocks", "1", "widths", "8", "batch_size", "1000"});
        const MemoryNeed need = needOf(spec, 12, 1000);
        QCOMPARE(static_cast<qint64>(need.batch), 1000LL * 4 * (144 + (1'152 + 288 + 4 * 288 + 8 + 10) + 2 * 1'152));
    }

    void told_data()
    {
        QTest::addColumn<bool>("twin");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<double>("parameters");
        QTest::addColumn<double>("batch");
        QTest::addColumn<double>("data");
        QTest::addColumn<double>("available");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, bool twin, const char* settings, double parameters, double batch,
                            double data, double available, const char* sentence) {
            QTest::newRow(name) << twin << QString(settings) << parameters << batch << data << available
                                << QString(sentence);
        };
        row("fits", false, "model mlp", 1, 1, 1, 3, "");
        row("model", false, "model mlp", 40, 1.25, 0, 23.4,
            "the model needs about 41.2 GiB of memory (40.0 GiB for weights, gradients and momentum, 1.2 GiB for a "
            "batch), 23.4 GiB are available: make --hidden smaller");
        row("twins", true, "model cnn", 40, 0, 0, 23.4,
            "the model needs about 40.0 GiB of memory (40.0 GiB for weights, gradients and momentum of both networks), "
            "23.4 GiB are available: make --channels smaller");
        row("batch", false, "model resnet", 0.25, 30, 0, 8,
            "the model needs about 30.2 GiB of memory (256 MiB for weights, gradients and momentum, 30.0 GiB for a "
            "batch), 8.0 GiB are available: make --widths smaller or reduce --batch-size");
        row("data", false, "model mlp", 0.25, 0.5, 2, 1,
            "the model needs about 2.8 GiB of memory (256 MiB for weights, gradients and momentum, 512 MiB for a "
            "batch, "
            "2.0 GiB for the dataset), 1.0 GiB are available: use a smaller dataset");
    }

    void told()
    {
        QFETCH(bool, twin);
        QFETCH(QString, settings);
        QFETCH(double, parameters);
        QFETCH(double, batch);
        QFETCH(double, data);
        QFETCH(double, available);
        QFETCH(QString, sentence);
        const double unit = static_cast<double>(kGiB);
        const Status status = checkMemory(
            specOf(twin ? ExperimentKind::Twin : ExperimentKind::Train, settings.split(' ')),
            {parameters * unit, 0, batch * unit, data * unit, {}}, static_cast<std::uint64_t>(available * unit));
        if (sentence.isEmpty()) {
            VERIFY_OK(status);
        } else {
            COMPARE_ERROR(status, ErrorCode::Usage, sentence);
        }
    }

    void checkpointIsTold()
    {
        COMPARE_ERROR(
            checkMemory(specOf(ExperimentKind::Train), {3.0 * kGiB, 4.0 * kGiB, 0, 0, {}}, 5 * kGiB), ErrorCode::Usage,
            "the model needs about 7.0 GiB of memory (3.0 GiB for weights, gradients and momentum, 4.0 GiB for "
            "a checkpoint), 5.0 GiB are available: make --hidden smaller");
    }

    void unknownMemoryIsNoReason() { VERIFY_OK(checkMemory(ExperimentSpec(), {1e30, 0, 0, 0, {}}, std::nullopt)); }

    /// The largest networks that describe() takes: still sentences, and nothing overflows.
    void largest_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("MLP") << "hidden " + QStringList(1000, "1000000").join(',') + " batch_size 1000000000";
        QTest::newRow("CNN") << "model cnn batch_size 1000000000 channels 2000,2000,2000,2000";
        QTest::newRow("ResNet") << "model resnet batch_size 1000000000 blocks 250,250,250,250 widths "
                                   "2000,2000,2000,2000";
    }

    void largest()
    {
        QFETCH(QString, settings);
        const ExperimentSpec spec = specOf(ExperimentKind::Twin, settings.split(' '));
        const MemoryNeed need = needOf(spec, 1024, 4'294'967'295);
        QVERIFY(need.parameters > 1e9);
        QVERIFY(need.batch > 1e15);
        VERIFY_ERROR(checkTogether(spec, DataShape{{1, 1024, 1024}}, 4'294'967'295), ErrorCode::Usage,
                     " GiB are available: make --");
    }
};

QTEST_GUILESS_MAIN(tst_MemoryNeed)
#include "tst_MemoryNeed.moc"
