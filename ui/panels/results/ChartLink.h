#pragma once

#include <QObject>
#include <vector>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// Lets charts with the same x axis move together.
class ChartLink : public QObject
{
  public:
    enum class What
    {
        Crosshair,
        CrosshairAndRange,  ///< zoom and pan, too; while following all show what holds the data of all
    };

    /// The charts outlive the link or are its parent's children.
    ChartLink(std::vector<LineChart*> charts, What what, QObject* parent);

    /// With CrosshairAndRange, after a refresh: makes the axes of following charts hold the data of all.
    void shareRange();

  private:
    void takeRange(const LineChart& source, const ChartRange& range);
    void takeCrosshair(const LineChart& source, std::optional<double> x);

    std::vector<LineChart*> m_charts;
    std::optional<ChartRange> m_shared;
    bool m_isTaking = false;  ///< what a chart tells now is our own doing
};

}  // namespace normscope::ui
