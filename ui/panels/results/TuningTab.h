#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <map>
#include <string>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/charts/PageLegend.h"
#include "ui/charts/RefreshPacer.h"
#include "ui/models/Tuning.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// A setting that varies against the accuracy that came of it, a line a variant, with the best value by validation.
class TuningTab : public ResultsTab
{
    Q_OBJECT

  public:
    /// The store outlives the tab.
    explicit TuningTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Tuning"); }
    [[nodiscard]] QString help() const override
    {
        return tr(
            "A setting of several values, such as learning rate 0.3, 0.1, 0.03, against the accuracy that came of "
            "each: faint lines are single seeds, bold ones their means. The best value is told by samples held "
            "out of the training, never by the test set.");
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] std::vector<NamedChart> charts() const override { return {{QStringLiteral("tuning"), m_chart}}; }
    [[nodiscard]] LineChart* mainChart() const override { return m_chart; }
    void setPresenting(bool presents) override;

  Q_SIGNALS:
    /// Somebody wants these settings for the next training, by key.
    void settingsChosen(const std::map<std::string, std::string>& settings);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    /// A choice and what it is of, which stay together.
    struct Field
    {
        QWidget* whole = nullptr;
        QLabel* label = nullptr;
        QComboBox* combo = nullptr;
    };
    Field makeField(const char* name);
    void fill();
    void fillFields();
    void showFields();
    void draw();
    void drawLine(const TunedLine& line, int shade);
    void showBest();
    void makeBestRows();
    [[nodiscard]] QString nameOf(const TunedLine& line) const;
    [[nodiscard]] QString bestText(const BestValue& best) const;
    [[nodiscard]] QString remark() const;
    [[nodiscard]] double xOf(std::size_t place) const;
    void retranslate();

    const ExperimentStore& m_store;
    Field m_setting;
    Field m_others;
    PageLegend* m_legend;
    LineChart* m_chart;
    QWidget* m_bestRows;
    QGridLayout* m_bestLayout;
    QLabel* m_remark;
    Tuning m_tuning;
    std::vector<QString> m_bestTexts;  ///< of the rows that are shown
    bool m_isPresenting = false;
    std::string m_key;                           ///< chosen for x; empty: nobody has
    std::map<std::string, std::string> m_fixed;  ///< the other settings chosen; empty: all
    SlowPace m_pace;
};

}  // namespace normscope::ui
