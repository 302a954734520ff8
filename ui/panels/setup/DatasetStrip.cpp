#include "ui/panels/setup/DatasetStrip.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include <normscope/base/Numbers.h>
#include <normscope/data/BuiltinDigits.h>
#include <normscope/data/DatasetCatalog.h>

#include "ui/models/Picture.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr int kImages = 10;

QList<QImage> picturesOf(const ImageSet& set)
{
    QList<QImage> pictures;
    for (std::int64_t i = 0; i < std::min<std::int64_t>(kImages, set.count()); ++i) {
        pictures.append(pictureOf(set, i));
    }
    return pictures;
}

/// How many images a built-in name asks for; none for other datasets.
std::optional<std::int64_t> builtinCount(const std::string& dataset)
{
    if (!dataset.starts_with("builtin")) {
        return std::nullopt;
    }
    const std::size_t colon = dataset.find(':');
    return colon == std::string::npos ? kBuiltinTrainCount : parseInteger(dataset.substr(colon + 1)).value_or(0);
}

}  // namespace

DatasetStrip::DatasetStrip(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("datasetStrip"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_pool.setMaxThreadCount(1);
    connect(&document, &ExperimentDocument::changed, this, [this] {
        if (m_document.spec().dataset != m_dataset) {
            startLook();
        }
    });
    retranslate();
    startLook();
}

DatasetStrip::~DatasetStrip()
{
    m_pool.clear();
    m_pool.waitForDone();
}

QSize DatasetStrip::sizeHint() const
{
    const int side = fontMetrics().height() * 2;
    return {side * 5, side};
}

Result<DatasetStrip::Look> DatasetStrip::look(const std::string& dataset)
{
    if (const auto located = locateDataset(dataset); !located) {
        return tl::unexpected(located.error());
    }
    if (const auto count = builtinCount(dataset)) {
        const ImageSet drawn = makeBuiltinDigits(BuiltinSplit::Train, kImages, 1);
        return Look{picturesOf(drawn), shapeOf(drawn, kBuiltinClasses), *count};
    }
    const auto loaded = loadDataset(dataset, 1);
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    return Look{picturesOf(loaded->train), shapeOf(loaded->train, loaded->classCount()), loaded->train.count()};
}

void DatasetStrip::startLook()
{
    m_dataset = m_document.spec().dataset;
    const int number = ++m_number;
    m_document.setDataProblem({});
    // Not started yet: nobody wants them any more.
    m_pool.clear();
    m_pool.start([this, number, dataset = m_dataset] {
        auto found = look(dataset);
        QMetaObject::invokeMethod(this, [this, number, found = std::move(found)] { take(number, found); });
    });
}

void DatasetStrip::take(int number, const Result<Look>& found)
{
    if (number != m_number) {
        return;
    }
    m_images = found ? found->images : QList<QImage>();
    m_message = found ? QString() : shownText(found.error().message);
    m_document.setDataProblem(m_message);
    if (found) {
        m_document.setData(found->shape, found->trainSamples);
    } else {
        m_document.setData(DataShape(), 0);
    }
    update();
    Q_EMIT looked();
}

void DatasetStrip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const int gap = 2;
    const int side = height();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    int left = 0;
    for (const QImage& image : m_images) {
        if (left + side > width()) {
            break;
        }
        QRect frame(QPoint(), image.size().scaled(side, side, Qt::KeepAspectRatio));
        frame.moveCenter(QRect(left, 0, side, side).center());
        painter.drawImage(frame, image);
        left += side + gap;
    }
}

void DatasetStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void DatasetStrip::retranslate()
{
    setAccessibleName(tr("Sample images of the dataset"));
    setToolTip(tr("The first training images"));
}

}  // namespace normscope::ui
