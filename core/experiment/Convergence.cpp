#include <normscope/experiment/Convergence.h>

namespace normscope
{

std::optional<Reached> firstReached(const SeriesLog& evaluations, double accuracy)
{
    const SeriesColumn accuracies = evaluations.column("test_accuracy");
    for (std::size_t i = 0; i < evaluations.size(); ++i) {
        if (accuracies[i] >= accuracy) {
            return Reached{evaluations.iteration(i), evaluations.column("train_seconds")[i]};
        }
    }
    return std::nullopt;
}

std::optional<double> smoothedLoss(const SeriesLog& iterations, std::int64_t iteration)
{
    if (iteration < 1 || iteration > static_cast<std::int64_t>(iterations.size())) {
        return std::nullopt;
    }
    const SeriesColumn losses = iterations.column("loss");
    return smoothedAt([&](std::size_t i) { return losses[i]; }, static_cast<std::size_t>(iteration) - 1);
}

}  // namespace normscope
