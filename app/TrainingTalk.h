#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
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
    std::string member;  ///< of a study, which all that is told is about; empty: none
};

/// What a command that trains tells while it does so and at the end.
class TrainingTalk
{
  public:
    TrainingTalk(const TalkOptions& options, const ExperimentSpec& spec);

    /// The table of the network's layers.
    void showModel(const PreparedExperiment& experiment) const;

    /// For runExperiment() and resumeExperiment().
    [[nodiscard]] ExperimentSink sink();

    /// The comparison and where it lies, or what went wrong. The exit code of an experiment that ended so.
    [[nodiscard]] int end(const Result<ExperimentOutcome>& outcome, const std::filesystem::path& folder);

  private:
    [[nodiscard]] bool talks() const { return !m_options.quiet && !m_options.json; }

    TalkOptions m_options;
    Progress m_progress;
};

}  // namespace normscope
