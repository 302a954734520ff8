// Loaded before all other libraries (LD_PRELOAD): no file system knows locks. For tests alone.
#include <cerrno>

extern "C" __attribute__((visibility("default"))) int flock(int /*file*/, int /*operation*/)
{
    errno = ENOLCK;
    return -1;
}
