#include <QFile>
#include <QImage>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include <normscope/graph/Families.h>
#include <normscope/graph/GraphEdits.h>

#include "../support/Expect.h"
#include "ui/network/NetworkExport.h"
#include "ui/network/NetworkLayout.h"
#include "ui/network/NetworkPainter.h"
#include "ui/network/NetworkTexts.h"

using namespace normscope;
using namespace normscope::ui;

namespace
{

graph::Graph resNet(std::int64_t blocks)
{
    return graph::resNet({1, 28, 28}, {blocks, blocks, blocks}, {16, 32, 64}, 10);
}

std::set<std::string> allOf(const graph::Graph& graph)
{
    const auto scopes = foldableScopes(graph);
    return {scopes.begin(), scopes.end()};
}

/// Two 3×3 beside a 1×1, a shortcut over all of it, one within it, and a node that nothing takes.
graph::Graph branched()
{
    graph::Graph graph{{4, 8, 8}, {}};
    graph.append("a", graph::Conv2d{4, 3, 1, 1, {}});
    graph.append("b", graph::Conv2d{4, 3, 1, 1, {}});
    graph.append("side", graph::Conv2d{4, 1, 1, 0, {}}, {"input"});
    graph.append("inner", graph::Add{}, {"b", "a"});
    graph.append("stray", graph::Activation{}, {"a"});
    graph.append("add", graph::Add{}, {"inner", "side", "input"});
    return graph;
}

}  // namespace

Q_DECLARE_METATYPE(normscope::graph::Graph)

/// The layout as a value, and the painter on every kind of paper.
class tst_NetworkLayout : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void nothingMeets_data();
    void nothingMeets();
    void longestPathIsStraight();
    void shortcutsGoRound();
    void foldsBlocks();
    void partsIntoColumns();
    void takesTheLargerWay();
    void paintsWhatDoesNotFit();
    void tellsWhatIsKnown();
    void writesFiles_data();
    void writesFiles();
    void copiesAsPyTorch();
};

void tst_NetworkLayout::nothingMeets_data()
{
    QTest::addColumn<graph::Graph>("graph");
    QTest::newRow("MLP") << graph::mlp(784, {256, 128}, 10);
    QTest::newRow("CNN") << graph::cnn({1, 28, 28}, {16, 32}, 10);
    QTest::newRow("ResNet") << resNet(2);
    QTest::newRow("branched") << branched();
    QTest::newRow("nothing") << graph::Graph{{1, 8, 8}, {}};
}

/// No block lies on another, none outside, and no line runs through a block that is not its end.
void tst_NetworkLayout::nothingMeets()
{
    QFETCH(const graph::Graph, graph);
    for (const Qt::Orientation direction : {Qt::Vertical, Qt::Horizontal}) {
        for (const double longest : {0.0, 400.0}) {
            for (const auto& folded : {std::set<std::string>(), allOf(graph)}) {
                const NetworkLayout layout = layOut(graph, {direction, longest, folded});
                for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
                    QVERIFY(layout.bounds.contains(layout.blocks[i].place));
                    for (std::size_t k = 0; k < i; ++k) {
                        QVERIFY2(!layout.blocks[i].place.intersects(layout.blocks[k].place),
                                 layout.blocks[i].name.c_str());
                    }
                }
                for (const NetworkEdge& edge : layout.edges) {
                    for (std::size_t k = 1; k < edge.path.size(); ++k) {
                        const QRectF line = QRectF(edge.path[k - 1], edge.path[k]).normalized().adjusted(-1, -1, 1, 1);
                        for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
                            QVERIFY2(i == edge.from || i == edge.to || !layout.blocks[i].place.intersects(line),
                                     qPrintable(QStringLiteral("%1 to %2 meets %3")
                                                    .arg(QString::fromStdString(layout.blocks[edge.from].name),
                                                         QString::fromStdString(layout.blocks[edge.to].name),
                                                         QString::fromStdString(layout.blocks[i].name))));
                        }
                    }
                }
            }
        }
    }
}

void tst_NetworkLayout::longestPathIsStraight()
{
    const NetworkLayout layout = layOut(resNet(1), {});
    for (const NetworkBlock& block : layout.blocks) {
        const bool isShortcut = block.name.find("shortcut") != std::string::npos;
        QVERIFY2((block.lane > 0) == isShortcut, block.name.c_str());
    }
    // Layers count steps from the image.
    QCOMPARE(layout.blocks[layout.find("bn1")].layer, 2);
    QCOMPARE(layout.blocks[layout.find("stage1.block1.add")].layer, 10);
}

void tst_NetworkLayout::shortcutsGoRound()
{
    const NetworkLayout layout = layOut(resNet(1), {});
    const std::size_t from = layout.find("pool1");
    const std::size_t to = layout.find("stage1.block1.add");
    const auto edge = std::find_if(layout.edges.begin(), layout.edges.end(),
                                   [&](const NetworkEdge& one) { return one.from == from && one.to == to; });
    QVERIFY(edge != layout.edges.end());
    QCOMPARE(edge->path.size(), std::size_t{4});
    QVERIFY(edge->path[1].x() > layout.blocks[to].place.right());
    QCOMPARE(edge->path[1].x(), edge->path[2].x());
}

void tst_NetworkLayout::foldsBlocks()
{
    const graph::Graph graph = resNet(2);
    const auto scopes = foldableScopes(graph);
    QCOMPARE(scopes.size(), std::size_t{3 + 6});
    // One block a stage holds the same as its stage: it is not folded twice.
    QCOMPARE(foldableScopes(resNet(1)).size(), std::size_t{3});

    const NetworkLayout stages = layOut(graph, {Qt::Vertical, 0, allOf(graph)});
    QCOMPARE(stages.blocks.size(), std::size_t{1 + 4 + 3 + 2});
    QVERIFY(stages.frames.empty());
    const NetworkBlock& stage = stages.blocks[stages.find("stage2")];
    QVERIFY(stage.isFolded);
    QCOMPARE(stages.find("stage2.block1.conv1"), stages.find("stage2"));
    QCOMPARE(stages.find("nobody"), stages.blocks.size());

    auto open = allOf(graph);
    open.erase("stage2");
    const NetworkLayout blocks = layOut(graph, {Qt::Vertical, 0, open});
    QCOMPARE(blocks.blocks.size(), std::size_t{1 + 4 + 2 + 2 + 2});
    QCOMPARE(blocks.frames.size(), std::size_t{1});
    for (const NetworkBlock& block : blocks.blocks) {
        QCOMPARE(blocks.frames.front().place.contains(block.place), graph::isInScope(block.name, "stage2"));
    }
}

void tst_NetworkLayout::partsIntoColumns()
{
    const graph::Graph graph = graph::cnn({1, 28, 28}, {16, 32, 32}, 10);
    const NetworkLayout one = layOut(graph, {});
    const NetworkLayout three = layOut(graph, {Qt::Vertical, one.bounds.height() / 3 + kBlockHeight, {}});
    QVERIFY(three.bounds.height() < one.bounds.height() / 2);
    QVERIFY(three.bounds.width() > 2 * one.bounds.width());
    // Not within a residual block, where two lines cross.
    const NetworkLayout residual = layOut(resNet(1), {Qt::Vertical, 3 * kBlockHeight, {}});
    const double first = residual.blocks[residual.find("stage2.block1.conv1")].place.left();
    for (const char* node : {"stage2.block1.bn1", "stage2.block1.conv2", "stage2.block1.add"}) {
        QCOMPARE(residual.blocks[residual.find(node)].place.left(), first);
    }
}

void tst_NetworkLayout::takesTheLargerWay()
{
    const graph::Graph graph = graph::mlp(784, {256, 128, 64}, 10);
    const NetworkLayout high = layOutFor(graph, {}, QSizeF(220, 1'000));
    QVERIFY(high.bounds.height() > high.bounds.width());
    const NetworkLayout wide = layOutFor(graph, {}, QSizeF(2'600, 90));
    QVERIFY(wide.bounds.width() > wide.bounds.height());
}

void tst_NetworkLayout::paintsWhatDoesNotFit()
{
    auto unfit = graph::inserted(graph::cnn({1, 28, 28}, {16}, 10), "relu1", "pool1", graph::Linear{10, {}});
    QVERIFY(unfit.has_value());
    const NetworkPicture picture = networkPicture(unfit->graph, {}, QSizeF(600, 600));
    QVERIFY(!picture.outline.misfits.empty());
    const auto painted = [&](const NetworkPicture& one) {
        QImage image(900, 900, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintNetworkInto(painter, QRectF(image.rect()), one, {});
        painter.end();
        int red = 0;
        const QColor misfit = NetworkColors::forPrint().misfit;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                red += image.pixelColor(x, y) == misfit ? 1 : 0;
            }
        }
        return red;
    };
    QVERIFY(painted(picture) > 100);
    QCOMPARE(painted(networkPicture(graph::cnn({1, 28, 28}, {16}, 10), {}, QSizeF(600, 600))), 0);
}

void tst_NetworkLayout::tellsWhatIsKnown()
{
    NetworkPicture picture = networkPicture(graph::cnn({1, 28, 28}, {16, 32}, 10), {}, QSizeF(600, 600));
    const auto textsOf = [&](const char* name) {
        return blockTexts(picture, picture.layout.blocks[picture.layout.find(name)], 100).join(QLatin1Char('|'));
    };
    QCOMPARE(textsOf("conv2"), QStringLiteral("conv2: Conv2d 3×3|Output: 32×14×14|Parameters: 4,640|Multiply-adds for "
                                              "one sample: 903,168|Activations of a batch of 100: 2.4 MiB|Sees 8×8 "
                                              "pixels of the image"));
    QVERIFY(textsOf("bn1").contains(QLatin1String("On; Space or a click")));
    QVERIFY(textsOf("input").contains(QStringLiteral("1×28×28")));
    QCOMPARE(networkSummary(picture, 100), QStringLiteral("20,586 parameters · 1.03 million multiply-adds a sample · "
                                                          "activations 23.3 MiB at batch size 100"));
    // Without BN its ghosts count nothing.
    picture.variant = kNoBn;
    QVERIFY(isGhost(picture, picture.layout.blocks[picture.layout.find("bn1")]));
    QVERIFY(networkSummary(picture, 100).startsWith(QLatin1String("20,490 parameters")));
}

void tst_NetworkLayout::writesFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("SVG") << "n.svg" << QByteArray("<?xml");
    QTest::newRow("PDF") << "n.pdf" << QByteArray("%PDF");
    QTest::newRow("PNG") << "n.png" << QByteArray("\x89PNG");
}

void tst_NetworkLayout::writesFiles()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, begin);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    const NetworkPicture picture = networkPicture(resNet(1), {}, QSizeF(800, 600));
    VERIFY_OK(exportNetwork(picture, path.toStdString()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(bytes.startsWith(begin));
    // Letters stay letters.
    QVERIFY(name != "n.svg" || bytes.contains("GlobalAvgPool2d"));
    VERIFY_ERROR(exportNetwork(picture, folder.filePath("nowhere/" + name).toStdString()), ErrorCode::Io, "nowhere");
}

void tst_NetworkLayout::copiesAsPyTorch()
{
    const auto source = networkAsPyTorch(resNet(1), {1, 28, 28}, 0.9, 1e-5);
    VERIFY_OK(source);
    const QString text = QString::fromStdString(*source);
    for (const char* part : {"nn.Conv2d(1, 16, 3, stride=1, padding=1)", "\"stage2.block1.shortcut.conv\"",
                             "def build():", "torch.zeros(2, 1, 28, 28)"}) {
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
    }
    QVERIFY(!text.contains("state_dict.pt"));
    auto unfit = graph::removed(graph::cnn({1, 28, 28}, {16}, 10), "reshape");
    VERIFY_ERROR(networkAsPyTorch(unfit->graph, {1, 28, 28}, 0.9, 1e-5), ErrorCode::Usage, "flat input");
}

QTEST_MAIN(tst_NetworkLayout)
#include "tst_NetworkLayout.moc"
