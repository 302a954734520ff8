#include "ui/models/SettingTexts.h"

#include <QCoreApplication>
#include <QStringList>
#include <vector>

#include <normscope/experiment/Settings.h>
#include <normscope/experiment/Variants.h>

#include "ui/models/ShownText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

struct SettingValues
{
    Q_DECLARE_TR_FUNCTIONS(SettingValues)
};

bool hasEffect(const Setting& setting, const ExperimentSpec& spec)
{
    if (setting.only && *setting.only != spec.kind) {
        return false;
    }
    const std::string& key = setting.key;
    if (key == "lr_step_size" || key == "lr_gamma") {
        return spec.training.lrPolicy == LrPolicy::Step;
    }
    if (key == "weight_decay_on") {
        return spec.training.sgd.weightDecay != 0;
    }
    if (key == "bn_momentum" || key == "bn_eps") {
        return variantsOf(spec) != std::vector<std::string>{kNoBn};
    }
    return true;
}

QString wordText(const Setting& setting, const QString& word)
{
    for (const auto& [known, label] : setting.words) {
        if (word == QString::fromStdString(known)) {
            return shownText(label);
        }
    }
    if (setting.key == "variants") {
        return variantText(word.toStdString());
    }
    const bool isSwitch = setting.isSwitch || setting.key == "bn";
    if (isSwitch && (word == QLatin1String("on") || word == QLatin1String("off"))) {
        //: A switch of the settings
        return word == QLatin1String("on") ? SettingValues::tr("on") : SettingValues::tr("off");
    }
    return word;
}

}  // namespace

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
    const Setting* setting = findSetting(key);
    const QString label = setting == nullptr ? QString() : shownText(setting->texts.label);
    return label.isEmpty() ? QString::fromStdString(key) : withoutMnemonic(label);
}

QString labelInLine(const std::string& key)
{
    QString label = plainLabel(key);
    if (label.size() > 1 && label.at(1).isLower() && key != "nesterov") {
        label[0] = label.at(0).toLower();
    }
    return label;
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

QString shownValue(const Setting& setting, const ExperimentSpec& spec)
{
    if (!hasEffect(setting, spec) || setting.unwritten) {
        return {};
    }
    if (!setting.value(spec)) {
        // Of another family or kind it is not open, but not there.
        return setting.clear ? shownText(setting.texts.open) : QString();
    }
    return shownValue(setting, setting.text(spec));
}

QString shownValue(const Setting& setting, const std::string& text)
{
    QStringList shown;
    for (const QString& word : QString::fromStdString(text).split(QLatin1Char(','))) {
        shown << wordText(setting, word);
    }
    // Several figures read better apart.
    return shown.join(QStringLiteral(", "));
}

QString settingText(const std::string& key, const ExperimentSpec& spec)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        return {};
    }
    if (setting->unwritten) {
        const auto value = setting->unwritten(spec);
        return value ? QString::fromStdString(optionText(*value).value_or(std::string())) : QString();
    }
    ExperimentSpec asked = spec;
    asked.network.reset();
    asked.family = setting->family.value_or(spec.family);
    return QString::fromStdString(setting->text(asked));
}

}  // namespace normscope::ui
