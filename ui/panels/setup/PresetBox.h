#pragma once

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The list of presets and, below it, what the one that was used lets see. It names that one until another experiment
/// is set up, and says whether something has been changed since.
class PresetBox : public QWidget
{
    Q_OBJECT

  public:
    /// The document outlives the box.
    explicit PresetBox(ExperimentDocument& document, QWidget* parent = nullptr);

  Q_SIGNALS:
    /// One was picked in the opened list, maybe the same again.
    void picked(const normscope::Preset& preset);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void show();
    void retranslate();

    ExperimentDocument& m_document;
    QComboBox* m_list;  ///< its first entry says what it is for
    QLabel* m_description;
};

}  // namespace normscope::ui
