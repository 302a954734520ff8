#include "ui/models/SettingTexts.h"

#include <QRegularExpression>

#include <normscope/experiment/Settings.h>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

ShownSetting settingTexts(const std::string& key)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        return {};
    }
    const SettingTexts& texts = setting->texts;
    return {shownText(texts.label), shownText(texts.meaning), shownText(texts.open), shownText(texts.needs)};
}

QString plainLabel(const std::string& key)
{
    // Languages that are not written in letters have it in brackets behind.
    static const QRegularExpression kMnemonic(QStringLiteral("\\(&.\\)|&"));
    const QString label = settingTexts(key).label;
    return label.isEmpty() ? QString::fromStdString(key) : QString(label).remove(kMnemonic);
}

QList<std::pair<QString, QString>> settingChoices(const std::string& key)
{
    QList<std::pair<QString, QString>> choices;
    if (const Setting* setting = findSetting(key)) {
        for (const auto& [word, label] : setting->words) {
            choices.append({QString::fromStdString(word), shownText(label)});
        }
    }
    return choices;
}

QString settingText(const std::string& key, const ExperimentSpec& spec)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        return {};
    }
    ExperimentSpec asked = spec;
    asked.network.reset();
    asked.family = setting->family.value_or(spec.family);
    return QString::fromStdString(setting->text(asked));
}

}  // namespace normscope::ui
