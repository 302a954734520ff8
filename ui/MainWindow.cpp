#include "ui/MainWindow.h"

#include <QAbstractButton>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QWhatsThis>

#include <normscope/session/LogRelay.h>
#include <normscope/session/RunQueue.h>
#include <normscope/session/RunsWatcher.h>

#include "ui/Actions.h"
#include "ui/CommandPalette.h"
#include "ui/ExportController.h"
#include "ui/FileController.h"
#include "ui/FocusKeys.h"
#include "ui/HelpDialogs.h"
#include "ui/KeptSession.h"
#include "ui/LiveRestart.h"
#include "ui/PaletteSources.h"
#include "ui/TrainingController.h"
#include "ui/UndoHistory.h"
#include "ui/ViewMenu.h"
#include "ui/WindowLayout.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/ResultsPanel.h"
#include "ui/panels/RunBar.h"
#include "ui/panels/RunsPanel.h"
#include "ui/panels/SetupPanel.h"

namespace normscope::ui
{

/// Everything that the window owns, destroyed from the bottom up: panels and controllers (its children) go first.
struct MainWindow::Parts
{
    Parts(Theme& theTheme, Language& theLanguage)
        : theme(theTheme)
        , language(theLanguage)
        , queue(session)
    {
        store.follow(queue);
    }

    Theme& theme;
    Language& language;
    LogRelay log;
    ExperimentDocument document;
    TrainingSession session;
    RunQueue queue;
    ExperimentStore store;
    RunsWatcher watcher{defaultIndexFile()};

    Actions* actions = nullptr;
    SetupPanel* setup = nullptr;
    ResultsPanel* results = nullptr;
    RunsPanel* runs = nullptr;
    LogPanel* logPanel = nullptr;
    WindowLayout* layout = nullptr;
    QMenu* fileMenu = nullptr;
    QMenu* editMenu = nullptr;
    QMenu* trainMenu = nullptr;
    QMenu* helpMenu = nullptr;
    ViewMenu* viewMenu = nullptr;
    FileController* files = nullptr;
    TrainingController* training = nullptr;
    ExportController* exports = nullptr;
    LiveRestart* liveRestart = nullptr;
    UndoHistory* history = nullptr;
    KeptSession* keptSession = nullptr;
    CommandPalette* palette = nullptr;
    bool isQuitting = false;  ///< closes as soon as nothing trains any more
};

MainWindow::MainWindow(Theme& theme, Language& language)
    : m_parts(std::make_unique<Parts>(theme, language))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    Parts& parts = *m_parts;
    parts.actions = new Actions(this);
    parts.results = new ResultsPanel(parts.store, this);
    parts.layout = new WindowLayout(*this, *parts.results);
    createPanels();
    parts.files = new FileController(*parts.actions, parts.document, parts.store, *this);
    parts.training =
        new TrainingController({*parts.actions, parts.document, parts.store, parts.session, parts.queue, *this}, this);
    parts.exports = new ExportController(*parts.actions, *parts.results, parts.store, *this);
    parts.liveRestart = new LiveRestart({parts.document, parts.store, parts.session, parts.queue,
                                         [&training = *parts.training] { training.trainTwin(); }},
                                        this);
    parts.keptSession = new KeptSession(parts.store, *parts.results, *parts.actions->restoreSession, *this);
    createMenus();
    createPalette();
    fillToolBar();
    auto* runBar = new RunBar(parts.store, parts.session, this);
    statusBar()->addPermanentWidget(runBar, 1);
    runBar->offer(*parts.actions->resume);
    runBar->offer(*parts.actions->requeue);
    parts.results->offer(*parts.actions->resume);
    connectParts();
    retranslate();
    parts.layout->restore();
    new FocusKeys(this);
}

MainWindow::~MainWindow()
{
    // Children refer to the parts, which would otherwise go before them.
    m_parts->session.disconnect();
    m_parts->queue.disconnect();
    m_parts->store.disconnect();
    m_parts->watcher.disconnect();
    m_parts->document.disconnect();
    delete takeCentralWidget();
    qDeleteAll(findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly));
    delete m_parts->palette;
    delete m_parts->keptSession;
    delete m_parts->history;
    delete m_parts->layout;
    delete m_parts->liveRestart;
    delete m_parts->exports;
    delete m_parts->training;
    delete m_parts->files;
}

void MainWindow::open(const QString& path)
{
    m_parts->files->open(path);
}

void MainWindow::restoreSession()
{
    m_parts->keptSession->restore();
}

void MainWindow::createPanels()
{
    Parts& parts = *m_parts;
    parts.history = new UndoHistory(*parts.actions, parts.document.undoStack(), *this);
    parts.setup = new SetupPanel(parts.document, this);
    parts.runs = new RunsPanel(parts.store, parts.queue, this);
    parts.logPanel = new LogPanel(parts.log, this);
    parts.results->showNetworkOf(parts.document, *parts.actions->trainTwin);
    parts.runs->follow(parts.session);
    parts.runs->follow(parts.watcher);
    parts.runs->acceptDropsOn(*parts.results);
    parts.history->add(parts.runs->undoStack(), *parts.runs);
    connect(parts.runs, &RunsPanel::countChanged, parts.results, &ResultsPanel::setRunCount);
    connect(parts.results, &ResultsPanel::runsRequested, this, [this] { m_parts->layout->showRuns(); });
    parts.layout->setContents(*parts.setup, *parts.runs, *parts.logPanel, parts.history->view());
}

void MainWindow::createMenus()
{
    Parts& parts = *m_parts;
    const Actions& actions = *parts.actions;
    parts.fileMenu = menuBar()->addMenu(QString());
    parts.fileMenu->addActions({actions.newExperiment, actions.openExperiment, actions.openRun});
    parts.fileMenu->addMenu(&parts.files->recentMenu());
    parts.fileMenu->addSeparator();
    parts.fileMenu->addActions({actions.save, actions.saveAs});
    parts.fileMenu->addSeparator();
    parts.fileMenu->addActions({actions.exportFigure, actions.exportData, actions.exportAll});
    parts.fileMenu->addSeparator();
    parts.fileMenu->addAction(actions.quit);

    parts.editMenu = menuBar()->addMenu(QString());
    parts.editMenu->addActions({actions.undo, actions.redo});
    parts.editMenu->addSeparator();
    parts.editMenu->addAction(actions.copyFigure);

    parts.trainMenu = menuBar()->addMenu(QString());
    parts.trainMenu->addActions({actions.trainTwin, actions.trainOne});
    parts.trainMenu->addSeparator();
    parts.trainMenu->addActions({actions.pause, actions.step, actions.stop, actions.stopAll, actions.requeue});
    parts.trainMenu->addSeparator();
    parts.trainMenu->addActions({actions.resume, actions.rerun});
    parts.trainMenu->addSeparator();
    parts.trainMenu->addAction(actions.restartOnChange);
    // Says why Resume cannot be used.
    parts.trainMenu->setToolTipsVisible(true);

    parts.viewMenu = new ViewMenu(*parts.actions, parts.theme, parts.language, this);
    menuBar()->addMenu(parts.viewMenu);

    parts.helpMenu = menuBar()->addMenu(QString());
    parts.helpMenu->addActions({actions.findAnything, actions.help, actions.whatsThis, actions.about});
}

void MainWindow::createPalette()
{
    Parts& parts = *m_parts;
    parts.palette = new CommandPalette(*this);
    parts.palette->add(settingEntries(parts.document));
    parts.palette->add(actionEntries(*menuBar(), *parts.actions));
    parts.palette->add(presetEntries([setup = parts.setup](const Preset& preset) { setup->usePreset(preset); }));
    parts.palette->add(datasetEntries(parts.document));
    parts.palette->add(
        runEntries(parts.runs->model(), [&runs = *parts.runs](const auto& folder) { (void)runs.choose(folder); }));
    parts.palette->add(tabEntries(parts.results->tabs()));
    parts.palette->add(helpEntries(*this));
    connect(parts.actions->findAnything, &QAction::triggered, parts.palette, &CommandPalette::toggle);
}

void MainWindow::fillToolBar()
{
    const Actions& actions = *m_parts->actions;
    QToolBar& toolBar = m_parts->layout->toolBar();
    toolBar.addActions({actions.trainTwin, actions.pause, actions.step, actions.stop, actions.stopAll});
    toolBar.addSeparator();
    toolBar.addActions({actions.undo, actions.redo});
    toolBar.addSeparator();
    toolBar.addActions({actions.exportFigure, actions.exportData});
    // Known to everybody by their pictures; their words would push others off a small window.
    for (QAction* action : {actions.undo, actions.redo}) {
        if (auto* button = qobject_cast<QToolButton*>(toolBar.widgetForAction(action))) {
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        }
    }
}

void MainWindow::connectParts()
{
    Parts& parts = *m_parts;
    const Actions& actions = *parts.actions;
    connect(parts.files, &FileController::casesOpened, parts.training, &TrainingController::offerOtherCases);
    connect(&parts.document, &ExperimentDocument::pathChanged, this, &MainWindow::updateTitle);
    connect(&parts.document, &ExperimentDocument::modifiedChanged, this, &QWidget::setWindowModified);
    connect(&parts.store, &ExperimentStore::currentChanged, this, &MainWindow::updateTitle);

    connect(actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(actions.fullScreen, &QAction::triggered, this,
            [this](bool on) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, on)); });
    connect(actions.resetLayout, &QAction::triggered, parts.layout, &WindowLayout::reset);
    connect(actions.help, &QAction::triggered, this, [this] { showBatchNormHelp(*this); });
    connect(actions.about, &QAction::triggered, this, [this] { showAbout(*this); });
    connect(actions.nextTab, &QAction::triggered, this, [this] { m_parts->results->turnTab(1); });
    connect(actions.previousTab, &QAction::triggered, this, [this] { m_parts->results->turnTab(-1); });
    connect(actions.followData, &QAction::triggered, this, [this] {
        if (LineChart* chart = m_parts->results->currentChart()) {
            chart->resetZoom();
        }
    });
    // Keys work while the menus are hidden, too.
    addActions(actions.all());
    connect(actions.showSettings, &QAction::triggered, this, [this] {
        if (m_parts->layout->goToSetup()) {
            m_parts->setup->focusFirstProblem();
        }
    });
    connect(actions.showRuns, &QAction::triggered, this, [this] {
        if (m_parts->layout->goToRuns()) {
            m_parts->runs->setFocus();
        }
    });
    connect(actions.showLog, &QAction::triggered, parts.layout, &WindowLayout::toggleLog);
    connect(actions.showHistory, &QAction::triggered, parts.layout, &WindowLayout::toggleHistory);
    connect(actions.enlargeChart, &QAction::triggered, parts.results, &ResultsPanel::enlargeChart);
    connect(actions.present, &QAction::toggled, parts.layout, &WindowLayout::setPresenting);
    connect(actions.largerText, &QAction::triggered, this, [this] { m_parts->layout->textSize().step(1); });
    connect(actions.smallerText, &QAction::triggered, this, [this] { m_parts->layout->textSize().step(-1); });
    connect(actions.normalText, &QAction::triggered, this, [this] { m_parts->layout->textSize().step(0); });
    connect(actions.restartOnChange, &QAction::toggled, parts.liveRestart, &LiveRestart::setOn);
    connect(actions.whatsThis, &QAction::triggered, this, [] { QWhatsThis::enterWhatsThisMode(); });

    connect(parts.training, &TrainingController::trainTextsChanged, this,
            [this] { m_parts->layout->setTexts(*m_parts->actions->trainTwin, m_parts->training->trainTexts()); });
    connect(parts.training, &TrainingController::settingsRefused, this, [this] {
        m_parts->layout->showSetup();
        m_parts->setup->focusFirstProblem();
    });
    connect(parts.runs, &RunsPanel::resumeRequested, parts.training, &TrainingController::resume);
    connect(parts.runs, &RunsPanel::rerunRequested, parts.training, &TrainingController::rerun);
    connect(parts.runs, &RunsPanel::settingsRequested, parts.training, &TrainingController::useSettings);
    connect(parts.runs, &RunsPanel::planResumeRequested, parts.training, &TrainingController::resumePlan);
    connect(parts.runs, &RunsPanel::planRerunRequested, parts.training, &TrainingController::rerunPlan);
    connect(parts.runs, &RunsPanel::planSettingsRequested, parts.training, &TrainingController::usePlanSettings);
    // Where they are to be seen.
    connect(parts.runs, &RunsPanel::settingsRequested, this, [this] { m_parts->layout->showSetup(); });
    connect(parts.runs, &RunsPanel::planSettingsRequested, this, [this] { m_parts->layout->showSetup(); });
    connect(&parts.setup->presetBox(), &PresetBox::keepRequested, parts.files, &FileController::keepPreset);
    connect(&parts.setup->presetBox(), &PresetBox::removeRequested, parts.files, &FileController::removePreset);
    connect(&parts.setup->presetBox(), &PresetBox::ownPicked, parts.files, &FileController::usePreset);
    connect(parts.runs, &RunsPanel::addFolderRequested, parts.files, &FileController::askForResults);
    connect(parts.files, &FileController::runsFound, &parts.runs->folders(), &RunFolders::add);
    connect(parts.results, &ResultsPanel::networkSaved, parts.files, &FileController::remember);
    connect(parts.results, &ResultsPanel::settingsChosen, this, [&document = parts.document](const auto& settings) {
        document.undoStack().beginMacro(tr("Use the best values"));
        for (const auto& [key, value] : settings) {
            document.set(key, QString::fromStdString(value));
        }
        document.undoStack().endMacro();
    });
    connect(parts.results, &ResultsPanel::instrumentWanted, this, [&document = parts.document](const QString& name) {
        const QString before = document.text("probe");
        document.set("probe", before.isEmpty() ? name : before + QLatin1Char(',') + name);
    });
    connect(parts.results, &ResultsPanel::publishIntervalChanged, &parts.session, &TrainingSession::setPublishInterval);
    connect(&parts.session, &TrainingSession::stateChanged, this, [this](const SessionState& state) {
        if (m_parts->isQuitting && std::holds_alternative<SessionIdle>(state)) {
            // Not from within the session's own signal.
            QTimer::singleShot(0, this, &QWidget::close);
        }
    });
}

void MainWindow::retranslate()
{
    Parts& parts = *m_parts;
    parts.actions->retranslate();
    parts.training->updateActions();
    parts.exports->updateActions();
    parts.history->retranslate();
    parts.layout->retranslate();
    parts.fileMenu->setTitle(tr("&File"));
    parts.files->recentMenu().setTitle(tr("Open &recent"));
    parts.editMenu->setTitle(tr("&Edit"));
    parts.trainMenu->setTitle(tr("&Train"));
    parts.helpMenu->setTitle(tr("&Help"));
    parts.viewMenu->retranslate();
    updateTitle();
}

void MainWindow::updateTitle()
{
    const auto& path = m_parts->document.path();
    const QString name =
        path.empty() ? tr("New experiment") : QFileInfo(QFile::decodeName(path.c_str())).completeBaseName();
    //: The window's title; [*] marks unsaved changes
    setWindowTitle(tr("%1[*] – Normscope").arg(name));
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_parts->actions->present->isChecked()) {
        m_parts->actions->present->setChecked(false);
        return;
    }
    QMainWindow::keyPressEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    } else if (event->type() == QEvent::WindowStateChange) {
        m_parts->results->setActive(!isMinimized());
        m_parts->actions->fullScreen->setChecked(isFullScreen());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::quit()
{
    m_parts->isQuitting = true;
    close();
}

bool MainWindow::mayStopTraining()
{
    QMessageBox question(QMessageBox::Question, tr("Training is running"), tr("Stop the training and close Normscope?"),
                         QMessageBox::Cancel, this);
    question.setObjectName(QStringLiteral("closeWhileTrainingDialog"));
    QStringList remarks{tr("What has been trained so far stays in the results folder.")};
    if (const auto waiting = static_cast<int>(m_parts->queue.waiting().size()); waiting > 0) {
        remarks.append(tr("%n experiments wait in the queue: they will not be trained.", "", waiting));
    }
    question.setInformativeText(remarks.join(QLatin1Char(' ')));
    const QAbstractButton* stop = question.addButton(tr("Stop and close"), QMessageBox::AcceptRole);
    question.exec();
    return question.clickedButton() == stop;
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    Parts& parts = *m_parts;
    if (!parts.isQuitting) {
        parts.isQuitting = (!parts.session.isBusy() || mayStopTraining()) && parts.files->mayDiscardChanges();
    }
    if (parts.isQuitting) {
        // Settings that were taken back just now are no reason to train.
        parts.liveRestart->setOn(false);
    }
    if (parts.isQuitting && !parts.session.isBusy()) {
        parts.actions->present->setChecked(false);
        parts.layout->save();
        parts.keptSession->keep();
        QMainWindow::closeEvent(event);
        return;
    }
    event->ignore();
    if (parts.isQuitting) {
        // Comes back here when the session is idle.
        parts.queue.clear();
        parts.session.stop();
    }
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            open(url.toLocalFile());
        }
    }
    event->acceptProposedAction();
}

}  // namespace normscope::ui
