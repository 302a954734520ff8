#include "ui/panels/SavedNotice.h"

#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <system_error>

#include "ui/models/ShownText.h"
#include "ui/panels/export/FileField.h"

namespace normscope::ui
{

namespace
{

QString shownPath(const std::filesystem::path& path)
{
    return QDir::toNativeSeparators(toText(path));
}

bool isFolder(const std::filesystem::path& path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

}  // namespace

SavedNotice::SavedNotice(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_more(new QLabel(this))
    , m_where(new QLineEdit(this))
    , m_open(new QPushButton(this))
    , m_show(new QPushButton(this))
{
    setObjectName(QStringLiteral("savedNotice"));
    m_text->setObjectName(QStringLiteral("savedText"));
    m_open->setObjectName(QStringLiteral("savedOpen"));
    m_show->setObjectName(QStringLiteral("savedShow"));
    m_more->setObjectName(QStringLiteral("savedMore"));
    m_where->setObjectName(QStringLiteral("savedWhere"));
    for (QLabel* label : {m_text, m_more}) {
        label->setWordWrap(true);
        // Names of files and errors are shown as they are, and can be copied.
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_where->setReadOnly(true);
    m_open->setAutoDefault(false);
    m_show->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_show);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    layout->addWidget(m_more);
    layout->addWidget(m_where);
    connect(m_open, &QPushButton::clicked, this, [this] { open(m_path); });
    connect(m_show, &QPushButton::clicked, this, [this] { open(isFolder(m_path) ? m_path : m_path.parent_path()); });
    retranslate();
}

void SavedNotice::setSaved(const std::filesystem::path& path, const QStringList& remarks)
{
    std::error_code ignored;
    m_path = std::filesystem::absolute(path, ignored);
    m_unopened.clear();
    m_remarks = remarks;
    m_said.clear();
    m_isProblem = false;
    refresh();
}

void SavedNotice::setText(const QString& text, bool isProblem)
{
    m_path.clear();
    m_unopened.clear();
    m_remarks.clear();
    m_said = text;
    m_isProblem = isProblem;
    refresh();
}

void SavedNotice::clear()
{
    setText({}, false);
}

QString SavedNotice::text() const
{
    QStringList lines;
    for (const QString& line : {m_said, m_path.empty() ? QString() : savedText(shownPath(m_path)), unopenedText()}) {
        if (!line.isEmpty()) {
            lines << line;
        }
    }
    if (!m_unopened.empty()) {
        lines.back() += QLatin1Char(' ') + shownPath(m_unopened);
    }
    return (lines + m_remarks).join(QLatin1Char('\n'));
}

QString SavedNotice::savedText(const QString& path)
{
    return tr("Saved: %1").arg(path);
}

QString SavedNotice::unopenedText() const
{
    if (m_unopened.empty()) {
        return {};
    }
    //: Its path follows
    return isFolder(m_unopened) ? tr("No program opened it. The folder is") : tr("No program opened it. The file is");
}

void SavedNotice::open(const std::filesystem::path& path)
{
    m_unopened.clear();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(toText(path)))) {
        m_unopened = path;
    }
    refresh();
}

void SavedNotice::refresh()
{
    const QString whole = text();
    const bool isSaved = !m_path.empty();
    setVisible(!whole.isEmpty());
    m_text->setVisible(isSaved || !m_said.isEmpty());
    m_open->setVisible(isSaved);
    m_show->setVisible(isSaved);
    QFont bold = font();
    bold.setBold(m_isProblem);
    m_text->setFont(bold);
    m_text->setText(isSaved ? shortened(savedText(shownPath(m_path)), savedText({})) : breakable(m_said));
    m_text->setToolTip(plainTip(whole));
    m_text->setAccessibleName(whole);
    m_more->setText(breakable((QStringList{unopenedText()} + m_remarks).join(QLatin1Char('\n')).trimmed()));
    m_more->setVisible(!m_more->text().isEmpty());
    m_where->setText(m_unopened.empty() ? QString() : shownPath(m_unopened));
    m_where->setVisible(!m_unopened.empty());
}

/// With a path that ends a line shortened in its middle, so that the line fits.
QString SavedNotice::shortened(const QString& text, const QString& lead) const
{
    const int room = std::max(width(), fontMetrics().averageCharWidth() * 20) - fontMetrics().horizontalAdvance(lead);
    return lead + fontMetrics().elidedText(text.mid(lead.size()), Qt::ElideMiddle, room);
}

void SavedNotice::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

void SavedNotice::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_path.empty()) {
        refresh();
    }
}

void SavedNotice::retranslate()
{
    m_where->setAccessibleName(tr("Where it is"));
    m_open->setText(tr("Open"));
    m_open->setToolTip(tr("Open it with the program that the desktop has for it"));
    m_show->setText(tr("Show in folder"));
    m_show->setToolTip(tr("Open the folder that it is in"));
    setWhatsThis(tr("Where a file that was made of the results is. It can be opened, or shown in its folder."));
    refresh();
}

}  // namespace normscope::ui
