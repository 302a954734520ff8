#include <normscope/base/FileIo.h>
#include <normscope/experiment/ListText.h>
#include <normscope/graph/GraphJson.h>

#include "ui/models/ExperimentDocument.h"
#include "ui/models/SettingTexts.h"

/// The part of ExperimentDocument.h that writes and reads files and kept states.
namespace normscope::ui
{

namespace
{

/// Of what saveState() gives; another one is not restored.
constexpr int kStateVersion = 1;

/// Takes the lists out of a configuration and leaves the first value of each.
std::map<std::string, QString> takeLists(Json& json)
{
    std::map<std::string, QString> lists;
    for (const Setting& setting : settings()) {
        const auto found = json.find(setting.key);
        if (found == json.end() || !takesList(setting.key) || !found->is_array() || found->empty()) {
            continue;
        }
        QStringList texts;
        for (const Json& value : *found) {
            // "0, 1" would be taken for a number with a decimal comma.
            const bool isWholeReal = setting.valueName == "X" && value.is_number_integer();
            texts.append(QString::fromStdString(value.is_string() ? value.get<std::string>() : jsonText(value)) +
                         (isWholeReal ? QStringLiteral(".0") : QString()));
        }
        lists[setting.key] = texts.join(QStringLiteral(", "));
        *found = Json(found->front());
    }
    return lists;
}

Json textsJson(const std::map<std::string, QString>& texts)
{
    Json json = Json::object();
    for (const auto& [key, text] : texts) {
        json[key] = text.toStdString();
    }
    return json;
}

/// None where one is no text, or of no setting.
std::optional<std::map<std::string, QString>> textsOf(const Json& json, const char* name)
{
    std::map<std::string, QString> texts;
    const auto found = json.find(name);
    if (found == json.end() || !found->is_object()) {
        return std::nullopt;
    }
    for (const auto& [key, value] : found->items()) {
        if (findSetting(key) == nullptr || !value.is_string()) {
            return std::nullopt;
        }
        texts[key] = QString::fromStdString(value.get<std::string>());
    }
    return texts;
}

/// Why the network of one's own does not fit together; none where it does or there is none.
std::optional<Message> networkProblem(const ExperimentSpec& spec)
{
    if (!spec.network) {
        return std::nullopt;
    }
    const auto rows = graph::describe(*spec.network);
    return rows ? std::nullopt : std::optional(rows.error().message);
}

/// Whether it is a setting of another family than the spec's, or one that no file has.
bool isLatent(const Setting& setting, const ExperimentSpec& spec)
{
    return setting.unwritten || (setting.family && !spec.isOf(*setting.family));
}

/// Nothing, where the spec uses the setting: it has a value of its own.
void setLatent(const Setting& setting, const QString& text, ExperimentSpec& spec)
{
    if (isLatent(setting, spec)) {
        (void)setting.parse(spec, text.toStdString());
    }
}

}  // namespace

Result<ExperimentDocument::State> ExperimentDocument::read(const Json& json, const std::string& source)
{
    ExperimentSpec base;
    const auto command = json.find("command");
    if (command != json.end() && *command == nameOf(ExperimentKind::Train)) {
        base.kind = ExperimentKind::Train;
    }
    if (namesCases(json)) {
        auto experiment = experimentFromJson(json, base, source);
        if (!experiment) {
            return passOn(experiment);
        }
        const ExperimentCase& first = experiment->cases.front();
        State state{first.spec, first.facts};
        if (experiment->hasSeveralCases()) {
            state.cases = std::move(experiment->cases);
        }
        return state;
    }
    Json single = json;
    auto lists = takeLists(single);
    auto config = fromJson(single, base, source);
    if (!config) {
        return passOn(config);
    }
    for (const auto& [key, text] : lists) {
        auto list = listFromText(*findSetting(key), text.toStdString());
        const auto cases = list ? experimentOf(*config, {std::move(*list)}) : Result<Experiment>(passOn(list));
        if (!cases) {
            return fail(cases.error().code, Message::tr("{}: {}", source, cases.error().message));
        }
    }
    return State{std::move(config->spec), std::move(config->facts), {}, std::move(lists)};
}

Json ExperimentDocument::write(const State& state)
{
    if (!state.cases.empty()) {
        return toJson(Experiment{{}, state.cases});
    }
    Json json = toJson(state.spec, state.facts);
    for (const auto& [key, text] : state.lists) {
        const Setting* setting = findSetting(key);
        json[key] = Json::array();
        for (const std::string& value : listFromText(*setting, text.toStdString()).value_or(ValueList()).values) {
            ExperimentSpec one = state.spec;
            (void)setting->parse(one, value);
            json[key].push_back(setting->value(one).value_or(Json(value)));
        }
    }
    return json;
}

Status ExperimentDocument::open(const std::filesystem::path& path)
{
    const auto json = readJsonObject(path);
    if (!json) {
        return passOn(json);
    }
    if (json->contains("nodes")) {
        auto network = graph::readGraph(path);
        if (!network) {
            return passOn(network);
        }
        setNetwork(std::move(*network), tr("Open network"));
        return {};
    }
    const auto state = read(*json, path.string());
    if (!state) {
        return passOn(state);
    }
    restart(*state, path, tr("Open experiment"));
    return {};
}

Status ExperimentDocument::saveNetwork(const std::filesystem::path& path) const
{
    if (const auto depth = checkDepth(m_state.spec); !depth) {
        return fail(ErrorCode::Usage, Message::tr("not saved: {}", depth.error().message));
    }
    const auto graph = network();
    const auto rows = graph ? graph::describe(*graph) : Result<std::vector<graph::NodeDescription>>();
    if (!rows) {
        return fail(ErrorCode::Usage, Message::tr("not saved: {}", rows.error().message));
    }
    return graph ? writeFileAtomically(path, jsonText(graph::toJson(*graph), 2) + "\n") : Status();
}

Status ExperimentDocument::replace(const std::filesystem::path& preset, const QString& what)
{
    const auto json = readJsonObject(preset);
    auto state = json ? read(*json, preset.string()) : Result<State>(passOn(json));
    if (!state) {
        return passOn(state);
    }
    const auto useChosenData = [this](ExperimentSpec& spec, DataFacts& facts) {
        spec.dataset = m_state.spec.dataset;
        spec.testDataset = m_state.spec.testDataset;
        facts = {};
    };
    useChosenData(state->spec, state->facts);
    for (ExperimentCase& one : state->cases) {
        useChosenData(one.spec, one.facts);
    }
    pushWhole(std::move(*state), what);
    return {};
}

Status ExperimentDocument::saveCopy(const std::filesystem::path& path) const
{
    if (!m_state.unparsed.empty()) {
        const auto& [key, text] = *m_state.unparsed.begin();
        return fail(ErrorCode::Usage, Message::tr("not saved: {}: {}", key, problem(key).toStdString()));
    }
    if (const auto problem = networkProblem(m_state.spec)) {
        return fail(ErrorCode::Usage, Message::tr("not saved: {}", *problem));
    }
    return writeFileAtomically(path, jsonText(write(m_state), 4) + "\n");
}

Status ExperimentDocument::save(const std::filesystem::path& path)
{
    if (auto status = saveCopy(path); !status) {
        return status;
    }
    m_path = path;
    m_undo.setClean();
    Q_EMIT pathChanged();
    return {};
}

QByteArray ExperimentDocument::saveState() const
{
    std::map<std::string, QString> others;
    for (const Setting& setting : settings()) {
        // What belongs to another family is in no file, but comes back with it.
        if (isLatent(setting, m_state.spec)) {
            others[setting.key] = settingText(setting.key, m_state.spec);
        }
    }
    Json json = Json::object();
    json["version"] = kStateVersion;
    State kept = m_state;
    if (networkProblem(m_state.spec)) {
        // No configuration has what does not fit together.
        json["draft"] = graph::toJson(*m_state.spec.network);
        kept.spec.network.reset();
    }
    json["settings"] = write(kept);
    // What a network of one's own is given up for.
    json["family"] = nameOf(m_state.spec.family);
    json["others"] = textsJson(others);
    json["lists"] = textsJson(m_state.lists);
    json["unparsed"] = textsJson(m_state.unparsed);
    json["preset"] = m_state.preset;
    json["hypothesis"] = m_hypothesis.toStdString();
    json["path"] = m_path.string();
    json["modified"] = isModified();
    return QByteArray::fromStdString(jsonText(json));
}

bool ExperimentDocument::restoreState(const QByteArray& saved)
{
    const auto json = parseJsonObject(saved.toStdString(), "state");
    const auto has = [&](const char* name, Json::value_t type) {
        return json->contains(name) && (*json)[name].type() == type;
    };
    if (!json || json->value("version", Json()) != kStateVersion || !has("settings", Json::value_t::object) ||
        !has("preset", Json::value_t::string) || !has("path", Json::value_t::string) ||
        !has("modified", Json::value_t::boolean)) {
        return false;
    }
    auto state = read((*json)["settings"], "state");
    const auto others = textsOf(*json, "others");
    auto lists = textsOf(*json, "lists");
    auto unparsed = textsOf(*json, "unparsed");
    if (!state || !others || !lists || !unparsed) {
        return false;
    }
    if (has("hypothesis", Json::value_t::string)) {
        setHypothesis(QString::fromStdString((*json)["hypothesis"].get<std::string>()));
    }
    std::filesystem::path path = (*json)["path"].get<std::string>();
    const bool wasModified = (*json)["modified"].get<bool>();
    // Where its file is gone or cannot be opened, what was saved in it is in no file.
    const bool isModified = wasModified || !path.empty();
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        path.clear();
    }
    if (!path.empty() && !wasModified && open(path)) {
        return true;
    }
    for (const auto& [key, text] : *others) {
        const Setting& setting = *findSetting(key);
        setLatent(setting, text, state->spec);
        for (ExperimentCase& one : state->cases) {
            setLatent(setting, text, one.spec);
        }
    }
    // As they were typed, where they say what the settings do.
    for (auto& [key, text] : state->lists) {
        const auto typed = lists->find(key);
        if (typed != lists->end() && listFromText(*findSetting(key), typed->second.toStdString())) {
            text = typed->second;
        }
    }
    if (state->cases.empty() && has("family", Json::value_t::string)) {
        ExperimentSpec scratch;
        if (findSetting("model")->parse(scratch, (*json)["family"].get<std::string>())) {
            state->spec.family = scratch.family;
        }
    }
    if (has("draft", Json::value_t::object)) {
        if (auto draft = graph::graphFromJson((*json)["draft"], "state")) {
            state->spec.network = std::move(*draft);
        }
    }
    state->unparsed = std::move(*unparsed);
    state->preset = (*json)["preset"].get<std::string>();
    m_undo.clear();
    if (isModified) {
        m_undo.resetClean();
    }
    apply(*state);
    setPath(path);
    return true;
}

}  // namespace normscope::ui
