#include "ui/panels/results/ChartFeed.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

struct FeedTexts
{
    Q_DECLARE_TR_FUNCTIONS(FeedTexts)
};

CurveForm formOf(SeriesId series)
{
    if (isPerBatch(series)) {
        return CurveForm::RawAndSmoothed;
    }
    return lineFormOf(series);
}

}  // namespace

ChartFeed::ChartFeed(LineChart& chart, Quantity quantity)
    : m_chart(chart)
    , m_quantity(std::move(quantity))
    , m_means(chart, /*isDifference=*/false)
{
    retranslate();
}

void ChartFeed::setQuantity(const Quantity& quantity)
{
    if (quantity != m_quantity) {
        m_quantity = quantity;
        restart();
    }
}

void ChartFeed::setUnit(XUnit unit)
{
    if (unit != m_unit) {
        m_unit = unit;
        restart();
    }
}

void ChartFeed::restart()
{
    for (Feed& feed : m_feeds) {
        remove(feed);
        feed.cursors.clear();
        feed.perEpoch = 0;
    }
    m_means.restart();
    m_markers.clear();
    m_chart.setMarkers({});
    m_chart.resetZoom();
    retranslate();
}

void ChartFeed::setLogX(bool log)
{
    m_chart.setAxes(xAxisOf(m_unit, log ? AxisScale::Log : AxisScale::Linear), m_chart.yAxis());
}

void ChartFeed::setLogY(bool log)
{
    m_chart.setAxes(m_chart.xAxis(), yAxisOf(m_quantity, log ? AxisScale::Log : AxisScale::Linear));
}

void ChartFeed::setTitleSuffix(const QString& suffix)
{
    m_suffix = suffix;
    retranslate();
}

void ChartFeed::retranslate()
{
    const QString title = quantityTitle(m_quantity);
    //: A chart's title: %1 is "Training loss", %2 is a variant such as "BN"
    m_chart.setTitle(m_suffix.isEmpty() ? title : FeedTexts::tr("%1, %2").arg(title, m_suffix));
    m_chart.setAxes(xAxisOf(m_unit, m_chart.xAxis().scale), yAxisOf(m_quantity, m_chart.yAxis().scale));
    ShownSeeds seeds = m_means.shown();
    seeds.hasSingle = !m_feeds.empty() || seeds.most == 0;
    m_chart.setNote(noteOf(m_quantity, m_window, seeds));
    m_chart.setEmptyText(FeedTexts::tr("Nothing measured yet"));
    for (const Feed& feed : m_feeds) {
        for (const auto& [series, cursor] : feed.cursors) {
            if (cursor.curve) {
                m_chart.setLabel(*cursor.curve, seriesLabel(feed.run.label, series, cursor.isAlone), feed.run.label);
            }
        }
    }
    m_means.retranslate();
}

void ChartFeed::setSeeds(const SeedView& seeds)
{
    if (seeds != m_seeds) {
        m_seeds = seeds;
        setRuns(m_runs);
    }
}

void ChartFeed::setSmoothing(int window)
{
    if (window != m_window) {
        m_window = window;
        m_chart.setSmoothing(window);
        m_means.restart();
        retranslate();
    }
}

void ChartFeed::setRuns(std::vector<ShownRun> runs)
{
    m_runs = std::move(runs);
    GroupedRuns grouped = groupSeeds(m_runs, m_seeds);
    m_means.setGroups(std::move(grouped.groups), m_seeds.band().value_or(BandKind::StandardDeviation));
    setSingleRuns(grouped.alone);
    retranslate();
}

void ChartFeed::setSingleRuns(const std::vector<ShownRun>& runs)
{
    std::vector<Feed> feeds;
    for (const ShownRun& run : runs) {
        const auto old = std::find_if(m_feeds.begin(), m_feeds.end(), [&](const Feed& feed) {
            return feed.run.experiment == run.experiment && feed.run.run == run.run && feed.run.shade == run.shade &&
                   feed.run.isGhost == run.isGhost && feed.run.edition == run.edition;
        });
        if (old == m_feeds.end()) {
            feeds.push_back({run, {}, 0});
        } else {
            old->run = run;
            feeds.push_back(std::move(*old));
            m_feeds.erase(old);
        }
    }
    for (const Feed& gone : m_feeds) {
        remove(gone);
    }
    m_feeds = std::move(feeds);
}

void ChartFeed::remove(const Feed& feed)
{
    for (const auto& [series, cursor] : feed.cursors) {
        if (cursor.curve) {
            const SeriesKey key{feed.run.experiment, {feed.run.run, series}};
            if (m_chart.isCurveVisible(*cursor.curve)) {
                m_hidden.erase(key);
            } else {
                m_hidden.insert(key);
            }
            m_chart.removeCurve(*cursor.curve);
        }
    }
}

void ChartFeed::update(const ExperimentStore& store)
{
    for (Feed& feed : m_feeds) {
        const RunRecord* record = recordOf(store, feed.run);
        if (record == nullptr) {
            continue;
        }
        if (feed.perEpoch == 0 && !record->iterations.empty()) {
            feed.perEpoch = iterationsPerEpoch(*store.find(feed.run.experiment));
        }
        for (const SeriesId series : linesOf(m_quantity)) {
            updateSeries(feed, *record, series);
        }
        markEnd(feed, *record);
    }
    updateMeans(store);
    m_chart.arrange(curvesInOrder(m_runs, linesOf(m_quantity), m_feeds, m_means));
    updateMarkers(store);
}

/// Of a run's several curves the first says it.
void ChartFeed::markEnd(const Feed& feed, const RunRecord& record)
{
    if (record.status != RunStatus::Diverged || record.iterations.empty()) {
        return;
    }
    for (const auto& [series, cursor] : feed.cursors) {
        if (cursor.curve) {
            const std::int64_t last = record.iterations.iteration(record.iterations.size() - 1);
            m_chart.setEndMark(*cursor.curve, divergedAt(last, m_unit));
            return;
        }
    }
}

void ChartFeed::updateMeans(const ExperimentStore& store)
{
    m_means.update(
        linesOf(m_quantity), m_unit,
        [&](const ShownRun& run, SeriesId series) {
            std::vector<QPointF> points;
            if (const RunRecord* record = recordOf(store, run)) {
                const RunLine line(*record, series, m_unit, iterationsPerEpoch(*store.find(run.experiment)));
                for (std::size_t i = 0; i < line.size(); ++i) {
                    points.push_back(line.smoothedAt(i, m_window));
                }
            }
            return points;
        },
        [&](const ShownRun& run, SeriesId series) {
            const RunRecord* record = recordOf(store, run);
            return record != nullptr ? usualOf(*record, series) : 0;
        });
}

CurveId ChartFeed::addCurve(const Feed& feed, Cursor& cursor, const RunRecord& record, SeriesId series,
                            std::shared_ptr<const CurveSource> source)
{
    cursor.isAlone = hasEpochsAlone(m_quantity, record);
    const CurveId curve =
        m_chart.addCurve({seriesLabel(feed.run.label, series, cursor.isAlone), feed.run.run.variant, feed.run.shade,
                          formOf(series), usualOf(record, series), feed.run.group, feed.run.label, feed.run.isGhost},
                         std::move(source));
    if (m_hidden.contains({feed.run.experiment, {feed.run.run, series}})) {
        m_chart.setCurveVisible(curve, false);
    }
    return curve;
}

void ChartFeed::updateSeries(Feed& feed, const RunRecord& record, SeriesId series)
{
    Cursor& cursor = feed.cursors[series];
    if (record.log(series.table).size() == cursor.seen) {
        return;
    }
    auto line = std::make_shared<const RunLine>(record, series, m_unit, std::max<std::int64_t>(feed.perEpoch, 1));
    const std::size_t first = std::exchange(cursor.seen, line->size());
    // A loss that is no number is a fact to show as a gap; a set that was not looked at is no point at all.
    if (isPerBatch(series)) {
        if (!cursor.curve) {
            cursor.curve = addCurve(feed, cursor, record, series, line);
        }
        m_chart.showFirst(*cursor.curve, cursor.seen);
        return;
    }
    m_scratch.clear();
    for (std::size_t i = first; i < cursor.seen; ++i) {
        if (const QPointF point = line->at(i); std::isfinite(point.y())) {
            m_scratch.push_back(point);
        }
    }
    if (m_scratch.empty()) {
        return;
    }
    if (!cursor.curve) {
        cursor.curve = addCurve(feed, cursor, record, series, nullptr);
    }
    m_chart.append(*cursor.curve, m_scratch);
}

void ChartFeed::updateMarkers(const ExperimentStore& store)
{
    std::vector<double> markers = epochMarkers(store, m_runs, m_unit);
    if (markers != m_markers) {
        m_markers = markers;
        m_chart.setMarkers(std::move(markers));
    }
}

std::vector<double> epochMarkers(const ExperimentStore& store, const std::vector<ShownRun>& runs, XUnit unit)
{
    const auto run = std::find_if(runs.begin(), runs.end(), [](const ShownRun& one) { return one.isCurrent; });
    const RunRecord* record = run == runs.end() ? nullptr : recordOf(store, *run);
    if (record == nullptr) {
        return {};
    }
    const std::int64_t perEpoch = iterationsPerEpoch(*store.find(run->experiment));
    const RunLine ends(*record, {RunTable::Epochs, 0}, unit, perEpoch);
    std::vector<double> markers;
    for (std::size_t i = 0; i < record->epochs.size(); ++i) {
        markers.push_back(ends.at(i).x());
    }
    return markers;
}

}  // namespace normscope::ui
