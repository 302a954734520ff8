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
}

void RunFilter::setQuery(const RunQuery& query)
{
    m_query = query;
    invalidateFilter();
}

bool RunFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    return parent.isValid() || m_model.matches(m_query, row);
}

bool RunFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    return m_model.compare(left, right, sortOrder() == Qt::DescendingOrder) < 0;
}

}  // namespace normscope::ui
