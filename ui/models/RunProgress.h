#pragma once

#include <cstdint>
#include <optional>

#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// How far an experiment has come, as a value.
struct RunProgress
{
    std::int64_t epoch = 0;  ///< the one in work, from 1; 0 before the first step
    std::int64_t epochs = 0;
    std::size_t seed = 0;  ///< which of the seeds is in work, from 1
    std::size_t seeds = 0;
    double ofEpoch = 0;  ///< fractions from 0 to 1
    double ofWhole = 0;
    double samples = 0;  ///< trained on, all runs together

    /// Seconds until the end, if it goes on as it did: `trained` wall seconds, pauses left out, have brought it here
    /// from the fraction `from` of the whole.
    [[nodiscard]] std::optional<double> remaining(double trained, double from = 0) const;
};

[[nodiscard]] RunProgress progressOf(const ShownExperiment& experiment);

}  // namespace normscope::ui
