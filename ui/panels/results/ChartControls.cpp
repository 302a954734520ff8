#include "ui/panels/results/ChartControls.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <array>

#include "ui/panels/results/ChartTexts.h"

namespace normscope::ui
{

namespace
{

constexpr std::array kQuantities{Quantity::Loss, Quantity::BatchAccuracy, Quantity::TestAccuracy};
constexpr std::array kUnits{XUnit::Iteration, XUnit::Epoch, XUnit::Seconds};

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
    , m_logX(makeToggle("logXButton", this))
    , m_logY(makeToggle("logYButton", this))
{
    m_quantity->setObjectName(QStringLiteral("quantityCombo"));
    m_unit->setObjectName(QStringLiteral("unitCombo"));
    m_quantityLabel->setBuddy(m_quantity);
    m_unitLabel->setBuddy(m_unit);
    for (std::size_t i = 0; i < kQuantities.size(); ++i) {
        m_quantity->addItem(QString());
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit->addItem(QString());
    }
    for (QComboBox* combo : {m_quantity, m_unit}) {
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
    layout->addWidget(m_logY);
    layout->addWidget(m_logX);
    layout->addStretch();
    m_quantityLabel->setVisible(hasQuantity);
    m_quantity->setVisible(hasQuantity);

    connect(m_quantity, &QComboBox::currentIndexChanged, this, [this] {
        // Accuracies are not drawn on a logarithmic axis: what matters is near 100 %, where it shows least.
        m_logY->setEnabled(quantity() == Quantity::Loss);
        if (quantity() != Quantity::Loss) {
            m_logY->setChecked(false);
        }
        Q_EMIT quantityChanged(quantity());
    });
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT unitChanged(unit()); });
    connect(m_logX, &QToolButton::toggled, this, &ChartControls::logXChanged);
    connect(m_logY, &QToolButton::toggled, this, &ChartControls::logYChanged);
    retranslate();
}

Quantity ChartControls::quantity() const
{
    return kQuantities.at(static_cast<std::size_t>(m_quantity->currentIndex()));
}

XUnit ChartControls::unit() const
{
    return kUnits.at(static_cast<std::size_t>(m_unit->currentIndex()));
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
    for (std::size_t i = 0; i < kQuantities.size(); ++i) {
        m_quantity->setItemText(static_cast<int>(i), quantityTitle(kQuantities.at(i)));
    }
    for (std::size_t i = 0; i < kUnits.size(); ++i) {
        m_unit->setItemText(static_cast<int>(i), unitName(kUnits.at(i)));
    }
    m_quantity->setToolTip(tr("What the charts of this tab show"));
    m_quantity->setAccessibleName(tr("Quantity"));
    m_unit->setToolTip(tr("What the charts are drawn against; epochs as a real number, seconds of training alone"));
    m_unit->setAccessibleName(tr("Unit of the x axis"));
    m_logY->setText(tr("log y"));
    m_logY->setToolTip(tr("Logarithmic loss axis; values that are not positive are left out"));
    m_logY->setAccessibleName(tr("Logarithmic y axis"));
    m_logX->setText(tr("log x"));
    m_logX->setToolTip(tr("Logarithmic x axis: shows the first iterations at large"));
    m_logX->setAccessibleName(tr("Logarithmic x axis"));
}

}  // namespace normscope::ui
