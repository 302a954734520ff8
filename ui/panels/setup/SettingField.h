#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QObject>
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
    void retranslate();

    /// Offers these texts in an editable list instead of a line: {text, label}.
    void offer(const QList<std::pair<QString, QString>>& texts);

  private:
    void makeEditor(QWidget* parent);
    void show();
    void write(const QString& text);
    [[nodiscard]] QString problemText() const;
    [[nodiscard]] QString casesText() const;

    ExperimentDocument& m_document;
    const std::string m_key;
    QLabel* m_label;
    QWidget* m_editor = nullptr;
    QToolButton* m_reset;
    QLabel* m_problem;
    QLabel* m_cases;
    bool m_isShowing = false;  ///< the editor changes because the document did
    bool m_isWriting = false;  ///< and the other way round
    QString m_shown;           ///< the document's text that the editor stands for
    bool m_isVisible = true;
};

/// Keeps the wheel from changing a field that the pointer only passes while the form is scrolled.
void ignoreWheelUnlessFocused(QWidget& widget);

}  // namespace normscope::ui
