#pragma once

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QRadioButton>
#include <filesystem>

#include "ui/charts/LineChart.h"
#include "ui/panels/export/FileField.h"

namespace normscope::ui
{

/// Saves the numbers of one chart as CSV: all of them or what is to be seen.
class DataExportDialog : public QDialog
{
    Q_OBJECT

  public:
    /// The chart outlives the dialog. `prefix`: what the proposed name begins with.
    explicit DataExportDialog(const LineChart& chart, const QString& prefix = {}, QWidget* parent = nullptr);

    /// What is or has been written.
    [[nodiscard]] std::filesystem::path path() const;

  public Q_SLOTS:
    void accept() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void updateNote();
    void retranslate();

    const LineChart& m_chart;
    QRadioButton* m_all;
    QRadioButton* m_visible;
    QLabel* m_hint;
    FileField* m_file;
    QDialogButtonBox* m_buttons;
};

}  // namespace normscope::ui
