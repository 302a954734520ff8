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
    const int side = fontMetrics().averageCharWidth();
    m_grid->setContentsMargins(side, side, side, side);
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
            } else if (isNew) {
                // Several things in one place, from top to bottom.
                for (auto* part : widget->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
                    if (part->focusPolicy() != Qt::NoFocus) {
                        found.push_back(part);
                    }
                }
            }
        }
    }
    return found;
}

int FieldGroup::labelWidth() const
{
    int width = 0;
    for (const auto& [key, field] : m_fields) {
        width = std::max(width, field->labelWidth());
    }
    return width;
}

void FieldGroup::setLabelColumn(int width)
{
    // The same once more would ask for another layout, which asks for this.
    if (width != m_grid->columnMinimumWidth(0)) {
        m_grid->setColumnMinimumWidth(0, width);
    }
    for (const auto& [key, field] : m_fields) {
        field->setNarrow(width == 0);
    }
}

int FieldGroup::widthNeeded(int labelColumn) const
{
    int needed = labelColumn == 0 ? labelWidth() : 0;
    for (const auto& [key, field] : m_fields) {
        const int before = labelColumn == 0 ? 0 : labelColumn + m_grid->horizontalSpacing();
        needed = std::max(needed, before + field->editorWidth());
    }
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
