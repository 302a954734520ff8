#include "ui/models/DurationText.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace normscope::ui
{

namespace
{

struct DurationTexts
{
    Q_DECLARE_TR_FUNCTIONS(DurationTexts)
};

}  // namespace

QString durationText(double seconds)
{
    const auto whole = static_cast<qlonglong>(std::llround(std::clamp(seconds, 0.0, 1e9)));
    if (whole < 60) {
        return DurationTexts::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return DurationTexts::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return DurationTexts::tr("%1 h %2 min").arg(whole / 3600).arg(whole % 3600 / 60);
}

}  // namespace normscope::ui
