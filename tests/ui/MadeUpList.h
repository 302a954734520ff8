#pragma once

#include <memory>
#include <string>
#include <vector>

#include <normscope/experiment/RunsCatalog.h>

/// Experiments as a catalog lists them, without any folder behind them.
namespace normscope::test
{

inline ListedCase madeUpCase(SettingValues settings, const std::vector<std::uint64_t>& seeds = {1},
                             double accuracy = 0.97)
{
    ListedCase one;
    one.settings = std::move(settings);
    one.reference = kNoBn;
    for (const std::uint64_t seed : seeds) {
        for (const char* variant : {kBn, kNoBn}) {
            ListedRun& run = one.runs.emplace_back();
            run.seed = seed;
            run.variant = variant;
            run.hasBegun = true;
            run.status = RunStatus::Done;
            run.testAccuracy = accuracy - (run.variant == kNoBn ? 0.02 : 0.0);
            run.validationAccuracy = run.testAccuracy - 0.01;
            run.trainSeconds = 30;
        }
    }
    return one;
}

inline SettingValues madeUpSettings(const std::string& model, const std::string& lr = "0.1")
{
    return {{"model", model}, {"dataset", "mnist"}, {"lr", lr},
            {"epochs", "5"},  {"seeds", "1,2"},     {"batch_size", "100"}};
}

/// A twin in a folder of that name, begun so many seconds after 2026-01-01.
inline ListedExperiment madeUpExperiment(const std::string& name, std::int64_t began = 0,
                                         std::vector<ListedCase> cases = {madeUpCase(madeUpSettings("mlp"))})
{
    constexpr std::int64_t kNewYear = 1'767'225'600;
    ListedExperiment experiment;
    experiment.folder = "/runs/" + name;
    experiment.began = (kNewYear + began) * 1000;
    experiment.command = "twin";
    experiment.cases = std::move(cases);
    return experiment;
}

inline CatalogChanges changesOf(const std::vector<ListedExperiment>& experiments)
{
    CatalogChanges changes;
    for (const ListedExperiment& experiment : experiments) {
        changes.changed.push_back(std::make_shared<const ListedExperiment>(experiment));
    }
    return changes;
}

}  // namespace normscope::test
