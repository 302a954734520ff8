#include "ui/models/LayerTableModel.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <normscope/base/Numbers.h>

namespace normscope::ui
{

namespace
{

QString count(std::int64_t value)
{
    return value == 0 ? QString() : QString::fromStdString(grouped(value));
}

}  // namespace

LayerTableModel::LayerTableModel(ExperimentDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_rows(describeRows())
{
    connect(&document, &ExperimentDocument::changed, this, [this] {
        if (describeRows() != m_rows) {
            rebuild();
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
    std::vector<Row> rows;
    int position = 0;
    for (std::size_t i = 0; i < described->size(); ++i) {
        Row row;
        row.layer = (*described)[i];
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
    default:
        return {};
    }
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && index.column() == Parameters) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (isTotal(index.row())) {
        std::int64_t total = 0;
        for (const Row& row : m_rows) {
            total += row.isOn ? row.layer.counts.total() : 0;
        }
        if (role == Qt::FontRole) {
            QFont font;
            font.setBold(true);
            return font;
        }
        if (role == Qt::DisplayRole && index.column() == Name) {
            return tr("Total");
        }
        return role == Qt::DisplayRole && index.column() == Parameters ? QVariant(count(total)) : QVariant();
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
