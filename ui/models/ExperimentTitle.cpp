#include "ui/models/ExperimentTitle.h"

#include <QCoreApplication>
#include <QFile>
#include <QStringList>
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

struct ExperimentTitles
{
    Q_DECLARE_TR_FUNCTIONS(ExperimentTitles)
};

/// The different values of a setting in the order in which they come; none where no case has it.
using Values = std::vector<std::string>;

/// Longer lists are shown by their first two and their last.
constexpr qsizetype kMostListed = 4;
/// What tells experiments apart is more than a legend has room for where more settings differ.
constexpr std::size_t kMostParts = 3;
/// Beside the model and in front of everything else, whatever their values.
constexpr std::array<std::string_view, 3> kAlways{"model", "dataset", "epochs"};

bool isWidths(std::string_view key)
{
    return key == "hidden" || key == "channels" || key == "blocks" || key == "widths";
}

/// The order of a title's parts: what everybody asks for first, then that of the settings.
int rankOf(const std::string& key)
{
    if (isWidths(key)) {
        return 1;  // "MLP 20×64"
    }
    const auto* always = std::find(kAlways.begin(), kAlways.end(), key);
    if (always != kAlways.end()) {
        return 2 * static_cast<int>(always - kAlways.begin());
    }
    const auto& table = settings();
    const auto found = std::find_if(table.begin(), table.end(), [&](const Setting& one) { return one.key == key; });
    return 10 + static_cast<int>(found - table.begin());
}

QStringList shortened(QStringList list)
{
    if (list.size() > kMostListed) {
        list = {list[0], list[1], QStringLiteral("…"), list.back()};
    }
    return list;
}

/// "20×64".
QString widthsText(const std::string& value)
{
    return shortened(QString::fromStdString(value).split(QLatin1Char(','))).join(QStringLiteral("×"));
}

QString modelText(const std::string& word)
{
    const Setting* setting = findSetting("model");
    //: A model: not one of those that the program knows
    return word == "network" || setting == nullptr ? ExperimentTitles::tr("own network") : shownValue(*setting, word);
}

/// "1", "1..6", "1, 5, 9".
QString seedsText(const QStringList& seeds)
{
    const auto first = seeds.front().toULongLong();
    for (qsizetype i = 0; i < seeds.size(); ++i) {
        if (seeds[i].toULongLong() != first + static_cast<qulonglong>(i)) {
            return shortened(seeds).join(QStringLiteral(", "));
        }
    }
    return seeds.size() < 3 ? seeds.join(QStringLiteral(", ")) : seeds.front() + QStringLiteral("..") + seeds.back();
}

QString switchText(const QString& label, const QStringList& shown)
{
    //: A switch and whether it is on: %1 is its name, such as "Nesterov momentum"
    return ExperimentTitles::tr("%1 %2").arg(label, shown.join(QStringLiteral(", ")));
}

/// What a title says of a setting. `isCounted`: of seeds how many they are, and not which.
QString partText(const std::string& key, const Values& values, bool isCounted)
{
    QStringList shown;
    const Setting* setting = findSetting(key);
    for (const std::string& value : values) {
        if (key == "model") {
            shown << modelText(value);
        } else if (key == "dataset" || key == "test_dataset") {
            shown << datasetTitle(value);
        } else if (isWidths(key)) {
            shown << widthsText(value);
        } else {
            shown << (setting == nullptr ? QString::fromStdString(value) : shownValue(*setting, value));
        }
    }
    shown = shortened(shown);
    const QString listed = shown.join(QStringLiteral(", "));
    if (key == "model" || key == "dataset" || key == "variants" || isWidths(key)) {
        return listed;
    }
    if (key == "seeds") {
        const QStringList seeds = values.size() == 1 ? shown.front().split(QStringLiteral(", ")) : shown;
        if (seeds.size() == 1 || values.size() > 1) {
            return ExperimentTitles::tr("seed %1").arg(listed);
        }
        return isCounted ? ExperimentTitles::tr("%n seeds", nullptr, static_cast<int>(seeds.size()))
                         : ExperimentTitles::tr("seeds %1").arg(seedsText(seeds));
    }
    if (key == "epochs") {
        return values.size() == 1 ? ExperimentTitles::tr("%n epochs", nullptr, shown.front().toInt())
                                  //: Several numbers of epochs
                                  : ExperimentTitles::tr("%1 epochs").arg(listed);
    }
    if (key == "limit" && values != Values{"0"}) {
        //: The first training samples that are used
        return ExperimentTitles::tr("first %1 samples").arg(listed);
    }
    if (key == "per_class" && values != Values{"0"}) {
        //: The most training samples of a class that are used
        return ExperimentTitles::tr("%1 samples of each class").arg(listed);
    }
    if (key == "bn_layers" && (values == Values{"on"} || values == Values{"off"})) {
        return {};  // the variants say it
    }
    if (setting != nullptr && setting->isSwitch) {
        const QString label = plainLabel(key);
        return values == Values{"on"} ? label : switchText(label, shown);
    }
    //: A setting and its value: "learning rate 0.1"
    return ExperimentTitles::tr("%1 %2", "setting").arg(labelInLine(key), listed);
}

const std::string* find(const SettingValues& values, const std::string& key)
{
    const auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
}

std::string valueOf(const SettingValues& values, const std::string& key)
{
    const std::string* found = find(values, key);
    return found == nullptr ? std::string() : *found;
}

/// A new experiment of the same model: a twin.
const SettingValues& newExperimentOf(const SettingValues& values)
{
    static const auto kNew = [] {
        std::map<std::string, SettingValues> made;
        ExperimentSpec spec;
        for (const ModelFamily family : {ModelFamily::Mlp, ModelFamily::Cnn, ModelFamily::ResNet}) {
            spec.family = family;
            made.emplace(nameOf(family), settingValues(spec));
        }
        // Of a network of one's own the settings that every family has.
        SettingValues own = made.at("mlp");
        own.erase("hidden");
        own["model"] = "network";
        made.emplace("network", std::move(own));
        return made;
    }();
    const auto found = kNew.find(valueOf(values, "model"));
    return found == kNew.end() ? kNew.at("mlp") : found->second;
}

/// The keys whose values differ between two experiments, or that one of them has not. Both are in the same order.
void addDifferences(const SettingValues& a, const SettingValues& b, std::set<std::string>& keys)
{
    auto left = a.begin();
    auto right = b.begin();
    while (left != a.end() || right != b.end()) {
        if (right == b.end() || (left != a.end() && left->first < right->first)) {
            keys.insert((left++)->first);
        } else if (left == a.end() || right->first < left->first) {
            keys.insert((right++)->first);
        } else {
            if (left->second != right->second) {
                keys.insert(left->first);
            }
            ++left;
            ++right;
        }
    }
}

std::vector<std::string> inOrder(const std::set<std::string>& keys)
{
    std::vector<std::pair<int, std::string>> ranked;
    for (const std::string& key : keys) {
        // No line has room for a whole network; the other is said by that of the layers.
        if (key != "network" && key != "bn") {
            ranked.emplace_back(rankOf(key), key);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<std::string> ordered;
    for (auto& [rank, key] : ranked) {
        ordered.push_back(std::move(key));
    }
    return ordered;
}

Values valuesOf(const std::vector<SettingValues>& cases, const std::string& key)
{
    Values values;
    for (const SettingValues& each : cases) {
        const std::string* value = find(each, key);
        if (value != nullptr && std::find(values.begin(), values.end(), *value) == values.end()) {
            values.push_back(*value);
        }
    }
    return values;
}

/// Parts as one line; the widths belong to the model: "MLP 20×64".
QString joined(const std::vector<std::pair<std::string, QString>>& parts)
{
    QString line;
    std::string_view before;
    for (const auto& [key, text] : parts) {
        if (text.isEmpty()) {
            continue;
        }
        const bool isOfModel = before == "model" && isWidths(key);
        line += line.isEmpty() ? QString() : isOfModel ? QStringLiteral(" ") : QStringLiteral(" · ");
        line += text;
        before = key;
    }
    return line;
}

/// Whether all that have the setting have the same value: of another family it says nothing that the model does not.
bool isOfOneFamily(const std::string& key, const std::vector<std::vector<SettingValues>>& experiments)
{
    const Setting* setting = findSetting(key);
    if (setting == nullptr || !setting->family) {
        return false;
    }
    const Values* first = nullptr;
    std::vector<Values> found;
    for (const auto& cases : experiments) {
        found.push_back(valuesOf(cases, key));
    }
    for (const Values& values : found) {
        if (!values.empty() && first != nullptr && values != *first) {
            return false;
        }
        first = values.empty() ? first : &values;
    }
    return true;
}

using Line = std::vector<std::pair<std::string, QString>>;

std::size_t countDistinct(const std::vector<Line>& lines)
{
    std::set<QString> texts;
    for (const Line& line : lines) {
        texts.insert(joined(line));
    }
    return texts.size();
}

}  // namespace

QString settingTitle(const std::string& key, const std::string& value)
{
    return partText(key, {value}, false);
}

QString datasetTitle(const std::string& dataset)
{
    if (dataset == "mnist") {
        return QStringLiteral("MNIST");
    }
    if (dataset == "fashion-mnist") {
        return QStringLiteral("Fashion-MNIST");
    }
    if (dataset == "kmnist") {
        return QStringLiteral("KMNIST");
    }
    const QString name = QString::fromStdString(dataset);
    if (dataset == "builtin" || dataset.starts_with("builtin-") || dataset.starts_with("builtin:")) {
        const QString samples = name.section(QLatin1Char(':'), 1);
        return samples.isEmpty() ? ExperimentTitles::tr("built-in digits")
                                 : ExperimentTitles::tr("%1 built-in digits").arg(samples);
    }
    return QFile::decodeName(folderName(dataset).c_str());
}

QString titleOf(const std::vector<SettingValues>& cases)
{
    if (cases.empty()) {
        return {};
    }
    std::set<std::string> keys(kAlways.begin(), kAlways.end());
    for (const SettingValues& each : cases) {
        addDifferences(each, newExperimentOf(each), keys);
    }
    Line line;
    for (const std::string& key : inOrder(keys)) {
        if (const Values values = valuesOf(cases, key); !values.empty()) {
            line.emplace_back(key, partText(key, values, true));
        }
    }
    return joined(line);
}

std::vector<QString> caseTitles(const std::vector<SettingValues>& cases)
{
    std::vector<std::vector<SettingValues>> apart;
    apart.reserve(cases.size());
    std::set<std::string> keys;
    for (const SettingValues& each : cases) {
        apart.push_back({each});
        addDifferences(cases.front(), each, keys);
    }
    std::vector<Line> lines(cases.size());
    for (const std::string& key : inOrder(keys)) {
        if (isOfOneFamily(key, apart)) {
            continue;
        }
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (const std::string* value = find(cases[i], key)) {
                lines[i].emplace_back(key, partText(key, {*value}, false));
            }
        }
    }
    std::vector<QString> titles;
    std::transform(lines.begin(), lines.end(), std::back_inserter(titles), joined);
    return titles;
}

QString caseTitle(const std::vector<SettingValues>& cases, std::size_t index)
{
    return caseTitles(cases).at(index);
}

std::vector<QString> distinctTitles(const std::vector<std::vector<SettingValues>>& experiments)
{
    std::set<std::string> keys;
    for (const auto& cases : experiments) {
        for (const SettingValues& each : cases) {
            addDifferences(experiments.front().empty() ? SettingValues() : experiments.front().front(), each, keys);
        }
    }
    std::vector<std::pair<std::string, std::vector<QString>>> columns;
    for (const std::string& key : inOrder(keys)) {
        if (isOfOneFamily(key, experiments)) {
            continue;
        }
        std::vector<QString> texts;
        for (const auto& cases : experiments) {
            const Values values = valuesOf(cases, key);
            texts.push_back(values.empty() ? QString() : partText(key, values, false));
        }
        // What varies within each of them in the same way tells none from another.
        if (std::adjacent_find(texts.begin(), texts.end(), std::not_equal_to<>()) != texts.end()) {
            columns.emplace_back(key, std::move(texts));
        }
    }
    std::vector<Line> lines(experiments.size());
    std::size_t distinct = 1;
    for (const auto& [key, texts] : columns) {
        std::vector<Line> longer = lines;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            longer[i].emplace_back(key, texts[i]);
        }
        const std::size_t more = countDistinct(longer);
        if (columns.size() <= kMostParts || more > distinct) {
            lines = std::move(longer);
            distinct = more;
        }
    }
    std::vector<QString> titles;
    std::transform(lines.begin(), lines.end(), std::back_inserter(titles), joined);
    return titles;
}

}  // namespace normscope::ui
