#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/train/TrainingEvent.h>

namespace normscope
{

/// Shows on stderr how far an experiment is: a bar with samples/s and the time left on a terminal, a line an epoch
/// elsewhere.
class Progress
{
  public:
    explicit Progress(const ExperimentSpec& spec);

    void show(std::uint64_t seed, const TrainingEvent& event);

    /// Takes the bar off the terminal.
    void finish();

  private:
    void onStep(std::uint64_t seed, const std::string& variant, const Step& step);
    void onEpoch(std::uint64_t seed, const std::string& variant, const EpochResult& epoch);
    void drawBar(std::uint64_t seed, const Step& step);
    void printLine(const std::string& line);

    bool m_isTerminal;
    std::size_t m_widest = 0;  ///< characters of the longest variant's phrase
    std::int64_t m_runs;       ///< of the whole experiment
    std::int64_t m_epochs;
    std::int64_t m_iterationsPerEpoch = 0;
    std::int64_t m_samplesPerEpoch = 0;
    std::int64_t m_stepsBefore = 0;  ///< by a process that was interrupted
    std::int64_t m_stepsDone = 0;
    std::vector<std::string> m_variants;
    std::map<std::pair<std::uint64_t, std::string>, float> m_losses;  ///< the last of each seed and variant
    Stopwatch m_sinceStart;
    Stopwatch m_sinceDrawn;
    bool m_isDrawn = false;
};

}  // namespace normscope
