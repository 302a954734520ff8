#include "ui/charts/Palette.h"

#include <array>

namespace normscope::ui
{

namespace
{

using Shades = std::array<QRgb, kTwinShades>;

// The first of each is Okabe and Ito's (on dark grounds lighter). Neighbours differ most: few runs are the usual case.
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

const Shades& shadesOf(std::optional<Twin> twin, bool isDark)
{
    if (!twin) {
        return isDark ? kNeitherOnDark : kNeitherOnLight;
    }
    if (*twin == Twin::Bn) {
        return isDark ? kBnOnDark : kBnOnLight;
    }
    return isDark ? kNoBnOnDark : kNoBnOnLight;
}

}  // namespace

QColor twinColor(std::optional<Twin> twin, int shade, bool isDark)
{
    const int wrapped = (shade % kTwinShades + kTwinShades) % kTwinShades;
    return QColor::fromRgb(shadesOf(twin, isDark).at(static_cast<std::size_t>(wrapped)));
}

QList<qreal> twinDash(std::optional<Twin> twin)
{
    return twin == Twin::NoBn ? QList<qreal>{6, 3} : QList<qreal>{};
}

bool isDark(const QPalette& palette)
{
    constexpr int kHalf = 128;
    return palette.color(QPalette::Base).lightness() < kHalf;
}

}  // namespace normscope::ui
