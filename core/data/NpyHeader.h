#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>
#include <normscope/data/PixelNumbers.h>

namespace normscope
{

/// What stands before the numbers of a NumPy array in a file (.npy, versions 1 to 3).
struct NpyHeader
{
    NumberForm form;
    bool isFortran = false;  ///< the first index runs fastest
    std::vector<std::int64_t> shape;

    /// The most bytes that its text is taken to have.
    static constexpr std::size_t kLongest = 65'535;
    /// The bytes before the text of every version, at most.
    static constexpr std::size_t kPreamble = 12;

    /// Where the text begins and how long it is, from the first kPreamble bytes; ErrorCode::Data where those are not an
    /// array's. Errors of both name no file.
    struct Text
    {
        std::size_t begin = 0;
        std::size_t length = 0;
    };
    [[nodiscard]] static Result<Text> locate(std::string_view preamble);

    /// Reads the text, a dictionary of Python. Every extent is at least 1, their product and its bytes fit into 62
    /// bits.
    [[nodiscard]] static Result<NpyHeader> parse(std::string_view text);

    /// Numbers that follow.
    [[nodiscard]] std::uint64_t count() const;
};

}  // namespace normscope
