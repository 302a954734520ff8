#include "ui/models/ExperimentDocument.h"

#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/experiment/ListText.h>
#include <normscope/graph/Variants.h>

#include "ui/models/SettingTexts.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

/// One step of the undo history: everything before and everything after. Specs are small.
class ExperimentDocument::Edit : public QUndoCommand
{
  public:
    Edit(ExperimentDocument& document, State before, State after, std::string key, const QString& what)
        : QUndoCommand(what)
        , m_document(document)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_key(std::move(key))
    {
    }

    void undo() override { m_document.apply(m_before); }
    void redo() override { m_document.apply(m_after); }

    /// Equal for all edits: mergeWith() decides by key.
    [[nodiscard]] int id() const override { return m_key.empty() ? -1 : 1; }

    bool mergeWith(const QUndoCommand* other) override
    {
        const auto* next = static_cast<const Edit*>(other);
        if (next->m_key != m_key) {
            return false;
        }
        m_after = next->m_after;
        return true;
    }

  private:
    ExperimentDocument& m_document;
    State m_before;
    State m_after;
    std::string m_key;
};

namespace
{

bool shapesTheModel(const std::string& key)
{
    return key == "model" || key == "hidden" || key == "channels" || key == "blocks" || key == "widths";
}

/// Switches of BN positions that are no more are dropped, new positions are on.
void fitBatchNorm(ExperimentSpec& spec, bool isOtherFamily)
{
    auto& each = spec.batchNorm.each;
    if (each.empty()) {
        return;
    }
    if (isOtherFamily) {
        each.clear();
        return;
    }
    const bool stagesFit =
        (!spec.isOf(ModelFamily::ResNet) || spec.blocks.size() == spec.widths.size()) && checkDepth(spec).has_value();
    if (stagesFit) {
        each.resize(graph::batchNormPositions(modelOf(spec, DataShape())).size(), true);
    }
}

bool isList(const std::string& key, const QString& text)
{
    return takesList(key) && text.contains(QLatin1Char(','));
}

/// The cases that a text of several values makes of the spec.
Result<Experiment> casesOf(const ExperimentSpec& spec, const std::string& key, const QString& text)
{
    auto list = listFromText(*findSetting(key), text.toStdString());
    return list ? experimentOf({spec, {}}, {std::move(*list)}) : Result<Experiment>(passOn(list));
}

/// The values of a text that casesOf() takes.
ValueList valuesOf(const std::string& key, const QString& text)
{
    return listFromText(*findSetting(key), text.toStdString()).value_or(ValueList());
}

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

}  // namespace

ExperimentDocument::ExperimentDocument(QObject* parent)
    : QObject(parent)
{
    connect(&m_undo, &QUndoStack::cleanChanged, this, [this](bool isClean) { Q_EMIT modifiedChanged(!isClean); });
}

QString ExperimentDocument::text(const std::string& key) const
{
    const auto unparsed = m_state.unparsed.find(key);
    if (unparsed != m_state.unparsed.end()) {
        return unparsed->second;
    }
    const auto list = m_state.lists.find(key);
    return list != m_state.lists.end() ? list->second : settingText(key, m_state.spec);
}

QStringList ExperimentDocument::values(const std::string& key) const
{
    const auto list = m_state.lists.find(key);
    QStringList values;
    if (list != m_state.lists.end()) {
        for (const std::string& value : valuesOf(key, list->second).values) {
            values.append(QString::fromStdString(value));
        }
    }
    return values;
}

QString ExperimentDocument::defaultText(const std::string& key) const
{
    return settingText(key, ExperimentSpec());
}

void ExperimentDocument::set(const std::string& key, const QString& text)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr || text == this->text(key)) {
        return;
    }
    State after = m_state;
    after.unparsed.erase(key);
    after.lists.erase(key);
    if (isList(key, text) && casesOf(m_state.spec, key, text)) {
        after.lists[key] = text;
        // Cases have been made of the values: each of them parses.
        (void)setting->parse(after.spec, valuesOf(key, text).values.front());
    } else if (text.isEmpty() && setting->clear) {
        setting->clear(after.spec);
    } else if (!setting->parse(after.spec, text.toStdString())) {
        after.unparsed[key] = text;
        after.spec = m_state.spec;
    } else if (shapesTheModel(key)) {
        fitBatchNorm(after.spec, after.spec.family != m_state.spec.family || m_state.spec.network);
    }
    if (key == "dataset") {
        after.facts.datasetSha256.clear();
    } else if (key == "test_dataset") {
        after.facts.testDatasetSha256.clear();
    }
    push(std::move(after), key, tr("Change of %1").arg(QString::fromStdString(key)));
}

void ExperimentDocument::setKind(ExperimentKind kind)
{
    if (kind != m_state.spec.kind) {
        State after = m_state;
        after.spec.kind = kind;
        push(std::move(after), "command", tr("Change of what is trained"));
    }
}

void ExperimentDocument::replace(const ExperimentSpec& spec, const QString& what)
{
    push({spec, {}, {}}, {}, what);
}

void ExperimentDocument::push(State after, const std::string& key, const QString& what)
{
    m_undo.push(new Edit(*this, m_state, std::move(after), key, what));
}

void ExperimentDocument::apply(const State& state)
{
    m_state = state;
    Q_EMIT changed();
}

QString ExperimentDocument::problem(const std::string& key) const
{
    const auto unparsed = m_state.unparsed.find(key);
    const Setting* setting = findSetting(key);
    if (unparsed == m_state.unparsed.end() || setting == nullptr) {
        return {};
    }
    if (isList(key, unparsed->second)) {
        const auto cases = casesOf(m_state.spec, key, unparsed->second);
        return cases ? QString() : shownText(cases.error().message);
    }
    ExperimentSpec scratch = m_state.spec;
    const auto status = setting->parse(scratch, unparsed->second.toStdString());
    return status ? QString() : shownText(status.error().message);
}

QStringList ExperimentDocument::problems(ExperimentKind kind) const
{
    QStringList found;
    for (const auto& [key, text] : m_state.unparsed) {
        found.append(QStringLiteral("%1: %2").arg(QString::fromStdString(key), problem(key)));
    }
    if (kind == ExperimentKind::Train && !m_state.lists.empty()) {
        found.append(tr("%1: several values make several cases of a twin: give one value to train one network")
                         .arg(QString::fromStdString(m_state.lists.begin()->first)));
    }
    ExperimentSpec alone = m_state.spec;
    alone.kind = kind;
    std::vector<ExperimentSpec> specs{alone};
    if (const auto asked = plan()) {
        specs.clear();
        for (const ExperimentCase& one : asked->cases) {
            specs.push_back(one.spec);
        }
    }
    for (const ExperimentSpec& spec : specs) {
        if (auto status = checkTogether(spec, m_dataShape, samplesOf(spec)); !status) {
            found.append(shownText(status.error().message));
        }
    }
    found.removeDuplicates();
    return found;
}

std::optional<Experiment> ExperimentDocument::plan() const
{
    if (m_state.lists.empty()) {
        return std::nullopt;
    }
    std::vector<ValueList> lists;
    for (const auto& [key, text] : m_state.lists) {
        lists.push_back(valuesOf(key, text));
    }
    ExperimentSpec base = m_state.spec;
    base.kind = ExperimentKind::Twin;
    auto experiment = experimentOf({base, m_state.facts}, lists);
    return experiment ? std::optional(std::move(*experiment)) : std::nullopt;
}

std::int64_t ExperimentDocument::samplesOf(const ExperimentSpec& spec) const
{
    if (m_trainSamples == 0) {
        return 0;
    }
    const std::int64_t limited = spec.limit > 0 ? std::min(spec.limit, m_trainSamples) : m_trainSamples;
    return std::max<std::int64_t>(0, limited - spec.validation);
}

void ExperimentDocument::setData(const DataShape& shape, std::int64_t trainSamples)
{
    if (shape != m_dataShape || trainSamples != m_trainSamples) {
        m_dataShape = shape;
        m_trainSamples = trainSamples;
        Q_EMIT changed();
    }
}

void ExperimentDocument::restart(const State& state, const std::filesystem::path& path)
{
    m_undo.clear();
    m_path = path;
    apply(state);
    Q_EMIT pathChanged();
}

void ExperimentDocument::startNew()
{
    restart({}, {});
}

Status ExperimentDocument::open(const std::filesystem::path& path)
{
    auto json = readJsonObject(path);
    if (!json) {
        return passOn(json);
    }
    ExperimentSpec base;
    const auto command = json->find("command");
    if (command != json->end() && *command == nameOf(ExperimentKind::Train)) {
        base.kind = ExperimentKind::Train;
    }
    if (namesCases(*json)) {
        return fail(
            ErrorCode::Usage,
            Message::tr("{}: gives its cases one by one, which the window cannot show as settings: train it with "
                        "normscope twin --config",
                        path.string()));
    }
    auto lists = takeLists(*json);
    auto config = fromJson(*json, base, path.string());
    if (!config) {
        return passOn(config);
    }
    for (const auto& [key, text] : lists) {
        if (const auto cases = casesOf(config->spec, key, text); !cases) {
            return fail(cases.error().code, Message::tr("{}: {}", path.string(), cases.error().message));
        }
    }
    restart({std::move(config->spec), std::move(config->facts), {}, std::move(lists)}, path);
    return {};
}

Status ExperimentDocument::save(const std::filesystem::path& path)
{
    if (!m_state.unparsed.empty()) {
        const auto& [key, text] = *m_state.unparsed.begin();
        return fail(ErrorCode::Usage, Message::tr("not saved: {}: {}", key, problem(key).toStdString()));
    }
    Json json = toJson(m_state.spec, m_state.facts);
    for (const auto& [key, text] : m_state.lists) {
        json[key] = Json::array();
        for (const std::string& value : valuesOf(key, text).values) {
            ExperimentSpec one = m_state.spec;
            (void)findSetting(key)->parse(one, value);
            json[key].push_back(findSetting(key)->value(one).value_or(Json(value)));
        }
    }
    if (auto status = writeFileAtomically(path, jsonText(json, 4) + "\n"); !status) {
        return status;
    }
    m_path = path;
    m_undo.setClean();
    Q_EMIT pathChanged();
    return {};
}

}  // namespace normscope::ui
