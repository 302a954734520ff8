#pragma once

#include <map>
#include <optional>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/SeedMeans.h"

namespace normscope::ui
{

/// Keeps one chart filled with no-BN minus BN of one quantity, a curve for each seed that has both twins, and a line at
/// zero. What there is for each batch is compared smoothed.
///
/// Against iterations and epochs the twins are compared at the same iteration, against seconds after the same training
/// time: with what each had reached by then.
class DifferenceFeed
{
  public:
    /// The chart outlives the feed.
    DifferenceFeed(LineChart& chart, Quantity quantity);

    void setQuantity(Quantity quantity);
    void setUnit(XUnit unit);
    void setLogX(bool log);
    /// Lays seeds whose pair is done together, as the mean of their differences; none: each has its own curves.
    void setSeeds(std::optional<BandKind> seeds);

    /// Those whose twin is among them are compared with it.
    void setRuns(const std::vector<ShownRun>& runs);
    void update(const ExperimentStore& store);
    void retranslate();

  private:
    struct Cursor
    {
        std::size_t bn = 0;    ///< points of the run with BN that are done with
        std::size_t noBn = 0;  ///< points of the other at or before the last of those
        std::optional<CurveId> curve;
        bool isAlone = false;
    };
    struct Pair
    {
        ShownRun bn;
        ShownRun noBn;
        std::map<Series, Cursor> cursors;
    };

    /// Null where not both are there.
    [[nodiscard]] static const RunRecord* twinOf(const ExperimentStore& store, const ShownRun& bn);
    /// Appends the differences that are known from the cursor on.
    void advance(Cursor& cursor, const RunRecord& bn, const RunRecord& noBn, std::int64_t perEpoch, Series series,
                 std::vector<QPointF>& points) const;
    void updateSeries(const ExperimentStore& store, Pair& pair, Series series);
    void updateZeroLine();
    void restart();

    LineChart& m_chart;
    Quantity m_quantity;
    XUnit m_unit = XUnit::Iteration;
    std::optional<BandKind> m_seeds;
    std::vector<ShownRun> m_runs;
    std::vector<Pair> m_pairs;  ///< those that are shown by themselves
    SeedMeans m_means;
    std::optional<CurveId> m_zero;
    std::vector<double> m_markers;
    std::vector<QPointF> m_scratch;
};

}  // namespace normscope::ui
