#include "ui/panels/report/ReportChoices.h"

#include <QEvent>
#include <QSettings>
#include <QSignalBlocker>
#include <algorithm>
#include <initializer_list>
#include <utility>

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

QString titleKey()
{
    return QStringLiteral("report/title");
}

QString authorKey()
{
    return QStringLiteral("report/author");
}

QString courseKey()
{
    return QStringLiteral("report/course");
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
    , m_titleLabel(new QLabel(this))
    , m_title(new QLineEdit(this))
    , m_authorLabel(new QLabel(this))
    , m_author(new QLineEdit(this))
    , m_courseLabel(new QLabel(this))
    , m_course(new QLineEdit(this))
    , m_languageLabel(new QLabel(this))
    , m_language(new QComboBox(this))
    , m_paperLabel(new QLabel(this))
    , m_paper(new QComboBox(this))
    , m_bandLabel(new QLabel(this))
    , m_band(new QComboBox(this))
    , m_refresh(new QPushButton(this))
    , m_texts(new QVBoxLayout)
{
    m_one->setObjectName(QStringLiteral("reportOfOne"));
    m_all->setObjectName(QStringLiteral("reportOfAll"));
    m_title->setObjectName(QStringLiteral("reportTitle"));
    m_author->setObjectName(QStringLiteral("reportAuthor"));
    m_course->setObjectName(QStringLiteral("reportCourse"));
    m_language->setObjectName(QStringLiteral("reportLanguage"));
    m_paper->setObjectName(QStringLiteral("reportPaper"));
    m_band->setObjectName(QStringLiteral("reportBand"));
    m_refresh->setObjectName(QStringLiteral("reportRefresh"));
    m_one->setChecked(true);
    m_language->addItems({QStringLiteral("English"), QStringLiteral("中文")});
    m_paper->addItems({QString(), QString()});
    for (const BandKind kind : kBandKinds) {
        m_band->addItem(QString(), QString::fromLatin1(keyOf(kind)));
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_texts);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_aboutLabel, m_one, m_all}) {
        m_texts->addWidget(widget);
    }
    const int gap = fontMetrics().height() / 2;
    m_texts->addSpacing(gap);
    layout->addSpacing(gap);
    // Labels above their fields: the column is narrow.
    const auto add = [](QVBoxLayout* column, QLabel* label, QWidget* field) {
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
    };
    add(m_texts, m_titleLabel, m_title);
    add(m_texts, m_authorLabel, m_author);
    add(m_texts, m_courseLabel, m_course);
    add(layout, m_languageLabel, m_language);
    add(layout, m_paperLabel, m_paper);
    add(layout, m_bandLabel, m_band);
    layout->addWidget(m_refresh);

    m_paper->setCurrentIndex(QSettings().value(paperKey()).toString() == QLatin1String("letter") ? 1 : 0);
    m_band->setCurrentIndex(std::max(0, m_band->findData(QSettings().value(bandKey()))));
    showLanguage();

    connect(m_all, &QRadioButton::toggled, this, [this] {
        m_hasChosen = true;
        Q_EMIT changed();
    });
    for (const auto& [edit, key] :
         {std::pair(m_title, titleKey()), std::pair(m_author, authorKey()), std::pair(m_course, courseKey())}) {
        edit->setText(QSettings().value(key).toString());
        connect(edit, &QLineEdit::textChanged, this, [key](const QString& text) { QSettings().setValue(key, text); });
        connect(edit, &QLineEdit::editingFinished, this, &ReportChoices::changed);
    }
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
            kBandKinds.at(static_cast<std::size_t>(m_band->currentIndex())),
            {m_title->text().simplified(), m_author->text().simplified(), m_course->text().simplified()}};
}

void ReportChoices::putBelowTexts(QWidget* actions)
{
    m_texts->addSpacing(fontMetrics().height() / 2);
    m_texts->addWidget(actions);
}

void ReportChoices::setCheckedCount(int count)
{
    m_checked = count;
    m_all->setEnabled(count > 1);
    if (count <= 1 || !m_hasChosen) {
        const QSignalBlocker block(m_all);
        (count > 1 ? m_all : m_one)->setChecked(true);
    }
    m_all->setText(tr("All &checked (%1)").arg(count));
}

void ReportChoices::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        const int before = m_language->currentIndex();
        showLanguage();
        if (m_language->currentIndex() != before) {
            Q_EMIT changed();
        }
    }
    QWidget::changeEvent(event);
}

void ReportChoices::retranslate()
{
    m_aboutLabel->setText(tr("Report on"));
    m_one->setText(tr("This experime&nt"));
    m_one->setToolTip(tr("The experiment that is selected in the list of experiments"));
    setCheckedCount(m_checked);
    m_all->setToolTip(tr("All experiments that are checked in the list of experiments, compared in one report"));
    m_titleLabel->setText(tr("T&itle"));
    m_title->setPlaceholderText(tr("What it is about"));
    m_title->setToolTip(tr("In place of the title that the report has by itself"));
    m_authorLabel->setText(tr("&Author"));
    m_author->setToolTip(tr("Your name, or the names of your group: under the title"));
    m_courseLabel->setText(tr("Co&urse"));
    m_course->setToolTip(tr("The course that it is handed in for: under the title"));
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
}

}  // namespace normscope::ui
