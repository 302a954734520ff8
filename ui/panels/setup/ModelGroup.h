#pragma once

#include <QLabel>
#include <QTreeView>

#include "ui/models/LayerTableModel.h"
#include "ui/panels/setup/FieldGroup.h"

namespace normscope::ui
{

/// Family, widths, batch normalization, and the table of layers.
class ModelGroup : public FieldGroup
{
    Q_OBJECT

  public:
    explicit ModelGroup(ExperimentDocument& document, QWidget* parent = nullptr);

  protected:
    void retranslate() override;

  private:
    void update();
    QLabel* m_formula;  ///< the momentum in words, and PyTorch's
    LayerTableModel m_layers;
    QTreeView* m_table;
};

}  // namespace normscope::ui
