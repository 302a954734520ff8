#pragma once

#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTreeView>

#include "ui/models/LayerTableModel.h"
#include "ui/panels/setup/DatasetStrip.h"
#include "ui/panels/setup/FieldGroup.h"
#include "ui/panels/setup/MissingDataset.h"
#include "ui/panels/setup/ProbeButton.h"
#include "ui/panels/setup/SchedulePicture.h"

/// The parts of the form. Their fields are those of the settings of the same SettingGroup.
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
    void resizeEvent(QResizeEvent* event) override;

  private:
    void update();
    /// What the layers cost is shown beside them where there is room for it.
    void showCostsWithRoom();
    QPushButton* m_backToFamily;  ///< while the network is one of the user's own
    QLabel* m_formula;            ///< the momentum in words, and PyTorch's
    LayerTableModel m_layers;
    QTreeView* m_table;
};

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
    void chooseFile();
    void showMessage();
    DatasetStrip* m_strip;
    QLabel* m_message;  ///< why there is nothing to look at, in place of the strip
    MissingDataset* m_missing;
    QPushButton* m_folder;
    QPushButton* m_file;
};

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

/// How long, how often and with what.
class RunGroup : public FieldGroup
{
    Q_OBJECT

  public:
    explicit RunGroup(ExperimentDocument& document, QWidget* parent = nullptr);

  protected:
    void retranslate() override;

  private:
    ProbeButton* m_probes;
};

}  // namespace normscope::ui
