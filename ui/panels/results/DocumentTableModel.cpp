#include "ui/panels/results/DocumentTableModel.h"

#include <utility>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

void DocumentTableModel::setTable(Table table)
{
    const bool isSame = table.columns.size() == m_table.columns.size() && table.rows.size() == m_table.rows.size();
    if (!isSame) {
        beginResetModel();
    }
    m_table = std::move(table);
    if (!isSame) {
        endResetModel();
    } else if (!m_table.rows.empty()) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

int DocumentTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int DocumentTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.columns.size());
}

QString DocumentTableModel::textOf(const RichText& cell)
{
    // What keeps a number and its unit on one line of a page is in the way of programs that read a copy.
    return plainText(cell).replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

QVariant DocumentTableModel::alignment(int column) const
{
    const bool isRight = m_table.columns.at(static_cast<std::size_t>(column)) == Table::Align::Right;
    return QVariant::fromValue((isRight ? Qt::Alignment(Qt::AlignRight) : Qt::Alignment(Qt::AlignLeft)) |
                               Qt::AlignVCenter);
}

QVariant DocumentTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const QString text = textOf(
        m_table.rows.at(static_cast<std::size_t>(index.row())).cells.at(static_cast<std::size_t>(index.column())));
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return plainTip(text);
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QVariant DocumentTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return textOf(m_table.header.at(static_cast<std::size_t>(section)));
    case Qt::TextAlignmentRole:
        return alignment(section);
    default:
        return {};
    }
}

}  // namespace normscope::ui
