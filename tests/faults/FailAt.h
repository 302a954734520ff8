#pragma once

#include <cstddef>
#include <cstdio>

/// Which calls count, and which of them fails: asked by the calls in FailAtCalls.cpp, told by the orders that
/// TrialServer.h takes. Nothing here allocates.
namespace fail_at
{

enum Family
{
    kWrite,
    kFsync,
    kRename,
    kOpen,
    kAllocate,
    kFamilies
};

/// The failure of one trial.
struct Failure
{
    int family = kFamilies;   ///< kFamilies: nothing fails
    bool tellsPaths = false;  ///< nothing fails, and the first call on each path is told
    long call = 0;            ///< which call of the family fails, from 1
    bool isOnwards = false;   ///< that one and all behind it; else that one alone
    int error = 0;            ///< errno; 0: the process is killed instead
};

/// From its names: "write 17 once ENOSPC", "fsync 3 onwards KILL", "none 0 once EIO", "paths 0 once EIO". False where
/// there is no such family, form or error.
[[nodiscard]] bool parse(const char* family, long call, const char* form, const char* error, Failure& failure);

/// Begins a trial. What was done is appended to the file: "failed FUNCTION WHAT" at the first failure, "path FAMILY
/// CALL" at a call that others than before have made, and, when the process ends, "count FAMILY CALLS" for each family.
void begin(const Failure& failure, const char* report);

/// Files opened below $FAIL_AT_BELOW count, and no other.
[[nodiscard]] bool isBelow(int folder, const char* path);
void watch(int descriptor, bool on);

/// Each counts a call; true if it is to fail, with errno set.
[[nodiscard]] bool failsOnFile(Family family, const char* function, int descriptor);
[[nodiscard]] bool failsOnStream(const char* function, std::FILE* stream);
[[nodiscard]] bool failsToRename(const char* to);
/// The first of them is where trials begin.
[[nodiscard]] bool failsToOpen(const char* function, int folder, const char* path);
/// Counts from the first file on: before it the program proper has not begun, and what the dynamic loader does without
/// memory is not our concern.
[[nodiscard]] bool failsToAllocate(const char* function);

}  // namespace fail_at
