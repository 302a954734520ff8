#include "ui/panels/RunAboutDialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <map>

namespace normscope::ui
{

namespace
{

constexpr int kMostTagsSeen = 5;

std::vector<std::string> tagsIn(const QString& text)
{
    std::vector<std::string> tags;
    for (const QString& tag : text.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!tag.trimmed().isEmpty()) {
            tags.push_back(tag.trimmed().toStdString());
        }
    }
    return tags;
}

Qt::CheckState checkOf(std::size_t count, std::size_t all)
{
    return count == 0 ? Qt::Unchecked : count < all ? Qt::PartiallyChecked : Qt::Checked;
}

}  // namespace

RunAboutDialog::RunAboutDialog(const About& about, const QString& standard, QWidget* parent)
    : QDialog(parent)
    , m_title(new QLineEdit(this))
    , m_tags(new QLineEdit(this))
    , m_star(new QCheckBox(this))
    , m_notes(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Title, tags and notes"));
    m_title->setText(QString::fromStdString(about.title));
    m_title->setPlaceholderText(standard);
    QStringList tags;
    for (const std::string& tag : about.tags) {
        tags.append(QString::fromStdString(tag));
    }
    m_tags->setText(tags.join(QStringLiteral(", ")));
    m_star->setChecked(about.isStarred);
    m_notes->setPlainText(QString::fromStdString(about.notes));
    build();
}

RunAboutDialog::RunAboutDialog(const std::vector<About>& abouts, QWidget* parent)
    : QDialog(parent)
    , m_title(new QLineEdit(this))
    , m_tags(new QLineEdit(this))
    , m_known(new QListWidget(this))
    , m_star(new QCheckBox(this))
    , m_notes(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Tags and notes of %n experiments", "", static_cast<int>(abouts.size())));
    m_title->hide();
    std::map<std::string, std::size_t> counts;
    std::size_t starred = 0;
    for (const About& about : abouts) {
        starred += about.isStarred ? 1 : 0;
        for (const std::string& tag : about.tags) {
            ++counts[tag];
        }
    }
    for (const auto& [tag, count] : counts) {
        auto* item = new QListWidgetItem(QString::fromStdString(tag), m_known);
        const Qt::CheckState state = checkOf(count, abouts.size());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       (state == Qt::PartiallyChecked ? Qt::ItemIsUserTristate : Qt::NoItemFlags));
        item->setCheckState(state);
    }
    m_known->setObjectName(QStringLiteral("runTagList"));
    m_known->setAccessibleName(tr("Tags that some of them have"));
    m_known->setToolTip(tr("Checked: all of them get it. Unchecked: none has it. Half checked: as it is"));
    m_known->setMaximumHeight(m_known->sizeHintForRow(0) * kMostTagsSeen + 2 * m_known->frameWidth());
    m_known->setVisible(!counts.empty());
    m_star->setTristate(checkOf(starred, abouts.size()) == Qt::PartiallyChecked);
    m_star->setCheckState(checkOf(starred, abouts.size()));
    build();
}

void RunAboutDialog::build()
{
    setObjectName(QStringLiteral("aboutRunDialog"));
    m_title->setObjectName(QStringLiteral("runTitle"));
    m_tags->setObjectName(QStringLiteral("runTags"));
    m_star->setObjectName(QStringLiteral("runStar"));
    m_notes->setObjectName(QStringLiteral("runNotes"));
    m_tags->setPlaceholderText(tr("thesis, baseline"));
    m_star->setText(tr("&Starred"));
    m_notes->setTabChangesFocus(true);
    auto* form = new QFormLayout;
    if (isOfSeveral()) {
        if (!m_known->isHidden()) {
            form->addRow(tr("T&ags"), m_known);
        }
        form->addRow(tr("A&dd tags"), m_tags);
        m_notes->setPlaceholderText(tr("Is added below the notes of each"));
    } else {
        form->addRow(tr("&Title"), m_title);
        form->addRow(tr("T&ags"), m_tags);
    }
    form->addRow(QString(), m_star);
    form->addRow(tr("&Notes"), m_notes);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(buttons);
}

About RunAboutDialog::about(const About& before) const
{
    About about = before;
    if (m_star->checkState() != Qt::PartiallyChecked) {
        about.isStarred = m_star->isChecked();
    }
    const std::string notes = m_notes->toPlainText().trimmed().toStdString();
    if (!isOfSeveral()) {
        about.title = m_title->text().trimmed().toStdString();
        about.notes = notes;
        about.tags = tagsIn(m_tags->text());
        return about;
    }
    about.notes += (about.notes.empty() || notes.empty() ? "" : "\n") + notes;
    auto added = tagsIn(m_tags->text());
    for (int row = 0; row < m_known->count(); ++row) {
        const QListWidgetItem& item = *m_known->item(row);
        const std::string tag = item.text().toStdString();
        if (item.checkState() == Qt::Unchecked) {
            std::erase(about.tags, tag);
        } else if (item.checkState() == Qt::Checked) {
            added.push_back(tag);
        }
    }
    for (const std::string& tag : added) {
        if (std::find(about.tags.begin(), about.tags.end(), tag) == about.tags.end()) {
            about.tags.push_back(tag);
        }
    }
    return about;
}

}  // namespace normscope::ui
