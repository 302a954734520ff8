#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>
#include <QUndoView>

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
    void listsWhatCanBeUndone();
    void togglesOneLayer();
    void themeAndLanguageChangeDuringTraining();
    void spaceBelongsToTheFocusedButton();
    void closingWhileTrainingAsksOnce();
    void closesInEveryState();
    void layoutIsRemembered();
    void fitsASmallScreen();
    void givesChartsTheRoom_data();
    void givesChartsTheRoom();
    void presentsForTheBackRow();
    void textGrowsAndShrinks();
    void sideGoesAndComes();
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

void tst_MainWindow::listsWhatCanBeUndone()
{
    const auto* dock = find<QDockWidget>("historyDock");
    QVERIFY(!dock->isVisible());
    trigger("showHistory");
    QVERIFY(dock->isVisible());
    trigger("newExperiment");
    auto* list = find<QUndoView>("undoList");
    QCOMPARE(list->model()->index(0, 0).data().toString(), QString("As it was at first"));
    const int before = list->model()->rowCount();
    type("epochs", "7");
    type("lr", "0.2");
    QCOMPARE(list->model()->rowCount(), before + 2);
    QVERIFY(find<QAction>("undo")->toolTip().contains("Learning rate"));
    list->setCurrentIndex(list->model()->index(before - 1, 0));
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.1"));
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("5"));
    QVERIFY(find<QAction>("redo")->toolTip().contains("Epochs"));
    // In the list itself the keys go on with the same changes.
    m_window->activateWindow();
    list->setFocus();
    trigger("redo");
    QCOMPARE(find<QLineEdit>("epochs")->text(), QString("7"));
    trigger("undo");
    while (find<QAction>("undo")->isEnabled()) {
        trigger("undo");
    }
    QVERIFY(find<QAction>("undo")->toolTip().contains("nothing to undo"));
    trigger("showHistory");
    QVERIFY(!dock->isVisible());
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
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }, 60'000));
    trigger("theme-dark");
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
    trigger("language-zh_CN");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() != "Set up"; }, 60'000));
    const std::size_t before = points();
    QVERIFY(QTest::qWaitFor([&] { return points() > before; }, 60'000));
    trigger("language-en");
    trigger("theme-light");
    QVERIFY(QTest::qWaitFor([this] { return find<QDockWidget>("setupDock")->windowTitle() == "Set up"; }, 60'000));
    QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 128);
    QVERIFY(isBusy());
}

void tst_MainWindow::spaceBelongsToTheFocusedButton()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }, 60'000));
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
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }, 60'000));
    answer(QMessageBox::RejectRole);
    m_window->close();
    QCOMPARE(m_questions, 1);
    QVERIFY(m_window->isVisible());
    QVERIFY(isBusy());
    answer(QMessageBox::AcceptRole);
    m_window->close();
    QVERIFY(QTest::qWaitFor([this] { return !m_window->isVisible(); }, 60'000));
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
    // Hidden until it is asked for.
    QVERIFY(!find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
    trigger("showLog");
    // The offscreen screen is narrower than the window likes to be; its height is free.
    constexpr int kHeight = 700;
    m_window->resize(1111, kHeight);
    m_window->close();
    m_window = std::make_unique<MainWindow>(*m_theme, *m_language);
    m_window->show();
    QVERIFY(find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
    QCOMPARE(m_window->height(), kHeight);
    trigger("resetLayout");
    QVERIFY(!find<QDockWidget>("logDock")->isVisibleTo(m_window.get()));
}

void tst_MainWindow::fitsASmallScreen()
{
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(waitUntilIdle());
    const auto* tabs = find<QTabWidget>("resultsTabs");
    for (const char* language : {"language-en", "language-zh_CN"}) {
        trigger(language);
        QCoreApplication::processEvents();
        for (int i = 0; i < tabs->count(); ++i) {
            const QSize least = tabs->widget(i)->minimumSizeHint();
            QVERIFY2(least.width() <= 480 && least.height() <= 330,
                     qPrintable(QStringLiteral("%1: %2x%3")
                                    .arg(tabs->widget(i)->objectName(), QString::number(least.width()),
                                         QString::number(least.height()))));
        }
        const QSize least = m_window->minimumSizeHint();
        QVERIFY2(
            least.width() <= 800 && least.height() <= 480,
            qPrintable(QStringLiteral("%1x%2").arg(QString::number(least.width()), QString::number(least.height()))));
        m_window->resize(800, 480);
        QCOMPARE(m_window->size(), QSize(800, 480));
    }
    trigger("language-en");
}

void tst_MainWindow::givesChartsTheRoom_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("laptop") << QSize(1280, 800);
    QTest::newRow("1366x768") << QSize(1366, 768);
    QTest::newRow("full HD") << QSize(1920, 1080);
}

void tst_MainWindow::givesChartsTheRoom()
{
    QFETCH(const QSize, size);
    trigger("resetLayout");
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(waitUntilIdle());
    m_window->resize(size);
    QCoreApplication::processEvents();
    const auto* tabs = find<QTabWidget>("resultsTabs");
    for (int i = 0; i < 3; ++i) {
        find<QTabWidget>("resultsTabs")->setCurrentIndex(i);
        const auto* page = tabs->widget(i)->findChild<QWidget*>("chartPage");
        QTRY_VERIFY2(page->height() >= m_window->height() * 6 / 10, qPrintable(QString::number(page->height())));
    }
}

void tst_MainWindow::presentsForTheBackRow()
{
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(waitUntilIdle());
    const double before = QApplication::font().pointSizeF();
    LineChart* const loss = lossChart();
    trigger("present");
    QCoreApplication::processEvents();
    QVERIFY(QApplication::font().pointSizeF() > 1.5 * before);
    QVERIFY(loss->isVisible());
    for (const char* name :
         {"batchAccuracyChart", "testAccuracyChart", "setupDock", "experimentsDock", "mainToolBar", "runText"}) {
        QVERIFY2(!find<QWidget>(name)->isVisible(), name);
    }
    QVERIFY(loss->height() > m_window->height() * 7 / 10);
    const auto* controls = find<QWidget>("overviewTab")->findChild<QWidget*>("unitCombo");
    QVERIFY(!controls->isVisible());
    // Orders have their keys as ever.
    QTest::keyClick(m_window.get(), Qt::Key_F9);
    QCoreApplication::processEvents();
    QCOMPARE(QApplication::font().pointSizeF(), before);
    QVERIFY(controls->isVisible());
    for (const char* name : {"batchAccuracyChart", "testAccuracyChart", "mainToolBar", "runText"}) {
        QTRY_VERIFY2(find<QWidget>(name)->isVisible(), name);
    }
    trigger("present");
    // Wherever the focus is: the chart has it.
    QVERIFY(QApplication::focusWidget() == loss);
    QTest::keyClick(loss, Qt::Key_Escape);
    QVERIFY(!find<QAction>("present")->isChecked());
    QCOMPARE(QApplication::font().pointSizeF(), before);
}

void tst_MainWindow::textGrowsAndShrinks()
{
    const double before = QApplication::font().pointSizeF();
    const int line = find<QWidget>("lr")->fontMetrics().height();
    QTest::keyClick(find<QWidget>("lr"), Qt::Key_Plus, Qt::ControlModifier);
    trigger("largerText");
    QVERIFY(QApplication::font().pointSizeF() > 1.2 * before);
    QTRY_VERIFY(find<QWidget>("lr")->fontMetrics().height() > line);
    closeWindow();
    QCOMPARE(QApplication::font().pointSizeF(), before);
    openWindow();
    QVERIFY(QApplication::font().pointSizeF() > 1.2 * before);
    trigger("normalText");
    QCOMPARE(QApplication::font().pointSizeF(), before);
    for (int i = 0; i < 20; ++i) {
        trigger("smallerText");
    }
    QVERIFY(QApplication::font().pointSizeF() > 0.7 * before);
    trigger("normalText");
}

void tst_MainWindow::sideGoesAndComes()
{
    trigger("resetLayout");
    auto* setup = find<QDockWidget>("setupDock");
    auto* runs = find<QDockWidget>("experimentsDock");
    const auto isSeen = [](const QDockWidget* dock) { return dock->isVisible() && !dock->visibleRegion().isEmpty(); };
    QVERIFY(isSeen(setup));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return isSeen(runs) && !isSeen(setup); }, 60'000));
    QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !isSeen(runs) && !isSeen(setup); }, 60'000));
    QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return isSeen(setup) && !isSeen(runs); }, 60'000));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
