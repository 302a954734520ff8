#pragma once

#include <QJsonObject>
#include <QString>
#include <QWidget>
#include <utility>
#include <vector>

#include "ui/charts/LineChart.h"
#include "ui/panels/results/ShownRuns.h"

namespace normscope::ui
{

/// A chart and the name that its file gets where all are exported: the same in every language.
using NamedChart = std::pair<QString, LineChart*>;

/// One tab of the results. It is told what to show, and asked to catch up with the store only while it can be seen.
class ResultsTab : public QWidget
{
  public:
    using QWidget::QWidget;

    /// For its tab, in the language of the moment.
    [[nodiscard]] virtual QString title() const = 0;
    /// What it is for and how one uses it, likewise.
    [[nodiscard]] virtual QString help() const = 0;
    virtual void setRuns(const std::vector<ShownRun>& runs) = 0;
    /// Shows what is new in the store. `isAll`: also what is otherwise brought up to date only now and then.
    virtual void catchUp(bool isAll) = 0;
    [[nodiscard]] virtual std::vector<NamedChart> charts() const { return {}; }
    /// The one that is meant where none has the focus; null where there is none.
    [[nodiscard]] virtual LineChart* mainChart() const { return nullptr; }
    /// Gives that chart the tab for itself, or all of them their places back.
    virtual void enlarge(LineChart* /*chart*/) {}
    /// What is chosen in it, to go on with in another session, where that is not in ChartControls.
    [[nodiscard]] virtual QJsonObject choices() const { return {}; }
    /// A choice that there is no more stays as it is.
    virtual void setChoices(const QJsonObject& /*choices*/) {}
    /// For the back row: the chart that matters and what names its curves, nothing else.
    virtual void setPresenting(bool /*presents*/) {}
};

}  // namespace normscope::ui
