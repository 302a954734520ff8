#include "ui/panels/setup/FieldGroup.h"

#include <QEvent>

namespace normscope::ui
{

FieldGroup::FieldGroup(ExperimentDocument& document, QWidget* parent)
    : QGroupBox(parent)
    , m_document(document)
    , m_grid(new QGridLayout(this))
{
    m_grid->setColumnStretch(1, 1);
    m_grid->setVerticalSpacing(4);
    // The same in all groups, so that their editors stand in one column.
    m_grid->setColumnMinimumWidth(0, fontMetrics().averageCharWidth() * 21);
}

void FieldGroup::addFields(SettingGroup group, const std::multimap<std::string, QWidget*>& below)
{
    for (const Setting& setting : settings()) {
        if (setting.group != group) {
            continue;
        }
        m_fields[setting.key] = new SettingField(m_document, setting.key, *m_grid);
        const auto [first, last] = below.equal_range(setting.key);
        for (auto wide = first; wide != last; ++wide) {
            addWide(wide->second);
        }
    }
}

void FieldGroup::addWide(QWidget* widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 0, 1, 3);
}

QWidget* FieldGroup::firstProblem() const
{
    for (const auto& [key, field] : m_fields) {
        if (field->hasProblem()) {
            return field->editor();
        }
    }
    return nullptr;
}

void FieldGroup::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        for (const auto& [key, field] : m_fields) {
            field->retranslate();
        }
        retranslate();
    }
    QGroupBox::changeEvent(event);
}

}  // namespace normscope::ui
