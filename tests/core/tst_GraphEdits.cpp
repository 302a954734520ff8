#include <QTest>
#include <set>
#include <string>
#include <vector>

#include <normscope/graph/Families.h>
#include <normscope/graph/GraphEdits.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Outline.h>

#include "../support/Expect.h"
#include "../support/RandomGraphs.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

/// "name(inputs)" of each node.
QString shown(const Graph& graph)
{
    QStringList nodes;
    for (const Node& node : graph.nodes) {
        QStringList inputs;
        for (const std::string& input : node.inputs) {
            inputs << QString::fromStdString(input);
        }
        nodes << QStringLiteral("%1(%2)").arg(QString::fromStdString(node.name), inputs.join(","));
    }
    return nodes.join(" ");
}

Graph small()
{
    return cnn({1, 8, 8}, {4}, 10);
}

Graph residual()
{
    return resNet({1, 28, 28}, {1, 1}, {4, 8}, 10);
}

/// What every edit keeps: names are given once, and each node stands behind its inputs.
bool isInOrder(const Graph& graph)
{
    std::set<std::string> before{std::string(kInputName)};
    for (const Node& node : graph.nodes) {
        for (const std::string& input : node.inputs) {
            if (!before.contains(input)) {
                return false;
            }
        }
        if (!before.insert(node.name).second) {
            return false;
        }
    }
    return true;
}

}  // namespace

class tst_GraphEdits : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void inserts_data();
    void inserts();
    void removes_data();
    void removes();
    void moves_data();
    void moves();
    void duplicates_data();
    void duplicates();
    void addsShortcuts();
    void refuses();
    void changesNumbers();
    void everyKindFitsWhereItIsPut();
    void anySequenceKeepsTheOrder();
};

void tst_GraphEdits::inserts_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first") << "input"
                           << "conv1"
                           << "relu2(input) conv1(relu2) bn1(conv1) relu1(bn1) pool1(relu1) reshape(pool1) "
                              "linear1(reshape)";
    QTest::newRow("between") << "bn1"
                             << "relu1"
                             << "conv1(input) bn1(conv1) relu2(bn1) relu1(relu2) pool1(relu1) reshape(pool1) "
                                "linear1(reshape)";
    QTest::newRow("last") << "linear1"
                          << ""
                          << "conv1(input) bn1(conv1) relu1(bn1) pool1(relu1) reshape(pool1) linear1(reshape) "
                             "relu2(linear1)";
}

void tst_GraphEdits::inserts()
{
    QFETCH(const QString, from);
    QFETCH(const QString, to);
    const auto edited = inserted(small(), from.toStdString(), to.toStdString(), Activation{});
    VERIFY_OK(edited);
    QTEST(shown(edited->graph), "expected");
    COMPARE_TEXT(edited->node, "relu2");

    // Within a block it belongs to the block, at its edge it does not.
    COMPARE_TEXT(inserted(residual(), "stage2.block1.conv1", "stage2.block1.bn1", Activation{})->node,
                 "stage2.block1.relu3");
    COMPARE_TEXT(inserted(residual(), "stage2.block1.relu2", "global_pool", Activation{})->node, "relu2");
}

void tst_GraphEdits::removes_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("first") << small() << "conv1"
                           << "bn1(input) relu1(bn1) pool1(relu1) reshape(pool1) linear1(reshape)";
    QTest::newRow("last") << small() << "linear1"
                          << "conv1(input) bn1(conv1) relu1(bn1) pool1(relu1) reshape(pool1)";
    Graph branched{{4, 8, 8}, {}};
    branched.append("conv", Conv2d{4, 3, 1, 1, {}});
    branched.append("side", Conv2d{4, 1, 1, 0, {}}, {"input"});
    branched.append("add", Add{}, {"conv", "side"});
    branched.append("relu", Activation{});
    QTest::newRow("a shortcut with its convolution") << branched << "add"
                                                     << "conv(input) relu(conv)";
    QTest::newRow("the convolution of a shortcut") << branched << "side"
                                                   << "conv(input) add(conv,input) relu(add)";
    Graph scoped{{10}, {}};
    scoped.append("a", Linear{10, {}});
    scoped.append("b.one", Linear{10, {}});
    scoped.append("b.two", Activation{});
    scoped.append("c", Linear{10, {}});
    QTest::newRow("a scope") << scoped << "b"
                             << "a(input) c(a)";
}

void tst_GraphEdits::removes()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, name);
    const auto edited = removed(graph, name.toStdString());
    VERIFY_OK(edited);
    QTEST(shown(edited->graph), "expected");
}

void tst_GraphEdits::moves_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isForward");
    QTest::addColumn<QString>("expected");
    QTest::newRow("forward") << "bn1" << true
                             << "conv1(input) relu1(conv1) bn1(relu1) pool1(bn1) reshape(pool1) linear1(reshape)";
    QTest::newRow("back") << "bn1" << false
                          << "bn1(input) conv1(bn1) relu1(conv1) pool1(relu1) reshape(pool1) linear1(reshape)";
    QTest::newRow("to the end") << "reshape" << true
                                << "conv1(input) bn1(conv1) relu1(bn1) pool1(relu1) linear1(pool1) reshape(linear1)";
}

void tst_GraphEdits::moves()
{
    QFETCH(const QString, name);
    QFETCH(const bool, isForward);
    const auto edited = moved(small(), name.toStdString(), isForward);
    VERIFY_OK(edited);
    QTEST(shown(edited->graph), "expected");
    const auto back = moved(edited->graph, name.toStdString(), !isForward);
    VERIFY_OK(back);
    QVERIFY(back->graph == small());
}

void tst_GraphEdits::duplicates_data()
{
    QTest::addColumn<Graph>("graph");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a node") << small() << "conv1"
                            << "conv1(input) conv2(conv1) bn1(conv2) relu1(bn1) pool1(relu1) reshape(pool1) "
                               "linear1(reshape)";
    Graph scoped{{10}, {}};
    scoped.append("a", Linear{10, {}});
    scoped.append("block1.one", Linear{10, {}});
    scoped.append("block1.add", Add{}, {"block1.one", "a"});
    scoped.append("c", Linear{10, {}});
    QTest::newRow("a residual block") << scoped << "block1"
                                      << "a(input) block1.one(a) block1.add(block1.one,a) block2.one(block1.add) "
                                         "block2.add(block2.one,block1.add) c(block2.add)";
}

void tst_GraphEdits::duplicates()
{
    QFETCH(const Graph, graph);
    QFETCH(const QString, name);
    const auto edited = duplicated(graph, name.toStdString());
    VERIFY_OK(edited);
    QTEST(shown(edited->graph), "expected");
}

void tst_GraphEdits::addsShortcuts()
{
    const auto plain = withShortcut(small(), "bn1", "relu1");
    VERIFY_OK(plain);
    QCOMPARE(shown(plain->graph), QString("conv1(input) bn1(conv1) relu1(bn1) add1(relu1,bn1) pool1(add1) "
                                          "reshape(pool1) linear1(reshape)"));
    VERIFY_OK(describe(plain->graph));

    // From 4×8×8 to 4×4×4, and from 1×8×8: with a convolution of the right stride and width.
    for (const char* from : {"conv1", "input"}) {
        const auto projected = withShortcut(small(), from, "pool1");
        VERIFY_OK(projected);
        QVERIFY(shown(projected->graph)
                    .contains(QStringLiteral("shortcut1(%1) add1(pool1,shortcut1) reshape(add1)").arg(from)));
        VERIFY_OK(describe(projected->graph));
    }
    // Flat ones are left as they are: it says where it does not fit.
    const auto unfit = withShortcut(small(), "input", "linear1");
    VERIFY_OK(unfit);
    const Outline outline = outlineOf(unfit->graph);
    COMPARE_TEXT(outline.misfits.front().what.english(), "node \"add1\" adds 10 and 1×8×8: its inputs need one shape");
}

void tst_GraphEdits::refuses()
{
    const ErrorCode usage = ErrorCode::Usage;
    COMPARE_ERROR(removed(small(), "nobody"), usage, "there is no node \"nobody\"");
    COMPARE_ERROR(inserted(small(), "conv1", "pool1", Add{}), usage, "node \"pool1\" does not take \"conv1\"");
    COMPARE_ERROR(moved(small(), "conv1", false), usage, "node \"conv1\" is the first one");
    COMPARE_ERROR(moved(small(), "linear1", true), usage, "node \"linear1\" is the last one");
    VERIFY_ERROR(moved(residual(), "stage1.block1.add", false), usage, "joins several");
    VERIFY_ERROR(moved(residual(), "stage1.block1.conv1", false), usage, "paths part or meet");
    VERIFY_ERROR(withShortcut(small(), "relu1", "bn1"), usage, "leads forward");
    VERIFY_ERROR(withShortcut(small(), "relu1", "relu1"), usage, "leads forward");
    VERIFY_ERROR(duplicated(residual(), "stage1.block1.add"), usage, "joins several");
}

void tst_GraphEdits::changesNumbers()
{
    const Conv2d conv{16, 3, 1, 1, 0.5};
    QStringList keys;
    for (const OperationNumber& number : numbersOf(conv)) {
        keys << QString::fromLatin1(number.key.data(), static_cast<int>(number.key.size()));
        const Operation changed = withNumber(conv, number.key, number.value + 1);
        QVERIFY(changed != Operation(conv));
        QVERIFY(withNumber(changed, number.key, number.value) == Operation(conv));
    }
    QCOMPARE(keys.join(','), QString("out_channels,kernel_size,stride,padding"));
    QCOMPARE(std::get<Dropout>(withNumber(Dropout{}, "p", 0.25)).p, 0.25);
    QVERIFY(withNumber(conv, "p", 3) == Operation(conv));
}

void tst_GraphEdits::everyKindFitsWhereItIsPut()
{
    for (const std::string& kind : insertableKinds()) {
        int fits = 0;
        for (const SampleShape& shape : {SampleShape{12, 8, 8}, SampleShape{30}}) {
            Graph graph{shape, {}};
            graph.append("node", suitableOperation(kind, shape));
            fits += describe(graph).has_value() ? 1 : 0;
        }
        QVERIFY2(fits > 0, kind.c_str());
    }
}

void tst_GraphEdits::anySequenceKeepsTheOrder()
{
    const std::vector<Graph> starts{mlp(64, {8}, 10), small(), residual()};
    int fitting = 0;
    for (unsigned seed = 0; seed < 1'000; ++seed) {
        test::Dice dice(seed);
        Graph graph = starts[seed % starts.size()];
        for (int step = 0; step < 12; ++step) {
            const Graph before = graph;
            const auto edited = test::anyEdit(graph, dice);
            QVERIFY(graph == before);
            if (!edited) {
                continue;
            }
            graph = edited->graph;
            QVERIFY2(isInOrder(graph),
                     qPrintable(QStringLiteral("seed %1: %2").arg(QString::number(seed), shown(graph))));
            const Outline outline = outlineOf(graph);
            QCOMPARE(outline.misfits.empty(), describe(graph).has_value());
        }
        const auto read = graphFromJson(toJson(graph), "edited");
        VERIFY_OK(read);
        QVERIFY2(*read == graph, qPrintable(QStringLiteral("seed %1: %2").arg(QString::number(seed), shown(graph))));
        fitting += describe(graph).has_value() ? 1 : 0;
    }
    // Not all of them are stopped by their first misfit.
    QVERIFY(fitting > 10);
}

Q_DECLARE_METATYPE(normscope::graph::Graph)

QTEST_APPLESS_MAIN(tst_GraphEdits)
#include "tst_GraphEdits.moc"
