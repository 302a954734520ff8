#pragma once

#include <chrono>
#include <filesystem>

#include <normscope/base/Result.h>

namespace normscope
{

/// Keeps a folder to this process while it lives: a second Normscope that wants to train into it is told so. Leaves no
/// file behind and ends with the process, however that ends. Where the file system knows no locks it keeps nothing: see
/// keeps().
class FolderLock
{
  public:
    /// ErrorCode::Usage if another process, or another lock of this one, has it, and not just for the moment of an
    /// isHeld() or for no longer than `patience`.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path& folder,
                                                 std::chrono::milliseconds patience = std::chrono::milliseconds(50));

    /// Waits for it: for what everybody has for a moment only.
    [[nodiscard]] static Result<FolderLock> await(const std::filesystem::path& folder);

    /// Whether somebody has it.
    [[nodiscard]] static bool isHeld(const std::filesystem::path& folder);

    /// False where the file system knows no locks.
    [[nodiscard]] bool keeps() const { return m_keeps; }

    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock();

  private:
    explicit FolderLock(int descriptor);
    [[nodiscard]] static Result<FolderLock> open(const std::filesystem::path& folder);

    int m_descriptor;  ///< of the folder; −1: none
    bool m_keeps = true;
};

}  // namespace normscope
