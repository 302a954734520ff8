#include "ui/panels/setup/FieldGroup.h"

#include <QEvent>
#include <algorithm>

namespace normscope::ui
{

FieldGroup::FieldGroup(ExperimentDocument& document, QWidget* parent)
    : QGroupBox(parent)
    , m_document(document)
    , m_grid(new QGridLayout(this))
{
    m_grid->setColumnStretch(1, 1);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, labelColumn());
}

int FieldGroup::labelColumn() const
{
    return fontMetrics().averageCharWidth() * 21;
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
    m_wide.push_back(widget);
}

std::vector<QWidget*> FieldGroup::focusOrder() const
{
    std::vector<QWidget*> found;
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        for (int column = 0; column < m_grid->columnCount(); ++column) {
            const QLayoutItem* item = m_grid->itemAtPosition(row, column);
            QWidget* widget = item != nullptr ? item->widget() : nullptr;
            const bool isNew = widget != nullptr && (found.empty() || found.back() != widget);
            if (isNew && widget->focusPolicy() != Qt::NoFocus) {
                found.push_back(widget);
            }
        }
    }
    return found;
}

void FieldGroup::setNarrow(bool narrow)
{
    m_grid->setColumnMinimumWidth(0, narrow ? 0 : labelColumn());
    for (const auto& [key, field] : m_fields) {
        field->setNarrow(narrow);
    }
}

int FieldGroup::widthNeeded(bool narrow) const
{
    int label = 0;
    int editor = 0;
    for (const auto& [key, field] : m_fields) {
        label = std::max(label, field->labelWidth());
        editor = std::max(editor, field->editorWidth());
    }
    int needed =
        narrow ? std::max(label, editor) : std::max(label, labelColumn()) + m_grid->horizontalSpacing() + editor;
    for (const QWidget* widget : m_wide) {
        needed = std::max(needed, widget->isVisibleTo(this) ? widget->minimumSizeHint().width() : 0);
    }
    const QMargins inside = m_grid->contentsMargins();
    const QMargins frame = contentsMargins();
    needed += inside.left() + inside.right() + frame.left() + frame.right();
    return std::max(needed, fontMetrics().horizontalAdvance(title()) + 4 * fontMetrics().averageCharWidth());
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
