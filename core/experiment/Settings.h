#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <normscope/base/Json.h>
#include <normscope/base/Result.h>
#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// Where the window has a setting's field.
enum class SettingGroup
{
    None,  ///< it has none
    Model,
    Data,
    Optimizer,
    Run,
};

/// What the window and the report say about a setting.
struct SettingTexts
{
    Message label = {};    ///< with a mnemonic
    Message meaning = {};  ///< what it is, with its unit
    Message needs = {};    ///< what it takes: said in the tip, and beside a field whose text it does not take
    Message open = {};     ///< what happens where it is left empty; empty where it cannot be
};

/// One setting of an experiment: the single place that knows its name, meaning, range, texts and JSON form. Options,
/// experiment.json, the window's fields, tables and the report are all made from the table of these.
struct Setting
{
    std::string key;                          ///< in experiment.json: "batch_size"; the option is "--batch-size"
    std::string valueName = {};               ///< for help: "N", "on|off|LIST"; empty for a switch that needs no value
    std::string help = {};                    ///< one line, with the default
    std::optional<ExperimentKind> only = {};  ///< the one command that has it; none: both
    std::optional<ModelFamily> family = {};   ///< the one family that has it; none: all

    /// Sets it from text. The error says what was found and what is needed, without the option's name.
    std::function<Status(ExperimentSpec&, std::string_view)> parse;

    /// Its value, as parse() would take it back. None: not worth writing for this spec (another family's widths).
    std::function<std::optional<Json>(const ExperimentSpec&)> value;

    /// Its value where none is ever written, for the window's field; null where value() has it.
    std::function<std::optional<Json>(const ExperimentSpec&)> unwritten = {};

    /// Leaves it to the program, as an empty field does; none where it always has a value.
    std::function<void(ExperimentSpec&)> clear = {};

    bool takesList = false;  ///< in a twin: several values make several cases
    bool isSwitch = false;
    SettingGroup group = SettingGroup::None;
    SettingTexts texts = {};
    std::vector<std::pair<std::string, Message>> words =
        {};  ///< of one that is one of several: {"one-cycle", "one cycle"}

    [[nodiscard]] std::string option() const;

    /// Its value as parse() takes it; empty where there is none.
    [[nodiscard]] std::string text(const ExperimentSpec& spec) const;
};

/// A value as the text that an option has: lists joined by commas, switches as on and off. None for what no option can
/// be.
[[nodiscard]] std::optional<std::string> optionText(const Json& value);

/// All settings, in the order in which help and experiment.json list them.
[[nodiscard]] const std::vector<Setting>& settings();

/// One more while it lives: whatever knows settings knows it at once. For tests; while no other thread looks.
class ScopedSetting
{
  public:
    explicit ScopedSetting(Setting setting);
    ~ScopedSetting();
    ScopedSetting(const ScopedSetting&) = delete;
    ScopedSetting& operator=(const ScopedSetting&) = delete;
    ScopedSetting(ScopedSetting&&) = delete;
    ScopedSetting& operator=(ScopedSetting&&) = delete;
};

/// The setting of that key, or null.
[[nodiscard]] const Setting* findSetting(std::string_view key);

/// Names used in files and for people.
[[nodiscard]] std::string nameOf(ExperimentKind kind);
[[nodiscard]] std::string nameOf(ModelFamily family);
/// The family, or "network" for one of the user's own.
[[nodiscard]] std::string modelWord(const ExperimentSpec& spec);

}  // namespace normscope
