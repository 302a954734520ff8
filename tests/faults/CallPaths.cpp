#include "CallPaths.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include <execinfo.h>

namespace fail_at
{

namespace
{

constexpr std::size_t kMostPaths = 50'000;
constexpr std::size_t kSlots = std::size_t(1) << 17U;
constexpr std::size_t kMostCallers = 128;

std::mutex g_mutex;
std::array<std::uint64_t, kSlots> g_seen{};  ///< hashes; 0: free
std::size_t g_count = 0;
/// Initial: found without a call that might allocate.
[[gnu::tls_model("initial-exec")]] thread_local bool t_isFinding = false;

/// FNV-1a over the return addresses; never 0.
std::uint64_t hashOfCallers()
{
    std::array<void*, kMostCallers> callers{};
    const int count = ::backtrace(callers.data(), static_cast<int>(callers.size()));
    std::uint64_t hash = 14'695'981'039'346'656'037U;
    for (int i = 0; i < count; ++i) {
        hash = (hash ^ reinterpret_cast<std::uintptr_t>(callers[static_cast<std::size_t>(i)])) * 1'099'511'628'211U;
    }
    return hash == 0 ? 1 : hash;
}

}  // namespace

bool isNewPath()
{
    t_isFinding = true;
    const std::uint64_t hash = hashOfCallers();
    const std::lock_guard lock(g_mutex);
    std::size_t slot = (hash ^ (hash >> 32U)) % kSlots;
    while (g_seen[slot] != 0 && g_seen[slot] != hash) {
        slot = (slot + 1) % kSlots;
    }
    const bool isNew = g_seen[slot] == 0 && g_count < kMostPaths;
    if (isNew) {
        g_seen[slot] = hash;
        ++g_count;
    }
    t_isFinding = false;
    return isNew;
}

bool isFindingPath()
{
    return t_isFinding;
}

}  // namespace fail_at
