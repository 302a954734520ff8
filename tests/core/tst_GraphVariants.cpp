#include <QTest>
#include <string>
#include <vector>

#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

constexpr BatchNorm kNorm{true, {}, {}, true};
constexpr BatchNorm kOff{true, {}, {}, false};
constexpr Activation kSigmoid{Activation::Function::Sigmoid};
const std::vector<const char*> kLabels{"bn", "no-bn", "layer-norm", "group-norm", "bn-after", "noisy-bn"};

/// "name Kind(inputs)" of each node, with a GroupNorm's number of groups behind its kind.
QString shown(const Graph& graph)
{
    QStringList nodes;
    for (const Node& node : graph.nodes) {
        const auto* groups = as<GroupNorm>(node);
        const std::string kind =
            std::string(kindOf(node)) + (groups == nullptr ? "" : std::to_string(groups->numGroups));
        QStringList inputs;
        for (const std::string& input : node.inputs) {
            inputs << QString::fromStdString(input);
        }
        nodes << QString::fromStdString(node.name + " " + kind) + "(" + inputs.join(",") + ")";
    }
    return nodes.join("; ");
}

/// Two branches, a squeeze-and-excitation, a position that is off, one called other than bnX, one that two take.
Graph ofMyOwn()
{
    return {{8, 9, 7},
            {{"conv", Conv2d{6, 3, 1, 1, {}}, {"input"}},
             {"norm", kNorm, {"conv"}},
             {"tanh", Activation{Activation::Function::Tanh}, {"norm"}},
             {"bn_off", kOff, {"conv"}},
             {"side.bn", BatchNorm{true, 0.5, 0.25, true}, {"bn_off"}},
             {"add", Add{}, {"side.bn", "tanh", "bn_off"}},
             {"side.bn2", kNorm, {"add"}},
             {"squeeze", GlobalAvgPool2d{}, {"side.bn2"}},
             {"gate", kSigmoid, {"squeeze"}},
             {"scale", Multiply{}, {"gate", "side.bn2"}},
             {"flat", Reshape{}, {"scale"}},
             {"linear", Linear{3, {}}, {"flat"}}}};
}

Graph chain(SampleShape input, std::vector<std::pair<const char*, Operation>> nodes)
{
    Graph graph{std::move(input), {}};
    for (const auto& [name, operation] : nodes) {
        graph.append(name, operation);
    }
    return graph;
}

}  // namespace

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_GraphVariants : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void variants_data();
    void variants();
    void familiesStayTogether_data();
    void familiesStayTogether();
    void keepsWhatAPositionSays();
    void groups_data();
    void groups();
    void movesBehindItsActivation_data();
    void movesBehindItsActivation();
    void positionsThatAreOffAreGone();
    void refuses_data();
    void refuses();
    void refusesWhatDescribeRefuses();
    void switchesNeedOneValueEach();
    void normalizerDefaults();
};

void tst_GraphVariants::variants_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Graph& graph, const char* label, const char* expected) {
        QTest::addRow("%s, %s", name, label) << graph << label << expected;
    };
    const Graph ofMlp = mlp(6, {5, 4}, 3);
    row("MLP", ofMlp, "bn",
        "linear1 Linear(input); bn1 BatchNorm1d(linear1); relu1 ReLU(bn1); linear2 Linear(relu1); "
        "bn2 BatchNorm1d(linear2); relu2 ReLU(bn2); linear3 Linear(relu2)");
    row("MLP", ofMlp, "no-bn",
        "linear1 Linear(input); relu1 ReLU(linear1); linear2 Linear(relu1); relu2 ReLU(linear2); "
        "linear3 Linear(relu2)");
    row("MLP", ofMlp, "layer-norm",
        "linear1 Linear(input); ln1 LayerNorm(linear1); relu1 ReLU(ln1); linear2 Linear(relu1); "
        "ln2 LayerNorm(linear2); relu2 ReLU(ln2); linear3 Linear(relu2)");
    row("MLP", ofMlp, "bn-after",
        "linear1 Linear(input); relu1 ReLU(linear1); bn1 BatchNorm1d(relu1); linear2 Linear(bn1); "
        "relu2 ReLU(linear2); bn2 BatchNorm1d(relu2); linear3 Linear(bn2)");

    row("MLP", ofMlp, "noisy-bn",
        "linear1 Linear(input); bn1 NoisyBatchNorm(linear1); relu1 ReLU(bn1); linear2 Linear(relu1); "
        "bn2 NoisyBatchNorm(linear2); relu2 ReLU(bn2); linear3 Linear(relu2)");

    const Graph ofCnn = cnn({1, 8, 8}, {4}, 3);
    row("CNN", ofCnn, "bn",
        "conv1 Conv2d(input); bn1 BatchNorm2d(conv1); relu1 ReLU(bn1); pool1 AvgPool2d(relu1); "
        "reshape Reshape(pool1); linear1 Linear(reshape)");
    row("CNN", ofCnn, "no-bn",
        "conv1 Conv2d(input); relu1 ReLU(conv1); pool1 AvgPool2d(relu1); reshape Reshape(pool1); "
        "linear1 Linear(reshape)");
    row("CNN", ofCnn, "layer-norm",
        "conv1 Conv2d(input); ln1 GroupNorm1(conv1); relu1 ReLU(ln1); pool1 AvgPool2d(relu1); "
        "reshape Reshape(pool1); linear1 Linear(reshape)");
    row("CNN", ofCnn, "group-norm",
        "conv1 Conv2d(input); gn1 GroupNorm4(conv1); relu1 ReLU(gn1); pool1 AvgPool2d(relu1); "
        "reshape Reshape(pool1); linear1 Linear(reshape)");
    row("CNN", ofCnn, "bn-after",
        "conv1 Conv2d(input); relu1 ReLU(conv1); bn1 BatchNorm2d(relu1); pool1 AvgPool2d(bn1); "
        "reshape Reshape(pool1); linear1 Linear(reshape)");

    // One block whose shortcut is the input, so that what is told of it fits on a screen.
    const Graph ofResNet = resNet({1, 8, 8}, {1}, {16}, 3);
    const char* const before = "conv1 Conv2d(input); bn1 BatchNorm2d(conv1); relu1 ReLU(bn1); pool1 AvgPool2d(relu1); "
                               "stage1.block1.conv1 Conv2d(pool1); "
                               "stage1.block1.bn1 BatchNorm2d(stage1.block1.conv1); "
                               "stage1.block1.relu1 ReLU(stage1.block1.bn1); "
                               "stage1.block1.conv2 Conv2d(stage1.block1.relu1); "
                               "stage1.block1.bn2 BatchNorm2d(stage1.block1.conv2); "
                               "stage1.block1.add Add(stage1.block1.bn2,pool1); "
                               "stage1.block1.relu2 ReLU(stage1.block1.add); "
                               "global_pool GlobalAvgPool2d(stage1.block1.relu2); linear1 Linear(global_pool)";
    row("ResNet", ofResNet, "bn", before);
    row("ResNet", ofResNet, "no-bn",
        "conv1 Conv2d(input); relu1 ReLU(conv1); pool1 AvgPool2d(relu1); stage1.block1.conv1 Conv2d(pool1); "
        "stage1.block1.relu1 ReLU(stage1.block1.conv1); stage1.block1.conv2 Conv2d(stage1.block1.relu1); "
        "stage1.block1.add Add(stage1.block1.conv2,pool1); stage1.block1.relu2 ReLU(stage1.block1.add); "
        "global_pool GlobalAvgPool2d(stage1.block1.relu2); linear1 Linear(global_pool)");
    const auto renamed = [&](const char* kind, const char* prefix) {
        return QString(before).replace("BatchNorm2d", kind).replace("bn", prefix);
    };
    row("ResNet", ofResNet, "layer-norm", qPrintable(renamed("GroupNorm1", "ln")));
    row("ResNet", ofResNet, "group-norm", qPrintable(renamed("GroupNorm8", "gn")));
    row("ResNet", ofResNet, "bn-after",
        "conv1 Conv2d(input); relu1 ReLU(conv1); bn1 BatchNorm2d(relu1); pool1 AvgPool2d(bn1); "
        "stage1.block1.conv1 Conv2d(pool1); stage1.block1.relu1 ReLU(stage1.block1.conv1); "
        "stage1.block1.bn1 BatchNorm2d(stage1.block1.relu1); stage1.block1.conv2 Conv2d(stage1.block1.bn1); "
        "stage1.block1.bn2 BatchNorm2d(stage1.block1.conv2); stage1.block1.add Add(stage1.block1.bn2,pool1); "
        "stage1.block1.relu2 ReLU(stage1.block1.add); global_pool GlobalAvgPool2d(stage1.block1.relu2); "
        "linear1 Linear(global_pool)");

    const Graph own = ofMyOwn();
    row("own", own, "bn",
        "conv Conv2d(input); norm BatchNorm2d(conv); tanh Tanh(norm); side.bn BatchNorm2d(conv); "
        "add Add(side.bn,tanh,conv); side.bn2 BatchNorm2d(add); squeeze GlobalAvgPool2d(side.bn2); "
        "gate Sigmoid(squeeze); scale Multiply(gate,side.bn2); flat Reshape(scale); linear Linear(flat)");
    row("own", own, "no-bn",
        "conv Conv2d(input); tanh Tanh(conv); add Add(conv,tanh,conv); squeeze GlobalAvgPool2d(add); "
        "gate Sigmoid(squeeze); scale Multiply(gate,add); flat Reshape(scale); linear Linear(flat)");
    row("own", own, "layer-norm",
        "conv Conv2d(input); norm GroupNorm1(conv); tanh Tanh(norm); side.ln GroupNorm1(conv); "
        "add Add(side.ln,tanh,conv); side.ln2 GroupNorm1(add); squeeze GlobalAvgPool2d(side.ln2); "
        "gate Sigmoid(squeeze); scale Multiply(gate,side.ln2); flat Reshape(scale); linear Linear(flat)");
    row("own", own, "group-norm",
        "conv Conv2d(input); norm GroupNorm2(conv); tanh Tanh(norm); side.gn GroupNorm2(conv); "
        "add Add(side.gn,tanh,conv); side.gn2 GroupNorm2(add); squeeze GlobalAvgPool2d(side.gn2); "
        "gate Sigmoid(squeeze); scale Multiply(gate,side.gn2); flat Reshape(scale); linear Linear(flat)");
    row("own", own, "bn-after",
        "conv Conv2d(input); tanh Tanh(conv); norm BatchNorm2d(tanh); side.bn BatchNorm2d(conv); "
        "add Add(side.bn,norm,conv); side.bn2 BatchNorm2d(add); squeeze GlobalAvgPool2d(side.bn2); "
        "gate Sigmoid(squeeze); scale Multiply(gate,side.bn2); flat Reshape(scale); linear Linear(flat)");
}

void tst_GraphVariants::variants()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, label);
    QFETCH(const QString, expected);
    const auto variant = variantOf(graph, label.toStdString());
    VERIFY_OK(variant);
    QCOMPARE(shown(*variant), expected);
    VERIFY_OK(describe(*variant));
}

void tst_GraphVariants::familiesStayTogether_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::newRow("MLP") << mlp(6, {5, 4}, 3);
    QTest::newRow("CNN") << cnn({1, 8, 8}, {4, 6}, 3);
    QTest::newRow("ResNet") << resNet({1, 16, 16}, {1, 2}, {4, 8}, 3);
    QTest::newRow("own") << ofMyOwn();
}

/// Variants have the same logits' shape and the same nodes but for the positions; β and γ are counted the same in all.
void tst_GraphVariants::familiesStayTogether()
{
    QFETCH(const Graph, graph);
    const auto rows = describe(graph).value();
    for (const char* label : kLabels) {
        const auto variant = variantOf(graph, label);
        if (!variant && QString(label) == "group-norm" && graph.input.size() == 1) {
            continue;
        }
        VERIFY_OK(variant);
        const auto found = describe(*variant);
        VERIFY_OK(found);
        QCOMPARE(found->back().outputShape, rows.back().outputShape);
        const bool isWithout = QString(label) == "no-bn";
        QCOMPARE(totalOf(*found).gammaBeta, isWithout ? 0 : totalOf(rows).gammaBeta);
        QCOMPARE(totalOf(*found).weight, totalOf(rows).weight);
        const bool isOfBn = !isWithout && QString(label).contains("bn");
        QCOMPARE(usesBatchNorm(*variant), isOfBn);
        if (isOfBn || isWithout) {
            QVERIFY(variantOf(*variant, "bn").value() == *variant);
        }
    }
}

void tst_GraphVariants::keepsWhatAPositionSays()
{
    const auto normOf = [](const char* label) { return variantOf(ofMyOwn(), label).value().nodes[3]; };
    QVERIFY((normOf("bn") == Node{"side.bn", BatchNorm{true, 0.5, 0.25, true}, {"conv"}}));
    QVERIFY((normOf("bn-after") == Node{"side.bn", BatchNorm{true, 0.5, 0.25, true}, {"conv"}}));
    QVERIFY((normOf("noisy-bn") == Node{"side.bn", BatchNorm{false, 0.5, 0.25, true, true}, {"conv"}}));
    QVERIFY((normOf("layer-norm") == Node{"side.ln", GroupNorm{1, 0.25}, {"conv"}}));
    QVERIFY((normOf("group-norm") == Node{"side.gn", GroupNorm{2, 0.25}, {"conv"}}));
    const Graph flat = chain({6}, {{"bn", BatchNorm{false, 0.5, 0.25, true}}, {"relu", Activation{}}});
    QVERIFY((variantOf(flat, "layer-norm").value().nodes[0] == Node{"ln", LayerNorm{0.25}, {"input"}}));
}

void tst_GraphVariants::groups_data()
{
    QTest::addColumn<qint64>("channels");
    QTest::addColumn<qint64>("groups");
    for (const auto& [channels, groups] : std::vector<std::pair<int, int>>{
             {1, 1}, {2, 2}, {3, 1}, {4, 4}, {6, 2}, {7, 1}, {8, 8}, {10, 2}, {12, 4}, {20, 4}, {64, 8}}) {
        QTest::addRow("%d channels", channels) << qint64{channels} << qint64{groups};
    }
}

void tst_GraphVariants::groups()
{
    QFETCH(const qint64, channels);
    QFETCH(const qint64, groups);
    const Graph graph = chain({channels, 4, 4}, {{"bn1", kNorm}});
    QVERIFY((variantOf(graph, "group-norm").value().nodes[0].operation == Operation(GroupNorm{groups, {}})));
}

void tst_GraphVariants::movesBehindItsActivation_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("expected");
    QTest::newRow("two activations: behind the first, once")
        << chain({4}, {{"bn1", BatchNorm{}}, {"relu1", Activation{}}, {"gate", kSigmoid}})
        << "relu1 ReLU(input); bn1 BatchNorm1d(relu1); gate Sigmoid(bn1)";
    QTest::newRow("two positions: the second")
        << chain({4}, {{"bn1", BatchNorm{}}, {"bn2", BatchNorm{}}, {"relu1", Activation{}}})
        << "bn1 BatchNorm1d(input); relu1 ReLU(bn1); bn2 BatchNorm1d(relu1)";
    QTest::newRow("position, activation, position, activation")
        << chain({4}, {{"bn1", BatchNorm{}}, {"a1", Activation{}}, {"bn2", BatchNorm{}}, {"a2", kSigmoid}})
        << "a1 ReLU(input); bn1 BatchNorm1d(a1); a2 Sigmoid(bn1); bn2 BatchNorm1d(a2)";
    QTest::newRow("activation that two take, one of them twice")
        << Graph{{4},
                 {{"bn1", BatchNorm{}, {"input"}},
                  {"relu1", Activation{}, {"bn1"}},
                  {"gate", kSigmoid, {"relu1"}},
                  {"add", Add{}, {"relu1", "gate", "relu1"}}}}
        << "relu1 ReLU(input); bn1 BatchNorm1d(relu1); gate Sigmoid(bn1); add Add(bn1,gate,bn1)";
    QTest::newRow("another node between them")
        << Graph{{4},
                 {{"bn1", BatchNorm{}, {"input"}},
                  {"linear", Linear{4, {}}, {"input"}},
                  {"relu1", Activation{}, {"bn1"}},
                  {"add", Add{}, {"linear", "relu1"}}}}
        << "relu1 ReLU(input); linear Linear(input); bn1 BatchNorm1d(relu1); add Add(linear,bn1)";
    QTest::newRow("one off between them")
        << chain({4}, {{"bn1", BatchNorm{}}, {"off", BatchNorm{false, {}, {}, false}}, {"relu1", Activation{}}})
        << "relu1 ReLU(input); bn1 BatchNorm1d(relu1)";
}

void tst_GraphVariants::movesBehindItsActivation()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, expected);
    const auto variant = variantOf(graph, "bn-after");
    VERIFY_OK(variant);
    QCOMPARE(shown(*variant), expected);
}

void tst_GraphVariants::positionsThatAreOffAreGone()
{
    Graph graph = resNet({1, 16, 16}, {1, 1}, {4, 8}, 3);
    VERIFY_OK(switchBatchNorm(graph, {true, false, false, true, false, false}));
    for (const char* label : kLabels) {
        const auto variant = variantOf(graph, label);
        VERIFY_OK(variant);
        const QString nodes = shown(*variant);
        for (const char* off : {"stage1.block1.bn1", "stage1.block1.bn2", "stage2.block1.bn2", "shortcut.bn"}) {
            QVERIFY2(!nodes.contains(off), qPrintable(nodes));
        }
        QVERIFY2(nodes.contains("stage2.block1.add Add(stage2.block1.conv2,stage2.block1.shortcut.conv)"),
                 qPrintable(nodes));
    }
    const Graph tail = chain({4}, {{"linear", Linear{3, {}}},
                                   {"off1", BatchNorm{false, {}, {}, false}},
                                   {"off2", BatchNorm{false, {}, {}, false}}});
    QCOMPARE(shown(variantOf(tail, "bn").value()), QString("linear Linear(input)"));
}

void tst_GraphVariants::refuses_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("words");
    const Graph ofMlp = mlp(6, {5}, 3);
    QTest::newRow("unknown label") << ofMlp << "noisy"
                                   << "there is no variant 'noisy'";
    QTest::newRow("groups of flat input") << ofMlp << "group-norm"
                                          << "node \"bn1\" gets flat input, which group-norm";
    QTest::newRow("nothing to move") << variantOf(ofMlp, "no-bn").value() << "bn-after"
                                     << "bn-after moves no BN";
    QTest::newRow("none with an activation alone")
        << Graph{{4}, {{"bn1", BatchNorm{}, {"input"}}, {"a", kSigmoid, {"bn1"}}, {"add", Add{}, {"a", "bn1"}}}}
        << "bn-after"
        << "none has an activation as its only consumer";
    const Graph taken = chain({4, 4, 4}, {{"ln1", Activation{}}, {"bn1", kNorm}, {"gn1", Activation{}}});
    QTest::newRow("name that is taken") << taken << "layer-norm"
                                        << "node \"bn1\" would be called \"ln1\" in this variant, as another node is";
    QTest::newRow("name that a later node has") << taken << "group-norm"
                                                << "would be called \"gn1\"";
    const Graph scope = chain({4, 4, 4}, {{"gn1.relu", Activation{}}, {"bn1", kNorm}});
    QTest::newRow("name that is a scope") << scope << "group-norm"
                                          << "node \"gn1\"";
    QTest::newRow("nothing left") << chain({4}, {{"bn1", BatchNorm{}}}) << "no-bn"
                                  << "no nodes";
}

void tst_GraphVariants::refuses()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, label);
    QFETCH(const QString, words);
    VERIFY_ERROR(variantOf(graph, label.toStdString()), ErrorCode::Usage, words);
}

void tst_GraphVariants::refusesWhatDescribeRefuses()
{
    const Graph unfit = chain({4}, {{"bn1", kNorm}, {"relu1", Activation{}}});
    for (const char* label : kLabels) {
        VERIFY_ERROR(variantOf(unfit, label), ErrorCode::Usage, "node \"bn1\" is BatchNorm2d and gets 4");
    }
    const Graph dangling{{4}, {{"bn1", BatchNorm{}, {}}, {"relu1", Activation{}, {"bn1"}}}};
    VERIFY_ERROR(variantOf(dangling, "no-bn"), ErrorCode::Usage, "node \"bn1\"");
}

void tst_GraphVariants::switchesNeedOneValueEach()
{
    Graph graph = cnn({1, 8, 8}, {4, 4}, 3);
    const Graph before = graph;
    for (const std::size_t length : {0U, 1U, 3U}) {
        COMPARE_ERROR(switchBatchNorm(graph, std::vector<bool>(length, false)), ErrorCode::Usage,
                      QStringLiteral("the list of BN switches has %1 entries and the model has 2 BN positions (bn1, "
                                     "bn2): give one on or off for each")
                          .arg(length));
        QVERIFY(graph == before);
    }
}

void tst_GraphVariants::normalizerDefaults()
{
    const Graph graph = chain({4, 4, 4}, {{"bn1", kNorm},
                                          {"bn2", BatchNorm{true, 0.5, {}, true}},
                                          {"bn3", BatchNorm{true, {}, 0.25, false}},
                                          {"gn1", GroupNorm{2, {}}},
                                          {"gn2", GroupNorm{2, 0.25}},
                                          {"flat", Reshape{}},
                                          {"ln1", LayerNorm{}},
                                          {"ln2", LayerNorm{0.25}}});
    const Graph expected = chain({4, 4, 4}, {{"bn1", BatchNorm{true, 0.9, 0.125, true}},
                                             {"bn2", BatchNorm{true, 0.5, 0.125, true}},
                                             {"bn3", BatchNorm{true, 0.9, 0.25, false}},
                                             {"gn1", GroupNorm{2, 0.125}},
                                             {"gn2", GroupNorm{2, 0.25}},
                                             {"flat", Reshape{}},
                                             {"ln1", LayerNorm{0.125}},
                                             {"ln2", LayerNorm{0.25}}});
    QVERIFY(withNormalizerDefaults(graph, 0.9, 0.125) == expected);
    QVERIFY(withNormalizerDefaults(expected, 0.1, 0.5) == expected);
}

QTEST_GUILESS_MAIN(tst_GraphVariants)
#include "tst_GraphVariants.moc"
