#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <normscope/experiment/Series.h>

/// What a run measured, as TensorBoard's events: the few fields of tensorflow.Event and tensorflow.Summary that scalars
/// need, in protobuf's wire format (https://protobuf.dev/programming-guides/encoding).
namespace normscope
{

/// A value under one of TensorBoard's tags: "loss/train".
struct Scalar
{
    std::string tag;
    float value = 0;
};

/// What was measured of a row's series that have a tag: see seriesOf().
[[nodiscard]] std::vector<Scalar> scalarsOf(const SeriesRow& row);

/// What an instrument saw: "probe/INSTRUMENT/LAYER/COLUMN", or "…/LAYER/CHANNEL/COLUMN" where its rows are of channels.
[[nodiscard]] std::vector<Scalar> scalarsOf(const ProbeRows& look);

/// An Event with a Summary of those scalars. `wallTime` in seconds since 1970.
[[nodiscard]] std::string encodeEvent(double wallTime, std::int64_t step, const std::vector<Scalar>& scalars);

/// The Event that every file begins with: file_version "brain.Event:2".
[[nodiscard]] std::string encodeFileVersion(double wallTime);

/// The Event of a run that goes on after an interruption (SessionLog START): TensorBoard forgets what earlier files say
/// of this step and later ones.
[[nodiscard]] std::string encodeRestart(double wallTime, std::int64_t step);

}  // namespace normscope
