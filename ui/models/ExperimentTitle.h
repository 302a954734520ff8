#pragma once

#include <QString>
#include <vector>

#include <normscope/experiment/SettingValues.h>

/// What experiments are called in people's words, by what differs.
namespace normscope::ui
{

/// "Mini ResNet · MNIST · 3 epochs": model, data, epochs and what differs from a new experiment. Of several cases what
/// they have in common, and the values of what varies: "MLP · MNIST · learning rate 0.1, 0.01".
[[nodiscard]] QString titleOf(const std::vector<SettingValues>& cases);

/// What tells a case from the others of its experiment: "learning rate 0.1", "CNN".
[[nodiscard]] QString caseTitle(const std::vector<SettingValues>& cases, std::size_t index);

/// What tells experiments shown together apart, a text for each, as short as it can be: "20×64", "40×64".
[[nodiscard]] std::vector<QString> distinctTitles(const std::vector<std::vector<SettingValues>>& experiments);

}  // namespace normscope::ui
