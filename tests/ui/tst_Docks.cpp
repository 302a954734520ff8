#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <spdlog/spdlog.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "LiveStore.h"
#include "ui/models/ValueText.h"
#include "ui/panels/ExperimentListPanel.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/RunBar.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The parts of the window beside settings and results.
class tst_Docks : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }
    void logIsFilteredByLevelAndText();
    void barTellsHowFarItIs();
    void listMakesCurrentAndCloses();
    void spaceChecksInEveryColumn();
    void listAndTableRoundAlike();
    void pausedOnesSaySo();
};

void tst_Docks::logIsFilteredByLevelAndText()
{
    LogRelay relay;
    LogPanel panel(relay);
    auto* text = panel.findChild<QPlainTextEdit*>("logText");
    spdlog::info("epoch one");
    spdlog::warn("epoch two");
    spdlog::error("disk is full");
    const auto lines = [&] { return text->toPlainText().split('\n', Qt::SkipEmptyParts).size(); };
    QVERIFY(QTest::qWaitFor([&] { return lines() == 3; }));
    auto* level = panel.findChild<QComboBox*>("logLevel");
    level->setCurrentIndex(1);
    QCOMPARE(lines(), 2);
    QTest::keyClicks(panel.findChild<QLineEdit*>("logSearch"), "EPOCH");
    QCOMPARE(lines(), 1);
    QVERIFY(text->toPlainText().contains("epoch two"));
    level->setCurrentIndex(0);
    QCOMPARE(lines(), 2);
    panel.findChild<QToolButton*>("logClear")->click();
    panel.findChild<QLineEdit*>("logSearch")->clear();
    QCOMPARE(lines(), 0);
}

void tst_Docks::barTellsHowFarItIs()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    RunBar bar(store, session);
    const auto* text = bar.findChild<QLabel*>("runText");
    QCOMPARE(text->text(), QString("Ready"));
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"epochs", "100000", "seeds", "1,2"});
    experiment.folder = at("out").toStdString();
    queue.add(experiment);
    QVERIFY(QTest::qWaitFor([&] { return text->text().contains("of 100000"); }));
    QVERIFY2(text->text().startsWith("Training  ·  out  ·  seed 1 of 2  ·  epoch "), qPrintable(text->text()));
    QVERIFY(QTest::qWaitFor([&] { return text->text().contains("samples/s"); }));
    session.pause();
    QVERIFY(text->text().startsWith("Paused"));
    session.stop();
    QVERIFY(QTest::qWaitFor([&] { return text->text() == "Ready"; }));
}

void tst_Docks::listMakesCurrentAndCloses()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    ExperimentListPanel panel(store, queue);
    auto* view = panel.findChild<QTreeView*>("experimentList");
    run("first", spec(ExperimentKind::Twin));
    run("second", spec(ExperimentKind::Twin));
    VERIFY_OK(store.open(at("first").toStdString()));
    VERIFY_OK(store.open(at("second").toStdString()));
    QCOMPARE(view->model()->rowCount(), 2);
    QCOMPARE(store.current()->name, QString("second"));
    QCOMPARE(view->currentIndex().data().toString(), QString("second"));
    const QModelIndex first = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, "first").value(0);
    view->setCurrentIndex(first);
    QCOMPARE(store.current()->name, QString("first"));
    for (QAction* action : panel.actions()) {
        action->trigger();
    }
    QCOMPARE(view->model()->rowCount(), 1);
    QCOMPARE(store.current()->name, QString("second"));
}

void tst_Docks::spaceChecksInEveryColumn()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    ExperimentListPanel panel(store, queue);
    auto* view = panel.findChild<QTreeView*>("experimentList");
    run("one", spec(ExperimentKind::Twin));
    VERIFY_OK(store.open(at("one").toStdString()));
    const auto isChecked = [&] { return store.current()->isChecked; };
    QVERIFY(isChecked());
    for (int column = 0; column < view->model()->columnCount(); ++column) {
        view->setCurrentIndex(view->model()->index(0, column));
        QTest::keyClick(view, Qt::Key_Space);
        QVERIFY(!isChecked());
        QTest::keyClick(view, Qt::Key_Space);
        QVERIFY(isChecked());
    }
}

void tst_Docks::listAndTableRoundAlike()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    ExperimentListPanel panel(store, queue);
    const auto* view = panel.findChild<QTreeView*>("experimentList");
    run("one", spec(ExperimentKind::Twin, {"seeds", "1,2,3"}));
    VERIFY_OK(store.open(at("one").toStdString()));
    for (const auto& [column, variant] : {std::pair(2, kBn), std::pair(3, kNoBn)}) {
        double sum = 0;
        for (const auto& [key, record] : store.current()->runs) {
            sum += key.variant == variant ? summarize(record).finalTestAccuracy : 0.0;
        }
        QCOMPARE(view->model()->index(0, column).data().toString(), valueText(sum / 3, Unit::Fraction));
    }
}

void tst_Docks::pausedOnesSaySo()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    ExperimentListPanel panel(store, queue);
    panel.follow(session);
    const auto* view = panel.findChild<QTreeView*>("experimentList");
    const auto state = [&] { return view->model()->index(0, ExperimentListModel::State).data().toString(); };
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"epochs", "100000"});
    experiment.folder = at("out").toStdString();
    queue.add(experiment);
    QVERIFY(QTest::qWaitFor([&] { return std::holds_alternative<SessionTraining>(session.state()); }));
    QCOMPARE(state(), QString("training"));
    session.pause();
    QVERIFY(QTest::qWaitFor([&] { return std::holds_alternative<SessionPaused>(session.state()); }));
    QCOMPARE(state(), QString("paused"));
    session.resume();
    QVERIFY(QTest::qWaitFor([&] { return std::holds_alternative<SessionTraining>(session.state()); }));
    QCOMPARE(state(), QString("training"));
    session.stop();
    QVERIFY(QTest::qWaitFor([&] { return !session.isBusy(); }));
    QCOMPARE(state(), QString("stopped"));
}

QTEST_MAIN(tst_Docks)
#include "tst_Docks.moc"
