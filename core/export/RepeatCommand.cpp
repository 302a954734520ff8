#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>
#include <normscope/export/RepeatCommand.h>

namespace normscope
{

namespace
{

/// A setting's value as its option takes it.
std::string valueText(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? "on" : "off";
    }
    if (value.is_number_float()) {
        return shortest(value.get<double>());
    }
    if (value.is_array()) {
        std::string text;
        for (const Json& item : value) {
            text += (text.empty() ? "" : ",") + valueText(item);
        }
        return text;
    }
    return value.dump();
}

}  // namespace

std::string shellWord(const std::string& text)
{
    constexpr std::string_view kHarmless = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";
    if (!text.empty() && text.find_first_not_of(kHarmless) == std::string::npos) {
        return text;
    }
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

std::string repeatCommand(const ExperimentSpec& spec)
{
    ExperimentSpec plain;
    plain.kind = spec.kind;
    ExperimentSpec ofFamily = plain;  // knows the defaults that only this family of networks has
    ofFamily.family = spec.family;
    std::string command = "normscope " + nameOf(spec.kind);
    if (spec.network) {
        // No option holds a network; the experiment's own file holds it together with all settings.
        return command + " --config experiment.json";
    }
    for (const Setting& setting : settings()) {
        if (setting.only && *setting.only != spec.kind) {
            continue;
        }
        const auto value = setting.value(spec);
        const auto usual = setting.value(plain);
        if (!value || value == (usual ? usual : setting.value(ofFamily))) {
            continue;
        }
        command += " " + setting.option();
        if (!setting.valueName.empty()) {
            command += " " + shellWord(valueText(*value));
        }
    }
    return command;
}

}  // namespace normscope
