#pragma once

#include <cstdint>

namespace normscope
{

enum class LrPolicy
{
    Constant,
    Step,      ///< lr · gamma^⌊(epoch − 1) / stepSize⌋, as torch.optim.lr_scheduler.StepLR stepped per epoch
    Cosine,    ///< from lr to 0 over the run, as CosineAnnealingLR with T_max = all iterations
    OneCycle,  ///< lr is the maximum, as OneCycleLR: pct_start 0.3, cosine, div 25, final 1e4, momentum not cycled
};

/// The learning rate as a pure function of the step: nothing to save, nothing to get out of step with.
struct LrSchedule
{
    LrPolicy policy = LrPolicy::Constant;
    double lr = 0.1;
    std::int64_t stepSize = 1;  ///< epochs, of Step
    double gamma = 0.1;         ///< of Step
    std::int64_t totalIterations = 1;

    /// The learning rate used in that step. `iteration` counts from 1 over the whole run, `epoch` from 1.
    [[nodiscard]] double at(std::int64_t iteration, std::int64_t epoch) const;
};

}  // namespace normscope
