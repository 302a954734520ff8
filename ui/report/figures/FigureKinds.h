#pragma once

#include <cstddef>
#include <vector>

#include "ui/models/Bands.h"
#include "ui/report/ReportData.h"
#include "ui/report/figures/Figure.h"

/// The kinds of figures. Each function appends those that the data carry, and none where they carry none. `index`: the
/// experiment's place in the report.
namespace normscope::ui
{

/// loss-SLUG: all runs; loss-twins-SLUG: each twin of its own.
void addLossFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index, BandKind kind);

/// accuracy-SLUG: training and test accuracy after each epoch.
void addAccuracyFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                       BandKind kind);

/// difference-SLUG: of the test accuracies of the twins of one seed.
void addDifferenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index,
                         BandKind kind);

/// convergence-SLUG, time-SLUG, parameters-SLUG: bars. They count only pairs whose runs both reached their end.
void addConvergenceFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);
void addTimeFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);
void addParametersFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// confusion-SLUG: the first seed with recorded answers.
void addConfusionFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// misclassified-SLUG: the most confident errors; misclassified-one-SLUG: digits on which exactly one twin errs.
void addMisclassifiedFigures(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// architecture-SLUG: the layers as they follow each other.
void addArchitectureFigure(std::vector<Figure>& figures, const ReportExperiment& experiment, std::size_t index);

/// sensitivity-KEY: final test accuracy against the studied value.
void addSensitivityFigures(std::vector<Figure>& figures, const ReportData& data, BandKind kind);

}  // namespace normscope::ui
