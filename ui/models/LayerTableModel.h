#pragma once

#include <QAbstractTableModel>
#include <vector>

#include <normscope/graph/Graph.h>
#include <normscope/graph/GraphCost.h>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The layers of the network that is being set up, with shapes and counts, and a check box at each BN position. BN
/// positions that are off stay in the table, so that they can be switched on again. The last row is the sum.
class LayerTableModel : public QAbstractTableModel
{
    Q_OBJECT

  public:
    enum Column
    {
        Name,
        Kind,
        Output,
        Parameters,
        MultiplyAdds,    ///< for one sample
        Activations,     ///< bytes of a batch
        ReceptiveField,  ///< pixels
        ColumnCount
    };

    /// The document outlives the model.
    explicit LayerTableModel(ExperimentDocument& document, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

    /// After a change of the document or of the language.
    void rebuild();

  private:
    struct Row
    {
        graph::NodeDescription layer;
        graph::NodeCost cost;
        int position = -1;  ///< of a BN position: its number; -1 for other layers
        bool isOn = true;   ///< of a BN position
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] std::vector<Row> describeRows() const;
    [[nodiscard]] bool isTotal(int row) const { return row == static_cast<int>(m_rows.size()); }
    [[nodiscard]] QString textOf(const Row& row, int column) const;
    [[nodiscard]] QString totalOf(int column) const;

    ExperimentDocument& m_document;
    std::vector<Row> m_rows;
    std::int64_t m_batchSize = 0;
};

}  // namespace normscope::ui
