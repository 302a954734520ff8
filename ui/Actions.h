#pragma once

#include <QAction>
#include <QObject>
#include <vector>

namespace normscope::ui
{

/// Everything that the window can be told to do, with its text, shortcut and icon: menus and toolbars are put together
/// from these. What an order does is the main window's affair.
class Actions : public QObject
{
    Q_OBJECT

  public:
    explicit Actions(QObject* parent);

    QAction* newExperiment;
    QAction* openExperiment;
    QAction* openRun;
    QAction* save;
    QAction* saveAs;
    QAction* exportFigure;
    QAction* exportData;
    QAction* exportAll;
    QAction* quit;

    QAction* undo;
    QAction* redo;
    QAction* copyFigure;
    QAction* showSettings;
    QAction* showRuns;
    QAction* showLog;
    QAction* showHistory;

    QAction* trainTwin;
    QAction* trainOne;
    QAction* pause;  ///< checked while paused
    QAction* step;
    QAction* stop;
    QAction* stopAll;
    QAction* requeue;  ///< puts back what stopAll took out of the queue
    QAction* resume;   ///< goes on with what was interrupted
    QAction* rerun;
    QAction* restartOnChange;  ///< checkable

    QAction* followData;
    QAction* enlargeChart;
    QAction* present;  ///< checked while presenting
    QAction* largerText;
    QAction* smallerText;
    QAction* normalText;
    QAction* nextTab;
    QAction* previousTab;
    QAction* resetLayout;
    QAction* fullScreen;
    QAction* restoreSession;  ///< checkable

    QAction* findAnything;
    QAction* help;
    QAction* whatsThis;
    QAction* about;

    /// All of them: in a window whose menus are hidden their keys still work.
    [[nodiscard]] QList<QAction*> all() const;

    /// Sets all texts in the language of now.
    void retranslate();
    /// `text` with its mnemonic in menus, without it on tool buttons, also where it stands in brackets behind the text.
    static void setText(QAction& action, const QString& text);
    /// What the action does, or why it cannot be used: in its tip with its key, and in the status bar.
    static void setHint(QAction& action, const QString& hint);
    /// What it does, in the language of now.
    [[nodiscard]] QString hintOf(const QAction* action) const;
    /// Its text in every language, without mnemonics: what it can be found by.
    [[nodiscard]] QStringList wordsOf(const QAction* action) const;
    /// It can be used unless there is a reason why not, which its tip then tells.
    void offer(QAction& action, const QString& whyNot) const;

  private:
    struct Entry
    {
        QAction* action;
        const char* text;  ///< marked for translation
        const char* hint;  ///< likewise
    };
    /// `icon`: a name in resources/icons; null for none.
    QAction* make(const char* name, const char* text, const char* hint, const char* icon,
                  const QList<QKeySequence>& shortcuts);

    std::vector<Entry> m_entries;
};

}  // namespace normscope::ui
