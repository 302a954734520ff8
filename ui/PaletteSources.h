#pragma once

#include <QMenuBar>
#include <QTabWidget>
#include <filesystem>
#include <functional>

#include "ui/Actions.h"
#include "ui/CommandPalette.h"
#include "ui/models/ExperimentDocument.h"
#include "ui/models/RunTreeModel.h"

/// What the command palette finds. What they are made of outlives them.
namespace normscope::ui
{

/// Everything that stands in menus.
[[nodiscard]] PaletteSource actionEntries(const QMenuBar& menus, const Actions& actions);

/// The settings that have a field; one with a value behind it, such as "lr 0.1", "batch-size 50", "bn off", sets it as
/// one step of the undo history. Names are keys, options, labels in every language, or what other programs call it.
[[nodiscard]] PaletteSource settingEntries(ExperimentDocument& document);

[[nodiscard]] PaletteSource presetEntries(std::function<void(const Preset&)> use);

/// The datasets known by name; those that are not there say how to get them.
[[nodiscard]] PaletteSource datasetEntries(ExperimentDocument& document);

/// Every experiment that there is; `choose` shows the one in that folder.
[[nodiscard]] PaletteSource runEntries(const RunTreeModel& runs,
                                       std::function<void(const std::filesystem::path&)> choose);

/// Tabs by their title: turns to one.
[[nodiscard]] PaletteSource tabEntries(QTabWidget& tabs);

/// Chapters of the help page.
[[nodiscard]] PaletteSource helpEntries(QWidget& window);

/// "Preset: High learning rate": what an entry is called that is of some kind.
[[nodiscard]] QString entryText(const QString& kind, const QString& name);

}  // namespace normscope::ui
