#include "Specs.h"

#include <normscope/experiment/Settings.h>

namespace normscope::test
{

ExperimentSpec specOf(ExperimentKind kind, const QStringList& keysAndTexts)
{
    ExperimentSpec spec;
    spec.kind = kind;
    for (qsizetype i = 0; i + 1 < keysAndTexts.size(); i += 2) {
        const Setting* setting = findSetting(keysAndTexts[i].toStdString());
        if (setting == nullptr || !setting->parse(spec, keysAndTexts[i + 1].toStdString())) {
            qFatal("the test itself is wrong about %s", qPrintable(keysAndTexts[i]));
        }
    }
    return spec;
}

}  // namespace normscope::test
