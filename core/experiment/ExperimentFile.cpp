#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

/// The part of Experiment.h that writes and reads experiment.json.
namespace normscope
{

namespace
{

constexpr const char* kCases = "cases";
constexpr const char* kName = "name";

/// The key's values of the cases, each once, in the order in which they come.
Json listOf(const std::string& key, const std::vector<Json>& cases)
{
    Json list = Json::array();
    std::set<std::string> taken;
    for (const Json& one : cases) {
        if (taken.insert(jsonText(one.at(key))).second) {
            list.push_back(one.at(key));
        }
    }
    return list;
}

/// Whether every case has that key, and with one value.
bool isShared(const std::string& key, const std::vector<Json>& cases)
{
    return std::all_of(cases.begin(), cases.end(), [&](const Json& one) {
        const auto found = one.find(key);
        return found != one.end() && *found == cases.front().at(key);
    });
}

/// All keys of the cases, each once, as they follow each other in a case.
std::vector<std::string> keysOf(const std::vector<Json>& cases)
{
    std::vector<std::string> keys;
    for (const Json& one : cases) {
        auto place = keys.begin();
        for (const auto& [key, value] : one.items()) {
            const auto found = std::find(keys.begin(), keys.end(), key);
            place = found != keys.end() ? found + 1 : keys.insert(place, key) + 1;
        }
    }
    return keys;
}

/// What lists say: the settings of all cases, those that vary with their values. Facts that are not those of all cases
/// are left out; each run has its own.
Json listsJson(const Experiment& experiment, const std::vector<Json>& cases)
{
    const auto& varies = experiment.varies;
    Json json = Json::object();
    auto next = varies.begin();
    for (const std::string& key : keysOf(cases)) {
        if (std::find(varies.begin(), varies.end(), key) != varies.end()) {
            // Among themselves the lists stay as they were given: the last one changes fastest.
            json[*next] = listOf(*next, cases);
            ++next;
        } else if (isShared(key, cases) || findSetting(key) != nullptr) {
            // Another family's options are in some cases only.
            const auto first =
                std::find_if(cases.begin(), cases.end(), [&](const Json& one) { return one.contains(key); });
            json[key] = first->at(key);
        }
    }
    return json;
}

/// Whether a case says it for itself where not all say the same: its settings, and which data are its own.
bool isOwn(const std::string& key, const Json& value)
{
    return findSetting(key) != nullptr || (value.is_string() && value != "") || value.is_number();
}

/// What no lists say: the settings that all cases share, and each case with its own.
Json casesJson(const Experiment& experiment, const std::vector<Json>& cases)
{
    Json json = Json::object();
    Json list = Json::array();
    for (const ExperimentCase& one : experiment.cases) {
        list.push_back({{kName, one.name}});
    }
    for (const std::string& key : keysOf(cases)) {
        if (isShared(key, cases)) {
            json[key] = cases.front().at(key);
            continue;
        }
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (cases[i].contains(key) && isOwn(key, cases[i].at(key))) {
                list[i][key] = cases[i].at(key);
            }
        }
    }
    json[kCases] = std::move(list);
    return json;
}

/// A name in the experiment's folder, not a way out of it, and none that something else has there.
bool isCaseName(const std::string& name)
{
    const bool isWord = !name.empty() && name.size() <= kLongestCaseName && name.front() != '.' &&
                        std::all_of(name.begin(), name.end(), [](unsigned char c) {
                            return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '+';
                        });
    return isWord && !name.starts_with("seed-") && name != "figures" && name != "export" && name != "tensorboard";
}

/// What holds for the experiment as a whole, so that no case has its own.
bool isOfAllCases(const std::string& key)
{
    return key == "threads" || key == "jobs" || key == "format_version" || key == "command";
}

Result<ExperimentCase> caseFromJson(const Json& json, Json shared, const ExperimentSpec& base,
                                    const std::string& source)
{
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Usage, Message::tr("{}: {}", source, reason));
    };
    if (!json.is_object() || !json.contains(kName) || !json[kName].is_string()) {
        return refuse(Message::tr("a case needs a \"name\", beside the settings that are its own"));
    }
    ExperimentCase one;
    one.name = json[kName].get<std::string>();
    if (!isCaseName(one.name)) {
        return refuse(Message::tr("a case's name is \"{}\", it needs letters, digits and '-', '.', '_', at most {}, as "
                                  "a folder of its own",
                                  inSentence(one.name), kLongestCaseName));
    }
    for (const auto& [key, value] : json.items()) {
        if (isOfAllCases(key)) {
            return refuse(Message::tr("the case \"{}\" has \"{}\", which all cases share", one.name, key));
        }
        if (key != kName) {
            shared[key] = value;
        }
    }
    auto config = fromJson(shared, base, fmt::format("{}: case \"{}\"", source, one.name));
    if (!config) {
        return passOn(config);
    }
    one.spec = std::move(config->spec);
    one.facts = std::move(config->facts);
    return one;
}

Result<Experiment> casesFromJson(const Json& json, const ExperimentSpec& base, const std::string& source)
{
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Usage, Message::tr("{}: {}", source, reason));
    };
    if (base.kind == ExperimentKind::Train) {
        return refuse(Message::tr("has \"cases\", which are for twin; train takes one"));
    }
    const Json& list = json[kCases];
    if (!list.is_array() || list.empty()) {
        return refuse(Message::tr("\"cases\" needs a list that is not empty"));
    }
    if (list.size() > kMostRuns) {
        return refuse(Message::tr("has {} cases, at most {} can be read", list.size(), kMostRuns));
    }
    Json shared = json;
    shared.erase(kCases);
    Experiment experiment;
    std::set<std::string> names;
    std::size_t runs = 0;
    std::size_t nodes = 0;
    for (const Json& one : list) {
        auto read = caseFromJson(one, shared, base, source);
        if (!read) {
            return passOn(read);
        }
        if (!names.insert(read->name).second) {
            return refuse(Message::tr("has the case \"{}\" twice", read->name));
        }
        runs += static_cast<std::size_t>(runCount(read->spec));
        nodes += read->spec.network ? read->spec.network->nodes.size() : 0;
        if (runs > kMostRuns) {
            return refuse(Message::tr("has more than {} runs", kMostRuns));
        }
        if (nodes > kMostNodesInAll) {
            return refuse(Message::tr("has networks of more than {} nodes together", kMostNodesInAll));
        }
        experiment.cases.push_back(std::move(*read));
    }
    if (!experiment.hasSeveralCases()) {
        experiment.cases.front().name.clear();
    }
    return experiment;
}

}  // namespace

Json toJson(const Experiment& experiment)
{
    std::vector<Json> cases;
    for (const ExperimentCase& one : experiment.cases) {
        cases.push_back(toJson(one.spec, one.facts));
    }
    if (!experiment.hasSeveralCases()) {
        return std::move(cases.front());
    }
    return experiment.varies.empty() ? casesJson(experiment, cases) : listsJson(experiment, cases);
}

bool namesCases(const Json& json)
{
    return json.contains(kCases);
}

Result<Experiment> experimentFromJson(const Json& json, const ExperimentSpec& base, const std::string& source)
{
    if (namesCases(json)) {
        return casesFromJson(json, base, source);
    }
    Json rest = json;
    const auto lists = base.kind == ExperimentKind::Twin ? takeLists(rest) : std::vector<ValueList>();
    const auto config = fromJson(rest, base, source);
    if (!config) {
        return passOn(config);
    }
    auto experiment = experimentOf(*config, lists);
    if (!experiment) {
        return fail(experiment.error().code, Message::tr("{}: {}", source, experiment.error().message));
    }
    return experiment;
}

}  // namespace normscope
