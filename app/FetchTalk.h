#pragma once

#include <string>

#include <normscope/experiment/Experiment.h>
#include <normscope/train/RunControl.h>

#include "TrainingTalk.h"

/// Fetching datasets on the command line. On the main thread, and not beside the window.
namespace normscope
{

/// Fetches a dataset by name, unless it is there, and tells on stderr how far it is: a bar with speed and ETA on a
/// terminal, a line a file elsewhere; with --json as events on stdout. The exit code.
[[nodiscard]] int fetchAndTell(const std::string& dataset, const TalkOptions& options, const RunControl& control);

/// The same for all datasets of an experiment that are known by name and are not there. What has no published place is
/// passed over: others say that it is missing.
[[nodiscard]] int fetchWhatIsMissing(const Experiment& experiment, const TalkOptions& options,
                                     const RunControl& control);

}  // namespace normscope
