#pragma once

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <filesystem>
#include <utility>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/panels/export/FileField.h"
#include "ui/panels/export/PictureForm.h"

namespace normscope::ui
{

/// Saves all charts of an experiment into one folder, in one format and size.
class ExportAllDialog : public QDialog
{
    Q_OBJECT

  public:
    /// The charts (see ResultsPanel::allCharts()) outlive the dialog. `folderName`: of the folder that is proposed, in
    /// the one that was exported to last.
    ExportAllDialog(std::vector<std::pair<QString, LineChart*>> charts, const QString& folderName,
                    QWidget* parent = nullptr);

    /// What has been written.
    [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return m_files; }

  public Q_SLOTS:
    void accept() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void updateNote();
    void retranslate();

    std::vector<std::pair<QString, LineChart*>> m_charts;
    std::vector<std::filesystem::path> m_files;
    PictureForm* m_form;
    QLabel* m_list;
    FileField* m_folder;
    QDialogButtonBox* m_buttons;
};

}  // namespace normscope::ui
