#pragma once

#include <QLabel>
#include <QScrollArea>
#include <QWidget>
#include <vector>

#include "ui/models/ExperimentDocument.h"
#include "ui/panels/setup/Expectation.h"
#include "ui/panels/setup/FieldGroup.h"
#include "ui/panels/setup/PresetBox.h"

namespace normscope::ui
{

/// Everything that a person chooses for an experiment. Writes into the document and shows what is there: settings stay
/// editable while a training runs, for the next one. Where it is narrow, labels stand above their fields.
class SetupPanel : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the panel.
    explicit SetupPanel(ExperimentDocument& document, QWidget* parent = nullptr);

    /// Replaces the settings by the preset's; fields that it changes flash.
    void usePreset(const Preset& preset);

    /// Which presets there are, and wishes for others.
    [[nodiscard]] PresetBox& presetBox() const { return *m_presets; }

    /// Scrolls to the first field whose text cannot be used and gives it the focus.
    void focusFirstProblem();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void orderTabs();
    void fitWidth();
    void showProblems();
    void retranslate();

    ExperimentDocument& m_document;
    PresetBox* m_presets;
    QScrollArea* m_scroll;
    QLabel* m_problems;
    std::vector<FieldGroup*> m_groups;
    Expectation* m_expectation;
};

}  // namespace normscope::ui
