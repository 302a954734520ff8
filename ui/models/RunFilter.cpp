#include "ui/models/RunFilter.h"

namespace normscope::ui
{

RunFilter::RunFilter(RunTreeModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
    setDynamicSortFilter(true);
    sort(RunTreeModel::Date, Qt::DescendingOrder);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(this, signal, this, [this](const QModelIndex& above) {
            if (m_model.isGroup(mapToSource(above))) {
                Q_EMIT dataChanged(above, above);
            }
        });
    }
}

void RunFilter::setQuery(const RunQuery& query)
{
    m_query = query;
    // As one change of the layout: invalidateFilter() tells of each stretch of rows by itself, and there are thousands.
    invalidate();
}

int RunFilter::experimentCount() const
{
    if (m_model.grouping() == Grouping::None) {
        return rowCount();
    }
    int count = 0;
    for (int row = 0; row < rowCount(); ++row) {
        count += rowCount(index(row, 0));
    }
    return count;
}

QVariant RunFilter::data(const QModelIndex& index, int role) const
{
    QVariant value = QSortFilterProxyModel::data(index, role);
    const bool isTitle = (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) && index.column() == 0;
    if (isTitle && m_model.isGroup(mapToSource(index))) {
        //: The title of a group of experiments, and how many there are in it
        value = tr("%1 (%2)").arg(value.toString(), QString::number(rowCount(index)));
    }
    return value;
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return m_model.matches(m_query, row, parent);
}

bool RunFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return m_model.compare(left, right, sortOrder() == Qt::DescendingOrder) < 0;
}

}  // namespace normscope::ui
