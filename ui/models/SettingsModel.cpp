#include "ui/models/SettingsModel.h"

#include <QFont>
#include <algorithm>

#include <normscope/experiment/Settings.h>

#include "ui/models/SettingTexts.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

/// The kind of an experiment has no setting of its own: it is the command.
constexpr const char* kCommand = "command";

}  // namespace

SettingsModel::SettingsModel(Label label, QObject* parent)
    : QAbstractTableModel(parent)
    , m_label(std::move(label))
{
}

void SettingsModel::setExperiments(std::vector<Experiment> experiments)
{
    show(std::move(experiments));
}

void SettingsModel::setDifferencesOnly(bool on)
{
    if (on != m_differencesOnly) {
        m_differencesOnly = on;
        show(m_experiments);
    }
}

void SettingsModel::show(std::vector<Experiment> experiments)
{
    std::vector<Row> rows = rowsOf(experiments);
    const bool isSame =
        rows == m_rows && std::equal(experiments.begin(), experiments.end(), m_experiments.begin(), m_experiments.end(),
                                     [](const Experiment& a, const Experiment& b) { return a.name == b.name; });
    if (!isSame) {
        beginResetModel();
        m_experiments = std::move(experiments);
        m_rows = std::move(rows);
        endResetModel();
    }
}

void SettingsModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

std::vector<SettingsModel::Row> SettingsModel::rowsOf(const std::vector<Experiment>& experiments) const
{
    std::vector<Row> rows;
    if (experiments.empty()) {
        return rows;
    }
    const auto add = [&](const std::string& key, auto text) {
        Row row{key, {}, false};
        for (const Experiment& experiment : experiments) {
            row.values.push_back(text(experiment.spec));
        }
        row.differs = row.values.count(row.values.front()) != row.values.size();
        const bool isEmpty = row.values.count(QString()) == row.values.size();
        if (!isEmpty && (row.differs || !m_differencesOnly)) {
            rows.push_back(std::move(row));
        }
    };
    add(kCommand,
        [](const ExperimentSpec& spec) { return spec.kind == ExperimentKind::Twin ? tr("twin") : tr("train"); });
    for (const Setting& setting : settings()) {
        add(setting.key, [&](const ExperimentSpec& spec) { return shownValue(setting, spec); });
    }
    return rows;
}

int SettingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SettingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_experiments.size()) + 1;
}

QVariant SettingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows.at(static_cast<std::size_t>(index.row()));
    const bool isName = index.column() == 0;
    switch (role) {
    case Qt::DisplayRole: {
        if (isName) {
            return row.key == kCommand ? tr("Experiment") : m_label(row.key);
        }
        const QString& value = row.values.at(index.column() - 1);
        return value.isEmpty() ? QStringLiteral("—") : value;
    }
    case Qt::ToolTipRole:
        if (isName) {
            const Setting* setting = findSetting(row.key);
            return setting != nullptr ? QString::fromStdString(setting->option()) : QVariant();
        }
        // Names and folders may be longer than their column.
        return row.values.at(index.column() - 1).isEmpty() ? tr("Of no use beside the other settings")
                                                           : plainTip(row.values.at(index.column() - 1));
    case Qt::FontRole:
        if (!isName && row.differs && m_experiments.size() > 1) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant SettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const bool isExperiment = section > 0 && section <= static_cast<int>(m_experiments.size());
    if (!isExperiment) {
        return tr("Setting");
    }
    const QString& name = m_experiments.at(static_cast<std::size_t>(section - 1)).name;
    return role == Qt::ToolTipRole ? plainTip(name) : name;
}

}  // namespace normscope::ui
