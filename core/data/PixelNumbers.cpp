#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

#include <normscope/base/Numbers.h>
#include <normscope/data/PixelNumbers.h>

namespace normscope
{

namespace
{

constexpr double kWholeInk = 255.0;

/// Number `index`, whatever the order of its bytes.
template <class Number>
Number numberAt(std::span<const std::uint8_t> numbers, std::size_t index, bool isBigEndian)
{
    std::array<std::uint8_t, sizeof(Number)> bytes{};
    std::memcpy(bytes.data(), numbers.data() + index * sizeof(Number), sizeof(Number));
    if (isBigEndian != (std::endian::native == std::endian::big)) {
        std::reverse(bytes.begin(), bytes.end());
    }
    return std::bit_cast<Number>(bytes);
}

/// Calls `use` with the type of the numbers.
template <class Use>
auto withType(const NumberForm& form, Use use)
{
    const bool isSigned = form.kind == NumberForm::Kind::Signed;
    if (form.kind == NumberForm::Kind::Float) {
        return form.size == sizeof(float) ? use(float{}) : use(double{});
    }
    switch (form.size) {
    case 1:
        return isSigned ? use(std::int8_t{}) : use(std::uint8_t{});
    case 2:
        return isSigned ? use(std::int16_t{}) : use(std::uint16_t{});
    case 4:
        return isSigned ? use(std::int32_t{}) : use(std::uint32_t{});
    default:
        return isSigned ? use(std::int64_t{}) : use(std::uint64_t{});
    }
}

std::uint8_t rounded(double value)
{
    return static_cast<std::uint8_t>(value + 0.5);
}

}  // namespace

std::optional<std::uint8_t> PixelScale::pixelOf(double fraction, std::span<std::uint8_t> earlier)
{
    if (!(fraction >= 0 && fraction <= kWholeInk)) {  // also NaN
        return std::nullopt;
    }
    if (m_isWhole && fraction != std::floor(fraction)) {
        return std::nullopt;
    }
    m_sawFractions = true;
    if (m_fractions == Fractions::ToOne) {
        if (fraction <= 1) {
            return rounded(fraction * kWholeInk);
        }
        if (m_isSettled) {
            return std::nullopt;
        }
        m_fractions = Fractions::ToByte;
        // The bytes from 128 on are of fractions from a half on.
        std::transform(earlier.begin(), earlier.end(), earlier.begin(),
                       [](std::uint8_t byte) { return static_cast<std::uint8_t>(byte >= 128 ? 1 : 0); });
    }
    return rounded(fraction);
}

std::optional<OddNumber> PixelScale::convert(std::span<const std::uint8_t> numbers, const NumberForm& form,
                                             std::span<std::uint8_t> into, std::span<std::uint8_t> earlier)
{
    if (form.kind == NumberForm::Kind::Bool) {
        std::transform(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(into.size()), into.begin(),
                       [](std::uint8_t byte) { return static_cast<std::uint8_t>(byte != 0 ? 255 : 0); });
        return std::nullopt;
    }
    return withType(form, [&](auto type) -> std::optional<OddNumber> {
        using Number = decltype(type);
        for (std::size_t i = 0; i < into.size(); ++i) {
            const auto number = numberAt<Number>(numbers, i, form.isBigEndian);
            if constexpr (std::is_floating_point_v<Number>) {
                const auto before = m_fractions;
                const auto pixel = pixelOf(number, earlier);
                if (!pixel) {
                    return OddNumber{i, shortest(number)};
                }
                if (m_fractions != before) {
                    for (std::uint8_t& byte : into.first(i)) {
                        byte = byte >= 128 ? 1 : 0;
                    }
                }
                into[i] = *pixel;
            } else {
                if (std::cmp_less(number, 0) || std::cmp_greater(number, 255)) {
                    return OddNumber{i, std::to_string(number)};
                }
                into[i] = static_cast<std::uint8_t>(number);
            }
        }
        return std::nullopt;
    });
}

PixelScale PixelScale::settled() const
{
    PixelScale scale = *this;
    scale.m_isSettled = true;
    if (!m_sawFractions) {
        scale.m_fractions = Fractions::ToByte;
        scale.m_isWhole = true;
    }
    return scale;
}

Message PixelScale::expected(const NumberForm& form) const
{
    if (form.kind != NumberForm::Kind::Float) {
        return Message::tr("whole numbers from 0 to 255");
    }
    if (m_isWhole) {
        return Message::tr("whole numbers from 0 to 255, as the training images have them");
    }
    if (!m_isSettled && m_fractions == Fractions::ToOne) {
        return Message::tr("numbers from 0 to 1, or from 0 to 255");
    }
    return m_fractions == Fractions::ToOne ? Message::tr("numbers from 0 to 1, as the training images have them")
                                           : Message::tr("numbers from 0 to 255");
}

std::optional<OddNumber> convertLabels(std::span<const std::uint8_t> numbers, const NumberForm& form,
                                       std::vector<std::uint16_t>& labels)
{
    const std::size_t count = numbers.size() / form.size;
    return withType(form, [&](auto type) -> std::optional<OddNumber> {
        using Number = decltype(type);
        for (std::size_t i = 0; i < count; ++i) {
            const auto number = numberAt<Number>(numbers, i, form.isBigEndian);
            if constexpr (std::is_floating_point_v<Number>) {
                return OddNumber{i, shortest(number)};
            } else {
                if (std::cmp_less(number, 0) || std::cmp_greater(number, std::numeric_limits<std::uint16_t>::max())) {
                    return OddNumber{i, std::to_string(number)};
                }
                labels.push_back(static_cast<std::uint16_t>(number));
            }
        }
        return std::nullopt;
    });
}

}  // namespace normscope
