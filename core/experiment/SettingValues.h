#pragma once

#include <map>
#include <string>

#include <normscope/experiment/ExperimentSpec.h>

namespace normscope
{

/// The settings of an experiment as texts, by key: what lists, filters and titles read, without the spec behind them.
using SettingValues = std::map<std::string, std::string>;

/// Every setting that has a value for this spec, as its option takes it, but for a network of the user's own; "model"
/// is modelWord(), "seeds" and "variants" are those that are trained.
[[nodiscard]] SettingValues settingValues(const ExperimentSpec& spec);

}  // namespace normscope
