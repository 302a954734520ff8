#include "ui/report/ReportData.h"
#include "ui/report/figures/Figure.h"
#include "ui/report/figures/FigureKinds.h"

namespace normscope::ui
{

std::vector<Figure> figuresOf(const ReportData& data)
{
    constexpr BandKind kKind = BandKind::StandardDeviation;
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < data.experiments.size(); ++i) {
        const ReportExperiment& experiment = data.experiments[i];
        addArchitectureFigure(figures, experiment, i);
        addLossFigures(figures, experiment, i, kKind);
        addAccuracyFigure(figures, experiment, i, kKind);
        addDifferenceFigure(figures, experiment, i, kKind);
        addConvergenceFigure(figures, experiment, i);
        addTimeFigure(figures, experiment, i);
        addParametersFigure(figures, experiment, i);
        addConfusionFigure(figures, experiment, i);
        addMisclassifiedFigures(figures, experiment, i);
    }
    addSensitivityFigures(figures, data, kKind);
    return figures;
}

}  // namespace normscope::ui
