#include <fmt/ranges.h>

#include <normscope/experiment/SettingValues.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

SettingValues settingValues(const ExperimentSpec& spec)
{
    SettingValues values;
    for (const Setting& setting : settings()) {
        // The text of one of the user's own may have megabytes.
        if (setting.key == "network") {
            continue;
        }
        if (std::string text = setting.text(spec); !text.empty()) {
            values.insert_or_assign(setting.key, std::move(text));
        }
    }
    values["model"] = modelWord(spec);
    values["seeds"] = fmt::format("{}", fmt::join(spec.seeds, ","));
    values["variants"] = fmt::format("{}", fmt::join(variantsOf(spec), ","));
    return values;
}

}  // namespace normscope
