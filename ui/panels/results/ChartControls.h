#pragma once

#include <QComboBox>
#include <QJsonObject>
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

/// What the charts of a tab show: quantity, unit of the x axis, how seeds, how smooth, linear or logarithmic axes.
/// Wraps.
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
    /// How several seeds are shown. As chosen the last time.
    [[nodiscard]] SeedView seeds() const;
    void setSeeds(const normscope::ui::SeedView& seeds);

    /// How many values the means of what there is for each batch are of; 1: no means. As chosen the last time.
    [[nodiscard]] int smoothing() const;
    void setSmoothing(int window);

    /// What is chosen but for seeds and smoothing, which are remembered by themselves; and back. A choice that there is
    /// no more stays as it is.
    [[nodiscard]] QJsonObject choices() const;
    void setChoices(const QJsonObject& choices);

    /// Offers the choice how seeds are shown only where an experiment among these has several.
    void setRuns(const std::vector<ShownRun>& runs);

    /// The buttons show what that chart has: its own menu changes its axes, too.
    void showScalesOf(const LineChart& chart);

  Q_SIGNALS:
    void quantityChanged(const normscope::ui::Quantity& quantity);
    void unitChanged(normscope::ui::XUnit unit);
    void seedsChanged(const normscope::ui::SeedView& seeds);
    void smoothingChanged(int window);
    void logXChanged(bool log);
    void logYChanged(bool log);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void retranslate();

    const std::vector<Quantity> m_quantities = quantities();
    /// A choice and what it is of, which stay together.
    struct Field
    {
        QWidget* whole = nullptr;
        QLabel* label = nullptr;
        QComboBox* combo = nullptr;
    };
    static Field makeField(const char* name, QWidget* parent);

    Field m_quantity;
    Field m_unit;
    Field m_seeds;
    Field m_smoothing;
    QToolButton* m_logX;
    QToolButton* m_logY;
};

}  // namespace normscope::ui
