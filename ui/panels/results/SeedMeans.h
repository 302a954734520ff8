#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/models/Bands.h"
#include "ui/panels/results/ChartTexts.h"
#include "ui/panels/results/RunSeries.h"
#include "ui/panels/results/ShownRuns.h"

namespace normscope::ui
{

/// Runs of several seeds that are shown as one: done, of the same experiment and variant.
struct SeedGroup
{
    std::vector<ShownRun> runs;
    bool operator==(const SeedGroup&) const = default;
};

/// What there is to show where seeds are laid together: a run that is not done, or the only one that is, stands alone.
struct GroupedRuns
{
    std::vector<SeedGroup> groups;
    std::vector<ShownRun> alone;
};
/// A group has `least` runs at least.
[[nodiscard]] GroupedRuns groupSeeds(const std::vector<ShownRun>& runs, const SeedView& view);

/// Keeps the means of groups in a chart, each with its band: a curve for each series at every x at which all seeds have
/// a value. What they are made of is done, so that they change only with the groups.
class SeedMeans
{
  public:
    /// The chart outlives them. `isDifference`: to the reference, each in the name of the run that is
    /// compared with it.
    SeedMeans(LineChart& chart, bool isDifference);

    void setGroups(std::vector<SeedGroup> groups, BandKind kind);

    /// Another quantity or unit: drawn anew at the next update().
    void restart();

    /// A run's points, x increasing.
    using PointsOf = std::function<std::vector<QPointF>(const ShownRun& run, SeriesId series)>;
    /// See CurveOptions::usual.
    using UsualOf = std::function<double(const ShownRun& run, SeriesId series)>;
    /// Against training time no two seeds have the same x: there each counts with what it had reached by then.
    void update(const std::vector<SeriesId>& series, XUnit unit, const PointsOf& pointsOf, const UsualOf& usualOf);

    /// Sets the labels anew.
    void retranslate();

    /// Of a group that begins with that run; none where there is no such group or curve.
    [[nodiscard]] std::optional<CurveId> curveOf(const ShownRun& first, SeriesId series) const;
    /// How many runs its groups have, and their band; for notes.
    [[nodiscard]] ShownSeeds shown() const;

  private:
    using Key = std::pair<std::pair<ExperimentId, std::string>, SeriesId>;
    struct Mean
    {
        CurveId curve = 0;
        std::size_t n = 0;
        bool isAlone = false;  ///< the only series of its group
    };

    /// What the group is called in a legend.
    [[nodiscard]] QString nameOf(const SeedGroup& group, const Mean& mean) const;
    void removeCurves();

    LineChart& m_chart;
    bool m_isDifference;
    BandKind m_kind = BandKind::StandardDeviation;
    std::vector<SeedGroup> m_groups;
    std::map<Key, Mean> m_means;
    std::set<Key> m_hidden;  ///< by the user, so that they come back hidden
    bool m_isStale = false;
};

/// The curves of a chart in the order of the runs: of each, or of the group that it is the first of, its lines.
/// `shown`: what is shown by itself, with its `run` and the `cursors` of its lines.
template <class Shown>
[[nodiscard]] std::vector<CurveId> curvesInOrder(const std::vector<ShownRun>& runs, const std::vector<SeriesId>& lines,
                                                 const std::vector<Shown>& shown, const SeedMeans& means)
{
    std::vector<CurveId> order;
    for (const ShownRun& run : runs) {
        const auto alone =
            std::find_if(shown.begin(), shown.end(), [&](const Shown& one) { return one.run.isSameAs(run); });
        for (const SeriesId series : lines) {
            std::optional<CurveId> curve = means.curveOf(run, series);
            if (alone != shown.end()) {
                const auto cursor = alone->cursors.find(series);
                curve = cursor != alone->cursors.end() ? cursor->second.curve : std::nullopt;
            }
            if (curve) {
                order.push_back(*curve);
            }
        }
    }
    return order;
}

}  // namespace normscope::ui
