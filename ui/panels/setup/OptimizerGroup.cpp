#include "ui/panels/setup/OptimizerGroup.h"

#include <QSignalBlocker>
#include <cmath>

#include <normscope/base/Numbers.h>

namespace normscope::ui
{

namespace
{

/// The slider goes from 1e-5 to 10 in steps of a twentieth of a decade.
constexpr double kStepsPerDecade = 20;
constexpr int kLeast = -5 * 20;
constexpr int kMost = 20;

/// To two digits: a slider says 0.11, not 0.1122018454.
double rateAt(int position)
{
    const double exact = std::pow(10.0, position / kStepsPerDecade);
    const double unit = std::pow(10.0, std::floor(std::log10(exact)) - 1);
    return std::stod(QString::number(std::round(exact / unit) * unit, 'g', 2).toStdString());
}

}  // namespace

OptimizerGroup::OptimizerGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
    , m_rate(new QSlider(Qt::Horizontal, this))
    , m_schedule(new SchedulePicture(document, this))
{
    setObjectName(QStringLiteral("optimizerGroup"));
    addField("lr");
    m_rate->setObjectName(QStringLiteral("lrSlider"));
    m_rate->setRange(kLeast, kMost);
    m_rate->setPageStep(static_cast<int>(kStepsPerDecade));
    ignoreWheelUnlessFocused(*m_rate);
    addWide(m_rate);
    for (const char* key : {"momentum", "weight_decay", "weight_decay_on", "nesterov", "lr_schedule"}) {
        addField(key);
    }
    addWide(m_schedule);
    addField("lr_step_size");
    addField("lr_gamma");
    connect(m_rate, &QSlider::valueChanged, this,
            [this](int position) { m_document.set("lr", QString::fromStdString(shortest(rateAt(position)))); });
    connect(&document, &ExperimentDocument::changed, this, &OptimizerGroup::update);
    retranslate();
}

void OptimizerGroup::update()
{
    const QSignalBlocker blocker(m_rate);
    const double position = std::round(std::log10(m_document.spec().training.sgd.lr) * kStepsPerDecade);
    m_rate->setValue(static_cast<int>(std::clamp(position, double{kLeast}, double{kMost})));
    const bool isStep = m_document.spec().training.lrPolicy == LrPolicy::Step;
    field("lr_step_size").setVisible(isStep);
    field("lr_gamma").setVisible(isStep);
}

void OptimizerGroup::retranslate()
{
    setTitle(tr("Optimizer (SGD)"));
    m_rate->setToolTip(tr("Learning rate on a log scale, from 1e-5 to 10"));
    m_rate->setAccessibleName(tr("Learning rate on a log scale"));
    update();
}

}  // namespace normscope::ui
