#pragma once

#include <filesystem>
#include <set>
#include <string>

#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentRunner.h>

#include "Progress.h"

namespace normscope
{

/// How much a command that trains says, and in which form.
struct TalkOptions
{
    bool quiet = false;  ///< errors and warnings alone
    bool json = false;   ///< events as JSON, one object a line
};

/// What a command that trains tells while it does so and at the end.
class TrainingTalk
{
  public:
    /// `experiment` outlives it.
    TrainingTalk(const TalkOptions& options, const Experiment& experiment);

    /// Tells each case's network, its runs' progress and its comparison. For runExperiment() and resumeExperiment();
    /// outlived by this.
    [[nodiscard]] ExperimentListener listener();

    /// What the cases, or the only one that was to be trained, have come to and where it lies, or what went wrong. The
    /// exit code of an experiment that ended so.
    [[nodiscard]] int end(const Result<ExperimentOutcome>& outcome, const std::filesystem::path& experiment,
                          const std::string& onlyCase);

    /// Whether results are told to people.
    [[nodiscard]] bool talks() const { return !m_options.quiet && !m_options.json; }

  private:
    void heading(const std::string& caseName);
    [[nodiscard]] int endOf(const ExperimentOutcome& outcome, const std::filesystem::path& folder) const;

    TalkOptions m_options;
    const Experiment& m_experiment;
    Progress m_progress;
    std::set<std::string> m_told;  ///< errors, while others went on
};

}  // namespace normscope
