#pragma once

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>

namespace normscope::test
{

/// A setting that the program does not have, all in one entry: weight decay in percent.
inline Setting addedSetting()
{
    return {.key = "decay_percent",
            .valueName = "X",
            .help = "weight decay in percent (0.01)",
            .parse = [](ExperimentSpec& spec, std::string_view text) -> Status {
                const auto percent = parseDouble(text);
                if (!percent) {
                    return passOn(percent);
                }
                spec.training.sgd.weightDecay = *percent / 100;
                return {};
            },
            .value = [](const ExperimentSpec& spec) { return Json(spec.training.sgd.weightDecay * 100); },
            .takesList = true,
            .group = SettingGroup::Optimizer,
            .texts = {.label = "Decay &percentage", .meaning = "Weight decay, in percent.", .needs = "a number"}};
}

}  // namespace normscope::test
