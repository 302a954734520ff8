#include "ui/panels/results/InsideHeat.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include <normscope/base/FileIo.h>

#include "ui/charts/ChartAxes.h"
#include "ui/models/ShownText.h"
#include "ui/panels/export/FigureExport.h"
#include "ui/panels/export/FileField.h"

namespace normscope::ui
{

namespace
{

struct InsideMeasures
{
    Q_DECLARE_TR_FUNCTIONS(InsideMeasures)
};

}  // namespace

const std::vector<InsideMeasure>& insideMeasures()
{
    constexpr AxisScale kLog = AxisScale::Log;
    constexpr AxisScale kLinear = AxisScale::Linear;
    static const std::vector<InsideMeasure> kAll{
        {"median", "distribution", "p50", "", QT_TRANSLATE_NOOP("InsideMeasures", "Median of the inputs"), kLinear,
         true},
        {"spread", "distribution", "p85", "p15",
         QT_TRANSLATE_NOOP("InsideMeasures", "Spread of the inputs (85th less 15th percentile)"), kLog},
        {"gradient-norm", "depth", "gradient_norm", "", QT_TRANSLATE_NOOP("InsideMeasures", "Gradient ‖∂L/∂W‖"), kLog},
        {"activation-var", "depth", "activation_var", "",
         QT_TRANSLATE_NOOP("InsideMeasures", "Variance of what the layer gives"), kLog},
        {"update-ratio", "units", "update_ratio", "", QT_TRANSLATE_NOOP("InsideMeasures", "‖update‖ / ‖weight‖"), kLog},
        {"dead", "units", "dead", "", QT_TRANSLATE_NOOP("InsideMeasures", "Share of dead units"), kLinear, false, true},
        {"norm", "effective-lr", "norm", "", QT_TRANSLATE_NOOP("InsideMeasures", "Size of the weights ‖W‖"), kLinear},
        {"effective-lr", "effective-lr", "effective_lr", "",
         QT_TRANSLATE_NOOP("InsideMeasures", "Effective learning rate lr / ‖W‖²"), kLog},
        {"angle", "effective-lr", "angle", "", QT_TRANSLATE_NOOP("InsideMeasures", "Angle of a step, in degrees"),
         kLog},
        {"mean-gap", "batch-statistics", "batch_mean", "running_mean",
         QT_TRANSLATE_NOOP("InsideMeasures", "Mean of the batch less the running one"), kLinear, true},
        {"batch-var", "batch-statistics", "batch_var", "", QT_TRANSLATE_NOOP("InsideMeasures", "Variance of the batch"),
         kLog},
        {"gamma", "batch-statistics", "gamma", "", QT_TRANSLATE_NOOP("InsideMeasures", "γ, mean of the channels"),
         kLinear},
        {"beta", "batch-statistics", "beta", "", QT_TRANSLATE_NOOP("InsideMeasures", "β, mean of the channels"),
         kLinear, true},
        {"shift", "covariate-shift", "difference", "",
         QT_TRANSLATE_NOOP("InsideMeasures", "Internal covariate shift ‖G − G′‖"), kLog},
        {"shift-cosine", "covariate-shift", "cosine", "", QT_TRANSLATE_NOOP("InsideMeasures", "Cosine of G and G′"),
         kLinear, true},
    };
    return kAll;
}

QString titleOf(const InsideMeasure& measure)
{
    return InsideMeasures::tr(measure.title);
}

InsideHeat::InsideHeat(QWidget* parent)
    : QWidget(parent)
    , m_strips(new QSplitter(Qt::Horizontal, this))
    , m_readout(new QLabel(this))
{
    constexpr std::array kNames{"leftHeat", "rightHeat"};
    m_strips->setObjectName(QStringLiteral("heatStrips"));
    m_strips->setChildrenCollapsible(false);
    m_readout->setObjectName(QStringLiteral("heatReadout"));
    m_readout->setTextFormat(Qt::PlainText);
    m_readout->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (const char* name : kNames) {
        auto* strip = new HeatStrip(m_strips);
        strip->setObjectName(QString::fromLatin1(name));
        m_strips->addWidget(strip);
        m_sides.push_back({strip, {}, {}});
        connect(strip, &HeatStrip::cellChanged, this, [this, strip] { showCell(*strip); });
        connect(strip, &HeatStrip::cellOpened, this, [this, strip](const HeatCell& cell) {
            Q_EMIT layerOpened(strip->grid().rows.value(static_cast<qsizetype>(cell.row)));
        });
        connect(strip, &HeatStrip::zoomChanged, this, [this, strip](const auto& zoom) {
            for (const Side& side : m_sides) {
                if (side.strip != strip) {
                    side.strip->setZoom(zoom);
                }
            }
        });
        connect(strip, &HeatStrip::exportRequested, this, [this, strip] { exportPictureOf(*strip); });
        connect(strip, &HeatStrip::numbersRequested, this, [this, strip] { exportNumbersOf(*strip); });
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_strips, 1);
    layout->addWidget(m_readout);
    showTexts();
}

void InsideHeat::setRuns(const std::vector<InsideRun>& runs, const InsideMeasure& measure)
{
    m_measure = &measure;
    m_isLog = measure.scale == AxisScale::Log;
    m_shown = std::min(runs.size(), m_sides.size());
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        m_sides[i].run = i < m_shown ? runs[i] : InsideRun();
        m_sides[i].grid = {};
        m_sides[i].rows.clear();
        m_sides[i].read = 0;
        m_sides[i].strip->setCell(std::nullopt);
        m_sides[i].strip->setZoom(std::nullopt);
    }
    m_readout->setText({});
    showTexts();
}

void InsideHeat::setLog(bool isLog)
{
    if (isLog != m_isLog) {
        m_isLog = isLog;
        showScale();
    }
}

/// Means over a layer's channels where there are several.
void InsideHeat::read(Side& side) const
{
    const auto column = columnOf(m_measure->instrument, m_measure->column);
    const auto minus = columnOf(m_measure->instrument, m_measure->minus);
    const auto& looks = side.run.looks->of(m_measure->instrument);
    // More than any network has and any training looks: a file may hold anything.
    constexpr std::size_t kMostRows = 10'000;
    constexpr std::size_t kMostCells = 20'000'000;
    for (; side.read < looks.size() && side.grid.values.size() * side.grid.steps.size() < kMostCells; ++side.read) {
        const ProbeRows& look = *looks[side.read];
        side.grid.addStep(static_cast<double>(look.iteration));
        const std::size_t step = side.grid.steps.size() - 1;
        for (std::size_t row = 0; row < look.layers.size();) {
            double sum = 0;
            int count = 0;
            const std::size_t first = row;
            for (; row < look.layers.size() && look.layers[row] == look.layers[first]; ++row) {
                const double value =
                    valueAt(look, row, column.value_or(0)) - (minus ? valueAt(look, row, *minus) : 0.0);
                if (std::isfinite(value)) {
                    sum += value;
                    ++count;
                }
            }
            if (count == 0 || look.layers[first].empty()) {
                continue;
            }
            const QString name = QString::fromStdString(look.layers[first]);
            auto place = side.rows.find(name);
            if (place == side.rows.end() && side.grid.values.size() < kMostRows) {
                place = side.rows.insert(name, side.grid.addRow(name));
            }
            if (place != side.rows.end()) {
                side.grid.values[*place][step] = static_cast<float>(sum / count);
            }
        }
    }
}

bool InsideHeat::catchUp()
{
    for (std::size_t i = 0; i < m_shown; ++i) {
        read(m_sides[i]);
    }
    showScale();
    return std::any_of(m_sides.begin(), m_sides.end(), [](const Side& side) { return !side.grid.rows.isEmpty(); });
}

void InsideHeat::showScale()
{
    std::vector<const HeatGrid*> grids;
    for (std::size_t i = 0; i < m_shown; ++i) {
        grids.push_back(&m_sides[i].grid);
    }
    const bool isSigned = m_measure != nullptr && m_measure->isSigned;
    std::optional<std::pair<double, double>> all;
    for (const HeatGrid* grid : grids) {
        if (!grid->steps.empty() && !grid->rows.isEmpty()) {
            const auto own = extentOf(*grid);
            all = all ? std::pair(std::min(all->first, own.first), std::max(all->second, own.second)) : own;
        }
    }
    auto scale = scaleOf(grids, m_isLog && !isSigned ? AxisScale::Log : AxisScale::Linear, isSigned);
    for (std::size_t i = 0; i < m_sides.size(); ++i) {
        const bool isShown = i < m_shown && !m_sides[i].grid.rows.isEmpty();
        m_sides[i].strip->setVisible(isShown);
        m_sides[i].strip->setExtent(all);
        m_sides[i].strip->setGrid(isShown ? m_sides[i].grid : HeatGrid(), scale.value_or(HeatScale()));
    }
}

void InsideHeat::showTexts()
{
    for (std::size_t i = 0; m_measure != nullptr && i < m_sides.size(); ++i) {
        HeatTexts texts{i < m_shown ? m_sides[i].run.label : QString(), tr("Iteration"), titleOf(*m_measure), {}};
        texts.value.isPercent = m_measure->isPercent;
        m_sides[i].strip->setTexts(texts);
    }
    const QString help = tr("Rows are layers from the input on, colours are values at each look, on one scale for "
                            "both runs. A click on a cell, or Enter, opens its layer; the wheel, + and − zoom into the "
                            "iterations; Esc shows all of them.");
    m_sides.front().strip->setAccessibleName(tr("All layers at every look, left"));
    m_sides.back().strip->setAccessibleName(tr("All layers at every look, right"));
    for (const Side& side : m_sides) {
        side.strip->setWhatsThis(help);
        side.strip->setAccessibleDescription(help);
    }
}

void InsideHeat::showCell(const HeatStrip& of)
{
    const auto cell = of.cell();
    if (!cell) {
        for (const Side& side : m_sides) {
            side.strip->setCell(std::nullopt);
        }
        m_readout->setText({});
        return;
    }
    const QString row = of.grid().rows.value(static_cast<qsizetype>(cell->row));
    const double step = of.grid().steps[cell->step];
    AxisOptions axis;
    axis.isPercent = m_measure->isPercent;
    QStringList values;
    for (std::size_t i = 0; i < m_shown; ++i) {
        const Side& side = m_sides[i];
        const double value = side.strip->value(row, step);
        //: %1 is a run, %2 a value
        values << tr("%1: %2").arg(side.run.label, std::isfinite(value) ? valueText(axis, value) : QStringLiteral("—"));
        if (side.strip != &of) {
            const auto place = side.grid.rows.indexOf(row);
            const auto after = std::upper_bound(side.grid.steps.begin(), side.grid.steps.end(), step);
            const bool isThere = place >= 0 && after != side.grid.steps.begin();
            side.strip->setCell(
                isThere ? std::optional(HeatCell{static_cast<std::size_t>(place),
                                                 static_cast<std::size_t>(after - side.grid.steps.begin()) - 1})
                        : std::nullopt);
        }
    }
    //: %1 is a layer, %2 the number of an iteration, %3 values of runs
    m_readout->setText(tr("%1, iteration %2 — %3").arg(row, QString::number(step), values.join(QStringLiteral(" · "))));
}

void InsideHeat::setLineSeen(bool seen)
{
    m_readout->setVisible(seen);
}

void InsideHeat::exportPictureOf(const HeatStrip& strip)
{
    const PaintedPicture painted = strip.painted();
    const QString name =
        QStringLiteral("%1.svg").arg(fileNameOf(titleOf(*m_measure) + QLatin1Char(' ') + painted.title));
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export figure"), QDir(lastExportFolder()).filePath(name),
                                     QStringLiteral("SVG (*.svg);;PDF (*.pdf);;PNG (*.png)"));
    if (path.isEmpty()) {
        return;
    }
    const QString suffix = QFileInfo(path).suffix().toLower();
    const PictureFormat format = suffix == QLatin1String("pdf")   ? PictureFormat::Pdf
                                 : suffix == QLatin1String("png") ? PictureFormat::Png
                                                                  : PictureFormat::Svg;
    finish(exportPicture(painted, QFile::encodeName(path).toStdString(), format, PictureOptions()), path);
}

void InsideHeat::exportNumbersOf(const HeatStrip& strip)
{
    const QString name =
        QStringLiteral("%1.csv").arg(fileNameOf(titleOf(*m_measure) + QLatin1Char(' ') + strip.painted().title));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export data"), QDir(lastExportFolder()).filePath(name),
                                                      QStringLiteral("CSV (*.csv)"));
    if (!path.isEmpty()) {
        finish(writeFileAtomically(QFile::encodeName(path).toStdString(), strip.csv()), path);
    }
}

void InsideHeat::finish(const Status& written, const QString& path)
{
    if (!written) {
        QMessageBox box(QMessageBox::Warning, tr("Export figure"), shownText(written.error().message), QMessageBox::Ok,
                        this);
        box.setTextFormat(Qt::PlainText);
        box.exec();
        return;
    }
    rememberExportFolder(QFile::encodeName(QFileInfo(path).absolutePath()).toStdString());
    Q_EMIT saved(QFile::encodeName(path).toStdString());
}

void InsideHeat::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        showTexts();
        m_readout->setText({});
    }
    QWidget::changeEvent(event);
}

void InsideHeat::resizeEvent(QResizeEvent* event)
{
    // Beside each other while there is room.
    const int least = 2 * fontMetrics().height() * 16;
    const Qt::Orientation wanted = width() < least && height() > width() ? Qt::Vertical : Qt::Horizontal;
    if (m_strips->orientation() != wanted) {
        m_strips->setOrientation(wanted);
    }
    QWidget::resizeEvent(event);
}

}  // namespace normscope::ui
