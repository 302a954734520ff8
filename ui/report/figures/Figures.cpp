#include "ui/report/ReportData.h"
#include "ui/report/figures/Figure.h"
#include "ui/report/figures/FigureKinds.h"

namespace normscope::ui
{

std::vector<Figure> figuresOf(const ReportData& data, BandKind band)
{
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < data.experiments.size(); ++i) {
        const ReportExperiment& experiment = data.experiments[i];
        addArchitectureFigure(figures, experiment, i);
        addLossFigures(figures, experiment, i, band);
        addAccuracyFigure(figures, experiment, i, band);
        addDifferenceFigure(figures, experiment, i, band);
        addConvergenceFigure(figures, experiment, i);
        addTimeFigure(figures, experiment, i);
        addParametersFigure(figures, experiment, i);
        addInsideFigures(figures, experiment, i);
        addConfusionFigure(figures, experiment, i);
        addMisclassifiedFigures(figures, experiment, i);
    }
    addSensitivityFigures(figures, data, band);
    return figures;
}

}  // namespace normscope::ui
