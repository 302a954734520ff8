#include <cmath>
#include <numbers>

#include <normscope/train/LrSchedule.h>

namespace normscope
{

namespace
{

/// A half cosine from `from` (at 0) to `to` (at 1).
double cosineBetween(double from, double to, double position)
{
    return to + (from - to) / 2.0 * (1.0 + std::cos(std::numbers::pi * position));
}

double oneCycle(double maximum, std::int64_t step, std::int64_t total)
{
    constexpr double kRisingPart = 0.3;
    constexpr double kInitialDivisor = 25.0;
    constexpr double kFinalDivisor = 1e4;
    const double initial = maximum / kInitialDivisor;
    const double final = initial / kFinalDivisor;
    const double peak = kRisingPart * static_cast<double>(total) - 1.0;
    const auto position = static_cast<double>(step);
    if (position <= peak) {
        return cosineBetween(initial, maximum, peak > 0.0 ? position / peak : 1.0);
    }
    // In a run of three iterations or fewer the peak lies before the first of them: as in PyTorch, only falling is
    // left.
    const double last = static_cast<double>(total) - 1.0;
    return cosineBetween(maximum, final, (position - peak) / (last - peak));
}

}  // namespace

double LrSchedule::at(std::int64_t iteration, std::int64_t epoch) const
{
    const std::int64_t step = iteration - 1;
    switch (policy) {
    case LrPolicy::Constant:
        break;
    case LrPolicy::Step:
        return lr * std::pow(gamma, static_cast<double>((epoch - 1) / stepSize));
    case LrPolicy::Cosine:
        return cosineBetween(lr, 0.0, static_cast<double>(step) / static_cast<double>(totalIterations));
    case LrPolicy::OneCycle:
        return oneCycle(lr, step, totalIterations);
    }
    return lr;
}

}  // namespace normscope
