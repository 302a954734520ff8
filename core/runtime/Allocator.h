#pragma once

namespace normscope
{

/// Keeps glibc from giving large blocks back to the kernel at every free, which costs training up to half its speed
/// in page faults. To be called first thing in main(), before another thread exists. No effect elsewhere than glibc.
void keepFreedMemory();

}  // namespace normscope
