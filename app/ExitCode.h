#pragma once

#include <normscope/base/Result.h>

namespace normscope
{

/// What the program tells the shell.
enum ExitCode : int
{
    kDone = 0,
    kFailed = 1,       ///< unreadable data, input/output, everything else
    kUsage = 2,        ///< decided from the command line, configuration and names alone
    kDiverged = 3,     ///< at least one run's loss stopped being finite
    kInterrupted = 4,  ///< stopped by a signal with a checkpoint saved: resume goes on
};

inline ExitCode exitCodeOf(const Error& error)
{
    return error.code == ErrorCode::Usage ? kUsage : kFailed;
}

}  // namespace normscope
