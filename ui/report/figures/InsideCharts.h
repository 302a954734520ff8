#pragma once

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/Verdicts.h>

#include "ui/charts/LineChart.h"

/// What instruments saw, as charts: described once, for the window and for the report. A chart without any point is not
/// among them.
namespace normscope::ui
{

struct InsideCurve
{
    CurveOptions options;
    std::vector<QPointF> points;  ///< finite, x not decreasing
    BandEdges band = {};
};

struct InsideChart
{
    std::string name;  ///< for its file: "drift-bn"
    QString title;
    AxisOptions x;
    AxisOptions y;
    std::vector<InsideCurve> curves;
    bool isShared = false;  ///< its axes are those of the others in its row
};

/// Whether its x axis counts iterations.
[[nodiscard]] bool isOverIterations(const InsideChart& chart);

using InsideRows = std::vector<std::vector<InsideChart>>;

/// A run that was looked into.
struct InsideRun
{
    const ProbeLooks* looks = nullptr;
    std::string variant;
    QString label;  ///< "BN, seed 2"
    int shade = 0;
    int experiment = 0;  ///< any number, the same for runs of one
    std::uint64_t seed = 0;
};

/// What of a network is looked at closely: a layer by its name, and a unit of it; none: the program chooses.
struct InsideUnit
{
    std::string layer;
    std::optional<std::int64_t> channel;
};

/// The charts that answer it, in rows. `unit`: whose distribution is shown.
[[nodiscard]] InsideRows questionCharts(Question question, const std::vector<InsideRun>& runs, const InsideUnit& unit);

/// All that is known of one layer, unit by unit of the chosen one.
[[nodiscard]] InsideRows layerCharts(const InsideUnit& unit, const std::vector<InsideRun>& runs);

/// The layers that an instrument speaks of, in the network's order; those of all instruments, one after the other,
/// where none is named.
[[nodiscard]] std::vector<std::string> layersIn(const std::vector<InsideRun>& runs, const std::string& instrument = {});

/// The units of a layer that an instrument looked at.
[[nodiscard]] std::vector<std::int64_t> channelsOf(const std::vector<InsideRun>& runs, const std::string& layer);

/// Layer and unit that are shown where nobody chose: the unit in the middle of the last layer whose inputs are looked
/// at (in the paper the last hidden one), or of that layer. For a question about distributions only a layer counts that
/// has one.
[[nodiscard]] InsideUnit chosenUnit(const std::vector<InsideRun>& runs, InsideUnit unit, Question question);
[[nodiscard]] InsideUnit chosenUnit(const std::vector<InsideRun>& runs, InsideUnit unit);

/// The run with BN and the one without that verdicts are about; null where there is none.
struct InsideTwins
{
    const InsideRun* with = nullptr;
    const InsideRun* without = nullptr;
};
[[nodiscard]] InsideTwins twinsOf(const std::vector<InsideRun>& runs);

/// Whether one of the runs was looked at by the instrument that answers it.
[[nodiscard]] bool isMeasured(Question question, const std::vector<InsideRun>& runs);

/// What is to be said: "**As in the paper.**" apart from the numbers behind it.
struct InsideVerdict
{
    Verdict verdict = Verdict::TooLittle;
    QString text;
    QString reason;
};
[[nodiscard]] InsideVerdict verdictOf(Question question, const std::vector<InsideRun>& runs);

}  // namespace normscope::ui
