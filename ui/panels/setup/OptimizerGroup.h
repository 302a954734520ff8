#pragma once

#include <QSlider>

#include "ui/panels/setup/FieldGroup.h"
#include "ui/panels/setup/SchedulePicture.h"

namespace normscope::ui
{

/// SGD and its learning rate over the run.
class OptimizerGroup : public FieldGroup
{
    Q_OBJECT

  public:
    explicit OptimizerGroup(ExperimentDocument& document, QWidget* parent = nullptr);

  protected:
    void retranslate() override;

  private:
    void update();
    QSlider* m_rate;  ///< the learning rate on a log scale
    SchedulePicture* m_schedule;
};

}  // namespace normscope::ui
