#pragma once

#include <QCheckBox>
#include <QPushButton>

#include "ui/models/ExperimentStore.h"
#include "ui/models/SettingsModel.h"
#include "ui/panels/SavedNotice.h"
#include "ui/panels/results/CopyableTable.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// The settings of the shown experiments side by side.
class SettingsTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit SettingsTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Settings"); }
    [[nodiscard]] QString help() const override
    {
        return tr("The settings of the experiments that are checked, beside each other; what differs is bold.");
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fill();
    void retranslate();

    const ExperimentStore& m_store;
    QCheckBox* m_differencesOnly;
    QPushButton* m_copy;
    QPushButton* m_save;
    CopyableTable* m_table;
    SavedNotice* m_notice;
    SettingsModel m_model;
};

}  // namespace normscope::ui
