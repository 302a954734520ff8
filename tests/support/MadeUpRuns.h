#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include <normscope/experiment/RunRecord.h>

#include "RunRows.h"

/// Runs that nobody trained: figures chosen by hand.
namespace normscope::test
{

/// What an evaluation or an epoch has where a set was not looked at.
inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// The events of a finished run of two epochs with three iterations of 20 samples each. Its figures are awkward to
/// write down and differ between the twins; validation figures are NaN unless asked for.
[[nodiscard]] std::vector<TrainingEvent> finishedRun(const std::string& variant, bool hasValidation = false);

/// The record that has taken in the events.
[[nodiscard]] RunRecord recordOf(const std::vector<TrainingEvent>& events, std::uint64_t seed,
                                 const std::string& variant);

/// The record of a run that has done these rows, a finished one; with BN it has 17 parameters more.
[[nodiscard]] RunRecord madeUpRun(std::uint64_t seed, const std::string& variant, const RunRows& rows = {});

/// What a run of so many epochs tells, with 30 batches of 20 samples each: the loss falls, faster with BN; every tenth
/// iteration is evaluated. A step takes half a second, three quarters with BN.
class MadeUpRun
{
  public:
    static constexpr std::int64_t kPerEpoch = 30;

    MadeUpRun(std::uint64_t seed, std::string variant, std::int64_t epochs = 3)
        : m_seed(seed)
        , m_variant(std::move(variant))
        , m_epochs(epochs)
    {
    }

    [[nodiscard]] TrainingEvent started() const;

    /// Everything from `first` to `last`, iterations counted from 1, with the evaluations and ends of epochs in
    /// between.
    [[nodiscard]] std::vector<TrainingEvent> steps(std::int64_t first, std::int64_t last) const;

    [[nodiscard]] std::vector<TrainingEvent> all() const;

    [[nodiscard]] double seconds(std::int64_t iteration) const;
    /// Awkward and never the same twice, but always computed alike.
    [[nodiscard]] double loss(std::int64_t iteration) const;
    [[nodiscard]] double accuracy(std::int64_t iteration) const;

  private:
    std::uint64_t m_seed;
    std::string m_variant;
    std::int64_t m_epochs;
};

}  // namespace normscope::test
