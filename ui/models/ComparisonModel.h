#pragma once

#include <QAbstractTableModel>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Statistics.h>

namespace normscope::ui
{

/// The assignment's four aspects as a table: what each variant has and its difference to the reference, of one
/// seed or as means.
///
/// Figures are right-aligned texts; Qt::UserRole gives the number itself, invalid where there is none, and of a column
/// what it is, the same in every language. The tip of a mean difference has the differences of the seeds.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

  public:
    enum Column
    {
        AspectColumn,  ///< only in the first row of an aspect
        MeasureColumn,
        FirstVariantColumn,  ///< from here on a column a variant, then one a difference, variant − reference
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// No seed: means and standard deviations over all seeds, of what every one of them has for all variants. The rows
    /// stay (and with them selection and scrolling) as long as variants and measures are the same.
    void setComparison(const ExperimentComparison& comparison, std::optional<std::uint64_t> seed);

    /// The column of the first difference: the last one of a twin.
    [[nodiscard]] int firstDifferenceColumn() const;

    /// The language has changed.
    void retranslate();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// A measure for people; core's own words where its key is not known here.
    [[nodiscard]] static QString measureTitle(const Measure& measure);
    [[nodiscard]] static QString aspectTitle(Aspect aspect);

  private:
    /// One seed's difference.
    struct Paired
    {
        std::uint64_t seed = 0;
        double difference = 0;
    };
    struct Row
    {
        Measure measure;       ///< its numbers are not used
        bool isFirst = false;  ///< of its aspect
        /// In the order of the columns: the variants, then the differences.
        std::vector<std::optional<Spread>> figures;
        /// Of each difference what it is the mean of; empty for a single seed.
        std::vector<std::vector<Paired>> pairs;
    };
    static std::vector<Row> rowsOf(const ExperimentComparison& comparison, std::optional<std::uint64_t> seed);
    [[nodiscard]] static const std::optional<Spread>* figureOf(const Row& row, int column);
    [[nodiscard]] int lastColumn() const { return columnCount() - 1; }

    std::vector<std::string> m_variants;
    std::vector<std::size_t> m_compared;  ///< those that there is a difference of
    std::vector<Row> m_rows;
    bool m_isMean = false;
};

}  // namespace normscope::ui
