#pragma once

#include <QVBoxLayout>

#include "ui/network/NetworkEditor.h"
#include "ui/panels/results/ResultsTab.h"

namespace normscope::ui
{

/// The network that is set up, beside what came out of others: a place for the editor.
class NetworkTab : public ResultsTab
{
    Q_OBJECT

  public:
    explicit NetworkTab(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Network"); }
    [[nodiscard]] QString help() const override
    {
        return tr("The network that is trained next, as a picture: batch normalization is switched by a click, layers "
                  "are put in, taken out and changed.");
    }
    void setRuns(const std::vector<ShownRun>& /*runs*/) override {}
    void catchUp(bool /*isAll*/) override {}
};

}  // namespace normscope::ui
