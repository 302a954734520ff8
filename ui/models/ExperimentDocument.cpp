#include "ui/models/ExperimentDocument.h"

#include <QUndoCommand>
#include <algorithm>
#include <set>
#include <utility>

#include <normscope/data/DatasetCatalog.h>
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

    /// From settings that are of no file to those of one, or back to none.
    void goesTo(const std::filesystem::path& path) { m_path = path; }

    void undo() override
    {
        m_document.apply(m_before);
        if (m_path) {
            m_document.setPath({});
        }
    }
    void redo() override
    {
        m_document.apply(m_after);
        if (m_path) {
            m_document.setPath(*m_path);
        }
    }

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
    std::optional<std::filesystem::path> m_path;
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
    return list != m_state.lists.end() ? list->second : textOf(m_state, key);
}

QStringList ExperimentDocument::values(const std::string& key) const
{
    const auto list = m_state.lists.find(key);
    QStringList values;
    if (list != m_state.lists.end()) {
        for (const std::string& value : valuesOf(key, list->second).values) {
            values.append(QString::fromStdString(value));
        }
    } else if (!m_state.unparsed.contains(key) && textOf(m_state, key).isEmpty()) {
        for (const ExperimentCase& one : m_state.cases) {
            values.append(settingText(key, one.spec));
        }
        // Left open in all of them.
        values = values.join(QString()).isEmpty() ? QStringList() : values;
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
    if (key == "model" && hasCases()) {
        // The case that has it, and from now on no other.
        const auto chosen = std::find_if(after.cases.begin(), after.cases.end(), [&](const ExperimentCase& one) {
            return text.toStdString() == modelWord(one.spec);
        });
        after.spec = chosen != after.cases.end() ? chosen->spec : after.spec;
        after.cases.clear();
    }
    if (isList(key, text) && !hasCases() && casesOf(m_state.spec, key, text)) {
        after.lists[key] = text;
        // Cases have been made of the values: each of them parses.
        (void)setting->parse(after.spec, valuesOf(key, text).values.front());
    } else if (text.isEmpty() && setting->clear) {
        setting->clear(after.spec);
        for (ExperimentCase& one : after.cases) {
            setting->clear(one.spec);
        }
    } else if (!parse(after, key, text)) {
        after.unparsed[key] = text;
        after.spec = m_state.spec;
        after.cases = m_state.cases;
    }
    const auto forget = [&](std::string DataFacts::*sha256) {
        (after.facts.*sha256).clear();
        for (ExperimentCase& one : after.cases) {
            (one.facts.*sha256).clear();
        }
    };
    if (key == "dataset") {
        forget(&DataFacts::datasetSha256);
        after.facts.datasetSplit = 0;
    } else if (key == "test_dataset") {
        forget(&DataFacts::testDatasetSha256);
    }
    push(std::move(after), key, tr("Change of “%1”").arg(plainLabel(key)));
}

bool ExperimentDocument::parse(State& state, const std::string& key, const QString& text)
{
    std::vector<ExperimentSpec*> specs{&state.spec};
    for (ExperimentCase& one : state.cases) {
        specs.push_back(&one.spec);
    }
    return std::all_of(specs.begin(), specs.end(), [&](ExperimentSpec* spec) {
        const ExperimentSpec before = *spec;
        const bool isValue = findSetting(key)->parse(*spec, text.toStdString()).has_value();
        if (isValue && shapesTheModel(key)) {
            fitBatchNorm(*spec, spec->family != before.family || before.network);
        }
        return isValue;
    });
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
    pushWhole({spec, {}, {}}, what);
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
    return unparsed == m_state.unparsed.end() ? QString() : problemOf(key, unparsed->second);
}

QString ExperimentDocument::problemOf(const std::string& key, const QString& text) const
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr || (text.isEmpty() && setting->clear)) {
        return {};
    }
    if (isList(key, text) && hasCases()) {
        return tr("one value: it is for all of the networks. Choose one model to give several values");
    }
    if (isList(key, text)) {
        const auto cases = casesOf(m_state.spec, key, text);
        return cases ? QString() : shownText(cases.error().message);
    }
    ExperimentSpec scratch = m_state.spec;
    const auto status = setting->parse(scratch, text.toStdString());
    return status ? QString() : shownText(status.error().message);
}

QStringList ExperimentDocument::problems(ExperimentKind kind) const
{
    QStringList found;
    for (const auto& [key, text] : m_state.unparsed) {
        found.append(tr("“%1”: %2").arg(plainLabel(key), problem(key)));
    }
    if (kind == ExperimentKind::Train && !m_state.lists.empty()) {
        found.append(tr("“%1”: several values make several cases of a twin: give one value to train one network")
                         .arg(plainLabel(m_state.lists.begin()->first)));
    }
    if (kind == ExperimentKind::Train && hasCases()) {
        found.append(tr("“%1”: choose one to train one network").arg(plainLabel("model")));
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
        if (auto status = checkTogether(spec, m_dataShape, samplesToTrainOn(spec)); !status) {
            found.append(shownText(status.error().message));
        }
    }
    found.append(dataProblems(specs));
    found.removeDuplicates();
    return found;
}

QString ExperimentDocument::problemTogether() const
{
    for (const ExperimentSpec* spec : specs()) {
        if (const auto status = checkTogether(*spec, m_dataShape, samplesToTrainOn(*spec)); !status) {
            return shownText(status.error().message);
        }
    }
    return {};
}

QStringList ExperimentDocument::dataProblems(const std::vector<ExperimentSpec>& specs) const
{
    std::set<std::string> names;
    for (const ExperimentSpec& spec : specs) {
        names.insert(spec.dataset);
        names.insert(spec.testDataset.empty() ? spec.dataset : spec.testDataset);
    }
    QStringList found;
    for (const std::string& name : names) {
        if (const auto located = locateDataset(name); !located) {
            //: %1 is the field for the dataset, %2 the button below it
            found.append(tr("The dataset was not found: choose another one in “%1”, or its folder with “%2”. (%3)")
                             .arg(plainLabel("dataset"), tr("Choose a folder…"), shownText(located.error().message)));
        } else if (name == m_state.spec.dataset && !m_dataProblem.isEmpty()) {
            found.append(m_dataProblem);
        }
    }
    return found;
}

std::optional<Experiment> ExperimentDocument::plan() const
{
    if (hasCases()) {
        Experiment experiment{{}, m_state.cases};
        for (ExperimentCase& one : experiment.cases) {
            one.spec.kind = ExperimentKind::Twin;
        }
        return experiment;
    }
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

std::int64_t ExperimentDocument::samplesToTrainOn(const ExperimentSpec& spec) const
{
    if (m_trainSamples == 0) {
        return 0;
    }
    const std::int64_t limited = spec.limit > 0 ? std::min(spec.limit, m_trainSamples) : m_trainSamples;
    const std::int64_t left = std::max<std::int64_t>(0, limited - spec.validation);
    return spec.perClass > 0 ? std::min(left, spec.perClass * m_dataShape.classes) : left;
}

void ExperimentDocument::setHypothesis(const QString& hypothesis)
{
    if (hypothesis != m_hypothesis) {
        m_hypothesis = hypothesis;
        Q_EMIT hypothesisChanged();
    }
}

void ExperimentDocument::setData(const DataShape& shape, std::int64_t trainSamples)
{
    if (shape != m_dataShape || trainSamples != m_trainSamples) {
        m_dataShape = shape;
        m_trainSamples = trainSamples;
        Q_EMIT changed();
    }
}

void ExperimentDocument::setDataProblem(const QString& problem)
{
    m_dataProblem = problem;
}

void ExperimentDocument::setPath(const std::filesystem::path& path)
{
    m_path = path;
    Q_EMIT pathChanged();
}

void ExperimentDocument::restart(const State& state, const std::filesystem::path& path, const QString& what)
{
    if (m_path.empty() && isModified()) {
        auto* edit = new Edit(*this, m_state, state, {}, what);
        edit->goesTo(path);
        m_undo.push(edit);
        m_undo.setClean();
        return;
    }
    m_undo.clear();
    apply(state);
    setPath(path);
}

void ExperimentDocument::startNew()
{
    restart({}, {}, tr("New experiment"));
}

}  // namespace normscope::ui
