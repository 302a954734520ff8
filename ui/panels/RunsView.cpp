#include "ui/panels/RunsView.h"

#include <QActionGroup>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>
#include <QSettings>
#include <QStyledItemDelegate>
#include <algorithm>
#include <cmath>
#include <utility>

namespace normscope::ui
{

namespace
{

constexpr const char* kColumnsKey = "runs/columns";
constexpr const char* kHiddenKey = "runs/hiddenColumns";
constexpr const char* kGroupingKey = "runs/grouping";
constexpr const char* kFoldedKey = "runs/folded";
constexpr int kTitleLetters = 26;

QPainterPath starPath()
{
    constexpr int kCorners = 10;
    constexpr double kInner = 0.42;
    constexpr double kPi = 3.14159265358979323846;
    QPainterPath path;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = kPi * (i * 2.0 / kCorners - 0.5);
        const double radius = i % 2 == 0 ? 0.5 : 0.5 * kInner;
        const QPointF corner(0.5 + radius * std::cos(angle), 0.53 + radius * std::sin(angle));
        i == 0 ? path.moveTo(corner) : path.lineTo(corner);
    }
    path.closeSubpath();
    return path;
}

QPainterPath pinPath()
{
    QPainterPath path;
    path.addEllipse(QRectF(0.25, 0.05, 0.5, 0.5));
    path.addRect(QRectF(0.46, 0.5, 0.08, 0.45));
    return path;
}

}  // namespace

/// Draws a star or a pin before the titles of those that have them.
class RunsView::Delegate : public QStyledItemDelegate
{
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.siblingAtColumn(0).data(RunTreeModel::GroupRole).isValid()) {
            option->backgroundBrush = option->palette.alternateBase();
            return;
        }
        const bool isStarred = index.column() == 0 && index.data(RunTreeModel::StarredRole).toBool();
        const bool isPinned = index.column() == 0 && index.data(RunTreeModel::PinnedRole).toBool();
        if (!isStarred && !isPinned) {
            return;
        }
        const int size = option->fontMetrics.height() * 4 / 5;
        const int count = (isStarred ? 1 : 0) + (isPinned ? 1 : 0);
        const bool isSelected = option->state.testFlag(QStyle::State_Selected);
        const double scale = option->widget != nullptr ? option->widget->devicePixelRatioF() : 1.0;
        QPixmap marks(QSize(size * count, size) * scale);
        marks.setDevicePixelRatio(scale);
        marks.fill(Qt::transparent);
        QPainter painter(&marks);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(option->palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        painter.scale(size, size);
        if (isStarred) {
            painter.drawPath(starPath());
            painter.translate(1, 0);
        }
        if (isPinned) {
            painter.drawPath(pinPath());
        }
        painter.end();
        option->icon = QIcon(marks);
        option->decorationSize = QSize(size * count, size);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
};

RunsView::RunsView(RunFilter& filter, QWidget* parent)
    : QTreeView(parent)
    , m_filter(filter)
{
    setObjectName(QStringLiteral("experimentList"));
    setItemDelegate(new Delegate(this));
    setUniformRowHeights(true);
    setTextElideMode(Qt::ElideRight);
    setAllColumnsShowFocus(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::EditKeyPressed);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setDragEnabled(true);
    setExpandsOnDoubleClick(false);
    setModel(&m_filter);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setSortIndicator(m_filter.sortColumn(), m_filter.sortOrder());
    setSortingEnabled(true);
    resetColumns();
    const QSettings settings;
    for (const QVariant& column : settings.value(QLatin1String(kHiddenKey)).toList()) {
        m_hiddenByHand.insert(column.toInt());
    }
    if (header()->restoreState(settings.value(QLatin1String(kColumnsKey)).toByteArray())) {
        sortByColumn(header()->sortIndicatorSection(), header()->sortIndicatorOrder());
    }
    connect(header(), &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        QMenu menu(this);
        menu.setObjectName(QStringLiteral("columnsMenu"));
        addColumnsTo(menu);
        menu.exec(header()->mapToGlobal(position));
    });
    connect(header(), &QHeaderView::sectionResized, this, [this](int section) {
        if (section != RunTreeModel::Title) {
            fit();
        }
    });
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (!std::exchange(m_isChecked, false) && QApplication::keyboardModifiers() == Qt::NoModifier) {
            Q_EMIT chosen(index);
        }
    });
    connect(this, &QTreeView::activated, this, [this](const QModelIndex& index) {
        const QModelIndex title = index.siblingAtColumn(RunTreeModel::Title);
        if (title.data(RunTreeModel::GroupRole).isValid()) {
            setExpanded(title, !isExpanded(title));
        } else {
            Q_EMIT chosen(index);
        }
    });
    const QStringList folded = settings.value(QLatin1String(kFoldedKey)).toStringList();
    m_folded = {folded.begin(), folded.end()};
    m_filter.model().setGrouping(groupingOf(settings.value(QLatin1String(kGroupingKey)).toString()));
    openGroups();
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex& index) { keepFolded(index, true); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex& index) { keepFolded(index, false); });
    connect(&m_filter, &QAbstractItemModel::modelReset, this, &RunsView::openGroups);
    connect(&m_filter, &QAbstractItemModel::layoutChanged, this, &RunsView::openGroups);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex& above) {
        if (!above.isValid()) {
            openGroups();
        }
    });
}

RunsView::~RunsView()
{
    keepColumns();
}

void RunsView::keepColumns() const
{
    QVariantList hidden;
    for (const int column : m_hiddenByHand) {
        hidden.append(column);
    }
    QSettings settings;
    settings.setValue(QLatin1String(kColumnsKey), header()->saveState());
    settings.setValue(QLatin1String(kHiddenKey), hidden);
}

void RunsView::resetColumns()
{
    m_hiddenByHand.clear();
    const int letter = fontMetrics().averageCharWidth();
    const int seen = RunTreeModel::FirstVariant + 2;
    for (int column = 0; column < header()->count(); ++column) {
        const bool isSeen = column == RunTreeModel::Title || column == RunTreeModel::State ||
                            (column >= RunTreeModel::FirstVariant && column < seen);
        setColumnHidden(column, !isSeen);
        const int letters = column == RunTreeModel::Date                                      ? 18
                            : column == RunTreeModel::Differs || column == RunTreeModel::Tags ? 24
                            : column >= RunTreeModel::FirstVariant                            ? 9
                            : column == RunTreeModel::State                                   ? 9
                                                                                              : 13;
        header()->resizeSection(column, letter * letters);
        // In their order.
        header()->moveSection(header()->visualIndex(column), column);
    }
    // The accuracies stand next to the state.
    for (int column = RunTreeModel::FirstVariant; column < header()->count(); ++column) {
        header()->moveSection(header()->visualIndex(column),
                              RunTreeModel::State + 1 + column - RunTreeModel::FirstVariant);
    }
    fit();
}

void RunsView::addColumnsTo(QMenu& menu)
{
    for (int visual = 0; visual < header()->count(); ++visual) {
        const int column = header()->logicalIndex(visual);
        if (column == RunTreeModel::Title) {
            continue;
        }
        QAction* action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool isSeen) {
            if (isSeen) {
                m_hiddenByHand.remove(column);
            } else {
                m_hiddenByHand.insert(column);
            }
            setColumnHidden(column, !isSeen);
            fit();
            keepColumns();
        });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), this, &RunsView::resetColumns);
}

void RunsView::addGroupingsTo(QMenu& menu)
{
    auto* choices = new QActionGroup(&menu);
    for (const Grouping grouping : groupings()) {
        QAction* action = menu.addAction(groupingText(grouping));
        action->setObjectName(QStringLiteral("groupBy-") + nameOf(grouping));
        action->setCheckable(true);
        action->setChecked(grouping == m_filter.model().grouping());
        choices->addAction(action);
        connect(action, &QAction::triggered, this, [this, grouping] { setGrouping(grouping); });
    }
}

void RunsView::setGrouping(Grouping grouping)
{
    m_filter.model().setGrouping(grouping);
    QSettings().setValue(QLatin1String(kGroupingKey), nameOf(grouping));
}

void RunsView::openGroups()
{
    if (m_filter.model().grouping() == Grouping::None) {
        return;
    }
    for (int row = 0; row < m_filter.rowCount(); ++row) {
        const QModelIndex index = m_filter.index(row, RunTreeModel::Title);
        const QVariant key = index.data(RunTreeModel::GroupRole);
        if (key.isValid() && !isExpanded(index) && !m_folded.contains(key.toString())) {
            expand(index);
        }
    }
}

void RunsView::keepFolded(const QModelIndex& index, bool isFolded)
{
    const QVariant key = index.data(RunTreeModel::GroupRole);
    if (!key.isValid() || m_folded.contains(key.toString()) == isFolded) {
        return;
    }
    if (isFolded) {
        m_folded.insert(key.toString());
    } else {
        m_folded.remove(key.toString());
    }
    QSettings().setValue(QLatin1String(kFoldedKey), QStringList(m_folded.begin(), m_folded.end()));
}

void RunsView::showVariant(const std::string& variant)
{
    const auto& known = knownVariants();
    const auto place = std::find(known.begin(), known.end(), variant);
    const int column = RunTreeModel::FirstVariant + static_cast<int>(place - known.begin());
    if (place != known.end() && isColumnHidden(column) && !m_hiddenByHand.contains(column)) {
        setColumnHidden(column, false);
        fit();
    }
}

void RunsView::fit()
{
    if (std::exchange(m_isFitting, true)) {
        return;
    }
    int others = 0;
    for (int column = 0; column < header()->count(); ++column) {
        others += column == RunTreeModel::Title || isColumnHidden(column) ? 0 : columnWidth(column);
    }
    setColumnWidth(RunTreeModel::Title,
                   std::max(viewport()->width() - others, fontMetrics().averageCharWidth() * kTitleLetters));
    m_isFitting = false;
}

bool RunsView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            // Of what is done here there is a history of its own.
            event->accept();
            return true;
        }
    }
    return QTreeView::event(event);
}

void RunsView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex title = currentIndex().siblingAtColumn(RunTreeModel::Title);
    if (event->matches(QKeySequence::Undo)) {
        Q_EMIT undoRequested();
    } else if (event->matches(QKeySequence::Redo)) {
        Q_EMIT redoRequested();
    } else if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && title.isValid()) {
        // The space bar is the check box's in every column, and of all that are selected.
        const bool isChecked = title.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        QModelIndexList rows = selectionModel()->selectedRows(RunTreeModel::Title);
        if (!rows.contains(title)) {
            rows = {title};
        }
        const QList<QPersistentModelIndex> kept(rows.begin(), rows.end());
        for (const QPersistentModelIndex& row : kept) {
            model()->setData(row, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        }
    } else if (event->matches(QKeySequence::Delete)) {
        Q_EMIT removeRequested();
    } else if (event->key() == Qt::Key_F2 && title.flags().testFlag(Qt::ItemIsEditable)) {
        edit(title);
    } else {
        QTreeView::keyPressEvent(event);
    }
}

void RunsView::mousePressEvent(QMouseEvent* event)
{
    m_isChecked = false;
    QTreeView::mousePressEvent(event);
}

void RunsView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fit();
}

}  // namespace normscope::ui
