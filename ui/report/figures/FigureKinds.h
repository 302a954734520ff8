#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "ui/models/Bands.h"
#include "ui/report/ReportData.h"
#include "ui/report/figures/Figure.h"
#include "ui/report/figures/InsideCharts.h"

/// The kinds of figures. Each function appends those that the data carry, and none where they carry none. `index`: the
/// experiment's place in the report.
namespace normscope::ui
{

/// loss-SLUG: all runs; loss-twins-SLUG: each variant of its own.
void addLossFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index, BandKind kind);

/// accuracy-SLUG: training and test accuracy after each epoch.
void addAccuracyFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                       BandKind kind);

/// difference-SLUG: of each variant's test accuracy to the reference's, of one seed.
void addDifferenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                         BandKind kind);

/// convergence-SLUG, time-SLUG, parameters-SLUG: bars. They count only seeds of which all runs reached their end
/// (parameters: any run).
void addConvergenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);
void addTimeFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);
void addParametersFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// confusion-SLUG: the first seed with recorded answers.
void addConfusionFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// misclassified-SLUG: the most confident errors; misclassified-one-SLUG: digits on which a variant errs and the
/// reference does not (of a twin: exactly one errs).
void addMisclassifiedFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// The runs that were looked into and that the report speaks of: with BN and without, of the first seed that has them.
struct LookedInto
{
    std::uint64_t seed = 0;
    std::vector<std::unique_ptr<ProbeLooks>> looks;
    std::vector<InsideRun> runs;
};
[[nodiscard]] LookedInto lookedInto(const ReportExperiment& experiment);

/// inside-QUESTION-SLUG: a figure for each question that was measured.
void addInsideFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// A network as the window draws it, large ones with their blocks folded; none where there are too many parts for a
/// drawing to be read.
[[nodiscard]] std::optional<Figure> networkFigure(const graph::Graph& network);

/// architecture-SLUG: that of the experiment's network.
void addArchitectureFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// sensitivity-KEY: final test accuracy against the studied value.
void addSensitivityFigures(std::vector<Figure>& figures, const ReportData& data, BandKind kind);

}  // namespace normscope::ui
