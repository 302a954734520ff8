#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <normscope/base/FolderLock.h>
#include <normscope/session/RunsWatcher.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"
#include "ui/models/ValueText.h"
#include "ui/panels/RunsPanel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

namespace
{

/// The list as the window has it, on what lies in the runs folder.
struct Bench
{
    TrainingSession session;
    RunQueue queue{session};
    ExperimentStore store;
    RunsWatcher watcher{std::filesystem::path()};
    std::unique_ptr<RunsPanel> panel;
    RunsView* view;

    Bench()
    {
        store.follow(queue);
        panel = std::make_unique<RunsPanel>(store, queue);
        panel->follow(session);
        panel->follow(watcher);
        view = panel->findChild<RunsView*>("experimentList");
        panel->resize(600, 400);
        panel->show();
        panel->activateWindow();
    }
    ~Bench() { panel.reset(); }

    [[nodiscard]] int rows() const { return view->model()->rowCount(); }
    [[nodiscard]] QModelIndex index(int row, int column = 0) const { return view->model()->index(row, column); }
    [[nodiscard]] QString text(int row, int column) const { return index(row, column).data().toString(); }
    /// The row of the folder of that name.
    [[nodiscard]] QModelIndex row(const QString& name) const
    {
        for (int i = 0; i < rows(); ++i) {
            const QModelIndex source = static_cast<RunFilter*>(view->model())->mapToSource(index(i));
            if (panel->model().rootOf(source).filename() == name.toStdString()) {
                return index(i);
            }
        }
        return {};
    }
    void click(const QModelIndex& row, Qt::KeyboardModifiers held = Qt::NoModifier) const
    {
        view->scrollTo(row);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, held, view->visualRect(row).center());
    }
    [[nodiscard]] QString notice() const
    {
        const auto* label = panel->findChild<QLabel*>("runsNotice");
        return label->isVisible() ? label->text().remove(QChar(0x200b)) : QString();
    }
    [[nodiscard]] bool isUndoOffered() const { return panel->findChild<QToolButton*>("runsUndo")->isVisible(); }
    [[nodiscard]] QString currentName() const
    {
        return store.current() != nullptr ? QString::fromStdString(store.current()->folder.filename().string())
                                          : QString();
    }
    /// Chooses an entry of the menu of the current row.
    void order(const QModelIndex& row, const QString& text) const
    {
        view->setCurrentIndex(row);
        bool isDone = false;
        QTimer::singleShot(50, view, [&] {
            auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            QVERIFY(menu != nullptr);
            for (QAction* action : menu->actions()) {
                if (action->text() == text) {
                    QVERIFY(action->isEnabled());
                    isDone = true;
                    menu->close();
                    action->trigger();
                    return;
                }
            }
            menu->close();
        });
        Q_EMIT view->customContextMenuRequested(view->visualRect(row).center());
        QVERIFY2(isDone, qPrintable(text));
    }
};

}  // namespace

/// The list of all runs, by mouse and keys.
class tst_RunsPanel : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
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
    void deletesAndBringsBack();
    void deletesSeveralAsOneStep();
    void doesNotDeleteWhatIsTrained();
    void staysWhereTheTrashRefuses();
    void renames();
    void notesAndStars();
    void pinsAsBaseline();
    void dropsOnResults();
    void ordersOfOnesNotShown();
    void tellsWhatCannotBeRead();
    void listsOtherFolders();
    void keepsColumns();
    void keepsGroups();
    void groupsAreNotDeleted();
    void tagsSeveral();
    void ordersOfSeveralCases();
    void doesNotDeleteAgainWhatIsTrained();
    void othersWordsStay();
    void menuOfAnotherColumn();
    void pinnedOnesCanBeDeleted();
    void pinsOfTwoWindows();
    void undoBesideTheNotice();

  private:
    /// Trained into the runs folder.
    void train(const QString& name, const QStringList& settings = {})
    {
        run("runs/" + name, spec(ExperimentKind::Twin, settings));
    }
};

void tst_RunsPanel::initTestCase()
{
    beginTests();
    QCoreApplication::setOrganizationName("NormscopeTest");
}

void tst_RunsPanel::init()
{
    beginTest();
    QVERIFY(QDir().mkpath(at("runs")));
    qputenv("NORMSCOPE_RUNS", at("runs").toLocal8Bit());
    // The trash of another disk than home's is elsewhere.
    qputenv("HOME", at({}).toLocal8Bit());
    qputenv("XDG_DATA_HOME", at("share").toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, at("config"));
}

void tst_RunsPanel::listsWhatLiesThere()
{
    train("first");
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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
    Bench bench;
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

void tst_RunsPanel::deletesAndBringsBack()
{
    train("first");
    train("second", {"lr", "0.01"});
    const auto before = contentsOf(at("runs/first"));
    QVERIFY(before.size() > 10);
    Bench bench;
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

void tst_RunsPanel::deletesSeveralAsOneStep()
{
    train("first");
    train("second", {"lr", "0.01"});
    train("third", {"lr", "0.02"});
    const auto before = contentsOf(at("runs"));
    Bench bench;
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

void tst_RunsPanel::doesNotDeleteWhatIsTrained()
{
    train("first");
    train("second", {"lr", "0.01"});
    const auto before = contentsOf(at("runs"));
    Bench bench;
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

void tst_RunsPanel::staysWhereTheTrashRefuses()
{
    train("first");
    const auto before = contentsOf(at("runs"));
    Bench bench;
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

void tst_RunsPanel::renames()
{
    train("first");
    const auto before = contentsOf(at("runs/first"));
    Bench bench;
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

void tst_RunsPanel::notesAndStars()
{
    train("first");
    train("second", {"lr", "0.01"});
    Bench bench;
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

void tst_RunsPanel::pinsAsBaseline()
{
    train("base");
    train("other", {"lr", "0.01"});
    {
        Bench bench;
        QTRY_COMPARE(bench.rows(), 2);
        bench.order(bench.row("base"), "Pin as baseline");
        QVERIFY(bench.row("base").data(RunTreeModel::PinnedRole).toBool());
        bench.order(bench.row("other"), "Show only this");
        QCOMPARE(bench.row("base").data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    }
    // The next time it comes with the first that is chosen.
    Bench bench;
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
    Bench bench;
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

void tst_RunsPanel::ordersOfOnesNotShown()
{
    train("first");
    Bench bench;
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
    Bench bench;
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
        Bench bench;
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
    Bench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.panel->folders().remove(bench.panel->folders().kept().front());
    QTRY_COMPARE(bench.rows(), 1);
    QVERIFY(bench.row("here").isValid());
}

void tst_RunsPanel::keepsColumns()
{
    {
        const Bench bench;
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
    const Bench bench;
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
    const auto group = [](const Bench& bench, const char* name) {
        QMenu menu;
        bench.view->addGroupingsTo(menu);
        menu.findChild<QAction*>(QStringLiteral("groupBy-%1").arg(name))->trigger();
    };
    {
        const Bench bench;
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
    const Bench bench;
    QTRY_COMPARE(bench.rows(), 1);
    QTRY_COMPARE(bench.text(0, 0), QString("done (2)"));
    QVERIFY(!bench.view->isExpanded(bench.index(0)));
    // What is being shown does not open it.
    QVERIFY(bench.panel->choose(at("runs/first").toStdString()));
    QVERIFY(!bench.view->isExpanded(bench.index(0)));
    auto* filter = bench.panel->findChild<QLineEdit*>("runsFilter");
    QTest::keyClicks(filter, "20");
    QCOMPARE(bench.text(0, 0), QString("done (1)"));
    QCOMPARE(bench.panel->findChild<QLabel*>("runsFound")->text(), QString("1 of 2 experiments"));
    filter->clear();
    bench.view->expand(bench.index(0));
    group(bench, "none");
    QCOMPARE(bench.rows(), 2);
}

void tst_RunsPanel::groupsAreNotDeleted()
{
    train("first");
    train("second", {"lr", "0.01"});
    Bench bench;
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

void tst_RunsPanel::tagsSeveral()
{
    train("first");
    train("second", {"lr", "0.01"});
    About about;
    about.title = "Mine";
    about.tags = {"draft", "thesis"};
    about.notes = "Seen.";
    VERIFY_OK(writeAbout(at("runs/first").toStdString(), about));
    Bench bench;
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

void tst_RunsPanel::ordersOfSeveralCases()
{
    const auto two = experimentOf({spec(ExperimentKind::Twin), {}}, {{"lr", {"0.01", "0.1"}}});
    VERIFY_OK(two);
    create("runs/two", *two);
    Bench bench;
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
void tst_RunsPanel::doesNotDeleteAgainWhatIsTrained()
{
    train("first");
    const auto before = contentsOf(at("runs/first"));
    Bench bench;
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
void tst_RunsPanel::othersWordsStay()
{
    train("first");
    Bench bench;
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

void tst_RunsPanel::menuOfAnotherColumn()
{
    train("first");
    train("second", {"lr", "0.01"});
    Bench bench;
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

void tst_RunsPanel::pinnedOnesCanBeDeleted()
{
    train("base");
    train("other", {"lr", "0.01"});
    Bench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.order(bench.row("base"), "Pin as baseline");
    bench.click(bench.row("other"));
    bench.click(bench.row("base"));
    bench.view->setFocus();
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY(!QFileInfo::exists(at("runs/base")));
    QCOMPARE(bench.rows(), 1);
    QCOMPARE(bench.store.experiments().size(), std::size_t(1));
}

void tst_RunsPanel::pinsOfTwoWindows()
{
    train("first");
    train("second", {"lr", "0.01"});
    Bench one;
    Bench other;
    QTRY_COMPARE(one.rows(), 2);
    QTRY_COMPARE(other.rows(), 2);
    one.order(one.row("first"), "Pin as baseline");
    other.order(other.row("second"), "Pin as baseline");
    QCOMPARE(QSettings().value("runs/pinned").toStringList().size(), 2);
}

/// It takes back what the notice says, so it goes once something else has been done.
void tst_RunsPanel::undoBesideTheNotice()
{
    train("first");
    train("second", {"lr", "0.01"});
    Bench bench;
    QTRY_COMPARE(bench.rows(), 2);
    bench.view->setFocus();
    bench.view->setCurrentIndex(bench.row("first"));
    QTest::keyClick(bench.view, Qt::Key_Delete);
    QVERIFY(bench.isUndoOffered());
    bench.order(bench.row("second"), "Star");
    QVERIFY(!bench.isUndoOffered());
}

QTEST_MAIN(tst_RunsPanel)
#include "tst_RunsPanel.moc"
