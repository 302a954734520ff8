#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

#include "ui/charts/RefreshPacer.h"
#include "ui/models/ComparisonModel.h"
#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/CopyableTable.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// The comparison in figures: the assignment's four aspects of a seed's pair, or the means over seeds.
class TableTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit TableTab(const ExperimentStore& store, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Table"); }
    void setRuns(const std::vector<ShownRun>& runs) override;
    void catchUp(bool isAll) override;

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void fillSeeds();
    void retranslate();
    [[nodiscard]] std::optional<std::uint64_t> seed() const;
    [[nodiscard]] QString statusText(const ShownExperiment& experiment) const;
    [[nodiscard]] QStringList remarks(const ShownExperiment& experiment) const;
    /// Looks at the final test accuracy of the seeds that are done.
    void conclude(const ExperimentComparison& comparison);
    /// What may be concluded from the seeds, a sentence for each variant that is compared; empty for a single seed.
    [[nodiscard]] QStringList conclusions() const;

    const ExperimentStore& m_store;
    QLabel* m_seedLabel;
    QComboBox* m_seeds;
    QLabel* m_status;
    QPushButton* m_copy;
    QLabel* m_remarks;
    CopyableTable* m_table;
    ComparisonModel m_model;
    SlowPace m_pace;
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
