#include "ui/charts/Palette.h"

#include <algorithm>
#include <array>

#include <normscope/experiment/Variants.h>

namespace normscope::ui
{

namespace
{

using Shades = std::array<QRgb, kVariantShades>;

// The first of BN and no BN is Okabe and Ito's (on dark grounds lighter), those of the others are near theirs.
// Neighbours differ most: few runs are the usual case.
constexpr Shades kBnOnLight{0xff0072b2, 0xff3f51d8, 0xff0b3c6f, 0xff2f8fd0,
                            0xff006d8f, 0xff5b7fc7, 0xff1b2fa8, 0xff4d96a8};
constexpr Shades kNoBnOnLight{0xffd55e00, 0xffa11d0e, 0xffd9643f, 0xff7a3b00,
                              0xffb8780a, 0xffe8471c, 0xffa8603a, 0xffc2382f};
constexpr Shades kNeitherOnLight{0xff5b6470, 0xff2c323a, 0xff868e99, 0xff6b5b70,
                                 0xff434b45, 0xff7d756a, 0xff4a4458, 0xff8a8a80};
constexpr Shades kBnOnDark{0xff56b4e9, 0xff8f9bff, 0xff2f8fd0, 0xffa8d8f8,
                           0xff3fb8c8, 0xff6f8fe8, 0xff7fd0e8, 0xff4a78e0};
constexpr Shades kNoBnOnDark{0xffff8f3f, 0xffff6a50, 0xffffc08a, 0xffd9641c,
                             0xffe0a030, 0xffff9c80, 0xffc85a48, 0xfff0b860};
constexpr Shades kNeitherOnDark{0xffb8c0ca, 0xffe2e6ea, 0xff8c949e, 0xffc8b8cc,
                                0xffa0aca4, 0xffd0c8bc, 0xff9a92a8, 0xff80868e};

constexpr Shades kLayerNormOnLight{0xff00805c, 0xff2f9a4a, 0xff00584a, 0xff5b9a2f,
                                   0xff1f7a6a, 0xff3d8f20, 0xff2a6640, 0xff0f9a80};
constexpr Shades kGroupNormOnLight{0xffb04a8f, 0xff8a2f9a, 0xffd0468a, 0xff6a2a6f,
                                   0xffa8609a, 0xffc030b0, 0xff7a3f8f, 0xffd05fa8};
constexpr Shades kBnAfterOnLight{0xff7a6a00, 0xff5a5a14, 0xff9a8420, 0xff8c7a3a,
                                 0xff666000, 0xffa07c10, 0xff4f4a20, 0xff6b7a1a};
constexpr Shades kLayerNormOnDark{0xff3fc9a0, 0xff6fe08a, 0xff2fa080, 0xffa8e8a0,
                                  0xff60c8b0, 0xff8fd060, 0xff48a868, 0xff90f0d0};
constexpr Shades kGroupNormOnDark{0xffe08fc4, 0xffc080f0, 0xffff9fd8, 0xffb070b8,
                                  0xfff0b8e8, 0xffd868c8, 0xffa888d8, 0xffff78c0};
constexpr Shades kBnAfterOnDark{0xffe6d95c, 0xffc8c87a, 0xffb0a030, 0xfff0e8a8,
                                0xffd0b850, 0xffa8a858, 0xffe8d088, 0xffc0b028};

constexpr Shades kNoisyBnOnLight{0xff7a4a3a, 0xff5a2f28, 0xff9a6440, 0xff6f5f50,
                                 0xff8c4a5c, 0xff66401a, 0xffa87464, 0xff3a1a10};
constexpr Shades kNoisyBnOnDark{0xffd0a898, 0xffb07868, 0xffe8c8b8, 0xffc490a8,
                                0xff9c8470, 0xffe0a8b0, 0xffc8a070, 0xfff8e4dc};

/// How a variant is drawn: its hue by ground, its dash, its mark.
struct Look
{
    const char* variant;
    const Shades& onLight;
    const Shades& onDark;
    QList<qreal> dash;
    CurveMark mark;
};

const std::array<Look, 6>& looks()
{
    static const std::array<Look, 6> kLooks{{
        {kBn, kBnOnLight, kBnOnDark, {}, CurveMark::Circle},
        {kNoBn, kNoBnOnLight, kNoBnOnDark, {6, 3}, CurveMark::Square},
        {"layer-norm", kLayerNormOnLight, kLayerNormOnDark, {2, 2}, CurveMark::Triangle},
        {"group-norm", kGroupNormOnLight, kGroupNormOnDark, {8, 2, 2, 2}, CurveMark::Diamond},
        {"bn-after", kBnAfterOnLight, kBnAfterOnDark, {12, 3}, CurveMark::TriangleDown},
        {"noisy-bn", kNoisyBnOnLight, kNoisyBnOnDark, {4, 2, 1, 2}, CurveMark::Pentagon},
    }};
    return kLooks;
}

/// Null for what belongs to no variant.
const Look* lookOf(const std::optional<std::string>& variant)
{
    const auto* found =
        std::find_if(looks().begin(), looks().end(), [&](const Look& look) { return variant == look.variant; });
    return found == looks().end() ? nullptr : found;
}

}  // namespace

QColor variantColor(const std::optional<std::string>& variant, int shade, bool isDark)
{
    const int wrapped = (shade % kVariantShades + kVariantShades) % kVariantShades;
    const Look* look = lookOf(variant);
    const Shades& onLight = look != nullptr ? look->onLight : kNeitherOnLight;
    const Shades& onDark = look != nullptr ? look->onDark : kNeitherOnDark;
    return QColor::fromRgb((isDark ? onDark : onLight).at(static_cast<std::size_t>(wrapped)));
}

QList<qreal> variantDash(const std::optional<std::string>& variant)
{
    const Look* look = lookOf(variant);
    return look != nullptr ? look->dash : QList<qreal>{};
}

CurveMark variantMark(const std::optional<std::string>& variant)
{
    const Look* look = lookOf(variant);
    return look != nullptr ? look->mark : CurveMark::Circle;
}

QColor mixed(const QColor& from, const QColor& to, double share)
{
    const auto mix = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

bool isDark(const QPalette& palette)
{
    constexpr int kHalf = 128;
    return palette.color(QPalette::Base).lightness() < kHalf;
}

}  // namespace normscope::ui
