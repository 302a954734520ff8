#pragma once

#include <filesystem>

#include <normscope/base/Result.h>
#include <normscope/export/ExportSource.h>

namespace normscope
{

/// An experiment.json holds no time, so the events of an export are told by the training's own clock, counted from
/// this moment, 2000-01-01 00:00 UTC, in seconds since 1970: TensorBoard's "relative" axis shows seconds of training.
inline constexpr double kExportedTimeZero = 946'684'800;

/// Writes TensorBoard event files, one run a seed and variant: seed-1/bn/events.out.tfevents…. Steps are iterations;
/// see TensorBoardEvents.h for the tags. The same runs give the same bytes.
[[nodiscard]] Status exportTensorBoard(const ExportSource& source, const std::filesystem::path& folder);

}  // namespace normscope
