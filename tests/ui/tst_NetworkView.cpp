#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <normscope/graph/Outline.h>

#include "../support/Expect.h"
#include "ui/network/NetworkEditor.h"

using namespace normscope;
using namespace normscope::ui;

/// The drawing and its editor through mouse, wheel and keys.
class tst_NetworkView : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void cleanup() { m_editor.reset(); }
    void aClickSwitchesBatchNorm();
    void keysWalkAlongTheLines();
    void spaceSwitchesAndIsNotTheWindows();
    void zoomsAndFits();
    void buildsByMouse();
    void buildsByKeys();
    void dropsOntoALine();
    void foldsAndOpens();
    void largeNetworksAreFolded();
    void numbersAreChanged();
    void saysWhatDoesNotFit();
    void overviewMovesTheDrawing();
    void showsEachVariant();
    void ghostsStandForWhatIsNotThere();
    void shortcutsEndByAClick();
    void oneModelOfSeveral();
    void givesBackTheFamily();
    void copiesAPythonProgram();
    void isPaintedInEveryPalette();

  private:
    [[nodiscard]] NetworkView& view() const { return m_editor->view(); }
    [[nodiscard]] const graph::Graph& graph() const { return *m_editor->document().graph(); }
    [[nodiscard]] bool isOn(const char* node) const;
    [[nodiscard]] QPoint at(const char* name) const { return view().placeOf(name).toPoint(); }
    void click(const char* name) const { QTest::mouseClick(&view(), Qt::LeftButton, {}, at(name)); }
    void drag(const QPoint& from, const QPoint& to) const;
    [[nodiscard]] QStringList names() const;

    std::unique_ptr<ExperimentDocument> m_settings;
    std::unique_ptr<NetworkEditor> m_editor;
};

void tst_NetworkView::init()
{
    m_editor.reset();
    m_settings = std::make_unique<ExperimentDocument>();
    m_editor = std::make_unique<NetworkEditor>(*m_settings);
    m_editor->resize(900, 640);
    m_editor->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
}

bool tst_NetworkView::isOn(const char* node) const
{
    for (const graph::Node& one : graph().nodes) {
        if (one.name == node) {
            return graph::as<graph::BatchNorm>(one)->enabled;
        }
    }
    return false;
}

void tst_NetworkView::drag(const QPoint& from, const QPoint& to) const
{
    QTest::mousePress(&view(), Qt::LeftButton, {}, from);
    QTest::mouseMove(&view(), (from + to) / 2);
    QTest::mouseMove(&view(), to);
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, to);
}

QStringList tst_NetworkView::names() const
{
    QStringList names;
    for (const graph::Node& node : graph().nodes) {
        names << QString::fromStdString(node.name);
    }
    return names;
}

void tst_NetworkView::aClickSwitchesBatchNorm()
{
    click("bn1");
    QVERIFY(!isOn("bn1"));
    QVERIFY(isOn("bn2"));
    QCOMPARE(m_settings->text("bn_layers"), QString("off,on"));
    click("bn1");
    QVERIFY(isOn("bn1"));
    click("relu1");
    QCOMPARE(view().chosen(), std::string("relu1"));
    QVERIFY(isOn("bn1"));
}

void tst_NetworkView::keysWalkAlongTheLines()
{
    m_settings->set("model", "resnet");
    m_editor->resize(900, 2'400);
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Home);
    QCOMPARE(view().chosen(), std::string("input"));
    QTest::keyClick(&view(), Qt::Key_End);
    QCOMPARE(view().chosen(), std::string("linear1"));
    // Whichever way it is laid out, walking on comes to the end.
    QTest::keyClick(&view(), Qt::Key_Home);
    std::set<std::string> seen;
    for (int i = 0; i < 60; ++i) {
        seen.insert(view().chosen());
        QTest::keyClick(&view(), Qt::Key_Down);
    }
    QVERIFY(seen.contains("conv1"));
    QVERIFY(seen.contains("stage2.block1.add"));
    QCOMPARE(view().chosen(), std::string("linear1"));
    // Screen readers are told.
    QVERIFY(view().accessibleDescription().contains("linear1: Linear"));
    QCOMPARE(view().accessibleName(), QString("Network"));
}

void tst_NetworkView::spaceSwitchesAndIsNotTheWindows()
{
    view().setFocus();
    view().choose("bn2");
    QKeyEvent claim(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    claim.ignore();
    QCoreApplication::sendEvent(&view(), &claim);
    QVERIFY(claim.isAccepted());
    QTest::keyClick(&view(), Qt::Key_Space);
    QVERIFY(!isOn("bn2"));
    // Elsewhere it pauses the training.
    view().choose("relu1");
    QKeyEvent other(QEvent::ShortcutOverride, Qt::Key_Space, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(&view(), &other);
    QVERIFY(!other.isAccepted());
}

void tst_NetworkView::zoomsAndFits()
{
    const double fit = view().scale();
    const QPointF point = view().placeOf("bn1");
    QWheelEvent wheel(point, view().mapToGlobal(point), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QCoreApplication::sendEvent(&view(), &wheel);
    QVERIFY(view().scale() > fit);
    // What is under the pointer stays there.
    QVERIFY((view().placeOf("bn1") - point).manhattanLength() < 1);
    const double zoomed = view().scale();
    m_settings->set("hidden", "256,64");
    QCOMPARE(view().scale(), zoomed);
    const QPointF before = view().placeOf("bn1");
    drag({5, view().height() - 5}, {45, view().height() - 35});
    QCOMPARE(view().placeOf("bn1") - before, QPointF(40, -30));
    QTest::keyClick(&view(), Qt::Key_Minus);
    QVERIFY(view().scale() < zoomed);
    QTest::keyClick(&view(), Qt::Key_0);
    QCOMPARE(view().scale(), fit);
    for (int i = 0; i < 50; ++i) {
        QTest::keyClick(&view(), Qt::Key_Plus);
    }
    QVERIFY(view().scale() <= 4);
}

void tst_NetworkView::buildsByMouse()
{
    m_settings->set("model", "cnn");
    m_editor->resize(900, 1'200);
    // Onto the line behind what was chosen.
    click("relu2");
    m_editor->findChild<QAction*>("insertMaxPool2d")->trigger();
    QVERIFY(names().contains("pool3"));
    click("pool2");
    m_editor->findChild<QAction*>("networkRemove")->trigger();
    QVERIFY(!names().contains("pool2"));
    click("conv2");
    m_editor->findChild<QAction*>("networkDuplicate")->trigger();
    QCOMPARE(names().mid(4, 2), QStringList({"conv2", "conv3"}));
    // A line from one block to a later one is a shortcut.
    drag(at("conv2"), at("relu2"));
    QVERIFY(names().contains("add1"));
    click("bn1");
    QVERIFY(!isOn("bn1"));
    QVERIFY2(m_settings->problems(ExperimentKind::Twin).isEmpty(),
             qPrintable(m_settings->problems(ExperimentKind::Twin).join('\n')));
    QVERIFY(m_editor->findChild<QWidget*>("networkOwn")->isVisible());
}

void tst_NetworkView::buildsByKeys()
{
    m_settings->set("model", "cnn");
    view().setFocus();
    view().choose("relu1");
    QTest::keyClick(&view(), Qt::Key_Insert);
    auto* const palette = m_editor->findChild<QMenu*>("networkPalette");
    QVERIFY(palette->isVisible());
    while (palette->activeAction() == nullptr || palette->activeAction()->objectName() != "insertDropout") {
        QTest::keyClick(palette, Qt::Key_Down);
    }
    QTest::keyClick(palette, Qt::Key_Return);
    QVERIFY(names().contains("dropout1"));
    QCOMPARE(view().chosen(), std::string("dropout1"));
    QTest::keyClick(&view(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(names().mid(1, 3), QStringList({"bn1", "dropout1", "relu1"}));
    QTest::keyClick(&view(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(view().chosen(), std::string("dropout2"));
    QTest::keyClick(&view(), Qt::Key_Delete);
    QVERIFY(!names().contains("dropout2"));
    // A shortcut: begin, walk, end.
    view().choose("conv2");
    QTest::keyClick(&view(), Qt::Key_S);
    view().choose("relu2");
    QTest::keyClick(&view(), Qt::Key_S);
    QVERIFY(names().contains("add1"));
    QTest::keyClick(&view(), Qt::Key_Home);
    QTest::keyClick(&view(), Qt::Key_Delete);
    QVERIFY(m_settings->problems(ExperimentKind::Twin).isEmpty());
    const int steps = m_settings->undoStack().count();
    for (int i = 1; i < steps; ++i) {
        m_settings->undoStack().undo();
    }
    QVERIFY(!m_editor->document().isOwn());
}

void tst_NetworkView::dropsOntoALine()
{
    QMimeData data;
    data.setData(NetworkView::kKindFormat, "Sigmoid");
    const QPointF between = (view().placeOf("bn1") + view().placeOf("relu1")) / 2;
    QDragEnterEvent enter(between.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(between, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&view(), &drop);
    QCOMPARE(names().mid(0, 4), QStringList({"linear1", "bn1", "sigmoid1", "relu1"}));
}

void tst_NetworkView::foldsAndOpens()
{
    m_settings->set("model", "resnet");
    view().setFocus();
    view().choose("stage2.block1.bn1");
    view().toggleFold();
    QCOMPARE(view().chosen(), std::string("stage2"));
    QVERIFY(view().picture().layout.blocks[view().picture().layout.find("stage2")].isFolded);
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(view().chosen(), std::string("stage2.block1.conv1"));
    m_editor->findChild<QAction*>("networkFoldAll")->trigger();
    QCOMPARE(view().picture().layout.blocks.size(), std::size_t{1 + 4 + 3 + 2});
    // A folded block is deleted and copied as a whole.
    QTest::mouseDClick(&view(), Qt::LeftButton, {}, at("stage3"));
    QVERIFY(view().picture().layout.find("stage3.block1.add") < view().picture().layout.blocks.size());
    view().choose("stage1");
    QTest::keyClick(&view(), Qt::Key_Delete);
    QVERIFY(!names().contains("stage1.block1.conv1"));
    QVERIFY(m_settings->problems(ExperimentKind::Twin).isEmpty());
}

void tst_NetworkView::largeNetworksAreFolded()
{
    m_settings->set("model", "resnet");
    QVERIFY(view().picture().layout.blocks.size() > 25);
    m_settings->set("blocks", "8,8,8");
    QCOMPARE(view().picture().layout.blocks.size(), std::size_t{1 + 4 + 3 + 2});
    view().foldAll(false);
    QVERIFY(view().picture().layout.blocks.size() > 150);
    const QImage image = view().grab().toImage();
    QVERIFY(!image.isNull());
}

void tst_NetworkView::numbersAreChanged()
{
    m_settings->set("model", "cnn");
    view().setFocus();
    view().choose("conv1");
    QTest::keyClick(&view(), Qt::Key_Return);
    auto* const channels = m_editor->findChild<QSpinBox*>("out_channels");
    QVERIFY(channels != nullptr);
    QCOMPARE(m_editor->focusWidget(), channels);
    QTest::keyClicks(channels, "24");
    QTest::keyClick(channels, Qt::Key_Return);
    QCOMPARE(graph::as<graph::Conv2d>(graph().nodes[0])->outChannels, std::int64_t{24});
    // The field is still there, and follows an undo.
    QCOMPARE(m_editor->findChild<QSpinBox*>("out_channels"), channels);
    m_settings->undoStack().undo();
    QCOMPARE(channels->value(), 16);
    view().choose("relu1");
    QVERIFY(m_editor->findChild<QSpinBox*>("out_channels") == nullptr);
}

void tst_NetworkView::saysWhatDoesNotFit()
{
    m_settings->set("model", "cnn");
    view().setFocus();
    view().choose("reshape");
    QTest::keyClick(&view(), Qt::Key_Delete);
    const NetworkPicture& picture = view().picture();
    QCOMPARE(picture.outline.misfits.size(), std::size_t{1});
    view().choose("linear1");
    QVERIFY(view().accessibleDescription().contains(m_settings->problems(ExperimentKind::Twin).front()));
    // What cannot be done is said, and changes nothing.
    view().choose("conv1");
    QTest::keyClick(&view(), Qt::Key_Up, Qt::AltModifier);
    auto* const told = m_editor->findChild<QLabel*>("networkTold");
    QVERIFY(told->isVisible());
    QVERIFY(told->text().contains("is the first one"));
}

/// What is out of sight is found in the corner.
void tst_NetworkView::overviewMovesTheDrawing()
{
    m_settings->set("model", "resnet");
    view().foldAll(false);
    view().fit();
    const QImage whole = view().grab().toImage();
    view().zoom(4, view().placeOf("input"));
    const QPointF first = view().placeOf("input");
    QVERIFY(view().rect().contains(first.toPoint()));
    // Its lower right corner stands for the end of the network.
    const QPoint corner = view().rect().bottomRight() - QPoint(16, 16);
    QTest::mousePress(&view(), Qt::LeftButton, {}, corner);
    QVERIFY(view().placeOf("input") != first);
    QVERIFY(!view().rect().contains(view().placeOf("input").toPoint()));
    QTest::mouseRelease(&view(), Qt::LeftButton, {}, corner);
    QVERIFY(view().chosen().empty());
    // All of it seen, there is none.
    view().fit();
    QCOMPARE(view().grab().toImage(), whole);
}

/// One after the other to be looked at, and side by side.
void tst_NetworkView::showsEachVariant()
{
    m_settings->set("model", "cnn");
    m_settings->set("variants", QStringList{"bn", "group-norm", "no-bn"}.join(','));
    auto* const shown = m_editor->findChild<QComboBox*>("networkShown");
    QStringList titles;
    for (int i = 0; i < shown->count(); ++i) {
        titles << shown->itemText(i);
    }
    // 16 and 32 channels with γ and β each; group norm has as many.
    QCOMPARE(titles, QStringList({"BN", "group norm", "no BN (−96 parameters)", "Side by side"}));
    shown->setCurrentIndex(1);
    QVERIFY(view().picture().layout.find("gn1") < view().picture().layout.blocks.size());
    // It is made of the network with BN, which is the one that is changed.
    view().choose("conv1");
    QVERIFY(m_editor->findChild<QSpinBox*>("out_channels") == nullptr);
    QVERIFY(!m_editor->findChild<QAction*>("networkRemove")->isEnabled());
    view().setFocus();
    QTest::keyClick(&view(), Qt::Key_Delete);
    QVERIFY(names().contains("conv1"));
    QVERIFY(m_editor->findChild<QLabel*>("networkTold")->text().contains("with BN"));

    shown->setCurrentIndex(3);
    auto* const all = m_editor->findChild<VariantsView*>("networkVariants");
    QVERIFY(all->isVisible() && !view().isVisible());
    QCOMPARE(all->pictures().size(), std::size_t{3});
    QVERIFY(all->accessibleDescription().contains("no BN (−96 parameters)"));
    QVERIFY(all->grab().toImage() != QImage());
    m_settings->set("variants", "bn,no-bn");
    QCOMPARE(all->pictures().size(), std::size_t{2});
    // What is shown no longer takes part: the network itself is shown.
    m_settings->set("variants", "bn,group-norm,no-bn");
    shown->setCurrentIndex(1);
    m_settings->set("variants", "bn,no-bn");
    QVERIFY(view().isVisible() && view().isEditable());
    QCOMPARE(shown->currentIndex(), 0);
    // A variant that this network cannot have says so.
    m_settings->set("model", "mlp");
    m_settings->set("variants", "bn,group-norm");
    shown->setCurrentIndex(1);
    QCOMPARE(view().picture().outline.misfits.size(), std::size_t{1});
}

void tst_NetworkView::ghostsStandForWhatIsNotThere()
{
    const QString summary = m_editor->findChild<QLabel*>("networkSummary")->text();
    QVERIFY(summary.startsWith("235,914 parameters"));
    m_editor->findChild<QComboBox*>("networkShown")->setCurrentIndex(1);
    QVERIFY(m_editor->findChild<QLabel*>("networkSummary")->text().startsWith("235,146 parameters"));
    // What is not there is not switched by a click on its ghost, which would show nothing.
    click("bn1");
    m_editor->findChild<QComboBox*>("networkShown")->setCurrentIndex(0);
    QVERIFY(isOn("bn1"));
}

/// Begun by the button, ended by a click, which then switches nothing.
void tst_NetworkView::shortcutsEndByAClick()
{
    m_settings->set("model", "cnn");
    view().choose("conv2");
    m_editor->findChild<QAction*>("networkShortcut")->trigger();
    QCoreApplication::processEvents();
    click("bn2");
    QVERIFY(names().contains("add1"));
    QVERIFY(isOn("bn2"));
}

/// What the picture shows is of one of them, and positions are counted in each.
void tst_NetworkView::oneModelOfSeveral()
{
    m_settings->set("model", "mlp, resnet");
    const QString before = m_settings->text("bn_layers");
    click("bn1");
    QCOMPARE(m_settings->text("bn_layers"), before);
    QVERIFY(m_settings->problems(ExperimentKind::Twin).isEmpty());
}

void tst_NetworkView::givesBackTheFamily()
{
    view().choose("relu1");
    QTest::keyClick(&view(), Qt::Key_Delete);
    auto* const back = m_editor->findChild<QToolButton*>("backToFamilyButton");
    QVERIFY(back->isVisible());
    QCOMPARE(back->text(), QString("Back to MLP"));
    back->click();
    QVERIFY(!back->isVisible());
    QVERIFY(names().contains("relu1"));
    m_settings->undoStack().undo();
    QVERIFY(m_editor->document().isOwn());
}

void tst_NetworkView::copiesAPythonProgram()
{
    m_editor->findChild<QAction*>("networkCopyPyTorch")->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains("nn.Linear(784, 256)"), qPrintable(text));
    QVERIFY(text.contains("nn.BatchNorm1d(256"));
    m_editor->findChild<QComboBox*>("networkShown")->setCurrentIndex(1);
    m_editor->findChild<QAction*>("networkCopyPyTorch")->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains("BatchNorm"));
}

void tst_NetworkView::isPaintedInEveryPalette()
{
    const QColor light = view().grab().toImage().pixelColor(2, 2);
    QPalette dark = view().palette();
    dark.setColor(QPalette::Base, QColor(0x1b, 0x1e, 0x22));
    dark.setColor(QPalette::Text, Qt::white);
    view().setPalette(dark);
    QCOMPARE(view().grab().toImage().pixelColor(2, 2), QColor(0x1b, 0x1e, 0x22));
    QVERIFY(light != QColor(0x1b, 0x1e, 0x22));
}

QTEST_MAIN(tst_NetworkView)
#include "tst_NetworkView.moc"
