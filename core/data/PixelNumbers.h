#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <normscope/base/Message.h>

namespace normscope
{

/// How a file writes a number.
struct NumberForm
{
    enum class Kind
    {
        Unsigned,
        Signed,
        Float,
        Bool,  ///< false is 0 and true is 255
    };
    Kind kind = Kind::Unsigned;
    std::size_t size = 1;  ///< bytes: 1, 2, 4, 8; of a Float 4 or 8, of a Bool 1
    bool isBigEndian = false;
};

/// A number that is none of those that were expected.
struct OddNumber
{
    std::size_t index = 0;  ///< among those that were converted
    std::string text;
};

/// Which numbers of a file are which pixels, the same in all forms of datasets: whole numbers are bytes, 0 to 255.
/// Fractions are from 0 to 1, with 1 the full ink, unless one of them is above 1: then they are from 0 to 255 as well.
/// They are rounded to bytes. Which of the two it is, is found out in passing; the training images tell it for all.
class PixelScale
{
  public:
    /// Makes bytes of as many numbers as `into` has room for. `earlier` are those that were made before, which are
    /// corrected where it turns out that fractions are not from 0 to 1. The first number that is no pixel is returned.
    [[nodiscard]] std::optional<OddNumber> convert(std::span<const std::uint8_t> numbers, const NumberForm& form,
                                                   std::span<std::uint8_t> into, std::span<std::uint8_t> earlier);

    /// The same of one fraction, none where it is no pixel.
    [[nodiscard]] std::optional<std::uint8_t> pixelOf(double fraction, std::span<std::uint8_t> earlier);

    /// The scale for other images of the same dataset, which does not change any more.
    [[nodiscard]] PixelScale settled() const;

    /// Whether there were fractions, all from 0 to 1 so far.
    [[nodiscard]] bool isToOne() const { return m_sawFractions && m_fractions == Fractions::ToOne; }

    /// What numbers of that form have to be: "whole numbers from 0 to 255".
    [[nodiscard]] Message expected(const NumberForm& form) const;

  private:
    enum class Fractions
    {
        ToOne,  ///< as far as is known
        ToByte,
    };
    Fractions m_fractions = Fractions::ToOne;
    bool m_sawFractions = false;
    bool m_isSettled = false;
    bool m_isWhole = false;  ///< settled by images without fractions: a true one means another scale
};

/// Appends numbers as labels. The first that is not whole and from 0 to 65535 is returned; what was appended before it
/// stays.
[[nodiscard]] std::optional<OddNumber> convertLabels(std::span<const std::uint8_t> numbers, const NumberForm& form,
                                                     std::vector<std::uint16_t>& labels);

}  // namespace normscope
