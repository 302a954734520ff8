#include "ui/panels/results/ChartLink.h"

#include <QScopedValueRollback>
#include <algorithm>
#include <utility>

namespace normscope::ui
{

ChartLink::ChartLink(std::vector<LineChart*> charts, What what, QObject* parent)
    : QObject(parent)
    , m_charts(std::move(charts))
{
    for (LineChart* chart : m_charts) {
        connect(chart, &LineChart::crosshairMoved, this,
                [this, chart](std::optional<double> x) { takeCrosshair(*chart, x); });
        if (what == What::CrosshairAndRange) {
            connect(chart, &LineChart::rangeChanged, this,
                    [this, chart](const ChartRange& range) { takeRange(*chart, range); });
        }
    }
}

void ChartLink::takeRange(const LineChart& source, const ChartRange& range)
{
    if (m_isTaking) {
        return;
    }
    const QScopedValueRollback taking(m_isTaking, true);
    for (LineChart* chart : m_charts) {
        if (chart == &source) {
            continue;
        }
        if (source.isFollowing()) {
            chart->resetZoom();
        } else {
            chart->setVisibleRange(range);
        }
    }
}

void ChartLink::takeCrosshair(const LineChart& source, std::optional<double> x)
{
    if (m_isTaking) {
        return;
    }
    const QScopedValueRollback taking(m_isTaking, true);
    for (LineChart* chart : m_charts) {
        if (chart != &source) {
            chart->setCrosshair(x);
        }
    }
}

void ChartLink::shareRange()
{
    // Curves that run away do not press those of other charts flat either.
    const bool isAnyCalm = std::any_of(m_charts.begin(), m_charts.end(), [](const LineChart* chart) {
        return !chart->curves().empty() && chart->isCalm();
    });
    std::optional<ChartRange> all;
    bool hasY = false;
    for (const LineChart* chart : m_charts) {
        if (chart->curves().empty()) {
            continue;
        }
        const ChartRange own = chart->dataRange();
        all =
            all ? ChartRange{std::min(all->xMin, own.xMin), std::max(all->xMax, own.xMax), all->yMin, all->yMax} : own;
        if (chart->isCalm() || !isAnyCalm) {
            all->yMin = hasY ? std::min(all->yMin, own.yMin) : own.yMin;
            all->yMax = hasY ? std::max(all->yMax, own.yMax) : own.yMax;
            hasY = true;
        }
    }
    if (all != m_shared) {
        m_shared = all;
        const QScopedValueRollback taking(m_isTaking, true);
        for (LineChart* chart : m_charts) {
            chart->setSharedRange(all);
        }
    }
}

}  // namespace normscope::ui
