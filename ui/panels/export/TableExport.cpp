#include "ui/panels/export/TableExport.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>
#include <array>
#include <string>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/Csv.h>

#include "ui/models/ShownText.h"
#include "ui/panels/export/FileField.h"
#include "ui/report/DocumentBuilder.h"
#include "ui/report/LatexWriter.h"
#include "ui/report/MarkdownWriter.h"

namespace normscope::ui
{

namespace
{

struct TableTexts
{
    Q_DECLARE_TR_FUNCTIONS(TableTexts)
};

struct Kind
{
    TableFormat format;
    const char* ending;
};

constexpr std::array kKinds{Kind{TableFormat::Csv, "csv"}, Kind{TableFormat::Markdown, "md"},
                            Kind{TableFormat::Latex, "tex"}};

Table tableOf(const QAbstractItemModel& model, const QString& caption)
{
    Table table;
    table.caption = literal(caption);
    for (int column = 0; column < model.columnCount(); ++column) {
        table.header.push_back(literal(model.headerData(column, Qt::Horizontal).toString()));
        const auto alignment = model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        table.columns.push_back(alignment.testFlag(Qt::AlignRight) ? Table::Align::Right : Table::Align::Left);
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        Table::Row cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            cells.cells.push_back(literal(model.index(row, column).data().toString()));
        }
        // A first cell that is empty goes on with the one above it.
        const QModelIndex first = model.index(row, 0);
        const bool hasGroups = first.data(Qt::AccessibleTextRole).isValid();
        cells.startsGroup = row > 0 && hasGroups && !first.data().toString().isEmpty();
        table.rows.push_back(std::move(cells));
    }
    return table;
}

/// For programs: every row says all of what it is about.
std::string csvOf(const QAbstractItemModel& model)
{
    std::string text;
    CsvLine line;
    for (int column = 0; column < model.columnCount(); ++column) {
        line.add(std::string_view(model.headerData(column, Qt::Horizontal).toString().toStdString()));
    }
    text += line.take();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex cell = model.index(row, column);
            const QString shown = cell.data().toString();
            const QString whole = shown.isEmpty() ? cell.data(Qt::AccessibleTextRole).toString() : shown;
            line.add(std::string_view(whole.toStdString()));
        }
        text += line.take();
    }
    return text;
}

}  // namespace

QByteArray tableContent(const QAbstractItemModel& model, const QString& caption, TableFormat format)
{
    switch (format) {
    case TableFormat::Markdown:
        return toMarkdown(tableOf(model, caption));
    case TableFormat::Latex:
        return toLatex(tableOf(model, caption), documentLanguage());
    case TableFormat::Csv:
        break;
    }
    return QByteArray::fromStdString(csvOf(model));
}

void saveTable(const QAbstractItemModel& model, const QString& caption, const QString& name, QWidget& parent,
               SavedNotice& notice)
{
    QFileDialog dialog(&parent, TableTexts::tr("Save table"), lastExportFolder());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({TableTexts::tr("CSV, for a spreadsheet (*.csv)"), TableTexts::tr("Markdown (*.md)"),
                           TableTexts::tr("LaTeX (*.tex)")});
    dialog.setDefaultSuffix(QStringLiteral("csv"));
    const auto takeFilter = [&dialog] {
        const auto filter = dialog.nameFilters().indexOf(dialog.selectedNameFilter());
        dialog.setDefaultSuffix(
            QLatin1String(kKinds.at(static_cast<std::size_t>(std::max<qsizetype>(filter, 0))).ending));
    };
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, takeFilter);
    dialog.selectFile(name);
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty()) {
        return;
    }
    const QString path = dialog.selectedFiles().constFirst();
    const QString ending = QFileInfo(path).suffix().toLower();
    TableFormat format = TableFormat::Csv;
    for (const Kind& kind : kKinds) {
        format = ending == QLatin1String(kind.ending) ? kind.format : format;
    }
    const std::filesystem::path file = QFile::encodeName(path).toStdString();
    rememberExportFolder(file.parent_path());
    const auto status = writeFileAtomically(file, tableContent(model, caption, format).toStdString());
    if (status) {
        notice.setSaved(file);
    } else {
        notice.setText(shownText(status.error().message), true);
    }
}

}  // namespace normscope::ui
