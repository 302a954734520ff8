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

/// All that is said of differences, or without `isTested` how many they are and their mean.
PairedStatistics statisticsOf(const std::vector<double>& differences, bool isTested)
{
    if (isTested) {
        return pairedStatistics(differences);
    }
    PairedStatistics statistics;
    if (const auto spread = spreadOf(differences)) {
        statistics.n = spread->n;
        statistics.mean = spread->mean;
    }
    return statistics;
}

MeasureFacts measureFacts(const Measure& pattern, const std::vector<SeedComparison>& seeds, const Two& two,
                          bool isTested)
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
        facts.statistics = statisticsOf(differences, isTested);
    }
    return facts;
}

ExperimentFacts factsOf(const ExperimentComparison& comparison, const Two& two, bool isTested)
{
    ExperimentFacts facts;
    facts.variant = comparison.variants[two.variant];
    facts.reference = comparison.variants[two.reference];
    for (const SeedComparison& seed : comparison.seeds) {
        facts.pairs += hasBoth(seed, two) ? 1 : 0;
        facts.excluded += hasBoth(seed, two) && !seed.isDone(two.variant, two.reference) ? 1 : 0;
        facts.runsOwn += seed.statuses[two.variant] ? 1 : 0;
        facts.runsReference += seed.statuses[two.reference] ? 1 : 0;
        facts.divergedOwn += seed.statuses[two.variant] == RunStatus::Diverged ? 1 : 0;
        facts.divergedReference += seed.statuses[two.reference] == RunStatus::Diverged ? 1 : 0;
        for (const Measure& measure : seed.measures) {
            if (facts.find(measure.key) == nullptr) {
                facts.measures.push_back(measureFacts(measure, comparison.seeds, two, isTested));
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
        all.push_back(factsOf(comparison, {variant, comparison.reference()}, true));
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

std::vector<ExperimentFacts> untestedFactsOf(const ExperimentComparison& comparison)
{
    std::vector<ExperimentFacts> all;
    for (const std::size_t variant : comparison.compared()) {
        all.push_back(factsOf(comparison, {variant, comparison.reference()}, false));
    }
    return all;
}

bool areTwins(const ReportExperiment& experiment)
{
    const ExperimentComparison& comparison = experiment.comparison;
    const auto others = comparison.compared();
    return others.empty() || (others.size() == 1 && comparison.variants[others.front()] == kBn &&
                              comparison.variants[comparison.reference()] == kNoBn);
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
