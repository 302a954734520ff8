#pragma once

#include <string>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// The command line that repeats an experiment: "normscope twin --dataset mnist --epochs 10", every setting that is not
/// the default. Words that a shell would take apart are quoted.
[[nodiscard]] std::string repeatCommand(const ExperimentSpec& spec);

/// A word as a POSIX shell takes it: in single quotes where that is needed.
[[nodiscard]] std::string shellWord(const std::string& text);

}  // namespace normscope
