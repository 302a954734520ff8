#pragma once

#include <QObject>
#include <QString>
#include <QUndoStack>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <normscope/experiment/Experiment.h>
#include <normscope/experiment/Settings.h>

namespace normscope::ui
{

/// The experiment that is being set up: settings, undo history and file. GUI thread only.
///
/// Fields write texts through set(); what does not parse is kept as a problem beside its field and does not touch the
/// spec, so that a spec is valid value by value at any time. Where a setting takes several values, separated by commas,
/// they make several cases (see takesList()).
class ExperimentDocument : public QObject
{
    Q_OBJECT

  public:
    explicit ExperimentDocument(QObject* parent = nullptr);

    [[nodiscard]] const ExperimentSpec& spec() const { return m_state.spec; }
    [[nodiscard]] const DataFacts& facts() const { return m_state.facts; }
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// The experiment of several cases that settings with a list of values ask for; none where each has one value. Its
    /// cases need not fit the data: see problems().
    [[nodiscard]] std::optional<Experiment> plan() const;

    /// The setting's value as text, as set() would take it back; what the user typed where that does not parse.
    [[nodiscard]] QString text(const std::string& key) const;
    /// The values that a text of several stands for, a case each; empty where it is one value.
    [[nodiscard]] QStringList values(const std::string& key) const;
    /// Its value in a new experiment.
    [[nodiscard]] QString defaultText(const std::string& key) const;

    /// Sets one setting from text as one step of the undo history; consecutive edits of one setting are one step.
    void set(const std::string& key, const QString& text);
    void setKind(ExperimentKind kind);
    /// Replaces everything (a preset, a rerun) as one step of the undo history.
    void replace(const ExperimentSpec& spec, const QString& what);

    /// Why this setting's text cannot be used; empty where it can.
    [[nodiscard]] QString problem(const std::string& key) const;
    /// All reasons why this cannot be trained, as a twin or as one network: settings that do not parse, settings that
    /// do not fit each other. Empty where it can.
    [[nodiscard]] QStringList problems(ExperimentKind kind) const;

    /// Shape of the dataset's images and number of its classes, for the shapes of the layers; those of the datasets
    /// known by name until they are known.
    void setData(const DataShape& shape, std::int64_t trainSamples);
    [[nodiscard]] const DataShape& dataShape() const { return m_dataShape; }
    /// Samples after limit and validation; 0 where it is not known.
    [[nodiscard]] std::int64_t samplesToTrainOn() const { return samplesOf(m_state.spec); }

    /// The file that it was read from or saved to; empty for a new one.
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] bool isModified() const { return !m_undo.isClean(); }
    void startNew();
    /// A file as --config takes it. On an error nothing has changed.
    Status open(const std::filesystem::path& path);
    Status save(const std::filesystem::path& path);

  Q_SIGNALS:
    /// Any setting, its problem or the shape of the data has changed: fields show what is there now.
    void changed();
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
    };

    [[nodiscard]] std::int64_t samplesOf(const ExperimentSpec& spec) const;
    void push(State after, const std::string& key, const QString& what);
    void apply(const State& state);
    /// Another document: no history.
    void restart(const State& state, const std::filesystem::path& path);

    State m_state;
    QUndoStack m_undo;
    std::filesystem::path m_path;
    DataShape m_dataShape;
    std::int64_t m_trainSamples = 0;
};

}  // namespace normscope::ui
