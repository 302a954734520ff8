#include "ui/models/ShownText.h"

#include <QCoreApplication>
#include <QTextDocument>

namespace normscope::ui
{

QString plainTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

QString shownText(const Message& message)
{
    return QString::fromStdString(message.in([](const std::string& pattern) {
        // lupdate names the context by what it understands of the scope around.
        for (const char* context : {"normscope::Message", "Message"}) {
            const QString text = QCoreApplication::translate(context, pattern.c_str());
            if (text != QString::fromStdString(pattern)) {
                return text.toStdString();
            }
        }
        return pattern;
    }));
}

}  // namespace normscope::ui
