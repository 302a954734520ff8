#pragma once

#include <filesystem>

#include <normscope/base/Result.h>

namespace normscope
{

/// Keeps a folder to this process while it lives: a second Normscope that wants to train into it is told so. Leaves no
/// file behind and ends with the process, however that ends. Where the file system knows no locks it keeps nothing.
class FolderLock
{
  public:
    /// ErrorCode::Usage if another process, or another lock of this one, has it.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder);

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor);

    int m_descriptor;  ///< of the folder; −1: none
};

}  // namespace normscope
