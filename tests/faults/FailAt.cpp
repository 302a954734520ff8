#include "FailAt.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "CallPaths.h"
#include "TrialServer.h"

namespace fail_at
{

namespace
{

constexpr std::array<const char*, kFamilies> kNames{"write", "fsync", "rename", "open", "allocate"};
constexpr int kMostDescriptors = 4096;

Failure g_failure;
std::array<char, 1024> g_report{};
std::array<std::atomic<long>, kFamilies> g_counts;
std::array<std::atomic<bool>, kMostDescriptors> g_watched;
std::atomic<bool> g_begun = false;
std::atomic<bool> g_ended = false;
std::atomic<bool> g_told = false;

/// Straight to the kernel: whatever else writes is intercepted.
void tell(const char* first, const char* second, const char* third)
{
    const auto file = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, g_report.data(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    std::array<char, 1024> line{};
    std::size_t size = 0;
    for (const char* part : {first, " ", second, " ", third, "\n"}) {
        for (; *part != '\0' && size + 1 < line.size(); ++part) {
            line[size++] = *part;
        }
    }
    (void)syscall(SYS_write, file, line.data(), size);
    (void)syscall(SYS_close, file);
}

struct Number
{
    std::array<char, 32> text{};
    explicit Number(long number) { (void)std::snprintf(text.data(), text.size(), "%ld", number); }
};

bool fails(Family family, const char* function, const char* what)
{
    if (g_ended.load(std::memory_order_relaxed)) {
        return false;
    }
    const long count = ++g_counts[family];
    if (g_failure.tellsPaths && isNewPath()) {
        tell("path", kNames[family], Number(count).text.data());
    }
    if (family != g_failure.family || (g_failure.isOnwards ? count < g_failure.call : count != g_failure.call)) {
        return false;
    }
    if (!g_told.exchange(true)) {
        tell("failed", function, what);
    }
    if (g_failure.error == 0) {
        (void)::kill(::getpid(), SIGKILL);
    }
    errno = g_failure.error;
    return true;
}

bool isWatched(int descriptor)
{
    return descriptor >= 0 && descriptor < kMostDescriptors && g_watched[static_cast<std::size_t>(descriptor)];
}

/// The name of an open file, for the report alone.
struct NameOf
{
    std::array<char, 512> text{};
    explicit NameOf(int descriptor)
    {
        std::array<char, 64> link{};
        (void)std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
        (void)readlink(link.data(), text.data(), text.size() - 1);
    }
};

__attribute__((destructor)) void tellCounts()
{
    g_ended = true;
    for (std::size_t i = 0; g_begun && i < kFamilies; ++i) {
        tell("count", kNames[i], Number(g_counts[i]).text.data());
    }
}

}  // namespace

bool parse(const char* family, long call, const char* form, const char* error, Failure& failure)
{
    struct Named
    {
        const char* name;
        int value;
    };
    constexpr std::array kErrors{Named{"ENOSPC", ENOSPC}, Named{"EIO", EIO},       Named{"EACCES", EACCES},
                                 Named{"EDQUOT", EDQUOT}, Named{"ENOMEM", ENOMEM}, Named{"KILL", 0}};
    failure = {};
    failure.tellsPaths = std::strcmp(family, "paths") == 0;
    bool isFamily = failure.tellsPaths || std::strcmp(family, "none") == 0;
    for (int i = 0; i < kFamilies; ++i) {
        if (std::strcmp(family, kNames[static_cast<std::size_t>(i)]) == 0) {
            failure.family = i;
            isFamily = true;
        }
    }
    bool isError = false;
    for (const Named& known : kErrors) {
        if (std::strcmp(error, known.name) == 0) {
            failure.error = known.value;
            isError = true;
        }
    }
    failure.call = call;
    failure.isOnwards = std::strcmp(form, "onwards") == 0;
    return isFamily && isError && (failure.isOnwards || std::strcmp(form, "once") == 0);
}

void begin(const Failure& failure, const char* report)
{
    g_failure = failure;
    std::strncpy(g_report.data(), report, g_report.size() - 1);
}

bool isBelow(int folder, const char* path)
{
    static const char* const kBelow = std::getenv("FAIL_AT_BELOW");
    if (kBelow == nullptr || path == nullptr) {
        return false;
    }
    return path[0] == '/' ? std::strncmp(path, kBelow, std::strlen(kBelow)) == 0
                          : folder != AT_FDCWD && isWatched(folder);
}

void watch(int descriptor, bool on)
{
    if (descriptor >= 0 && descriptor < kMostDescriptors) {
        g_watched[static_cast<std::size_t>(descriptor)] = on;
    }
}

bool failsOnFile(Family family, const char* function, int descriptor)
{
    return isWatched(descriptor) && fails(family, function, g_told ? "" : NameOf(descriptor).text.data());
}

bool failsOnStream(const char* function, std::FILE* stream)
{
    if (!failsOnFile(kWrite, function, fileno(stream))) {
        return false;
    }
    constexpr int kErrorSeen = 0x20;  // what ferror() looks at
    stream->_flags |= kErrorSeen;
    return true;
}

bool failsToRename(const char* to)
{
    return isBelow(AT_FDCWD, to) && fails(kRename, "rename", to);
}

bool failsToOpen(const char* function, int folder, const char* path)
{
    if (!isBelow(folder, path)) {
        return false;
    }
    if (!g_begun) {
        serveTrials();
        g_begun = true;
    }
    return fails(kOpen, function, path);
}

bool failsToAllocate(const char* function)
{
    if (!g_begun.load(std::memory_order_relaxed) || isFindingPath()) {
        return false;
    }
    const int before = errno;
    if (fails(kAllocate, function, "")) {
        errno = ENOMEM;
        return true;
    }
    errno = before;
    return false;
}

}  // namespace fail_at
