#pragma once

#include <QTableView>

namespace normscope::ui
{

/// A table to read: whose cells can be selected and copied as tab-separated text, with its header where more than one
/// cell is copied. Nothing selected: all of it.
class CopyableTable : public QTableView
{
    Q_OBJECT

  public:
    explicit CopyableTable(QWidget* parent = nullptr);

    /// All columns are as wide as their content; this one takes what room they leave, or the table scrolls sideways.
    void setWideColumn(int column);

    [[nodiscard]] QString selectedText() const;

  public Q_SLOTS:
    void copy();

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void updateGeometries() override;

  private:
    int m_wideColumn = -1;
};

}  // namespace normscope::ui
