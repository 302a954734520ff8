#include <normscope/runtime/Allocator.h>

#if defined(__GLIBC__) || __has_include(<malloc.h>)
#include <malloc.h>
#endif

namespace normscope
{

void keepFreedMemory()
{
#if defined(M_MMAP_THRESHOLD) && defined(M_TRIM_THRESHOLD)
    constexpr int kThreshold = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, kThreshold);
    mallopt(M_TRIM_THRESHOLD, kThreshold);
    // A thread's memory lies in heaps of at most 64 MiB. One that becomes empty is given back whatever the thresholds
    // say, unless so much is to be kept at its predecessor's end: a network whose buffers reach just over the edge of a
    // heap would get it anew from the system at every step, and be several times as slow.
    constexpr int kHeap = 64 << 20;
    mallopt(M_TOP_PAD, kHeap);
#endif
}

}  // namespace normscope
