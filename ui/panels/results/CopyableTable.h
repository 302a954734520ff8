#pragma once

#include <QMenu>
#include <QTableView>
#include <memory>
#include <vector>

namespace normscope::ui
{

/// A table to read: whose cells can be selected and copied, as tab-separated text and as HTML, with its header where
/// more than one cell is copied. Nothing selected: all of it. Columns can be hidden by the menu of the header, and stay
/// so in the next session: by the name of the table and the columns' Qt::UserRole, or their numbers.
class CopyableTable : public QTableView
{
    Q_OBJECT

  public:
    explicit CopyableTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;

    /// All columns are as wide as their content; this one takes what room they leave, or the table scrolls sideways.
    void setWideColumn(int column);

    [[nodiscard]] QString selectedText() const;

    /// What is shown and chosen, for files: the columns that are not hidden, and where more than one cell is selected,
    /// the rows of those. As long as the table has its model.
    [[nodiscard]] std::unique_ptr<QAbstractItemModel> shownPart() const;

    void hideColumn(int column, bool isHidden);
    /// The columns, each with a check; belongs to `parent`.
    [[nodiscard]] QMenu* columnsMenu(QWidget* parent);

  public Q_SLOTS:
    void copy();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;

  private:
    [[nodiscard]] QString keyOf(int column) const;
    [[nodiscard]] QString settingsKey() const;
    /// Hides what was hidden.
    void restoreColumns();
    [[nodiscard]] std::vector<QStringList> selectedCells() const;

    int m_wideColumn = -1;
};

}  // namespace normscope::ui
