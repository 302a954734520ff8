// The calls of the C library that this library takes the place of when it is loaded before all others (LD_PRELOAD):
// each asks whether it is to fail (FailAt.h) and else does what it always did. For tests alone; see README.md.
#include <cerrno>
#include <cstdarg>
#include <cstddef>
#include <cstdio>

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio_ext.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "FailAt.h"

#define EXPORTED extern "C" __attribute__((visibility("default")))

// glibc's own, which need no look-up: dlsym() allocates.
extern "C" void* __libc_malloc(std::size_t);
extern "C" void* __libc_calloc(std::size_t, std::size_t);
extern "C" void* __libc_realloc(void*, std::size_t);
extern "C" void* __libc_memalign(std::size_t, std::size_t);

using namespace fail_at;

namespace
{

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

mode_t modeOf(int flags, va_list arguments)
{
    return (flags & (O_CREAT | __O_TMPFILE)) != 0 ? static_cast<mode_t>(va_arg(arguments, unsigned)) : 0;
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
    if (failsToRename(to)) {
        return -1;
    }
    NEXT(rename);
    return s_next(from, to);
}

// --- allocate: operator new comes through malloc ---------------------------------------------------------------------

EXPORTED void* malloc(std::size_t size) noexcept
{
    return failsToAllocate("malloc") ? nullptr : __libc_malloc(size);
}

EXPORTED void* calloc(std::size_t count, std::size_t size) noexcept
{
    return failsToAllocate("calloc") ? nullptr : __libc_calloc(count, size);
}

EXPORTED void* realloc(void* block, std::size_t size) noexcept
{
    return size != 0 && failsToAllocate("realloc") ? nullptr : __libc_realloc(block, size);
}

EXPORTED void* memalign(std::size_t alignment, std::size_t size) noexcept
{
    return failsToAllocate("memalign") ? nullptr : __libc_memalign(alignment, size);
}

EXPORTED void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept
{
    return failsToAllocate("aligned_alloc") ? nullptr : __libc_memalign(alignment, size);
}

EXPORTED int posix_memalign(void** block, std::size_t alignment, std::size_t size) noexcept
{
    if (failsToAllocate("posix_memalign")) {
        return ENOMEM;
    }
    *block = __libc_memalign(alignment, size);
    return *block == nullptr && size != 0 ? ENOMEM : 0;
}
