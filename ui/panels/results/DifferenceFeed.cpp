#include "ui/panels/results/DifferenceFeed.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

struct DifferenceTexts
{
    Q_DECLARE_TR_FUNCTIONS(DifferenceTexts)
};

/// The zero line is far from the shades of the pairs.
constexpr int kZeroShade = 7;

}  // namespace

DifferenceFeed::DifferenceFeed(LineChart& chart, Quantity quantity)
    : m_chart(chart)
    , m_quantity(quantity)
{
    retranslate();
}

void DifferenceFeed::setQuantity(Quantity quantity)
{
    if (quantity != m_quantity) {
        m_quantity = quantity;
        restart();
        m_chart.resetZoom();
    }
}

void DifferenceFeed::setUnit(XUnit unit)
{
    if (unit != m_unit) {
        m_unit = unit;
        restart();
        m_chart.resetZoom();
    }
}

void DifferenceFeed::setLogX(bool log)
{
    m_chart.setAxes(xAxisOf(m_unit, log ? AxisScale::Log : AxisScale::Linear), m_chart.yAxis());
}

void DifferenceFeed::restart()
{
    m_chart.removeAllCurves();
    for (Pair& pair : m_pairs) {
        pair.cursors.clear();
    }
    m_zero.reset();
    m_span.reset();
    m_markers.clear();
    m_chart.setMarkers({});
    retranslate();
}

void DifferenceFeed::retranslate()
{
    m_chart.setTitle(differenceTitle(m_quantity));
    m_chart.setAxes(xAxisOf(m_unit, m_chart.xAxis().scale), differenceAxisOf(m_quantity));
    m_chart.setNote(differenceNote(m_quantity, m_unit));
    m_chart.setEmptyText(DifferenceTexts::tr("No pair with and without BN yet"));
    for (const Pair& pair : m_pairs) {
        for (const auto& [series, cursor] : pair.cursors) {
            if (cursor.curve) {
                m_chart.setLabel(*cursor.curve, seriesLabel(pair.bn.pairLabel, series, cursor.isAlone));
            }
        }
    }
    if (m_zero) {
        m_chart.setLabel(*m_zero, zeroLineLabel());
    }
}

void DifferenceFeed::setRuns(const std::vector<ShownRun>& runs)
{
    std::vector<Pair> pairs;
    for (const ShownRun& bn : runs) {
        const auto noBn = std::find_if(runs.begin(), runs.end(), [&](const ShownRun& other) {
            return other.experiment == bn.experiment && other.run == RunKey{bn.run.seed, Twin::NoBn};
        });
        if (bn.run.twin == Twin::Bn && noBn != runs.end()) {
            pairs.push_back({bn, *noBn, {}});
        }
    }
    const bool isSame = std::equal(pairs.begin(), pairs.end(), m_pairs.begin(), m_pairs.end(),
                                   [](const Pair& a, const Pair& b) { return a.bn == b.bn && a.noBn == b.noBn; });
    m_runs = runs;
    if (!isSame) {
        m_pairs = std::move(pairs);
        restart();
    }
}

void DifferenceFeed::update(const ExperimentStore& store)
{
    for (Pair& pair : m_pairs) {
        const RunRecord* bn = recordOf(store, pair.bn);
        const RunRecord* noBn = recordOf(store, pair.noBn);
        if (bn == nullptr || noBn == nullptr) {
            continue;
        }
        const std::int64_t perEpoch = iterationsPerEpoch(*store.find(pair.bn.experiment));
        for (const Series series : seriesOf(m_quantity)) {
            updateSeries(pair, *bn, *noBn, perEpoch, series);
        }
    }
    updateZeroLine();
    std::vector<double> markers = epochMarkers(store, m_runs, m_unit);
    if (markers != m_markers) {
        m_markers = markers;
        m_chart.setMarkers(std::move(markers));
    }
}

void DifferenceFeed::updateSeries(Pair& pair, const RunRecord& bn, const RunRecord& noBn, std::int64_t perEpoch,
                                  Series series)
{
    Cursor& cursor = pair.cursors[series];
    const std::size_t bnCount = countOf(bn, series);
    const std::size_t noBnCount = countOf(noBn, series);
    if (noBnCount == 0) {
        return;
    }
    const double reached = pointAt(noBn, series, m_unit, perEpoch, noBnCount - 1).x();
    m_scratch.clear();
    for (; cursor.bn < bnCount; ++cursor.bn) {
        const double x = pointAt(bn, series, m_unit, perEpoch, cursor.bn).x();
        if (x > reached) {
            break;  // what the other had by then is not known yet
        }
        while (cursor.noBn < noBnCount && pointAt(noBn, series, m_unit, perEpoch, cursor.noBn).x() <= x) {
            ++cursor.noBn;
        }
        if (cursor.noBn > 0) {
            const double y = smoothedPointAt(noBn, series, m_unit, perEpoch, cursor.noBn - 1).y() -
                             smoothedPointAt(bn, series, m_unit, perEpoch, cursor.bn).y();
            if (std::isfinite(y)) {
                m_scratch.emplace_back(x, y);
            }
        }
    }
    if (m_scratch.empty()) {
        return;
    }
    if (!cursor.curve) {
        const CurveForm form =
            isPerBatch(series) || series == Series::QuickTestAccuracy ? CurveForm::Line : CurveForm::LineWithMarkers;
        cursor.isAlone = series == Series::TestAccuracy && bn.evaluations.empty();
        cursor.curve =
            m_chart.addCurve({seriesLabel(pair.bn.pairLabel, series, cursor.isAlone), {}, pair.bn.shade, form});
    }
    const double first = m_scratch.front().x();
    const double last = m_scratch.back().x();
    m_span = m_span ? QPointF(std::min(m_span->x(), first), std::max(m_span->y(), last)) : QPointF(first, last);
    m_chart.append(*cursor.curve, m_scratch);
}

void DifferenceFeed::updateZeroLine()
{
    if (!m_span) {
        return;
    }
    if (!m_zero) {
        m_zero = m_chart.addCurve({zeroLineLabel(), {}, kZeroShade, CurveForm::Line});
    }
    const auto points = m_chart.points(*m_zero);
    if (points.empty() || points.front().x() != m_span->x() || points.back().x() != m_span->y()) {
        m_chart.replace(*m_zero, {QPointF(m_span->x(), 0), QPointF(m_span->y(), 0)});
    }
}

}  // namespace normscope::ui
