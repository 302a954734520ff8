#pragma once

#include <QAction>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QWidget>
#include <deque>
#include <optional>

#include "ui/models/ExperimentStore.h"
#include "ui/panels/ResultsPanel.h"

namespace normscope::ui
{

/// What was open, kept from one session to the next: the experiments by their folders, which of them were checked, the
/// one that was shown, the tab, what the charts show and where they are zoomed to. Written shortly after experiments
/// come, go or are chosen, and at the end. Of two windows the one that writes last is restored.
class KeptSession : public QObject
{
    Q_OBJECT

  public:
    /// All outlive it; `isWanted` is the checkable action that turns restoring on and off, which is remembered. The
    /// window is the parent of messages.
    KeptSession(ExperimentStore& store, ResultsPanel& results, QAction& isWanted, QWidget& window);

    /// Opens it again where that is wanted, a folder at a time while the window is used; trains nothing. Folders that
    /// are gone are passed over, and those that cannot be read are told in the end. What is chosen meanwhile stays
    /// chosen.
    void restore();

    /// Writes it now, unless it is still being restored.
    void keep();

    /// Where it is kept in QSettings, and whether it is to be restored.
    static constexpr const char* kKey = "session";
    static constexpr const char* kWantedKey = "restoreSession";

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    struct Kept
    {
        QString folder;
        bool isChecked = true;
        bool isPassing = false;
    };
    void openNext();
    void finish();
    void tellProblems();

    ExperimentStore& m_store;
    ResultsPanel& m_results;
    QAction& m_isWanted;
    QWidget& m_window;
    QTimer m_timer;
    QTimer m_next;
    std::deque<Kept> m_toOpen;
    std::vector<ExperimentId> m_opened;
    std::vector<ExperimentId> m_passing;  ///< of those, what is shown only until another is
    QString m_shown;                      ///< the folder of the one that was
    ExperimentId m_current = 0;
    QJsonObject m_view;
    QStringList m_problems;
    bool m_isRestoring = false;
};

}  // namespace normscope::ui
