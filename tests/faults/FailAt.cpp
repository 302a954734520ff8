// A library to be loaded before all others (LD_PRELOAD) that makes the Nth call of a family fail, as a full disk, a
// quota, lost rights or used-up memory would. For tests alone; see README.md beside it.
//
//   FAIL_AT_BELOW   folder; only files opened below it count (and are all that can fail)
//   FAIL_AT_FAMILY  write, fsync, rename, open or allocate; not set: nothing fails
//   FAIL_AT_CALL    which call of the family fails, from 1
//   FAIL_AT_ONWARDS 1: that one and all behind it; otherwise that one alone
//   FAIL_AT_ERRNO   ENOSPC, EIO, EACCES, EDQUOT, EROFS or ENOMEM
//   FAIL_AT_BYTES   allocations of fewer bytes do not count (0)
//   FAIL_AT_REPORT  file for what was done: "failed WHAT" at the first failure, "FAMILY COUNT" lines at the end
//
// Allocations count from the first file opened below the folder: before it the program proper has not begun, and what
// the dynamic loader does without memory is not our concern.

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORTED extern "C" __attribute__((visibility("default")))

// glibc's own, which need no look-up: dlsym() allocates.
extern "C" void* __libc_malloc(std::size_t);
extern "C" void* __libc_calloc(std::size_t, std::size_t);
extern "C" void* __libc_realloc(void*, std::size_t);
extern "C" void* __libc_memalign(std::size_t, std::size_t);

namespace
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

constexpr std::array<const char*, kFamilies> kNames{"write", "fsync", "rename", "open", "allocate"};
constexpr int kMostDescriptors = 4096;

struct Settings
{
    const char* below = std::getenv("FAIL_AT_BELOW");
    const char* report = std::getenv("FAIL_AT_REPORT");
    int family = kFamilies;
    long call = 0;
    bool onwards = false;
    int error = EIO;
    std::size_t bytes = 0;

    Settings()
    {
        if (const char* name = std::getenv("FAIL_AT_FAMILY")) {
            for (int i = 0; i < kFamilies; ++i) {
                family = std::strcmp(name, kNames[static_cast<std::size_t>(i)]) == 0 ? i : family;
            }
        }
        call = number("FAIL_AT_CALL");
        onwards = number("FAIL_AT_ONWARDS") != 0;
        bytes = static_cast<std::size_t>(number("FAIL_AT_BYTES"));
        struct Named
        {
            const char* name;
            int value;
        };
        for (const Named& one : {Named{"ENOSPC", ENOSPC}, Named{"EIO", EIO}, Named{"EACCES", EACCES},
                                 Named{"EDQUOT", EDQUOT}, Named{"EROFS", EROFS}, Named{"ENOMEM", ENOMEM}}) {
            const char* wanted = std::getenv("FAIL_AT_ERRNO");
            error = wanted != nullptr && std::strcmp(wanted, one.name) == 0 ? one.value : error;
        }
    }

    static long number(const char* name)
    {
        const char* text = std::getenv(name);
        return text == nullptr ? 0 : std::strtol(text, nullptr, 10);
    }
};

const Settings& settings()
{
    static const Settings kSettings;
    return kSettings;
}

std::array<std::atomic<long>, kFamilies> g_counts;
std::array<std::atomic<bool>, kMostDescriptors> g_watched;
std::atomic<bool> g_begun = false;
std::atomic<bool> g_ended = false;
std::atomic<bool> g_told = false;

/// Straight to the kernel: whatever else writes is intercepted here.
void tell(const char* first, const char* second, const char* third)
{
    if (settings().report == nullptr) {
        return;
    }
    const auto file = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, settings().report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
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

/// Counts a call that matches; true if it is to fail, with errno set.
bool fails(Family family, const char* function, const char* what)
{
    if (g_ended.load(std::memory_order_relaxed)) {
        return false;
    }
    const long count = ++g_counts[family];
    const Settings& chosen = settings();
    if (family != chosen.family || (chosen.onwards ? count < chosen.call : count != chosen.call)) {
        return false;
    }
    if (!g_told.exchange(true)) {
        tell("failed", function, what);
    }
    errno = chosen.error;
    return true;
}

bool isWatched(int descriptor)
{
    return descriptor >= 0 && descriptor < kMostDescriptors && g_watched[static_cast<std::size_t>(descriptor)];
}

void watch(int descriptor, bool on)
{
    if (descriptor >= 0 && descriptor < kMostDescriptors) {
        g_watched[static_cast<std::size_t>(descriptor)] = on;
    }
}

bool isBelow(int folder, const char* path)
{
    const char* below = settings().below;
    if (below == nullptr || path == nullptr) {
        return false;
    }
    return path[0] == '/' ? std::strncmp(path, below, std::strlen(below)) == 0
                          : folder != AT_FDCWD && isWatched(folder);
}

/// The function of that name that would have been called without this library.
template <class Function>
Function next(Function& found, const char* name)
{
    if (found == nullptr) {
        found = reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
    }
    return found;
}

#define NEXT(name)                                                                                                     \
    static decltype(&::name) s_next = nullptr;                                                                         \
    next(s_next, #name)

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

bool failsToOpen(const char* function, int folder, const char* path)
{
    if (!isBelow(folder, path)) {
        return false;
    }
    g_begun = true;
    return fails(kOpen, function, path);
}

bool failsToAllocate(const char* function, std::size_t size)
{
    if (!g_begun.load(std::memory_order_relaxed) || size < settings().bytes) {
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

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, unsigned)) : 0;
}

__attribute__((destructor)) void tellCounts()
{
    g_ended = true;
    for (std::size_t i = 0; i < kFamilies; ++i) {
        std::array<char, 32> count{};
        (void)std::snprintf(count.data(), count.size(), "%ld", g_counts[i].load());
        tell("count", kNames[i], count.data());
    }
}

}  // namespace

// --- open -----------------------------------------------------------------------------------------------------------

#define DEFINE_OPEN(name)                                                                                              \
    EXPORTED int name(const char* path, int flags, ...)                                                                \
    {                                                                                                                  \
        va_list arguments;                                                                                             \
        va_start(arguments, flags);                                                                                    \
        const mode_t mode = modeOf(flags, arguments);                                                                  \
        va_end(arguments);                                                                                             \
        if (failsToOpen(#name, AT_FDCWD, path)) {                                                                      \
            return -1;                                                                                                 \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        const int descriptor = s_next(path, flags, mode);                                                              \
        watch(descriptor, isBelow(AT_FDCWD, path));                                                                    \
        return descriptor;                                                                                             \
    }
DEFINE_OPEN(open)
DEFINE_OPEN(open64)

#define DEFINE_OPENAT(name)                                                                                            \
    EXPORTED int name(int folder, const char* path, int flags, ...)                                                    \
    {                                                                                                                  \
        va_list arguments;                                                                                             \
        va_start(arguments, flags);                                                                                    \
        const mode_t mode = modeOf(flags, arguments);                                                                  \
        va_end(arguments);                                                                                             \
        if (failsToOpen(#name, folder, path)) {                                                                        \
            return -1;                                                                                                 \
        }                                                                                                              \
        const bool below = isBelow(folder, path);                                                                      \
        NEXT(name);                                                                                                    \
        const int descriptor = s_next(folder, path, flags, mode);                                                      \
        watch(descriptor, below);                                                                                      \
        return descriptor;                                                                                             \
    }
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

#define DEFINE_FOPEN(name)                                                                                             \
    EXPORTED std::FILE* name(const char* path, const char* mode)                                                       \
    {                                                                                                                  \
        if (failsToOpen(#name, AT_FDCWD, path)) {                                                                      \
            return nullptr;                                                                                            \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        std::FILE* stream = s_next(path, mode);                                                                        \
        if (stream != nullptr) {                                                                                       \
            watch(fileno(stream), isBelow(AT_FDCWD, path));                                                            \
        }                                                                                                              \
        return stream;                                                                                                 \
    }
DEFINE_FOPEN(fopen)
DEFINE_FOPEN(fopen64)

EXPORTED int mkdir(const char* path, mode_t mode) noexcept
{
    if (failsToOpen("mkdir", AT_FDCWD, path)) {
        return -1;
    }
    NEXT(mkdir);
    return s_next(path, mode);
}

EXPORTED DIR* opendir(const char* path)
{
    if (failsToOpen("opendir", AT_FDCWD, path)) {
        return nullptr;
    }
    NEXT(opendir);
    return s_next(path);
}

EXPORTED int close(int descriptor)
{
    watch(descriptor, false);
    NEXT(close);
    return s_next(descriptor);
}

// --- write ----------------------------------------------------------------------------------------------------------

EXPORTED ssize_t write(int descriptor, const void* bytes, std::size_t size)
{
    if (failsOnFile(kWrite, "write", descriptor)) {
        return -1;
    }
    NEXT(write);
    return s_next(descriptor, bytes, size);
}

EXPORTED ssize_t writev(int descriptor, const iovec* parts, int count)
{
    if (failsOnFile(kWrite, "writev", descriptor)) {
        return -1;
    }
    NEXT(writev);
    return s_next(descriptor, parts, count);
}

#define DEFINE_PWRITE(name, Offset)                                                                                    \
    EXPORTED ssize_t name(int descriptor, const void* bytes, std::size_t size, Offset offset)                          \
    {                                                                                                                  \
        if (failsOnFile(kWrite, #name, descriptor)) {                                                                  \
            return -1;                                                                                                 \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        return s_next(descriptor, bytes, size, offset);                                                                \
    }
DEFINE_PWRITE(pwrite, off_t)
DEFINE_PWRITE(pwrite64, off64_t)

#define DEFINE_TRUNCATE(name, Offset)                                                                                  \
    EXPORTED int name(int descriptor, Offset length) noexcept                                                          \
    {                                                                                                                  \
        if (failsOnFile(kWrite, #name, descriptor)) {                                                                  \
            return -1;                                                                                                 \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        return s_next(descriptor, length);                                                                             \
    }
DEFINE_TRUNCATE(ftruncate, off_t)
DEFINE_TRUNCATE(ftruncate64, off64_t)

#define DEFINE_FWRITE(name)                                                                                            \
    EXPORTED std::size_t name(const void* bytes, std::size_t size, std::size_t count, std::FILE* stream)               \
    {                                                                                                                  \
        if (failsOnStream(#name, stream)) {                                                                            \
            return 0;                                                                                                  \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        return s_next(bytes, size, count, stream);                                                                     \
    }
DEFINE_FWRITE(fwrite)
DEFINE_FWRITE(fwrite_unlocked)

#define DEFINE_PUT(name, Value)                                                                                        \
    EXPORTED int name(Value value, std::FILE* stream)                                                                  \
    {                                                                                                                  \
        if (failsOnStream(#name, stream)) {                                                                            \
            return EOF;                                                                                                \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        return s_next(value, stream);                                                                                  \
    }
#undef putc
DEFINE_PUT(fputs, const char*)
DEFINE_PUT(fputc, int)
DEFINE_PUT(putc, int)

EXPORTED int fflush(std::FILE* stream)
{
    if (stream != nullptr && failsOnStream("fflush", stream)) {
        return EOF;
    }
    NEXT(fflush);
    return s_next(stream);
}

EXPORTED int fclose(std::FILE* stream)
{
    const int descriptor = fileno(stream);
    // Files that were only read have nothing left to write when they are closed.
    const bool fails = __fwriting(stream) != 0 && failsOnStream("fclose", stream);
    const int reason = errno;
    if (fails) {
        __fpurge(stream);  // what is still buffered is lost, as on a disk that refuses it
    }
    watch(descriptor, false);
    NEXT(fclose);
    const int closed = s_next(stream);
    if (fails) {
        errno = reason;
        return EOF;
    }
    return closed;
}

// --- fsync, rename --------------------------------------------------------------------------------------------------

#define DEFINE_SYNC(name)                                                                                              \
    EXPORTED int name(int descriptor)                                                                                  \
    {                                                                                                                  \
        if (failsOnFile(kFsync, #name, descriptor)) {                                                                  \
            return -1;                                                                                                 \
        }                                                                                                              \
        NEXT(name);                                                                                                    \
        return s_next(descriptor);                                                                                     \
    }
DEFINE_SYNC(fsync)
DEFINE_SYNC(fdatasync)

EXPORTED int rename(const char* from, const char* to) noexcept
{
    if (isBelow(AT_FDCWD, to) && fails(kRename, "rename", to)) {
        return -1;
    }
    NEXT(rename);
    return s_next(from, to);
}

// --- allocate: operator new comes through malloc ---------------------------------------------------------------------

EXPORTED void* malloc(std::size_t size) noexcept
{
    return failsToAllocate("malloc", size) ? nullptr : __libc_malloc(size);
}

EXPORTED void* calloc(std::size_t count, std::size_t size) noexcept
{
    return failsToAllocate("calloc", count * size) ? nullptr : __libc_calloc(count, size);
}

EXPORTED void* realloc(void* block, std::size_t size) noexcept
{
    return size != 0 && failsToAllocate("realloc", size) ? nullptr : __libc_realloc(block, size);
}

EXPORTED void* memalign(std::size_t alignment, std::size_t size) noexcept
{
    return failsToAllocate("memalign", size) ? nullptr : __libc_memalign(alignment, size);
}

EXPORTED void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    return failsToAllocate("aligned_alloc", size) ? nullptr : __libc_memalign(alignment, size);
}

EXPORTED int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept
{
    if (failsToAllocate("posix_memalign", size)) {
        return ENOMEM;
    }
    *block = __libc_memalign(alignment, size);
    return *block == nullptr && size != 0 ? ENOMEM : 0;
}
