#pragma once

#include <QObject>
#include <QString>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

namespace normscope::ui
{

/// One run of an experiment; see runsInOrder() for the order in which people see them.
struct RunKey
{
    std::uint64_t seed = 0;
    std::string variant = kBn;  ///< its label
    auto operator<=>(const RunKey&) const = default;
};

/// An experiment, or one case of several, that the window shows: one that trains or has trained here, or one opened
/// from its folder.
struct ShownExperiment
{
    ExperimentId id = 0;
    QString name;   ///< its folder's
    QString title;  ///< what people call it; empty where they have not given it a title
    ExperimentSpec spec;
    std::filesystem::path folder;
    std::filesystem::path root;  ///< the folder of the experiment that it is, or is a case or a run of
    std::map<RunKey, RunRecord> runs;
    bool isLive = false;              ///< still training
    bool isChecked = true;            ///< shown beside the current one where several are laid over each other
    bool isPassing = false;           ///< shown only until another experiment is
    bool isGhost = false;             ///< shown faintly beside the current one: what it was before a change
    bool isPart = false;              ///< a single run, opened by its own folder
    bool isTrainedElsewhere = false;  ///< when it was read, another program was training into its folder
    int firstShade = 0;  ///< of its first seed: given when the window got it, and its own as long as the window lives
    int edition = 0;     ///< another where records were replaced: what was read of those before says nothing about them
    std::vector<Error> errors;
};

/// Whether every run that is planned, or that is shown of a part, is done or diverged: nothing is left to train.
[[nodiscard]] bool isOver(const ShownExperiment& experiment);

/// The runs that there are, by seed and then in the order of the experiment's variants.
[[nodiscard]] std::vector<RunKey> runsInOrder(const ShownExperiment& experiment);

/// The folder of the whole experiment or case, also of a part.
[[nodiscard]] std::filesystem::path wholeFolder(const ShownExperiment& experiment);

/// The experiments of the window, and the only truth that its charts and tables read. GUI thread only. The tables of a
/// run that trains are the training's own, seen as far as its events have been told.
///
/// Readers of long curves remember how many rows of a run they have seen and take the rest at runsChanged(), unless the
/// experiment's edition is another.
class ExperimentStore : public QObject
{
    Q_OBJECT

  public:
    explicit ExperimentStore(QObject* parent = nullptr);

    /// Takes all of the queue's signals in.
    void follow(RunQueue& queue);

    /// Reads a folder (see readCase()) and makes it the current one. An experiment shown already keeps its
    /// id; it is read again only if it is not over, since another program may have gone on with it.
    Result<ExperimentId> open(const std::filesystem::path& folder);

    /// The same, and the current one stays.
    Result<ExperimentId> load(const std::filesystem::path& folder);

    /// Opens every case of an experiment that has begun and makes the first one current. The sentences are of those
    /// that cannot be read. An error where all that have begun cannot.
    Result<std::vector<Message>> openCases(const StoredPlan& plan);

    /// Takes an experiment off the screen; its folder stays. Not possible while it trains.
    void close(ExperimentId id);

    [[nodiscard]] const std::map<ExperimentId, ShownExperiment>& experiments() const { return m_experiments; }
    /// Null where there is none of that id.
    [[nodiscard]] const ShownExperiment* find(ExperimentId id) const;
    /// The one that is compared; null where there is none.
    [[nodiscard]] const ShownExperiment* current() const { return find(m_current); }
    /// Closes those that were there in passing, unless they are cases of the same experiment.
    void setCurrent(ExperimentId id);
    /// One that is checked or unchecked stays.
    void setChecked(ExperimentId id, bool checked);
    /// Told by checkedChanged(). One that trains never is.
    void setPassing(ExperimentId id, bool isPassing);
    /// Told by checkedChanged().
    void setGhost(ExperimentId id, bool isGhost);
    /// People call the experiment of that folder so, or not any more: all of its cases. Told by checkedChanged().
    void setTitle(const std::filesystem::path& root, const QString& title);

  Q_SIGNALS:
    void experimentAdded(normscope::ExperimentId id);
    /// New events of its runs, once for a bulk of them.
    void runsChanged(normscope::ExperimentId id);
    void experimentEnded(normscope::ExperimentId id, const normscope::SessionEnd& end);
    /// It is trained on, has ended, or was read again.
    void stateChanged(normscope::ExperimentId id);
    void experimentClosed(normscope::ExperimentId id);
    void currentChanged();
    void checkedChanged(normscope::ExperimentId id);

  private:
    void start(const QueuedExperiment& started);
    void add(ExperimentId id, const SessionEvents& events);
    /// Gives one that is new to the window its shades.
    void addShades(ShownExperiment& shown);
    /// Puts what a folder holds in place of what is shown of it.
    void fill(ShownExperiment& shown, StoredCase stored) const;
    /// Takes in what `read` gives of that folder, unless it is there already and need not be read again.
    Result<ExperimentId> load(const std::filesystem::path& folder, const std::function<Result<StoredCase>()>& read);
    void closePassing();

    std::map<ExperimentId, ShownExperiment> m_experiments;
    ExperimentId m_current = 0;
    int m_nextShade = 0;
    ExperimentId m_nextOpened = 0;  ///< opened ones count down from -1, trained ones have the queue's ids
};

}  // namespace normscope::ui
