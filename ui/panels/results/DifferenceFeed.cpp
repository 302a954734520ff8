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
    , m_means(chart, /*isDifference=*/true)
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
    m_means.restart();
    m_chart.removeAllCurves();
    for (Pair& pair : m_pairs) {
        pair.cursors.clear();
    }
    m_zero.reset();
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
    m_means.retranslate();
    if (m_zero) {
        m_chart.setLabel(*m_zero, zeroLineLabel());
    }
}

void DifferenceFeed::setSeeds(std::optional<BandKind> seeds)
{
    if (seeds != m_seeds) {
        m_seeds = seeds;
        setRuns(m_runs);
    }
}

void DifferenceFeed::setRuns(const std::vector<ShownRun>& runs)
{
    m_runs = runs;
    std::vector<ShownRun> paired;
    std::vector<Pair> pairs;
    for (const ShownRun& bn : runs) {
        const auto noBn = std::find_if(runs.begin(), runs.end(), [&](const ShownRun& other) {
            return other.experiment == bn.experiment && other.run == RunKey{bn.run.seed, Twin::NoBn};
        });
        if (bn.run.twin == Twin::Bn && noBn != runs.end()) {
            paired.push_back(bn);
            paired.back().isDone = bn.isDone && noBn->isDone;
            pairs.push_back({paired.back(), *noBn, {}});
        }
    }
    GroupedRuns grouped{{}, paired};
    if (m_seeds) {
        grouped = groupSeeds(paired);
    }
    std::erase_if(pairs, [&](const Pair& pair) {
        return std::find(grouped.alone.begin(), grouped.alone.end(), pair.bn) == grouped.alone.end();
    });
    m_means.setGroups(std::move(grouped.groups), m_seeds.value_or(BandKind::StandardDeviation));
    const bool isSame = std::equal(pairs.begin(), pairs.end(), m_pairs.begin(), m_pairs.end(),
                                   [](const Pair& a, const Pair& b) { return a.bn == b.bn && a.noBn == b.noBn; });
    if (!isSame) {
        restart();
        m_pairs = std::move(pairs);
    }
    retranslate();
}

void DifferenceFeed::update(const ExperimentStore& store)
{
    for (Pair& pair : m_pairs) {
        for (const Series series : seriesOf(m_quantity)) {
            updateSeries(store, pair, series);
        }
    }
    m_means.update(seriesOf(m_quantity), m_unit, [&](const ShownRun& bn, Series series) {
        std::vector<QPointF> points;
        const RunRecord* noBn = twinOf(store, bn);
        if (noBn != nullptr) {
            Cursor whole;
            advance(whole, *recordOf(store, bn), *noBn, iterationsPerEpoch(*store.find(bn.experiment)), series, points);
        }
        return points;
    });
    updateZeroLine();
    std::vector<double> markers = epochMarkers(store, m_runs, m_unit);
    if (markers != m_markers) {
        m_markers = markers;
        m_chart.setMarkers(std::move(markers));
    }
}

const RunRecord* DifferenceFeed::twinOf(const ExperimentStore& store, const ShownRun& bn)
{
    ShownRun noBn = bn;
    noBn.run.twin = Twin::NoBn;
    return recordOf(store, bn) != nullptr ? recordOf(store, noBn) : nullptr;
}

void DifferenceFeed::advance(Cursor& cursor, const RunRecord& bn, const RunRecord& noBn, std::int64_t perEpoch,
                             Series series, std::vector<QPointF>& points) const
{
    const std::size_t bnCount = countOf(bn, series);
    const std::size_t noBnCount = countOf(noBn, series);
    if (noBnCount == 0) {
        return;
    }
    const double reached = pointAt(noBn, series, m_unit, perEpoch, noBnCount - 1).x();
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
                points.emplace_back(x, y);
            }
        }
    }
}

void DifferenceFeed::updateSeries(const ExperimentStore& store, Pair& pair, Series series)
{
    const RunRecord* bn = recordOf(store, pair.bn);
    const RunRecord* noBn = recordOf(store, pair.noBn);
    if (bn == nullptr || noBn == nullptr) {
        return;
    }
    Cursor& cursor = pair.cursors[series];
    m_scratch.clear();
    advance(cursor, *bn, *noBn, iterationsPerEpoch(*store.find(pair.bn.experiment)), series, m_scratch);
    if (m_scratch.empty()) {
        return;
    }
    if (!cursor.curve) {
        cursor.isAlone = series == Series::TestAccuracy && bn->evaluations.empty();
        cursor.curve = m_chart.addCurve(
            {seriesLabel(pair.bn.pairLabel, series, cursor.isAlone), {}, pair.bn.shade, lineFormOf(series)});
    }
    m_chart.append(*cursor.curve, m_scratch);
}

void DifferenceFeed::updateZeroLine()
{
    std::optional<QPointF> span;  // smallest and largest x
    for (const CurveId curve : m_chart.curves()) {
        const auto points = m_chart.points(curve);
        if (curve != m_zero && !points.empty()) {
            const QPointF own(points.front().x(), points.back().x());
            span = span ? QPointF(std::min(span->x(), own.x()), std::max(span->y(), own.y())) : own;
        }
    }
    if (!span) {
        return;
    }
    if (!m_zero) {
        m_zero = m_chart.addCurve({zeroLineLabel(), {}, kZeroShade, CurveForm::Line});
    }
    const auto points = m_chart.points(*m_zero);
    if (points.empty() || points.front().x() != span->x() || points.back().x() != span->y()) {
        m_chart.replace(*m_zero, {QPointF(span->x(), 0), QPointF(span->y(), 0)});
    }
}

}  // namespace normscope::ui
