#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// A ready-made experiment: what differs from the defaults, as settings by key.
struct Preset
{
    const char* key;          ///< for scripts: "high-lr"
    const char* title;        ///< for people
    const char* description;  ///< one or two sentences: what is to be seen
    std::vector<std::pair<const char*, const char*>> settings;
    /// Of an experiment of several cases: the name of each and the preset that it is. Empty where it is one.
    std::vector<std::pair<const char*, const char*>> cases = {};
    bool isToDiverge = false;  ///< a network that diverges is what it is there to show
};

[[nodiscard]] const std::vector<Preset>& presets();

/// The preset of that key, or null.
[[nodiscard]] const Preset* findPreset(std::string_view key);

/// The preset's experiment, a twin, on that dataset; of one of several cases see assignmentExperiment().
[[nodiscard]] ExperimentSpec specOf(const Preset& preset, const std::string& dataset);

/// The preset of one case whose network and optimizer the spec has, whatever data and seeds it has; null where there is
/// none.
[[nodiscard]] const Preset* presetOf(const ExperimentSpec& spec);

}  // namespace normscope
