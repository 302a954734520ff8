#pragma once

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QSettings>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <memory>

#include <normscope/session/RunsWatcher.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"
#include "ui/panels/RunsPanel.h"

namespace normscope::test
{

/// The list as the window has it, on what lies in the runs folder.
struct RunsBench
{
    TrainingSession session;
    RunQueue queue{session};
    ui::ExperimentStore store;
    RunsWatcher watcher{std::filesystem::path()};
    std::unique_ptr<ui::RunsPanel> panel;
    ui::RunsView* view;

    RunsBench()
    {
        store.follow(queue);
        panel = std::make_unique<ui::RunsPanel>(store, queue);
        panel->follow(session);
        panel->follow(watcher);
        view = panel->findChild<ui::RunsView*>("experimentList");
        panel->resize(600, 400);
        panel->show();
        panel->activateWindow();
    }
    ~RunsBench() { panel.reset(); }

    [[nodiscard]] int rows() const { return view->model()->rowCount(); }
    [[nodiscard]] QModelIndex index(int row, int column = 0) const { return view->model()->index(row, column); }
    [[nodiscard]] QString text(int row, int column) const { return index(row, column).data().toString(); }
    /// The row of the folder of that name.
    [[nodiscard]] QModelIndex row(const QString& name) const
    {
        for (int i = 0; i < rows(); ++i) {
            const QModelIndex source = static_cast<ui::RunFilter*>(view->model())->mapToSource(index(i));
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

/// What tests of the list share: a folder of runs of their own, and what is trained into it.
class RunsPanelTest : public ExperimentTest
{
  protected:
    void beginPanelTests()
    {
        beginTests();
        QCoreApplication::setOrganizationName("NormscopeTest");
    }
    void beginPanelTest()
    {
        beginTest();
        QVERIFY(QDir().mkpath(at("runs")));
        qputenv("NORMSCOPE_RUNS", at("runs").toLocal8Bit());
        // The trash of another disk than home's is elsewhere.
        qputenv("HOME", at({}).toLocal8Bit());
        qputenv("XDG_DATA_HOME", at("share").toLocal8Bit());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, at("config"));
    }
    /// Trained into the runs folder.
    void train(const QString& name, const QStringList& settings = {})
    {
        run("runs/" + name, spec(ExperimentKind::Twin, settings));
    }
};

}  // namespace normscope::test
