#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <random>

#include <normscope/graph/GraphJson.h>
#include <normscope/graph/Outline.h>

#include "../support/Expect.h"
#include "ui/models/LayerTableModel.h"
#include "ui/network/NetworkDocument.h"

using namespace normscope;
using namespace normscope::ui;

/// The network as the settings have it, its changes by hand, and their way back.
class tst_NetworkDocument : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void followsTheFields();
    void switchesPositionsOfAFamily();
    void switchesPositionsOfAnOwnNetwork();
    void changesMakeItAnOwnNetwork();
    void numbersOfOneKeyAreOneStep();
    void refusesWithTheSameWords();
    void keepsWhatDoesNotFit();
    void savesAndOpens();
    void undoesToTheBegin();

  private:
    [[nodiscard]] const graph::Graph& graph() const { return *m_network->graph(); }

    std::unique_ptr<ExperimentDocument> m_settings;
    std::unique_ptr<NetworkDocument> m_network;
};

void tst_NetworkDocument::init()
{
    m_network.reset();
    m_settings = std::make_unique<ExperimentDocument>();
    m_network = std::make_unique<NetworkDocument>(*m_settings);
}

void tst_NetworkDocument::followsTheFields()
{
    QSignalSpy changed(m_network.get(), &NetworkDocument::changed);
    QCOMPARE(graph().nodes.size(), std::size_t{7});
    m_settings->set("hidden", "64");
    QCOMPARE(graph().nodes.size(), std::size_t{4});
    m_settings->set("lr", "0.5");
    QCOMPARE(changed.count(), 1);
    m_settings->set("model", "resnet");
    m_settings->set("blocks", "1,1");
    QVERIFY(!m_network->graph().has_value());
}

void tst_NetworkDocument::switchesPositionsOfAFamily()
{
    m_network->toggleBatchNorm("bn2");
    QVERIFY(!m_network->isOwn());
    QCOMPARE(m_settings->text("bn_layers"), QString("on,off"));
    QVERIFY(!graph::as<graph::BatchNorm>(graph().nodes[4])->enabled);
    m_network->toggleBatchNorm("bn2");
    QCOMPARE(m_settings->text("bn_layers"), QString("on"));
    m_network->toggleBatchNorm("relu1");
    QCOMPARE(m_settings->undoStack().count(), 1);
}

void tst_NetworkDocument::switchesPositionsOfAnOwnNetwork()
{
    VERIFY_OK(m_network->insert("relu1", "linear2", "BatchNorm"));
    QVERIFY(m_network->isOwn());
    m_network->toggleBatchNorm("bn1");
    const LayerTableModel table(*m_settings);
    QCOMPARE(table.index(1, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Unchecked));
    QCOMPARE(table.index(3, 0).data().toString(), QString("bn3"));
    QCOMPARE(table.index(3, 0).data(Qt::CheckStateRole).toInt(), static_cast<int>(Qt::Checked));
    // Also by the table, which can switch it on again.
    LayerTableModel other(*m_settings);
    QVERIFY(other.setData(other.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QVERIFY(graph::as<graph::BatchNorm>(graph().nodes[1])->enabled);
}

void tst_NetworkDocument::changesMakeItAnOwnNetwork()
{
    const graph::Graph before = graph();
    QSignalSpy meant(m_network.get(), &NetworkDocument::nodeMeant);
    VERIFY_OK(m_network->insert("bn1", "relu1", "Dropout"));
    QCOMPARE(meant.count(), 1);
    QCOMPARE(meant.at(0).at(0).toString(), QString("dropout1"));
    QVERIFY(m_network->isOwn());
    QCOMPARE(m_settings->text("model"), QString());
    QVERIFY(m_settings->problems(ExperimentKind::Twin).isEmpty());
    // What the run decides for all normalizers stays its own.
    QVERIFY(!graph::as<graph::BatchNorm>(graph().nodes[1])->momentum.has_value());
    m_settings->undoStack().undo();
    QVERIFY(!m_network->isOwn());
    QVERIFY(graph() == before);
    m_settings->undoStack().redo();
    m_network->backToFamily();
    QCOMPARE(m_settings->text("model"), QString("mlp"));
    QVERIFY(graph() == before);
}

void tst_NetworkDocument::numbersOfOneKeyAreOneStep()
{
    for (const double width : {100.0, 101.0, 102.0}) {
        VERIFY_OK(m_network->setNumber("linear1", "out_features", width));
    }
    QCOMPARE(graph::as<graph::Linear>(graph().nodes[0])->outFeatures, std::int64_t{102});
    QCOMPARE(m_settings->undoStack().count(), 1);
    VERIFY_OK(m_network->setNumber("linear2", "out_features", 50));
    QCOMPARE(m_settings->undoStack().count(), 2);
}

void tst_NetworkDocument::refusesWithTheSameWords()
{
    m_settings->set("model", "cnn");
    VERIFY_OK(m_network->remove("reshape"));
    const graph::Outline outline = graph::outlineFor(graph(), {1, 28, 28}, 10);
    QCOMPARE(outline.misfits.size(), std::size_t{1});
    QCOMPARE(m_settings->problems(ExperimentKind::Twin),
             QStringList(QString::fromStdString(outline.misfits.front().what.english())));
    // What cannot be done changes nothing.
    const int steps = m_settings->undoStack().count();
    VERIFY_ERROR(m_network->move("conv1", false), ErrorCode::Usage, "is the first one");
    QCOMPARE(m_settings->undoStack().count(), steps);
}

void tst_NetworkDocument::keepsWhatDoesNotFit()
{
    m_settings->set("model", "cnn");
    m_settings->set("lr", "0.5");
    VERIFY_OK(m_network->remove("reshape"));
    const graph::Graph unfit = graph();
    const QByteArray state = m_settings->saveState();
    ExperimentDocument next;
    QVERIFY(next.restoreState(state));
    QVERIFY(next.network() == unfit);
    QCOMPARE(next.text("lr"), QString("0.5"));
    const QTemporaryDir folder;
    VERIFY_ERROR(m_settings->save(folder.filePath("e.json").toStdString()), ErrorCode::Usage, "not saved: node");
    VERIFY_ERROR(m_settings->saveNetwork(folder.filePath("n.json").toStdString()), ErrorCode::Usage, "not saved: node");
    QVERIFY(QDir(folder.path()).isEmpty());
}

void tst_NetworkDocument::savesAndOpens()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("n.json").toStdString();
    VERIFY_OK(m_network->duplicate("linear2"));
    m_network->toggleBatchNorm("bn1");
    VERIFY_OK(m_settings->saveNetwork(path));
    const auto read = graph::readGraph(path);
    VERIFY_OK(read);
    QVERIFY(*read == graph());

    // Opened into other settings it takes the place of their model, and nothing else.
    ExperimentDocument other;
    other.set("lr", "0.5");
    VERIFY_OK(other.open(path));
    QVERIFY(other.network() == *read);
    QCOMPARE(other.text("lr"), QString("0.5"));
    other.undoStack().undo();
    QCOMPARE(other.text("model"), QString("mlp"));
    QVERIFY(other.path().empty());
}

void tst_NetworkDocument::undoesToTheBegin()
{
    m_settings->set("model", "resnet");
    const graph::Graph begin = graph();
    m_settings->undoStack().clear();
    std::mt19937 dice(7);
    const auto below = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(dice);
    };
    for (int step = 0; step < 200; ++step) {
        if (graph().nodes.empty()) {
            break;
        }
        const graph::Node node = graph().nodes[below(graph().nodes.size())];
        const std::string other = graph().nodes[below(graph().nodes.size())].name;
        switch (below(6)) {
        case 0:
            (void)m_network->remove(node.name);
            break;
        case 1:
            (void)m_network->move(node.name, below(2) == 0);
            break;
        case 2:
            (void)m_network->duplicate(node.name);
            break;
        case 3:
            (void)m_network->addShortcut(node.name, other);
            break;
        case 4:
            m_network->toggleBatchNorm(node.name);
            break;
        default:
            (void)m_network->insert(node.inputs.front(), node.name,
                                    graph::insertableKinds()[below(graph::insertableKinds().size())]);
        }
    }
    const graph::Graph end = graph();
    QVERIFY(end != begin);
    const int steps = m_settings->undoStack().count();
    QVERIFY(steps > 50);
    while (m_settings->undoStack().canUndo()) {
        m_settings->undoStack().undo();
    }
    QVERIFY(graph() == begin);
    QVERIFY(!m_network->isOwn());
    while (m_settings->undoStack().canRedo()) {
        m_settings->undoStack().redo();
    }
    QVERIFY(graph() == end);
}

QTEST_MAIN(tst_NetworkDocument)
#include "tst_NetworkDocument.moc"
