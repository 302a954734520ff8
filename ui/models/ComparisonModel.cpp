#include "ui/models/ComparisonModel.h"

#include <QFont>
#include <QStringList>
#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include <normscope/base/Numbers.h>

#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

/// What stands behind `prefix` in a key, or nothing.
std::optional<QString> restOf(const std::string& key, std::string_view prefix)
{
    return key.starts_with(prefix) ? std::optional(QString::fromStdString(key.substr(prefix.size()))) : std::nullopt;
}

const Measure* find(const SeedComparison& pair, const std::string& key)
{
    const auto found =
        std::find_if(pair.measures.begin(), pair.measures.end(), [&](const Measure& one) { return one.key == key; });
    return found == pair.measures.end() ? nullptr : &*found;
}

std::optional<Spread> single(const std::optional<double>& value)
{
    return value ? spreadOf({*value}) : std::nullopt;
}

}  // namespace

std::vector<ComparisonModel::Row> ComparisonModel::rowsOf(const ExperimentComparison& comparison,
                                                          std::optional<std::uint64_t> seed)
{
    const auto& seeds = comparison.seeds;
    const auto chosen =
        std::find_if(seeds.begin(), seeds.end(), [&](const SeedComparison& one) { return !seed || one.seed == *seed; });
    if (chosen == seeds.end()) {
        return {};
    }
    const auto compared = comparison.compared();
    const auto isWhole = [](const Measure& measure) {
        return std::all_of(measure.values.begin(), measure.values.end(),
                           [](const auto& value) { return value.has_value(); });
    };
    std::vector<Row> rows;
    for (const Measure& measure : chosen->measures) {
        Row row{measure, rows.empty() || rows.back().measure.aspect != measure.aspect, {}, {}};
        const std::size_t variants = measure.values.size();
        row.pairs.resize(compared.size());
        if (seed) {
            std::transform(measure.values.begin(), measure.values.end(), std::back_inserter(row.figures), single);
            for (const std::size_t variant : compared) {
                row.figures.push_back(single(measure.differenceOf(variant)));
            }
            rows.push_back(std::move(row));
            continue;
        }
        std::vector<std::vector<double>> values(variants + compared.size());
        for (const SeedComparison& one : seeds) {
            const Measure* of = find(one, measure.key);
            if (of == nullptr || !isWhole(*of)) {
                continue;
            }
            for (std::size_t i = 0; i < variants; ++i) {
                values[i].push_back(*of->values[i]);
            }
            for (std::size_t i = 0; i < compared.size(); ++i) {
                values[variants + i].push_back(*of->differenceOf(compared[i]));
                row.pairs[i].push_back({one.seed, values[variants + i].back()});
            }
        }
        // A mean over other seeds in one row than in the next would compare what is not alike.
        const bool isComplete = !values.empty() && values.front().size() == seeds.size();
        for (const auto& each : values) {
            row.figures.push_back(isComplete ? spreadOf(each) : std::nullopt);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

void ComparisonModel::setComparison(const ExperimentComparison& comparison, std::optional<std::uint64_t> seed)
{
    std::vector<Row> rows = rowsOf(comparison, seed);
    const bool isMean = !seed && comparison.seeds.size() > 1;
    // Without rows there is nothing to say whose columns they would be.
    const bool hasOtherColumns = !rows.empty() && comparison.variants != m_variants;
    const bool isSame =
        !hasOtherColumns && std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                       [](const Row& a, const Row& b) { return a.measure.key == b.measure.key; });
    if (!isSame) {
        beginResetModel();
    }
    m_rows = std::move(rows);
    if (hasOtherColumns) {
        m_variants = comparison.variants;
        m_compared = comparison.compared();
    }
    const bool headerChanges = std::exchange(m_isMean, isMean) != isMean;
    if (!isSame) {
        endResetModel();
    } else if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, lastColumn()));
    }
    if (headerChanges) {
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, lastColumn());
    }
}

void ComparisonModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, lastColumn());
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, lastColumn()));
    }
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : firstDifferenceColumn() + static_cast<int>(m_compared.size());
}

int ComparisonModel::firstDifferenceColumn() const
{
    return FirstVariantColumn + static_cast<int>(m_variants.size());
}

const std::optional<Spread>* ComparisonModel::figureOf(const Row& row, int column)
{
    return column < FirstVariantColumn ? nullptr
                                       : &row.figures.at(static_cast<std::size_t>(column - FirstVariantColumn));
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows.at(static_cast<std::size_t>(index.row()));
    const auto* figure = figureOf(row, index.column());
    const bool isDifference = index.column() >= firstDifferenceColumn();
    switch (role) {
    case Qt::DisplayRole:
        if (figure != nullptr) {
            const auto value = *figure ? std::optional((*figure)->mean) : std::nullopt;
            const auto deviation = *figure ? (*figure)->standardDeviation : std::nullopt;
            return isDifference ? differenceText(value, row.measure.unit, deviation)
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
        if (isDifference) {
            const auto& pairs = row.pairs.at(static_cast<std::size_t>(index.column() - firstDifferenceColumn()));
            if (pairs.size() < 2) {
                return {};
            }
            QStringList lines;
            for (const Paired& pair : pairs) {
                //: A seed and the difference between its runs
                lines.push_back(
                    tr("Seed %1: %2")
                        .arg(QString::number(pair.seed), differenceText(pair.difference, row.measure.unit)));
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
            (section >= FirstVariantColumn ? Qt::Alignment(Qt::AlignRight) : Qt::Alignment(Qt::AlignLeft)) |
            Qt::AlignVCenter);
    }
    if (role == Qt::UserRole && section >= 0 && section <= lastColumn()) {
        return section == AspectColumn    ? QStringLiteral("aspect")
               : section == MeasureColumn ? QStringLiteral("measure")
               : section < firstDifferenceColumn()
                   ? QString::fromStdString(m_variants.at(static_cast<std::size_t>(section - FirstVariantColumn)))
                   : QStringLiteral("difference/") + QString::fromStdString(m_variants.at(m_compared.at(
                                                         static_cast<std::size_t>(section - firstDifferenceColumn()))));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    if (section == AspectColumn || section == MeasureColumn) {
        return section == AspectColumn ? tr("Aspect") : tr("Measure");
    }
    if (section < 0 || section > lastColumn()) {
        return {};
    }
    if (section < firstDifferenceColumn()) {
        const QString name = variantText(m_variants.at(static_cast<std::size_t>(section - FirstVariantColumn)));
        //: A column: %1 is a variant such as "BN"
        return m_isMean ? tr("%1, mean").arg(name) : name;
    }
    const std::size_t compared = m_compared.at(static_cast<std::size_t>(section - firstDifferenceColumn()));
    const QString name = differenceName(m_variants.at(compared), m_variants.at(referenceOf(m_variants)));
    //: A column: %1 is a difference such as "BN − no BN"
    return m_isMean ? tr("Mean difference (%1)").arg(name) : tr("Difference (%1)").arg(name);
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
        {"cpu_seconds", QT_TR_NOOP("Processor time of training")},
        {"seconds_per_epoch", QT_TR_NOOP("Training time per epoch")},
        {"parameters_weight", QT_TR_NOOP("Weights")},
        {"parameters_bias", QT_TR_NOOP("Biases")},
        {"parameters_gamma_beta", QT_TR_NOOP("γ and β of the normalization")},
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
