#pragma once

#include <QPushButton>

#include "ui/panels/setup/DatasetStrip.h"
#include "ui/panels/setup/FieldGroup.h"

namespace normscope::ui
{

/// The dataset with a look at it, what of it is used and how it is varied.
class DataGroup : public FieldGroup
{
    Q_OBJECT

  public:
    explicit DataGroup(ExperimentDocument& document, QWidget* parent = nullptr);

  protected:
    void retranslate() override;

  private:
    void chooseFolder();
    DatasetStrip* m_strip;
    QPushButton* m_folder;
};

}  // namespace normscope::ui
