#pragma once

#include <functional>
#include <string>
#include <vector>

/// Lets a user see, on the machine at hand, that Normscope's layers are right. No torch header here.
namespace normscope
{

/// What a check found.
struct CheckResult
{
    double difference = 0;  ///< largest distance found, in the measure that the check's title names
    double tolerance = 0;   ///< the most that is accepted
    std::string error;      ///< of a check that could not be carried out

    /// Also false where the distance is NaN.
    [[nodiscard]] bool passed() const { return error.empty() && difference <= tolerance; }
};

/// One check: `run` takes a moment and throws nothing.
struct SelfCheck
{
    std::string group;  ///< "against LibTorch", "gradients", "determinism"
    std::string title;  ///< what is compared with what
    std::function<CheckResult()> run;
};

/// Own BatchNorm1d and BatchNorm2d (Unbiased, momentum converted) against torch::nn's: outputs, gradients and running
/// statistics over three batches and an evaluation; ranks 2, 3, 4, float32 and float64, contiguous, strided and
/// channels-last inputs, affine on and off. Distance: max|a − b| / max(1, max|b|), tolerance 1e-5 and 1e-10.
[[nodiscard]] std::vector<SelfCheck> layerComparisons();

/// Gradients of input, weight and bias against central differences in float64, and those of the gradient.
[[nodiscard]] std::vector<SelfCheck> gradientChecks();

/// The same training twice gives the same weights to the byte.
[[nodiscard]] std::vector<SelfCheck> determinismChecks(int threads);

/// All of the above.
[[nodiscard]] std::vector<SelfCheck> selfChecks(int threads);

}  // namespace normscope
