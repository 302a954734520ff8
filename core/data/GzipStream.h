#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <normscope/base/Result.h>

namespace normscope
{

/// Deflate's best: two bits for a match of 258 bytes.
inline constexpr std::uint64_t kLargestDeflateRatio = 1032;

/// The most that a packed file may unpack to, a thousandth of which it can be itself: five million images of digits.
inline constexpr std::uint64_t kLargestUnpacked = std::uint64_t{4} << 30U;

/// Reads a file from its beginning, unpacking it when it is gzip (told by its first two bytes, not by its name).
/// Every error is one sentence that names the file. Not thread-safe.
class GzipStream
{
  public:
    [[nodiscard]] static Result<GzipStream> open(const std::string& path);

    GzipStream(GzipStream&&) noexcept;
    GzipStream& operator=(GzipStream&&) noexcept;
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;
    ~GzipStream();

    /// Fills `into` as far as the content goes and returns the number of bytes written to it: fewer than asked
    /// for only at the end. A packed stream cut off or damaged (CRC) is an error, so is one with bytes behind it
    /// that are no further gzip member. Damage behind the last byte asked for shows only to a reader who goes on to
    /// the end. After an error every further call gives it again.
    [[nodiscard]] Result<std::size_t> read(std::span<std::uint8_t> into);

    /// The most bytes that the file can hold once unpacked: its size when plain, 1,032 times its size (deflate's
    /// best) when packed. To be checked against a header before anything is allocated.
    [[nodiscard]] std::uint64_t largestContent() const;

    [[nodiscard]] bool isPacked() const;
    [[nodiscard]] const std::string& path() const;

  private:
    struct State;
    explicit GzipStream(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace normscope
