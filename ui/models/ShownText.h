#pragma once

#include <QString>

#include <normscope/base/Message.h>

namespace normscope::ui
{

/// A text from a file, or a file's name, as a tool tip that shows it letter by letter: Qt takes tips for HTML where
/// they look like it, and a folder may be called "<img src=x>".
[[nodiscard]] QString plainTip(const QString& text);

/// The text with places where a label may begin a new line within a path or another long word.
[[nodiscard]] QString breakable(QString text);

/// A label without the mark of its key: "&Model" and "模型(&M)" as "Model" and "模型".
[[nodiscard]] QString withoutMnemonic(QString label);

/// A sentence of core in the language that texts come in; options of the command line that have a field are called as
/// the field is: "Batch size" and not --batch-size.
[[nodiscard]] QString shownText(const Message& message);

}  // namespace normscope::ui
