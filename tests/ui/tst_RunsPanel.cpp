#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include "RunsBench.h"
#include "ui/models/ValueText.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The list of all runs, by mouse and keys: what it shows, and what is shown by it.
class tst_RunsPanel : public RunsPanelTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginPanelTests(); }
    void init() { beginPanelTest(); }
    void listsWhatLiesThere();
    void choosingReadsAndPasses();
    void enterChoosesToo();
    void casesAreChosenTogetherOrAlone();
    void spaceChecksInEveryColumn();
    void severalAreCheckedAtOnce();
    void showsOnlyThis();
    void listAndTableRoundAlike();
    void pausedOnesSaySo();
    void filters();
    void pinsAsBaseline();
    void dropsOnResults();
    void tellsWhatCannotBeRead();
    void listsOtherFolders();
    void keepsColumns();
    void keepsGroups();
};

void tst_RunsPanel::listsWhatLiesThere()
{
    train("first");
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    QCOMPARE(bench.text(0, RunTreeModel::State), QString("done"));
    QVERIFY(bench.store.experiments().empty());
    // One that appears, as on the command line.
    train("second", {"lr", "0.01"});
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 2, 60'000);
    // And one that goes.
    QVERIFY(QDir(at("runs/first")).removeRecursively());
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows(), 1, 60'000);
    QVERIFY(bench.row("second").isValid());
}

void tst_RunsPanel::choosingReadsAndPasses()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.click(bench.row("first"));
    QCOMPARE(bench.currentName(), QString("first"));
    QCOMPARE(bench.row("first").data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    bench.click(bench.row("second"));
    QCOMPARE(bench.currentName(), QString("second"));
    // Nobody has asked for the first one to stay.
    QCOMPARE(bench.store.experiments().size(), std::size_t(1));
    QTest::keyClick(bench.view, Qt::Key_Space);
    QCOMPARE(bench.row("second").data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    bench.click(bench.row("first"));
    QCOMPARE(bench.currentName(), QString("first"));
    QCOMPARE(bench.store.experiments().size(), std::size_t(2));
    // A click that selects more chooses nothing.
    bench.click(bench.row("second"), Qt::ControlModifier);
    QCOMPARE(bench.view->selectionModel()->selectedRows().size(), 2);
}

void tst_RunsPanel::enterChoosesToo()
{
    train("first");
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.index(0));
    QVERIFY(bench.store.experiments().empty());
    QTest::keyClick(bench.view, Qt::Key_Return);
    QCOMPARE(bench.currentName(), QString("first"));
    // An entry of the menu takes it out again; the row stays.
    bench.order(bench.index(0), "Close");
    QVERIFY(bench.store.experiments().empty());
    QCOMPARE(bench.rows(), 1);
}

void tst_RunsPanel::casesAreChosenTogetherOrAlone()
{
    run("runs/two", experimentOf({spec(ExperimentKind::Twin), {}}, {{"lr", {"0.01", "0.1"}}}).value());
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    const QPersistentModelIndex whole = bench.index(0);
    bench.view->expand(whole);
    QCOMPARE(bench.view->model()->rowCount(whole), 2);
    bench.click(bench.view->model()->index(1, 0, whole));
    QCOMPARE(bench.currentName(), QString("lr-0.1"));
    QCOMPARE(bench.store.experiments().size(), std::size_t(1));
    bench.click(whole);
    QCOMPARE(bench.store.experiments().size(), std::size_t(2));
    QCOMPARE(bench.currentName(), QString("lr-0.1"));
    bench.view->setCurrentIndex(bench.view->model()->index(0, 0, whole));
    QTest::keyClick(bench.view, Qt::Key_Space);
    QCOMPARE(whole.data(Qt::CheckStateRole).toInt(), int(Qt::PartiallyChecked));
    bench.view->setCurrentIndex(whole);
    QTest::keyClick(bench.view, Qt::Key_Space);
    QCOMPARE(whole.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(bench.view->isExpanded(whole));
}

void tst_RunsPanel::spaceChecksInEveryColumn()
{
    train("one");
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    const auto isChecked = [&] { return bench.index(0).data(Qt::CheckStateRole).toInt() == Qt::Checked; };
    for (int column = 0; column < bench.view->model()->columnCount(); ++column) {
        bench.view->setCurrentIndex(bench.index(0, column));
        QTest::keyClick(bench.view, Qt::Key_Space);
        QVERIFY(isChecked());
        QTest::keyClick(bench.view, Qt::Key_Space);
        QVERIFY(!isChecked());
    }
}

void tst_RunsPanel::severalAreCheckedAtOnce()
{
    train("first");
    train("second", {"lr", "0.01"});
    train("third", {"lr", "0.02"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 3);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.index(0));
    QTest::keyClick(bench.view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(bench.view, Qt::Key_Space);
    QCOMPARE(bench.store.experiments().size(), std::size_t(2));
    for (const auto& [id, shown] : bench.store.experiments()) {
        QVERIFY(shown.isChecked && !shown.isPassing);
    }
    bench.order(bench.index(0), "Uncheck all");
    for (const auto& [id, shown] : bench.store.experiments()) {
        QVERIFY(!shown.isChecked);
    }
}

void tst_RunsPanel::showsOnlyThis()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    for (const char* name : {"first", "second"}) {
        bench.view->setCurrentIndex(bench.row(name));
        QTest::keyClick(bench.view, Qt::Key_Space);
    }
    bench.order(bench.row("first"), "Show only this");
    QCOMPARE(bench.currentName(), QString("first"));
    for (const auto& [id, shown] : bench.store.experiments()) {
        QCOMPARE(shown.isChecked, shown.folder.filename() == "first");
    }
}

void tst_RunsPanel::listAndTableRoundAlike()
{
    train("one", {"seeds", "1,2,3"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    bench.click(bench.index(0));
    for (const auto& [column, variant] : {std::pair(0, kBn), std::pair(1, kNoBn)}) {
        double sum = 0;
        for (const auto& [key, record] : bench.store.current()->runs) {
            sum += key.variant == variant ? summarize(record).finalTestAccuracy : 0.0;
        }
        QCOMPARE(bench.text(0, RunTreeModel::FirstVariant + column), valueText(sum / 3, Unit::Fraction));
    }
}

void tst_RunsPanel::pausedOnesSaySo()
{
    RunsBench bench;
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"epochs", "100000"});
    experiment.folder = at("runs/out").toStdString();
    bench.queue.add(experiment);
    const auto state = [&] { return bench.text(0, RunTreeModel::State); };
    QTRY_VERIFY(std::holds_alternative<SessionTraining>(bench.session.state()));
    QCOMPARE(state(), QString("training"));
    bench.session.pause();
    QTRY_VERIFY(std::holds_alternative<SessionPaused>(bench.session.state()));
    QCOMPARE(state(), QString("paused"));
    // It is no other program that holds it.
    bench.watcher.look();
    QTest::qWait(300);
    QCOMPARE(state(), QString("paused"));
    QCOMPARE(bench.rows(), 1);
    bench.session.resume();
    QTRY_VERIFY(std::holds_alternative<SessionTraining>(bench.session.state()));
    QCOMPARE(state(), QString("training"));
    bench.session.stop();
    QTRY_VERIFY(!bench.session.isBusy());
    QCOMPARE(state(), QString("interrupted"));
    QTest::qWait(2'500);
    QCOMPARE(state(), QString("interrupted"));
    QCOMPARE(bench.rows(), 1);
}

void tst_RunsPanel::filters()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    auto* field = bench.panel->findChild<QLineEdit*>("runsFilter");
    const auto* found = bench.panel->findChild<QLabel*>("runsFound");
    QVERIFY(!found->isVisible());
    QTest::keyClicks(field, "lr<0.05");
    QCOMPARE(bench.rows(), 1);
    QVERIFY(bench.row("second").isValid());
    QCOMPARE(found->text(), QString("1 of 2 experiments"));
    QTest::keyClicks(field, " epoch>1");
    QVERIFY2(found->text().contains("Did you mean “epochs”?"), qPrintable(found->text()));
    QCOMPARE(bench.rows(), 1);
    field->clear();
    QTest::keyClicks(field, "nothing");
    QCOMPARE(bench.rows(), 0);
    QVERIFY2(found->text().startsWith("None of 2"), qPrintable(found->text()));
    field->clear();
    QCOMPARE(bench.rows(), 2);
    QVERIFY(!found->isVisible());
}

void tst_RunsPanel::pinsAsBaseline()
{
    train("base");
    train("other", {"lr", "0.01"});
    {
        RunsBench bench;
        QTRY_COMPARE(bench.rows(), 2);
        bench.order(bench.row("base"), "Pin as baseline");
        QVERIFY(bench.row("base").data(RunTreeModel::PinnedRole).toBool());
        bench.order(bench.row("other"), "Show only this");
        QCOMPARE(bench.row("base").data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }
    // The next time it comes with the first that is chosen.
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    QVERIFY(bench.store.experiments().empty());
    bench.click(bench.row("other"));
    QCOMPARE(bench.currentName(), QString("other"));
    QCOMPARE(bench.store.experiments().size(), std::size_t(2));
    QCOMPARE(bench.row("base").data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    // Unchecked by hand, it is no baseline any more.
    bench.view->setCurrentIndex(bench.row("base"));
    QTest::keyClick(bench.view, Qt::Key_Space);
    QVERIFY(!bench.row("base").data(RunTreeModel::PinnedRole).toBool());
    QVERIFY(QSettings().value("runs/pinned").toStringList().isEmpty());
}

void tst_RunsPanel::dropsOnResults()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QWidget results;
    auto* chart = new QWidget(&results);
    chart->setAcceptDrops(true);
    bench.panel->acceptDropsOn(results);
    QTRY_COMPARE(bench.rows(), 2);
    bench.click(bench.row("first"));
    const std::unique_ptr<QMimeData> dragged(bench.view->model()->mimeData({bench.row("second")}));
    QVERIFY(bench.row("second").flags().testFlag(Qt::ItemIsDragEnabled));
    QDragEnterEvent enter({1, 1}, Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(chart, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({1, 1}, Qt::CopyAction, dragged.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(chart, &drop);
    QVERIFY(drop.isAccepted());
    QCOMPARE(bench.currentName(), QString("first"));
    QCOMPARE(bench.row("second").data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
}

void tst_RunsPanel::tellsWhatCannotBeRead()
{
    train("good");
    train("tables", {"lr", "0.01"});
    train("whole", {"lr", "0.02"});
    QFile table(at("runs/tables/seed-1/bn/epochs.csv"));
    QVERIFY(table.open(QIODevice::WriteOnly));
    table.write("no table");
    table.close();
    QFile config(at("runs/whole/experiment.json"));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("{");
    config.close();
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 3);
    const QModelIndex whole = bench.row("whole");
    QCOMPARE(whole.siblingAtColumn(RunTreeModel::State).data().toString(), QString("cannot be read"));
    QVERIFY(whole.data(Qt::ToolTipRole).toString().contains("experiment.json"));
    bench.click(bench.row("good"));
    for (const char* name : {"tables", "whole"}) {
        bench.click(bench.row(name));
        QVERIFY2(!bench.notice().isEmpty(), name);
        QCOMPARE(bench.currentName(), QString("good"));
        QVERIFY(QApplication::activeModalWidget() == nullptr);
    }
    bench.click(bench.row("good"));
    QVERIFY(bench.notice().isEmpty());
}

void tst_RunsPanel::listsOtherFolders()
{
    train("here");
    run("others/there", spec(ExperimentKind::Twin, {"lr", "0.01"}));
    run("alone", spec(ExperimentKind::Twin, {"lr", "0.02"}));
    {
        RunsBench bench;
        QTRY_COMPARE(bench.rows(), 1);
        bench.panel->folders().add(at("others/").toStdString());
        QTRY_COMPARE(bench.rows(), 2);
        // An experiment that lies elsewhere is listed as long as it is shown.
        VERIFY_OK(bench.store.open(at("alone").toStdString()));
        QCOMPARE(bench.rows(), 3);
        QCOMPARE(bench.row("alone").siblingAtColumn(RunTreeModel::State).data().toString(), QString("done"));
        bench.store.close(bench.store.current()->id);
        QTRY_COMPARE(bench.rows(), 2);
    }
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.panel->folders().remove(bench.panel->folders().kept().front());
    QTRY_COMPARE(bench.rows(), 1);
    QVERIFY(bench.row("here").isValid());
}

void tst_RunsPanel::keepsColumns()
{
    {
        const RunsBench bench;
        QVERIFY(bench.view->isColumnHidden(RunTreeModel::Date));
        QMenu menu;
        bench.view->addColumnsTo(menu);
        for (QAction* action : menu.actions()) {
            if (action->text() == "Date") {
                action->trigger();
            }
        }
        QVERIFY(!bench.view->isColumnHidden(RunTreeModel::Date));
        bench.view->sortByColumn(RunTreeModel::Time, Qt::AscendingOrder);
    }
    const RunsBench bench;
    QVERIFY(!bench.view->isColumnHidden(RunTreeModel::Date));
    QCOMPARE(bench.view->header()->sortIndicatorSection(), int(RunTreeModel::Time));
    QCOMPARE(static_cast<RunFilter*>(bench.view->model())->sortColumn(), int(RunTreeModel::Time));
    bench.view->resetColumns();
    QVERIFY(bench.view->isColumnHidden(RunTreeModel::Date));
}

void tst_RunsPanel::keepsGroups()
{
    train("first");
    train("second", {"hidden", "20"});
    const auto group = [](const RunsBench& bench, const char* name) {
        QMenu menu;
        bench.view->addGroupingsTo(menu);
        menu.findChild<QAction*>(QStringLiteral("groupBy-%1").arg(name))->trigger();
    };
    {
        const RunsBench bench;
        QTRY_COMPARE(bench.rows(), 2);
        bench.view->setCurrentIndex(bench.row("first"));
        group(bench, "state");
        QTRY_COMPARE(bench.rows(), 1);
        QCOMPARE(bench.text(0, 0), QString("done (2)"));
        QVERIFY(bench.view->isExpanded(bench.index(0)));
        // Who was selected is so in the group.
        QCOMPARE(bench.view->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(bench.view->currentIndex().parent(), bench.index(0));
        bench.view->collapse(bench.index(0));
        // Others of that name are groups of their own.
        group(bench, "data");
        QVERIFY(bench.view->isExpanded(bench.index(0)));
        group(bench, "state");
        QVERIFY(!bench.view->isExpanded(bench.index(0)));
    }
    const RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    QTRY_COMPARE(bench.text(0, 0), QString("done (2)"));
    QVERIFY(!bench.view->isExpanded(bench.index(0)));
    // What is being shown does not open it.
    QVERIFY(bench.panel->choose(at("runs/first").toStdString()));
    QVERIFY(!bench.view->isExpanded(bench.index(0)));
    auto* filter = bench.panel->findChild<QLineEdit*>("runsFilter");
    QTest::keyClicks(filter, "folder=second");
    QCOMPARE(bench.text(0, 0), QString("done (1)"));
    QCOMPARE(bench.panel->findChild<QLabel*>("runsFound")->text(), QString("1 of 2 experiments"));
    filter->clear();
    bench.view->expand(bench.index(0));
    group(bench, "none");
    QCOMPARE(bench.rows(), 2);
}

QTEST_MAIN(tst_RunsPanel)
#include "tst_RunsPanel.moc"
