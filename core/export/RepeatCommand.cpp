#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>
#include <normscope/export/RepeatCommand.h>

namespace normscope
{

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
            command += " " + shellWord(setting.text(spec));
        }
    }
    return command;
}

}  // namespace normscope
