#include "ui/panels/DataExportDialog.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

#include <normscope/base/Numbers.h>

#include "ui/charts/ChartExport.h"
#include "ui/models/ShownText.h"
#include "ui/panels/export/FigureExport.h"

namespace normscope::ui
{

namespace
{

const QString kSuffix = QStringLiteral("csv");

QString countOf(std::size_t points)
{
    return QString::fromStdString(grouped(static_cast<std::int64_t>(points)));
}

std::size_t pointsIn(const LineChart& chart, bool onlyVisible)
{
    const ChartRange range = chart.visibleRange();
    std::size_t count = 0;
    for (const CurveId curve : chart.curves()) {
        if (onlyVisible && !chart.isCurveVisible(curve)) {
            continue;
        }
        for (const QPointF& point : chart.points(curve)) {
            count += !onlyVisible || (point.x() >= range.xMin && point.x() <= range.xMax) ? 1 : 0;
        }
    }
    return count;
}

}  // namespace

DataExportDialog::DataExportDialog(const LineChart& chart, const QString& prefix, QWidget* parent)
    : QDialog(parent)
    , m_chart(chart)
    , m_all(new QRadioButton(this))
    , m_visible(new QRadioButton(this))
    , m_hint(new QLabel(this))
    , m_file(new FileField(FileField::Kind::File, this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("dataExportDialog"));
    m_all->setObjectName(QStringLiteral("allRadio"));
    m_visible->setObjectName(QStringLiteral("visibleRadio"));
    m_all->setChecked(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_all);
    layout->addWidget(m_visible);
    layout->addWidget(m_hint);
    layout->addSpacing(fontMetrics().height() / 2);
    layout->addWidget(m_file);
    layout->addStretch();
    layout->addWidget(m_buttons);
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    m_file->setFilter(QStringLiteral("CSV (*.csv)"));
    connect(m_file, &FileField::pathChanged, this, &DataExportDialog::updateNote);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &DataExportDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &DataExportDialog::reject);
    const QString name = fileNameOf(prefix.isEmpty() ? chart.title() : prefix + QLatin1Char(' ') + chart.title());
    m_file->setPath(QDir(lastExportFolder()).filePath(QStringLiteral("%1.%2").arg(name, kSuffix)));
    retranslate();
}

std::filesystem::path DataExportDialog::path() const
{
    const QString text = m_file->path();
    const bool hasSuffix = QFileInfo(text).suffix().compare(kSuffix, Qt::CaseInsensitive) == 0;
    return QFile::encodeName(hasSuffix ? text : QStringLiteral("%1.%2").arg(text, kSuffix)).toStdString();
}

void DataExportDialog::updateNote()
{
    const bool hasName = !QFileInfo(m_file->path()).fileName().isEmpty();
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(hasName);
    m_file->setNote(hasName && QFileInfo::exists(toText(path()))
                        ? tr("This file is there already and will be replaced.")
                        : QString());
}

void DataExportDialog::accept()
{
    const CsvExtent extent = m_all->isChecked() ? CsvExtent::All : CsvExtent::Visible;
    const auto target = path();
    if (const Status written = exportCsv(m_chart, target, extent); !written) {
        m_file->setProblem(shownText(written.error().message));
        return;
    }
    rememberExportFolder(std::filesystem::absolute(target).parent_path());
    QDialog::accept();
}

void DataExportDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QDialog::changeEvent(event);
}

void DataExportDialog::retranslate()
{
    setWindowTitle(tr("Export data"));
    m_all->setText(tr("&All of the chart: %1 points").arg(countOf(pointsIn(m_chart, false))));
    m_visible->setText(tr("What is &visible: %1 points").arg(countOf(pointsIn(m_chart, true))));
    m_visible->setToolTip(tr("The visible range of x, without hidden curves"));
    m_hint->setText(tr("CSV with a decimal point, numbers as they were measured: not smoothed, not thinned."));
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("&Save"));
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    updateNote();
}

}  // namespace normscope::ui
