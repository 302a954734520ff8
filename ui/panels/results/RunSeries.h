#pragma once

#include <QPointF>
#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include <normscope/experiment/RunRecord.h>

#include "ui/charts/LineChart.h"

/// A run's record as lines of points.
namespace normscope::ui
{

/// What a chart shows: all series of the table that name that chart.
struct Quantity
{
    std::string chart;
    bool operator==(const Quantity&) const = default;

    static const Quantity Loss;
    static const Quantity BatchAccuracy;
    static const Quantity TestAccuracy;
};
inline const Quantity Quantity::Loss{"Training loss"};
inline const Quantity Quantity::BatchAccuracy{"Batch accuracy"};
inline const Quantity Quantity::TestAccuracy{"Test accuracy"};

/// All that there are, in the order of the table of series.
[[nodiscard]] std::vector<Quantity> quantities();

enum class XUnit
{
    Iteration,
    Epoch,    ///< as a real number: iteration / iterations per epoch
    Seconds,  ///< of training alone
};

/// A series, by its place in the table.
struct SeriesId
{
    RunTable table = RunTable::Iterations;
    std::size_t place = 0;
    auto operator<=>(const SeriesId&) const = default;

    [[nodiscard]] const Series& facts() const { return seriesOf(table)[place]; }
};

/// The lines that make up a quantity's picture.
[[nodiscard]] std::vector<SeriesId> linesOf(const Quantity& quantity);

/// A value for each batch: shown raw and smoothed.
[[nodiscard]] bool isPerBatch(SeriesId series);

/// Whether a record has nothing of a quantity but its values at the ends of epochs.
[[nodiscard]] bool hasEpochsAlone(const Quantity& quantity, const RunRecord& record);

/// CurveOptions::usual: losses alone run away, from the first one. 0 for all others.
[[nodiscard]] double usualOf(const RunRecord& record, SeriesId series);

/// How it is drawn where it is a single line: with marks where points are few.
[[nodiscard]] CurveForm lineFormOf(SeriesId series);

/// A series of a record as points. Reads the record's own table, which may grow meanwhile.
class RunLine : public CurveSource
{
  public:
    /// `perEpoch`: iterations in an epoch.
    RunLine(const RunRecord& record, SeriesId series, XUnit unit, std::int64_t perEpoch);

    /// Points that the record had when this was made.
    [[nodiscard]] std::size_t size() const { return m_size; }
    /// y is NaN where the record holds none.
    [[nodiscard]] QPointF at(std::size_t index) const override;
    /// The same with y as the mean of the last `window` values up to `index` for what is there for each batch.
    [[nodiscard]] QPointF smoothedAt(std::size_t index, int window) const;

  private:
    SeriesLog m_log;
    SeriesColumn m_values;
    SeriesColumn m_seconds;
    SeriesId m_series;
    XUnit m_unit;
    std::int64_t m_perEpoch;
    std::size_t m_size;
};

}  // namespace normscope::ui
