#pragma once

#include <QSortFilterProxyModel>

#include "ui/models/RunQuery.h"
#include "ui/models/RunTreeModel.h"

namespace normscope::ui
{

/// The rows of a RunTreeModel that a query matches, in order. What waits in the queue is always on top.
class RunFilter : public QSortFilterProxyModel
{
    Q_OBJECT

  public:
    /// The model outlives it.
    explicit RunFilter(RunTreeModel& model, QObject* parent = nullptr);

    void setQuery(const RunQuery& query);

  protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    RunTreeModel& m_model;
    RunQuery m_query;
};

}  // namespace normscope::ui
