#include "ui/models/ExperimentListModel.h"

#include <QDir>
#include <QFile>
#include <QFont>
#include <algorithm>
#include <cmath>

#include <normscope/experiment/Settings.h>

#include "ui/models/ShownText.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

/// Mean of the final accuracies over seeds, as text; empty where no run of that variant has one.
QString finalAccuracy(const ShownExperiment& shown, const std::string& variant)
{
    double sum = 0;
    int count = 0;
    for (const auto& [key, run] : shown.runs) {
        const double accuracy = summarize(run).finalTestAccuracy;
        if (key.variant == variant && run.status == RunStatus::Done && std::isfinite(accuracy)) {
            sum += accuracy;
            ++count;
        }
    }
    return count == 0 ? QString() : valueText(sum / count, Unit::Fraction);
}

bool hasRun(const ShownExperiment& shown, RunStatus status)
{
    return std::any_of(shown.runs.begin(), shown.runs.end(),
                       [=](const auto& entry) { return entry.second.status == status; });
}

}  // namespace

ExperimentListModel::ExperimentListModel(ExperimentStore& store, RunQueue& queue, QObject* parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_queue(queue)
{
    connect(&queue, &RunQueue::queueChanged, this, &ExperimentListModel::rebuild);
    connect(&store, &ExperimentStore::experimentAdded, this, &ExperimentListModel::rebuild);
    connect(&store, &ExperimentStore::experimentClosed, this, &ExperimentListModel::rebuild);
    connect(&store, &ExperimentStore::stateChanged, this, &ExperimentListModel::updateRow);
    connect(&store, &ExperimentStore::checkedChanged, this, &ExperimentListModel::updateRow);
    connect(&store, &ExperimentStore::currentChanged, this, [this] {
        if (rowCount() > 0) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::FontRole});
        }
    });
    rebuild();
}

void ExperimentListModel::follow(const TrainingSession& session)
{
    connect(&session, &TrainingSession::stateChanged, this, [this](const SessionState& state) {
        m_isPaused = std::holds_alternative<SessionPaused>(state);
        updateRow(m_queue.runningId());
    });
}

void ExperimentListModel::rebuild()
{
    beginResetModel();
    m_waiting.clear();
    for (const QueuedExperiment& waiting : m_queue.waiting()) {
        // One that is to go on has a row of its own already.
        if (m_store.find(waiting.id) == nullptr) {
            m_waiting.push_back(waiting.id);
        }
    }
    // The next to run stands next to those that have run.
    std::reverse(m_waiting.begin(), m_waiting.end());
    m_shown.clear();
    for (const auto& [id, shown] : m_store.experiments()) {
        m_shown.push_back(id);
    }
    std::reverse(m_shown.begin(), m_shown.end());
    m_variants.clear();
    for (const std::string& variant : knownVariants()) {
        const bool isShown =
            std::any_of(m_store.experiments().begin(), m_store.experiments().end(), [&](const auto& experiment) {
                const auto own = normscope::variantsOf(experiment.second.spec);
                return std::find(own.begin(), own.end(), variant) != own.end();
            });
        if (variant == kBn || variant == kNoBn || isShown) {
            m_variants.push_back(variant);
        }
    }
    endResetModel();
}

void ExperimentListModel::updateRow(ExperimentId id)
{
    const int row = rowOf(id);
    if (row >= 0) {
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

ExperimentId ExperimentListModel::idAt(int row) const
{
    const auto position = static_cast<std::size_t>(row);
    if (position < m_waiting.size()) {
        return m_waiting[position];
    }
    return position - m_waiting.size() < m_shown.size() ? m_shown[position - m_waiting.size()] : 0;
}

int ExperimentListModel::rowOf(ExperimentId id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (idAt(row) == id) {
            return row;
        }
    }
    return -1;
}

bool ExperimentListModel::isWaiting(int row) const
{
    return row >= 0 && static_cast<std::size_t>(row) < m_waiting.size();
}

void ExperimentListModel::retranslate()
{
    rebuild();
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int ExperimentListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_waiting.size() + m_shown.size());
}

int ExperimentListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : FirstVariant + static_cast<int>(m_variants.size());
}

QVariant ExperimentListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && index.column() >= FirstVariant) {
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (isWaiting(index.row())) {
        return waitingData(index.row(), index.column(), role);
    }
    const ShownExperiment* shown = m_store.find(idAt(index.row()));
    return shown != nullptr ? shownData(*shown, index.column(), role) : QVariant();
}

QVariant ExperimentListModel::waitingData(int row, int column, int role) const
{
    if (role != Qt::DisplayRole) {
        return {};
    }
    const auto& waiting = m_queue.waiting();
    const auto found = std::find_if(waiting.begin(), waiting.end(),
                                    [id = idAt(row)](const QueuedExperiment& one) { return one.id == id; });
    if (found == waiting.end()) {
        return {};
    }
    switch (column) {
    case Name:
        if (!found->folder.empty()) {
            return QFile::decodeName(folderName(found->folder).c_str());
        }
        return QStringLiteral("%1-%2").arg(QString::fromStdString(nameOf(found->spec.kind)),
                                           QString::fromStdString(modelWord(found->spec)));
    case State:
        return tr("waiting");
    default:
        return {};
    }
}

QVariant ExperimentListModel::shownData(const ShownExperiment& shown, int column, int role) const
{
    if (role == Qt::FontRole) {
        QFont font;
        font.setBold(m_store.current() == &shown);
        return font;
    }
    if (role == Qt::ToolTipRole) {
        return plainTip(QDir::toNativeSeparators(QString::fromStdString(shown.folder.string())));
    }
    if (role == Qt::CheckStateRole && column == Name) {
        return QVariant::fromValue(shown.isChecked ? Qt::Checked : Qt::Unchecked);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case Name:
        return shown.name;
    case State:
        return stateOf(shown);
    default:
        return finalAccuracy(shown, variantOf(column));
    }
}

std::string ExperimentListModel::variantOf(int column) const
{
    const auto place = static_cast<std::size_t>(std::max(column - FirstVariant, 0));
    return column >= FirstVariant && place < m_variants.size() ? m_variants[place] : std::string();
}

QString ExperimentListModel::stateOf(const ShownExperiment& shown) const
{
    if (shown.isLive) {
        return m_isPaused ? tr("paused") : tr("training");
    }
    if (m_queue.isWaiting(shown.id)) {
        return tr("waiting");
    }
    if (shown.runs.empty() || hasRun(shown, RunStatus::Failed)) {
        return tr("failed");
    }
    if (hasRun(shown, RunStatus::Cancelled) || hasRun(shown, RunStatus::Running)) {
        return tr("stopped");
    }
    return hasRun(shown, RunStatus::Diverged) ? tr("diverged") : tr("done");
}

bool ExperimentListModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::CheckStateRole || index.column() != Name ||
        isWaiting(index.row())) {
        return false;
    }
    m_store.setChecked(idAt(index.row()), value.toInt() == Qt::Checked);
    return true;
}

QVariant ExperimentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Name:
        return tr("Experiment");
    case State:
        return tr("State");
    default:
        break;
    }
    const std::string variant = variantOf(section);
    return variant == kBn ? tr("With BN") : variant == kNoBn ? tr("Without BN") : variantText(variant);
}

Qt::ItemFlags ExperimentListModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Name && !isWaiting(index.row())) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

}  // namespace normscope::ui
