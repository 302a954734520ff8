#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include <normscope/base/Result.h>
#include <normscope/experiment/Experiment.h>
#include <normscope/train/TrainingSpec.h>

/// What is settled before an experiment trains.
namespace normscope
{

/// A case with the facts of its data, whose settings have been found to fit them, and those data.
struct PreparedCase
{
    ExperimentCase one;
    std::shared_ptr<const TrainingData> data;
};

/// Names folders of data so that the experiment can be resumed from any working directory.
void nameDataFromAnywhere(ExperimentSpec& spec);
void nameDataFromAnywhere(Experiment& experiment);

/// Checks everything that can be decided without data: settings against each other, whether the dataset is there.
/// ErrorCode::Usage if not.
[[nodiscard]] Status checkWithoutData(const ExperimentSpec& spec);

/// That of every case, whose name is in the error, and whether `folder` may be written to.
[[nodiscard]] Status checkBeforeData(const Experiment& experiment, const std::filesystem::path& folder, bool force);

/// The data of cases, read when they are asked for. Those that a case shares with the one before are not read again.
class CaseData
{
  public:
    /// Reads the case's data and checks its settings against them. Data that differ from the facts that the case has
    /// are told in the log, if `warns`; a caller that refuses them has more to say.
    [[nodiscard]] Result<PreparedCase> prepare(const ExperimentCase& one, bool warns = true);

  private:
    struct Loaded
    {
        ExperimentSpec asked;  ///< what it was read for
        ExperimentSpec found;  ///< the same, with the datasets' own names
        DataFacts facts;
        std::shared_ptr<const TrainingData> data;
    };
    [[nodiscard]] static Result<Loaded> load(const ExperimentCase& one);

    std::optional<Loaded> m_last;
};

/// The same of one case alone.
[[nodiscard]] Result<PreparedCase> prepareCase(const ExperimentCase& one);

/// Writes what is known of a prepared case's data down in all cases that use the same.
void addFacts(Experiment& experiment, const ExperimentCase& asked, const PreparedCase& prepared);

}  // namespace normscope
