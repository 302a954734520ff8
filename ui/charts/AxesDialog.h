#pragma once

#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <optional>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// Titles, ranges and labels of a chart, to type others in; empty fields show what there is without. They hold on the
/// screen and in pictures until they are emptied again.
class AxesDialog : public QDialog
{
    Q_OBJECT

  public:
    /// The chart outlives the dialog.
    explicit AxesDialog(LineChart& chart, QWidget* parent = nullptr);

  public Q_SLOTS:
    void accept() override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    struct Axis
    {
        QLineEdit* title;
        QLineEdit* least;
        QLineEdit* greatest;
    };
    Axis makeAxis(const char* name, const QString& typedTitle, const QString& title, std::optional<double> typedLeast,
                  double least, std::optional<double> typedGreatest, double greatest);
    void fillLabels();
    void clear();
    /// What keeps the fields from being taken; empty: nothing.
    [[nodiscard]] QString problem() const;
    void check();
    void retranslate();

    LineChart& m_chart;
    QFormLayout* m_layout;
    QLineEdit* m_title;
    Axis m_x;
    Axis m_y;
    QTableWidget* m_labels;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

}  // namespace normscope::ui
