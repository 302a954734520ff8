#pragma once

#include <QDialog>
#include <QDialogButtonBox>
#include <QPushButton>
#include <filesystem>

#include "ui/charts/LineChart.h"
#include "ui/panels/export/FileField.h"
#include "ui/panels/export/PictureForm.h"
#include "ui/panels/export/PicturePreview.h"

namespace normscope::ui
{

/// Saves one chart as PNG, SVG or PDF, with a preview of what will be written. Accepted once the file is there; what
/// keeps it from being written is said beside the file's name. Format, size and folder are remembered.
class ExportDialog : public QDialog
{
    Q_OBJECT

  public:
    /// The chart outlives the dialog. `prefix`: what the proposed name begins with, e.g. the experiment's name.
    explicit ExportDialog(LineChart& chart, const QString& prefix = {}, QWidget* parent = nullptr);

    /// What is or has been written.
    [[nodiscard]] std::filesystem::path path() const;

  public Q_SLOTS:
    void accept() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void takeFormatFromName();
    void putFormatIntoName();
    void editWords();
    void updateNote();
    void retranslate();

    LineChart& m_chart;
    PictureForm* m_form;
    QPushButton* m_words;
    PicturePreview* m_preview;
    FileField* m_file;
    QDialogButtonBox* m_buttons;
};

}  // namespace normscope::ui
