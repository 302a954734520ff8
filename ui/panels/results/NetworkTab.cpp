#include "ui/panels/results/NetworkTab.h"

namespace normscope::ui
{

NetworkTab::NetworkTab(QWidget* parent)
    : ResultsTab(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
}

}  // namespace normscope::ui
