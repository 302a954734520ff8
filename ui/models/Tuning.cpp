#include "ui/models/Tuning.h"

#include <QString>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>
#include <set>

#include <normscope/experiment/SettingValues.h>
#include <normscope/experiment/Settings.h>

namespace normscope::ui
{

namespace
{

constexpr double kLogFrom = 8;

/// Which runs are trained, and on what; nothing that one would tune.
bool isTunable(const std::string& key)
{
    static const std::set<std::string> kNot{"bn",    "eval_every", "network",    "probe",   "probe_every",
                                            "seeds", "threads",    "validation", "variants"};
    return !kNot.contains(key);
}

struct Case
{
    const ShownExperiment* experiment;
    SettingValues settings;
};

/// Settings that every case has, and not all the same.
std::vector<std::string> varyingOf(const std::vector<Case>& cases)
{
    std::vector<std::string> keys;
    for (const Setting& setting : settings()) {
        const std::string& key = setting.key;
        const auto has = [&](const Case& one) { return one.settings.contains(key); };
        if (!isTunable(key) || !std::all_of(cases.begin(), cases.end(), has)) {
            continue;
        }
        const std::string& first = cases.front().settings.at(key);
        if (std::any_of(cases.begin(), cases.end(), [&](const Case& one) { return one.settings.at(key) != first; })) {
            keys.push_back(key);
        }
    }
    // What is tuned first.
    const auto rate = std::find(keys.begin(), keys.end(), "lr");
    if (rate != keys.end()) {
        std::rotate(keys.begin(), rate, rate + 1);
    }
    return keys;
}

std::map<std::string, std::string> othersOf(const Case& one, const std::vector<std::string>& varies,
                                            const std::string& key)
{
    std::map<std::string, std::string> others;
    for (const std::string& other : varies) {
        if (other != key) {
            others[other] = one.settings.at(other);
        }
    }
    return others;
}

/// Empty where one of them is no number.
std::vector<double> numbersOf(const std::vector<std::string>& values)
{
    std::vector<double> numbers;
    for (const std::string& value : values) {
        bool isNumber = false;
        numbers.push_back(QString::fromStdString(value).toDouble(&isNumber));
        if (!isNumber) {
            return {};
        }
    }
    return numbers;
}

TunedValue valueOf(const ShownExperiment& experiment, const std::string& variant, std::size_t place,
                   const char* accuracy)
{
    TunedValue value;
    value.place = place;
    std::size_t done = 0;
    for (const auto& [key, record] : experiment.runs) {
        if (key.variant != variant) {
            continue;
        }
        value.diverged += record.status == RunStatus::Diverged ? 1 : 0;
        done += record.status == RunStatus::Done ? 1 : 0;
        const double reached = record.epochs.last(accuracy);
        if (std::isfinite(reached) && record.status != RunStatus::Diverged) {
            value.accuracies[key.seed] = reached;
        }
    }
    value.isWhole = done == experiment.spec.seeds.size() && value.accuracies.size() == done;
    return value;
}

}  // namespace

double TunedValue::mean() const
{
    if (accuracies.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    const double sum = std::accumulate(accuracies.begin(), accuracies.end(), 0.0,
                                       [](double so, const auto& one) { return so + one.second; });
    return sum / static_cast<double>(accuracies.size());
}

bool Tuning::isLog() const
{
    return !numbers.empty() && numbers.front() > 0 && numbers.back() / numbers.front() >= kLogFrom;
}

std::vector<BestValue> Tuning::best() const
{
    std::vector<BestValue> all;
    if (!isByValidation) {
        return all;
    }
    std::map<std::string, std::size_t> compared;
    for (const TunedLine& line : lines) {
        auto found =
            std::find_if(all.begin(), all.end(), [&](const BestValue& one) { return one.variant == line.variant; });
        for (const TunedValue& value : line.values) {
            if (!value.isWhole) {
                continue;
            }
            ++compared[line.variant];
            if (found == all.end()) {
                found = all.insert(all.end(), BestValue{line.variant, {}, 0, -1});
            }
            if (value.mean() > found->accuracy) {
                *found = {line.variant, line.others, value.place, value.mean(), value.accuracies.size()};
                found->settings[key] = values[value.place];
            }
        }
    }
    for (BestValue& one : all) {
        one.isOnlyOne = compared.at(one.variant) < 2;
        one.isAtEdge = numbers.size() > 2 && (one.place == 0 || one.place + 1 == numbers.size());
        one.isComplete = std::all_of(lines.begin(), lines.end(), [&](const TunedLine& line) {
            return line.variant != one.variant ||
                   std::all_of(line.values.begin(), line.values.end(),
                               [](const TunedValue& value) { return value.isWhole || value.diverged > 0; });
        });
    }
    return all;
}

std::vector<const ShownExperiment*> tunedCases(const ExperimentStore& store)
{
    std::vector<const ShownExperiment*> cases;
    const ShownExperiment* current = store.current();
    if (current == nullptr) {
        return cases;
    }
    for (const auto& [id, experiment] : store.experiments()) {
        if (experiment.root == current->root && !experiment.isPart) {
            cases.push_back(&experiment);
        }
    }
    if (cases.size() < 2) {
        cases.clear();
        for (const auto& [id, experiment] : store.experiments()) {
            if ((experiment.isChecked || &experiment == current) && !experiment.isPart) {
                cases.push_back(&experiment);
            }
        }
    }
    return cases;
}

Tuning tuningOf(const std::vector<const ShownExperiment*>& experiments, const std::string& key,
                const std::map<std::string, std::string>& fixed)
{
    Tuning tuning;
    std::vector<Case> cases;
    for (const ShownExperiment* one : experiments) {
        cases.push_back({one, settingValues(one->spec)});
    }
    if (cases.size() < 2) {
        return tuning;
    }
    tuning.varies = varyingOf(cases);
    if (tuning.varies.empty()) {
        return tuning;
    }
    const bool isGiven = std::find(tuning.varies.begin(), tuning.varies.end(), key) != tuning.varies.end();
    tuning.key = isGiven ? key : tuning.varies.front();
    tuning.isByValidation =
        std::all_of(cases.begin(), cases.end(), [](const Case& one) { return one.experiment->spec.validation > 0; });
    for (const Case& one : cases) {
        const auto add = [](auto& list, const auto& value) {
            if (std::find(list.begin(), list.end(), value) == list.end()) {
                list.push_back(value);
            }
        };
        add(tuning.values, one.settings.at(tuning.key));
        add(tuning.others, othersOf(one, tuning.varies, tuning.key));
    }
    if (!numbersOf(tuning.values).empty()) {
        std::sort(tuning.values.begin(), tuning.values.end(), [](const std::string& a, const std::string& b) {
            return QString::fromStdString(a).toDouble() < QString::fromStdString(b).toDouble();
        });
        tuning.numbers = numbersOf(tuning.values);
    }
    const bool isFixed = std::find(tuning.others.begin(), tuning.others.end(), fixed) != tuning.others.end();
    for (const Case& one : cases) {
        const auto others = othersOf(one, tuning.varies, tuning.key);
        if (isFixed && others != fixed) {
            continue;
        }
        const auto value = std::find(tuning.values.begin(), tuning.values.end(), one.settings.at(tuning.key));
        const auto place = static_cast<std::size_t>(value - tuning.values.begin());
        for (const std::string& variant : variantsOf(one.experiment->spec)) {
            auto line = std::find_if(tuning.lines.begin(), tuning.lines.end(), [&](const TunedLine& each) {
                return each.variant == variant && each.others == others;
            });
            if (line == tuning.lines.end()) {
                line = tuning.lines.insert(line, TunedLine{variant, others, {}});
            }
            line->values.push_back(valueOf(*one.experiment, variant, place,
                                           tuning.isByValidation ? "validation_accuracy" : "test_accuracy"));
        }
    }
    for (TunedLine& line : tuning.lines) {
        std::stable_sort(line.values.begin(), line.values.end(),
                         [](const TunedValue& a, const TunedValue& b) { return a.place < b.place; });
    }
    return tuning;
}

}  // namespace normscope::ui
