#pragma once

#include <filesystem>
#include <string_view>

namespace normscope::fuzz
{

/// A folder for the files of one input, below $TMPDIR: empty at the beginning, emptied at the end.
class ScratchFolder
{
  public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const;

    /// Puts something there, with the folders on the way, unless that name is taken.
    void putFile(const std::filesystem::path& name, std::string_view content) const;
    void putLink(const std::filesystem::path& name, const std::filesystem::path& target) const;
    void putPipe(const std::filesystem::path& name) const;
    void putFolder(const std::filesystem::path& name) const;
};

}  // namespace normscope::fuzz
