#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/ExperimentConfig.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Study.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr std::array kListKeys{"lr", "momentum", "weight_decay", "batch_size"};
/// Each has its settings in memory, far more than its text.
constexpr std::size_t kMostMembers = 1'000;

/// The setting's value as text, in the one form that a number has.
std::string textOf(const Setting& setting, const ExperimentSpec& spec)
{
    const auto value = setting.value(spec);
    if (!value) {
        return {};
    }
    if (value->is_number_float()) {
        return shortest(value->get<double>());
    }
    return value->is_string() ? value->get<std::string>() : jsonText(*value);
}

std::string folderNameOf(const std::vector<std::string>& varies, const std::map<std::string, std::string>& values)
{
    std::vector<std::string> parts;
    for (const std::string& key : varies) {
        std::string part = key + "-" + values.at(key);
        std::replace(part.begin(), part.end(), '_', '-');
        parts.push_back(part);
    }
    return fmt::format("{}", fmt::join(parts, "-"));
}

/// A name in the study's folder, not a way out of it.
bool isMemberName(const std::string& name)
{
    constexpr std::size_t kLongest = 100;
    return !name.empty() && name.size() <= kLongest && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_' || c == '+';
           });
}

/// Adds a member for each value of lists[depth] and the lists behind it.
Status addMembers(const std::vector<ValueList>& lists, std::size_t depth, const StudyMember& member, Study& study)
{
    if (depth == lists.size()) {
        study.members.push_back(member);
        study.members.back().name = folderNameOf(study.varies, member.values);
        return {};
    }
    const Setting* setting = findSetting(lists[depth].key);
    std::set<std::string> taken;
    for (const std::string& text : lists[depth].values) {
        StudyMember next = member;
        if (auto status = setting->parse(next.spec, text); !status) {
            return fail(status.error().code, fmt::format("{}: {}", setting->option(), status.error().message));
        }
        const std::string value = textOf(*setting, next.spec);
        if (!taken.insert(value).second) {
            return fail(ErrorCode::Usage, fmt::format("{}: the list has {} twice", setting->option(), value));
        }
        next.values[setting->key] = value;
        if (auto status = addMembers(lists, depth + 1, next, study); !status) {
            return status;
        }
    }
    return {};
}

/// The settings alone: the facts about the data are in the members' own experiment.json.
Json settingsJson(const ExperimentSpec& spec)
{
    Json json = toJson(spec, DataFacts{});
    for (const char* key : {"format_version", "command", "dataset_sha256", "test_dataset_sha256", "normalization"}) {
        json.erase(key);
    }
    return json;
}

Result<StudyMember> memberFromJson(const Json& json, const std::vector<std::string>& varies, const std::string& source)
{
    const auto refuse = [&](const std::string& reason) {
        return fail(ErrorCode::Usage, fmt::format("{}: {}", source, reason));
    };
    if (!json.is_object() || !json.contains("name") || !json["name"].is_string() || !json.contains("settings") ||
        !json["settings"].is_object()) {
        return refuse("a member needs a \"name\" and its \"settings\"");
    }
    for (const auto& [key, value] : json.items()) {
        if (key != "name" && key != "settings") {
            return refuse(fmt::format("unknown key \"{}\" in a member", inSentence(key)));
        }
    }
    StudyMember member;
    member.name = json["name"].get<std::string>();
    if (!isMemberName(member.name)) {
        return refuse("a member's name must be that of a folder in the study's, of letters, digits and '-', '.', '_'");
    }
    auto config = fromJson(json["settings"], ExperimentSpec{}, source);
    if (!config) {
        return passOn(config);
    }
    member.spec = std::move(config->spec);
    for (const std::string& key : varies) {
        member.values[key] = textOf(*findSetting(key), member.spec);
    }
    return member;
}

}  // namespace

bool takesList(std::string_view key)
{
    return std::find(kListKeys.begin(), kListKeys.end(), key) != kListKeys.end();
}

std::vector<ValueList> takeLists(Json& json)
{
    std::vector<ValueList> lists;
    for (const char* key : kListKeys) {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_array()) {
            continue;
        }
        ValueList list{key, {}};
        for (const Json& value : *found) {
            list.values.push_back(value.is_string() ? value.get<std::string>() : jsonText(value));
        }
        lists.push_back(std::move(list));
        json.erase(found);
    }
    return lists;
}

Result<Study> makeStudy(const ExperimentSpec& base, const std::vector<ValueList>& lists)
{
    // In the order of the settings, whichever came first on the line.
    std::vector<ValueList> sorted;
    Study study;
    std::size_t members = 1;
    for (const Setting& setting : settings()) {
        for (const ValueList& list : lists) {
            if (list.key == setting.key) {
                if (list.values.empty()) {
                    return fail(ErrorCode::Usage, fmt::format("{}: the list is empty", setting.option()));
                }
                // Told before they are made: two lists in a file of a mebibyte would ask for billions.
                members *= std::min(list.values.size(), kMostMembers + 1);
                if (members > kMostMembers) {
                    return fail(ErrorCode::Usage,
                                fmt::format("{}: the lists make more than {} experiments: use fewer values",
                                            setting.option(), kMostMembers));
                }
                sorted.push_back(list);
                study.varies.push_back(list.key);
            }
        }
    }
    if (auto status = addMembers(sorted, 0, StudyMember{{}, {}, base}, study); !status) {
        return passOn(status);
    }
    return study;
}

Json toJson(const Study& study)
{
    Json json = Json::object();
    json["format_version"] = kFormatVersion;
    json["command"] = nameOf(ExperimentKind::Twin);
    json["varies"] = study.varies;
    json["members"] = Json::array();
    for (const StudyMember& member : study.members) {
        json["members"].push_back({{"name", member.name}, {"settings", settingsJson(member.spec)}});
    }
    return json;
}

bool isStudy(const Json& json)
{
    return json.contains("members");
}

Result<Study> studyFromJson(const Json& json, const std::string& source)
{
    const auto refuse = [&](const std::string& reason) {
        return fail(ErrorCode::Usage, fmt::format("{}: {}", source, reason));
    };
    Study study;
    for (const auto& [key, value] : json.items()) {
        if (key == "format_version") {
            if (value != kFormatVersion) {
                return refuse(fmt::format("has format_version {}, this program reads {}", inSentence(jsonText(value)),
                                          kFormatVersion));
            }
        } else if (key == "command") {
            if (value != nameOf(ExperimentKind::Twin)) {
                return refuse(
                    fmt::format("is of the command {}, a study is of the command twin", inSentence(jsonText(value))));
            }
        } else if (key == "varies") {
            const bool isList = value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& one) {
                                    return one.is_string() && takesList(one.get<std::string>());
                                });
            if (!isList) {
                return refuse(fmt::format("\"varies\" is {}, it needs a list of {}", inSentence(jsonText(value)),
                                          fmt::join(kListKeys, ", ")));
            }
            study.varies = value.get<std::vector<std::string>>();
        } else if (key != "members") {
            return refuse(fmt::format("unknown key \"{}\"", inSentence(key)));
        }
    }
    if (!json.contains("members") || !json["members"].is_array() || json["members"].empty()) {
        return refuse("needs \"members\", a list that is not empty");
    }
    if (json["members"].size() > kMostMembers) {
        return refuse(fmt::format("has {} members, at most {} can be read", json["members"].size(), kMostMembers));
    }
    std::set<std::string> names;
    for (const Json& one : json["members"]) {
        auto member = memberFromJson(one, study.varies, source);
        if (!member) {
            return passOn(member);
        }
        if (!names.insert(member->name).second) {
            return refuse(fmt::format("has the member \"{}\" twice", member->name));
        }
        study.members.push_back(std::move(*member));
    }
    return study;
}

Status createStudy(const fs::path& folder, bool force, const Study& study)
{
    if (auto status = makeFolder(folder, force); !status) {
        return status;
    }
    return writeFileAtomically(folder / kStudyFile, jsonText(toJson(study), 2) + "\n");
}

fs::path defaultFolderFor(const Study& study)
{
    const ExperimentSpec& spec = study.members.front().spec;
    std::string name = study.varies.empty() ? fmt::format("study-{}", folderName(spec.dataset))
                                            : fmt::format("study-{}-{}", modelWord(spec), folderName(spec.dataset));
    for (const std::string& key : study.varies) {
        name += "-" + key;
    }
    return firstFree(defaultRunsFolder() / name);
}

Result<Study> assignmentStudy(const std::function<Status(ExperimentSpec&)>& change)
{
    Study study;
    for (const char* name : {"mlp", "cnn", "resnet"}) {
        const std::string key = fmt::format("assignment-{}", name);
        const auto preset =
            std::find_if(presets().begin(), presets().end(), [&](const Preset& one) { return one.key == key; });
        StudyMember member{name, {}, specOf(*preset, ExperimentSpec{}.dataset)};
        const ModelFamily family = member.spec.family;
        if (auto status = change(member.spec); !status) {
            return passOn(status);
        }
        if (!member.spec.isOf(family)) {
            return fail(ErrorCode::Usage,
                        fmt::format("--{0}: the preset assignment trains all three models; leave --{0} out",
                                    member.spec.network ? "network" : "model"));
        }
        study.members.push_back(std::move(member));
    }
    return study;
}

Result<Study> readStudySpec(const fs::path& folder)
{
    const fs::path file = folder / kStudyFile;
    if (!holdsStudy(folder)) {
        return fail(ErrorCode::Usage,
                    fmt::format("{}: holds no study: there is no {}", folder.string(), file.string()));
    }
    auto json = readJsonBelow(folder, kStudyFile);
    if (!json) {
        return fail(ErrorCode::Data, json.error().message);
    }
    auto study = studyFromJson(*json, file.string());
    if (!study) {
        return fail(ErrorCode::Data, study.error().message);
    }
    return study;
}

Result<StoredStudy> readStudy(const fs::path& folder)
{
    auto study = readStudySpec(folder);
    if (!study) {
        return passOn(study);
    }
    std::error_code ignored;
    StoredStudy stored{folder, study->varies, {}, {}};
    for (StudyMember& member : study->members) {
        const fs::path place = folder / member.name;
        if (fs::is_symlink(place, ignored)) {
            stored.problems.push_back(fmt::format("{}: is a link, which is not followed", place.string()));
            continue;
        }
        if (!holdsExperiment(place)) {
            stored.problems.push_back(fmt::format("{}: was not begun", place.string()));
            continue;
        }
        auto experiment = readExperiment(place);
        if (!experiment) {
            stored.problems.push_back(experiment.error().message);
            continue;
        }
        stored.members.push_back({member.name, std::move(member.values), std::move(*experiment)});
    }
    return stored;
}

Result<std::vector<StoredExperiment>> readExperiments(const fs::path& folder)
{
    std::vector<StoredExperiment> experiments;
    if (!holdsStudy(folder)) {
        auto experiment = readExperiment(folder);
        if (!experiment) {
            return passOn(experiment);
        }
        experiments.push_back(std::move(*experiment));
        return experiments;
    }
    auto study = readStudy(folder);
    if (!study) {
        return passOn(study);
    }
    for (StoredStudy::Member& member : study->members) {
        experiments.push_back(std::move(member.experiment));
    }
    return experiments;
}

}  // namespace normscope
