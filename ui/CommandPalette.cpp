#include "ui/CommandPalette.h"

#include <QAbstractListModel>
#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QMainWindow>
#include <QPainter>
#include <QSettings>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>
#include <optional>
#include <utility>

#include "ui/FuzzyMatch.h"
#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

constexpr int kMostRecent = 8;
constexpr std::size_t kMostRows = 200;
constexpr int kMostRowsSeen = 12;
constexpr int kWidthInLetters = 84;

enum Role
{
    DetailRole = Qt::UserRole,  ///< or why it cannot be used
    UsableRole,
};

/// An entry as it is searched: all in lower case.
struct Indexed
{
    PaletteEntry entry;
    QString text;
    QStringList words;
    QString about;
};

/// 0 where one of the words is in none of its texts.
int scoreOf(const Indexed& indexed, const QStringList& typed)
{
    // What is read counts a little more than what it is called besides, and what it does counts little.
    constexpr int kOfText = 11;
    constexpr int kOfWords = 10;
    constexpr int kOfAbout = 2;
    int whole = 0;
    for (const QString& word : typed) {
        int best = kOfText * matchScore(word, indexed.text);
        for (const QString& other : indexed.words) {
            best = std::max(best, kOfWords * matchScore(word, other));
        }
        if (best == 0 && indexed.about.contains(word)) {
            best = kOfAbout;
        }
        if (best == 0) {
            return 0;
        }
        whole += best;
    }
    return whole;
}

/// The text on the left, its detail faint on the right.
class RowDelegate : public QStyledItemDelegate
{
  public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const override
    {
        return {option.fontMetrics.averageCharWidth(), option.fontMetrics.height() * 3 / 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyleOptionViewItem row = option;
        initStyleOption(&row, index);
        const QString text = std::exchange(row.text, QString());
        const QString detail = index.data(DetailRole).toString();
        const QWidget* view = option.widget;
        view->style()->drawControl(QStyle::CE_ItemViewItem, &row, painter, view);
        const int gap = option.fontMetrics.averageCharWidth();
        QRect room = option.rect.adjusted(gap, 0, -gap, 0);
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        const bool isUsable = index.data(UsableRole).toBool();
        const QColor plain = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
        const QColor faint = isSelected ? plain : option.palette.color(QPalette::PlaceholderText);
        painter->save();
        painter->setPen(isUsable ? plain : faint);
        const QFontMetrics& metrics = option.fontMetrics;
        const int width = std::min(metrics.horizontalAdvance(text), room.width());
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          metrics.elidedText(text, Qt::ElideMiddle, room.width()));
        room.setLeft(room.left() + width + 2 * gap);
        painter->setPen(faint);
        if (room.width() > 4 * gap) {
            painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                              metrics.elidedText(detail, Qt::ElideRight, room.width()));
        }
        painter->restore();
    }
};

}  // namespace

/// What there is, and what of it is shown.
class CommandPalette::Model : public QAbstractListModel
{
  public:
    using QAbstractListModel::QAbstractListModel;

    void setAll(std::vector<PaletteEntry> entries)
    {
        m_all.clear();
        for (PaletteEntry& entry : entries) {
            QString text = entry.text.toLower();
            QStringList words;
            for (const QString& word : std::as_const(entry.words)) {
                words.append(word.toLower());
            }
            QString about = entry.about.toLower();
            m_all.push_back({std::move(entry), std::move(text), std::move(words), std::move(about)});
        }
    }

    /// Those that come first without being searched, then what fits.
    void show(std::vector<PaletteEntry> answers, const QString& typed)
    {
        const QStringList words = typedWords(typed);
        std::vector<std::pair<int, const PaletteEntry*>> found;
        const QStringList recent = QSettings().value(QLatin1String(kKey)).toStringList();
        for (const Indexed& one : m_all) {
            const auto place = static_cast<int>(recent.indexOf(one.entry.id));
            const int newer = one.entry.id.isEmpty() || place < 0 ? 0 : kMostRecent - place;
            // Of what fits alike, what was used last.
            const int score = words.isEmpty() ? newer + 1 : scoreOf(one, words) * (kMostRecent + 1) + newer;
            if (score > (words.isEmpty() ? 0 : newer)) {
                found.emplace_back(score, &one.entry);
            }
        }
        std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
            const bool isShorter = !words.isEmpty() && a.second->text.size() < b.second->text.size();
            return a.first != b.first ? a.first > b.first : isShorter;
        });
        beginResetModel();
        m_shown = std::move(answers);
        for (const auto& [score, entry] : found) {
            if (m_shown.size() < kMostRows) {
                m_shown.push_back(*entry);
            }
        }
        endResetModel();
    }

    [[nodiscard]] const PaletteEntry& entryAt(int row) const { return m_shown.at(static_cast<std::size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        if (!index.isValid()) {
            return {};
        }
        const PaletteEntry& entry = entryAt(index.row());
        const QString detail = entry.whyNot.isEmpty() ? entry.detail : entry.whyNot;
        switch (role) {
        case Qt::DisplayRole:
            return entry.text;
        case Qt::ToolTipRole:
            return plainTip(detail);
        case Qt::AccessibleTextRole:
            return detail.isEmpty() ? entry.text : QStringLiteral("%1, %2").arg(entry.text, detail);
        case DetailRole:
            return detail;
        case UsableRole:
            return entry.whyNot.isEmpty();
        default:
            return {};
        }
    }

  private:
    std::vector<Indexed> m_all;
    std::vector<PaletteEntry> m_shown;
};

CommandPalette::CommandPalette(QWidget& window)
    : QFrame(&window)
    , m_model(new Model(this))
    , m_line(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(new QLabel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window);
    m_line->setObjectName(QStringLiteral("paletteLine"));
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RowDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    // The line has the focus, and the keys that move in the list.
    m_list->setFocusPolicy(Qt::NoFocus);
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QVBoxLayout(this);
    const int gap = fontMetrics().height() / 3;
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->setSpacing(gap);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& row) {
        choose(row.row());
        useCurrent();
    });
    window.installEventFilter(this);
    hide();
    retranslate();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::toggle()
{
    if (isVisible()) {
        close();
    } else {
        open();
    }
}

void CommandPalette::open()
{
    m_before = QApplication::focusWidget();
    collect();
    {
        const QSignalBlocker blocker(m_line);
        m_line->clear();
    }
    show();
    filter();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible()) {
        return;
    }
    const bool hasFocus = m_line->hasFocus();
    hide();
    if (hasFocus && m_before != nullptr) {
        m_before->setFocus(Qt::OtherFocusReason);
    }
}

void CommandPalette::collect()
{
    std::vector<PaletteEntry> entries;
    for (const PaletteSource& source : m_sources) {
        if (source.all) {
            std::vector<PaletteEntry> more = source.all();
            std::move(more.begin(), more.end(), std::back_inserter(entries));
        }
    }
    m_model->setAll(std::move(entries));
}

void CommandPalette::filter()
{
    const QString typed = m_line->text().trimmed();
    std::vector<PaletteEntry> answers;
    for (const PaletteSource& source : m_sources) {
        if (source.answers && !typed.isEmpty()) {
            std::vector<PaletteEntry> more = source.answers(typed);
            std::move(more.begin(), more.end(), std::back_inserter(answers));
        }
    }
    m_model->show(std::move(answers), typed);
    const bool isEmpty = m_model->rowCount() == 0;
    m_list->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    place();
    choose(0);
}

void CommandPalette::place()
{
    const QWidget& window = *parentWidget();
    // Below the bars, so that it covers none of the menus.
    const auto* main = qobject_cast<const QMainWindow*>(&window);
    const QWidget* middle = main != nullptr ? main->centralWidget() : nullptr;
    const int top = middle != nullptr ? middle->mapTo(&window, QPoint()).y() : 0;
    const int margin = fontMetrics().height();
    const int width = std::min(window.width() - 2 * margin, fontMetrics().averageCharWidth() * kWidthInLetters);
    const int row = std::max(m_list->sizeHintForRow(0), fontMetrics().height());
    const int rows = std::clamp(m_model->rowCount(), 1, kMostRowsSeen);
    m_list->setFixedHeight(rows * row + 2 * m_list->frameWidth());
    const int height = layout()->totalSizeHint().height() + 2 * frameWidth();
    const int most = window.height() - top - margin;
    if (height > most && m_list->isVisibleTo(this)) {
        m_list->setFixedHeight(std::max(row, m_list->height() - (height - most)));
    }
    setGeometry((window.width() - width) / 2, top, width, std::min(height, most));
}

void CommandPalette::choose(int row)
{
    if (m_model->rowCount() == 0) {
        return;
    }
    const QModelIndex index = m_model->index(std::clamp(row, 0, m_model->rowCount() - 1));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
    m_line->setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
    // The focus stays in the line, and what is chosen is read to those who hear it.
    QAccessibleEvent event(m_list, QAccessible::Focus);
    event.setChild(index.row());
    QAccessible::updateAccessibility(&event);
}

void CommandPalette::move(int steps)
{
    const int rows = m_model->rowCount();
    const int row = m_list->currentIndex().row() + steps;
    // Round at the ends, by single steps alone.
    const bool isSingle = std::abs(steps) == 1;
    choose(isSingle && rows > 0 ? (row + rows) % rows : row);
}

void CommandPalette::useCurrent()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !m_list->isVisibleTo(this)) {
        return;
    }
    const PaletteEntry entry = m_model->entryAt(index.row());
    if (!entry.completion.isEmpty()) {
        m_line->setText(entry.completion);
        return;
    }
    if (!entry.whyNot.isEmpty()) {
        return;
    }
    if (!entry.id.isEmpty()) {
        QSettings settings;
        QStringList recent = settings.value(QLatin1String(kKey)).toStringList();
        recent.removeAll(entry.id);
        recent.prepend(entry.id);
        settings.setValue(QLatin1String(kKey), recent.mid(0, kMostRecent));
    }
    // Before: what is meant may depend on where the focus is.
    close();
    entry.use();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched != m_line) {
        return QFrame::eventFilter(watched, event);
    }
    if (event->type() == QEvent::FocusOut && isVisible()) {
        // Its own menu is still the line's.
        if (static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason) {
            close();
        }
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(kMostRowsSeen - 1);
            return true;
        case Qt::Key_PageUp:
            move(1 - kMostRowsSeen);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            useCurrent();
            return true;
        case Qt::Key_Escape:
            close();
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QFrame::changeEvent(event);
}

void CommandPalette::retranslate()
{
    m_line->setPlaceholderText(tr("An action, a setting such as “lr 0.1”, a run …"));
    m_line->setAccessibleName(tr("Find anything"));
    m_list->setAccessibleName(tr("What was found"));
    m_nothing->setText(tr("Nothing is called so"));
    setWhatsThis(
        tr("Type what you want to do, choose with the arrow keys, and press Enter: actions, settings with their "
           "value such as “lr 0.1”, presets, runs, data, tabs and help, in every language that there is."));
}

}  // namespace normscope::ui
