#include "ui/panels/results/CopyableTable.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QStyledItemDelegate>
#include <algorithm>
#include <set>

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
        needed += std::max(sizeHintForColumn(column), header->sectionSizeHint(column));
    }
    const auto mode = needed <= viewport()->width() ? QHeaderView::Stretch : QHeaderView::ResizeToContents;
    if (header->sectionResizeMode(m_wideColumn) != mode) {
        header->setSectionResizeMode(m_wideColumn, mode);
    }
}

QString CopyableTable::selectedText() const
{
    std::set<int> rows;
    std::set<int> columns;
    const QModelIndexList selected = selectedIndexes();
    for (const QModelIndex& index : selected) {
        rows.insert(index.row());
        columns.insert(index.column());
    }
    if (selected.size() == 1) {
        return selected.constFirst().data().toString();
    }
    if (selected.isEmpty()) {
        for (int row = 0; row < model()->rowCount(); ++row) {
            rows.insert(row);
        }
        for (int column = 0; column < model()->columnCount(); ++column) {
            columns.insert(column);
        }
    }
    QStringList header;
    for (const int column : columns) {
        header.push_back(model()->headerData(column, Qt::Horizontal).toString());
    }
    QStringList lines{header.join(QLatin1Char('\t'))};
    for (const int row : rows) {
        QStringList cells;
        for (const int column : columns) {
            const QModelIndex index = model()->index(row, column);
            cells.push_back(selected.isEmpty() || selected.contains(index) ? index.data().toString() : QString());
        }
        lines.push_back(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void CopyableTable::copy()
{
    QGuiApplication::clipboard()->setText(selectedText());
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
    menu.exec(event->globalPos());
}

}  // namespace normscope::ui
