#include <QTest>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <normscope/graph/Families.h>
#include <normscope/graph/Graph.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

const SampleShape kImage{1, 28, 28};

Graph assignmentMlp()
{
    return mlp(784, {256, 128}, 10);
}

Graph assignmentCnn()
{
    return cnn(kImage, {16, 32}, 10);
}

Graph smallResNet()
{
    return resNet(kImage, {1, 1, 1}, {16, 32, 64}, 10);
}

Graph withoutBatchNorm(Graph graph)
{
    (void)switchBatchNorm(graph, std::vector<bool>(batchNormPositions(graph).size(), false));
    return graph;
}

Graph single(SampleShape input, Operation operation)
{
    Graph graph{std::move(input), {}};
    graph.append("node", operation);
    return graph;
}

Conv2d conv(qint64 outChannels, qint64 kernelSize, qint64 stride = 1, qint64 padding = 0)
{
    return {outChannels, kernelSize, stride, padding, {}};
}

}  // namespace

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_Graph : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void counts_data();
    void counts();
    void describesEachNode();
    void describesEdges();
    void residualBlocksAreTakenApart();
    void shapes_data();
    void shapes();
    void normalizersCount();
    void positions_data();
    void positions();
    void switchesPositions();
    void refuses_data();
    void refuses();
    void describesForData_data();
    void describesForData();
    void batchNormValuesPerSample_data();
    void batchNormValuesPerSample();
};

void tst_Graph::counts_data()
{
    QTest::addColumn<Graph>("graph");
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

void tst_Graph::counts()
{
    QFETCH(const Graph, graph);
    QFETCH(const qint64, without);
    QFETCH(const qint64, gammaBeta);
    QFETCH(const qint64, buffers);
    const ParameterCounts with = totalOf(describe(graph).value());
    QCOMPARE(with.gammaBeta, gammaBeta);
    QCOMPARE(with.buffers, buffers);
    QCOMPARE(with.total(), without + gammaBeta);
    const ParameterCounts plain = totalOf(describe(withoutBatchNorm(graph)).value());
    QCOMPARE(plain.total(), without);
    QCOMPARE(plain.gammaBeta, 0);
    QCOMPARE(plain.buffers, 0);
    QCOMPARE(plain.weight, with.weight);
    QCOMPARE(plain.bias, with.bias);
}

void tst_Graph::describesEachNode()
{
    const auto rows = describe(assignmentCnn()).value();
    const std::vector<NodeDescription> expected{
        {"conv1", "Conv2d", {16, 28, 28}, {144, 16, 0, 0}, {kInputIndex}, {1}, 144.0 * 784, false},
        {"bn1", "BatchNorm2d", {16, 28, 28}, {0, 0, 32, 33}, {0}, {2}, 0, false},
        {"relu1", "ReLU", {16, 28, 28}, {}, {1}, {3}, 0, false},
        {"pool1", "AvgPool2d", {16, 14, 14}, {}, {2}, {4}, 0, false},
        {"conv2", "Conv2d", {32, 14, 14}, {4'608, 32, 0, 0}, {3}, {5}, 4'608.0 * 196, false},
        {"bn2", "BatchNorm2d", {32, 14, 14}, {0, 0, 64, 65}, {4}, {6}, 0, false},
        {"relu2", "ReLU", {32, 14, 14}, {}, {5}, {7}, 0, false},
        {"pool2", "AvgPool2d", {32, 7, 7}, {}, {6}, {8}, 0, false},
        {"reshape", "Reshape", {1'568}, {}, {7}, {9}, 0, false},
        {"linear1", "Linear", {10}, {15'680, 10, 0, 0}, {8}, {}, 15'680, false}};
    QCOMPARE(rows.size(), expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QVERIFY2(rows[i] == expected[i], qPrintable(QStringLiteral("row %1").arg(i)));
    }
}

void tst_Graph::describesEdges()
{
    Graph graph{{2, 4, 4}, {}};
    graph.append("conv", conv(2, 1));
    graph.append("relu", Activation{});
    graph.append("add", Add{}, {"conv", "input", "relu", "conv"});
    const auto rows = describe(graph).value();
    QVERIFY((rows[2].inputs == std::vector<std::size_t>{0, kInputIndex, 1, 0}));
    QVERIFY((rows[0].consumers == std::vector<std::size_t>{1, 2}));
    QVERIFY((rows[1].consumers == std::vector<std::size_t>{2}));
    QVERIFY(rows[2].consumers.empty());
}

void tst_Graph::residualBlocksAreTakenApart()
{
    QStringList lines;
    const auto rows = describe(resNet(kImage, {1, 1}, {8, 16}, 10)).value();
    for (const auto& row : rows) {
        lines << QString::fromStdString(row.name + " " + toText(row.outputShape));
    }
    QCOMPARE(lines.join("\n"), QString("conv1 8×28×28\n"
                                       "bn1 8×28×28\n"
                                       "relu1 8×28×28\n"
                                       "pool1 8×14×14\n"
                                       "stage1.block1.conv1 8×14×14\n"
                                       "stage1.block1.bn1 8×14×14\n"
                                       "stage1.block1.relu1 8×14×14\n"
                                       "stage1.block1.conv2 8×14×14\n"
                                       "stage1.block1.bn2 8×14×14\n"
                                       "stage1.block1.add 8×14×14\n"
                                       "stage1.block1.relu2 8×14×14\n"
                                       "stage2.block1.conv1 16×7×7\n"
                                       "stage2.block1.bn1 16×7×7\n"
                                       "stage2.block1.relu1 16×7×7\n"
                                       "stage2.block1.conv2 16×7×7\n"
                                       "stage2.block1.bn2 16×7×7\n"
                                       "stage2.block1.shortcut.conv 16×7×7\n"
                                       "stage2.block1.shortcut.bn 16×7×7\n"
                                       "stage2.block1.add 16×7×7\n"
                                       "stage2.block1.relu2 16×7×7\n"
                                       "global_pool 16\n"
                                       "linear1 10"));
}

void tst_Graph::shapes_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("shape");
    using Function = Activation::Function;
    const SampleShape image{6, 20, 31};
    const auto row = [](const char* name, const SampleShape& input, Operation operation, const char* shape) {
        QTest::newRow(name) << single(input, operation) << shape;
    };
    row("Linear", {7}, Linear{4, {}}, "4");
    row("Conv2d", image, conv(3, 3, 1, 1), "3×20×31");
    row("Conv2d, kernel 5, stride 2", image, conv(3, 5, 2), "3×8×14");
    row("Conv2d, kernel 1, stride 3, padding 2", image, conv(9, 1, 3, 2), "9×8×12");
    row("Conv2d as large as image and padding", {1, 3, 9}, conv(2, 7, 1, 2), "2×1×7");
    row("BatchNorm1d", {7}, BatchNorm{}, "7");
    row("BatchNorm2d", image, BatchNorm{true, 0.5, 0.1, true}, "6×20×31");
    row("BatchNorm2d, off", image, BatchNorm{true, {}, {}, false}, "6×20×31");
    row("LayerNorm", {7}, LayerNorm{}, "7");
    row("GroupNorm", image, GroupNorm{3, {}}, "6×20×31");
    row("ReLU", image, Activation{}, "6×20×31");
    row("Sigmoid", {7}, Activation{Function::Sigmoid}, "7");
    row("Tanh", image, Activation{Function::Tanh}, "6×20×31");
    row("AvgPool2d drops what does not fill a window", image, Pool2d{}, "6×10×15");
    row("AvgPool2d, kernel 3, stride 2, padding 1", image, Pool2d{false, 3, 2, 1}, "6×10×16");
    row("MaxPool2d, kernel 3, stride 1", image, Pool2d{true, 3, 1, 0}, "6×18×29");
    row("MaxPool2d, kernel 5, stride 7", image, Pool2d{true, 5, 7, 2}, "6×3×5");
    row("GlobalAvgPool2d", image, GlobalAvgPool2d{}, "6");
    row("Dropout", image, Dropout{0}, "6×20×31");
    row("Reshape", image, Reshape{}, "3720");
    Graph sum{{7}, {}};
    sum.append("add", Add{}, {"input", "input", "input"});
    QTest::newRow("Add") << sum << "7";
    for (const auto& inputs : {std::vector<std::string>{"input", "pool"}, {"pool", "input"}}) {
        Graph product{image, {}};
        product.append("pool", GlobalAvgPool2d{});
        product.append("product", Multiply{}, inputs);
        QTest::addRow("Multiply of %s", inputs.front().c_str()) << product << "6×20×31";
    }
}

void tst_Graph::shapes()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, shape);
    const auto rows = describe(graph);
    VERIFY_OK(rows);
    COMPARE_TEXT(toText(rows->back().outputShape), shape);
    QCOMPARE(valuesOf(rows->back().outputShape) > 0, true);
}

void tst_Graph::normalizersCount()
{
    const auto counts = [](SampleShape input, Operation operation) {
        return describe(single(std::move(input), operation)).value().front().counts;
    };
    QVERIFY((counts({6, 4, 4}, GroupNorm{2, {}}) == ParameterCounts{0, 0, 12, 0}));
    QVERIFY((counts({7}, LayerNorm{}) == ParameterCounts{0, 0, 14, 0}));
    QVERIFY((counts({7}, BatchNorm{}) == ParameterCounts{0, 0, 14, 15}));
    QVERIFY((counts({7}, BatchNorm{false, {}, {}, false}) == ParameterCounts{}));
    QVERIFY((counts({3, 8, 8}, conv(4, 5)) == ParameterCounts{300, 4, 0, 0}));
}

void tst_Graph::positions_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<std::vector<std::string>>("expected");
    using Names = std::vector<std::string>;
    QTest::newRow("MLP") << assignmentMlp() << Names{"bn1", "bn2"};
    QTest::newRow("deep MLP") << mlp(4, {3, 3, 3}, 2) << Names{"bn1", "bn2", "bn3"};
    QTest::newRow("CNN") << assignmentCnn() << Names{"bn1", "bn2"};
    QTest::newRow("off") << withoutBatchNorm(assignmentCnn()) << Names{"bn1", "bn2"};
    QTest::newRow("ResNet") << resNet(kImage, {1, 1}, {8, 16}, 10) << Names{"bn1",
                                                                            "stage1.block1.bn1",
                                                                            "stage1.block1.bn2",
                                                                            "stage2.block1.bn1",
                                                                            "stage2.block1.bn2",
                                                                            "stage2.block1.shortcut.bn"};
}

void tst_Graph::positions()
{
    QFETCH(const Graph, graph);
    QFETCH(const std::vector<std::string>, expected);
    QCOMPARE(batchNormPositions(graph), expected);
}

void tst_Graph::switchesPositions()
{
    Graph graph = resNet(kImage, {1, 1}, {8, 16}, 10);
    VERIFY_OK(switchBatchNorm(graph, {false, true, false, true, false, true}));
    const auto rows = describe(graph).value();
    std::vector<std::string> on;
    std::vector<std::string> off;
    for (const auto& row : rows) {
        if (row.counts.gammaBeta > 0) {
            on.push_back(row.name);
        }
        if (row.isOff) {
            off.push_back(row.name);
        }
    }
    const std::vector<std::string> expected{"stage1.block1.bn1", "stage2.block1.bn1", "stage2.block1.shortcut.bn"};
    QCOMPARE(on, expected);
    const std::vector<std::string> others{"bn1", "stage1.block1.bn2", "stage2.block1.bn2"};
    QCOMPARE(off, others);
    QVERIFY(usesBatchNorm(graph));
    QVERIFY(!usesBatchNorm(withoutBatchNorm(graph)));
    // What is off already stays off.
    VERIFY_OK(switchBatchNorm(graph, {true, true, true, false, false, false}));
    COMPARE_TEXT(describe(graph).value()[1].name, "bn1");
    QVERIFY(describe(graph).value()[1].isOff);
}

/// What a file cannot say, or families and variants make; broken files are tst_GraphJson's rows.
void tst_Graph::refuses_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("words");
    constexpr qint64 kMost = std::numeric_limits<qint64>::max();
    const double nan = std::nan("");
    QTest::newRow("width 0") << mlp(784, {0}, 10) << "node \"linear1\" has out_features 0: use a whole number from 1";
    QTest::newRow("negative width") << cnn(kImage, {-3}, 10) << "node \"conv1\" has out_channels -3: use a whole";
    QTest::newRow("width that would overflow") << mlp(784, {kMost}, 10) << "has out_features 9223372036854775807";
    QTest::newRow("padding that would overflow") << single(kImage, conv(1, 1, 1, kMost)) << "has padding 92233720368";
    QTest::newRow("width in a stage") << resNet(kImage, {1, 1}, {8, 0}, 10)
                                      << "node \"stage2.block1.conv1\" has out_channels 0";
    QTest::newRow("too many poolings") << cnn(kImage, {4, 4, 4, 4, 4}, 10)
                                       << "node \"pool5\" gets 4×1×1 and has a window of 2×2";
    QTest::newRow("one pixel") << cnn({1, 1, 1}, {4}, 10) << "node \"pool1\" gets 4×1×1 and has a window of 2×2";
    Graph unshaped = cnn(kImage, {4}, 10);
    std::erase_if(unshaped.nodes, [](const Node& node) { return as<Reshape>(node) != nullptr; });
    unshaped.nodes.back().inputs = {"pool1"};
    QTest::newRow("Linear on an image") << unshaped
                                        << "node \"linear1\" is Linear and gets 4×14×14, it needs flat input: put a";
    Graph flat = mlp(784, {8}, 10);
    flat.append("conv9", conv(4, 3, 1, 1));
    QTest::newRow("Conv on features") << flat << "node \"conv9\" is Conv2d and gets 10, it needs an image";
    QTest::newRow("eps that is no number") << single({4}, BatchNorm{false, {}, nan, true}) << "has eps nan";
    QTest::newRow("infinite eps") << single({4}, LayerNorm{HUGE_VAL}) << "has eps inf";
    QTest::newRow("momentum that is no number") << single({4}, BatchNorm{false, nan, {}, true}) << "has momentum nan";
    QTest::newRow("p that is no number") << single({4}, Dropout{nan}) << "has p nan";
    QTest::newRow("init that is no number") << single({4}, Linear{4, nan}) << "standard deviation nan";
    QTest::newRow("no inputs") << Graph{{4}, {{"node", Activation{}, {}}}} << "is ReLU and takes one input, it has 0";
    QTest::newRow("empty input") << single({}, Activation{}) << "the network's input is []";
}

void tst_Graph::refuses()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, words);
    VERIFY_ERROR(describe(graph), ErrorCode::Usage, words);
}

void tst_Graph::describesForData_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("words");
    QTest::newRow("images") << cnn({3, 20, 30}, {4}, 26) << "";
    QTest::newRow("their values") << mlp(1'800, {4}, 26) << "";
    QTest::newRow("other images") << cnn({3, 30, 20}, {4}, 26)
                                  << "the network's input is 3×30×20 and the images are 3×20×30";
    QTest::newRow("other values") << mlp(784, {4}, 26) << "the input be flat with 1800 features";
    QTest::newRow("other classes") << cnn({3, 20, 30}, {4}, 10)
                                   << "node \"linear1\" is the last one and gives 10, the "
                                      "data have 26 classes";
    QTest::newRow("image as logits") << single({3, 20, 30}, conv(26, 3)) << "gives 26×18×28, the data have 26 classes";
    QTest::newRow("no graph") << Graph{{3, 20, 30}, {}} << "the network has no nodes";
}

void tst_Graph::describesForData()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, words);
    const auto rows = describeFor(graph, {3, 20, 30}, 26);
    if (words.isEmpty()) {
        VERIFY_OK(rows);
        QVERIFY(*rows == describe(graph).value());
        return;
    }
    VERIFY_ERROR(rows, ErrorCode::Usage, words);
}

void tst_Graph::batchNormValuesPerSample_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("MLP") << assignmentMlp() << 1LL;
    QTest::newRow("CNN") << assignmentCnn() << 14LL * 14;
    QTest::newRow("MLP without") << withoutBatchNorm(assignmentMlp()) << 0LL;
    QTest::newRow("CNN of small images") << cnn({1, 4, 6}, {4, 4}, 10) << 2LL * 3;
    QTest::newRow("ResNet down to one pixel") << resNet({1, 2, 2}, {1, 1}, {4, 4}, 10) << 1LL;
}

void tst_Graph::batchNormValuesPerSample()
{
    QFETCH(const Graph, graph);
    QFETCH(const qint64, expected);
    QCOMPARE(graph::batchNormValuesPerSample(describe(graph).value()), expected);
}

QTEST_GUILESS_MAIN(tst_Graph)
#include "tst_Graph.moc"
