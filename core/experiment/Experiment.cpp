#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/ListText.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/runtime/Threads.h>

namespace normscope
{

namespace
{

/// "lr-0.1_batch-size-50"; a model by its word alone.
std::string nameOf(const std::vector<std::string>& varies, const std::map<std::string, std::string>& values)
{
    std::vector<std::string> parts;
    for (const std::string& key : varies) {
        std::string word = key + "-";
        std::replace(word.begin(), word.end(), '_', '-');
        parts.push_back((key == "model" ? std::string() : word) + values.at(key));
    }
    return fmt::format("{}", fmt::join(parts, "_"));
}

/// Cuts the names that are too long for a folder, and numbers those.
void shortenNames(std::vector<ExperimentCase>& cases)
{
    constexpr std::size_t kKept = kLongestCaseName - 10;
    int number = 0;
    for (ExperimentCase& one : cases) {
        if (one.name.size() > kLongestCaseName) {
            one.name = fmt::format("{}_{}", one.name.substr(0, kKept), ++number);
        }
    }
}

/// Adds a case for each value of lists[depth] and the lists after it.
Status addCases(const std::vector<ValueList>& lists, std::size_t depth, const ExperimentCase& one,
                Experiment& experiment)
{
    if (depth == lists.size()) {
        experiment.cases.push_back(one);
        experiment.cases.back().name = nameOf(experiment.varies, one.values);
        return {};
    }
    const Setting* setting = findSetting(lists[depth].key);
    std::set<std::string> taken;
    for (const std::string& text : lists[depth].values) {
        ExperimentCase next = one;
        if (auto status = setting->parse(next.spec, text); !status) {
            return fail(status.error().code, Message::tr("{}: {}", setting->option(), status.error().message));
        }
        const std::string value = setting->text(next.spec);
        if (!taken.insert(value).second) {
            return fail(ErrorCode::Usage, Message::tr("{}: the list has {} twice", setting->option(), value));
        }
        next.values[setting->key] = value;
        if (auto status = addCases(lists, depth + 1, next, experiment); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace

bool takesList(std::string_view key)
{
    const Setting* setting = findSetting(key);
    return setting != nullptr && setting->takesList;
}

std::vector<ValueList> takeLists(Json& json)
{
    std::vector<ValueList> lists;
    for (const auto& [key, value] : json.items()) {
        if (!takesList(key) || !value.is_array()) {
            continue;
        }
        ValueList list{key, {}};
        for (const Json& item : value) {
            list.values.push_back(item.is_string() ? item.get<std::string>() : jsonText(item));
        }
        lists.push_back(std::move(list));
    }
    for (const ValueList& list : lists) {
        json.erase(list.key);
    }
    return lists;
}

Experiment experimentOf(ExperimentSpec spec, DataFacts facts)
{
    return {{}, {{{}, {}, std::move(spec), std::move(facts)}}};
}

Result<Experiment> experimentOf(const ExperimentConfig& base, const std::vector<ValueList>& lists)
{
    Experiment experiment;
    auto runs = static_cast<std::size_t>(runCount(base.spec));
    for (const ValueList& list : lists) {
        const std::string option = findSetting(list.key)->option();
        if (list.values.empty()) {
            return fail(ErrorCode::Usage, Message::tr("{}: the list is empty", option));
        }
        // Of a file as of a line: the text "05" may be what followed a comma within a number.
        if (std::any_of(list.values.begin(), list.values.end(), hasNeedlessZero)) {
            const std::string listed = fmt::format("{}", fmt::join(list.values, ", "));
            return fail(ErrorCode::Usage,
                        findSetting(list.key)->valueName == "X"
                            ? Message::tr("{}: {} has a number that begins with a needless zero: leave it out, "
                                          "or write a point for a decimal comma",
                                          option, listed)
                            : Message::tr("{}: {} has a number that begins with a needless zero: leave it out, "
                                          "or write one number without thousands separators",
                                          option, listed));
        }
        // Told before they are made: two lists in a file of a mebibyte would ask for billions.
        runs *= std::min(list.values.size(), kMostRuns + 1);
        if (runs > kMostRuns) {
            return fail(ErrorCode::Usage,
                        Message::tr("{}: the lists make more than {} runs: use fewer values", option, kMostRuns));
        }
        experiment.varies.push_back(list.key);
    }
    const std::size_t cases = runs / static_cast<std::size_t>(runCount(base.spec));
    if (base.spec.network && cases * base.spec.network->nodes.size() > kMostNodesInAll) {
        return fail(ErrorCode::Usage,
                    Message::tr("the lists make {} cases, too many for a network of {} nodes: use fewer values", cases,
                                base.spec.network->nodes.size()));
    }
    if (auto status = addCases(lists, 0, {{}, {}, base.spec, base.facts}, experiment); !status) {
        return passOn(status);
    }
    if (!experiment.hasSeveralCases()) {
        return experimentOf(std::move(experiment.cases.front().spec), base.facts);
    }
    shortenNames(experiment.cases);
    return experiment;
}

Result<Experiment> assignmentExperiment(const std::function<Status(ExperimentSpec&)>& change)
{
    Experiment experiment;
    for (const auto& [name, key] : findPreset("assignment")->cases) {
        ExperimentCase one{name, {}, specOf(*findPreset(key), ExperimentSpec{}.dataset), {}};
        const ModelFamily family = one.spec.family;
        if (auto status = change(one.spec); !status) {
            return passOn(status);
        }
        if (!one.spec.isOf(family)) {
            return fail(ErrorCode::Usage,
                        Message::tr("--{0}: the preset assignment trains all three models; leave --{0} out",
                                    one.spec.network ? "network" : "model"));
        }
        experiment.cases.push_back(std::move(one));
    }
    return experiment;
}

std::filesystem::path defaultFolderFor(const Experiment& experiment)
{
    const ExperimentSpec& spec = experiment.cases.front().spec;
    if (!experiment.hasSeveralCases()) {
        return defaultFolderFor(spec);
    }
    std::vector<std::string> words{nameOf(spec.kind)};
    const auto& varies = experiment.varies;
    if (varies.empty()) {
        for (const ExperimentCase& one : experiment.cases) {
            words.push_back(one.name);
        }
    } else if (std::find(varies.begin(), varies.end(), "model") == varies.end()) {
        words.push_back(modelWord(spec));
    }
    words.push_back(folderName(spec.dataset));
    words.insert(words.end(), varies.begin(), varies.end());
    return freeRunsFolder(fmt::format("{}", fmt::join(words, "-")));
}

std::int64_t runCount(const Experiment& experiment)
{
    std::int64_t count = 0;
    for (const ExperimentCase& one : experiment.cases) {
        count += runCount(one.spec);
    }
    return count;
}

int threadsOf(const Experiment& experiment)
{
    const auto& threads = experiment.cases.front().spec.threads;
    return threads.value_or(runCount(experiment) > 1 ? 1 : availableThreads());
}

int lanesOf(const Experiment& experiment, int threads)
{
    const int lanes = experiment.cases.front().spec.jobs.value_or(std::max(1, availableThreads() / threads));
    return static_cast<int>(std::min<std::int64_t>(lanes, runCount(experiment)));
}

}  // namespace normscope
