#include "ui/models/ShownText.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTextDocument>

#include <normscope/experiment/Settings.h>

#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

struct ShownTexts
{
    Q_DECLARE_TR_FUNCTIONS(ShownTexts)
};

QString withFieldsForOptions(QString text)
{
    // Not within a file's name: a folder may be called "sweep--epochs". Some arguments are options, so that it is not
    // enough to look at the pattern.
    static const QRegularExpression kOption(
        QStringLiteral("(?<![\\w/\\\\.-])--([a-z][a-z-]*[a-z])(?![\\w/\\\\-]|\\.\\w)"));
    qsizetype from = 0;
    for (auto match = kOption.match(text); match.hasMatch(); match = kOption.match(text, from)) {
        const std::string key = match.captured(1).replace(QLatin1Char('-'), QLatin1Char('_')).toStdString();
        const Setting* setting = findSetting(key);
        const bool hasField = setting != nullptr && setting->group != SettingGroup::None;
        //: A field of the window, in a sentence
        const QString name = hasField ? ShownTexts::tr("“%1”").arg(plainLabel(key)) : match.captured(0);
        text.replace(match.capturedStart(), match.capturedLength(), name);
        from = match.capturedStart() + name.size();
    }
    return text;
}

}  // namespace

QString plainTip(const QString& text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal) : text;
}

QString breakable(QString text)
{
    static const QRegularExpression kPlace(QStringLiteral("([/\\\\,_.=-])(?=\\S)"));
    return text.replace(kPlace, QStringLiteral("\\1\u200b"));
}

QString withoutMnemonic(QString label)
{
    // Languages that are not written in letters have it in brackets behind.
    static const QRegularExpression kMnemonic(QStringLiteral("\\(&.\\)|&"));
    return label.remove(kMnemonic);
}

QString shownText(const Message& message)
{
    return withFieldsForOptions(QString::fromStdString(message.in([](const std::string& pattern) {
        // lupdate names the context by what it understands of the scope around.
        for (const char* context : {"normscope::Message", "Message"}) {
            const QString text = QCoreApplication::translate(context, pattern.c_str());
            if (text != QString::fromStdString(pattern)) {
                return text.toStdString();
            }
        }
        return pattern;
    })));
}

}  // namespace normscope::ui
