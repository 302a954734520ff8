#include "ui/models/SettingText.h"

#include <QStringList>

#include <normscope/base/Json.h>
#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>

namespace normscope::ui
{

namespace
{

QString toText(const Json& value)
{
    if (value.is_array()) {
        QStringList parts;
        for (const Json& item : value) {
            parts.append(toText(item));
        }
        return parts.join(QLatin1Char(','));
    }
    if (value.is_boolean()) {
        return value.get<bool>() ? QStringLiteral("on") : QStringLiteral("off");
    }
    if (value.is_number_float()) {
        return QString::fromStdString(shortest(value.get<double>()));
    }
    return QString::fromStdString(value.is_string() ? value.get<std::string>() : value.dump());
}

}  // namespace

QString settingText(const std::string& key, const ExperimentSpec& spec)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr) {
        return {};
    }
    // Widths are values of one family only; a field that waits for its family shows them nevertheless.
    ExperimentSpec asked = spec;
    asked.network.reset();
    if (key == "hidden") {
        asked.family = ModelFamily::Mlp;
    } else if (key == "channels") {
        asked.family = ModelFamily::Cnn;
    } else if (key == "blocks" || key == "widths") {
        asked.family = ModelFamily::ResNet;
    }
    const auto value = setting->value(asked);
    return value ? toText(*value) : QString();
}

bool mayBeEmpty(const std::string& key)
{
    return key == "eval_every" || key == "lr_step_size" || key == "threads" || key == "test_dataset";
}

void clearSetting(const std::string& key, ExperimentSpec& spec)
{
    if (key == "eval_every") {
        spec.evalEvery.reset();
    } else if (key == "lr_step_size") {
        spec.lrStepSize.reset();
    } else if (key == "threads") {
        spec.threads.reset();
    } else if (key == "test_dataset") {
        spec.testDataset.clear();
    }
}

}  // namespace normscope::ui
