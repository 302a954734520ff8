#pragma once

#include <filesystem>
#include <string>

namespace normscope
{

/// How many threads this process may keep busy: the least of its affinity mask, its cgroup's CPU quota (version 2 or
/// 1, rounded up) and, as far as they are set and positive, SLURM_CPUS_PER_TASK, NSLOTS, NCPUS, LSB_DJOB_NUMPROC and
/// OMP_NUM_THREADS; at least 1.
[[nodiscard]] int availableThreads();

/// The CPU quota that a cgroup tree grants, in whole CPUs rounded up; 0 where there is none. `root` is where the
/// cgroup file system is mounted, `membership` the content of /proc/self/cgroup.
[[nodiscard]] int cgroupCpuQuota(const std::filesystem::path& root, const std::string& membership);

}  // namespace normscope
