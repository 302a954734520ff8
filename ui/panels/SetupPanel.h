#pragma once

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QWidget>
#include <vector>

#include "ui/models/ExperimentDocument.h"
#include "ui/panels/setup/FieldGroup.h"

namespace normscope::ui
{

/// Everything that a person chooses for an experiment. Writes into the document and shows what is there: settings stay
/// editable while a training runs, for the next one.
class SetupPanel : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the panel.
    explicit SetupPanel(ExperimentDocument& document, QWidget* parent = nullptr);

    /// Scrolls to the first field whose text cannot be used and gives it the focus.
    void focusFirstProblem();

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void usePreset(int index);
    void showProblems();
    void retranslate();

    ExperimentDocument& m_document;
    QComboBox* m_presets;
    QScrollArea* m_scroll;
    QLabel* m_problems;
    std::vector<FieldGroup*> m_groups;
};

}  // namespace normscope::ui
