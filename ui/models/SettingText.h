#pragma once

#include <QString>
#include <string>

#include <normscope/experiment/ExperimentSpec.h>

/// Settings by key as texts, for fields to show and to write back.
namespace normscope::ui
{

/// The setting's value in the spec, as its parse() takes it; empty where the spec leaves it open.
[[nodiscard]] QString settingText(const std::string& key, const ExperimentSpec& spec);

/// Whether the setting may be left open: what the program then chooses is better than a number.
[[nodiscard]] bool mayBeEmpty(const std::string& key);

/// Leaves the setting open.
void clearSetting(const std::string& key, ExperimentSpec& spec);

}  // namespace normscope::ui
