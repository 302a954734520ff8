#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QTest>
#include <QTreeView>

#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "WindowUser.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The whole window: setting up, looks, focus and closing.
class tst_MainWindow : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void setsUpAndUndoes();
    void togglesOneLayer();
    void themeAndLanguageChangeDuringTraining();
    void spaceBelongsToTheFocusedButton();
    void closingWhileTrainingAsksOnce();
    void closesInEveryState();
    void layoutIsRemembered();
};

void tst_MainWindow::setsUpAndUndoes()
{
    auto* family = find<QComboBox>("model");
    family->setCurrentIndex(family->findData("cnn"));
    QVERIFY(find<QWidget>("channels")->isVisibleTo(m_window.get()));
    QVERIFY(!find<QWidget>("hidden")->isVisibleTo(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(family->currentData().toString(), QString("mlp"));
    QVERIFY(find<QWidget>("hidden")->isVisibleTo(m_window.get()));
    trigger("redo");
    QCOMPARE(family->currentData().toString(), QString("cnn"));
    auto* presets = find<QComboBox>("presets");
    const int high = presets->findText("High learning rate");
    Q_EMIT presets->activated(high);
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.5"));
    trigger("undo");
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
    QVERIFY(!find<QWidget>("lrReset")->isEnabled());
    find<QLineEdit>("lr")->selectAll();
    QTest::keyClicks(find<QLineEdit>("lr"), "0.3");
    QTest::mouseClick(find<QWidget>("lrReset"), Qt::LeftButton);
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
    QVERIFY(!find<QWidget>("lrReset")->isEnabled());
}

void tst_MainWindow::togglesOneLayer()
{
    auto* table = find<QTreeView>("layerTable");
    const auto count = [&] { return table->model()->index(table->model()->rowCount() - 1, 3).data().toString(); };
    QCOMPARE(count(), QString("235,914"));
    const QModelIndexList found = table->model()->match(table->model()->index(0, 0), Qt::DisplayRole, "bn2");
    QCOMPARE(found.size(), 1);
    QVERIFY(table->model()->setData(found.front(), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(count(), QString("235,658"));
    trigger("undo");
    QCOMPARE(count(), QString("235,914"));
}

void tst_MainWindow::themeAndLanguageChangeDuringTraining()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    trigger("theme-dark");
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
    trigger("language-zh_CN");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() != "Experiment"; }));
    const std::size_t before = points();
    QVERIFY(QTest::qWaitFor([&] { return points() > before; }));
    trigger("language-en");
    trigger("theme-light");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() == "Experiment"; }));
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 128);
    QVERIFY(isBusy());
}

void tst_MainWindow::spaceBelongsToTheFocusedButton()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    auto* nesterov = find<QCheckBox>("nesterov");
    nesterov->setFocus();
    QTest::keyClick(nesterov, Qt::Key_Space);
    QVERIFY(nesterov->isChecked());
    QVERIFY(!find<QAction>("pause")->isChecked());
    m_window->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Space);
    QVERIFY(find<QAction>("pause")->isChecked());
}

void tst_MainWindow::closingWhileTrainingAsksOnce()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }));
    answer(QMessageBox::RejectRole);
    m_window->close();
    QCOMPARE(m_questions, 1);
    QVERIFY(m_window->isVisible());
    QVERIFY(isBusy());
    answer(QMessageBox::AcceptRole);
    m_window->close();
    QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }));
    QCOMPARE(m_questions, 2);
    QVERIFY(!isBusy());
    const auto stored =
        readCase(inHome("runs").toStdString() / std::filesystem::path(runFolders().constLast().toStdString()));
    VERIFY_OK(stored);
}

void tst_MainWindow::closesInEveryState()
{
    // Known beforehand, so that a failure can be tried again.
    QRandomGenerator random(20'261'128);
    for (int i = 0; i < 50; ++i) {
        m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
        m_window->show();
        setUpLong();
        if (i % 5 != 0) {
            trigger("trainTwin");
        }
        QTest::qWait(static_cast<int>(random.bounded(60)));
        if (i % 3 == 0) {
            find<QAction>("pause")->trigger();
        }
        if (i % 4 == 0) {
            trigger("stop");
        }
        if (i % 2 == 0) {
            m_window->quit();
            QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }, 10'000));
        }
        m_window.reset();
    }
}

void tst_MainWindow::layoutIsRemembered()
{
    find<QDockWidget>("logDock")->hide();
    // The offscreen screen is narrower than the window likes to be; its height is free.
    constexpr int kHeight = 700;
    m_window->resize(1111, kHeight);
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->show();
    QVERIFY(!find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
    QCOMPARE(m_window->height(), kHeight);
    trigger("resetLayout");
    QVERIFY(find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
