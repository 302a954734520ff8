#include "ui/PlainMessage.h"

#include <QLabel>
#include <QMessageBox>

namespace normscope::ui
{

void showPlainTexts(QMessageBox& message)
{
    message.setTextFormat(Qt::PlainText);
    const auto labels = message.findChildren<QLabel*>();
    for (QLabel* label : labels) {
        label->setTextFormat(Qt::PlainText);
    }
}

}  // namespace normscope::ui
