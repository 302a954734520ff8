#pragma once

#include <QByteArray>
#include <QDockWidget>
#include <QMainWindow>
#include <QObject>
#include <QStringList>
#include <QToolBar>
#include <map>

#include "ui/TextSize.h"
#include "ui/panels/ResultsPanel.h"

namespace normscope::ui
{

/// Where the parts of the window lie: settings and runs as tabs of the left side, the log and the history of changes
/// below where they are asked for, the results in all the rest. Remembered from session to session; set aside while the
/// window presents.
class WindowLayout : public QObject
{
    Q_OBJECT

  public:
    /// Both outlive it; the results are the window's middle. Makes the docks.
    WindowLayout(QMainWindow& window, ResultsPanel& results);

    void setContents(QWidget& setup, QWidget& runs, QWidget& log, QWidget& history);
    [[nodiscard]] QToolBar& toolBar() { return *m_toolBar; }
    [[nodiscard]] TextSize& textSize() { return m_textSize; }

    /// The tool button of that action says the first of these texts, the longest first, that leaves all others room;
    /// the last where none does.
    void setTexts(QAction& action, const QStringList& texts);

    /// All as it is at first.
    void reset();
    void restore();
    void save();

    void showSetup() { showSide(*m_setup); }
    void showRuns() { showSide(*m_runs); }
    /// Raises the tab, or hides the side where it is the one that is seen. True where it can be seen now.
    bool goToSetup() { return goTo(*m_setup); }
    bool goToRuns() { return goTo(*m_runs); }
    void toggleLog() { m_log->setVisible(!m_log->isVisible()); }
    void toggleHistory() { m_history->setVisible(!m_history->isVisible()); }

    /// The chart that is meant alone on the screen, in large letters; and back.
    void setPresenting(bool presents);

    void retranslate();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void fitTexts();
    bool goTo(QDockWidget& dock);
    /// Shows the side with that dock's tab in front.
    void showSide(QDockWidget& dock);
    /// The side's tab bar is Qt's, made when there are tabs.
    void describeSideTabs();

    QMainWindow& m_window;
    ResultsPanel& m_results;
    QDockWidget* m_setup;
    QDockWidget* m_runs;
    QDockWidget* m_log;
    QDockWidget* m_history;
    QToolBar* m_toolBar;
    std::map<QAction*, QStringList> m_texts;  ///< of tool buttons that have several
    TextSize m_textSize;
    bool m_isPresenting = false;
    QByteArray m_before;  ///< docks and bars, before it presented
    bool m_wasFullScreen = false;
};

}  // namespace normscope::ui
