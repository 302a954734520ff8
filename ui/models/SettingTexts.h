#pragma once

#include <QList>
#include <QString>
#include <string>
#include <utility>

#include <normscope/experiment/ExperimentSpec.h>
#include <normscope/experiment/Settings.h>

/// What the window and the report show of the settings of core/experiment/Settings.h, in the language of now.
namespace normscope::ui
{

/// The texts of Setting::texts. Empty for a key that the window has no field for.
struct ShownSetting
{
    QString label;  ///< with a mnemonic
    QString meaning;
    QString open;
    QString needs;
};

[[nodiscard]] ShownSetting settingTexts(const std::string& key);

/// The label as it is read, without its mnemonic; the key where there is no field.
[[nodiscard]] QString plainLabel(const std::string& key);

/// The same inside a sentence: "learning rate"; names such as "BN momentum" and "Nesterov momentum" keep their letters.
[[nodiscard]] QString labelInLine(const std::string& key);

/// The words of a setting that is one of several, with what they are called: {"one-cycle", "One cycle"}.
[[nodiscard]] QList<std::pair<QString, QString>> settingChoices(const std::string& key);

/// The setting's value in words for people: "MLP", "every epoch", "256, 128", or what leaving it open comes to. Empty
/// where the spec does not have it, or where it changes nothing beside the others: steps of a constant learning rate.
[[nodiscard]] QString shownValue(const Setting& setting, const ExperimentSpec& spec);

/// A value as the setting's option takes it, in the same words: "one cycle" for "one-cycle", "256, 128".
[[nodiscard]] QString shownValue(const Setting& setting, const std::string& text);

/// The setting's value in the spec, as its parse() takes it; empty where the spec leaves it open. What belongs to one
/// family has its value also while the spec is another's.
[[nodiscard]] QString settingText(const std::string& key, const ExperimentSpec& spec);

}  // namespace normscope::ui
