#include "ui/panels/results/DifferenceFeed.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/models/VariantTexts.h"
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
    , m_quantity(std::move(quantity))
    , m_means(chart, /*isDifference=*/true)
{
    retranslate();
}

void DifferenceFeed::setQuantity(const Quantity& quantity)
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
    m_chart.setTitle(differenceTitle(m_quantity, name()));
    m_chart.setAxes(xAxisOf(m_unit, m_chart.xAxis().scale), differenceAxisOf(m_quantity, name()));
    ShownSeeds seeds = m_means.shown();
    seeds.hasSingle = !m_pairs.empty() || seeds.most == 0;
    m_chart.setNote(differenceNote(m_quantity, m_unit, m_window, seeds));
    m_chart.setEmptyText(m_chosen ? DifferenceTexts::tr("Nothing yet that the two could be compared by")
                                  : DifferenceTexts::tr("No two variants of one seed yet"));
    for (const Pair& pair : m_pairs) {
        for (const auto& [series, cursor] : pair.cursors) {
            if (cursor.curve) {
                m_chart.setLabel(*cursor.curve, seriesLabel(pair.run.pairLabel, series, cursor.isAlone),
                                 pair.run.pairLabel);
            }
        }
    }
    m_means.retranslate();
    if (m_zero) {
        m_chart.setLabel(*m_zero, zeroLineLabel());
    }
}

void DifferenceFeed::setSeeds(const SeedView& seeds)
{
    if (seeds != m_seeds) {
        m_seeds = seeds;
        setRuns(m_runs);
    }
}

void DifferenceFeed::setSmoothing(int window)
{
    if (window != m_window) {
        m_window = window;
        restart();
    }
}

void DifferenceFeed::setPair(const std::optional<ChosenPair>& pair)
{
    if (pair != m_chosen) {
        m_chosen = pair;
        m_chart.resetZoom();
        setRuns(m_runs);
    }
}

std::vector<DifferenceFeed::Pair> DifferenceFeed::pairsOf(const std::vector<ShownRun>& runs) const
{
    std::vector<Pair> pairs;
    if (!m_chosen) {
        for (const ShownRun& run : runs) {
            const auto reference = std::find_if(runs.begin(), runs.end(), [&](const ShownRun& other) {
                return other.experiment == run.experiment && other.run == RunKey{run.run.seed, run.reference};
            });
            if (run.run.variant != run.reference && reference != runs.end()) {
                pairs.push_back({run, *reference, {}});
            }
        }
        return pairs;
    }
    for (auto& [run, reference] : pairedRuns(*m_chosen, runs)) {
        run.pairName = pairName();
        // It is of two experiments, and has the colour of the first.
        run.experimentName.clear();
        run.isOneOfSeveral = true;
        run.pairLabel = m_chosen->first.seed
                            ? run.pairName
                            : DifferenceTexts::tr("%1, seed %2").arg(run.pairName, QString::number(run.run.seed));
        pairs.push_back({std::move(run), std::move(reference), {}});
    }
    return pairs;
}

QString DifferenceFeed::pairName() const
{
    //: A difference: %1 and %2 are runs such as "BN, seed 2"
    return DifferenceTexts::tr("%1 − %2").arg(choiceLabel(m_chosen->first, m_runs),
                                              choiceLabel(m_chosen->second, m_runs));
}

void DifferenceFeed::setRuns(const std::vector<ShownRun>& runs)
{
    m_runs = runs;
    std::vector<Pair> pairs = pairsOf(runs);
    std::vector<ShownRun> paired;
    m_compared.clear();
    for (Pair& pair : pairs) {
        pair.run.isDone = pair.run.isDone && pair.reference.isDone;
        paired.push_back(pair.run);
        m_compared.emplace_back(pair.run, pair.reference);
    }
    GroupedRuns grouped = groupSeeds(paired, m_seeds);
    std::erase_if(pairs, [&](const Pair& pair) {
        return std::find(grouped.alone.begin(), grouped.alone.end(), pair.run) == grouped.alone.end();
    });
    m_means.setGroups(std::move(grouped.groups), m_seeds.band().value_or(BandKind::StandardDeviation));
    const bool isSame =
        std::equal(pairs.begin(), pairs.end(), m_pairs.begin(), m_pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.run == b.run && a.reference == b.reference; });
    if (!isSame) {
        restart();
        m_pairs = std::move(pairs);
    }
    retranslate();
}

void DifferenceFeed::update(const ExperimentStore& store)
{
    for (Pair& pair : m_pairs) {
        for (const SeriesId series : linesOf(m_quantity)) {
            updateSeries(store, pair, series);
        }
    }
    m_means.update(
        linesOf(m_quantity), m_unit,
        [&](const ShownRun& run, SeriesId series) {
            std::vector<QPointF> points;
            const ShownRun* reference = referenceOf(run);
            if (reference != nullptr && recordOf(store, run) != nullptr && recordOf(store, *reference) != nullptr) {
                Cursor whole;
                advance(whole, lineOf(store, run, series), lineOf(store, *reference, series), points);
            }
            return points;
        },
        [&](const ShownRun& run, SeriesId series) {
            const ShownRun* compared = referenceOf(run);
            const RunRecord* own = recordOf(store, run);
            const RunRecord* reference = compared != nullptr ? recordOf(store, *compared) : nullptr;
            return own != nullptr && reference != nullptr ? std::max(usualOf(*own, series), usualOf(*reference, series))
                                                          : 0;
        });
    updateZeroLine();
    m_chart.arrange(curvesInOrder(m_runs, linesOf(m_quantity), m_pairs, m_means));
    std::vector<double> markers = epochMarkers(store, m_runs, m_unit);
    if (markers != m_markers) {
        m_markers = markers;
        m_chart.setMarkers(std::move(markers));
    }
}

const ShownRun* DifferenceFeed::referenceOf(const ShownRun& run) const
{
    const auto found =
        std::find_if(m_compared.begin(), m_compared.end(), [&](const auto& pair) { return pair.first.isSameAs(run); });
    return found == m_compared.end() ? nullptr : &found->second;
}

RunLine DifferenceFeed::lineOf(const ExperimentStore& store, const ShownRun& run, SeriesId series) const
{
    return {*recordOf(store, run), series, m_unit, iterationsPerEpoch(*store.find(run.experiment))};
}

void DifferenceFeed::advance(Cursor& cursor, const RunLine& ownLine, const RunLine& referenceLine,
                             std::vector<QPointF>& points) const
{
    if (referenceLine.size() == 0) {
        return;
    }
    const double reached = referenceLine.at(referenceLine.size() - 1).x();
    for (; cursor.own < ownLine.size(); ++cursor.own) {
        const double x = ownLine.at(cursor.own).x();
        if (x > reached) {
            break;  // what the reference had by then is not known yet
        }
        while (cursor.reference < referenceLine.size() && referenceLine.at(cursor.reference).x() <= x) {
            ++cursor.reference;
        }
        if (cursor.reference > 0) {
            const double y = ownLine.smoothedAt(cursor.own, m_window).y() -
                             referenceLine.smoothedAt(cursor.reference - 1, m_window).y();
            if (std::isfinite(y)) {
                points.emplace_back(x, y);
            }
        }
    }
}

void DifferenceFeed::updateSeries(const ExperimentStore& store, Pair& pair, SeriesId series)
{
    const RunRecord* own = recordOf(store, pair.run);
    const RunRecord* reference = recordOf(store, pair.reference);
    if (own == nullptr || reference == nullptr) {
        return;
    }
    Cursor& cursor = pair.cursors[series];
    m_scratch.clear();
    advance(cursor, lineOf(store, pair.run, series), lineOf(store, pair.reference, series), m_scratch);
    if (m_scratch.empty()) {
        return;
    }
    if (!cursor.curve) {
        cursor.isAlone = hasEpochsAlone(m_quantity, *own);
        cursor.curve = m_chart.addCurve(
            {seriesLabel(pair.run.pairLabel, series, cursor.isAlone), differenceVariant(pair.run), pair.run.shade,
             lineFormOf(series), std::max(usualOf(*own, series), usualOf(*reference, series)),
             QStringLiteral("difference/") + pair.run.group, pair.run.pairLabel, pair.run.isGhost});
    }
    m_chart.append(*cursor.curve, m_scratch);
}

/// What the chart's title and axis call the difference: one that all runs share, or in general.
QString DifferenceFeed::name() const
{
    if (m_chosen) {
        return pairName();
    }
    const auto variant = std::find_if(m_runs.begin(), m_runs.end(),
                                      [](const ShownRun& run) { return run.run.variant != run.reference; });
    if (variant == m_runs.end()) {
        return differenceName(kBn, kNoBn);
    }
    const bool isShared = std::all_of(m_runs.begin(), m_runs.end(), [&](const ShownRun& run) {
        return run.run.variant == run.reference || run.pairName == variant->pairName;
    });
    const bool hasOneReference = std::all_of(m_runs.begin(), m_runs.end(),
                                             [&](const ShownRun& run) { return run.reference == variant->reference; });
    return isShared ? variant->pairName
           //: A difference: %1 is the variant that the others are compared with, such as "no BN"
           : hasOneReference ? DifferenceTexts::tr("variant − %1").arg(variantText(variant->reference))
                             : DifferenceTexts::tr("variant − reference");
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
