#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include <sched.h>

#include <normscope/runtime/Cgroup.h>
#include <normscope/runtime/Threads.h>

namespace normscope
{

namespace
{

int affinityCount()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;
}

int wholeCpus(double quota, double period)
{
    return quota > 0 && period > 0 ? static_cast<int>(std::ceil(quota / period)) : 0;
}

/// Version 2: "max 100000" or "150000 100000".
int quotaOfVersion2(const std::filesystem::path& folder)
{
    std::ifstream file(folder / "cpu.max");
    double quota = 0;
    double period = 0;
    return file >> quota >> period ? wholeCpus(quota, period) : 0;
}

/// Version 1: two files; a quota of -1 is none.
int quotaOfVersion1(const std::filesystem::path& folder)
{
    // Joined as text: where memory runs out while a path is made longer, libstdc++ 12 crashes.
    std::ifstream quotaFile(folder.native() + "/cpu.cfs_quota_us");
    std::ifstream periodFile(folder.native() + "/cpu.cfs_period_us");
    double quota = 0;
    double period = 0;
    return quotaFile >> quota && periodFile >> period ? wholeCpus(quota, period) : 0;
}

int smaller(int a, int b)
{
    return a > 0 && b > 0 ? std::min(a, b) : std::max(a, b);
}

/// The number in an environment variable, as OpenMP reads it: " +4" is 4, and of a list ("4,2") the first counts; 0
/// where there is none, it is not positive, or it is no whole number.
int countIn(const char* variable)
{
    constexpr const char* kBlanks = " \t";
    const char* text = std::getenv(variable);
    std::string_view view(text != nullptr ? text : "");
    view = view.substr(0, view.find(','));
    view.remove_prefix(std::min(view.find_first_not_of(kBlanks), view.size()));
    if (view.starts_with('+')) {
        view.remove_prefix(1);
    }
    view = view.substr(0, view.find_last_not_of(kBlanks) + 1);
    int count = 0;
    const auto read = std::from_chars(view.data(), view.data() + view.size(), count);
    return read.ec == std::errc() && read.ptr == view.data() + view.size() ? std::max(count, 0) : 0;
}

}  // namespace

int cgroupCpuQuota(const std::filesystem::path& root, const std::string& membership)
{
    int least = 0;
    for (const CgroupFolder& folder : cgroupFolders(root, membership, "cpu")) {
        least = smaller(least, folder.isVersion2 ? quotaOfVersion2(folder.path) : quotaOfVersion1(folder.path));
    }
    return least;
}

int availableThreads()
{
    int count = smaller(affinityCount(), cgroupCpuQuota(kCgroupRoot, cgroupMembership()));
    // What Slurm, Grid Engine, PBS and LSF grant a job, and what people set by hand.
    for (const char* variable : {"SLURM_CPUS_PER_TASK", "NSLOTS", "NCPUS", "LSB_DJOB_NUMPROC", "OMP_NUM_THREADS"}) {
        count = smaller(count, countIn(variable));
    }
    return std::max(1, count);
}

}  // namespace normscope
