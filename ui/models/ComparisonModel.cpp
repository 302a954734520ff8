#include "ui/models/ComparisonModel.h"

#include <QFont>
#include <QStringList>
#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <normscope/base/Numbers.h>

#include "ui/models/ValueText.h"

namespace normscope::ui
{

namespace
{

/// What stands behind `prefix` in a key, or nothing.
std::optional<QString> restOf(const std::string& key, std::string_view prefix)
{
    return key.starts_with(prefix) ? std::optional(QString::fromStdString(key.substr(prefix.size()))) : std::nullopt;
}

const Measure* find(const PairComparison& pair, const std::string& key)
{
    const auto found =
        std::find_if(pair.measures.begin(), pair.measures.end(), [&](const Measure& one) { return one.key == key; });
    return found == pair.measures.end() ? nullptr : &*found;
}

std::optional<MeanSpread> single(const std::optional<double>& value)
{
    return value ? meanSpread({*value}) : std::nullopt;
}

}  // namespace

std::vector<ComparisonModel::Row> ComparisonModel::rowsOf(const ExperimentComparison& comparison,
                                                          std::optional<std::uint64_t> seed)
{
    const auto& pairs = comparison.pairs;
    const auto chosen = std::find_if(pairs.begin(), pairs.end(),
                                     [&](const PairComparison& pair) { return !seed || pair.seed == *seed; });
    if (chosen == pairs.end()) {
        return {};
    }
    std::vector<Row> rows;
    for (const Measure& measure : chosen->measures) {
        Row row{measure, single(measure.bn), single(measure.noBn), single(measure.difference()), false, {}};
        row.isFirst = rows.empty() || rows.back().measure.aspect != measure.aspect;
        if (!seed) {
            std::vector<double> bn;
            std::vector<double> noBn;
            std::vector<double> difference;
            for (const PairComparison& pair : pairs) {
                const Measure* of = find(pair, measure.key);
                if (of != nullptr && of->difference()) {
                    bn.push_back(*of->bn);
                    noBn.push_back(*of->noBn);
                    difference.push_back(*of->difference());
                    row.pairs.push_back({pair.seed, difference.back()});
                }
            }
            // A mean over other seeds in one row than in the next would compare what is not alike.
            const bool isComplete = difference.size() == pairs.size();
            row.bn = isComplete ? meanSpread(bn) : std::nullopt;
            row.noBn = isComplete ? meanSpread(noBn) : std::nullopt;
            row.difference = isComplete ? meanSpread(difference) : std::nullopt;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void ComparisonModel::setComparison(const ExperimentComparison& comparison, std::optional<std::uint64_t> seed)
{
    std::vector<Row> rows = rowsOf(comparison, seed);
    const bool isMean = !seed && comparison.pairs.size() > 1;
    const bool isSame = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                   [](const Row& a, const Row& b) { return a.measure.key == b.measure.key; });
    if (!isSame) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    const bool headerChanges = std::exchange(m_isMean, isMean) != isMean;
    if (!isSame) {
        endResetModel();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    }
    if (headerChanges) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    }
}

void ComparisonModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumnCount - 1));
    }
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kColumnCount);
}

const std::optional<MeanSpread>* ComparisonModel::figureOf(const Row& row, int column)
{
    switch (column) {
    case BnColumn:
        return &row.bn;
    case NoBnColumn:
        return &row.noBn;
    case DifferenceColumn:
        return &row.difference;
    default:
        return nullptr;
    }
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows.at(static_cast<std::size_t>(index.row()));
    const auto* figure = figureOf(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        if (figure != nullptr) {
            const auto value = *figure ? std::optional((*figure)->mean) : std::nullopt;
            const auto deviation = *figure ? (*figure)->deviation : std::nullopt;
            return index.column() == DifferenceColumn ? differenceText(value, row.measure.unit, deviation)
                                                      : valueText(value, row.measure.unit, deviation);
        }
        if (index.column() == AspectColumn) {
            return row.isFirst ? aspectTitle(row.measure.aspect) : QString();
        }
        return measureTitle(row.measure);
    case Qt::AccessibleTextRole:
        return index.column() == AspectColumn ? aspectTitle(row.measure.aspect) : data(index, Qt::DisplayRole);
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        if (index.column() == DifferenceColumn && row.pairs.size() > 1) {
            QStringList lines;
            for (const Paired& pair : row.pairs) {
                //: A seed and the difference between its twins
                lines.push_back(
                    tr("Seed %1: %2").arg(pair.seed).arg(differenceText(pair.difference, row.measure.unit)));
            }
            return lines.join(QLatin1Char('\n'));
        }
        return {};
    case Qt::UserRole:
        return figure != nullptr && *figure ? QVariant((*figure)->mean) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((figure != nullptr ? Qt::Alignment(Qt::AlignRight) : Qt::Alignment(Qt::AlignLeft)) |
                                   Qt::AlignVCenter);
    case Qt::FontRole:
        if (index.column() == AspectColumn) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            (section >= BnColumn ? Qt::Alignment(Qt::AlignRight) : Qt::Alignment(Qt::AlignLeft)) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case AspectColumn:
        return tr("Aspect");
    case MeasureColumn:
        return tr("Measure");
    case BnColumn:
        return m_isMean ? tr("BN, mean") : tr("BN");
    case NoBnColumn:
        return m_isMean ? tr("no BN, mean") : tr("no BN");
    case DifferenceColumn:
        return m_isMean ? tr("Mean difference (BN − no BN)") : tr("Difference (BN − no BN)");
    default:
        return {};
    }
}

QString ComparisonModel::aspectTitle(Aspect aspect)
{
    switch (aspect) {
    case Aspect::TrainingTime:
        return tr("Training time");
    case Aspect::Convergence:
        return tr("Convergence");
    case Aspect::Parameters:
        return tr("Parameters");
    case Aspect::Accuracy:
        break;
    }
    return tr("Accuracy");
}

QString ComparisonModel::measureTitle(const Measure& measure)
{
    const auto percent = [](const QString& fraction) { return QString::number(fraction.toDouble() * 100, 'g', 4); };
    if (const auto fraction = restOf(measure.key, "iterations_to_")) {
        return tr("Iterations to %1 % test accuracy").arg(percent(*fraction));
    }
    if (const auto fraction = restOf(measure.key, "seconds_to_")) {
        return tr("Training time to %1 % test accuracy").arg(percent(*fraction));
    }
    if (const auto iteration = restOf(measure.key, "smoothed_loss_at_")) {
        return tr("Smoothed loss at iteration %1").arg(QString::fromStdString(grouped(iteration->toLongLong())));
    }
    static const std::map<std::string, const char*> kTitles{
        {"train_seconds", QT_TR_NOOP("Training time")},
        {"seconds_per_epoch", QT_TR_NOOP("Training time per epoch")},
        {"parameters_weight", QT_TR_NOOP("Weights")},
        {"parameters_bias", QT_TR_NOOP("Biases")},
        {"parameters_gamma_beta", QT_TR_NOOP("γ and β of BN")},
        {"parameters_total", QT_TR_NOOP("Learned parameters")},
        {"buffers", QT_TR_NOOP("Buffers (running statistics, not learned)")},
        {"final_test_accuracy", QT_TR_NOOP("Final test accuracy")},
        {"best_test_accuracy", QT_TR_NOOP("Best test accuracy")},
        {"best_epoch", QT_TR_NOOP("Epoch of the best test accuracy")},
        {"final_train_loss", QT_TR_NOOP("Training loss in the last epoch")},
    };
    const auto found = kTitles.find(measure.key);
    return found == kTitles.end() ? QString::fromStdString(measure.title) : tr(found->second);
}

}  // namespace normscope::ui
