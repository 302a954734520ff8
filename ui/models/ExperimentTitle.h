#pragma once

#include <QString>
#include <string>
#include <vector>

#include <normscope/experiment/SettingValues.h>

/// What experiments are called in people's words, by what differs, in the language of now.
namespace normscope::ui
{

/// "Mini ResNet · MNIST · 3 epochs": model, data, epochs and what differs from a new experiment of that model. Of
/// several cases what they have in common, and the values of what varies:
/// "MLP · MNIST · 5 epochs · learning rate 0.1, 0.01".
[[nodiscard]] QString titleOf(const std::vector<SettingValues>& cases);

/// What tells a case from the others of its experiment: "learning rate 0.1", "CNN". Empty where it is the only one.
[[nodiscard]] QString caseTitle(const std::vector<SettingValues>& cases, std::size_t index);

/// The same of every case: of many in a small part of the time.
[[nodiscard]] std::vector<QString> caseTitles(const std::vector<SettingValues>& cases);

/// What tells experiments shown together apart, a text for each, as short as it can be: "20×64", "40×64". Those of the
/// same settings have the same text, which is empty where nothing at all differs.
[[nodiscard]] std::vector<QString> distinctTitles(const std::vector<std::vector<SettingValues>>& experiments);

/// A setting and its value within a line: "learning rate 0.1", "20×64", "CNN".
[[nodiscard]] QString settingTitle(const std::string& key, const std::string& value);

/// "MNIST", "built-in digits", a folder's name: the data of that name.
[[nodiscard]] QString datasetTitle(const std::string& dataset);

}  // namespace normscope::ui
