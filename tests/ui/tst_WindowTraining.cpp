#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QStatusBar>
#include <QTabWidget>
#include <QTest>
#include <QToolBar>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>

#include <normscope/experiment/About.h>

#include "../support/Expect.h"
#include "WindowUser.h"
#include "ui/models/TrainingForecast.h"
#include "ui/panels/ResultsPanel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Training in the whole window, through the widgets that a person uses.
class tst_WindowTraining : public QObject, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginWindowTests(); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }
    void trainsTheTwinAtTheDefaultButton();
    void pausesStepsAndStops();
    void oneStepStartsPaused();
    void queuesASecondExperiment();
    void saysWhatItWouldTrain();
    void stopsAllAndPutsTheQueueBack();
    void zoomStaysWhileDataArrive();
    void tabsCompareWhatWasTrained();
    void whatIsExpectedIsWrittenDown_data();
    void whatIsExpectedIsWrittenDown();
    void theBestValueGoesIntoTheForm();
    void invalidSettingsCannotStart();
    void unreadableDataAreTold();
    void divergenceIsTold();
    void restartsOnChange();
    void restartKeepsOutOfTheQueuesWay();
};

void tst_WindowTraining::trainsTheTwinAtTheDefaultButton()
{
    const int before = static_cast<int>(runFolders().size());
    setUpQuick();
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }, 60'000));
    QVERIFY(waitUntilIdle());
    QCOMPARE(runFolders().size(), before + 1);
    QVERIFY(QTest::qWaitFor([this] { return points() == 2 * 20; }, 60'000));
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(state(), QString("done"));
}

void tst_WindowTraining::pausesStepsAndStops()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 50; }, 60'000));
    find<QAction>("pause")->trigger();
    QVERIFY(find<QAction>("pause")->isChecked());
    // What was on its way when the pause came is still drawn: on a busy machine up to a second later (RefreshPacer).
    std::size_t held = 0;
    const auto stands = [&] {
        held = points();
        QTest::qWait(2'500);
        return points() == held;
    };
    QVERIFY(QTest::qWaitFor(stands, 40'000));
    trigger("step");
    QVERIFY2(QTest::qWaitFor([&] { return points() == held + 2; }, 20'000),
             qPrintable(QString("%1 after %2").arg(points()).arg(held)));
    find<QAction>("pause")->trigger();
    QVERIFY(QTest::qWaitFor([&] { return points() > held + 10; }, 60'000));
    trigger("stop");
    QVERIFY(waitUntilIdle());
    QCOMPARE(state(), QString("interrupted"));
}

void tst_WindowTraining::oneStepStartsPaused()
{
    setUpLong();
    trigger("step");
    QVERIFY(QTest::qWaitFor([this] { return points() == 2; }, 60'000));
    QTest::qWait(200);
    QCOMPARE(points(), std::size_t(2));
    QVERIFY(find<QAction>("pause")->isChecked());
}

void tst_WindowTraining::queuesASecondExperiment()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }, 60'000));
    type("epochs", "1");
    trigger("trainOne");
    auto* list = find<QTreeView>("experimentList");
    QVERIFY(QTest::qWaitFor([&] { return list->model()->rowCount() == 2; }, 60'000));
    QCOMPARE(state(), QString("1st in the queue"));
    trigger("stop");
    QVERIFY(QTest::qWaitFor([&] { return state() == "done"; }, 60'000));
    QCOMPARE(state(1), QString("interrupted"));
}

void tst_WindowTraining::saysWhatItWouldTrain()
{
    QSettings().remove(QLatin1String(MeasuredSpeed::kKey));
    closeWindow();
    openWindow();
    setUpQuick();
    const auto* train = find<QAction>("trainTwin");
    const auto plain = [&] { return QString(train->text()).remove('&'); };
    type("seeds", "1..6");
    // Nothing has been trained, so nobody knows how long it takes.
    QTRY_COMPARE(plain(), QString("Train 2 × 6 seeds"));
    type("lr", "0.1,0.01");
    QTRY_COMPARE(plain(), QString("Train 2 × 6 seeds × 2 cases"));
    QVERIFY2(train->toolTip().contains("learning rate 0.01") && train->toolTip().contains("F5"),
             qPrintable(train->toolTip()));
    type("lr", "0.1");
    type("seeds", "1");
    trigger("trainTwin");
    QTRY_COMPARE(plain(), QString("Queue twin"));
    QVERIFY(waitUntilIdle());
    // Now one has been measured.
    QTRY_VERIFY2(plain().startsWith("Train twin, about "), qPrintable(plain()));
    QVERIFY(train->toolTip().contains("twin, about "));
    type("seeds", "1..6");
    QTRY_VERIFY2(plain().startsWith("Train 2 × 6 seeds, about "), qPrintable(plain()));
    // The button says as much of it as there is room for, and never goes itself.
    auto* toolBar = find<QToolBar>("mainToolBar");
    const auto* button = qobject_cast<QToolButton*>(toolBar->widgetForAction(find<QAction>("trainTwin")));
    for (const int width : {1280, 800}) {
        m_window->resize(width, 480);
        QCoreApplication::processEvents();
        QVERIFY(button->isVisible());
        QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        QVERIFY2(plain().startsWith(button->text()), qPrintable(button->text()));
    }
    m_window->resize(1280, 800);
    QTRY_COMPARE(button->text(), plain());
}

void tst_WindowTraining::stopsAllAndPutsTheQueueBack()
{
    setUpLong();
    const auto* stopAll = find<QAction>("stopAll");
    const auto* requeue = find<QAction>("requeue");
    QVERIFY(!stopAll->isEnabled() && !requeue->isEnabled());
    trigger("trainTwin");
    type("epochs", "1");
    trigger("trainTwin");
    trigger("trainOne");
    QVERIFY(QTest::qWaitFor([this] { return points() > 20; }, 60'000));
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->rowCount(), 3);
    QVERIFY(find<QAction>("stop")->toolTip().contains("2 more wait"));
    QTest::keyClick(m_window.get(), Qt::Key_F10, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(waitUntilIdle());
    QCOMPARE(list->model()->rowCount(), 1);
    QCOMPARE(state(), QString("interrupted"));
    QVERIFY(!stopAll->isEnabled() && requeue->isEnabled());
    const auto* offered = m_window->statusBar()->findChild<QToolButton*>("requeueButton");
    QVERIFY(offered != nullptr && offered->isVisible());
    trigger("requeue");
    QVERIFY(!requeue->isEnabled());
    QVERIFY(QTest::qWaitFor([&] { return list->model()->rowCount() == 3; }, 60'000));
    QVERIFY(waitUntilIdle());
    QCOMPARE(state(0), QString("done"));
    QCOMPARE(state(1), QString("done"));
}

void tst_WindowTraining::zoomStaysWhileDataArrive()
{
    setUpLong();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 200; }, 60'000));
    LineChart* chart = lossChart();
    QVERIFY2(chart->isFollowing(), qPrintable(chart->title()));
    ChartRange range = chart->visibleRange();
    range.xMax = range.xMin + (range.xMax - range.xMin) / 3;
    chart->setVisibleRange(range);
    const std::size_t before = points();
    QVERIFY(QTest::qWaitFor([&] { return points() > before + 100; }, 60'000));
    QVERIFY(!chart->isFollowing());
    QCOMPARE(chart->visibleRange(), range);
    trigger("followData");
    QVERIFY(chart->isFollowing());
}

void tst_WindowTraining::tabsCompareWhatWasTrained()
{
    setUpQuick();
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 0; }, 60'000));
    QVERIFY(waitUntilIdle());
    auto* tabs = m_window->findChild<ResultsPanel*>()->findChild<QTabWidget*>();
    QStringList seen;
    for (int i = 0; i < tabs->count(); ++i) {
        seen.append(tabs->currentWidget()->objectName());
        trigger("nextTab");
    }
    seen.removeDuplicates();
    QCOMPARE(seen.size(), tabs->count());
    QCOMPARE(tabs->currentIndex(), 0);
    trigger("previousTab");
    QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    // Tables have no chart to export.
    QVERIFY(!find<QAction>("exportFigure")->isEnabled());
}

void tst_WindowTraining::whatIsExpectedIsWrittenDown_data()
{
    QTest::addColumn<QString>("rates");
    QTest::addRow("one case") << "0.1";
    QTest::addRow("a study") << "0.1, 0.01";
}

/// Beside the experiment that was started with it, once, and of no other.
void tst_WindowTraining::whatIsExpectedIsWrittenDown()
{
    QFETCH(const QString, rates);
    const QStringList before = runFolders();
    setUpQuick();
    type("lr", rates);
    auto* const expected = find<QPlainTextEdit>("hypothesisEdit");
    expected->setFocus();
    QTest::keyClicks(expected, "BN wins");
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }, 60'000));
    QVERIFY(expected->toPlainText().isEmpty());
    QVERIFY(waitUntilIdle());
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }, 60'000));
    QVERIFY(waitUntilIdle());
    QStringList found;
    for (const QString& folder : runFolders()) {
        const auto about = readAbout(inHome("runs/" + folder).toStdString());
        VERIFY_OK(about);
        if (!before.contains(folder)) {
            found << QString::fromStdString(about->hypothesis);
        }
    }
    found.sort();
    QCOMPARE(found, QStringList({"", "BN wins"}));
}

void tst_WindowTraining::theBestValueGoesIntoTheForm()
{
    setUpQuick();
    type("validation", "50");
    type("lr", "0.1, 0.01");
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return isBusy(); }, 60'000));
    QVERIFY(waitUntilIdle());
    find<ResultsPanel>("resultsPanel")->turnTo("tuningTab");
    auto* const use = find<QPushButton>("useBestButton0");
    const QString best = use->accessibleName().section(' ', -1);
    QVERIFY2(best == "0.1" || best == "0.01", qPrintable(best));
    use->click();
    QCOMPARE(find<QLineEdit>("lr")->text(), best);
}

void tst_WindowTraining::invalidSettingsCannotStart()
{
    setUpQuick();
    type("lr", "fast");
    QVERIFY(find<QWidget>("lrProblem")->isVisibleTo(m_window.get()));
    answer(QMessageBox::AcceptRole);
    trigger("trainTwin");
    QCOMPARE(m_questions, 1);
    QVERIFY2(m_question.contains("greater than 0"), qPrintable(m_question));
    QVERIFY(!isBusy());
    QCOMPARE(m_window->focusWidget(), find<QWidget>("lr"));
}

void tst_WindowTraining::unreadableDataAreTold()
{
    setUpQuick();
    // The form looks into the dataset that is trained on; into the one for tests nobody has looked.
    const QString folder = inHome("broken");
    QVERIFY(QDir().mkpath(folder));
    for (const char* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"}) {
        QFile file(folder + '/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no images");
    }
    type("test_dataset", folder);
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return m_window->findChild<QMessageBox*>("experimentEndDialog") != nullptr; },
                            60'000));
    auto* message = m_window->findChild<QMessageBox*>("experimentEndDialog");
    QVERIFY(message->informativeText().contains(folder));
    // Neither the text nor the one below it is taken for HTML, whatever a folder is called.
    int labels = 0;
    for (const QLabel* label : message->findChildren<QLabel*>()) {
        QVERIFY2(label->text().isEmpty() || label->textFormat() == Qt::PlainText, qPrintable(label->text()));
        labels += label->text().isEmpty() ? 0 : 1;
    }
    QVERIFY(labels >= 2);
    message->close();
    QVERIFY(!isBusy());
}

void tst_WindowTraining::divergenceIsTold()
{
    setUpQuick();
    type("lr", "1e8");
    type("momentum", "0");
    type("weight_decay", "0");
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([&] { return state() == "diverged"; }, 60'000));
    bool isTold = false;
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        isTold |= label->isVisible() && label->text().contains("diverged");
    }
    QVERIFY(isTold);
}

void tst_WindowTraining::restartsOnChange()
{
    setUpLong();
    trigger("restartOnChange");
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 50; }, 60'000));
    const auto* list = find<QTreeView>("experimentList")->model();
    QCOMPARE(list->rowCount(), 1);
    const auto ghosts = [this] {
        const auto curves = lossChart()->curves();
        return std::count_if(curves.begin(), curves.end(),
                             [this](CurveId id) { return lossChart()->options(id).isGhost; });
    };
    // A slider that is dragged makes one training of many changes.
    auto* slider = find<QSlider>("lrSlider");
    for (int i = 0; i < 8; ++i) {
        slider->setValue(slider->value() - 1);
        QTest::qWait(10);
    }
    QVERIFY(QTest::qWaitFor([&] { return list->rowCount() == 2 && lossChart()->curves().size() == 4; }, 60'000));
    QCOMPARE(ghosts(), 2);
    QVERIFY(isBusy());
    QCOMPARE(state(1), QString("interrupted"));
    // Again and again: a few of the last ones are seen, the others stay in their folders alone.
    for (int i = 0; i < 4; ++i) {
        slider->setValue(slider->value() - 1);
        const auto before = runFolders().size();
        QVERIFY(QTest::qWaitFor([&] { return runFolders().size() > before; }, 60'000));
        QVERIFY(QTest::qWaitFor([&] { return state() == "training"; }, 60'000));
    }
    // All of them are listed, a few are kept in the charts.
    QCOMPARE(list->rowCount(), 6);
    QVERIFY(lossChart()->curves().size() <= 8);
    trigger("restartOnChange");
    QCOMPARE(ghosts(), 0);
    type("batch_size", "10");
    QTest::qWait(500);
    const auto folders = runFolders().size();
    QTest::qWait(500);
    QCOMPARE(runFolders().size(), folders);
    trigger("stop");
    QVERIFY(waitUntilIdle());
}

void tst_WindowTraining::restartKeepsOutOfTheQueuesWay()
{
    setUpLong();
    trigger("trainTwin");
    trigger("trainTwin");
    QVERIFY(QTest::qWaitFor([this] { return points() > 50; }, 60'000));
    trigger("restartOnChange");
    type("batch_size", "10");
    QTest::qWait(800);
    QCOMPARE(state(0), QString("1st in the queue"));
    QCOMPARE(state(1), QString("training"));
}

QTEST_MAIN(tst_WindowTraining)
#include "tst_WindowTraining.moc"
