#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <normscope/base/FolderLock.h>

#include "RunsBench.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// What is done to runs in their list: deleted, named, tagged, trained again.
class tst_RunsOrders : public RunsPanelTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginPanelTests(); }
    void init() { beginPanelTest(); }
    void deletesAndBringsBack();
    void deletesSeveralAsOneStep();
    void doesNotDeleteWhatIsTrained();
    void staysWhereTheTrashRefuses();
    void renames();
    void notesAndStars();
    void tagsSeveral();
    void groupsAreNotDeleted();
    void ordersOfOnesNotShown();
    void ordersOfSeveralCases();
    void doesNotDeleteAgainWhatIsTrained();
    void othersWordsStay();
    void menuOfAnotherColumn();
    void pinnedOnesCanBeDeleted();
    void pinsOfTwoWindows();
    void undoBesideTheNotice();
};

void tst_RunsOrders::deletesAndBringsBack()
{
    train("first");
    train("second", {"lr", "0.01"});
    const auto before = contentsOf(at("runs/first"));
    QVERIFY(before.size() > 10);
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.click(bench.row("first"));
    bench.view->setFocus();
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QCOMPARE(bench.rows(), 1);
    QVERIFY(!QFileInfo::exists(at("runs/first")));
    QVERIFY(bench.store.experiments().empty());
    QVERIFY2(bench.notice().startsWith("Deleted “"), qPrintable(bench.notice()));
    QVERIFY(bench.isUndoOffered());
    const QString trash = at("share/Trash");
    QCOMPARE(contentsOf(trash + "/files/first"), before);
    QTest::keyClick(bench.view, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.rows(), 2);
    QCOMPARE(contentsOf(at("runs/first")), before);
    QVERIFY(!bench.isUndoOffered());
    // Nothing of it stays in the trash.
    QVERIFY(QDir(trash + "/files").isEmpty());
    QVERIFY(QDir(trash + "/info").isEmpty());
    // And once more, by the buttons.
    QTest::keyClick(bench.view, Qt::Key_Y, Qt::ControlModifier);
    bench.panel->undoStack().redo();
    QVERIFY(!QFileInfo::exists(at("runs/first")));
    bench.panel->findChild<QToolButton*>("runsUndo")->click();
    QCOMPARE(contentsOf(at("runs/first")), before);
    // Where there is something else meanwhile, nothing is written over.
    bench.view->setCurrentIndex(bench.row("first"));
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY(QDir().mkpath(at("runs/first/mine")));
    bench.panel->undoStack().undo();
    QVERIFY2(bench.notice().contains("stays in the trash"), qPrintable(bench.notice()));
    QCOMPARE(contentsOf(trash + "/files/first"), before);
    QCOMPARE(contentsOf(at("runs/first")).size(), 1);
}

void tst_RunsOrders::deletesSeveralAsOneStep()
{
    train("first");
    train("second", {"lr", "0.01"});
    train("third", {"lr", "0.02"});
    const auto before = contentsOf(at("runs"));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 3);
    bench.view->setFocus();
    bench.view->selectAll();
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QCOMPARE(bench.rows(), 0);
    QVERIFY(QDir(at("runs")).isEmpty());
    QCOMPARE(bench.notice(), QString("Deleted 3 experiments."));
    QCOMPARE(bench.panel->undoStack().count(), 1);
    bench.panel->undoStack().undo();
    QCOMPARE(bench.rows(), 3);
    QCOMPARE(contentsOf(at("runs")), before);
}

void tst_RunsOrders::doesNotDeleteWhatIsTrained()
{
    train("first");
    train("second", {"lr", "0.01"});
    const auto before = contentsOf(at("runs"));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    const auto lock = FolderLock::take(at("runs/second/seed-1/bn").toStdString());
    VERIFY_OK(lock);
    bench.view->setFocus();
    bench.view->selectAll();
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY2(bench.notice().contains("is being trained"), qPrintable(bench.notice()));
    QVERIFY(!bench.isUndoOffered());
    QCOMPARE(bench.rows(), 2);
    QCOMPARE(contentsOf(at("runs")), before);
    QVERIFY(!bench.panel->undoStack().canUndo());
}

void tst_RunsOrders::staysWhereTheTrashRefuses()
{
    train("first");
    const auto before = contentsOf(at("runs"));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    // No folder can be made in a file.
    QFile file(at("share"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.index(0));
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY2(bench.notice().startsWith("The trash does not take"), qPrintable(bench.notice()));
    QVERIFY(!bench.isUndoOffered());
    QCOMPARE(bench.rows(), 1);
    QCOMPARE(contentsOf(at("runs")), before);
    QVERIFY(!bench.panel->undoStack().canUndo());
}

void tst_RunsOrders::renames()
{
    train("first");
    const auto before = contentsOf(at("runs/first"));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    const QString standard = bench.text(0, 0);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.index(0, RunTreeModel::State));
    QTest::keyClick(bench.view, Qt::Key_F2);
    auto* editor = bench.view->viewport()->findChild<QLineEdit*>();
    QVERIFY(editor != nullptr);
    QCOMPARE(editor->text(), standard);
    editor->selectAll();
    QTest::keyClicks(editor, "The keeper");
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(bench.text(0, 0), QString("The keeper"));
    const auto about = readAbout(at("runs/first").toStdString());
    VERIFY_OK(about);
    QCOMPARE(QString::fromStdString(about->title), QString("The keeper"));
    auto after = contentsOf(at("runs/first"));
    QVERIFY(after.remove("/about.json") == 1);
    QCOMPARE(after, before);
    QTest::keyClick(bench.view, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.text(0, 0), standard);
    QCOMPARE(contentsOf(at("runs/first")), before);
    bench.panel->undoStack().redo();
    QCOMPARE(bench.text(0, 0), QString("The keeper"));
    // Its standard title is none of its own.
    QVERIFY(bench.view->model()->setData(bench.index(0), standard, Qt::EditRole));
    QCOMPARE(contentsOf(at("runs/first")), before);
}

void tst_RunsOrders::notesAndStars()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.order(bench.row("first"), "Title, tags and notes…");
    auto* dialog = bench.panel->findChild<QDialog*>("aboutRunDialog");
    QVERIFY(dialog != nullptr);
    QTest::keyClicks(dialog->findChild<QLineEdit*>("runTags"), "thesis, , final ");
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>("runNotes"), "Use this");
    dialog->accept();
    const auto about = readAbout(at("runs/first").toStdString());
    VERIFY_OK(about);
    QCOMPARE(about->tags, (std::vector<std::string>{"thesis", "final"}));
    QCOMPARE(about->notes, std::string("Use this"));
    QCOMPARE(about->title, std::string());
    bench.view->selectAll();
    const auto starred = [&](const char* name) { return bench.row(name).data(RunTreeModel::StarredRole).toBool(); };
    bench.view->setFocus();
    const auto current = bench.view->currentIndex();
    QVERIFY(current.isValid());
    bench.view->selectAll();
    QTimer::singleShot(50, bench.view, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        auto* star = menu->findChild<QAction*>("starThis");
        menu->close();
        star->trigger();
    });
    Q_EMIT bench.view->customContextMenuRequested(bench.view->visualRect(current).center());
    QVERIFY(starred("first") && starred("second"));
    QVERIFY(readAbout(at("runs/second").toStdString())->isStarred);
    // One step for both.
    bench.panel->undoStack().undo();
    QVERIFY(!starred("first") && !starred("second"));
    QVERIFY(!QFileInfo::exists(at("runs/second/about.json")));
    QVERIFY(QFileInfo::exists(at("runs/first/about.json")));
}

void tst_RunsOrders::tagsSeveral()
{
    train("first");
    train("second", {"lr", "0.01"});
    About about;
    about.title = "Mine";
    about.tags = {"draft", "thesis"};
    about.notes = "Seen.";
    VERIFY_OK(writeAbout(at("runs/first").toStdString(), {}, about));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    QTRY_COMPARE(bench.row("first").data().toString(), QString("Mine"));
    bench.view->setCurrentIndex(bench.row("first"));
    bench.view->selectAll();
    QTimer::singleShot(50, bench.view, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        auto* these = menu->findChild<QAction*>("aboutThese");
        menu->close();
        these->trigger();
    });
    Q_EMIT bench.view->customContextMenuRequested(bench.view->visualRect(bench.row("first")).center());
    auto* dialog = bench.panel->findChild<QDialog*>("aboutRunDialog");
    QVERIFY(dialog != nullptr);
    // A title is of one alone.
    QVERIFY(!dialog->findChild<QLineEdit*>("runTitle")->isVisible());
    auto* tags = dialog->findChild<QListWidget*>("runTagList");
    QCOMPARE(tags->count(), 2);
    QCOMPARE(tags->item(0)->text(), QString("draft"));
    QCOMPARE(tags->item(0)->checkState(), Qt::PartiallyChecked);
    tags->item(0)->setCheckState(Qt::Unchecked);
    QTest::keyClicks(dialog->findChild<QLineEdit*>("runTags"), "paper, thesis");
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>("runNotes"), "Again.");
    dialog->findChild<QCheckBox*>("runStar")->setChecked(true);
    dialog->accept();
    const auto first = readAbout(at("runs/first").toStdString());
    const auto second = readAbout(at("runs/second").toStdString());
    VERIFY_OK(first);
    VERIFY_OK(second);
    QCOMPARE(first->tags, (std::vector<std::string>{"thesis", "paper"}));
    QCOMPARE(second->tags, (std::vector<std::string>{"paper", "thesis"}));
    QCOMPARE(first->title, std::string("Mine"));
    QCOMPARE(second->title, std::string());
    QCOMPARE(first->notes, std::string("Seen.\nAgain."));
    QCOMPARE(second->notes, std::string("Again."));
    QVERIFY(first->isStarred && second->isStarred);
    // One step for both.
    bench.panel->undoStack().undo();
    QCOMPARE(*readAbout(at("runs/first").toStdString()), about);
    QCOMPARE(*readAbout(at("runs/second").toStdString()), About());
}

void tst_RunsOrders::groupsAreNotDeleted()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    const auto before = contentsOf(at("runs"));
    static_cast<RunFilter*>(bench.view->model())->model().setGrouping(Grouping::Model);
    QCOMPARE(bench.rows(), 1);
    bench.view->setFocus();
    bench.click(bench.index(0));
    QVERIFY(bench.view->selectionModel()->selectedRows().isEmpty());
    for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Space, Qt::Key_F2, Qt::Key_Return}) {
        QTest::keyClick(bench.view, key);
    }
    QCOMPARE(contentsOf(at("runs")), before);
    QVERIFY(bench.store.experiments().empty());
    QVERIFY(bench.notice().isEmpty());
    // All of a group can be selected, to delete them by purpose.
    bench.view->setCurrentIndex(bench.index(0));
    bench.order(bench.index(0), "Select all in this group");
    QCOMPARE(bench.view->selectionModel()->selectedRows().size(), 2);
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QCOMPARE(bench.rows(), 0);
    bench.panel->undoStack().undo();
    QTRY_COMPARE(bench.rows(), 1);
    QCOMPARE(contentsOf(at("runs")), before);
}

void tst_RunsOrders::ordersOfOnesNotShown()
{
    train("first");
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    const QSignalSpy settings(bench.panel.get(), &RunsPanel::settingsRequested);
    const QSignalSpy rerun(bench.panel.get(), &RunsPanel::rerunRequested);
    bench.order(bench.index(0), "Load its settings into the form");
    QCOMPARE(settings.count(), 1);
    QVERIFY(bench.store.find(settings.value(0).value(0).toInt()) != nullptr);
    bench.order(bench.index(0), "Run again with another seed");
    QCOMPARE(rerun.count(), 1);
    QCOMPARE(bench.currentName(), QString("first"));
}

void tst_RunsOrders::ordersOfSeveralCases()
{
    const auto two = experimentOf({spec(ExperimentKind::Twin), {}}, {{"lr", {"0.01", "0.1"}}});
    VERIFY_OK(two);
    create("runs/two", *two);
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    const QSignalSpy settings(bench.panel.get(), &RunsPanel::planSettingsRequested);
    const QSignalSpy rerun(bench.panel.get(), &RunsPanel::planRerunRequested);
    const QSignalSpy resume(bench.panel.get(), &RunsPanel::planResumeRequested);
    bench.order(bench.index(0), "Load its settings into the form");
    bench.order(bench.index(0), "Run again with another seed");
    bench.order(bench.index(0), "Resume");
    for (const QSignalSpy* spy : {&settings, &rerun, &resume}) {
        QCOMPARE(spy->count(), 1);
        QCOMPARE(spy->value(0).value(0).value<std::filesystem::path>().filename(), std::filesystem::path("two"));
    }
}

/// A deletion that was undone is done again while it trains.
void tst_RunsOrders::doesNotDeleteAgainWhatIsTrained()
{
    train("first");
    const auto before = contentsOf(at("runs/first"));
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.row("first"));
    QTest::keyClick(bench.view, Qt::Key_Delete);
    bench.panel->undoStack().undo();
    const auto lock = FolderLock::take(at("runs/first/seed-1/bn").toStdString());
    VERIFY_OK(lock);
    bench.panel->undoStack().redo();
    QVERIFY2(bench.notice().contains("is being trained"), qPrintable(bench.notice()));
    QCOMPARE(contentsOf(at("runs/first")), before);
    QVERIFY(!bench.panel->undoStack().canUndo());
}

/// What another window has written since this list was read.
void tst_RunsOrders::othersWordsStay()
{
    train("first");
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 1);
    bench.order(bench.row("first"), "Star");
    About notes;
    notes.notes = "an hour's work";
    VERIFY_OK(writeAbout(at("runs/first").toStdString(), {}, notes));
    bench.panel->undoStack().undo();
    const auto about = readAbout(at("runs/first").toStdString());
    VERIFY_OK(about);
    QCOMPARE(about->notes, notes.notes);
    QVERIFY(!about->isStarred);
}

void tst_RunsOrders::menuOfAnotherColumn()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.view->selectAll();
    const QModelIndex state = bench.index(0, RunTreeModel::State);
    QTimer::singleShot(50, bench.view, [] {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        auto* star = menu->findChild<QAction*>("starThis");
        menu->close();
        star->trigger();
    });
    Q_EMIT bench.view->customContextMenuRequested(bench.view->visualRect(state).center());
    QVERIFY(bench.row("first").data(RunTreeModel::StarredRole).toBool());
    QVERIFY(bench.row("second").data(RunTreeModel::StarredRole).toBool());
}

void tst_RunsOrders::pinnedOnesCanBeDeleted()
{
    train("base");
    train("other", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.order(bench.row("base"), "Pin as baseline");
    bench.click(bench.row("other"));
    bench.click(bench.row("base"));
    bench.view->setFocus();
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY(!QFileInfo::exists(at("runs/base")));
    QCOMPARE(bench.rows(), 1);
    QVERIFY(bench.store.experiments().empty());
}

void tst_RunsOrders::pinsOfTwoWindows()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench one;
    RunsBench other;
    QTRY_COMPARE(one.rows(), 2);
    QTRY_COMPARE(other.rows(), 2);
    one.order(one.row("first"), "Pin as baseline");
    other.order(other.row("second"), "Pin as baseline");
    QCOMPARE(QSettings().value("runs/pinned").toStringList().size(), 2);
}

/// It takes back what the notice says, so it goes once something else has been done.
void tst_RunsOrders::undoBesideTheNotice()
{
    train("first");
    train("second", {"lr", "0.01"});
    RunsBench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.row("first"));
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY(bench.isUndoOffered());
    bench.order(bench.row("second"), "Star");
    QVERIFY(!bench.isUndoOffered());
}

QTEST_MAIN(tst_RunsOrders)
#include "tst_RunsOrders.moc"
