#include <QTest>
#include <limits>
#include <vector>

#include <normscope/nn/ModelFamilies.h>
#include <normscope/nn/ModelSpec.h>

using namespace normscope;
using namespace normscope::nn;

namespace
{

const SampleShape kImage{1, 28, 28};

ModelSpec assignmentMlp()
{
    return mlp(784, {256, 128}, 10);
}
ModelSpec assignmentCnn()
{
    return cnn(kImage, {16, 32}, 10);
}
ModelSpec smallResNet()
{
    return resNet(kImage, {1, 1, 1}, {16, 32, 64}, 10);
}

std::vector<LayerDescription> layersOf(const ModelSpec& spec)
{
    return describe(spec).value();
}

ParameterCounts countsOf(const ModelSpec& spec)
{
    return totalOf(layersOf(spec));
}

}  // namespace

Q_DECLARE_METATYPE(normscope::nn::ModelSpec)

class tst_ModelSpec : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void counts_data();
    void counts();
    void describesEachLayer();
    void residualBlocksAreTakenApart();
    void positions_data();
    void positions();
    void switchesPositions();
    void refuses_data();
    void refuses();
    void batchNormValuesPerSample_data();
    void batchNormValuesPerSample();
};

void tst_ModelSpec::counts_data()
{
    QTest::addColumn<ModelSpec>("spec");
    QTest::addColumn<qint64>("without");
    QTest::addColumn<qint64>("gammaBeta");
    QTest::addColumn<qint64>("buffers");
    // The contract's figures; buffers are a mean and a variance a channel and one counter a layer.
    QTest::newRow("MLP") << assignmentMlp() << 235'146LL << 768LL << 770LL;
    QTest::newRow("CNN") << assignmentCnn() << 20'490LL << 96LL << 98LL;
    // By hand: stem 1·16·9+16; stage 1 2·(16·16·9+16); stage 2 16·32·9+32 + 32·32·9+32 + 16·32+32; stage 3 likewise
    // with 32 and 64; linear 64·10+10. BN: 16 + 2·16 + 3·32 + 3·64 channels in nine layers.
    QTest::newRow("ResNet") << smallResNet() << 160LL + 4'640 + 14'432 + 57'536 + 650 << 672LL << 681LL;
}

void tst_ModelSpec::counts()
{
    QFETCH(const ModelSpec, spec);
    QFETCH(const qint64, without);
    QFETCH(const qint64, gammaBeta);
    QFETCH(const qint64, buffers);
    const ParameterCounts with = countsOf(spec);
    QCOMPARE(with.gammaBeta, gammaBeta);
    QCOMPARE(with.buffers, buffers);
    QCOMPARE(with.total(), without + gammaBeta);
    ModelSpec off = spec;
    setBatchNorm(off, false);
    const ParameterCounts plain = countsOf(off);
    QCOMPARE(plain.total(), without);
    QCOMPARE(plain.gammaBeta, 0);
    QCOMPARE(plain.buffers, 0);
    QCOMPARE(plain.weight, with.weight);
    QCOMPARE(plain.bias, with.bias);
}

void tst_ModelSpec::describesEachLayer()
{
    const auto rows = describe(assignmentCnn()).value();
    const std::vector<LayerDescription> expected{{"conv1", "Conv2d", {16, 28, 28}, {144, 16, 0, 0}},
                                                 {"bn1", "BatchNorm2d", {16, 28, 28}, {0, 0, 32, 33}},
                                                 {"", "ReLU", {16, 28, 28}, {}},
                                                 {"", "AvgPool2d", {16, 14, 14}, {}},
                                                 {"conv2", "Conv2d", {32, 14, 14}, {4'608, 32, 0, 0}},
                                                 {"bn2", "BatchNorm2d", {32, 14, 14}, {0, 0, 64, 65}},
                                                 {"", "ReLU", {32, 14, 14}, {}},
                                                 {"", "AvgPool2d", {32, 7, 7}, {}},
                                                 {"", "Reshape", {1'568}, {}},
                                                 {"linear1", "Linear", {10}, {15'680, 10, 0, 0}}};
    QCOMPARE(rows.size(), expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QVERIFY2(rows[i] == expected[i], qPrintable(QStringLiteral("row %1").arg(i)));
    }
}

void tst_ModelSpec::residualBlocksAreTakenApart()
{
    std::vector<std::string> names;
    for (const auto& row : layersOf(resNet(kImage, {1, 1}, {8, 16}, 10))) {
        if (!row.name.empty()) {
            names.push_back(row.name + " " + toText(row.outputShape));
        }
    }
    const std::vector<std::string> expected{
        "conv1 8×28×28",
        "bn1 8×28×28",
        "stage1.block1.conv1 8×14×14",
        "stage1.block1.bn1 8×14×14",
        "stage1.block1.conv2 8×14×14",
        "stage1.block1.bn2 8×14×14",
        "stage2.block1.conv1 16×7×7",
        "stage2.block1.bn1 16×7×7",
        "stage2.block1.conv2 16×7×7",
        "stage2.block1.bn2 16×7×7",
        "stage2.block1.shortcut.conv 16×7×7",
        "stage2.block1.shortcut.bn 16×7×7",
        "linear1 10",
    };
    QCOMPARE(names, expected);
}

void tst_ModelSpec::positions_data()
{
    QTest::addColumn<ModelSpec>("spec");
    QTest::addColumn<std::vector<std::string>>("expected");
    using Names = std::vector<std::string>;
    QTest::newRow("MLP") << assignmentMlp() << Names{"bn1", "bn2"};
    QTest::newRow("deep MLP") << mlp(4, {3, 3, 3}, 2) << Names{"bn1", "bn2", "bn3"};
    QTest::newRow("CNN") << assignmentCnn() << Names{"bn1", "bn2"};
    QTest::newRow("ResNet") << resNet(kImage, {1, 1}, {8, 16}, 10) << Names{"bn1",
                                                                            "stage1.block1.bn1",
                                                                            "stage1.block1.bn2",
                                                                            "stage2.block1.bn1",
                                                                            "stage2.block1.bn2",
                                                                            "stage2.block1.shortcut.bn"};
}

void tst_ModelSpec::positions()
{
    QFETCH(const ModelSpec, spec);
    QFETCH(const std::vector<std::string>, expected);
    QCOMPARE(batchNormPositions(spec), expected);
}

void tst_ModelSpec::switchesPositions()
{
    ModelSpec spec = resNet(kImage, {1, 1}, {8, 16}, 10);
    QVERIFY(setBatchNorm(spec, std::vector<bool>{false, true, false, true, false, true}).has_value());
    std::vector<std::string> on;
    for (const auto& row : layersOf(spec)) {
        if (row.counts.gammaBeta > 0) {
            on.push_back(row.name);
        }
    }
    const std::vector<std::string> expected{"stage1.block1.bn1", "stage2.block1.bn1", "stage2.block1.shortcut.bn"};
    QCOMPARE(on, expected);
    QVERIFY(usesBatchNorm(spec));

    const Status wrongLength = setBatchNorm(spec, std::vector<bool>{true});
    QVERIFY(!wrongLength);
    QCOMPARE(wrongLength.error().code, ErrorCode::Usage);
    QVERIFY(wrongLength.error().message.find("6 BN positions") != std::string::npos);

    setBatchNorm(spec, false);
    QVERIFY(!usesBatchNorm(spec));
}

void tst_ModelSpec::refuses_data()
{
    QTest::addColumn<ModelSpec>("spec");
    QTest::addColumn<QString>("words");
    QTest::newRow("width 0") << mlp(784, {0}, 10) << "linear1 cannot have a width of 0";
    QTest::newRow("negative width") << cnn(kImage, {-3}, 10) << "conv1 cannot have a width of -3";
    QTest::newRow("width that would overflow")
        << mlp(784, {std::numeric_limits<qint64>::max()}, 10) << "linear1 cannot have a width of";
    QTest::newRow("width in a stage") << resNet(kImage, {1, 1}, {8, 0}, 10) << "stage2.block1.conv1";
    QTest::newRow("too many poolings") << cnn(kImage, {4, 4, 4, 4, 4}, 10) << "more 2×2 poolings";
    QTest::newRow("one pixel") << cnn({1, 1, 1}, {4}, 10) << "more 2×2 poolings";
    ModelSpec unshaped = cnn(kImage, {4}, 10);
    std::erase_if(unshaped.layers, [](const Layer& layer) { return std::holds_alternative<ReshapeLayer>(layer); });
    QTest::newRow("Linear on an image") << unshaped << "put a Reshape before it";
    ModelSpec flat = mlp(784, {8}, 10);
    flat.layers.emplace_back(ConvLayer{"conv9", 4});
    QTest::newRow("Conv on features") << flat << "conv9 gets an input of 10 and needs an image";
}

void tst_ModelSpec::refuses()
{
    QFETCH(const ModelSpec, spec);
    QFETCH(const QString, words);
    const auto description = describe(spec);
    QVERIFY(!description);
    QCOMPARE(description.error().code, ErrorCode::Usage);
    QVERIFY2(QString::fromStdString(description.error().message).contains(words), description.error().message.c_str());
}

void tst_ModelSpec::batchNormValuesPerSample_data()
{
    QTest::addColumn<ModelSpec>("spec");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("MLP") << assignmentMlp() << 1LL;
    QTest::newRow("CNN") << assignmentCnn() << 14LL * 14;
    ModelSpec off = assignmentMlp();
    setBatchNorm(off, false);
    QTest::newRow("MLP without") << off << 0LL;
    QTest::newRow("CNN down to one pixel") << cnn({1, 2, 2}, {4, 4}, 10) << 0LL;
    QTest::newRow("ResNet down to one pixel") << resNet({1, 2, 2}, {1, 1}, {4, 4}, 10) << 1LL;
}

void tst_ModelSpec::batchNormValuesPerSample()
{
    QFETCH(const ModelSpec, spec);
    QFETCH(const qint64, expected);
    QCOMPARE(nn::batchNormValuesPerSample(spec), expected);
}

QTEST_GUILESS_MAIN(tst_ModelSpec)
#include "tst_ModelSpec.moc"
