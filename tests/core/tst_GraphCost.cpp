#include <QTest>
#include <string>
#include <vector>

#include <normscope/graph/Families.h>
#include <normscope/graph/GraphCost.h>
#include <normscope/graph/Outline.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

std::vector<NodeCost> costs(const Graph& graph)
{
    return costsOf(graph, describe(graph).value());
}

NodeCost costOf(const Graph& graph, const std::string& name)
{
    const auto all = costs(graph);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (graph.nodes[i].name == name) {
            return all[i];
        }
    }
    return {};
}

}  // namespace

class tst_GraphCost : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void countsWorkAndMemory();
    void seesMoreOfTheImage_data();
    void seesMoreOfTheImage();
    void whatIsOffCostsNothing();
    void outlinesGoOnBehindAMisfit();
    void outlinesSayWhatDescribeSays_data();
    void outlinesSayWhatDescribeSays();
};

void tst_GraphCost::countsWorkAndMemory()
{
    // 784·256 + 256·128 + 128·10, and twice (BN, ReLU) beside each hidden layer's output, and the scores.
    const NodeCost mlpTotal = totalOf(costs(mlp(784, {256, 128}, 10)));
    QCOMPARE(mlpTotal.multiplyAdds, 200'704.0 + 32'768.0 + 1'280.0);
    QCOMPARE(mlpTotal.activationValues, 3.0 * 256 + 3.0 * 128 + 10);
    QCOMPARE(activationBytes(mlpTotal, 100), 4.0 * 100 * 1'162);

    // conv1: 9·1·16·28·28, conv2: 9·16·32·14·14, linear1: 32·7·7·10. Reshape is no copy.
    const NodeCost cnnTotal = totalOf(costs(cnn({1, 28, 28}, {16, 32}, 10)));
    QCOMPARE(cnnTotal.multiplyAdds, 112'896.0 + 903'168.0 + 15'680.0);
    QCOMPARE(cnnTotal.activationValues, 3.0 * 16 * 784 + 16.0 * 196 + 3.0 * 32 * 196 + 32.0 * 49 + 10);
}

void tst_GraphCost::seesMoreOfTheImage_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<qint64>("field");
    QTest::addColumn<qint64>("stride");
    // Of the CNN: 3; + (2 − 1)·1; + (3 − 1)·2; + (2 − 1)·2.
    QTest::newRow("convolution") << "conv1" << qint64{3} << qint64{1};
    QTest::newRow("elementwise") << "relu1" << qint64{3} << qint64{1};
    QTest::newRow("pooling") << "pool1" << qint64{4} << qint64{2};
    QTest::newRow("behind a stride") << "conv2" << qint64{8} << qint64{2};
    QTest::newRow("second pooling") << "pool2" << qint64{10} << qint64{4};
    QTest::newRow("flat") << "linear1" << qint64{0} << qint64{0};
}

void tst_GraphCost::seesMoreOfTheImage()
{
    QFETCH(const QString, node);
    const NodeCost cost = costOf(cnn({1, 28, 28}, {16, 32}, 10), node.toStdString());
    QTEST(static_cast<qint64>(cost.receptiveField), "field");
    QTEST(static_cast<qint64>(cost.stride), "stride");

    // Where paths meet, the one that sees more: 1×1 beside 3×3 and 3×3.
    Graph block{{4, 8, 8}, {}};
    block.append("a", Conv2d{4, 3, 1, 1, {}});
    block.append("b", Conv2d{4, 3, 1, 1, {}});
    block.append("side", Conv2d{4, 1, 1, 0, {}}, {"input"});
    block.append("add", Add{}, {"side", "b"});
    QCOMPARE(costOf(block, "add").receptiveField, std::int64_t{5});
}

void tst_GraphCost::whatIsOffCostsNothing()
{
    Graph graph = mlp(784, {256, 128}, 10);
    QVERIFY(switchBatchNorm(graph, {false, true}).has_value());
    QCOMPARE(costOf(graph, "bn1").activationValues, 0.0);
    QCOMPARE(costOf(graph, "bn2").activationValues, 128.0);
}

void tst_GraphCost::outlinesGoOnBehindAMisfit()
{
    Graph graph{{1, 8, 8}, {}};
    graph.append("conv", Conv2d{4, 3, 1, 1, {}});
    graph.append("linear", Linear{10, {}});
    graph.append("relu", Activation{});
    graph.append("stray", Activation{}, {"conv"});
    graph.append("flat", Reshape{}, {"conv"});
    const Outline outline = outlineFor(graph, {1, 8, 8}, 10);
    QCOMPARE(outline.rows.size(), std::size_t{5});
    COMPARE_TEXT(toText(outline.rows[0].outputShape), "4×8×8");
    QVERIFY(outline.rows[1].outputShape.empty());
    QVERIFY(outline.rows[2].outputShape.empty());
    COMPARE_TEXT(toText(outline.rows[4].outputShape), "256");
    QVERIFY(outline.of(0) == nullptr);
    COMPARE_TEXT(outline.of(1)->what.english(),
                 "node \"linear\" is Linear and gets 4×8×8, it needs flat input: put a Reshape before it");
    COMPARE_TEXT(outline.of(2)->what.english(),
                 "node \"relu\" is used by nothing: let another node take it, or remove it");
    COMPARE_TEXT(outline.of(3)->what.english(),
                 "node \"stray\" is used by nothing: let another node take it, or remove it");
    COMPARE_TEXT(outline.of(4)->what.english(), "node \"flat\" is the last one and gives 256, the data have 10 "
                                                "classes: let it give one number a class");
}

void tst_GraphCost::outlinesSayWhatDescribeSays_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<qint64>("features");
    QTest::newRow("fits") << "input" << qint64{10};
    QTest::newRow("no node") << "nowhere" << qint64{10};
    QTest::newRow("itself") << "last" << qint64{10};
    QTest::newRow("size") << "input" << qint64{0};
    QTest::newRow("classes") << "input" << qint64{11};
}

void tst_GraphCost::outlinesSayWhatDescribeSays()
{
    QFETCH(const QString, input);
    QFETCH(const qint64, features);
    Graph graph{{64}, {}};
    graph.append("last", Linear{features, {}}, {input.toStdString()});
    const Outline outline = outlineFor(graph, {1, 8, 8}, 10);
    const auto rows = describeFor(graph, {1, 8, 8}, 10);
    QCOMPARE(outline.misfits.empty(), rows.has_value());
    if (rows) {
        QVERIFY(outline.rows == *rows);
    } else {
        COMPARE_TEXT(outline.misfits.front().what.english(), QString::fromStdString(rows.error().message));
    }
}

QTEST_APPLESS_MAIN(tst_GraphCost)
#include "tst_GraphCost.moc"
