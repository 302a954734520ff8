#pragma once

#include <QPointF>
#include <QString>
#include <array>
#include <cstddef>
#include <vector>

/// Several seeds as one line with a band around it.
namespace normscope::ui
{

/// What a band shows around the mean over seeds.
enum class BandKind
{
    StandardDeviation,  ///< with n − 1
    StandardError,
    Interval95,  ///< of the mean, by Student's t
    MinMax,
};

/// All of them, in the order in which they are offered.
inline constexpr std::array kBandKinds{BandKind::StandardDeviation, BandKind::StandardError, BandKind::Interval95,
                                       BandKind::MinMax};

/// Its name on the command line: sd, se, ci95 or minmax.
[[nodiscard]] const char* keyOf(BandKind kind);

/// "Standard deviation", for people to choose it by.
[[nodiscard]] QString bandName(BandKind kind);

struct Band
{
    std::size_t n = 0;  ///< seeds
    std::vector<QPointF> mean;
    std::vector<QPointF> lower;
    std::vector<QPointF> upper;
};

/// Mean and band of a series for each seed, at every x at which all of them have a finite value; x increases in each.
/// A single series is its own mean, and its band has no width.
[[nodiscard]] Band bandOf(const std::vector<std::vector<QPointF>>& series, BandKind kind);

/// "with BN: mean ± SD, n = 3", for legends. A single seed's is `name` alone.
[[nodiscard]] QString bandLabel(const QString& name, BandKind kind, std::size_t n);

/// What a caption says about the bands. Empty for a single seed.
[[nodiscard]] QString bandSentence(BandKind kind, std::size_t n);

}  // namespace normscope::ui
