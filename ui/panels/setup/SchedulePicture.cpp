#include "ui/panels/setup/SchedulePicture.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include <normscope/train/LrSchedule.h>

namespace normscope::ui
{

SchedulePicture::SchedulePicture(const ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("schedulePicture"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&document, &ExperimentDocument::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

QSize SchedulePicture::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, fontMetrics().height() * 3};
}

std::vector<double> SchedulePicture::rates(int count) const
{
    // As many iterations as points are enough to see the form; epochs end where they do in the run.
    const TrainingSpec training = trainingOf(m_document.spec(), 1, 1);
    const std::int64_t perEpoch = std::max<std::int64_t>(1, 2'000 / training.epochs);
    const std::int64_t total = perEpoch * training.epochs;
    const LrSchedule schedule{training.lrPolicy, training.sgd.lr, training.lrStepSize, training.lrGamma, total};
    std::vector<double> found;
    for (int i = 0; i < count; ++i) {
        const std::int64_t iteration = 1 + (total - 1) * i / std::max(1, count - 1);
        found.push_back(schedule.at(iteration, (iteration - 1) / perEpoch + 1));
    }
    return found;
}

void SchedulePicture::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 4, -1, -2);
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    painter.drawLine(frame.bottomLeft(), frame.bottomRight());
    const std::vector<double> values = rates(std::max(2, width()));
    const double largest = *std::max_element(values.begin(), values.end());
    if (!(largest > 0)) {
        return;
    }
    QPainterPath path;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const QPointF point(frame.left() +
                                frame.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1),
                            frame.bottom() - frame.height() * values[i] / largest);
        if (i == 0) {
            path.moveTo(point);
        } else {
            path.lineTo(point);
        }
    }
    painter.setPen(QPen(palette().color(QPalette::Link), 1.5));
    painter.drawPath(path);
}

void SchedulePicture::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void SchedulePicture::retranslate()
{
    setToolTip(tr("The learning rate from the first iteration to the last"));
    setAccessibleName(tr("Curve of the learning rate"));
}

}  // namespace normscope::ui
