#pragma once

#include <map>
#include <optional>
#include <vector>

#include <normscope/experiment/Convergence.h>

#include "ui/charts/LineChart.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/SeedMeans.h"

namespace normscope::ui
{

/// Keeps one chart filled with variant − reference of one quantity, a curve for each run that has a reference of the
/// same seed, or with the difference of two runs that somebody chose, and a line at zero. What there is for each batch
/// is compared smoothed.
///
/// Against iterations and epochs runs are compared at the same iteration, against seconds after the same training time:
/// with what each had reached by then.
class DifferenceFeed
{
  public:
    /// The chart outlives the feed.
    DifferenceFeed(LineChart& chart, Quantity quantity);

    void setQuantity(const Quantity& quantity);
    void setUnit(XUnit unit);
    void setLogX(bool log);
    /// How seeds whose two runs are done are laid together, as the mean of their differences.
    void setSeeds(const SeedView& seeds);
    /// How many values the means are of that are compared; 1: the values themselves are.
    void setSmoothing(int window);

    /// The difference of these two in place of those to the reference; none: those.
    void setPair(const std::optional<ChosenPair>& pair);

    /// Those whose reference is among them are compared with it.
    void setRuns(const std::vector<ShownRun>& runs);
    void update(const ExperimentStore& store);
    void retranslate();

  private:
    struct Cursor
    {
        std::size_t own = 0;        ///< points of the run that are done with
        std::size_t reference = 0;  ///< points of its reference at or before the last of those
        std::optional<CurveId> curve;
        bool isAlone = false;
    };
    struct Pair
    {
        ShownRun run;
        ShownRun reference;
        std::map<SeriesId, Cursor> cursors;
    };

    /// Each run with the one that it is compared with.
    [[nodiscard]] std::vector<Pair> pairsOf(const std::vector<ShownRun>& runs) const;
    /// The one that a run is compared with; null where there is none.
    [[nodiscard]] const ShownRun* referenceOf(const ShownRun& run) const;
    [[nodiscard]] RunLine lineOf(const ExperimentStore& store, const ShownRun& run, SeriesId series) const;
    /// Appends the differences that are known from the cursor on.
    void advance(Cursor& cursor, const RunLine& ownLine, const RunLine& referenceLine,
                 std::vector<QPointF>& points) const;
    void updateSeries(const ExperimentStore& store, Pair& pair, SeriesId series);
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString pairName() const;  ///< of the chosen ones
    void updateZeroLine();
    void restart();

    LineChart& m_chart;
    Quantity m_quantity;
    XUnit m_unit = XUnit::Iteration;
    SeedView m_seeds = std::nullopt;
    int m_window = static_cast<int>(kLossWindow);
    std::optional<ChosenPair> m_chosen;
    std::vector<ShownRun> m_runs;
    std::vector<std::pair<ShownRun, ShownRun>> m_compared;  ///< all runs, with those that they are compared with
    std::vector<Pair> m_pairs;                              ///< those that are shown by themselves
    SeedMeans m_means;
    std::optional<CurveId> m_zero;
    std::vector<double> m_markers;
    std::vector<QPointF> m_scratch;
};

}  // namespace normscope::ui
