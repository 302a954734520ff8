#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <map>

#include "ui/charts/RefreshPacer.h"
#include "ui/models/ComparisonModel.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/SavedNotice.h"
#include "ui/panels/results/CopyableTable.h"
#include "ui/panels/results/DocumentTableModel.h"
#include "ui/panels/results/PairPicker.h"
#include "ui/panels/results/ResultsTab.h"
#include "ui/report/sections/Facts.h"

namespace normscope::ui
{

/// The comparison in figures: the assignment's four aspects of a seed's pair, or the means over seeds; or those of all
/// checked experiments, a row each; or of any two runs.
class TableTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit TableTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Table"); }
    [[nodiscard]] QString help() const override
    {
        return tr("The four aspects of the comparison in figures: of one seed, as means over seeds, of all experiments "
                  "that are checked, or of any two runs. Columns are hidden by the menu of the header. Selected rows, "
                  "or all, can be copied and saved as a table.");
    }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;
    [[nodiscard]] PairPicker& picker() const { return *m_picker; }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fillSeeds();
    /// Between one experiment and all, as many as are checked now; the model that is shown.
    void fillCompare();
    [[nodiscard]] bool isAcross() const { return m_compare->currentIndex() == 1; }
    [[nodiscard]] bool isPair() const { return m_compare->currentIndex() == 2; }
    void fillAcross();
    void fillPair();
    [[nodiscard]] QString captionOf(const ShownExperiment* experiment) const;
    void retranslate();
    [[nodiscard]] std::optional<std::uint64_t> seed() const;
    [[nodiscard]] QString statusText(const ShownExperiment& experiment) const;
    [[nodiscard]] QStringList remarks(const ShownExperiment& experiment) const;
    /// Looks at the final test accuracy of the seeds that are done.
    void conclude(const ExperimentComparison& comparison);
    /// What may be concluded from the seeds, a sentence for each variant that is compared; empty for a single seed.
    [[nodiscard]] QStringList conclusions() const;

    const ExperimentStore& m_store;
    QLabel* m_compareLabel;
    QComboBox* m_compare;
    PairPicker* m_picker;
    QLabel* m_seedLabel;
    QComboBox* m_seeds;
    QLabel* m_status;
    QPushButton* m_copy;
    QPushButton* m_save;
    QLabel* m_remarks;
    CopyableTable* m_table;
    SavedNotice* m_notice;
    ComparisonModel m_model;
    DocumentTableModel m_across;
    bool m_hasChosen = false;  ///< somebody, between one experiment and all
    /// What the comparisons of experiments that do not train come to, by their ids, and what they are of.
    struct Compared
    {
        int edition = 0;
        std::size_t steps = 0;
        std::vector<ExperimentFacts> facts;
    };
    std::map<ExperimentId, Compared> m_compared;
    SlowPace m_pace;
    std::vector<ShownRun> m_runs;
    std::vector<std::uint64_t> m_shownSeeds;
    /// What is concluded from, for each variant that is compared with the reference.
    struct Concluded
    {
        QString name;  ///< "BN − no BN"
        std::vector<double> differences;
        PairedStatistics statistics;
    };
    std::vector<Concluded> m_concluded;
};

}  // namespace normscope::ui
