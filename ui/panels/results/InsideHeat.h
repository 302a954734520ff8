#pragma once

#include <QHash>
#include <QLabel>
#include <QSplitter>
#include <QWidget>
#include <filesystem>
#include <vector>

#include "ui/charts/HeatStrip.h"
#include "ui/report/figures/InsideCharts.h"

namespace normscope::ui
{

/// One number a layer and look, to be shown as a heat strip.
struct InsideMeasure
{
    const char* key;  ///< in what is kept: "gradient-norm"
    const char* instrument;
    const char* column;
    const char* minus;  ///< another column that is taken off it; empty: none
    const char* title;  ///< to be translated in the context InsideMeasures
    AxisScale scale = AxisScale::Linear;
    bool isSigned = false;
    bool isPercent = false;
};

/// In the order in which they are offered.
[[nodiscard]] const std::vector<InsideMeasure>& insideMeasures();
[[nodiscard]] QString titleOf(const InsideMeasure& measure);

/// Layers × steps of one measure, a heat strip a run on one scale. Where a run has nothing of it there is no strip.
class InsideHeat : public QWidget
{
    Q_OBJECT

  public:
    explicit InsideHeat(QWidget* parent = nullptr);

    /// Begins anew with these runs, two at most, and shows nothing before catchUp().
    void setRuns(const std::vector<InsideRun>& runs, const InsideMeasure& measure);
    void setLog(bool isLog);
    /// Takes in looks that are new. False where there is nothing to be shown.
    bool catchUp();
    void setLineSeen(bool seen);

  Q_SIGNALS:
    void layerOpened(const QString& layer);
    void saved(const std::filesystem::path& path);

  protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Side
    {
        HeatStrip* strip = nullptr;
        InsideRun run;
        HeatGrid grid;
        QHash<QString, std::size_t> rows = {};  ///< of the grid, by name
        std::size_t read = 0;
    };
    void read(Side& side) const;
    void showScale();
    void showTexts();
    void showCell(const HeatStrip& of);
    void exportPictureOf(const HeatStrip& strip);
    void exportNumbersOf(const HeatStrip& strip);
    void finish(const Status& written, const QString& path);

    QSplitter* m_strips;
    QLabel* m_readout;
    std::vector<Side> m_sides;
    std::size_t m_shown = 0;  ///< of the sides
    const InsideMeasure* m_measure = nullptr;
    bool m_isLog = false;
};

}  // namespace normscope::ui
