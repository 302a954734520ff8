#include "ui/panels/RunAboutDialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>

namespace normscope::ui
{

RunAboutDialog::RunAboutDialog(const About& about, const QString& standard, QWidget* parent)
    : QDialog(parent)
    , m_about(about)
    , m_title(new QLineEdit(this))
    , m_tags(new QLineEdit(this))
    , m_notes(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("aboutRunDialog"));
    setWindowTitle(tr("Title, tags and notes"));
    m_title->setObjectName(QStringLiteral("runTitle"));
    m_tags->setObjectName(QStringLiteral("runTags"));
    m_notes->setObjectName(QStringLiteral("runNotes"));
    m_title->setText(QString::fromStdString(about.title));
    m_title->setPlaceholderText(standard);
    QStringList tags;
    for (const std::string& tag : about.tags) {
        tags.append(QString::fromStdString(tag));
    }
    m_tags->setText(tags.join(QStringLiteral(", ")));
    m_tags->setPlaceholderText(tr("thesis, baseline"));
    m_notes->setPlainText(QString::fromStdString(about.notes));
    m_notes->setTabChangesFocus(true);
    auto* form = new QFormLayout;
    form->addRow(tr("&Title"), m_title);
    form->addRow(tr("T&ags"), m_tags);
    form->addRow(tr("&Notes"), m_notes);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

About RunAboutDialog::about() const
{
    About about = m_about;
    about.title = m_title->text().trimmed().toStdString();
    about.notes = m_notes->toPlainText().trimmed().toStdString();
    about.tags.clear();
    for (const QString& tag : m_tags->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty()) {
            about.tags.push_back(tag.trimmed().toStdString());
        }
    }
    return about;
}

}  // namespace normscope::ui
