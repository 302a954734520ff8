#pragma once

#include <QObject>
#include <QString>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <vector>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

namespace normscope::ui
{

/// One run of an experiment; BN sorts before no-BN of the same seed.
struct RunKey
{
    std::uint64_t seed = 0;
    Twin twin = Twin::Bn;
    auto operator<=>(const RunKey&) const = default;
};

/// An experiment that the window shows: one that trains or has trained here, or one opened from its folder.
struct ShownExperiment
{
    ExperimentId id = 0;
    QString name;  ///< by what differs: its folder's name
    ExperimentSpec spec;
    std::filesystem::path folder;
    std::map<RunKey, RunRecord> runs;
    bool isLive = false;     ///< still training
    bool isChecked = true;   ///< shown beside the current one where several are laid over each other
    std::vector<Error> errors;
};

/// The experiments of the window, and the only truth that its charts and tables read. GUI thread only.
///
/// Readers of long curves remember how many steps of a run they have seen and take the rest at runsChanged().
class ExperimentStore : public QObject
{
    Q_OBJECT

  public:
    explicit ExperimentStore(QObject* parent = nullptr);

    /// Takes all of the queue's signals in.
    void follow(RunQueue& queue);

    /// Reads a run folder (see readExperiment()) and makes it the current one. An experiment shown already is not read
    /// twice but made current.
    Result<ExperimentId> open(const std::filesystem::path& folder);

    /// Takes an experiment off the screen; its folder stays. Not possible while it trains.
    void close(ExperimentId id);

    [[nodiscard]] const std::map<ExperimentId, ShownExperiment>& experiments() const { return m_experiments; }
    /// Null where there is none of that id.
    [[nodiscard]] const ShownExperiment* find(ExperimentId id) const;
    /// The one that is compared; null where there is none.
    [[nodiscard]] const ShownExperiment* current() const { return find(m_current); }
    void setCurrent(ExperimentId id);
    void setChecked(ExperimentId id, bool checked);

  Q_SIGNALS:
    void experimentAdded(normscope::ExperimentId id);
    /// New events of its runs, once for a bulk of them.
    void runsChanged(normscope::ExperimentId id);
    void experimentEnded(normscope::ExperimentId id, const normscope::SessionEnd& end);
    void experimentClosed(normscope::ExperimentId id);
    void currentChanged();
    void checkedChanged(normscope::ExperimentId id);

  private:
    std::map<ExperimentId, ShownExperiment> m_experiments;
    ExperimentId m_current = 0;
    ExperimentId m_nextOpened = 0;  ///< opened ones count down from -1, trained ones have the queue's ids
};

}  // namespace normscope::ui
