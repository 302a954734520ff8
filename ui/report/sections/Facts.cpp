#include "ui/report/sections/Facts.h"

#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

/// Which two of an experiment's variants are looked at.
struct Two
{
    std::size_t variant;
    std::size_t reference;
};

bool hasBoth(const SeedComparison& seed, const Two& two)
{
    return seed.statuses[two.variant] && seed.statuses[two.reference];
}

const Measure* find(const SeedComparison& seed, const std::string& key)
{
    const auto found =
        std::find_if(seed.measures.begin(), seed.measures.end(), [&](const Measure& one) { return one.key == key; });
    return found == seed.measures.end() ? nullptr : &*found;
}

MeasureFacts measureFacts(const Measure& pattern, const std::vector<SeedComparison>& seeds, const Two& two)
{
    MeasureFacts facts;
    facts.measure = pattern;
    std::vector<double> differences;
    for (const SeedComparison& seed : seeds) {
        if (!seed.isDone(two.variant, two.reference)) {
            continue;
        }
        ++facts.pairs;
        const Measure* measure = find(seed, pattern.key);
        if (measure == nullptr) {
            continue;
        }
        if (const auto difference = measure->differenceOf(two.variant)) {
            facts.own.push_back(*measure->values[two.variant]);
            facts.reference.push_back(*measure->values[two.reference]);
            differences.push_back(*difference);
        } else {
            facts.onlyOwn += measure->values[two.variant] ? 1 : 0;
            facts.onlyReference += measure->values[two.reference] ? 1 : 0;
        }
    }
    if (!differences.empty()) {
        facts.statistics = pairedStatistics(differences);
    }
    return facts;
}

ExperimentFacts factsOf(const ExperimentComparison& comparison, const Two& two)
{
    ExperimentFacts facts;
    facts.variant = comparison.variants[two.variant];
    facts.reference = comparison.variants[two.reference];
    for (const SeedComparison& seed : comparison.seeds) {
        facts.pairs += hasBoth(seed, two) ? 1 : 0;
        facts.excluded += hasBoth(seed, two) && !seed.isDone(two.variant, two.reference) ? 1 : 0;
        facts.divergedOwn += seed.statuses[two.variant] == RunStatus::Diverged ? 1 : 0;
        facts.divergedReference += seed.statuses[two.reference] == RunStatus::Diverged ? 1 : 0;
        for (const Measure& measure : seed.measures) {
            if (facts.find(measure.key) == nullptr) {
                facts.measures.push_back(measureFacts(measure, comparison.seeds, two));
            }
        }
    }
    // A seed that went further than the first one has measures of its own.
    std::stable_sort(facts.measures.begin(), facts.measures.end(),
                     [](const MeasureFacts& a, const MeasureFacts& b) { return a.measure.aspect < b.measure.aspect; });
    return facts;
}

}  // namespace

const MeasureFacts* ExperimentFacts::find(const std::string& key) const
{
    const auto found =
        std::find_if(measures.begin(), measures.end(), [&](const MeasureFacts& one) { return one.measure.key == key; });
    return found == measures.end() ? nullptr : &*found;
}

const MeasureFacts* ExperimentFacts::compared(const std::string& key) const
{
    const MeasureFacts* found = find(key);
    return found != nullptr && found->isCompared() ? found : nullptr;
}

const MeasureFacts* ExperimentFacts::time() const
{
    const MeasureFacts* processor = compared("cpu_seconds");
    const MeasureFacts* wall = compared("train_seconds");
    return processor != nullptr && wall != nullptr && processor->own.size() == wall->own.size() ? processor : wall;
}

std::vector<ExperimentFacts> factsOf(const ReportExperiment& experiment)
{
    const ExperimentComparison& comparison = experiment.comparison;
    std::vector<ExperimentFacts> all;
    for (const std::size_t variant : comparison.compared()) {
        all.push_back(factsOf(comparison, {variant, comparison.reference()}));
        ExperimentFacts& facts = all.back();
        facts.divergedLater =
            std::any_of(experiment.stored.runs.begin(), experiment.stored.runs.end(), [&](const RunRecord& run) {
                const bool isOfThese = run.variant == facts.variant || run.variant == facts.reference;
                return isOfThese && run.status == RunStatus::Diverged && run.iterations.size() > 1;
            });
    }
    if (all.size() > 1) {
        // All look at the same measures, in the same order.
        for (std::size_t i = 0; i < all.front().measures.size(); ++i) {
            std::vector<PairedStatistics*> ofMeasure;
            for (ExperimentFacts& one : all) {
                ofMeasure.push_back(&one.measures[i].statistics);
            }
            adjustByHolm(std::move(ofMeasure));
        }
    }
    return all;
}

bool areTwins(const ReportExperiment& experiment)
{
    const auto all = factsOf(experiment);
    return all.empty() || (all.size() == 1 && all.front().isOfTwin());
}

bool areTwins(const ReportData& data)
{
    return std::all_of(data.experiments.begin(), data.experiments.end(),
                       [](const ReportExperiment& experiment) { return areTwins(experiment); });
}

const Predictions* predictionsOf(const ReportExperiment& experiment, std::uint64_t seed, const std::string& variant)
{
    for (const ReportRun& run : experiment.runs) {
        if (run.seed == seed && run.variant == variant && run.predictions) {
            return &*run.predictions;
        }
    }
    return nullptr;
}

}  // namespace normscope::ui
