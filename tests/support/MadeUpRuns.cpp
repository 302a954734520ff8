#include "MadeUpRuns.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace normscope::test
{

namespace
{

/// γ, β and running statistics of eight channels are what BN adds.
graph::ParameterCounts countsOf(const std::string& variant)
{
    const bool isBn = variant == kBn;
    return {200, 30, isBn ? 8 : 0, isBn ? 9 : 0};
}

}  // namespace

std::vector<TrainingEvent> finishedRun(const std::string& variant, bool hasValidation)
{
    const bool isBn = variant == kBn;
    const double later = isBn ? 0.25 : 0.0;  // on the clock
    std::vector<TrainingEvent> events;
    const auto add = [&](auto what) { events.push_back({variant, std::move(what)}); };

    add(Started{2, 3, 60, countsOf(variant)});
    add(Step{1, 1, 2.3025851F, 0.1, 0.1, 0.5 + later});
    add(Step{2, 1, isBn ? 0.1F : 16777216.0F, 1.0 / 3.0, 0.1, 1.0 + later});
    add(Evaluation{2, 1, 1.0 / 7.0, 0.96, 1.0 + later});
    add(Step{3, 1, 1e-10F, 0.95, 0.1, 1.5 + later});
    add(EpochResult{3, 1, 0.8, 2.0 / 3.0, 0.3, 0.9, 1.5 + later, 0.125, hasValidation ? 0.4 : kNan,
                    hasValidation ? 0.75 : kNan});
    add(Step{4, 2, 3.4028235e38F, 1.0, 0.01, 2.0 + later});
    add(Evaluation{4, 2, 1e-300, 0.975, 2.0 + later});
    add(Step{5, 2, 1e-45F, 0.0, 0.010000000000000002, 2.5 + later});
    add(Step{6, 2, 0.5F, 0.5, 0.01, 3.0 + later});
    add(EpochResult{6, 2, 0.1 + 0.2, 0.9, 0.2, isBn ? 0.98 : 0.96, 3.0 + later, 0.25, hasValidation ? 0.5 : kNan,
                    hasValidation ? 0.8125 : kNan});

    const std::vector<float> weight{1.0F, -2.0F, 0.5F, 0.25F, -0.125F, 3.0F};
    const std::vector<std::int64_t> batches{6};
    std::vector<HostTensor> weights{
        HostTensor::of("linear1.weight", HostTensor::Type::Float32, {2, 3}, std::span(weight))};
    if (isBn) {
        weights.push_back(HostTensor::of("bn1.num_batches_tracked", HostTensor::Type::Int64, {}, std::span(batches)));
    }
    TestAnswers predictions{{3, 7}, std::vector<float>(20, 0.05F), 10};
    predictions.probabilities[3] = 0.55F;
    predictions.probabilities[10 + 7] = 0.55F;
    add(Finished{std::move(weights), std::move(predictions)});
    return events;
}

RunRecord recordOf(const std::vector<TrainingEvent>& events, std::uint64_t seed, const std::string& variant)
{
    RunRecord record;
    record.seed = seed;
    record.variant = variant;
    for (const TrainingEvent& event : events) {
        record.add(event);
    }
    return record;
}

RunRecord madeUpRun(std::uint64_t seed, const std::string& variant, const RunRows& rows)
{
    RunRecord record;
    record.seed = seed;
    record.variant = variant;
    record.status = RunStatus::Done;
    record.parameters = countsOf(variant);
    setRows(record, rows);
    return record;
}

TrainingEvent MadeUpRun::started() const
{
    return {m_variant, Started{m_epochs, kPerEpoch, kPerEpoch * 20, countsOf(m_variant)}};
}

std::vector<TrainingEvent> MadeUpRun::steps(std::int64_t first, std::int64_t last) const
{
    std::vector<TrainingEvent> events;
    for (std::int64_t i = first; i <= last; ++i) {
        const std::int64_t epoch = (i - 1) / kPerEpoch + 1;
        events.push_back({m_variant, Step{i, epoch, static_cast<float>(loss(i)), 1 - loss(i) / 4, 0.1, seconds(i)}});
        if (i % 10 == 0) {
            events.push_back({m_variant, Evaluation{i, epoch, loss(i), accuracy(i), seconds(i)}});
        }
        if (i % kPerEpoch == 0) {
            events.push_back({m_variant, EpochResult{i, epoch, loss(i), 0.9, loss(i), accuracy(i) - 0.01, seconds(i),
                                                     0.25, kNan, kNan}});
        }
    }
    return events;
}

std::vector<TrainingEvent> MadeUpRun::all() const
{
    std::vector<TrainingEvent> events{started()};
    for (const TrainingEvent& event : steps(1, m_epochs * kPerEpoch)) {
        events.push_back(event);
    }
    events.push_back({m_variant, Finished{}});
    return events;
}

double MadeUpRun::seconds(std::int64_t iteration) const
{
    return static_cast<double>(iteration) * (m_variant == kBn ? 0.75 : 0.5);
}

double MadeUpRun::loss(std::int64_t iteration) const
{
    const double pace = m_variant == kBn ? 12.0 : 30.0;
    const auto i = static_cast<double>(iteration);
    return 2.3 * std::exp(-i / pace) + 0.15 + 0.1 * std::sin(i * 1.7 + static_cast<double>(m_seed));
}

double MadeUpRun::accuracy(std::int64_t iteration) const
{
    return std::clamp(0.98 - loss(iteration) / 4, 0.0, 1.0);
}

}  // namespace normscope::test
