#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

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
    void putFile(const std::filesystem::path& name, std::string_view content);
    void putLink(const std::filesystem::path& name, const std::filesystem::path& target);
    void putPipe(const std::filesystem::path& name);
    void putFolder(const std::filesystem::path& name);

  private:
    /// The path of a name, with the folders on the way made as far as nothing else is in the way.
    [[nodiscard]] std::string placeFor(const std::filesystem::path& name);

    void remember(const std::string& place, bool isMade);

    std::vector<std::string> m_made;  ///< in this order; known, so that emptying it costs no search
};

}  // namespace normscope::fuzz
