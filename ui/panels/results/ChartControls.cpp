#include "ui/panels/results/ChartControls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>
#include <algorithm>
#include <array>

#include <normscope/experiment/Convergence.h>

#include "ui/charts/FlowLayout.h"
#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

constexpr std::array kUnits{XUnit::Iteration, XUnit::Epoch, XUnit::Seconds};
constexpr std::array kUnitNames{"iteration", "epoch", "seconds"};  ///< in settings, in that order
constexpr std::array kWindows{1, 10, 25, 50, 100, 200};

/// In the order in which they are offered.
std::vector<SeedView> seedViews()
{
    std::vector<SeedView> views{SeedView(), SeedView(std::nullopt)};
    views.insert(views.end(), kBandKinds.begin(), kBandKinds.end());
    return views;
}

QString keyOf(const SeedView& view)
{
    return view.isAutomatic() ? QStringLiteral("automatic")
           : view.band()      ? QString::fromLatin1(ui::keyOf(*view.band()))
                              : QStringLiteral("each");
}

QString seedsKey()
{
    return QStringLiteral("charts/seedView");
}

QString smoothingKey()
{
    return QStringLiteral("charts/smoothing");
}

QToolButton* makeToggle(const char* name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

}  // namespace

ChartControls::Field ChartControls::makeField(const char* name, QWidget* parent)
{
    Field field{new QWidget(parent), new QLabel(parent), new QComboBox(parent)};
    field.combo->setObjectName(QString::fromLatin1(name));
    field.combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    field.label->setBuddy(field.combo);
    auto* layout = new QHBoxLayout(field.whole);
    layout->setContentsMargins(0, 0, parent->fontMetrics().height(), 0);
    layout->addWidget(field.label);
    layout->addWidget(field.combo);
    return field;
}

ChartControls::ChartControls(bool hasQuantity, QWidget* parent)
    : QWidget(parent)
    , m_quantity(makeField("quantityCombo", this))
    , m_unit(makeField("unitCombo", this))
    , m_seeds(makeField("seedsCombo", this))
    , m_smoothing(makeField("smoothingCombo", this))
    , m_logX(makeToggle("logXButton", this))
    , m_logY(makeToggle("logYButton", this))
{
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        m_quantity.combo->addItem(QString());
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit.combo->addItem(QString());
    }
    for (const SeedView& view : seedViews()) {
        m_seeds.combo->addItem(QString(), keyOf(view));
    }
    for (const int window : kWindows) {
        m_smoothing.combo->addItem(QString(), window);
    }
    const QSettings settings;
    m_seeds.combo->setCurrentIndex(std::max(0, m_seeds.combo->findData(settings.value(seedsKey()).toString())));
    const int usual = static_cast<int>(kLossWindow);
    const int window = m_smoothing.combo->findData(settings.value(smoothingKey(), usual).toInt());
    m_smoothing.combo->setCurrentIndex(window >= 0 ? window : m_smoothing.combo->findData(usual));
    auto* layout = new FlowLayout(this);
    for (const Field& field : {m_quantity, m_unit, m_seeds, m_smoothing}) {
        layout->addWidget(field.whole);
    }
    layout->addWidget(m_logY);
    layout->addWidget(m_logX);
    m_quantity.whole->setVisible(hasQuantity);
    setRuns({});

    connect(m_quantity.combo, &QComboBox::currentIndexChanged, this, [this] {
        // Accuracies are not drawn on a logarithmic axis: what matters is near 100 %, where it shows least.
        const bool isAccuracy = yAxisOf(quantity(), AxisScale::Linear).isPercent;
        m_logY->setEnabled(!isAccuracy);
        if (isAccuracy) {
            m_logY->setChecked(false);
        }
        Q_EMIT quantityChanged(quantity());
    });
    connect(m_unit.combo, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT unitChanged(unit()); });
    connect(m_seeds.combo, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue(seedsKey(), keyOf(seeds()));
        Q_EMIT seedsChanged(seeds());
    });
    connect(m_smoothing.combo, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue(smoothingKey(), smoothing());
        Q_EMIT smoothingChanged(smoothing());
    });
    connect(m_logX, &QToolButton::toggled, this, &ChartControls::logXChanged);
    connect(m_logY, &QToolButton::toggled, this, &ChartControls::logYChanged);
    retranslate();
}

const Quantity& ChartControls::quantity() const
{
    return m_quantities.at(static_cast<std::size_t>(m_quantity.combo->currentIndex()));
}

XUnit ChartControls::unit() const
{
    return kUnits.at(static_cast<std::size_t>(m_unit.combo->currentIndex()));
}

SeedView ChartControls::seeds() const
{
    return seedViews().at(static_cast<std::size_t>(m_seeds.combo->currentIndex()));
}

void ChartControls::setSeeds(const SeedView& seeds)
{
    m_seeds.combo->setCurrentIndex(m_seeds.combo->findData(keyOf(seeds)));
}

int ChartControls::smoothing() const
{
    return m_smoothing.combo->currentData().toInt();
}

void ChartControls::setSmoothing(int window)
{
    const int index = m_smoothing.combo->findData(window);
    if (index >= 0) {
        m_smoothing.combo->setCurrentIndex(index);
    }
}

QJsonObject ChartControls::choices() const
{
    return {
        {QStringLiteral("quantity"), QString::fromStdString(quantity().chart)},
        {QStringLiteral("unit"), QLatin1String(kUnitNames.at(static_cast<std::size_t>(m_unit.combo->currentIndex())))},
        {QStringLiteral("logX"), isLogX()},
        {QStringLiteral("logY"), isLogY()}};
}

void ChartControls::setChoices(const QJsonObject& choices)
{
    const std::string wanted = choices.value(QStringLiteral("quantity")).toString().toStdString();
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        if (m_quantities[i].chart == wanted) {
            m_quantity.combo->setCurrentIndex(static_cast<int>(i));
        }
    }
    for (std::size_t i = 0; i < kUnitNames.size(); ++i) {
        if (choices.value(QStringLiteral("unit")).toString() == QLatin1String(kUnitNames[i])) {
            m_unit.combo->setCurrentIndex(static_cast<int>(i));
        }
    }
    m_logX->setChecked(choices.value(QStringLiteral("logX")).toBool());
    m_logY->setChecked(m_logY->isEnabled() && choices.value(QStringLiteral("logY")).toBool());
}

void ChartControls::setRuns(const std::vector<ShownRun>& runs)
{
    const bool hasSeveral = std::any_of(runs.begin(), runs.end(), [&](const ShownRun& run) {
        return std::any_of(runs.begin(), runs.end(), [&](const ShownRun& other) {
            return other.experiment == run.experiment && other.run.seed != run.run.seed;
        });
    });
    m_seeds.whole->setVisible(hasSeveral);
}

void ChartControls::showScalesOf(const LineChart& chart)
{
    const QSignalBlocker blockX(m_logX);
    const QSignalBlocker blockY(m_logY);
    m_logX->setChecked(chart.xAxis().scale == AxisScale::Log);
    m_logY->setChecked(chart.yAxis().scale == AxisScale::Log);
}

void ChartControls::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void ChartControls::retranslate()
{
    m_quantity.label->setText(tr("Sh&ow"));
    m_unit.label->setText(tr("&x axis"));
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        m_quantity.combo->setItemText(static_cast<int>(i), quantityTitle(m_quantities.at(i)));
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit.combo->setItemText(static_cast<int>(i), unitName(kUnits.at(i)));
    }
    m_quantity.combo->setToolTip(tr("What the charts of this tab show"));
    m_quantity.combo->setAccessibleName(tr("Quantity"));
    m_unit.combo->setToolTip(
        tr("What the charts are drawn against; epochs as a real number, seconds of training alone"));
    m_unit.combo->setAccessibleName(tr("Unit of the x axis"));
    m_seeds.label->setText(tr("See&ds"));
    const QStringList choices{tr("automatic"),           tr("each one"),     tr("mean ± SD"), tr("mean ± SE"),
                              tr("mean, 95 % interval"), tr("mean, min–max")};
    for (int i = 0; i < choices.size(); ++i) {
        m_seeds.combo->setItemText(i, choices.at(i));
    }
    m_seeds.combo->setToolTip(
        tr("Each seed as curves of its own, or the mean over seeds with a band around it: the standard "
           "deviation (SD), the standard error of the mean (SE), its 95 % confidence interval by "
           "Student's t, or from the least to the greatest value. Automatic: mean ± SD from three seeds on. "
           "Seeds that are not done stay by themselves."));
    m_seeds.combo->setAccessibleName(tr("How several seeds are shown"));
    m_smoothing.label->setText(tr("Smoothi&ng"));
    m_smoothing.combo->setItemText(0, tr("off"));
    for (int i = 1; i < m_smoothing.combo->count(); ++i) {
        m_smoothing.combo->setItemText(i, m_smoothing.combo->itemData(i).toString());
    }
    m_smoothing.combo->setToolTip(
        tr("Bold lines are means of so many iterations, the last ones; off: every iteration as it is"));
    m_smoothing.combo->setAccessibleName(tr("Smoothing, in iterations"));
    m_logY->setText(tr("log y"));
    m_logY->setToolTip(tr("Logarithmic loss axis; values that are not positive are left out"));
    m_logY->setAccessibleName(tr("Logarithmic y axis"));
    m_logX->setText(tr("log x"));
    m_logX->setToolTip(tr("Logarithmic x axis: shows the first iterations at large"));
    m_logX->setAccessibleName(tr("Logarithmic x axis"));
}

}  // namespace normscope::ui
