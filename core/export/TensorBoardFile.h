#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <normscope/base/FileIo.h>
#include <normscope/base/Result.h>
#include <normscope/export/TensorBoardEvents.h>

namespace normscope
{

/// An event file of TensorBoard's that grows record by record.
class TensorBoardFile
{
  public:
    /// Makes the folder, if need be, and events.out.tfevents.SECONDS.normscope in it, beside files that may be there.
    /// `wallTime` in seconds since 1970.
    [[nodiscard]] static Result<TensorBoardFile> create(const std::filesystem::path& folder, double wallTime);

    /// Adds an event to the buffer; nothing for no scalars.
    [[nodiscard]] Status add(double wallTime, std::int64_t step, const std::vector<Scalar>& scalars);

    /// Adds that the run goes on from an interruption, with this step as its next.
    [[nodiscard]] Status addRestart(double wallTime, std::int64_t step);

    /// Hands what is buffered to the operating system, so that TensorBoard sees it.
    [[nodiscard]] Status flush();

  private:
    TensorBoardFile(std::filesystem::path path, OpenFile file);
    [[nodiscard]] Status write(const std::string& event);
    [[nodiscard]] Status unwritable() const;

    std::filesystem::path m_path;
    OpenFile m_file;
};

}  // namespace normscope
