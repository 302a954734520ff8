#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Presets.h>
#include <normscope/experiment/Settings.h>

namespace normscope::ui
{

/// The experiment that is being set up: settings, undo history and file. GUI thread only.
///
/// Fields write texts through set(); what does not parse is kept as a problem beside its field and does not touch the
/// spec, so that a spec is valid value by value at any time. Where a setting takes several values, separated by commas,
/// they make several cases (see takesList()). Where the cases are given one by one, as those of the whole assignment
/// are, what is set is set for all of them, until a model is chosen.
class ExperimentDocument : public QObject
{
    Q_OBJECT

  public:
    explicit ExperimentDocument(QObject* parent = nullptr);

    [[nodiscard]] const ExperimentSpec& spec() const { return m_state.spec; }
    [[nodiscard]] const DataFacts& facts() const { return m_state.facts; }
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// The experiment of several cases that is asked for, by settings with a list of values or one by one; none where
    /// it is a single one. Its cases need not fit the data: see problems().
    [[nodiscard]] std::optional<Experiment> plan() const;
    /// Whether the cases are given one by one; spec() is then the first one's.
    [[nodiscard]] bool hasCases() const { return !m_state.cases.empty(); }
    /// Whether one of the networks is of that family.
    [[nodiscard]] bool has(ModelFamily family) const;
    /// Whether one of the networks is trained with that schedule.
    [[nodiscard]] bool has(LrPolicy policy) const;

    /// The setting's value as text, as set() would take it back; what the user typed where that does not parse. Empty
    /// where cases given one by one differ in it.
    [[nodiscard]] QString text(const std::string& key) const;
    /// The values that a text of several stands for, or that cases given one by one have, a case each; empty where it
    /// is one value.
    [[nodiscard]] QStringList values(const std::string& key) const;
    /// Its value in a new experiment.
    [[nodiscard]] QString defaultText(const std::string& key) const;

    /// Sets one setting from text as one step of the undo history; consecutive edits of one setting are one step.
    void set(const std::string& key, const QString& text);
    void setKind(ExperimentKind kind);

    /// The network as it stands, its BN positions on or off as chosen; of several cases the first one's. It need not
    /// fit together. None where the settings make none.
    [[nodiscard]] std::optional<graph::Graph> network() const;
    /// Takes a network of one's own in the place of the family's, as one step of the undo history; consecutive changes
    /// of one `key` are one step. It need not fit together: problems() says what does not. A model that is chosen
    /// afterwards takes its place.
    void setNetwork(graph::Graph network, const QString& what, const std::string& key = {});
    /// Switches a BN position, by its number, off or on in every variant.
    Status switchBatchNorm(std::size_t position, bool isOn);
    /// Replaces everything (a rerun) as one step of the undo history.
    void replace(const ExperimentSpec& spec, const QString& what);
    /// The same by an experiment of one case or of several.
    void replace(const Experiment& experiment, const QString& what);
    /// The same by a preset, on the dataset that is chosen.
    void replace(const Preset& preset, const QString& what);
    /// The same by a file of settings, as a preset of the user's own: on the dataset that is chosen. Nothing has
    /// changed on an error.
    Status replace(const std::filesystem::path& preset, const QString& what);
    /// The preset that the settings were replaced by; null where they were not, or not by one.
    [[nodiscard]] const Preset* preset() const { return findPreset(m_state.preset); }
    /// Whether something other than the data has been set since then.
    [[nodiscard]] bool isPresetChanged() const;

    /// Why this setting's text cannot be used; empty where it can.
    [[nodiscard]] QString problem(const std::string& key) const;
    /// Why set() would keep this text as a problem; empty where it is a value.
    [[nodiscard]] QString problemOf(const std::string& key, const QString& text) const;
    /// All reasons why this cannot be trained, as a twin or as one network: settings that do not parse, settings that
    /// do not fit each other, data that are not there. Empty where it can.
    [[nodiscard]] QStringList problems(ExperimentKind kind) const;
    /// Why settings do not fit each other; empty where they do. Of lists the first values are looked at.
    [[nodiscard]] QString problemTogether() const;

    /// What is expected of the next training, in somebody's own words; empty where nobody said. Not among the settings:
    /// no undo brings it back, and no file of settings has it.
    [[nodiscard]] const QString& hypothesis() const { return m_hypothesis; }
    void setHypothesis(const QString& hypothesis);

    /// Shape of the dataset's images and number of its classes, for the shapes of the layers; those of the datasets
    /// known by name until they are known.
    void setData(const DataShape& shape, std::int64_t trainSamples);
    /// Why the dataset cannot be read, as far as a look at it has told; empty where it can or nobody has looked.
    void setDataProblem(const QString& problem);
    [[nodiscard]] const QString& dataProblem() const { return m_dataProblem; }
    [[nodiscard]] const DataShape& dataShape() const { return m_dataShape; }
    /// Samples after limit and validation; 0 where it is not known.
    [[nodiscard]] std::int64_t samplesToTrainOn() const { return samplesToTrainOn(m_state.spec); }
    /// The same with the limit and validation of one of its cases.
    [[nodiscard]] std::int64_t samplesToTrainOn(const ExperimentSpec& spec) const;

    /// The file that it was read from or saved to; empty for a new one.
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }
    /// Changes that are in no file can be brought back by an undo.
    void startNew();
    /// A file as --config takes it, or one of a network, which is taken into the settings as they are. On an error
    /// nothing has changed; changes that are in no file can be brought back by an undo.
    Status open(const std::filesystem::path& path);
    Status save(const std::filesystem::path& path);
    /// The same, but they stay what they are the settings of.
    Status saveCopy(const std::filesystem::path& path) const;
    /// The network alone, as --network takes it. An error also where it does not fit together.
    Status saveNetwork(const std::filesystem::path& path) const;

    /// Everything but the undo history, to go on with in another session: settings, texts that are no value, what is
    /// expected, and which file it is of.
    [[nodiscard]] QByteArray saveState() const;
    /// False, and nothing has changed, where that is not what saveState() gave.
    bool restoreState(const QByteArray& saved);

  Q_SIGNALS:
    /// Any setting, its problem or the shape of the data has changed: fields show what is there now.
    void changed();
    void hypothesisChanged();
    void pathChanged();
    void modifiedChanged(bool modified);

  private:
    class Edit;
    /// What an undo brings back.
    struct State
    {
        ExperimentSpec spec;
        DataFacts facts;
        std::map<std::string, QString> unparsed = {};  ///< texts that are no value, by key
        std::map<std::string, QString> lists = {};     ///< of several values, by key; the spec holds the first of each
        std::vector<ExperimentCase> cases = {};  ///< given one by one; the spec is the first one's. Empty: none are
        std::string preset = {};                 ///< its key
    };

    [[nodiscard]] static State stateOf(const Preset& preset, const std::string& dataset);
    /// Sets it in the spec and in each of the cases. False where the text is no value.
    static bool parse(State& state, const std::string& key, const QString& text);
    [[nodiscard]] static QString textOf(const State& state, const std::string& key);
    [[nodiscard]] static Result<State> read(const Json& json, const std::string& source);
    [[nodiscard]] static Json write(const State& state);

    /// What is trained, as it stands.
    [[nodiscard]] std::vector<const ExperimentSpec*> specs() const;
    [[nodiscard]] QStringList dataProblems(const std::vector<ExperimentSpec>& specs) const;
    void push(State after, const std::string& key, const QString& what);
    /// Everything but what is the machine's: how many networks train at one time.
    void pushWhole(State after, const QString& what);
    void apply(const State& state);
    /// Another document. Without a history, unless that brings back what is in no file.
    void restart(const State& state, const std::filesystem::path& path, const QString& what);
    void setPath(const std::filesystem::path& path);

    State m_state;
    QUndoStack m_undo;
    std::filesystem::path m_path;
    DataShape m_dataShape;
    std::int64_t m_trainSamples = 0;
    QString m_dataProblem;
    QString m_hypothesis;
};

}  // namespace normscope::ui
