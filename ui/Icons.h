#pragma once

#include <QIcon>
#include <QString>

namespace normscope::ui
{

/// The icon of that name in resources/icons, drawn whenever it is needed in the application's colours of that moment,
/// so that a change of theme needs no new icons. The drawings use #000 for what is coloured and no other black.
[[nodiscard]] QIcon themedIcon(const QString& name);

}  // namespace normscope::ui
