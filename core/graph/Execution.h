#pragma once

#include <normscope/base/Result.h>

namespace normscope::graph
{

/// How a network is run. What it is, its layers and their names, is the same.
enum class Execution
{
    Fused,  ///< a BN position or activation together with what follows it in one pass; images in channels-last format
    FusedContiguous,  ///< the same in the contiguous format, which is slower: README.md has the measurement
    Plain,            ///< layer by layer, contiguous: the reference that tests compare with
};

/// The one that the environment variable NORMSCOPE_EXECUTION names: fused, contiguous or plain. Fused where it is not
/// set. ErrorCode::Usage for any other name.
[[nodiscard]] Result<Execution> chosenExecution();

/// That one, or Fused where the name is none.
[[nodiscard]] Execution defaultExecution();

}  // namespace normscope::graph
