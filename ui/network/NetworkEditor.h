#pragma once

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "ui/charts/FlowLayout.h"
#include "ui/network/NetworkDocument.h"
#include "ui/network/NetworkVariants.h"
#include "ui/network/NetworkView.h"

namespace normscope::ui
{

/// The drawn network with all that can be done with it: what is put in, taken out and changed, what is copied and
/// saved, and what it costs.
class NetworkEditor : public QWidget
{
    Q_OBJECT

  public:
    /// The settings outlive it.
    explicit NetworkEditor(ExperimentDocument& settings, QWidget* parent = nullptr);

    [[nodiscard]] NetworkView& view() const { return *m_view; }
    [[nodiscard]] NetworkDocument& document() { return m_document; }
    /// A large button for the action below the drawing, while it is wanted.
    void offerTraining(QAction& action);
    void setTrainingOffered(bool isOffered);

  Q_SIGNALS:
    /// A file was written: for the list of recent ones.
    void saved(const QString& path);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QAction* add(const char* name, void (NetworkEditor::*slot)());
    void insertKind(const std::string& kind);
    void openPalette();
    void removeChosen();
    void duplicateChosen();
    void moveBack();
    void moveForward();
    void startShortcut();
    void toggleFold();
    void foldOrOpenAll();
    void copyPyTorch();
    void savePicture();
    void saveNetwork();
    void update();
    void showNumbers();
    void editNumbers();
    void tell(const QString& text, bool isProblem);
    void tell(const Status& status);
    void fillPalette();
    void fillShown();
    void showVariant();
    [[nodiscard]] bool isSideBySide() const { return m_pages->currentWidget() == m_variants; }
    void retranslate();

    NetworkDocument m_document;
    NetworkView* m_view;
    QToolBar* m_bar;
    QMenu* m_palette;
    QToolButton* m_insert;
    QAction* m_remove;
    QAction* m_duplicate;
    QAction* m_back;
    QAction* m_forward;
    QAction* m_shortcut;
    QAction* m_fold;
    QAction* m_foldAll;
    QAction* m_fit;
    QAction* m_copy;
    QAction* m_picture;
    QAction* m_save;
    QComboBox* m_shown;  ///< whose network: each variant's label, or empty for all of them side by side
    VariantsView* m_variants;
    QStackedWidget* m_pages;
    QWidget* m_kinds;     ///< to be dragged onto a line
    QToolButton* m_drag;  ///< shows them
    QWidget* m_numbers;   ///< of the chosen layer
    FlowLayout* m_numbersRow;
    std::string m_numbersOf;
    QWidget* m_own;  ///< says that it is a network of one's own
    QLabel* m_ownText;
    QToolButton* m_backToFamily;
    QLabel* m_summary;
    QLabel* m_told;
    QToolButton* m_train;
};

}  // namespace normscope::ui
