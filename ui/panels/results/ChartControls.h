#pragma once

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>

#include "ui/charts/LineChart.h"
#include "ui/panels/results/RunSeries.h"

namespace normscope::ui
{

/// What the charts of a tab show: quantity, unit of the x axis, linear or logarithmic axes.
class ChartControls : public QWidget
{
    Q_OBJECT

  public:
    /// `hasQuantity`: false where each chart of the tab has its own.
    explicit ChartControls(bool hasQuantity, QWidget* parent = nullptr);

    [[nodiscard]] Quantity quantity() const;
    [[nodiscard]] XUnit unit() const;

    /// The buttons show what that chart has: its own menu changes its axes, too.
    void showScalesOf(const LineChart& chart);

  Q_SIGNALS:
    void quantityChanged(normscope::ui::Quantity quantity);
    void unitChanged(normscope::ui::XUnit unit);
    void logXChanged(bool log);
    void logYChanged(bool log);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    QLabel* m_quantityLabel;
    QComboBox* m_quantity;
    QLabel* m_unitLabel;
    QComboBox* m_unit;
    QToolButton* m_logX;
    QToolButton* m_logY;
};

}  // namespace normscope::ui
