#include "ui/WindowLayout.h"

#include <QEvent>
#include <QMenuBar>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>

namespace normscope::ui
{

namespace
{

/// Raised whenever docks or toolbars come or go: an older layout is not restored then.
constexpr int kLayoutVersion = 3;
constexpr double kPresentingTextScale = 1.6;

QDockWidget* addDock(QMainWindow& window, const char* name, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(&window);
    dock->setObjectName(QString::fromLatin1(name));
    window.addDockWidget(area, dock);
    return dock;
}

/// A dock that is one of the side's tabs: its name stands there.
QDockWidget* addSideDock(QMainWindow& window, const char* name)
{
    QDockWidget* dock = addDock(window, name, Qt::LeftDockWidgetArea);
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setTitleBarWidget(new QWidget(dock));
    return dock;
}

}  // namespace

WindowLayout::WindowLayout(QMainWindow& window, ResultsPanel& results)
    : QObject(&window)
    , m_window(window)
    , m_results(results)
    , m_setup(addSideDock(window, "setupDock"))
    , m_runs(addSideDock(window, "experimentsDock"))
    , m_log(addDock(window, "logDock", Qt::BottomDockWidgetArea))
    , m_history(addDock(window, "historyDock", Qt::BottomDockWidgetArea))
    , m_toolBar(window.addToolBar(QString()))
{
    m_toolBar->setObjectName(QStringLiteral("mainToolBar"));
    m_toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toolBar->installEventFilter(this);
    window.setCentralWidget(&results);
    window.setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
}

void WindowLayout::setContents(QWidget& setup, QWidget& runs, QWidget& log, QWidget& history)
{
    m_setup->setWidget(&setup);
    m_runs->setWidget(&runs);
    m_log->setWidget(&log);
    m_history->setWidget(&history);
}

void WindowLayout::setTexts(QAction& action, const QStringList& texts)
{
    m_texts[&action] = texts;
    fitTexts();
}

void WindowLayout::fitTexts()
{
    for (const auto& [action, texts] : m_texts) {
        for (const QString& text : texts) {
            action->setIconText(text);
            if (m_toolBar->sizeHint().width() <= m_toolBar->width()) {
                break;
            }
        }
    }
}

bool WindowLayout::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_toolBar && event->type() == QEvent::Resize) {
        fitTexts();
    }
    return QObject::eventFilter(watched, event);
}

void WindowLayout::reset()
{
    for (QDockWidget* dock : {m_setup, m_runs, m_log, m_history}) {
        dock->setFloating(false);
        dock->setVisible(dock != m_log && dock != m_history);
    }
    m_window.addToolBar(Qt::TopToolBarArea, m_toolBar);
    m_toolBar->show();
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_setup);
    m_window.tabifyDockWidget(m_setup, m_runs);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_log);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, m_history);
    m_setup->raise();
    const int em = m_window.fontMetrics().height();
    m_window.resizeDocks({m_setup}, {em * 24}, Qt::Horizontal);
    m_window.resizeDocks({m_log}, {em * 8}, Qt::Vertical);
    describeSideTabs();
}

void WindowLayout::restore()
{
    const QSize available = m_window.screen()->availableSize();
    m_window.resize(QSize(1440, 900).boundedTo(available * 0.95));
    reset();
    const QSettings settings;
    m_window.restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_window.restoreState(settings.value(QStringLiteral("window/state")).toByteArray(), kLayoutVersion);
    m_results.restoreState(settings.value(QStringLiteral("window/results")).toByteArray());
    describeSideTabs();
}

void WindowLayout::save()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), m_window.saveGeometry());
    settings.setValue(QStringLiteral("window/state"), m_window.saveState(kLayoutVersion));
    settings.setValue(QStringLiteral("window/results"), m_results.saveState());
}

bool WindowLayout::goTo(QDockWidget& dock)
{
    // Behind the other tab it is nowhere to be seen.
    if (dock.isVisible() && !dock.visibleRegion().isEmpty()) {
        m_setup->hide();
        m_runs->hide();
        return false;
    }
    showSide(dock);
    return true;
}

void WindowLayout::showSide(QDockWidget& dock)
{
    m_setup->show();
    m_runs->show();
    dock.raise();
    // Where they were hidden their tabs are there again only when the layout has been made.
    QTimer::singleShot(0, &dock, [this, &dock] {
        dock.raise();
        describeSideTabs();
    });
}

void WindowLayout::setPresenting(bool presents)
{
    if (presents == m_isPresenting) {
        return;
    }
    m_isPresenting = presents;
    if (presents) {
        m_before = m_window.saveState(kLayoutVersion);
        m_wasFullScreen = m_window.isFullScreen();
        for (QDockWidget* dock : {m_setup, m_runs, m_log, m_history}) {
            dock->hide();
        }
        m_toolBar->hide();
    } else {
        m_window.restoreState(m_before, kLayoutVersion);
    }
    m_window.menuBar()->setVisible(!presents);
    m_window.statusBar()->setVisible(!presents);
    m_textSize.setPresentingScale(presents ? kPresentingTextScale : 1);
    m_results.setPresenting(presents);
    m_window.setWindowState(m_window.windowState().setFlag(Qt::WindowFullScreen, presents || m_wasFullScreen));
}

void WindowLayout::describeSideTabs()
{
    for (QTabBar* tabs : m_window.findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
        tabs->setAccessibleName(tr("Side"));
        tabs->setWhatsThis(tr("What is trained next, and what has been trained."));
    }
}

void WindowLayout::retranslate()
{
    m_setup->setWindowTitle(tr("Set up"));
    m_runs->setWindowTitle(tr("Runs"));
    m_log->setWindowTitle(tr("Log"));
    m_history->setWindowTitle(tr("History"));
    m_toolBar->setWindowTitle(tr("Toolbar"));
    describeSideTabs();
}

}  // namespace normscope::ui
