#pragma once

#include <QMainWindow>
#include <memory>

#include "ui/Language.h"
#include "ui/Theme.h"

namespace normscope::ui
{

/// The workbench: settings and runs as tabs of the left side, results beside it, the log below where it is asked for.
/// Puts the parts together and remembers how they lay; what they do is in the controllers and panels.
class MainWindow : public QMainWindow
{
    Q_OBJECT

  public:
    /// Theme and language outlive the window.
    MainWindow(Theme& theme, Language& language);
    /// Stops a training and waits for it.
    ~MainWindow() override;

    /// An experiment's file, a run's folder or a dataset's, as given on the command line or dropped.
    void open(const QString& path);

    /// Opens what was open the last time, once the window is shown; see KeptSession.
    void restoreSession();

  public Q_SLOTS:
    /// Stops what runs and closes without a question.
    void quit();

  protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void createPanels();
    void createPalette();
    void createMenus();
    void fillToolBar();
    void connectParts();
    /// Asks; true where a running training may be stopped.
    [[nodiscard]] bool mayStopTraining();
    void retranslate();
    void updateTitle();

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace normscope::ui
