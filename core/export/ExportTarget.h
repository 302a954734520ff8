#pragma once

#include <filesystem>
#include <vector>

#include <normscope/base/Result.h>

namespace normscope
{

/// Whether an export may be put there: a new or empty folder may; one with files in it only where all of them are of an
/// earlier export, or if `force`. Changes nothing. ErrorCode::Usage if not, Io where the folder cannot be looked at.
[[nodiscard]] Status checkExportTarget(const std::filesystem::path& target, bool force);

/// A folder that appears whole or not at all: it is filled beside its place, then renamed. An export remembers its
/// files in a hidden list, by which a later one knows them as its own.
class ExportTarget
{
  public:
    /// Makes the folder to fill. Fails as checkExportTarget() does, or with ErrorCode::Io.
    [[nodiscard]] static Result<ExportTarget> open(const std::filesystem::path& target, bool force);

    ExportTarget(ExportTarget&& other) noexcept;
    ExportTarget& operator=(ExportTarget&&) = delete;
    ExportTarget(const ExportTarget&) = delete;
    ExportTarget& operator=(const ExportTarget&) = delete;

    /// Removes what was not published.
    ~ExportTarget();

    /// Where to write to.
    [[nodiscard]] const std::filesystem::path& work() const { return m_work; }

    /// Puts the folder in its place. An earlier export's files go; anything else that `force` let pass is moved aside,
    /// to TARGET.old. Returns the files, relative to the target and sorted.
    [[nodiscard]] Result<std::vector<std::filesystem::path>> publish();

  private:
    ExportTarget(std::filesystem::path target, std::filesystem::path work, std::vector<std::filesystem::path> made);

    std::filesystem::path m_target;
    std::filesystem::path m_work;               ///< empty once published
    std::vector<std::filesystem::path> m_made;  ///< folders above it that were not there before, from the top down
};

}  // namespace normscope
