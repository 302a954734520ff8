#pragma once

#include <string>
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
};

[[nodiscard]] const std::vector<Preset>& presets();

/// The preset's experiment, a twin, on that dataset.
[[nodiscard]] ExperimentSpec specOf(const Preset& preset, const std::string& dataset);

}  // namespace normscope
