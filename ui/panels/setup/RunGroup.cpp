#include "ui/panels/setup/RunGroup.h"

namespace normscope::ui
{

RunGroup::RunGroup(ExperimentDocument& document, QWidget* parent)
    : FieldGroup(document, parent)
{
    setObjectName(QStringLiteral("runGroup"));
    for (const char* key : {"batch_size", "epochs", "seeds", "eval_every", "threads"}) {
        addField(key);
    }
    retranslate();
}

void RunGroup::retranslate()
{
    setTitle(tr("Run"));
}

}  // namespace normscope::ui
