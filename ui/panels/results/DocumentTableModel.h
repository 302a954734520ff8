#pragma once

#include <QAbstractTableModel>

#include "ui/report/ReportDocument.h"

namespace normscope::ui
{

/// A table of a report, to be shown in the window.
class DocumentTableModel : public QAbstractTableModel
{
    Q_OBJECT

  public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Selection and scrolling stay where rows and columns are as many as before.
    void setTable(Table table);
    [[nodiscard]] const Table& table() const { return m_table; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    [[nodiscard]] static QString textOf(const RichText& cell);
    [[nodiscard]] QVariant alignment(int column) const;

    Table m_table;
};

}  // namespace normscope::ui
