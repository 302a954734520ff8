#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QObject>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <string>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// One setting as a row of a form: label, editor, reset button and, below, what is wrong with what was typed, or the
/// cases that several values make. The editor is made for the setting: a list for one of several words, a check box for
/// a switch, a line for all else.
class SettingField : public QObject
{
    Q_OBJECT

  public:
    /// Adds its widgets as the next rows of a grid with three columns. The document outlives the field.
    SettingField(ExperimentDocument& document, std::string key, QGridLayout& grid);

    [[nodiscard]] QWidget* editor() const { return m_editor; }
    [[nodiscard]] bool hasProblem() const { return !m_problem->text().isEmpty(); }
    /// Shows or hides the whole row.
    void setVisible(bool visible);
    /// Puts the label above the editor instead of before it.
    void setNarrow(bool narrow);
    /// The pixels that label and editor with its button need; 0 while it is hidden.
    [[nodiscard]] int labelWidth() const;
    [[nodiscard]] int editorWidth() const;
    /// Shows for a second that its value was changed by something else. The editor has a property "flashes" meanwhile.
    void flash();
    /// What it shows, to tell whether something has changed.
    [[nodiscard]] QStringList shown() const { return QStringList(m_shown) + m_document.values(m_key); }
    void retranslate();

    /// Offers these texts in an editable list instead of a line: {text, label}.
    void offer(const QList<std::pair<QString, QString>>& texts);

  private:
    void makeEditor(QWidget* parent);
    void show();
    void write(const QString& text);
    void setFlashing(bool flashing);
    [[nodiscard]] QString problemText() const;
    [[nodiscard]] QString casesText() const;

    ExperimentDocument& m_document;
    const std::string m_key;
    QGridLayout& m_grid;
    const int m_row;  ///< the first of its rows, which is empty unless it is narrow
    QLabel* m_label;
    QWidget* m_editor = nullptr;
    QToolButton* m_reset;
    QLabel* m_problem;
    QLabel* m_cases;
    bool m_isShowing = false;  ///< the editor changes because the document did
    bool m_isWriting = false;  ///< and the other way round
    QString m_shown;           ///< the document's text that the editor stands for
    bool m_isVisible = true;
    bool m_isNarrow = false;
    QTimer m_flash;
};

/// Keeps the wheel from changing a field that the pointer only passes while the form is scrolled.
void ignoreWheelUnlessFocused(QWidget& widget);

}  // namespace normscope::ui
