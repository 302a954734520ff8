#pragma once

#include <QPointF>
#include <QString>
#include <array>
#include <cstddef>
#include <optional>
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

/// How several seeds are shown: each by itself, or from so many done on as their mean with a band.
class SeedView
{
  public:
    /// Automatic: mean ± SD from three seeds on, which is when a band says something.
    SeedView() = default;
    /// As the user has chosen: means with such a band wherever there are two seeds, or none.
    SeedView(std::optional<BandKind> band)
        : m_band(band)
        , m_least(2)
    {
    }
    SeedView(BandKind band)
        : SeedView(std::optional(band))
    {
    }
    SeedView(std::nullopt_t)
        : SeedView(std::optional<BandKind>())
    {
    }

    [[nodiscard]] bool isAutomatic() const { return *this == SeedView(); }
    [[nodiscard]] std::optional<BandKind> band() const { return m_band; }
    [[nodiscard]] std::size_t least() const { return m_least; }
    bool operator==(const SeedView& other) const { return m_band == other.m_band && m_least == other.m_least; }

  private:
    std::optional<BandKind> m_band = BandKind::StandardDeviation;
    std::size_t m_least = 3;
};

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
