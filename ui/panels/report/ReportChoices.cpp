#include "ui/panels/report/ReportChoices.h"

#include <QEvent>
#include <QSettings>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/report/DocumentBuilder.h"

namespace normscope::ui
{

namespace
{

QString languageKey()
{
    return QStringLiteral("report/language");
}

QString chineseCode()
{
    return QStringLiteral("zh_CN");
}

QString paperKey()
{
    return QStringLiteral("report/paper");
}

QString bandKey()
{
    return QStringLiteral("report/band");
}

}  // namespace

ReportChoices::ReportChoices(QWidget* parent)
    : QWidget(parent)
    , m_aboutLabel(new QLabel(this))
    , m_one(new QRadioButton(this))
    , m_all(new QRadioButton(this))
    , m_languageLabel(new QLabel(this))
    , m_language(new QComboBox(this))
    , m_paperLabel(new QLabel(this))
    , m_paper(new QComboBox(this))
    , m_bandLabel(new QLabel(this))
    , m_band(new QComboBox(this))
    , m_refresh(new QPushButton(this))
    , m_contentsLabel(new QLabel(this))
    , m_contents(new QListWidget(this))
{
    m_one->setObjectName(QStringLiteral("reportOfOne"));
    m_all->setObjectName(QStringLiteral("reportOfAll"));
    m_language->setObjectName(QStringLiteral("reportLanguage"));
    m_paper->setObjectName(QStringLiteral("reportPaper"));
    m_band->setObjectName(QStringLiteral("reportBand"));
    m_refresh->setObjectName(QStringLiteral("reportRefresh"));
    m_contents->setObjectName(QStringLiteral("reportContents"));
    m_one->setChecked(true);
    m_languageLabel->setBuddy(m_language);
    m_paperLabel->setBuddy(m_paper);
    m_bandLabel->setBuddy(m_band);
    m_contentsLabel->setBuddy(m_contents);
    m_language->addItems({QStringLiteral("English"), QStringLiteral("中文")});
    m_paper->addItems({QString(), QString()});
    for (const BandKind kind : kBandKinds) {
        m_band->addItem(QString(), QString::fromLatin1(keyOf(kind)));
    }
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setWordWrap(true);
    m_contents->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_contents->viewport()->setAutoFillBackground(false);

    auto* layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 2;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_aboutLabel, m_one, m_all}) {
        layout->addWidget(widget);
    }
    layout->addSpacing(gap);
    layout->addWidget(m_languageLabel);
    layout->addWidget(m_language);
    layout->addWidget(m_paperLabel);
    layout->addWidget(m_paper);
    layout->addWidget(m_bandLabel);
    layout->addWidget(m_band);
    layout->addWidget(m_refresh);
    layout->addSpacing(gap);
    layout->addWidget(m_contentsLabel);
    layout->addWidget(m_contents, 1);

    m_paper->setCurrentIndex(QSettings().value(paperKey()).toString() == QLatin1String("letter") ? 1 : 0);
    m_band->setCurrentIndex(std::max(0, m_band->findData(QSettings().value(bandKey()))));
    showLanguage();

    connect(m_all, &QRadioButton::toggled, this, &ReportChoices::changed);
    connect(m_language, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(languageKey(), index == 1 ? chineseCode() : QStringLiteral("en"));
        Q_EMIT changed();
    });
    connect(m_paper, &QComboBox::currentIndexChanged, this, [](int index) {
        QSettings().setValue(paperKey(), index == 1 ? QStringLiteral("letter") : QStringLiteral("a4"));
    });
    connect(m_band, &QComboBox::currentIndexChanged, this, [this] {
        QSettings().setValue(bandKey(), m_band->currentData());
        Q_EMIT changed();
    });
    connect(m_refresh, &QPushButton::clicked, this, &ReportChoices::refreshRequested);
    connect(m_contents, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item != nullptr) {
            Q_EMIT headingChosen(item->data(Qt::UserRole).toString());
        }
    });
    // Also the one that was chosen last.
    connect(m_contents, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT headingChosen(item->data(Qt::UserRole).toString()); });
    retranslate();
}

void ReportChoices::showLanguage()
{
    // As chosen the last time, or as the window speaks.
    const QString chosen = QSettings().value(languageKey()).toString();
    const bool isChinese = chosen.isEmpty() ? documentLanguage() == QLatin1String("zh-CN") : chosen == chineseCode();
    const QSignalBlocker blocker(m_language);
    m_language->setCurrentIndex(isChinese ? 1 : 0);
}

ReportOptions ReportChoices::options() const
{
    return {m_language->currentIndex() == 1 ? ReportLanguage::Chinese : ReportLanguage::English,
            m_paper->currentIndex() == 1 ? PaperSize::Letter : PaperSize::A4,
            kBandKinds.at(static_cast<std::size_t>(m_band->currentIndex()))};
}

void ReportChoices::setCheckedCount(int count)
{
    m_checked = count;
    m_all->setEnabled(count > 1);
    if (count <= 1) {
        const QSignalBlocker block(m_all);
        m_one->setChecked(true);
    }
    m_all->setText(tr("All checked (%1)").arg(count));
}

void ReportChoices::setHeadings(const ReportDocument* document)
{
    const QSignalBlocker blocker(m_contents);
    m_contents->clear();
    const std::vector<Block> none;
    for (const Block& block : document != nullptr ? document->blocks : none) {
        const auto* heading = std::get_if<Heading>(&block);
        if (heading != nullptr && heading->level <= 2) {
            const QString indent(heading->level == 2 ? 4 : 0, QLatin1Char(' '));
            auto* item = new QListWidgetItem(indent + plainText(heading->text), m_contents);
            item->setData(Qt::UserRole, heading->anchor);
        }
    }
    m_contentsLabel->setEnabled(m_contents->count() > 0);
}

void ReportChoices::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        showLanguage();
    }
    QWidget::changeEvent(event);
}

void ReportChoices::retranslate()
{
    m_aboutLabel->setText(tr("Report on"));
    m_one->setText(tr("This e&xperiment"));
    m_one->setToolTip(tr("The experiment that is selected in the list of experiments"));
    setCheckedCount(m_checked);
    m_all->setToolTip(tr("All experiments that are checked in the list of experiments, compared in one report"));
    m_languageLabel->setText(tr("&Language"));
    m_language->setToolTip(tr("The report's language; the window keeps its own"));
    m_paperLabel->setText(tr("&Paper"));
    m_paper->setItemText(0, tr("A4"));
    m_paper->setItemText(1, tr("Letter"));
    m_paper->setToolTip(tr("Of the PDF and of the LaTeX source"));
    m_bandLabel->setText(tr("&Bands over seeds"));
    for (const BandKind kind : kBandKinds) {
        m_band->setItemText(static_cast<int>(kind), bandName(kind));
    }
    m_band->setToolTip(tr("What the figures draw around the mean of several seeds"));
    m_refresh->setText(tr("&Refresh"));
    m_refresh->setToolTip(tr("Read the results' folder again and make the report anew"));
    m_contentsLabel->setText(tr("&Contents"));
}

}  // namespace normscope::ui
