#pragma once

#include <QPointF>
#include <cstdint>
#include <vector>

#include <normscope/experiment/RunRecord.h>

#include "ui/charts/LineChart.h"

/// A run's record as lines of points.
namespace normscope::ui
{

/// What a chart shows.
enum class Quantity
{
    Loss,
    BatchAccuracy,
    TestAccuracy,
};

enum class XUnit
{
    Iteration,
    Epoch,    ///< as a real number: iteration / iterations per epoch
    Seconds,  ///< of training alone
};

/// A line of a record.
enum class Series
{
    Loss,                ///< of each batch
    BatchAccuracy,       ///< of each batch
    QuickTestAccuracy,   ///< of the evaluations on a part of the test set
    TestAccuracy,        ///< of the whole test set, at the ends of epochs
    ValidationAccuracy,  ///< of the samples held out, at the ends of epochs
};

/// The lines that make up a quantity's picture.
[[nodiscard]] const std::vector<Series>& seriesOf(Quantity quantity);

/// A value for each batch: shown raw and smoothed.
[[nodiscard]] bool isPerBatch(Series series);

/// How it is drawn where it is a single line: with marks where points are few.
[[nodiscard]] CurveForm lineFormOf(Series series);

[[nodiscard]] std::size_t countOf(const RunRecord& record, Series series);

/// `index` < countOf(). y is NaN where the record holds none.
[[nodiscard]] QPointF pointAt(const RunRecord& record, Series series, XUnit unit, std::int64_t perEpoch,
                              std::size_t index);

/// The same with y as the mean of the last kLossWindow values up to `index` for what is there for each batch.
[[nodiscard]] QPointF smoothedPointAt(const RunRecord& record, Series series, XUnit unit, std::int64_t perEpoch,
                                      std::size_t index);

}  // namespace normscope::ui
