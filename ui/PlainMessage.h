#pragma once

class QMessageBox;

namespace normscope::ui
{

/// Has a message show its texts letter by letter: names and errors in them come from files. To be called when both its
/// texts are set, because Qt gives the lower one a label of its own.
void showPlainTexts(QMessageBox& message);

}  // namespace normscope::ui
