#pragma once

#include <QComboBox>
#include <QLabel>
#include <QWidget>
#include <optional>
#include <vector>

#include "ui/panels/results/ShownRuns.h"

namespace normscope::ui
{

/// Which difference is shown: of each variant to its reference, or of any two runs.
class PairPicker : public QWidget
{
    Q_OBJECT

  public:
    explicit PairPicker(QWidget* parent = nullptr);

    /// What there is to choose from. A choice that is gone is none.
    void setRuns(const std::vector<ShownRun>& runs);
    /// None: each variant to its reference.
    [[nodiscard]] const std::optional<ChosenPair>& pair() const { return m_pair; }
    /// One of those that are not there is none.
    void setPair(const std::optional<normscope::ui::ChosenPair>& pair);
    /// The first two that can be chosen; none where there are not two.
    void chooseFirst();

  Q_SIGNALS:
    void pairChanged(const std::optional<normscope::ui::ChosenPair>& pair);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fill();
    void take();
    void retranslate();

    QLabel* m_label;
    QComboBox* m_first;
    QLabel* m_minus;
    QComboBox* m_second;
    std::vector<ShownRun> m_runs;
    std::vector<RunChoice> m_choices;
    std::optional<ChosenPair> m_pair;
};

}  // namespace normscope::ui
