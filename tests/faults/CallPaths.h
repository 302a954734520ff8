#pragma once

/// Tells apart the ways on which a call is reached: by the return addresses on the stack. Calls that share one are
/// served by the same code in the same order, as the steps of a training are.
namespace fail_at
{

/// Whether nobody has come here through the same callers before. For 50,000 ways; what is beyond is not new.
[[nodiscard]] bool isNewPath();

/// Whether this thread is looking for one just now: what it allocates meanwhile is none of the program's.
[[nodiscard]] bool isFindingPath();

}  // namespace fail_at
