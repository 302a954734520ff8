#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <normscope/data/DigitShape.h>

namespace normscope
{

namespace
{

struct Vec
{
    double x = 0.0;
    double y = 0.0;
};

Vec operator+(Vec a, Vec b)
{
    return {a.x + b.x, a.y + b.y};
}

Vec operator-(Vec a, Vec b)
{
    return {a.x - b.x, a.y - b.y};
}

Vec operator*(double factor, Vec a)
{
    return {factor * a.x, factor * a.y};
}

double length(Vec a)
{
    return std::sqrt(a.x * a.x + a.y * a.y);
}

/// How one hand writes on one occasion, the same for all strokes of the digit.
struct Hand
{
    double unsteadiness;   ///< standard deviation of a control point's place, in heights
    double cornerRound;    ///< 0: corners stay sharp, 1: they run through like any other point
    double radius;         ///< half the line's mean width, in pixels
    double pressureSwing;  ///< relative change of the width along a stroke
    double startTaper;     ///< factor on the width where the pen is put down
    double endTaper;       ///< factor on the width where it is lifted
    double roughness;      ///< relative change of the width from pixel to pixel
    double tremor;         ///< standard deviation of the line's place from pixel to pixel, in heights
    double nibSwing;       ///< relative change of the width with the line's direction
    Vec nib;               ///< the direction in which the nib draws its widest line
};

Hand drawHand(double haste, DrawSequence& draws)
{
    Hand hand{};
    hand.unsteadiness = haste * draws.between(0.010, 0.045);
    hand.cornerRound = draws.chance(0.5) ? draws.between(0.0, 1.0) : draws.between(0.0, 0.2);
    // Median 2.3 px wide, more often much wider than much narrower: a skewed distribution without calling exp().
    const double z = draws.normal();
    hand.radius = 0.5 * std::max(2.3 * (1.0 + 0.25 * z + 0.02 * z * z), 1.2);
    hand.pressureSwing = draws.between(0.0, 0.22);
    hand.startTaper = draws.chance(0.3) ? draws.between(0.4, 1.0) : 1.0;
    hand.endTaper = draws.chance(0.4) ? draws.between(0.3, 1.0) : 1.0;
    hand.roughness = draws.chance(0.6) ? draws.between(0.0, 0.10) : 0.0;
    hand.tremor = draws.chance(0.5) ? draws.between(0.0, 0.015) : 0.0;
    hand.nibSwing = draws.chance(0.5) ? draws.between(0.0, 0.35) : 0.0;
    Vec nib{draws.between(-1.0, 1.0), draws.between(0.1, 1.0)};
    hand.nib = (1.0 / length(nib)) * nib;
    return hand;
}

/// Bends the plane smoothly: a uniform cubic B-spline over a grid of random displacements.
class ElasticField
{
  public:
    ElasticField(double amplitude, DrawSequence& draws)
    {
        for (Vec& node : m_nodes) {
            node = {draws.between(-amplitude, amplitude), draws.between(-amplitude, amplitude)};
        }
    }

    [[nodiscard]] Vec at(Vec point) const
    {
        const Axis column = axisAt(point.x);
        const Axis row = axisAt(point.y);
        Vec sum;
        for (std::size_t j = 0; j < 4; ++j) {
            for (std::size_t i = 0; i < 4; ++i) {
                sum = sum + (row.weights[j] * column.weights[i]) * m_nodes[(row.first + j) * kNodes + column.first + i];
            }
        }
        return sum;
    }

  private:
    static constexpr std::size_t kNodes = 6;
    static constexpr double kLow = -0.3;
    static constexpr double kCell = 0.55;

    struct Axis
    {
        std::size_t first = 0;
        std::array<double, 4> weights{};
    };

    [[nodiscard]] static Axis axisAt(double coordinate)
    {
        const double last = static_cast<double>(kNodes - 3) - 1e-9;
        const double position = std::clamp((coordinate - kLow) / kCell, 0.0, last);
        Axis axis;
        axis.first = static_cast<std::size_t>(position);
        const double t = position - static_cast<double>(axis.first);
        const double u = 1.0 - t;
        axis.weights = {u * u * u / 6.0, (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0,
                        (3.0 * u * u * u - 6.0 * u * u + 4.0) / 6.0, t * t * t / 6.0};
        return axis;
    }

    std::array<Vec, kNodes * kNodes> m_nodes{};
};

/// All that moves points of the plane, elastic or not.
class Deformation
{
  public:
    Deformation(const DigitSkeleton& skeleton, double haste, DrawSequence& draws)
        : m_elastic(haste * draws.between(0.03, 0.17), draws)
    {
        m_upperShare = haste * 0.15 * draws.normal();
        m_sideShare = haste * 0.12 * draws.normal();
        m_trapezoid = haste * 0.17 * draws.normal();
        m_bow = haste * 0.07 * draws.normal();
        const double middle = 0.5 * (skeleton.narrowest + skeleton.widest);
        const double spread = 0.5 * (skeleton.widest - skeleton.narrowest);
        m_width = middle + spread * draws.between(-1.0, 1.0) * haste;
        m_slant = 0.10 + haste * 0.26 * draws.normal();
        // cos and sin of the angle by its half's tangent t: no library function, exact operations alone.
        const double t = haste * 0.055 * draws.normal();
        m_cos = (1.0 - t * t) / (1.0 + t * t);
        m_sin = 2.0 * t / (1.0 + t * t);
    }

    [[nodiscard]] Vec apply(Vec point) const
    {
        point = point + m_elastic.at(point);
        // Which share of the height the upper half takes, and of the width the left half (both leave the box's edges
        // where they are); how much wider the foot is than the head; how far the axis is bowed.
        const double x = point.x + m_sideShare * point.x * (1.0 - point.x);
        const double y = point.y + m_upperShare * point.y * (1.0 - point.y);
        const double fromAxis = (x - 0.5) * (1.0 + m_trapezoid * (y - 0.5)) + m_bow * (4.0 * y * (1.0 - y) - 0.5);
        const double slanted = m_width * fromAxis + m_slant * (0.5 - y);
        return {m_cos * slanted - m_sin * (y - 0.5), m_sin * slanted + m_cos * (y - 0.5)};
    }

  private:
    ElasticField m_elastic;
    double m_upperShare = 0.0;
    double m_sideShare = 0.0;
    double m_trapezoid = 0.0;
    double m_bow = 0.0;
    double m_width = 1.0;
    double m_slant = 0.0;
    double m_cos = 1.0;
    double m_sin = 0.0;
};

/// A smooth curve through a stroke's points: a Catmull–Rom spline with centripetal knots (Yuksel, Schaefer & Keyser
/// 2011), which neither loops nor overshoots where points lie unevenly, and whose corners can be sharp.
class StrokeSpline
{
  public:
    StrokeSpline(std::vector<Vec> points, const std::vector<StrokePoint>& corners, double cornerRound)
        : m_points(std::move(points))
    {
        const std::size_t spans = m_points.size() - 1;
        m_knots.resize(spans);
        for (std::size_t i = 0; i < spans; ++i) {
            m_knots[i] = std::sqrt(std::max(length(m_points[i + 1] - m_points[i]), 1e-4));
        }
        m_in.resize(m_points.size());
        m_out.resize(m_points.size());
        for (std::size_t i = 1; i < spans; ++i) {
            const Vec before = (1.0 / m_knots[i - 1]) * (m_points[i] - m_points[i - 1]);
            const Vec after = (1.0 / m_knots[i]) * (m_points[i + 1] - m_points[i]);
            const Vec across = (1.0 / (m_knots[i - 1] + m_knots[i])) * (m_points[i + 1] - m_points[i - 1]);
            const Vec through = before - across + after;
            const double round = corners[i].corner ? cornerRound : 1.0;
            m_in[i] = round * through + (1.0 - round) * before;
            m_out[i] = round * through + (1.0 - round) * after;
        }
        const Vec firstChord = (1.0 / m_knots[0]) * (m_points[1] - m_points[0]);
        const Vec lastChord = (1.0 / m_knots[spans - 1]) * (m_points[spans] - m_points[spans - 1]);
        if (spans == 1) {
            m_out[0] = firstChord;
            m_in[1] = lastChord;
        } else {  // natural ends: no curvature there
            m_out[0] = 1.5 * firstChord - 0.5 * m_in[1];
            m_in[spans] = 1.5 * lastChord - 0.5 * m_out[spans - 1];
        }
    }

    /// Points about 0.06 heights apart, which is one pixel.
    [[nodiscard]] std::vector<Vec> sample() const
    {
        std::vector<Vec> samples{m_points.front()};
        for (std::size_t span = 0; span + 1 < m_points.size(); ++span) {
            const double chord = length(m_points[span + 1] - m_points[span]);
            const int steps = std::clamp(static_cast<int>(chord * 16.0) + 1, 2, 12);
            for (int step = 1; step <= steps; ++step) {
                const double t = static_cast<double>(step) / static_cast<double>(steps);
                const double u = 1.0 - t;
                samples.push_back(
                    (u * u * (1.0 + 2.0 * t)) * m_points[span] + (t * u * u * m_knots[span]) * m_out[span] +
                    (t * t * (1.0 + 2.0 * u)) * m_points[span + 1] + (-t * t * u * m_knots[span]) * m_in[span + 1]);
            }
        }
        return samples;
    }

  private:
    std::vector<Vec> m_points;
    std::vector<double> m_knots;  ///< parameter length of each span
    std::vector<Vec> m_in;        ///< velocity on arriving at each point
    std::vector<Vec> m_out;       ///< velocity on leaving it
};

/// How hard the pen is pressed along one stroke, as a factor on the width.
class Pressure
{
  public:
    Pressure(const Hand& hand, DrawSequence& draws)
        : m_hand(hand)
    {
        for (double& value : m_values) {
            value = 1.0 + hand.pressureSwing * draws.normal();
        }
    }

    /// `share` of the stroke behind the pen, in [0, 1]; `direction` of length 1.
    [[nodiscard]] double at(double share, Vec direction) const
    {
        const double position = share * static_cast<double>(m_values.size() - 1);
        const std::size_t index = std::min(static_cast<std::size_t>(position), m_values.size() - 2);
        const double t = position - static_cast<double>(index);
        const double smooth = t * t * (3.0 - 2.0 * t);
        double factor = m_values[index] + smooth * (m_values[index + 1] - m_values[index]);
        factor *= taper(share, m_hand.startTaper) * taper(1.0 - share, m_hand.endTaper);
        const double along = direction.x * m_hand.nib.x + direction.y * m_hand.nib.y;
        factor *= 1.0 + m_hand.nibSwing * (along * along - 0.5);
        return std::max(factor, 0.3);
    }

  private:
    static double taper(double share, double atEnd)
    {
        constexpr double kReach = 0.3;
        return share < kReach ? atEnd + (1.0 - atEnd) * (share / kReach) : 1.0;
    }

    const Hand& m_hand;
    std::array<double, 5> m_values{};
};

void writeStroke(InkTrack& track, const Stroke& stroke, const Hand& hand, const Deformation& deformation,
                 DrawSequence& draws)
{
    // The stroke misses its place a little as a whole, and its points each by itself, the ends more than the others.
    const Vec offset{0.6 * hand.unsteadiness * draws.normal(), 0.6 * hand.unsteadiness * draws.normal()};
    std::vector<Vec> points;
    points.reserve(stroke.points.size());
    for (std::size_t i = 0; i < stroke.points.size(); ++i) {
        const bool end = i == 0 || i + 1 == stroke.points.size();
        const double spread = hand.unsteadiness * (end ? 1.6 : 1.0);
        const Vec miss{spread * draws.normal(), spread * draws.normal()};
        points.push_back(Vec{stroke.points[i].x / 100.0, stroke.points[i].y / 100.0} + offset + miss);
    }

    std::vector<Vec> samples = StrokeSpline(std::move(points), stroke.points, hand.cornerRound).sample();
    for (Vec& sample : samples) {
        sample = deformation.apply(sample);
    }

    const Pressure pressure(hand, draws);
    const double last = static_cast<double>(samples.size() - 1);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Vec way = samples[std::min(i + 1, samples.size() - 1)] - samples[i > 0 ? i - 1 : 0];
        const Vec direction = (1.0 / std::max(length(way), 1e-9)) * way;
        const double radius = hand.radius * pressure.at(static_cast<double>(i) / last, direction) *
                              (1.0 + hand.roughness * draws.normal());
        const double x = samples[i].x + hand.tremor * draws.normal();
        const double y = samples[i].y + hand.tremor * draws.normal();
        track.points.push_back({x, y, radius});
    }
    track.strokeEnds.push_back(track.points.size());
}

}  // namespace

InkTrack writeDigit(const DigitSkeleton& skeleton, DrawSequence& draws)
{
    // With care or in a hurry: a factor on everything that goes astray.
    const double haste = draws.between(0.7, 1.1);
    Hand hand = drawHand(haste, draws);
    hand.radius *= skeleton.pen;
    const Deformation deformation(skeleton, haste, draws);
    InkTrack track;
    track.points.reserve(128);
    for (const Stroke& stroke : skeleton.strokes) {
        if (draws.chance(stroke.probability)) {
            writeStroke(track, stroke, hand, deformation, draws);
        }
    }
    return track;
}

}  // namespace normscope
