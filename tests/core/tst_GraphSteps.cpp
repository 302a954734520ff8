#include <QTest>
#include <string>
#include <vector>

#include <normscope/graph/Families.h>
#include <normscope/graph/Steps.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

constexpr BatchNorm kNorm{true, {}, {}, true};
constexpr Activation kSigmoid{Activation::Function::Sigmoid};

std::vector<Step> steps(const Graph& graph, bool fuses = true)
{
    return stepsOf(graph, describe(graph).value(), fuses);
}

/// The steps' names with blanks between.
QString names(const Graph& graph, bool fuses = true)
{
    QStringList found;
    for (const Step& step : steps(graph, fuses)) {
        found << QString::fromStdString(step.name);
    }
    return found.join(' ');
}

Graph withoutBatchNorm(const Graph& graph)
{
    return variantOf(graph, "no-bn").value();
}

Graph ofImages(std::vector<Node> nodes)
{
    return {{4, 8, 8}, std::move(nodes)};
}

/// Whether each node is in one step, and each step comes after those that give what it takes.
bool isInOrder(const Graph& graph, bool fuses)
{
    std::vector<int> timesDone(graph.nodes.size(), 0);
    std::vector<bool> isThere(graph.nodes.size(), false);
    for (const Step& step : steps(graph, fuses)) {
        for (const std::size_t input : step.inputs) {
            if (input != kInputIndex && !isThere[input]) {
                return false;
            }
        }
        for (const std::size_t node : step.nodes) {
            ++timesDone[node];
        }
        isThere[step.output] = true;
    }
    return isThere.back() && timesDone == std::vector<int>(graph.nodes.size(), 1);
}

}  // namespace

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_GraphSteps : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data();
    void families();
    void withoutFusingEachNodeIsAStep_data() { families_data(); }
    void withoutFusingEachNodeIsAStep();
    void fusesOnlyWhatStandsAlone_data();
    void fusesOnlyWhatStandsAlone();
    void endOfABlock();
    void chains();
    void positionsThatAreOff();
};

void tst_GraphSteps::families_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("expected");
    const Graph ofMlp = mlp(784, {8, 4}, 10);
    const Graph ofCnn = cnn({1, 28, 28}, {4, 8}, 10);
    const Graph ofResNet = resNet({1, 28, 28}, {1, 1}, {4, 8}, 10);
    QTest::newRow("MLP") << ofMlp << "linear1 bn1+relu1 linear2 bn2+relu2 linear3";
    QTest::newRow("MLP without BN") << withoutBatchNorm(ofMlp) << "linear1 relu1 linear2 relu2 linear3";
    QTest::newRow("CNN") << ofCnn << "conv1 bn1+relu1+pool1 conv2 bn2+relu2+pool2 reshape linear1";
    QTest::newRow("CNN without BN") << withoutBatchNorm(ofCnn) << "conv1 relu1+pool1 conv2 relu2+pool2 reshape linear1";
    QTest::newRow("ResNet") << ofResNet
                            << "conv1 bn1+relu1+pool1 stage1.block1.conv1 stage1.block1.bn1+stage1.block1.relu1 "
                               "stage1.block1.conv2 stage1.block1.bn2+stage1.block1.add+stage1.block1.relu2 "
                               "stage2.block1.conv1 stage2.block1.bn1+stage2.block1.relu1 stage2.block1.conv2 "
                               "stage2.block1.shortcut.conv stage2.block1.shortcut.bn "
                               "stage2.block1.bn2+stage2.block1.add+stage2.block1.relu2 global_pool linear1";
    QTest::newRow("ResNet without BN")
        << withoutBatchNorm(ofResNet)
        << "conv1 relu1+pool1 stage1.block1.conv1 stage1.block1.relu1 stage1.block1.conv2 stage1.block1.add "
           "stage1.block1.relu2 stage2.block1.conv1 stage2.block1.relu1 stage2.block1.conv2 "
           "stage2.block1.shortcut.conv stage2.block1.add stage2.block1.relu2 global_pool linear1";
}

void tst_GraphSteps::families()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, expected);
    QCOMPARE(names(graph), expected);
    QVERIFY(isInOrder(graph, true));
}

void tst_GraphSteps::withoutFusingEachNodeIsAStep()
{
    QFETCH(const Graph, graph);
    QVERIFY(isInOrder(graph, false));
    const auto found = steps(graph, false);
    const auto rows = describe(graph).value();
    QCOMPARE(found.size(), rows.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY(found[i].kind == Step::Kind::Single);
        QCOMPARE(found[i].name, graph.nodes[i].name);
        QCOMPARE(found[i].inputs, rows[i].inputs);
        QCOMPARE(found[i].output, i);
    }
}

void tst_GraphSteps::fusesOnlyWhatStandsAlone_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, std::vector<Node> nodes, const char* expected) {
        QTest::newRow(name) << ofImages(std::move(nodes)) << expected;
    };
    const Node norm{"norm", kNorm, {"input"}};
    const Node relu{"relu", Activation{}, {"norm"}};
    const Node pool{"pool", Pool2d{}, {"relu"}};
    row("all three", {norm, relu, pool}, "norm+relu+pool");
    row("BN as the last node", {{"relu", Activation{}, {"input"}}, {"norm", kNorm, {"relu"}}}, "relu norm");
    row("BN with two consumers", {norm, relu, {"add", Add{}, {"norm", "relu"}}}, "norm relu add");
    row("activation with two consumers", {norm, relu, {"tanh", kSigmoid, {"relu"}}, {"add", Add{}, {"relu", "tanh"}}},
        "norm+relu tanh add");
    row("pool of an activation with two consumers",
        {norm, relu, {"mean", GlobalAvgPool2d{}, {"relu"}}, pool, {"last", Multiply{}, {"pool", "mean"}}},
        "norm+relu mean pool last");
    row("pool that two take", {norm, relu, pool, {"last", Add{}, {"pool", "pool"}}}, "norm+relu+pool last");
    row("pool of 3", {norm, relu, {"pool", Pool2d{false, 3, 3, 0}, {"relu"}}}, "norm+relu pool");
    row("pool of stride 1", {norm, relu, {"pool", Pool2d{false, 2, 1, 0}, {"relu"}}}, "norm+relu pool");
    row("pool with padding", {norm, relu, {"pool", Pool2d{false, 2, 2, 1}, {"relu"}}}, "norm+relu pool");
    row("maximum", {norm, relu, {"pool", Pool2d{true, 2, 2, 0}, {"relu"}}}, "norm+relu pool");
    row("sigmoid", {norm, {"relu", kSigmoid, {"norm"}}, pool}, "norm relu pool");
    row("pool without an activation", {norm, {"pool", Pool2d{}, {"norm"}}}, "norm pool");
    row("ReLU of the input", {{"relu", Activation{}, {"input"}}, pool}, "relu+pool");
    row("ReLU of the input, pool of 3", {{"relu", Activation{}, {"input"}}, {"pool", Pool2d{false, 3, 2, 0}, {"relu"}}},
        "relu pool");
    row("GroupNorm", {{"norm", GroupNorm{2, {}}, {"input"}}, relu, pool}, "norm relu+pool");

    const Node end{"end", Activation{}, {"add"}};
    row("sum with the input", {norm, {"add", Add{}, {"norm", "input"}}, end}, "norm+add+end");
    row("the input first", {norm, {"add", Add{}, {"input", "norm"}}, end}, "norm+add+end");
    row("sum and pool", {norm, {"add", Add{}, {"norm", "input"}}, end, {"pool", Pool2d{}, {"end"}}},
        "norm+add+end pool");
    row("sum of three", {norm, {"add", Add{}, {"norm", "input", "input"}}, end}, "norm add end");
    row("sum of one node twice", {norm, {"add", Add{}, {"norm", "norm"}}, end}, "norm add end");
    row("sum without BN", {{"norm", GroupNorm{1, {}}, {"input"}}, {"add", Add{}, {"norm", "input"}}, end},
        "norm add end");
    row("sum and sigmoid", {norm, {"add", Add{}, {"norm", "input"}}, {"end", kSigmoid, {"add"}}}, "norm add end");
    row("sum with two consumers", {norm, {"add", Add{}, {"norm", "input"}}, end, {"last", Add{}, {"add", "end"}}},
        "norm add end last");
    row("summand with two consumers", {norm, {"add", Add{}, {"norm", "input"}}, end, {"last", Add{}, {"norm", "end"}}},
        "norm add end last");
    row("sum as the last node", {norm, {"add", Add{}, {"norm", "input"}}}, "norm add");
    row("two BNs in a sum", {norm, {"norm2", kNorm, {"input"}}, {"add", Add{}, {"norm2", "norm"}}, end},
        "norm norm2+add+end");
    row("activation between BN and sum", {norm, relu, {"add", Add{}, {"relu", "input"}}, end}, "norm+relu add end");
}

void tst_GraphSteps::fusesOnlyWhatStandsAlone()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, expected);
    QCOMPARE(names(graph), expected);
    QVERIFY(isInOrder(graph, true));
    QVERIFY(isInOrder(graph, false));
}

void tst_GraphSteps::endOfABlock()
{
    const Graph graph = ofImages({{"conv", Conv2d{4, 3, 1, 1, {}}, {"input"}},
                                  {"norm", kNorm, {"conv"}},
                                  {"shortcut", kSigmoid, {"input"}},
                                  {"add", Add{}, {"shortcut", "norm"}},
                                  {"other", kSigmoid, {"shortcut"}},
                                  {"relu", Activation{}, {"add"}},
                                  {"last", Add{}, {"relu", "other"}}});
    QCOMPARE(names(graph), QString("conv shortcut norm+add+relu other last"));
    const Step step = steps(graph)[2];
    QVERIFY(step.kind == Step::Kind::NormAddRelu);
    QVERIFY((step.nodes == std::vector<std::size_t>{1, 3, 5}));
    QVERIFY((step.inputs == std::vector<std::size_t>{0, 2}));
    QCOMPARE(step.output, std::size_t{5});
    QVERIFY(isInOrder(graph, true));
}

void tst_GraphSteps::chains()
{
    const auto rest = steps(cnn({1, 8, 8}, {4}, 10));
    QVERIFY(rest[1].kind == Step::Kind::NormReluPool);
    QVERIFY((rest[1].nodes == std::vector<std::size_t>{1, 2, 3}));
    QVERIFY((rest[1].inputs == std::vector<std::size_t>{0}));
    QCOMPARE(rest[1].output, std::size_t{3});
    QVERIFY(rest[2].kind == Step::Kind::Single);
    QVERIFY(steps(mlp(4, {4}, 2))[1].kind == Step::Kind::NormRelu);
    const auto plain = steps(withoutBatchNorm(cnn({1, 8, 8}, {4}, 10)));
    QVERIFY(plain[1].kind == Step::Kind::ReluPool);
    QVERIFY((plain[1].inputs == std::vector<std::size_t>{0}));
    QCOMPARE(plain[1].output, std::size_t{2});
    QVERIFY((steps(ofImages({{"relu", Activation{}, {"input"}}}))[0].inputs == std::vector<std::size_t>{kInputIndex}));
}

/// Variants have none, so what took one takes its input.
void tst_GraphSteps::positionsThatAreOff()
{
    Graph graph = cnn({1, 8, 8}, {4, 4}, 10);
    QVERIFY(switchBatchNorm(graph, {false, true}).has_value());
    QCOMPARE(names(variantOf(graph, "bn").value()), QString("conv1 relu1+pool1 conv2 bn2+relu2+pool2 reshape linear1"));
}

QTEST_GUILESS_MAIN(tst_GraphSteps)
#include "tst_GraphSteps.moc"
