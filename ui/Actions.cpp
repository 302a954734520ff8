#include "ui/Actions.h"

#include <algorithm>

#include "ui/Icons.h"
#include "ui/Language.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

Actions::Actions(QObject* parent)
    : QObject(parent)
{
    newExperiment = make("newExperiment", QT_TR_NOOP("&New experiment"),
                         QT_TR_NOOP("Back to the settings of a new experiment"), "new", {QKeySequence::New});
    openExperiment =
        make("openExperiment", QT_TR_NOOP("&Open experiment…"),
             QT_TR_NOOP("Settings from a file, such as a run's experiment.json"), "open", {QKeySequence::Open});
    openRun = make("openRun", QT_TR_NOOP("Open &results…"), QT_TR_NOOP("Show the results in a run's folder"), "results",
                   {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
    save = make("saveExperiment", QT_TR_NOOP("&Save experiment"), QT_TR_NOOP("Save the settings"), "save",
                {QKeySequence::Save});
    saveAs = make("saveExperimentAs", QT_TR_NOOP("Save experiment &as…"), QT_TR_NOOP("Save the settings as a new file"),
                  nullptr, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)});
    exportFigure = make("exportFigure", QT_TR_NOOP("&Export figure…"),
                        QT_TR_NOOP("Save the chart that is shown as PNG, SVG or PDF"), "export",
                        {QKeySequence(Qt::CTRL | Qt::Key_E)});
    exportData = make("exportData", QT_TR_NOOP("Export &data…"),
                      QT_TR_NOOP("Save the numbers of the chart that is shown as CSV"), "table", {});
    exportAll = make("exportAll", QT_TR_NOOP("Export a&ll figures…"),
                     QT_TR_NOOP("Save every chart of this experiment into a folder"), nullptr,
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)});
    quit =
        make("quit", QT_TR_NOOP("&Quit"), QT_TR_NOOP("Close Normscope"), nullptr, {QKeySequence(Qt::CTRL | Qt::Key_Q)});

    undo = make("undo", QT_TR_NOOP("&Undo"), QT_TR_NOOP("Take the last change of the settings back"), "undo",
                {QKeySequence::Undo});
    redo = make("redo", QT_TR_NOOP("&Redo"), QT_TR_NOOP("Make the change again that was taken back"), "redo",
                {QKeySequence::Redo});
    copyFigure = make("copyFigure", QT_TR_NOOP("&Copy figure"), QT_TR_NOOP("Copy the chart that is shown"), "copy",
                      {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    showSettings =
        make("showSettings", QT_TR_NOOP("&Set up"), QT_TR_NOOP("Go to the experiment's settings, or hide the side"),
             nullptr, {QKeySequence(Qt::CTRL | Qt::Key_1), QKeySequence(Qt::CTRL | Qt::Key_L)});
    showRuns = make("showRuns", QT_TR_NOOP("&Runs"), QT_TR_NOOP("Go to the list of experiments, or hide the side"),
                    nullptr, {QKeySequence(Qt::CTRL | Qt::Key_2)});
    showLog = make("showLog", QT_TR_NOOP("&Log"), QT_TR_NOOP("Show the log below, or hide it"), nullptr,
                   {QKeySequence(Qt::CTRL | Qt::Key_3)});

    showHistory =
        make("showHistory", QT_TR_NOOP("&History"),
             QT_TR_NOOP("Show the changes that can be undone, to go back to before any of them, or hide them"), nullptr,
             {QKeySequence(Qt::CTRL | Qt::Key_4)});

    trainTwin = make("trainTwin", QT_TR_NOOP("&Train twin"),
                     QT_TR_NOOP("Train two networks that differ in batch normalization and in nothing else; while one "
                                "trains, put it in the queue"),
                     "train-twin", {QKeySequence(Qt::Key_F5)});
    trainOne = make("trainOne", QT_TR_NOOP("Train &one"), QT_TR_NOOP("Train one network as it is set up"), "train-one",
                    {QKeySequence(Qt::SHIFT | Qt::Key_F5)});
    pause = make("pause", QT_TR_NOOP("&Pause"),
                 QT_TR_NOOP("Pause the training, or go on with it; paused time counts "
                            "nowhere"),
                 "pause", {QKeySequence(Qt::Key_Space)});
    pause->setCheckable(true);
    step = make("step", QT_TR_NOOP("One &step"),
                QT_TR_NOOP("One iteration of each network, then pause; starts a training paused where none runs"),
                "step", {QKeySequence(Qt::Key_F10)});
    stop = make("stop", QT_TR_NOOP("St&op"),
                QT_TR_NOOP("End this training; what there is stays, and the next in the queue begins"), "stop",
                {QKeySequence(Qt::SHIFT | Qt::Key_F10)});
    stopAll =
        make("stopAll", QT_TR_NOOP("Stop &all"),
             QT_TR_NOOP("End the training and empty the queue; what there is stays, and the queue can be put back"),
             "stop-all", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F10)});
    requeue = make("requeue", QT_TR_NOOP("Put the &queue back"),
                   QT_TR_NOOP("What was taken out of the queue by Stop all waits in it again"), nullptr, {});
    resume = make("resume", QT_TR_NOOP("&Resume"),
                  QT_TR_NOOP("Go on with the experiment that is shown, from where its training was interrupted"),
                  "continue", {QKeySequence(Qt::CTRL | Qt::Key_R)});
    rerun = make("rerun", QT_TR_NOOP("Run again with another see&d"),
                 QT_TR_NOOP("The experiment that is shown once more, with the next seed"), "rerun",
                 {QKeySequence(Qt::CTRL | Qt::Key_D)});

    restartOnChange =
        make("restartOnChange", QT_TR_NOOP("Restart on &change"),
             QT_TR_NOOP("Train anew as soon as a setting is changed; the curves before stay for a while, faint"),
             nullptr, {QKeySequence(Qt::CTRL | Qt::Key_T)});
    restartOnChange->setCheckable(true);

    followData = make("followData", QT_TR_NOOP("&Follow the data"), QT_TR_NOOP("Reset the zoom of the chart"), "follow",
                      {QKeySequence(Qt::CTRL | Qt::Key_0)});
    enlargeChart = make("enlargeChart", QT_TR_NOOP("&Enlarge chart"),
                        QT_TR_NOOP("The chart that is meant over the whole page, or all of them again"), nullptr,
                        {QKeySequence(Qt::Key_F8)});
    present = make("present", QT_TR_NOOP("&Present"),
                   QT_TR_NOOP("For the back row: the chart that is meant, large, with large letters and thick lines"),
                   nullptr, {QKeySequence(Qt::Key_F9)});
    present->setCheckable(true);
    largerText = make("largerText", QT_TR_NOOP("Lar&ger text"), QT_TR_NOOP("All letters a step larger"), nullptr,
                      {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    smallerText = make("smallerText", QT_TR_NOOP("S&maller text"), QT_TR_NOOP("All letters a step smaller"), nullptr,
                       {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    normalText = make("normalText", QT_TR_NOOP("&Normal text"), QT_TR_NOOP("Letters as large as the desktop has them"),
                      nullptr, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_0)});
    nextTab = make("nextTab", QT_TR_NOOP("Ne&xt tab"), QT_TR_NOOP("The next tab of the results"), nullptr,
                   {QKeySequence(Qt::CTRL | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageDown)});
    previousTab =
        make("previousTab", QT_TR_NOOP("Pre&vious tab"), QT_TR_NOOP("The previous tab of the results"), nullptr,
             {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab), QKeySequence(Qt::CTRL | Qt::Key_PageUp)});
    resetLayout =
        make("resetLayout", QT_TR_NOOP("&Reset layout"), QT_TR_NOOP("All docks back to their places"), nullptr, {});
    fullScreen = make("fullScreen", QT_TR_NOOP("Full s&creen"), QT_TR_NOOP("Use the whole screen"), nullptr,
                      {QKeySequence(Qt::Key_F11)});
    fullScreen->setCheckable(true);

    restoreSession = make("restoreSession", QT_TR_NOOP("Open again at the &start"),
                          QT_TR_NOOP("Open what was open the last time when Normscope starts: experiments, tab, zooms"),
                          nullptr, {});
    restoreSession->setCheckable(true);

    findAnything = make("findAnything", QT_TR_NOOP("&Find anything…"),
                        QT_TR_NOOP("Type what you want to do: actions, settings such as “lr 0.1”, runs, help"), nullptr,
                        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)});
    help = make("help", QT_TR_NOOP("What batch normalization &does"),
                QT_TR_NOOP("The formula, and how to read what is shown"), "help", {QKeySequence::HelpContents});
    whatsThis =
        make("whatsThis", QT_TR_NOOP("&What is this?"), QT_TR_NOOP("Then click on something to be told what it is"),
             nullptr, {QKeySequence(Qt::SHIFT | Qt::Key_F1)});
    about = make("about", QT_TR_NOOP("&About Normscope"), QT_TR_NOOP("Version, libraries, license"), nullptr, {});

    // Lets platforms that have such places (an application menu) find them, and nothing be moved by its text's look.
    for (const Entry& entry : m_entries) {
        entry.action->setMenuRole(QAction::NoRole);
    }
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    retranslate();
}

QAction* Actions::make(const char* name, const char* text, const char* hint, const char* icon,
                       const QList<QKeySequence>& shortcuts)
{
    auto* action = new QAction(this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(shortcuts);
    if (icon != nullptr) {
        action->setIcon(themedIcon(QString::fromLatin1(icon)));
    }
    m_entries.push_back({action, text, hint});
    return action;
}

void Actions::retranslate()
{
    for (const Entry& entry : m_entries) {
        setText(*entry.action, tr(entry.text));
        setHint(*entry.action, tr(entry.hint));
    }
}

QList<QAction*> Actions::all() const
{
    QList<QAction*> actions;
    for (const Entry& entry : m_entries) {
        actions.append(entry.action);
    }
    return actions;
}

void Actions::setText(QAction& action, const QString& text)
{
    action.setText(text);
    action.setIconText(withoutMnemonic(text));
}

void Actions::setHint(QAction& action, const QString& hint)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    action.setStatusTip(hint);
    //: A tool button's tip: %1 says what it does, %2 is its key
    action.setToolTip(keys.isEmpty() ? hint : tr("%1 (%2)").arg(hint, keys));
}

QString Actions::hintOf(const QAction* action) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [=](const Entry& entry) { return entry.action == action; });
    return found == m_entries.end() ? QString() : tr(found->hint);
}

QStringList Actions::wordsOf(const QAction* action) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [=](const Entry& entry) { return entry.action == action; });
    QStringList words =
        found == m_entries.end() ? QStringList() : Language::inEach(staticMetaObject.className(), found->text);
    std::transform(words.begin(), words.end(), words.begin(), &withoutMnemonic);
    return words;
}

void Actions::offer(QAction& action, const QString& whyNot) const
{
    action.setEnabled(whyNot.isEmpty());
    setHint(action, whyNot.isEmpty() ? hintOf(&action) : whyNot);
}

}  // namespace normscope::ui
