#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/ExperimentRunner.h>

namespace normscope
{

/// "1:05" for 65 seconds.
[[nodiscard]] std::string asClock(double seconds);

/// A bar of text, full at 1.
[[nodiscard]] std::string progressBar(double done);

/// Shows on stderr how far an experiment is: a bar with samples/s and the time left on a terminal, a line an epoch
/// elsewhere.
class Progress
{
  public:
    /// `experiment` outlives it.
    explicit Progress(const Experiment& experiment);

    void show(const RunRecord& run, const TrainingEvent& event);

    /// A case is over, perhaps before anything of it was trained here.
    void end(const CaseOutcome& done);

    /// Takes the bar off the terminal.
    void finish();

  private:
    /// What is known of a case of the experiment.
    struct Case
    {
        std::int64_t runs = 0;
        std::int64_t epochs = 0;
        std::int64_t iterationsPerEpoch = 1;
        std::int64_t samplesPerEpoch = 0;
        std::vector<std::string> variants;
        /// Of the last seed that had a step: the last loss of each variant.
        std::uint64_t seed = 0;
        std::map<std::string, float> losses;
    };

    void onStep(const RunRecord& run, Case& one, const Step& step);
    void onEpoch(const RunRecord& run, const Case& one, const EpochResult& epoch);
    void drawBar(const RunRecord& run, const Case& one, const Step& step);
    void printLine(const std::string& line);

    bool m_isTerminal;
    std::size_t m_widest = 0;  ///< characters of the longest variant's phrase
    std::map<std::string, Case> m_cases;
    double m_epochs = 0;        ///< of all runs of all cases
    double m_epochsBefore = 0;  ///< that were over before, as of a process that was interrupted
    double m_epochsDone = 0;    ///< by this process
    double m_samplesDone = 0;
    Stopwatch m_sinceStart;
    Stopwatch m_sinceDrawn;
    bool m_isDrawn = false;
};

}  // namespace normscope
