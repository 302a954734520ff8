#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Comparison.h>
#include <normscope/experiment/Convergence.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/Predictions.h>
#include <normscope/experiment/RunFolder.h>

namespace normscope
{

namespace
{

using Value = std::optional<double>;

Value finite(double value)
{
    return std::isfinite(value) ? Value(value) : std::nullopt;
}

/// The runs of one seed, in the order of the variants, and what is asked of each. Null where there is none.
struct ComparedRuns
{
    std::vector<const RunRecord*> runs;
    std::size_t reference = 0;

    template <class Ask>
    Measure measure(Aspect aspect, std::string key, std::string title, Unit unit, Ask ask) const
    {
        Measure measure{aspect, std::move(key), std::move(title), unit, {}, reference};
        for (const RunRecord* run : runs) {
            measure.values.push_back(run != nullptr ? ask(*run) : std::nullopt);
        }
        return measure;
    }

    /// Seconds are comparable only while all trained in turn on the same machine: not once one went on alone.
    [[nodiscard]] bool hasComparableTimes() const
    {
        const RunRecord* first = nullptr;
        return std::all_of(runs.begin(), runs.end(), [&](const RunRecord* run) {
            first = first != nullptr ? first : run;
            return run == nullptr || run->iterations.size() == first->iterations.size();
        });
    }
};

void addTimes(const ComparedRuns& seed, std::vector<Measure>& measures)
{
    const auto seconds = [&](const RunRecord& run) -> Value {
        return seed.hasComparableTimes() ? Value(summarize(run).trainSeconds) : std::nullopt;
    };
    measures.push_back(seed.measure(Aspect::TrainingTime, "train_seconds", "training time", Unit::Seconds, seconds));
    // One network with processor time and another without are not to be compared by it.
    const bool haveProcessorTime = std::all_of(seed.runs.begin(), seed.runs.end(), [](const RunRecord* run) {
        return run == nullptr || std::isfinite(run->cpuSeconds);
    });
    if (haveProcessorTime) {
        measures.push_back(seed.measure(Aspect::TrainingTime, "cpu_seconds", "  processor time", Unit::Seconds,
                                        [&](const RunRecord& run) -> Value {
                                            return seed.hasComparableTimes() ? finite(run.cpuSeconds) : std::nullopt;
                                        }));
    }
    measures.push_back(seed.measure(
        Aspect::TrainingTime, "seconds_per_epoch", "  per epoch", Unit::Seconds, [&](const RunRecord& run) {
            const auto epochs = static_cast<double>(run.epochs.size());
            return epochs > 0 && seed.hasComparableTimes() ? Value(run.epochs.last("train_seconds") / epochs)
                                                           : std::nullopt;
        }));
}

void addConvergence(const ComparedRuns& seed, std::vector<Measure>& measures)
{
    for (const double threshold : kAccuracyThresholds) {
        const std::string percent = fmt::format("{:.0f} %", threshold * 100);
        measures.push_back(
            seed.measure(Aspect::Convergence, "iterations_to_" + shortest(threshold), "iterations to " + percent,
                         Unit::Iterations, [&](const RunRecord& run) -> Value {
                             const auto reached = firstReached(run.evaluations, threshold);
                             return reached ? Value(static_cast<double>(reached->iteration)) : std::nullopt;
                         }));
        measures.push_back(seed.measure(Aspect::Convergence, "seconds_to_" + shortest(threshold),
                                        "seconds to " + percent, Unit::Seconds, [&](const RunRecord& run) -> Value {
                                            const auto reached = firstReached(run.evaluations, threshold);
                                            return reached && seed.hasComparableTimes() ? Value(reached->trainSeconds)
                                                                                        : std::nullopt;
                                        }));
    }
    for (const std::int64_t iteration : kLossIterations) {
        auto measure =
            seed.measure(Aspect::Convergence, fmt::format("smoothed_loss_at_{}", iteration),
                         "smoothed loss at " + grouped(iteration), Unit::Loss, [&](const RunRecord& run) -> Value {
                             const auto loss = smoothedLoss(run.iterations, iteration);
                             return loss ? finite(*loss) : std::nullopt;
                         });
        if (std::any_of(measure.values.begin(), measure.values.end(), [](const Value& value) { return value; })) {
            measures.push_back(std::move(measure));
        }
    }
}

void addParameters(const ComparedRuns& seed, std::vector<Measure>& measures)
{
    const auto add = [&](const char* key, const char* title, auto count) {
        measures.push_back(seed.measure(Aspect::Parameters, key, title, Unit::Count, [&](const RunRecord& run) {
            return Value(static_cast<double>(count(run.parameters)));
        }));
    };
    using Counts = graph::ParameterCounts;
    add("parameters_weight", "weights", [](const Counts& counts) { return counts.weight; });
    add("parameters_bias", "biases", [](const Counts& counts) { return counts.bias; });
    add("parameters_gamma_beta", "γ and β", [](const Counts& counts) { return counts.gammaBeta; });
    add("parameters_total", "parameters", [](const Counts& counts) { return counts.total(); });
    add("buffers", "buffers (not learned)", [](const Counts& counts) { return counts.buffers; });
}

void addAccuracy(const ComparedRuns& seed, std::vector<Measure>& measures)
{
    measures.push_back(seed.measure(Aspect::Accuracy, "final_test_accuracy", "final test accuracy", Unit::Fraction,
                                    [](const RunRecord& run) { return finite(summarize(run).finalTestAccuracy); }));
    measures.push_back(seed.measure(Aspect::Accuracy, "best_test_accuracy", "best test accuracy", Unit::Fraction,
                                    [](const RunRecord& run) { return finite(summarize(run).bestTestAccuracy); }));
    measures.push_back(
        seed.measure(Aspect::Accuracy, "best_epoch", "  in epoch", Unit::Count, [](const RunRecord& run) -> Value {
            const auto epoch = summarize(run).bestEpoch;
            return epoch > 0 ? Value(static_cast<double>(epoch)) : std::nullopt;
        }));
    measures.push_back(seed.measure(Aspect::Accuracy, "final_train_loss", "training loss in the last epoch", Unit::Loss,
                                    [](const RunRecord& run) { return finite(run.epochs.last("train_loss")); }));
}

/// `spec`: null where it is not known.
void addRemarks(const ComparedRuns& seed, const ExperimentSpec* spec, SeedComparison& comparison)
{
    for (const RunRecord* run : seed.runs) {
        if (run == nullptr || run->status == RunStatus::Done) {
            continue;
        }
        const std::string name = variantPhrase(run->variant);
        const auto count = static_cast<std::int64_t>(run->iterations.size());
        const auto iterations = grouped(count);
        switch (run->status) {
        case RunStatus::Diverged:
            comparison.remarks.push_back(fmt::format(
                "The run {} diverged: the {} of iteration {} is not a finite number. {}", name,
                isLossFinite(*run) ? "gradient" : "loss", iterations,
                (spec != nullptr ? divergenceAdvice(*spec, run->variant, count) : divergenceAdvice(count)).english()));
            break;
        case RunStatus::Failed:
            comparison.remarks.push_back(fmt::format("The run {} failed after {} iterations: {}.", name, iterations,
                                                     run->message.empty() ? "see run.log" : run->message));
            break;
        default:
            comparison.remarks.push_back(
                fmt::format("The run {} is not finished: it was {} after {} iterations.", name,
                            run->status == RunStatus::Running ? "still running, or cut off," : "stopped", iterations));
            break;
        }
    }
    if (!seed.hasComparableTimes()) {
        comparison.remarks.emplace_back("Training times are not compared: one run went further than the other.");
    }
}

ExperimentComparison compareRuns(const std::string& experiment, const std::vector<std::string>& variants,
                                 const std::vector<RunRecord>& runs, const ExperimentSpec* spec)
{
    ExperimentComparison comparison{experiment, variants, {}};
    std::vector<std::uint64_t> seeds;
    for (const RunRecord& run : runs) {
        if (std::find(seeds.begin(), seeds.end(), run.seed) == seeds.end()) {
            seeds.push_back(run.seed);
        }
    }
    for (const std::uint64_t number : seeds) {
        ComparedRuns seed{{}, comparison.reference()};
        SeedComparison row;
        row.seed = number;
        for (const std::string& variant : variants) {
            const auto run = std::find_if(runs.begin(), runs.end(), [&](const RunRecord& one) {
                return one.seed == number && one.variant == variant;
            });
            seed.runs.push_back(run != runs.end() ? &*run : nullptr);
            row.statuses.push_back(run != runs.end() ? std::optional(run->status) : std::nullopt);
        }
        row.mistakes.resize(variants.size());
        addTimes(seed, row.measures);
        addConvergence(seed, row.measures);
        addParameters(seed, row.measures);
        addAccuracy(seed, row.measures);
        addRemarks(seed, spec, row);
        comparison.seeds.push_back(std::move(row));
    }
    return comparison;
}

}  // namespace

std::string nameOf(Aspect aspect)
{
    constexpr std::array kNames{"training_time", "convergence", "parameters", "accuracy"};
    return kNames.at(static_cast<std::size_t>(aspect));
}

std::string nameOf(Unit unit)
{
    constexpr std::array kNames{"seconds", "iterations", "count", "loss", "fraction"};
    return kNames.at(static_cast<std::size_t>(unit));
}

std::optional<double> Measure::differenceOf(std::size_t variant) const
{
    const Value& value = values.at(variant);
    const Value& other = values.at(reference);
    return variant != reference && value && other ? Value(*value - *other) : std::nullopt;
}

bool SeedComparison::isDone(std::size_t variant, std::size_t reference) const
{
    return statuses.at(variant) == RunStatus::Done && statuses.at(reference) == RunStatus::Done;
}

std::vector<std::size_t> ExperimentComparison::compared() const
{
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        if (i != reference()) {
            others.push_back(i);
        }
    }
    return others;
}

std::vector<std::string> variantsOf(const std::vector<ExperimentComparison>& comparisons)
{
    std::vector<std::string> all;
    for (const ExperimentComparison& comparison : comparisons) {
        for (const std::string& variant : comparison.variants) {
            if (std::find(all.begin(), all.end(), variant) == all.end()) {
                all.push_back(variant);
            }
        }
    }
    return all;
}

ExperimentComparison compare(const std::string& experiment, const std::vector<std::string>& variants,
                             const std::vector<RunRecord>& runs)
{
    return compareRuns(experiment, variants, runs, nullptr);
}

ExperimentComparison compare(const std::string& experiment, const ExperimentSpec& spec,
                             const std::vector<RunRecord>& runs)
{
    return compareRuns(experiment, variantsOf(spec), runs, &spec);
}

void compareMistakes(ExperimentComparison& comparison, const std::filesystem::path& folder)
{
    const std::size_t reference = comparison.reference();
    for (SeedComparison& seed : comparison.seeds) {
        const auto answersOf = [&](std::size_t variant) {
            return readPredictions(leafOf(folder, seed.seed, comparison.variants[variant]));
        };
        std::optional<Predictions> others;
        for (const std::size_t variant : comparison.compared()) {
            if (!seed.isDone(variant, reference)) {
                continue;
            }
            if (!others) {
                auto found = answersOf(reference);
                if (!found) {
                    break;
                }
                others = std::move(*found);
            }
            if (const auto own = answersOf(variant)) {
                if (const auto test = mcnemar(*own, *others)) {
                    seed.mistakes[variant] = *test;
                }
            }
        }
    }
}

}  // namespace normscope
