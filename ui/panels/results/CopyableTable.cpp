#include "ui/panels/results/CopyableTable.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMimeData>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <algorithm>
#include <set>
#include <utility>

namespace normscope::ui
{

namespace
{

/// Cells with some air, so that figures of neighbouring columns do not read as one.
class AiryDelegate : public QStyledItemDelegate
{
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const int em = option.fontMetrics.height();
        return QStyledItemDelegate::sizeHint(option, index) + QSize(em * 3 / 2, em / 3);
    }
};

/// Some rows and columns of a table. What a first cell leaves to the row above is said where that is not there.
class Part : public QSortFilterProxyModel
{
  public:
    Part(QAbstractItemModel& whole, std::set<int> rows, std::set<int> columns)
        : m_rows(std::move(rows))
        , m_columns(std::move(columns))
    {
        setSourceModel(&whole);
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const QVariant shown = QSortFilterProxyModel::data(index, role);
        if (role != Qt::DisplayRole || !shown.toString().isEmpty()) {
            return shown;
        }
        const QVariant whole = data(index, Qt::AccessibleTextRole);
        const bool isSaid =
            index.row() > 0 && data(index.siblingAtRow(index.row() - 1), Qt::AccessibleTextRole) == whole;
        return isSaid ? shown : whole;
    }

  protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& /*parent*/) const override
    {
        return m_rows.contains(row);
    }
    [[nodiscard]] bool filterAcceptsColumn(int column, const QModelIndex& /*parent*/) const override
    {
        return m_columns.contains(column);
    }

  private:
    std::set<int> m_rows;
    std::set<int> m_columns;
};

}  // namespace

CopyableTable::CopyableTable(QWidget* parent)
    : QTableView(parent)
{
    setItemDelegate(new AiryDelegate(this));
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectItems);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setSortingEnabled(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint& at) {
        const std::unique_ptr<QMenu> menu(columnsMenu(this));
        menu->exec(horizontalHeader()->mapToGlobal(at));
    });
}

void CopyableTable::setModel(QAbstractItemModel* model)
{
    if (QTableView::model() != nullptr) {
        disconnect(QTableView::model(), &QAbstractItemModel::modelReset, this, &CopyableTable::restoreColumns);
    }
    QTableView::setModel(model);
    connect(model, &QAbstractItemModel::modelReset, this, &CopyableTable::restoreColumns);
    restoreColumns();
}

QString CopyableTable::keyOf(int column) const
{
    const QString key = model()->headerData(column, Qt::Horizontal, Qt::UserRole).toString();
    return key.isEmpty() ? QString::number(column) : key;
}

QString CopyableTable::settingsKey() const
{
    // One place may show several tables.
    return QStringLiteral("tables/%1/%2/hidden")
        .arg(objectName(), QString::fromLatin1(model()->metaObject()->className()).section(QLatin1Char(':'), -1));
}

void CopyableTable::restoreColumns()
{
    const QStringList hidden = QSettings().value(settingsKey()).toStringList();
    for (int column = 0; column < model()->columnCount(); ++column) {
        setColumnHidden(column, hidden.contains(keyOf(column)));
    }
    updateGeometries();
}

void CopyableTable::hideColumn(int column, bool isHidden)
{
    QSettings settings;
    QStringList hidden = settings.value(settingsKey()).toStringList();
    hidden.removeAll(keyOf(column));
    if (isHidden) {
        hidden.append(keyOf(column));
    }
    settings.setValue(settingsKey(), hidden);
    restoreColumns();
}

QMenu* CopyableTable::columnsMenu(QWidget* parent)
{
    auto* menu = new QMenu(tr("Co&lumns"), parent);
    menu->setObjectName(QStringLiteral("columnsMenu"));
    const int shown = model()->columnCount() - horizontalHeader()->hiddenSectionCount();
    for (int column = 0; column < model()->columnCount(); ++column) {
        // A column's name is no place for keys.
        QString name = model()->headerData(column, Qt::Horizontal).toString();
        QAction* action = menu->addAction(name.replace(QLatin1Char('&'), QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        // One of them stays.
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) { hideColumn(column, !on); });
    }
    return menu;
}

std::unique_ptr<QAbstractItemModel> CopyableTable::shownPart() const
{
    const QModelIndexList selected = selectedIndexes();
    std::set<int> rows;
    std::set<int> columns;
    for (int row = 0; row < model()->rowCount(); ++row) {
        const auto isChosen =
            std::any_of(selected.begin(), selected.end(), [&](const QModelIndex& one) { return one.row() == row; });
        if (selected.size() < 2 || isChosen) {
            rows.insert(row);
        }
    }
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (!isColumnHidden(column)) {
            columns.insert(column);
        }
    }
    return std::make_unique<Part>(*model(), std::move(rows), std::move(columns));
}

void CopyableTable::setWideColumn(int column)
{
    m_wideColumn = column;
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    updateGeometries();
}

void CopyableTable::updateGeometries()
{
    QTableView::updateGeometries();
    QHeaderView* header = horizontalHeader();
    if (m_wideColumn < 0 || m_wideColumn >= header->count()) {
        return;
    }
    int needed = 0;
    for (int column = 0; column < header->count(); ++column) {
        if (isColumnHidden(column)) {
            continue;
        }
        needed += std::max(sizeHintForColumn(column), header->sectionSizeHint(column));
    }
    const auto mode = needed <= viewport()->width() ? QHeaderView::Stretch : QHeaderView::ResizeToContents;
    if (header->sectionResizeMode(m_wideColumn) != mode) {
        header->setSectionResizeMode(m_wideColumn, mode);
    }
}

std::vector<QStringList> CopyableTable::selectedCells() const
{
    std::set<int> rows;
    std::set<int> columns;
    const QModelIndexList selected = selectedIndexes();
    for (const QModelIndex& index : selected) {
        rows.insert(index.row());
        columns.insert(index.column());
    }
    if (selected.size() == 1) {
        return {{selected.constFirst().data().toString()}};
    }
    if (selected.isEmpty()) {
        for (int row = 0; row < model()->rowCount(); ++row) {
            rows.insert(row);
        }
        for (int column = 0; column < model()->columnCount(); ++column) {
            if (!isColumnHidden(column)) {
                columns.insert(column);
            }
        }
    }
    QStringList header;
    for (const int column : columns) {
        header.push_back(model()->headerData(column, Qt::Horizontal).toString());
    }
    std::vector<QStringList> lines{header};
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns) {
            const QModelIndex index = model()->index(row, column);
            cells.push_back(selected.isEmpty() || selected.contains(index) ? index.data().toString() : QString());
        }
        lines.push_back(cells);
    }
    return lines;
}

QString CopyableTable::selectedText() const
{
    const std::vector<QStringList> cells = selectedCells();
    if (cells.size() == 1) {
        return cells.front().join(QLatin1Char('\t'));
    }
    QString text;
    for (const QStringList& line : cells) {
        text += line.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

void CopyableTable::copy()
{
    const std::vector<QStringList> cells = selectedCells();
    auto* copied = new QMimeData;
    copied->setText(selectedText());
    if (cells.size() > 1) {
        QString html = QStringLiteral("<meta charset=\"utf-8\"><table>");
        QString tag = QStringLiteral("th");
        for (const QStringList& line : cells) {
            html += QStringLiteral("<tr>");
            for (const QString& cell : line) {
                html += QStringLiteral("<%1>%2</%1>").arg(tag, cell.toHtmlEscaped());
            }
            html += QStringLiteral("</tr>");
            tag = QStringLiteral("td");
        }
        copied->setHtml(html + QStringLiteral("</table>"));
    }
    QGuiApplication::clipboard()->setMimeData(copied);
}

void CopyableTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void CopyableTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("&Copy"), QKeySequence::Copy, this, &CopyableTable::copy);
    menu.addAction(tr("Select &all"), QKeySequence::SelectAll, this, &QTableView::selectAll);
    menu.addMenu(columnsMenu(&menu));
    menu.exec(event->globalPos());
}

}  // namespace normscope::ui
