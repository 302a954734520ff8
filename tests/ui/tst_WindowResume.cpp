#include <QAction>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <algorithm>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/RunFolder.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"
#include "WindowUser.h"
#include "ui/panels/ResultsPanel.h"
#include "ui/panels/RunsPanel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// Resume, wherever the window offers it, and experiments of several cases.
class tst_WindowResume : public ExperimentTest, protected WindowUser
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { closeWindow(); }
    void isOfferedWhereItMakesSense();
    void goesOn_data();
    void goesOn();
    void refusalIsADialog();
    void opensSeveralCases();
    void trainsTheOtherCases();
    void trainsSeveralCases();
    void severalCasesOnceMore();
    void severalCasesGoOnTogether();
    void refusesAnOldStudy();
    void speaksChinese();

  private:
    using ExperimentTest::resume;
    [[nodiscard]] QAction& resume() const { return *find<QAction>("resume"); }
    [[nodiscard]] QToolButton* inNotices() const
    {
        return find<QWidget>("runNotices")->findChild<QToolButton*>("resumeButton");
    }
    [[nodiscard]] Experiment threeCases() const
    {
        return experimentOf({spec(ExperimentKind::Twin, {"epochs", "1"}), {}}, {{"lr", {"0.01", "0.1", "0.5"}}})
            .value();
    }
    /// An experiment in the folder of that name that was stopped within its second epoch.
    void interrupt(const QString& name);
};

void tst_WindowResume::initTestCase()
{
    beginTests();
    beginWindowTests(dataset());
}

void tst_WindowResume::init()
{
    beginTest();
    openWindow();
}

void tst_WindowResume::interrupt(const QString& name)
{
    // One at a time in turn: both have come equally far.
    runUntil(name, spec(ExperimentKind::Twin, {"jobs", "1"}), 1, [](const TrainingEvent& event) {
        const auto* step = std::get_if<Step>(&event.what);
        return step != nullptr && step->iteration == 8;
    });
    QVERIFY(m_outcome->isCancelled);
}

void tst_WindowResume::isOfferedWhereItMakesSense()
{
    auto* bar = m_window->findChild<QWidget*>("runText")->parentWidget()->findChild<QToolButton*>("resumeButton");
    QVERIFY(bar != nullptr);
    QVERIFY(!resume().isEnabled());
    QVERIFY(!bar->isVisible());
    QVERIFY2(resume().toolTip().contains("No experiment is shown"), qPrintable(resume().toolTip()));
    QCOMPARE(resume().shortcut(), QKeySequence("Ctrl+R"));
    interrupt("stopped");
    m_control = std::make_unique<RunControl>();
    run("done", spec(ExperimentKind::Twin));
    m_window->open(at("stopped"));
    QVERIFY(resume().isEnabled());
    QVERIFY(bar->isVisible());
    QVERIFY(inNotices()->isVisible());
    QVERIFY(resume().toolTip().startsWith("Go on with the experiment"));
    QVERIFY(find<QLabel>("runNoticesText")->text().contains("stopped after iteration 8."));
    m_window->open(at("done"));
    QVERIFY(!resume().isEnabled());
    QVERIFY(!bar->isVisible());
    QVERIFY2(resume().toolTip().contains("nothing is left to train"), qPrintable(resume().toolTip()));
    m_window->open(at("stopped"));
    QVERIFY(resume().isEnabled());
}

void tst_WindowResume::goesOn_data()
{
    QTest::addColumn<QString>("by");
    for (const char* by : {"key", "notices", "menu", "list", "part"}) {
        QTest::newRow(by) << by;
    }
}

void tst_WindowResume::goesOn()
{
    QFETCH(const QString, by);
    run("whole", spec(ExperimentKind::Twin));
    interrupt("stopped");
    m_window->open(by == "part" ? at("stopped/seed-1/bn") : at("stopped"));
    if (by == "key" || by == "part") {
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
    } else if (by == "notices") {
        inNotices()->setFocus();
        QTest::keyClick(inNotices(), Qt::Key_Space);
    } else if (by == "menu") {
        resume().trigger();
    } else {
        auto* list = find<QTreeView>("experimentList");
        QTimer::singleShot(100, m_window.get(), [] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            auto* action = menu->findChild<QAction*>("resumeThis");
            QVERIFY(action != nullptr && action->isEnabled());
            menu->setActiveAction(action);
            QTest::keyClick(menu, Qt::Key_Return);
        });
        Q_EMIT list->customContextMenuRequested(list->visualRect(list->model()->index(0, 0)).center());
    }
    QVERIFY(QTest::qWaitFor([&] { return state() == "done"; }, 60'000));
    QVERIFY(waitUntilIdle());
    QVERIFY(!resume().isEnabled());
    QCOMPARE(find<QTreeView>("experimentList")->model()->rowCount(), 1);
    for (const char* leaf : {"/seed-1/bn", "/seed-1/no-bn"}) {
        QCOMPARE(differenceOfLeaves(at("whole") + leaf, at("stopped") + leaf), QString());
    }
    QVERIFY(!find<QWidget>("runNotices")->isVisible());
    // Each step is drawn once.
    const auto* chart = m_window->findChild<LineChart*>("lossChart");
    QVERIFY(QTest::qWaitFor([&] { return chart->points(chart->curves().front()).size() == 12; }, 60'000));
    for (const CurveId id : chart->curves()) {
        const auto points = chart->points(id);
        QVERIFY(std::adjacent_find(points.begin(), points.end(),
                                   [](const QPointF& a, const QPointF& b) { return b.x() <= a.x(); }) == points.end());
    }
}

void tst_WindowResume::refusalIsADialog()
{
    interrupt("stopped");
    const auto lock = FolderLock::take(at("stopped/seed-1/bn").toStdString());
    VERIFY_OK(lock);
    const auto other = FolderLock::take(at("stopped/seed-1/no-bn").toStdString());
    VERIFY_OK(other);
    m_window->open(at("stopped"));
    QVERIFY(find<QLabel>("runNoticesText")->text().contains("Another Normscope was training into this folder"));
    resume().trigger();
    QVERIFY(
        QTest::qWaitFor([&] { return m_window->findChild<QMessageBox*>("experimentEndDialog") != nullptr; }, 60'000));
    auto* dialog = find<QMessageBox>("experimentEndDialog");
    QVERIFY2(dialog->text().contains("could not be trained"), qPrintable(dialog->text()));
    QVERIFY2(dialog->informativeText().contains("another Normscope is training seed-1/bn, seed-1/no-bn"),
             qPrintable(dialog->informativeText()));
    dialog->accept();
    QVERIFY(waitUntilIdle());
    QCOMPARE(state(), QString("interrupted"));
    QVERIFY(resume().isEnabled());
}

void tst_WindowResume::opensSeveralCases()
{
    create("three", threeCases());
    resume("three/lr-0.01");
    resume("three/lr-0.1");
    m_window->open(at("three"));
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->rowCount(), 1);
    const auto* chart = m_window->findChild<LineChart*>("lossChart");
    QVERIFY(QTest::qWaitFor([&] { return chart->curves().size() == 4; }, 60'000));
    m_window->open(at("three"));
    QCOMPARE(list->model()->rowCount(), 1);
    // All three are listed below it, when the folder has been looked at.
    const auto below = [list] {
        const QModelIndex whole = list->model()->index(0, 0);
        list->expand(whole);
        return list->model()->rowCount(whole);
    };
    QTRY_COMPARE(below(), 3);
}

/// What an earlier version wrote is told, and nothing is shown of it.
void tst_WindowResume::refusesAnOldStudy()
{
    QVERIFY(QDir().mkpath(at("old")));
    QFile file(at("old/study.json"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{}") == 2);
    file.close();
    QString said;
    QTimer::singleShot(100, m_window.get(), [&] {
        auto* dialog = m_window->findChild<QMessageBox*>("fileRefusedDialog");
        QVERIFY(dialog != nullptr);
        said = dialog->text();
        dialog->accept();
    });
    m_window->open(at("old"));
    QVERIFY2(said.contains("is a study of an earlier version"), qPrintable(said));
    QCOMPARE(find<QTreeView>("experimentList")->model()->rowCount(), 0);
}

/// Cases that nobody has begun are trained when the user says so.
void tst_WindowResume::trainsTheOtherCases()
{
    create("three", threeCases());
    const auto question = [this] { return m_window->findChild<QMessageBox*>("otherCasesDialog"); };
    auto* list = find<QTreeView>("experimentList");
    resume("three/lr-0.1");
    for (const bool isAccepted : {false, true}) {
        m_window->open(at("three"));
        QCOMPARE(list->model()->rowCount(), 1);
        QVERIFY(question() != nullptr);
        QVERIFY2(question()->text().startsWith("2 cases of this experiment"), qPrintable(question()->text()));
        QCOMPARE(question()->informativeText(), "lr-0.01, lr-0.5");
        QTest::keyClick(question(), isAccepted ? Qt::Key_Return : Qt::Key_Escape);
        QVERIFY(QTest::qWaitFor([&] { return question() == nullptr; }, 60'000));
    }
    QVERIFY(QTest::qWaitFor([this] { return state() == "done"; }, 60'000));
    QCOMPARE(csvIn(at("three/comparison.csv")).column("experiment").first(), QByteArray("lr-0.01"));
    const auto whole = readExperiment(at("three").toStdString());
    VERIFY_OK(whole);
    QVERIFY(whole->problems.empty());
    QVERIFY(waitUntilIdle());
    m_window->open(at("three"));
    QVERIFY(question() == nullptr);
}

void tst_WindowResume::trainsSeveralCases()
{
    setUpQuick();
    type("epochs", "1");
    type("lr", "0.01, x");
    QVERIFY(find<QWidget>("lrProblem")->isVisibleTo(m_window.get()));
    type("lr", "0.01, 0.5");
    QVERIFY(!find<QWidget>("lrProblem")->isVisibleTo(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    auto* list = find<QTreeView>("experimentList");
    QCOMPARE(list->model()->rowCount(), 1);
    const QModelIndex whole = list->model()->index(0, 0);
    list->expand(whole);
    QCOMPARE(list->model()->rowCount(whole), 2);
    QVERIFY(QTest::qWaitFor([this] { return state() == "done"; }, 60'000));
    QVERIFY(list->model()->index(0, 0, whole).data().toString().contains("0.01"));
    QVERIFY(list->model()->index(1, 0, whole).data().toString().contains("0.5"));
    const QStringList folders = runFolders();
    QCOMPARE(folders.size(), 1);
    const auto stored = readExperiment(inHome("runs/" + folders.front()).toStdString());
    VERIFY_OK(stored);
    QCOMPARE(stored->cases.size(), std::size_t{2});
    QCOMPARE(stored->varies, std::vector<std::string>{"lr"});
    QCOMPARE(stored->cases.at(1).spec.training.sgd.lr, 0.5);
    QVERIFY(stored->problems.empty());
    // As the command line leaves it.
    const QByteArrayList compared = csvIn(inHome("runs/" + folders.front()) + "/comparison.csv").column("experiment");
    QVERIFY(compared.contains("lr-0.01") && compared.contains("lr-0.5"));
}

/// What the list's menu asks for of an experiment of several cases.
void tst_WindowResume::severalCasesOnceMore()
{
    setUpQuick();
    type("epochs", "1");
    type("seeds", "1,3");
    type("lr", "0.01, 0.5");
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QVERIFY(QTest::qWaitFor([this] { return state() == "done"; }, 60'000));
    QVERIFY(waitUntilIdle());
    const QString first = runFolders().front();
    const std::filesystem::path folder = inHome("runs/" + first).toStdString();
    type("seeds", "7");
    type("lr", "0.3");
    auto* runs = m_window->findChild<RunsPanel*>();
    Q_EMIT runs->planSettingsRequested(folder);
    QCOMPARE(find<QLineEdit>("lr")->text(), QString("0.01, 0.5"));
    QCOMPARE(find<QLineEdit>("seeds")->text(), QString("1,3"));
    Q_EMIT runs->planRerunRequested(folder);
    QTRY_COMPARE(runFolders().size(), 2);
    QVERIFY(QTest::qWaitFor([this] { return state(0) == "done" && state(1) == "done"; }, 60'000));
    QVERIFY(waitUntilIdle());
    QStringList folders = runFolders();
    folders.removeAll(first);
    const auto again = readExperiment(inHome("runs/" + folders.front()).toStdString());
    VERIFY_OK(again);
    QCOMPARE(again->cases.size(), std::size_t{2});
    for (const StoredCase& one : again->cases) {
        QCOMPARE(one.spec.seeds, (std::vector<std::uint64_t>{4, 5}));
        QCOMPARE(one.runs.size(), std::size_t{4});
    }
}

void tst_WindowResume::severalCasesGoOnTogether()
{
    create("three", threeCases());
    resume("three/lr-0.1");
    m_window->open(at("three"));
    auto* question = m_window->findChild<QMessageBox*>("otherCasesDialog");
    QVERIFY(question != nullptr);
    question->reject();
    Q_EMIT m_window->findChild<RunsPanel*>()->planResumeRequested(at("three").toStdString());
    QVERIFY(QTest::qWaitFor([this] { return state() == "done"; }, 60'000));
    QVERIFY(waitUntilIdle());
    const auto whole = readExperiment(at("three").toStdString());
    VERIFY_OK(whole);
    QVERIFY(whole->problems.empty());
    QCOMPARE(whole->cases.size(), std::size_t{3});
}

void tst_WindowResume::speaksChinese()
{
    interrupt("stopped");
    m_window->open(at("stopped"));
    const QString english = resume().toolTip();
    m_language->setChoice(LanguageChoice::Chinese);
    QVERIFY(QTest::qWaitFor([&] { return resume().toolTip() != english; }, 60'000));
    QVERIFY(resume().text() != "&Resume");
    QCOMPARE(inNotices()->toolTip(), resume().toolTip());
}

QTEST_MAIN(tst_WindowResume)
#include "tst_WindowResume.moc"
