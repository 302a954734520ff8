#include "ui/panels/setup/MissingDataset.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QUrl>
#include <QVBoxLayout>
#include <cmath>

#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DatasetSource.h>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr double kMegabyte = 1e6;
constexpr int kSecondsInAMinute = 60;
/// Of the bar: finer than its pixels.
constexpr int kSteps = 1000;

QString megabytes(double bytes)
{
    return QString::number(bytes / kMegabyte, 'f', 1);
}

}  // namespace

MissingDataset::MissingDataset(QWidget* parent)
    : QWidget(parent)
    , m_download(new QPushButton(this))
    , m_folder(new QPushButton(this))
    , m_bar(new QProgressBar(this))
    , m_status(new QLabel(this))
    , m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("missingDataset"));
    m_download->setObjectName(QStringLiteral("downloadDataset"));
    m_folder->setObjectName(QStringLiteral("datasetPlace"));
    m_bar->setObjectName(QStringLiteral("downloadBar"));
    m_status->setObjectName(QStringLiteral("downloadStatus"));
    m_cancel->setObjectName(QStringLiteral("cancelDownload"));
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_download), static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_status),
          static_cast<QWidget*>(m_cancel), static_cast<QWidget*>(m_folder)}) {
        layout->addWidget(widget);
    }
    connect(m_download, &QPushButton::clicked, this, &MissingDataset::start);
    connect(m_folder, &QPushButton::clicked, this, &MissingDataset::openFolder);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_fetch.cancel();
    });
    connect(&m_fetch, &DatasetFetch::progressed, this, &MissingDataset::showProgress);
    connect(&m_fetch, &DatasetFetch::noticed, this,
            [this](const Message& notice) { m_status->setText(breakable(shownText(notice))); });
    connect(&m_fetch, &DatasetFetch::ended, this, &MissingDataset::finish);
    connect(&m_fetch, &DatasetFetch::failed, this, &MissingDataset::tell);
    retranslate();
}

QString MissingDataset::title(const std::string& dataset)
{
    if (dataset == "mnist" || dataset == "kmnist") {
        return QString::fromStdString(dataset).toUpper();
    }
    return dataset == "fashion-mnist" ? QStringLiteral("Fashion-MNIST") : QString::fromStdString(dataset);
}

void MissingDataset::offer(const std::string& dataset)
{
    const std::string missing = canBeFetched(dataset) && !locateDataset(dataset) ? dataset : std::string();
    if (missing != m_dataset && !isFetching()) {
        m_status->clear();
    }
    m_dataset = missing;
    update();
}

void MissingDataset::start()
{
    m_status->clear();
    m_bar->setRange(0, 0);
    m_fetch.start(m_dataset);
    update();
    m_cancel->setFocus();
}

void MissingDataset::openFolder()
{
    const auto place = placeOf(m_dataset);
    if (!place) {
        m_status->setText(breakable(shownText(place.error().message)));
        update();
        return;
    }
    const QString folder = QFile::decodeName(place->c_str());
    if (!QDir().mkpath(folder) || !QDesktopServices::openUrl(QUrl::fromLocalFile(folder))) {
        m_status->setText(breakable(tr("This desktop opens no folder: put the four files into %1").arg(folder)));
        update();
    }
}

void MissingDataset::showProgress(const FetchProgress& progress)
{
    m_bar->setRange(0, progress.total > 0 ? kSteps : 0);
    if (progress.total > 0) {
        m_bar->setValue(static_cast<int>(
            std::llround(static_cast<double>(progress.received) / static_cast<double>(progress.total) * kSteps)));
    }
    const QString received = megabytes(static_cast<double>(progress.received));
    const QString speed = megabytes(progress.bytesPerSecond);
    //: MNIST, file 1 of 4: how much of it has come, and how fast
    QString text = tr("%1, file %2 of %3: %4 MB, %5 MB/s")
                       .arg(title(m_fetch.dataset()), QString::number(progress.number), QString::number(progress.files),
                            received, speed);
    if (progress.secondsLeft) {
        const auto seconds = static_cast<int>(std::ceil(*progress.secondsLeft));
        text = tr("%1, %2 left")
                   .arg(text, QStringLiteral("%1:%2").arg(
                                  QString::number(seconds / kSecondsInAMinute),
                                  QString::number(seconds % kSecondsInAMinute).rightJustified(2, QLatin1Char('0'))));
    }
    m_status->setText(text);
    m_bar->setToolTip(QString::fromStdString(progress.file));
}

void MissingDataset::finish(const FetchOutcome& outcome)
{
    const bool isCancelled = outcome.end == FetchEnd::Cancelled;
    m_status->setText(isCancelled ? tr("Cancelled. The next download goes on from here.") : QString());
    if (!isCancelled) {
        m_dataset.clear();
    }
    update();
    if (!isCancelled) {
        Q_EMIT arrived();
    }
}

void MissingDataset::tell(const Error& error)
{
    m_status->setText(breakable(tr("⚠ %1").arg(shownText(error.message))));
    update();
}

void MissingDataset::update()
{
    const bool fetches = isFetching();
    m_download->setVisible(!fetches && !m_dataset.empty());
    m_folder->setVisible(!fetches && !m_dataset.empty());
    m_bar->setVisible(fetches);
    m_cancel->setVisible(fetches);
    m_cancel->setEnabled(true);
    m_status->setVisible(fetches || !m_status->text().isEmpty());
    setVisible(fetches || !m_dataset.empty());
    retranslate();
}

void MissingDataset::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void MissingDataset::retranslate()
{
    const QString name = title(m_dataset);
    m_download->setText(tr("Download %1").arg(name));
    m_download->setToolTip(tr("Fetches the four files of %1 from where they are published, once").arg(name));
    m_download->setWhatsThis(m_download->toolTip());
    m_folder->setText(tr("Open its folder"));
    m_folder->setToolTip(
        tr("Opens the folder that the four files of %1 belong into, packed as .gz or not, where there is "
           "no network")
            .arg(name));
    m_folder->setWhatsThis(m_folder->toolTip());
    m_cancel->setText(tr("Cancel the download"));
    m_bar->setAccessibleName(tr("Download of %1").arg(title(m_fetch.dataset())));
}

}  // namespace normscope::ui
