#pragma once

#include <QString>
#include <filesystem>
#include <vector>

namespace normscope::ui
{

/// Presets of the user's own: files of settings as --config takes them, in the folder "presets" of the user's data.
struct OwnPreset
{
    QString title;
    std::filesystem::path path;
};

/// Those that there are, by title.
[[nodiscard]] std::vector<OwnPreset> ownPresets();

/// The file of the preset of that title, whatever letters it has.
[[nodiscard]] std::filesystem::path ownPresetPath(const QString& title);

}  // namespace normscope::ui
