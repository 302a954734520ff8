#pragma once

#include "ui/panels/setup/FieldGroup.h"

namespace normscope::ui
{

/// How long, how often and with what.
class RunGroup : public FieldGroup
{
    Q_OBJECT

  public:
    explicit RunGroup(ExperimentDocument& document, QWidget* parent = nullptr);

  protected:
    void retranslate() override;
};

}  // namespace normscope::ui
