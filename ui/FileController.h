#pragma once

#include <QObject>
#include <QWidget>
#include <filesystem>

#include "ui/Actions.h"
#include "ui/KeptSettings.h"
#include "ui/RecentFiles.h"
#include "ui/models/ExperimentDocument.h"
#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// Opening and saving: experiments (settings) and result folders, by dialog, recent list and drop.
class FileController : public QObject
{
    Q_OBJECT

  public:
    FileController(Actions& actions, ExperimentDocument& document, ExperimentStore& store, QWidget& window);

    /// Opens whatever that is: a JSON file of settings, a folder of results, of runs or of a dataset. A message names
    /// what could not be opened, and nothing has changed.
    void open(const QString& path);

    /// Before the window closes: false where the user wants to keep unsaved changes of a file. Those that he does not
    /// want are taken back, and what is of no file is there again the next time.
    [[nodiscard]] bool mayDiscardChanges();

    [[nodiscard]] QMenu& recentMenu() { return m_recent.menu(); }

  public Q_SLOTS:
    void startNew();
    /// Among the recent files.
    void remember(const QString& path) { m_recent.add(path); }
    void askForExperiment();
    void askForResults();
    bool save();
    bool saveAs();
    /// Presets of the user's own; see OwnPresets.h.
    void keepPreset();
    void removePreset();
    void usePreset(const QString& title, const std::filesystem::path& path);

  Q_SIGNALS:
    /// The folder of an experiment of several cases was opened: those that have begun are in the store.
    void casesOpened(const std::filesystem::path& folder);
    /// A folder of experiments was opened: they are to be listed.
    void runsFound(const std::filesystem::path& folder);

  private:
    enum class Answer
    {
        GoOn,     ///< there is nothing to be lost, or it has been saved
        Discard,  ///< the changes are not wanted
        Stay,
    };
    [[nodiscard]] Answer askAboutChanges();
    bool saveTo(const QString& path);
    void openExperiment(const QString& path);
    void openResults(const QString& path);
    void refuse(const QString& what, const Error& error);
    [[nodiscard]] QString folderToStartIn() const;

    ExperimentDocument& m_document;
    ExperimentStore& m_store;
    QWidget& m_window;
    RecentFiles m_recent;
    KeptSettings m_kept;
};

}  // namespace normscope::ui
