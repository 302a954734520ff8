#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// One setting of an experiment: the single place that knows its name, meaning, range, text and JSON form. The command
/// line, experiment.json and (later) the window's fields are all made from the table of these.
struct Setting
{
    std::string key;                     ///< in experiment.json: "batch_size"; the option is "--batch-size"
    std::string valueName;               ///< for help: "N", "on|off|LIST"; empty for a switch that needs no value
    std::string help;                    ///< one line, with the default
    std::optional<ExperimentKind> only;  ///< the one command that has it; none: both

    /// Sets it from text. The error says what was found and what is needed, without the option's name.
    std::function<Status(ExperimentSpec&, std::string_view)> parse;

    /// Its value, as parse() would take it back. None: not worth writing for this spec (another family's widths).
    std::function<std::optional<Json>(const ExperimentSpec&)> value;

    [[nodiscard]] std::string option() const;
};

/// All settings, in the order in which help and experiment.json list them.
[[nodiscard]] const std::vector<Setting>& settings();

/// The setting of that key, or null.
[[nodiscard]] const Setting* findSetting(std::string_view key);

/// Names used in files and for people.
[[nodiscard]] std::string nameOf(ExperimentKind kind);
[[nodiscard]] std::string nameOf(ModelFamily family);
/// The family, or "network" for one of the user's own.
[[nodiscard]] std::string modelWord(const ExperimentSpec& spec);

}  // namespace normscope
