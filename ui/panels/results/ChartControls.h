#pragma once

#include <QComboBox>
#include <QLabel>
#include <QToolButton>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/models/Bands.h"
#include "ui/panels/results/RunSeries.h"
#include "ui/panels/results/ShownRuns.h"

namespace normscope::ui
{

/// What the charts of a tab show: quantity, unit of the x axis, how seeds, linear or logarithmic axes.
class ChartControls : public QWidget
{
    Q_OBJECT

  public:
    /// `hasQuantity`: false where each chart of the tab has its own.
    explicit ChartControls(bool hasQuantity, QWidget* parent = nullptr);

    [[nodiscard]] const Quantity& quantity() const;
    [[nodiscard]] XUnit unit() const;
    [[nodiscard]] bool isLogX() const { return m_logX->isChecked(); }
    [[nodiscard]] bool isLogY() const { return m_logY->isChecked(); }
    /// How several seeds are shown: as means with such a band, or none: each by itself. As chosen the last time.
    [[nodiscard]] std::optional<BandKind> seeds() const;
    void setSeeds(std::optional<BandKind> seeds);

    /// Offers the choice how seeds are shown only where an experiment among these has several.
    void setRuns(const std::vector<ShownRun>& runs);

    /// The buttons show what that chart has: its own menu changes its axes, too.
    void showScalesOf(const LineChart& chart);

  Q_SIGNALS:
    void quantityChanged(const normscope::ui::Quantity& quantity);
    void unitChanged(normscope::ui::XUnit unit);
    void seedsChanged(std::optional<normscope::ui::BandKind> seeds);
    void logXChanged(bool log);
    void logYChanged(bool log);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    const std::vector<Quantity> m_quantities = quantities();
    QLabel* m_quantityLabel;
    QComboBox* m_quantity;
    QLabel* m_unitLabel;
    QComboBox* m_unit;
    QLabel* m_seedsLabel;
    QComboBox* m_seeds;
    QToolButton* m_logX;
    QToolButton* m_logY;
};

}  // namespace normscope::ui
