#include "ui/panels/results/RunSeries.h"

#include <algorithm>
#include <cmath>

#include <normscope/experiment/Convergence.h>

namespace normscope::ui
{

namespace
{

/// Every series that a chart draws.
std::vector<SeriesId> drawnSeries()
{
    std::vector<SeriesId> drawn;
    for (const RunTable table : kRunTables) {
        for (std::size_t i = 0; i < seriesOf(table).size(); ++i) {
            if (!seriesOf(table)[i].chart.empty()) {
                drawn.push_back({table, i});
            }
        }
    }
    return drawn;
}

}  // namespace

std::vector<Quantity> quantities()
{
    std::vector<Quantity> found;
    for (const SeriesId series : drawnSeries()) {
        const Quantity quantity{series.facts().chart};
        if (std::find(found.begin(), found.end(), quantity) == found.end()) {
            found.push_back(quantity);
        }
    }
    return found;
}

std::vector<SeriesId> linesOf(const Quantity& quantity)
{
    std::vector<SeriesId> lines = drawnSeries();
    std::erase_if(lines, [&](SeriesId series) { return series.facts().chart != quantity.chart; });
    return lines;
}

bool isPerBatch(SeriesId series)
{
    return series.table == RunTable::Iterations;
}

bool hasEpochsAlone(const Quantity& quantity, const RunRecord& record)
{
    const std::vector<SeriesId> lines = linesOf(quantity);
    return std::all_of(lines.begin(), lines.end(), [&](SeriesId series) {
        return series.table == RunTable::Epochs || record.log(series.table).empty();
    });
}

double usualOf(const RunRecord& record, SeriesId series)
{
    const SeriesLog& log = record.log(series.table);
    if (series.facts().unit != SeriesUnit::Loss || log.empty()) {
        return 0;
    }
    const double first = std::abs(log.column(series.facts().name)[0]);
    return std::isfinite(first) ? first : 0;
}

CurveForm lineFormOf(SeriesId series)
{
    return series.table == RunTable::Epochs ? CurveForm::LineWithMarkers : CurveForm::Line;
}

RunLine::RunLine(const RunRecord& record, SeriesId series, XUnit unit, std::int64_t perEpoch)
    : m_log(record.log(series.table))
    , m_values(m_log.column(series.facts().name))
    , m_seconds(m_log.column("train_seconds"))
    , m_series(series)
    , m_unit(unit)
    , m_perEpoch(perEpoch)
    , m_size(m_log.size())
{
}

QPointF RunLine::at(std::size_t index) const
{
    const auto iteration = static_cast<double>(m_log.iteration(index));
    switch (m_unit) {
    case XUnit::Iteration:
        return {iteration, m_values[index]};
    case XUnit::Epoch:
        return {iteration / static_cast<double>(m_perEpoch), m_values[index]};
    case XUnit::Seconds:
        break;
    }
    return {m_seconds[index], m_values[index]};
}

QPointF RunLine::smoothedAt(std::size_t index, int window) const
{
    QPointF point = at(index);
    if (isPerBatch(m_series)) {
        point.setY(normscope::smoothedAt([this](std::size_t i) { return m_values[i]; }, index, window));
    }
    return point;
}

}  // namespace normscope::ui
