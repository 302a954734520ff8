#pragma once

#include <filesystem>

namespace normscope
{

/// Where this user's Normscope keeps what it makes and finds: normscope in $XDG_DATA_HOME, or in ~/.local/share.
/// Empty where neither HOME nor XDG_DATA_HOME says where that is.
[[nodiscard]] std::filesystem::path userDataFolder();

}  // namespace normscope
