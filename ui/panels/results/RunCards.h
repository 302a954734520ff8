#pragma once

#include <QFrame>
#include <QLabel>
#include <QWidget>

#include "ui/models/ExperimentStore.h"
#include "ui/panels/results/SlowPace.h"

namespace normscope::ui
{

/// The headline figures of one twin: of its run, or the means over its runs of several seeds.
class RunCard : public QFrame
{
    Q_OBJECT

  public:
    explicit RunCard(Twin twin, QWidget* parent = nullptr);

    /// Hides itself where the experiment has no run of this twin.
    void setExperiment(const ShownExperiment& experiment);

  private:
    Twin m_twin;
    QLabel* m_name;
    QLabel* m_status;
    QLabel* m_accuracy;
    QLabel* m_caption;
    QLabel* m_details;
};

/// Both twins' cards beside each other.
class RunCards : public QWidget
{
    Q_OBJECT

  public:
    explicit RunCards(QWidget* parent = nullptr);

    /// Null: nothing to show. `isAll`: now, though it may have been brought up to date a moment ago.
    void setExperiment(const ShownExperiment* experiment, bool isAll);

  private:
    RunCard* m_bn;
    RunCard* m_noBn;
    SlowPace m_pace;
};

}  // namespace normscope::ui
