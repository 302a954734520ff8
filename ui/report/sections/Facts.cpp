#include "ui/report/sections/Facts.h"

#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

bool hasBoth(const PairComparison& pair)
{
    return pair.bn && pair.noBn;
}

bool isFinished(const PairComparison& pair)
{
    return pair.bn == RunStatus::Done && pair.noBn == RunStatus::Done;
}

const Measure* find(const PairComparison& pair, const std::string& key)
{
    const auto found =
        std::find_if(pair.measures.begin(), pair.measures.end(), [&](const Measure& one) { return one.key == key; });
    return found == pair.measures.end() ? nullptr : &*found;
}

MeasureFacts measureFacts(const Measure& pattern, const std::vector<PairComparison>& pairs)
{
    MeasureFacts facts;
    facts.measure = pattern;
    std::vector<double> differences;
    for (const PairComparison& pair : pairs) {
        if (!isFinished(pair)) {
            continue;
        }
        ++facts.pairs;
        const Measure* measure = find(pair, pattern.key);
        if (measure == nullptr) {
            continue;
        }
        if (const auto difference = measure->difference()) {
            facts.bn.push_back(*measure->bn);
            facts.noBn.push_back(*measure->noBn);
            differences.push_back(*difference);
        } else {
            facts.onlyBn += measure->bn ? 1 : 0;
            facts.onlyNoBn += measure->noBn ? 1 : 0;
        }
    }
    if (!differences.empty()) {
        facts.statistics = pairedStatistics(differences);
    }
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

ExperimentFacts factsOf(const ReportExperiment& experiment)
{
    ExperimentFacts facts;
    const auto& pairs = experiment.comparison.pairs;
    for (const PairComparison& pair : pairs) {
        facts.pairs += hasBoth(pair) ? 1 : 0;
        facts.excluded += hasBoth(pair) && !isFinished(pair) ? 1 : 0;
        facts.divergedBn += pair.bn == RunStatus::Diverged ? 1 : 0;
        facts.divergedNoBn += pair.noBn == RunStatus::Diverged ? 1 : 0;
        for (const Measure& measure : pair.measures) {
            if (facts.find(measure.key) == nullptr) {
                facts.measures.push_back(measureFacts(measure, pairs));
            }
        }
    }
    // A seed that went further than the first one has measures of its own.
    std::stable_sort(facts.measures.begin(), facts.measures.end(),
                     [](const MeasureFacts& a, const MeasureFacts& b) { return a.measure.aspect < b.measure.aspect; });
    return facts;
}

const Predictions* predictionsOf(const ReportExperiment& experiment, std::uint64_t seed, Twin twin)
{
    for (const ReportRun& run : experiment.runs) {
        if (run.seed == seed && run.twin == twin && run.predictions) {
            return &*run.predictions;
        }
    }
    return nullptr;
}

}  // namespace normscope::ui
