#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Result.h>

/// What looks inside networks while they train: the table that settings, files and exports know instruments by. What
/// an instrument computes, and from where its definition comes, stands in the file of its name beside this one.
namespace normscope
{

/// What a look costs: little, more, much. Each group holds those before it.
enum class ProbeGroup
{
    Economy,
    Business,
    Full,
};

/// When an instrument looks.
enum class ProbeTime
{
    Regularly,  ///< every so many iterations from the first weights on, and after the last step
    EpochEnds,  ///< after the last step of each epoch
    Start,      ///< at the first weights
    End,        ///< after the last step
};

/// Where a run stands, in steps taken.
struct ProbeMoment
{
    std::int64_t iteration = 0;
    std::int64_t perEpoch = 1;  ///< steps of an epoch
    std::int64_t last = 0;      ///< steps of the whole run
};

struct Instrument
{
    std::string name;  ///< "effective-lr": of --probe and of its file
    ProbeGroup group = ProbeGroup::Full;
    ProbeTime time = ProbeTime::Regularly;
    std::vector<std::string> columns;  ///< of its file behind iteration and layer

    /// Whether it looks at that moment.
    [[nodiscard]] bool isDue(const ProbeMoment& moment, std::int64_t every) const;

    /// "probes/effective-lr.csv", in the folder of a run.
    [[nodiscard]] std::string file() const;
    [[nodiscard]] std::string header() const;
};

/// All that there are, the cheap ones first.
[[nodiscard]] const std::vector<Instrument>& instruments();

/// The instrument of that name, or null.
[[nodiscard]] const Instrument* findInstrument(std::string_view name);

/// Names of instruments and groups, or "none", as a list of names, each once and in the table's order. ErrorCode::Usage
/// for other words.
[[nodiscard]] Result<std::vector<std::string>> parseProbes(std::string_view text);

}  // namespace normscope
