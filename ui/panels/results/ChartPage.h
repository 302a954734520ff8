#pragma once

#include <QScrollArea>
#include <QSplitter>
#include <vector>

#include "ui/charts/LineChart.h"

namespace normscope::ui
{

/// The charts of a page in rows with movable borders. Where they would get too small to be read, those of a row stand
/// below each other and the page scrolls. One of them can have the page for itself.
class ChartPage : public QScrollArea
{
    Q_OBJECT

  public:
    explicit ChartPage(QWidget* parent = nullptr);

    /// Shows these, from the top; other charts that it has had are hidden. Equal widths within a row.
    void setRows(const std::vector<std::vector<LineChart*>>& rows);

    /// Null: all of them.
    void enlarge(LineChart* chart);
    /// While it presents Esc is not for giving the page back.
    void setKeepsEnlarged(bool keeps) { m_keepsEnlarged = keeps; }
    [[nodiscard]] LineChart* enlarged() const { return m_enlarged; }
    /// The one to enlarge where none has the focus: the first.
    [[nodiscard]] LineChart* mainChart() const;

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    /// As enlarge(), without the focus.
    void showAlone(LineChart* chart);
    void arrange();
    /// Below this a chart cannot be read with ease.
    [[nodiscard]] QSize comfort() const;

    QSplitter* m_column;
    std::vector<QSplitter*> m_splitters;  ///< of the rows, more than are used perhaps
    std::vector<std::vector<LineChart*>> m_rows;
    LineChart* m_enlarged = nullptr;
    bool m_keepsEnlarged = false;
};

}  // namespace normscope::ui
