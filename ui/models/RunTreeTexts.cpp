#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFont>
#include <QMimeData>
#include <algorithm>

#include "ui/models/RunTreeNode.h"
#include "ui/models/ShownText.h"
#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

/// What a row of the tree shows, and what can be done with it.
namespace normscope::ui
{

namespace
{

bool hasBegun(const ListedCase& one)
{
    return std::any_of(one.runs.begin(), one.runs.end(), [](const ListedRun& run) { return run.hasBegun; });
}

}  // namespace

std::string RunTreeModel::variantOf(int column)
{
    const auto place = static_cast<std::size_t>(std::max(column - FirstVariant, 0));
    return column >= FirstVariant && place < knownVariants().size() ? knownVariants()[place] : std::string();
}

QString RunTreeModel::stateText(const Node& node) const
{
    const RunState state = stateOf(node);
    if (state != RunState::Waiting) {
        return ui::stateText(state);
    }
    switch (const int place = placeOf(node)) {
    case 1:
        return tr("1st in the queue");
    case 2:
        return tr("2nd in the queue");
    case 3:
        return tr("3rd in the queue");
    default:
        //: Its place: 4 or more
        return tr("number %1 in the queue").arg(place);
    }
}

QString RunTreeModel::textOf(const Node& node, int column) const
{
    if (column == Title) {
        return titleOf(node);
    }
    if (column == State && node.level != Level::Group) {
        return stateText(node);
    }
    if (node.level <= Level::Waiting) {
        return {};
    }
    const ListedExperiment& what = node.what();
    const bool isWhole = node.level == Level::Experiment;
    switch (column) {
    case Date:
        return isWhole && what.began > 0
                   ? QDateTime::fromMSecsSinceEpoch(what.began).toString(QStringLiteral("yyyy-MM-dd HH:mm"))
                   : QString();
    case Model:
        return isWhole ? settingName(what, "model") : QString();
    case Data:
        return isWhole ? settingName(what, "dataset") : QString();
    case Differs:
        return isWhole ? differingSettings(what) : QString();
    case Difference: {
        const auto difference = differenceOf(node);
        return difference ? differenceText(difference, Unit::Fraction) : QString();
    }
    case Time: {
        const double seconds = trainSecondsOf(runsOf(node));
        return seconds > 0 ? durationText(seconds) : QString();
    }
    case Tags: {
        QStringList tags;
        for (const std::string& tag : isWhole ? what.about.tags : std::vector<std::string>()) {
            tags.append(QString::fromStdString(tag));
        }
        return tags.join(QStringLiteral(", "));
    }
    default:
        break;
    }
    const auto accuracy = accuracyOf(node, variantOf(column));
    if (!accuracy) {
        return {};
    }
    const QString text = valueText(accuracy, Unit::Fraction);
    //: The best of several cases
    return caseOf(node) == nullptr ? tr("≤ %1").arg(text) : text;
}

QString RunTreeModel::tipOf(const Node& node) const
{
    if (node.level <= Level::Waiting) {
        return plainTip(titleOf(node));
    }
    const ListedExperiment& what = node.what();
    QStringList lines{titleOf(node), QDir::toNativeSeparators(QFile::decodeName(folderOf(indexOf(&node)).c_str()))};
    if (!what.problem.empty()) {
        lines.append(shownText(what.problem));
    }
    if (node.level == Level::Experiment) {
        lines.append(textOf(node, Date));
        lines.append(QString::fromStdString(what.about.notes));
    }
    lines.removeAll(QString());
    return plainTip(lines.join(QLatin1Char('\n')));
}

QVariant RunTreeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Node& node = *nodeOf(index);
    const bool isCase = node.level == Level::Experiment || node.level == Level::Case;
    switch (role) {
    case Qt::DisplayRole:
        return textOf(node, index.column());
    case Qt::EditRole:
        return titleOf(node);
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() >= FirstVariant || index.column() == Difference || index.column() == Time;
        return isNumber ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    }
    case Qt::FontRole: {
        const ShownExperiment* current = m_store.current();
        QFont font;
        font.setBold(current != nullptr && isCase &&
                     (node.level == Level::Experiment
                          ? m_shown.contains(current->id) && m_shown.at(current->id) == node.folder
                          : wholeFolder(*current) == folderOf(index)));
        return font;
    }
    case Qt::ToolTipRole:
        return tipOf(node);
    case Qt::CheckStateRole:
        return index.column() == Title && flags(index).testFlag(Qt::ItemIsUserCheckable)
                   ? QVariant::fromValue(checkStateOf(node))
                   : QVariant();
    case StarredRole:
        return node.level == Level::Experiment && node.what().about.isStarred;
    case GroupRole:
        return node.level == Level::Group ? QVariant(nameOf(m_grouping) + QLatin1Char('/') + node.group.key)
                                          : QVariant();
    case PinnedRole:
        return isCase && isPinned(node);
    case Qt::AccessibleTextRole:
        if (index.column() == Title && node.level == Level::Experiment) {
            QStringList texts{titleOf(node)};
            texts += node.what().about.isStarred ? QStringList(tr("starred")) : QStringList();
            texts += isPinned(node) ? QStringList(tr("pinned as baseline")) : QStringList();
            return texts.join(QStringLiteral(", "));
        }
        return textOf(node, index.column());
    default:
        return {};
    }
}

bool RunTreeModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Title) {
        return false;
    }
    if (role == Qt::CheckStateRole && flags(index).testFlag(Qt::ItemIsUserCheckable)) {
        Q_EMIT checkRequested(index, value.toInt() == Qt::Checked);
        return true;
    }
    if (role == Qt::EditRole && flags(index).testFlag(Qt::ItemIsEditable)) {
        Q_EMIT renameRequested(index, value.toString().trimmed());
        return true;
    }
    return false;
}

QVariant RunTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const bool isTip = role == Qt::ToolTipRole;
    switch (section) {
    case Title:
        return isTip ? tr("The title that was given, or the settings that matter") : tr("Experiment");
    case State:
        return isTip ? tr("How far its training has come") : tr("State");
    case Date:
        return isTip ? tr("When it was begun") : tr("Date");
    case Model:
        return tr("Model");
    case Data:
        return tr("Data");
    case Differs:
        return isTip ? tr("Settings that differ between its cases, or from a new experiment") : tr("What differs");
    case Difference:
        return isTip ? tr("Test accuracy of the first variant minus that of the reference, in the mean over seeds")
                     : tr("Difference");
    case Time:
        return isTip ? tr("Seconds of training, all runs together") : tr("Time");
    case Tags:
        return tr("Tags");
    default:
        break;
    }
    if (isTip) {
        return tr("Test accuracy after the last epoch, in the mean over seeds; of several cases the best one's");
    }
    const std::string variant = variantOf(section);
    return variant == kBn ? tr("With BN") : variant == kNoBn ? tr("Without BN") : variantText(variant);
}

Qt::ItemFlags RunTreeModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (index.isValid() && nodeOf(index)->level == Level::Group) {
        // It is folded and opened, and nothing else.
        return Qt::ItemIsEnabled;
    }
    if (!index.isValid() || nodeOf(index)->level == Level::Waiting) {
        return flags;
    }
    const Node& node = *nodeOf(index);
    flags |= Qt::ItemIsDragEnabled;
    if (index.column() != Title || node.level >= Level::Seed) {
        return flags;
    }
    const ListedCase* one = caseOf(node);
    const auto& cases = node.what().cases;
    const bool isBegun = one != nullptr ? hasBegun(*one) : std::any_of(cases.begin(), cases.end(), hasBegun);
    if (isBegun || !shownIdsAt(index).empty()) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return node.level == Level::Experiment && !node.what().cases.empty() ? flags | Qt::ItemIsEditable : flags;
}

QStringList RunTreeModel::mimeTypes() const
{
    return {QLatin1String(kMimeType)};
}

QMimeData* RunTreeModel::mimeData(const QModelIndexList& indexes) const
{
    QByteArrayList folders;
    for (const QModelIndex& index : indexes) {
        const QByteArray folder = QByteArray::fromStdString(folderOf(index).string());
        if (!folder.isEmpty() && !folders.contains(folder)) {
            folders.append(folder);
        }
    }
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(kMimeType), folders.join('\n'));
    return mime;
}

}  // namespace normscope::ui
