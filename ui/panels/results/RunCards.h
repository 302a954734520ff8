#pragma once

#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QWidget>
#include <string>
#include <vector>

#include "ui/charts/RefreshPacer.h"
#include "ui/models/ExperimentStore.h"

namespace normscope::ui
{

/// The headline figures of one variant: of its run, or the means over its runs of several seeds.
class RunCard : public QFrame
{
    Q_OBJECT

  public:
    explicit RunCard(const std::string& variant, QWidget* parent = nullptr);

    /// Hides itself where the experiment has no run of this variant.
    void setExperiment(const ShownExperiment& experiment);

  private:
    std::string m_variant;
    QLabel* m_name;
    QLabel* m_status;
    QLabel* m_accuracy;
    QLabel* m_caption;
    QLabel* m_details;
};

/// The cards of all variants beside each other, three in a row at most.
class RunCards : public QWidget
{
    Q_OBJECT

  public:
    explicit RunCards(QWidget* parent = nullptr);

    /// Null: nothing to show. `isAll`: now, though it may have been brought up to date a moment ago.
    void setExperiment(const ShownExperiment* experiment, bool isAll);

  private:
    void setVariants(const std::vector<std::string>& variants);

    QGridLayout* m_layout;
    std::vector<std::string> m_variants;
    std::vector<RunCard*> m_cards;  ///< of the variants, in their order
    SlowPace m_pace;
};

}  // namespace normscope::ui
