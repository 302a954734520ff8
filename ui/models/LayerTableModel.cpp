#include "ui/models/LayerTableModel.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>
#include <utility>

#include "ui/models/ValueText.h"

namespace normscope::ui
{

namespace
{

QString count(std::int64_t value)
{
    return value == 0 ? QString() : groupedCount(value);
}

}  // namespace

LayerTableModel::LayerTableModel(ExperimentDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_rows(describeRows())
    , m_batchSize(document.spec().training.batchSize)
{
    connect(&document, &ExperimentDocument::changed, this, [this] {
        const std::int64_t batchSize = m_document.spec().training.batchSize;
        const bool isOther = std::exchange(m_batchSize, batchSize) != batchSize;
        if (describeRows() != m_rows) {
            rebuild();
        } else if (isOther && !m_rows.empty()) {
            Q_EMIT dataChanged(index(0, Activations), index(rowCount() - 1, Activations), {Qt::DisplayRole});
        }
    });
}

void LayerTableModel::rebuild()
{
    beginResetModel();
    m_rows = describeRows();
    endResetModel();
}

/// With a row for each position, on or off.
std::vector<LayerTableModel::Row> LayerTableModel::describeRows() const
{
    auto model = m_document.network();
    if (!model) {
        return {};
    }
    std::vector<bool> isOn;
    for (graph::Node& node : model->nodes) {
        if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
            isOn.push_back(norm->enabled);
            // Its parameters are not told, but what it would take is.
            norm->enabled = true;
        }
    }
    const auto described = graph::describe(*model);
    if (!described) {
        return {};
    }
    const auto costs = graph::costsOf(*model, *described);
    std::vector<Row> rows;
    int position = 0;
    for (std::size_t i = 0; i < described->size(); ++i) {
        Row row;
        row.layer = (*described)[i];
        row.cost = costs[i];
        if (graph::as<graph::BatchNorm>(model->nodes[i]) != nullptr) {
            row.isOn = isOn[static_cast<std::size_t>(position)];
            row.position = position++;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

int LayerTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_rows.empty() ? 0 : static_cast<int>(m_rows.size()) + 1;
}

int LayerTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LayerTableModel::textOf(const Row& row, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(row.layer.name);
    case Kind:
        return QString::fromStdString(row.layer.kind);
    case Output:
        return QString::fromStdString(graph::toText(row.layer.outputShape));
    case Parameters:
        return row.isOn ? count(row.layer.counts.total()) : tr("off");
    case MultiplyAdds:
        return row.cost.multiplyAdds > 0 ? multiplyAddsText(row.cost.multiplyAdds) : QString();
    case Activations:
        return row.isOn && row.cost.activationValues > 0
                   ? bytesText(graph::activationBytes(row.cost, m_document.spec().training.batchSize))
                   : QString();
    case ReceptiveField:
        return row.cost.receptiveField > 1 ? QStringLiteral("%1×%1").arg(QString::number(row.cost.receptiveField))
                                           : QString();
    default:
        return {};
    }
}

QString LayerTableModel::totalOf(int column) const
{
    std::int64_t parameters = 0;
    graph::NodeCost cost;
    for (const Row& row : m_rows) {
        parameters += row.isOn ? row.layer.counts.total() : 0;
        cost.multiplyAdds += row.cost.multiplyAdds;
        cost.activationValues += row.isOn ? row.cost.activationValues : 0;
    }
    switch (column) {
    case Name:
        return tr("Total");
    case Parameters:
        return count(parameters);
    case MultiplyAdds:
        return multiplyAddsText(cost.multiplyAdds);
    case Activations:
        return bytesText(graph::activationBytes(cost, m_document.spec().training.batchSize));
    default:
        return {};
    }
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && index.column() >= Parameters) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (isTotal(index.row())) {
        if (role == Qt::FontRole) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return role == Qt::DisplayRole ? QVariant(totalOf(index.column())) : QVariant();
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::CheckStateRole:
        return index.column() == Name && row.position >= 0 ? QVariant::fromValue(row.isOn ? Qt::Checked : Qt::Unchecked)
                                                           : QVariant();
    case Qt::ForegroundRole:
        return row.isOn ? QVariant() : QGuiApplication::palette().brush(QPalette::PlaceholderText);
    case Qt::ToolTipRole:
        return row.position >= 0 ? QVariant(tr("Batch normalization at this position, on or off")) : QVariant();
    default:
        return {};
    }
}

bool LayerTableModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != Name ||
        isTotal(index.row()) || m_rows[static_cast<std::size_t>(index.row())].position < 0) {
        return false;
    }
    const int changed = m_rows[static_cast<std::size_t>(index.row())].position;
    (void)m_document.switchBatchNorm(static_cast<std::size_t>(changed), value.toInt() == Qt::Checked);
    return true;
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole) {
        switch (section) {
        case MultiplyAdds:
            return tr("Multiplications with additions for one sample");
        case Activations:
            return tr("Memory that the outputs of the layer take for a batch");
        case ReceptiveField:
            return tr("Pixels of the image that one value depends on");
        default:
            return {};
        }
    }
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Layer");
    case Kind:
        return tr("Kind");
    case Output:
        return tr("Output");
    case Parameters:
        return tr("Parameters");
    case MultiplyAdds:
        return tr("Multiply-adds");
    case Activations:
        return tr("Activations");
    case ReceptiveField:
        return tr("Sees");
    default:
        return {};
    }
}

Qt::ItemFlags LayerTableModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name && !isTotal(index.row()) &&
        m_rows[static_cast<std::size_t>(index.row())].position >= 0) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

}  // namespace normscope::ui
