#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <string>

#include <normscope/graph/Families.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Variants.h>

#include "../support/Expect.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::graph;

namespace
{

const SampleShape kImage{2, 8, 8};
constexpr qint64 kClasses = 3;

/// A network with every kind and every key, as toJson() writes it.
constexpr const char* kEveryKind = R"({"input":[2,8,8],"nodes":[)"
                                   R"({"name":"conv1","kind":"Conv2d","out_channels":4,"kernel_size":5,"stride":2,)"
                                   R"("padding":3,"init":{"normal":0.05}},)"
                                   R"({"name":"bn1","kind":"BatchNorm2d","momentum":0.8,"eps":0.001},)"
                                   R"({"name":"relu","kind":"ReLU"},)"
                                   R"({"name":"a.conv","kind":"Conv2d","out_channels":4,"kernel_size":1,"stride":1,)"
                                   R"("padding":0},)"
                                   R"({"name":"a.norm","kind":"GroupNorm","num_groups":2,"eps":0.5},)"
                                   R"({"name":"add","kind":"Add","inputs":["a.norm","relu","a.norm"]},)"
                                   R"({"name":"off","kind":"BatchNorm2d","enabled":false},)"
                                   R"({"name":"squeeze","kind":"GlobalAvgPool2d"},)"
                                   R"({"name":"layer","kind":"LayerNorm","eps":1e-06},)"
                                   R"({"name":"gate","kind":"Sigmoid"},)"
                                   R"({"name":"scale","kind":"Multiply","inputs":["gate","off"]},)"
                                   R"({"name":"max","kind":"MaxPool2d","kernel_size":3,"stride":1,"padding":1},)"
                                   R"({"name":"mean","kind":"AvgPool2d","kernel_size":2,"stride":2,"padding":0},)"
                                   R"({"name":"drop","kind":"Dropout","p":0.25},)"
                                   R"({"name":"flat","kind":"Reshape"},)"
                                   R"({"name":"bn2","kind":"BatchNorm1d"},)"
                                   R"({"name":"tanh","kind":"Tanh"},)"
                                   R"({"name":"linear1","kind":"Linear","out_features":3,"init":{"normal":1.5}}]})";

/// From the text of a file to a network for the images.
Result<std::vector<NodeDescription>> take(const std::string& text)
{
    auto json = parseJsonObject(text, "net.json");
    if (!json) {
        return passOn(json);
    }
    auto graph = graphFromJson(*json, "net.json");
    if (!graph) {
        return passOn(graph);
    }
    return describeFor(*graph, kImage, kClasses);
}

Graph graphOf(const std::string& text)
{
    return graphFromJson(parseJsonObject(text, "net.json").value(), "net.json").value();
}

QByteArray ofImages(const QByteArray& nodes)
{
    return R"({"input": [2, 8, 8], "nodes": [)" + nodes + "]}";
}

QByteArray ofFlat(const QByteArray& nodes)
{
    return R"({"input": [128], "nodes": [)" + nodes + "]}";
}

/// One node of those words, on images.
QByteArray one(const QByteArray& words)
{
    return ofImages(R"({"name": "it", )" + words + "}");
}

/// So many ReLUs.
QByteArray relus(int count)
{
    QByteArray nodes;
    for (int i = 0; i < count; ++i) {
        nodes += (i == 0 ? "" : ",") + QByteArray(R"({"name":"r)") + QByteArray::number(i) + R"(","kind":"ReLU"})";
    }
    return ofFlat(nodes);
}

/// Calls `row` with a name, a text, the node that the sentence is to name, and words of it, for each broken network.
template <class Row>
void eachOfBadForm(const Row& row)
{
    row("no input", R"({"nodes": []})", "", "\"input\" is missing, it needs [channels, height, width] or [features]");
    row("input no list", R"({"input": 784, "nodes": []})", "", "\"input\" is 784");
    row("input of a text", R"({"input": ["784"], "nodes": []})", "", R"("input" is ["784"])");
    row("input of a fraction", R"({"input": [2.5], "nodes": []})", "", "\"input\" is [2.5]");
    row("input past 64 bits", R"({"input": [18446744073709551615], "nodes": []})", "", "it needs [channels,");
    row("input of four extents", R"({"input": [1, 2, 3, 4], "nodes": []})", "", "\"input\" is [1,2,3,4]");
    row("input of two extents", R"({"input": [8, 8], "nodes": [{"name": "it", "kind": "ReLU"}]})", "", "[8×8]");
    row("input of nothing", R"({"input": [], "nodes": [{"name": "it", "kind": "ReLU"}]})", "", "input is []");
    row("input of 0 channels", R"({"input": [0, 8, 8], "nodes": [{"name": "it", "kind": "ReLU"}]})", "", "[0×8×8]");
    row("input too large", R"({"input": [1000000, 1000000, 1000000], "nodes": [{"name": "it", "kind": "ReLU"}]})", "",
        "the network's input is [1000000×1000000×1000000]");
    row("no list of nodes", R"({"input": [4]})", "", "\"nodes\" is no list");
    row("nodes in an object", R"({"input": [4], "nodes": {"a": 1}})", "", "\"nodes\" is no list");
    row("no nodes", ofImages(""), "", "the network has no nodes");
    row("node no object", ofImages("7"), "", "node number 1 is 7, it needs to be an object");
    row("no name", ofImages(R"({"kind": "ReLU"})"), "", "node number 1 has no \"name\" that is a text");
    row("name a number", ofImages(R"({"name": 3, "kind": "ReLU"})"), "", "node number 1 has no \"name\"");
    row("no kind", ofImages(R"({"name": "it"})"), "it", "has no \"kind\" that is a text");
    row("kind a number", one(R"("kind": 2)"), "it", "has no \"kind\" that is a text");
    row("unknown kind", one(R"("kind": "Conv3d")"), "it",
        "has the unknown kind \"Conv3d\": use one of Add, AvgPool2d,");
    row("unknown kind of many letters", one(R"("kind": ")" + QByteArray(5'000, 'k') + "\""), "it", "unknown kind");
    row("unknown key", one(R"("kind": "ReLU", "inplace": true)"), "it",
        "has the unknown key \"inplace\": its kind has");
    row("key of another kind", one(R"("kind": "MaxPool2d", "kernel_size": 2, "out_channels": 4)"), "it",
        "has the unknown key \"out_channels\": its kind has kernel_size, padding, stride");
    row("unknown key of the network", R"({"input": [4], "nodes": [], "output": 3})", "", "unknown key \"output\"");
    row("key twice", one(R"("kind": "ReLU", "kind": "Tanh")"), "", "has the key \"kind\" twice");
    row("missing key", one(R"("kind": "Conv2d", "out_channels": 4)"), "it", "lacks \"kernel_size\"");
    row("size a fraction", one(R"("kind": "Conv2d", "out_channels": 3.5, "kernel_size": 3)"), "it",
        "has \"out_channels\": 3.5, it needs a whole number");
    row("size a text", one(R"("kind": "MaxPool2d", "kernel_size": "3")"), "it", "has \"kernel_size\": \"3\", it needs");
    row("size past all doubles' integers", one(R"("kind": "MaxPool2d", "kernel_size": 1e300)"), "it", "a whole number");
    row("size true", one(R"("kind": "MaxPool2d", "kernel_size": true)"), "it", "has \"kernel_size\": true");
    row("size null", one(R"("kind": "MaxPool2d", "kernel_size": null)"), "it", "has \"kernel_size\": null");
    row("size past 64 bits", one(R"("kind": "MaxPool2d", "kernel_size": 18446744073709551615)"), "it", "whole number");
    row("inputs no list", one(R"("kind": "ReLU", "inputs": "input")"), "it", "has \"inputs\": \"input\", it needs a");
    row("inputs empty", one(R"("kind": "ReLU", "inputs": [])"), "it", "has \"inputs\": [], it needs a list of names");
    row("inputs numbers", one(R"("kind": "ReLU", "inputs": [0])"), "it", "has \"inputs\": [0], it needs a list of");
    row("eps a text", one(R"("kind": "BatchNorm2d", "eps": "1e-5")"), "it", "has \"eps\": \"1e-5\", it needs a number");
    row("enabled a number", one(R"("kind": "BatchNorm2d", "enabled": 1)"), "it", "has \"enabled\": 1, it needs true");
    row("init a word", one(R"("kind": "Linear", "out_features": 3, "init": "xavier")"), "it",
        R"(has "init": "xavier", it needs "default" or {"normal": 0.01})");
    row("init a number", one(R"("kind": "Linear", "out_features": 3, "init": 0.1)"), "it", "has \"init\": 0.1");
    row("init of two", one(R"("kind": "Linear", "out_features": 3, "init": {"normal": 1, "mean": 0})"), "it", "init");
    row("init of a text", one(R"("kind": "Linear", "out_features": 3, "init": {"normal": "1"})"), "it", "init");
    row("control characters", ofImages("{\"name\": \"a\\n\\u001b[2J\", \"kind\": \"X\"}"), "", "has the unknown kind");
}

template <class Row>
void eachOfBadNamesAndEdges(const Row& row)
{
    const QByteArray relu = R"({"name": "relu", "kind": "ReLU"})";
    row("name twice", ofImages(relu + "," + relu), "relu", "is there twice");
    row("reserved name", ofImages(R"({"name": "input", "kind": "ReLU"})"), "input", "has the name of the image");
    for (const char* name : {"", ".", "a.", ".a", "a..b", "a b", "a-b", "caf\xc3\xa9", "a/b"}) {
        row(qPrintable(QStringLiteral("name '%1'").arg(name)),
            ofImages(R"({"name": ")" + QByteArray(name) + R"(", "kind": "ReLU"})"), name, "has a name that is none");
    }
    row("name of many letters", ofImages(R"({"name": ")" + QByteArray(201, 'n') + R"(", "kind": "ReLU"})"), "",
        "has a name that is none");
    row("scope that is a node", ofImages(relu + R"(, {"name": "relu.a.b", "kind": "ReLU"})"), "relu",
        "cannot be a node and a scope at once");
    row("node that is a scope", ofImages(R"({"name": "a.b.c", "kind": "ReLU"}, {"name": "a.b", "kind": "ReLU"})"),
        "a.b", "has a name that others begin with");
    row("cycle", ofImages(R"({"name": "a", "kind": "Add", "inputs": ["input", "b"]}, {"name": "b", "kind": "ReLU"})"),
        "a", "takes \"b\", which comes after it: a network has no cycles");
    row("itself", one(R"("kind": "Add", "inputs": ["input", "it"])"), "it", "takes itself");
    row("missing input", one(R"("kind": "ReLU", "inputs": ["conv7"])"), "it", "takes \"conv7\", which is no node");
    row("inputs of ReLU", one(R"("kind": "ReLU", "inputs": ["input", "input"])"), "it", "takes one input, it has 2");
    row("Add of one", one(R"("kind": "Add")"), "it", "is Add and takes two or more inputs, it has 1");
    row("Multiply of one", one(R"("kind": "Multiply")"), "it", "is Multiply and takes two inputs, it has 1");
    row("Multiply of three", one(R"("kind": "Multiply", "inputs": ["input", "input", "input"])"), "it", "it has 3");
    row("unused node", ofImages(relu + R"(, {"name": "b", "kind": "Tanh", "inputs": ["input"]})"), "relu",
        "is used by nothing");
    row("10,001 nodes", relus(10'001), "r10000", "is number 10,001 of 10,001: a network has at most 10,000 nodes");
    row("half a million nodes", relus(500'000), "", "has more than 1000000 values");
}

template <class Row>
void eachMisfit(const Row& row)
{
    const QByteArray pool = R"({"name": "pool", "kind": "GlobalAvgPool2d"},)";
    row("Reshape of flat input", ofFlat(R"({"name": "it", "kind": "Reshape"})"), "it",
        "is Reshape and gets 128, it needs an image: what is flat needs no Reshape");
    row("Linear on an image", one(R"("kind": "Linear", "out_features": 3)"), "it", "put a Reshape before it");
    row("Conv2d on flat input", ofFlat(R"({"name": "it", "kind": "Conv2d", "out_channels": 1, "kernel_size": 1})"),
        "it", "is Conv2d and gets 128, it needs an image");
    row("pool of flat input", ofFlat(R"({"name": "it", "kind": "MaxPool2d", "kernel_size": 1})"), "it", "an image");
    row("mean of flat input", ofFlat(R"({"name": "it", "kind": "GlobalAvgPool2d"})"), "it", "it needs an image");
    row("BatchNorm1d on an image", one(R"("kind": "BatchNorm1d")"), "it", "gets 2×8×8, it needs flat input");
    row("BatchNorm2d on flat input", ofFlat(R"({"name": "it", "kind": "BatchNorm2d"})"), "it", "it needs an image");
    row("BatchNorm2d that is off, on flat input", ofFlat(R"({"name": "it", "kind": "BatchNorm2d", "enabled": false})"),
        "it", "it needs an image");
    row("LayerNorm on an image", one(R"("kind": "LayerNorm")"), "it", "use GroupNorm of one group for images");
    row("GroupNorm on flat input", ofFlat(R"({"name": "it", "kind": "GroupNorm", "num_groups": 1})"), "it",
        "it needs an image: use LayerNorm");
    row("groups that do not divide", one(R"("kind": "GroupNorm", "num_groups": 3)"), "it",
        "has num_groups 3, which does not divide the 2 channels of its input");
    row("0 groups", one(R"("kind": "GroupNorm", "num_groups": 0)"), "it", "has num_groups 0");
    row("Add of two shapes", ofImages(pool + R"({"name": "it", "kind": "Add", "inputs": ["input", "pool"]})"), "it",
        "adds 2×8×8 and 2: its inputs need one shape");
    row("Multiply of images", one(R"("kind": "Multiply", "inputs": ["input", "input"])"), "it",
        "multiplies 2×8×8 and 2×8×8: it needs an image and flat input");
    row("Multiply of flat", ofFlat(R"({"name": "it", "kind": "Multiply", "inputs": ["input", "input"]})"), "it",
        "multiplies 128 and 128");
    row("Multiply of other channels", ofImages(pool + R"({"name": "linear", "kind": "Linear", "out_features": 5},
                           {"name": "it", "kind": "Multiply", "inputs": ["linear", "input"]})"),
        "it", "multiplies 5 and 2×8×8: it needs an image and flat input with one number a channel");
    row("kernel larger than the image", one(R"("kind": "Conv2d", "out_channels": 1, "kernel_size": 11, "padding": 1)"),
        "it", "gets 2×8×8 and has a kernel of 11×11: the image is too small for it");
    row("pool larger than the image", one(R"("kind": "AvgPool2d", "kernel_size": 9)"), "it", "has a window of 9×9");
    row("padding of more than half a window", one(R"("kind": "MaxPool2d", "kernel_size": 3, "padding": 2)"), "it",
        "has padding 2: use a whole number from 0 to 1");
    row("wrong number of logits", ofFlat(R"({"name": "it", "kind": "Linear", "out_features": 4})"), "it",
        "is the last one and gives 4, the data have 3 classes");
    row("image for logits", one(R"("kind": "ReLU")"), "it", "gives 2×8×8, the data have 3 classes");
    row("other images", R"({"input": [1, 28, 28], "nodes": [{"name": "it", "kind": "ReLU"}]})", "",
        "the network's input is 1×28×28 and the images are 2×8×8");
    row("other flat input", R"({"input": [784], "nodes": [{"name": "it", "kind": "ReLU"}]})", "", "with 128 features");
}

template <class Row>
void eachOfBadSize(const Row& row)
{
    const auto conv = [](const char* keys) { return one(R"("kind": "Conv2d", )" + QByteArray(keys)); };
    row("0 channels", conv(R"("out_channels": 0, "kernel_size": 3)"), "it", "has out_channels 0: use a whole number");
    row("negative channels", conv(R"("out_channels": -1, "kernel_size": 3)"), "it", "has out_channels -1");
    row("0 features", ofFlat(R"({"name": "it", "kind": "Linear", "out_features": 0})"), "it", "has out_features 0");
    row("kernel 0", conv(R"("out_channels": 1, "kernel_size": 0)"), "it", "has kernel_size 0: use a whole number");
    row("kernel of 1,025", conv(R"("out_channels": 1, "kernel_size": 1025, "padding": 1024)"), "it", "from 1 to 1024");
    row("stride 0", conv(R"("out_channels": 1, "kernel_size": 1, "stride": 0)"), "it", "has stride 0");
    row("negative padding", conv(R"("out_channels": 1, "kernel_size": 1, "padding": -1)"), "it", "has padding -1");
    row("pool of 0", one(R"("kind": "MaxPool2d", "kernel_size": 0)"), "it", "has kernel_size 0");
    row("pool's stride 0", one(R"("kind": "MaxPool2d", "kernel_size": 2, "stride": 0)"), "it", "has stride 0");
    row("huge channels", conv(R"("out_channels": 1000001, "kernel_size": 1)"), "it", "from 1 to 1000000");
    row("huge stride", conv(R"("out_channels": 1, "kernel_size": 1, "stride": 9007199254740992)"), "it",
        "has stride 9");
    row("p of 1", one(R"("kind": "Dropout", "p": 1)"), "it", "has p 1: use a number from 0 on and below 1");
    row("negative p", one(R"("kind": "Dropout", "p": -0.5)"), "it", "has p -0.5");
    row("negative eps", one(R"("kind": "BatchNorm2d", "eps": -1e-5)"), "it",
        "has eps -1e-05: use a number that is not");
    row("negative eps of GroupNorm", one(R"("kind": "GroupNorm", "num_groups": 1, "eps": -1)"), "it", "has eps -1");
    row("momentum 2", one(R"("kind": "BatchNorm2d", "momentum": 2)"), "it", "has momentum 2: use a number from 0 to 1");
    row("init of 0", ofFlat(R"({"name": "it", "kind": "Linear", "out_features": 3, "init": {"normal": 0}})"), "it",
        "has initial weights of standard deviation 0");
    row("10^18 weights", R"({"input": [1000000, 1, 1], "nodes": [{"name": "it", "kind": "Conv2d",
                             "out_channels": 1000000, "kernel_size": 1000, "padding": 500}]})",
        "it", "has 1e+18 weights, too large for the memory");
    row("maps too large", R"({"input": [1, 100, 100], "nodes": [{"name": "it", "kind": "Conv2d",
                              "out_channels": 1000000, "kernel_size": 1}]})",
        "it", "makes 1000000×100×100 of one sample, too large for the memory");
}

}  // namespace

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_GraphJson : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void comesBack_data()
    {
        QTest::addColumn<Graph>("graph");
        const std::vector<std::pair<const char*, Graph>> graphs{{"MLP", mlp(784, {256, 128}, 10)},
                                                                {"CNN", cnn({3, 20, 30}, {16, 32}, 26)},
                                                                {"ResNet", resNet({1, 28, 28}, {1, 2}, {8, 16}, 10)}};
        for (const auto& [name, graph] : graphs) {
            for (const char* label : {"bn", "no-bn", "layer-norm", "group-norm", "bn-after", "noisy-bn"}) {
                if (const auto variant = variantOf(graph, label)) {
                    QTest::addRow("%s, %s", name, label) << withNormalizerDefaults(*variant, 0.1, 1.0 / 3);
                }
            }
        }
        QTest::newRow("every kind") << graphOf(kEveryKind);
        Graph nothing;
        QTest::newRow("nothing") << nothing;
    }

    void comesBack()
    {
        QFETCH(const Graph, graph);
        for (const int indent : {-1, 2}) {
            const auto again =
                graphFromJson(parseJsonObject(jsonText(toJson(graph), indent), "again").value(), "again");
            VERIFY_OK(again);
            QVERIFY(*again == graph);
        }
    }

    void everyKindIsReadAsItIsMeant()
    {
        const Graph graph = graphOf(kEveryKind);
        VERIFY_OK(describeFor(graph, kImage, kClasses));
        COMPARE_TEXT(jsonText(toJson(graph)), kEveryKind);
        QVERIFY((graph.nodes[0] == Node{"conv1", Conv2d{4, 5, 2, 3, 0.05}, {"input"}}));
        QVERIFY((graph.nodes[1] == Node{"bn1", BatchNorm{true, 0.8, 0.001, true}, {"conv1"}}));
        QVERIFY((graph.nodes[5] == Node{"add", Add{}, {"a.norm", "relu", "a.norm"}}));
        QVERIFY((graph.nodes[6] == Node{"off", BatchNorm{true, {}, {}, false}, {"add"}}));
        QVERIFY((graph.nodes[11] == Node{"max", Pool2d{true, 3, 1, 1}, {"scale"}}));
        QVERIFY((graph.nodes[12] == Node{"mean", Pool2d{false, 2, 2, 0}, {"max"}}));
    }

    void whatIsLeftOutHasPyTorchsDefaults()
    {
        const Graph brief = graphOf(ofImages(R"({"name": "conv", "kind": "Conv2d", "out_channels": 4, "kernel_size": 3},
            {"name": "bn", "kind": "BatchNorm2d"}, {"name": "max", "kind": "MaxPool2d", "kernel_size": 3},
            {"name": "drop", "kind": "Dropout"}, {"name": "flat", "kind": "Reshape"},
            {"name": "linear", "kind": "Linear", "out_features": 3})")
                                        .toStdString());
        const Graph full = graphOf(ofImages(R"({"name": "conv", "kind": "Conv2d", "out_channels": 4, "kernel_size": 3,
            "stride": 1, "padding": 0, "init": "default", "inputs": ["input"]},
            {"name": "bn", "kind": "BatchNorm2d", "enabled": true, "inputs": ["conv"]},
            {"name": "max", "kind": "MaxPool2d", "kernel_size": 3, "stride": 3, "padding": 0},
            {"name": "drop", "kind": "Dropout", "p": 0.5}, {"name": "flat", "kind": "Reshape"},
            {"name": "linear", "kind": "Linear", "out_features": 3, "init": "default"})")
                                       .toStdString());
        QVERIFY(brief == full);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& text, const char* node, const char* words) {
            QTest::newRow(name) << text << QString(node) << QString(words);
        };
        eachOfBadForm(row);
        eachOfBadNamesAndEdges(row);
        eachMisfit(row);
        eachOfBadSize(row);
    }

    void refuses()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, node);
        QFETCH(const QString, words);
        const auto rows = take(text.toStdString());
        VERIFY_ERROR(rows, ErrorCode::Usage, words);
        const QString sentence = QString::fromStdString(rows.error().message);
        QVERIFY2(node.isEmpty() || sentence.contains("node \"" + node + "\""), qPrintable(sentence));
        QVERIFY2(!sentence.contains('\n') && !sentence.contains('\x1b'), qPrintable(sentence));
        QVERIFY2(rows.error().message.english().size() < 400, qPrintable(sentence));
    }

    void refusesWhatIsNoObject()
    {
        COMPARE_ERROR(graphFromJson(Json::array(), "run.json"), ErrorCode::Usage,
                      "run.json: the network is no JSON object");
        COMPARE_ERROR(graphFromJson(Json{}, "run.json"), ErrorCode::Usage, "run.json: the network is no JSON object");
    }

    void readsFiles()
    {
        const QTemporaryDir folder;
        QVERIFY(folder.isValid());
        const QString path = folder.filePath("net.json");
        COMPARE_ERROR(readGraph(path.toStdString()), ErrorCode::Usage,
                      path + ": cannot be read: No such file or directory");
        QVERIFY(test::putFile(path, kEveryKind));
        VERIFY_OK(readGraph(path.toStdString()));
        QVERIFY(readGraph(path.toStdString()).value() == graphOf(kEveryKind));
        QVERIFY(test::putFile(path, QByteArray("\xef\xbb\xbf") + kEveryKind));
        VERIFY_OK(readGraph(path.toStdString()));
        QVERIFY(test::putFile(path, QByteArray(kEveryKind).chopped(3)));
        VERIFY_ERROR(readGraph(path.toStdString()), ErrorCode::Usage, path + ": is not valid JSON at byte");
        QVERIFY(test::putFile(path, one(R"("kind": "Add")")));
        VERIFY_ERROR(readGraph(path.toStdString()), ErrorCode::Usage, path + ": node \"it\" is Add");
        QVERIFY(test::putFile(path, one(R"("kind": "Sum")")));
        VERIFY_ERROR(readGraph(path.toStdString()), ErrorCode::Usage, path + ": node \"it\" has the unknown kind");
        VERIFY_ERROR(readGraph(folder.path().toStdString()), ErrorCode::Usage, folder.path());
    }
};

QTEST_GUILESS_MAIN(tst_GraphJson)
#include "tst_GraphJson.moc"
