#include "ui/models/PlainTip.h"

#include <QTextDocument>

namespace normscope::ui
{

QString plainTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

}  // namespace normscope::ui
