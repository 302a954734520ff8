#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <normscope/experiment/Convergence.h>

#include "ui/charts/LineChart.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/SeedMeans.h"

namespace normscope::ui
{

/// Keeps one chart filled with one quantity of a set of runs: shows what the store has more than at the last time, so
/// that an update costs as much as there is new. A curve appears with its first point; those of every batch read the
/// record's own numbers. They are in the order of the runs, whoever's first point came first.
class ChartFeed
{
  public:
    /// The chart outlives the feed.
    ChartFeed(LineChart& chart, Quantity quantity);

    [[nodiscard]] const Quantity& quantity() const { return m_quantity; }
    [[nodiscard]] XUnit unit() const { return m_unit; }

    /// Another quantity or unit means other axes: the zoom is reset.
    void setQuantity(const Quantity& quantity);
    void setUnit(XUnit unit);
    void setLogX(bool log);
    void setLogY(bool log);

    /// How seeds that are done are laid together; at first each has its own curves.
    void setSeeds(const SeedView& seeds);

    /// How many values the means of what there is for each batch are of; 1: no means.
    void setSmoothing(int window);

    /// Added to the chart's title: "BN" where it shows the runs of one variant alone.
    void setTitleSuffix(const QString& suffix);

    /// What it shows from now on. Curves that stay keep what they have; those hidden by the user stay hidden.
    void setRuns(std::vector<ShownRun> runs);

    /// Takes in what is new in the store. Does not draw: see LineChart::refresh().
    void update(const ExperimentStore& store);

    /// Sets title, axes, note and labels anew.
    void retranslate();

  private:
    using SeriesKey = std::pair<ExperimentId, std::pair<RunKey, SeriesId>>;
    struct Cursor
    {
        std::size_t seen = 0;
        std::optional<CurveId> curve;
        bool isAlone = false;
    };
    struct Feed
    {
        ShownRun run;
        std::map<SeriesId, Cursor> cursors;
        std::int64_t perEpoch = 0;  ///< once there is a point
    };

    void setSingleRuns(const std::vector<ShownRun>& runs);
    void updateMeans(const ExperimentStore& store);
    CurveId addCurve(const Feed& feed, Cursor& cursor, const RunRecord& record, SeriesId series,
                     std::shared_ptr<const CurveSource> source);
    void updateSeries(Feed& feed, const RunRecord& record, SeriesId series);
    void updateMarkers(const ExperimentStore& store);
    void markEnd(const Feed& feed, const RunRecord& record);
    void remove(const Feed& feed);
    void restart();

    LineChart& m_chart;
    Quantity m_quantity;
    XUnit m_unit = XUnit::Iteration;
    QString m_suffix;
    SeedView m_seeds = std::nullopt;
    int m_window = static_cast<int>(kLossWindow);
    std::vector<ShownRun> m_runs;
    std::vector<Feed> m_feeds;  ///< of the runs that are shown by themselves
    SeedMeans m_means;
    std::set<SeriesKey> m_hidden;  ///< by the user, so that they come back hidden
    std::vector<double> m_markers;
    std::vector<QPointF> m_scratch;
};

/// Where the epochs of the first run in `runs` that is of the current experiment end.
[[nodiscard]] std::vector<double> epochMarkers(const ExperimentStore& store, const std::vector<ShownRun>& runs,
                                               XUnit unit);

}  // namespace normscope::ui
