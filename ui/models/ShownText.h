#pragma once

#include <QString>

#include <normscope/base/Message.h>

namespace normscope::ui
{

/// A text from a file, or a file's name, as a tool tip that shows it letter by letter: Qt takes tips for HTML where
/// they look like it, and a folder may be called "<img src=x>".
[[nodiscard]] QString plainTip(const QString& text);

/// A sentence of core in the language that texts come in.
[[nodiscard]] QString shownText(const Message& message);

}  // namespace normscope::ui
