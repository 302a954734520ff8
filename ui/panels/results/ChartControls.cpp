#include "ui/panels/results/ChartControls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSettings>
#include <QSignalBlocker>
#include <algorithm>
#include <array>

#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

constexpr std::array kUnits{XUnit::Iteration, XUnit::Epoch, XUnit::Seconds};
QString seedsKey()
{
    return QStringLiteral("charts/seeds");
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

ChartControls::ChartControls(bool hasQuantity, QWidget* parent)
    : QWidget(parent)
    , m_quantityLabel(new QLabel(this))
    , m_quantity(new QComboBox(this))
    , m_unitLabel(new QLabel(this))
    , m_unit(new QComboBox(this))
    , m_seedsLabel(new QLabel(this))
    , m_seeds(new QComboBox(this))
    , m_logX(makeToggle("logXButton", this))
    , m_logY(makeToggle("logYButton", this))
{
    m_quantity->setObjectName(QStringLiteral("quantityCombo"));
    m_unit->setObjectName(QStringLiteral("unitCombo"));
    m_quantityLabel->setBuddy(m_quantity);
    m_seeds->setObjectName(QStringLiteral("seedsCombo"));
    m_unitLabel->setBuddy(m_unit);
    m_seedsLabel->setBuddy(m_seeds);
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        m_quantity->addItem(QString());
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit->addItem(QString());
    }
    for (std::size_t i = 0; i <= kBandKinds.size(); ++i) {
        m_seeds->addItem(QString());
    }
    m_seeds->setCurrentIndex(std::clamp(QSettings().value(seedsKey()).toInt(), 0, m_seeds->count() - 1));
    for (QComboBox* combo : {m_quantity, m_unit, m_seeds}) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_quantityLabel);
    layout->addWidget(m_quantity);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(m_unitLabel);
    layout->addWidget(m_unit);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(m_seedsLabel);
    layout->addWidget(m_seeds);
    layout->addSpacing(fontMetrics().height());
    layout->addWidget(m_logY);
    layout->addWidget(m_logX);
    layout->addStretch();
    m_quantityLabel->setVisible(hasQuantity);
    m_quantity->setVisible(hasQuantity);
    setRuns({});

    connect(m_quantity, &QComboBox::currentIndexChanged, this, [this] {
        // Accuracies are not drawn on a logarithmic axis: what matters is near 100 %, where it shows least.
        const bool isAccuracy = yAxisOf(quantity(), AxisScale::Linear).isPercent;
        m_logY->setEnabled(!isAccuracy);
        if (isAccuracy) {
            m_logY->setChecked(false);
        }
        Q_EMIT quantityChanged(quantity());
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT unitChanged(unit()); });
    connect(m_seeds, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(seedsKey(), index);
        Q_EMIT seedsChanged(seeds());
    });
    connect(m_logX, &QToolButton::toggled, this, &ChartControls::logXChanged);
    connect(m_logY, &QToolButton::toggled, this, &ChartControls::logYChanged);
    retranslate();
}

const Quantity& ChartControls::quantity() const
{
    return m_quantities.at(static_cast<std::size_t>(m_quantity->currentIndex()));
}

XUnit ChartControls::unit() const
{
    return kUnits.at(static_cast<std::size_t>(m_unit->currentIndex()));
}

std::optional<BandKind> ChartControls::seeds() const
{
    const int index = m_seeds->currentIndex();
    return index > 0 ? std::optional(kBandKinds.at(static_cast<std::size_t>(index) - 1)) : std::nullopt;
}

void ChartControls::setSeeds(std::optional<BandKind> seeds)
{
    const auto band = std::find(kBandKinds.begin(), kBandKinds.end(), seeds);
    m_seeds->setCurrentIndex(band == kBandKinds.end() ? 0 : static_cast<int>(band - kBandKinds.begin()) + 1);
}

void ChartControls::setRuns(const std::vector<ShownRun>& runs)
{
    const bool hasSeveral = std::any_of(runs.begin(), runs.end(), [&](const ShownRun& run) {
        return std::any_of(runs.begin(), runs.end(), [&](const ShownRun& other) {
            return other.experiment == run.experiment && other.run.seed != run.run.seed;
        });
    });
    m_seedsLabel->setVisible(hasSeveral);
    m_seeds->setVisible(hasSeveral);
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
    m_quantityLabel->setText(tr("S&how"));
    m_unitLabel->setText(tr("&x axis"));
    for (std::size_t i = 0; i < m_quantities.size(); ++i) {
        m_quantity->setItemText(static_cast<int>(i), quantityTitle(m_quantities.at(i)));
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit->setItemText(static_cast<int>(i), unitName(kUnits.at(i)));
    }
    m_quantity->setToolTip(tr("What the charts of this tab show"));
    m_quantity->setAccessibleName(tr("Quantity"));
    m_unit->setToolTip(tr("What the charts are drawn against; epochs as a real number, seconds of training alone"));
    m_unit->setAccessibleName(tr("Unit of the x axis"));
    m_seedsLabel->setText(tr("S&eeds"));
    const QStringList choices{tr("each one"), tr("mean ± SD"), tr("mean ± SE"), tr("mean, 95 % interval"),
                              tr("mean, min–max")};
    for (int i = 0; i < choices.size(); ++i) {
        m_seeds->setItemText(i, choices.at(i));
    }
    m_seeds->setToolTip(
        tr("Each seed as curves of its own, or the mean over seeds with a band around it: the standard "
           "deviation (SD), the standard error of the mean (SE), its 95 % confidence interval by "
           "Student's t, or from the least to the greatest value. Seeds that are not done stay by themselves."));
    m_seeds->setAccessibleName(tr("How several seeds are shown"));
    m_logY->setText(tr("log y"));
    m_logY->setToolTip(tr("Logarithmic loss axis; values that are not positive are left out"));
    m_logY->setAccessibleName(tr("Logarithmic y axis"));
    m_logX->setText(tr("log x"));
    m_logX->setToolTip(tr("Logarithmic x axis: shows the first iterations at large"));
    m_logX->setAccessibleName(tr("Logarithmic x axis"));
}

}  // namespace normscope::ui
