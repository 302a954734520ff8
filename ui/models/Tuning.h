#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/models/ExperimentStore.h"

/// A setting that varies against the accuracy that comes of it: how settings are tuned.
namespace normscope::ui
{

/// What came of one value: of each seed, as far as there is something.
struct TunedValue
{
    std::size_t place = 0;                       ///< of the value among Tuning::values
    std::map<std::uint64_t, double> accuracies;  ///< after the last epoch, by seed
    std::size_t diverged = 0;                    ///< runs
    bool isWhole = false;                        ///< every seed that is planned is done
    bool operator==(const TunedValue&) const = default;

    [[nodiscard]] double mean() const;  ///< NaN where there is none
};

/// A variant with the same value of every other setting that varies.
struct TunedLine
{
    std::string variant;
    std::map<std::string, std::string> others;  ///< by key
    std::vector<TunedValue> values;             ///< by place
    bool operator==(const TunedLine&) const = default;
};

/// The value of a variant's best mean, of those that are whole.
struct BestValue
{
    std::string variant;
    std::map<std::string, std::string> settings;  ///< of all that vary, by key
    std::size_t place = 0;                        ///< of the value among Tuning::values
    double accuracy = 0;
    std::size_t seeds = 0;
    bool isOnlyOne = false;   ///< nothing else to compare it with is done
    bool isAtEdge = false;    ///< the smallest or the largest of several numbers: the best one may lie beyond
    bool isComplete = false;  ///< nothing is still to come
    bool operator==(const BestValue&) const = default;
};

struct Tuning
{
    std::vector<std::string> varies;                         ///< keys of settings; empty: nothing to see
    std::string key;                                         ///< the one that is x
    std::vector<std::string> values;                         ///< of it: numbers increase, others as they came
    std::vector<double> numbers;                             ///< the same; empty where they are words
    std::vector<std::map<std::string, std::string>> others;  ///< what the others are together, each once
    std::vector<TunedLine> lines;
    bool isByValidation = false;  ///< accuracies of samples held out, which all cases have; else of the test set
    bool operator==(const Tuning&) const = default;

    /// Whether numbers are told apart on a logarithmic axis only.
    [[nodiscard]] bool isLog() const;
    /// One for each variant that has any, by validation; none by the test set, which must choose nothing.
    [[nodiscard]] std::vector<BestValue> best() const;
};

/// The cases of the current experiment that the store has, or where it has no other, all that are checked.
[[nodiscard]] std::vector<const ShownExperiment*> tunedCases(const ExperimentStore& store);

/// What the cases come to. `key`: the setting that is to be x; where it does not vary, the first that does, a learning
/// rate before all others. `fixed`: only cases of these other settings; empty: all.
[[nodiscard]] Tuning tuningOf(const std::vector<const ShownExperiment*>& cases, const std::string& key,
                              const std::map<std::string, std::string>& fixed);

}  // namespace normscope::ui
