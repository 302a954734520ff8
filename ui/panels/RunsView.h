#pragma once

#include <QSet>
#include <QTreeView>

#include "ui/models/RunFilter.h"

namespace normscope::ui
{

/// The tree of runs: its columns, which are of one's choice and kept from session to session, and its keys.
class RunsView : public QTreeView
{
    Q_OBJECT

  public:
    /// The filter outlives the view.
    explicit RunsView(RunFilter& filter, QWidget* parent = nullptr);
    ~RunsView() override;

    /// An entry for each column, checked where it is seen, and one that brings back those of the beginning.
    void addColumnsTo(QMenu& menu);
    /// An entry for each grouping. The one that is chosen is kept from session to session, and so are the groups that
    /// are folded.
    void addGroupingsTo(QMenu& menu);
    /// Experiments have runs of that variant: its column is seen, unless it was hidden by hand.
    void showVariant(const std::string& variant);
    /// Those of the beginning.
    void resetColumns();
    /// The click that is under way was one on a check box: it chooses nothing.
    void setClickTaken() { m_isChecked = true; }

  Q_SIGNALS:
    /// By the click of a mouse that holds nothing else down, or by Enter.
    void chosen(const QModelIndex& index);
    void removeRequested();
    void undoRequested();
    void redoRequested();

  protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    class Delegate;

    void setGrouping(Grouping grouping);
    /// All but those that were folded.
    void openGroups();
    void keepFolded(const QModelIndex& index, bool isFolded);
    /// The titles get what the other columns leave.
    void fit();
    void keepColumns() const;

    RunFilter& m_filter;
    QSet<int> m_hiddenByHand;
    QSet<QString> m_folded;  ///< groups
    bool m_isFitting = false;
    bool m_isChecked = false;  ///< the click that is under way was one on a check box
};

}  // namespace normscope::ui
