#include <algorithm>

#include <normscope/experiment/Convergence.h>

namespace normscope
{

std::optional<Reached> firstReached(const std::vector<Evaluation>& evaluations, double accuracy)
{
    const auto found = std::find_if(evaluations.begin(), evaluations.end(),
                                    [&](const Evaluation& look) { return look.testAccuracy >= accuracy; });
    if (found == evaluations.end()) {
        return std::nullopt;
    }
    return Reached{found->iteration, found->trainSeconds};
}

std::optional<double> smoothedLoss(const std::vector<Step>& steps, std::int64_t iteration)
{
    if (iteration < 1 || iteration > static_cast<std::int64_t>(steps.size())) {
        return std::nullopt;
    }
    const std::int64_t first = std::max<std::int64_t>(0, iteration - kLossWindow);
    double sum = 0;
    for (std::int64_t i = first; i < iteration; ++i) {
        sum += static_cast<double>(steps[static_cast<std::size_t>(i)].loss);
    }
    return sum / static_cast<double>(iteration - first);
}

}  // namespace normscope
