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

    [[nodiscard]] RunTreeModel& model() const { return m_model; }
    void setQuery(const RunQuery& query);
    /// The experiments that are left, in whatever groups, and what waits.
    [[nodiscard]] int experimentCount() const;

    /// With the number of those that are left of a group.
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

  protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

  private:
    RunTreeModel& m_model;
    RunQuery m_query;
};

}  // namespace normscope::ui
