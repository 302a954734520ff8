#pragma once

#include <QList>
#include <QString>
#include <string>
#include <utility>

/// What the window and the report say about each setting, in the language of now. Keys are those of
/// core/experiment/Settings.h.
namespace normscope::ui
{

struct SettingTexts
{
    QString label;    ///< with a mnemonic
    QString meaning;  ///< what it is, with its unit
    QString open;     ///< what happens where it is left empty; empty where it cannot be
    QString needs;    ///< what it takes: said in the tip, and beside a field whose text it does not take
};

/// Empty texts for a key that the window has no field for.
[[nodiscard]] SettingTexts settingTexts(const std::string& key);

/// The words of a setting that is one of several, with what they are called: {"one-cycle", "One cycle"}.
[[nodiscard]] QList<std::pair<QString, QString>> settingChoices(const std::string& key);

}  // namespace normscope::ui
