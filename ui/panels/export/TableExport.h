#pragma once

#include <QAbstractItemModel>
#include <QByteArray>
#include <QString>
#include <QWidget>

#include "ui/panels/SavedNotice.h"

/// Tables of the window as files of their own.
namespace normscope::ui
{

enum class TableFormat
{
    Csv,  ///< with a decimal point, cells as they are shown
    Markdown,
    Latex,
};

/// The whole table as such a file.
[[nodiscard]] QByteArray tableContent(const QAbstractItemModel& model, const QString& caption, TableFormat format);

/// Asks for a file, whose ending says its format, and writes the table into it, whole or not at all. The notice says
/// what became of it. `name`: what the file may be called, without ending.
void saveTable(const QAbstractItemModel& model, const QString& caption, const QString& name, QWidget& parent,
               SavedNotice& notice);

}  // namespace normscope::ui
