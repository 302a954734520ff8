#include "ui/PaletteSources.h"

#include <QCoreApplication>
#include <QPointer>
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include <normscope/data/DatasetCatalog.h>

#include "ui/HelpDialogs.h"
#include "ui/Language.h"
#include "ui/models/SettingTexts.h"
#include "ui/models/ShownText.h"
#include "ui/panels/setup/PresetTexts.h"

namespace normscope::ui
{

namespace
{

struct PaletteTexts
{
    Q_DECLARE_TR_FUNCTIONS(PaletteTexts)
};

/// What settings are called besides, here and in other programs.
constexpr std::array<std::pair<const char*, const char*>, 14> kNames{{
    {"bn", "bn_layers"},
    {"batch norm", "bn_layers"},
    {"learning rate", "lr"},
    {"rate", "lr"},
    {"bs", "batch_size"},
    {"batch", "batch_size"},
    {"wd", "weight_decay"},
    {"mom", "momentum"},
    {"schedule", "lr_schedule"},
    {"seed", "seeds"},
    {"num epochs", "epochs"},
    {"data", "dataset"},
    {"network", "model"},
    {"units", "hidden"},
}};

/// "--batch-size", "batch_size=" and "Batch size" as one: "batch size".
QString plainName(QString text)
{
    for (const char sign : {'-', '_', '=', ':'}) {
        text.replace(QLatin1Char(sign), QLatin1Char(' '));
    }
    return text.simplified().toLower();
}

/// A text of core in every language.
QStringList inEach(const Message& message)
{
    QStringList texts;
    // As shownText() does: lupdate names the context by what it understands of the scope around.
    for (const char* context : {"normscope::Message", "Message"}) {
        texts += Language::inEach(context, message.english().c_str());
    }
    for (QString& text : texts) {
        text = withoutMnemonic(text);
    }
    texts.removeDuplicates();
    return texts;
}

/// Everything that the setting is called, in plainName()'s form.
QStringList namesOf(const Setting& setting)
{
    QStringList names{QString::fromStdString(setting.key)};
    names += inEach(setting.texts.label);
    for (const auto& [name, key] : kNames) {
        if (key == setting.key) {
            names.append(QString::fromLatin1(name));
        }
    }
    for (QString& name : names) {
        name = plainName(name);
    }
    names.removeDuplicates();
    return names;
}

/// What follows a name in the text; none where it does not begin with one. A name may be cut short: "epo 3".
struct NamedValue
{
    QString value;
    bool isWhole = false;  ///< the name was
};

std::optional<NamedValue> valueAfter(const QStringList& names, const QString& typed)
{
    // Minuses belong to names in the first words alone: "lr -1".
    std::optional<NamedValue> found;
    for (qsizetype space = typed.size(); space > 0; --space) {
        const QChar sign = typed.at(space - 1);
        if (!sign.isSpace() && sign != QLatin1Char('=') && sign != QLatin1Char(':')) {
            continue;
        }
        const QString name = plainName(typed.left(space));
        const QString value = typed.mid(space).trimmed();
        constexpr qsizetype kLeastLetters = 2;
        for (const QString& known : names) {
            const bool isWhole = known == name;
            const bool isShort = name.size() >= kLeastLetters && known.startsWith(name);
            if (!name.isEmpty() && !value.isEmpty() && (isWhole || (isShort && !found))) {
                found = NamedValue{value, isWhole};
            }
        }
        if (found && found->isWhole) {
            break;
        }
    }
    return found;
}

/// The value as the setting takes it, where one of its words was typed as people read it, in any language.
QString wordOf(const Setting& setting, const QString& value)
{
    const QString plain = plainName(value);
    for (const auto& [word, label] : setting.words) {
        QStringList texts = inEach(label);
        texts.append(QString::fromStdString(word));
        const bool isIt =
            std::any_of(texts.begin(), texts.end(), [&](const QString& text) { return plainName(text) == plain; });
        if (isIt) {
            return QString::fromStdString(word);
        }
    }
    for (const char* word : {"on", "off"}) {
        const QStringList texts = Language::inEach("SettingValues", word);
        if (setting.isSwitch && texts.contains(plain)) {
            return QString::fromLatin1(word);
        }
    }
    return value;
}

/// How that value is read.
QString shownWord(const Setting& setting, const QString& value)
{
    for (const auto& [word, label] : setting.words) {
        if (value == QString::fromStdString(word)) {
            return shownText(label);
        }
    }
    return value;
}

/// Not merged with what was typed into the field before and will be after.
void setAtOnce(ExperimentDocument& document, const std::string& key, const QString& value)
{
    if (document.text(key) != value) {
        //: A setting and its new value
        document.undoStack().beginMacro(PaletteTexts::tr("%1: %2").arg(plainLabel(key), value));
        document.set(key, value);
        document.undoStack().endMacro();
    }
}

PaletteEntry settingEntry(ExperimentDocument& document, const Setting& setting, const QString& typed)
{
    const QString value = wordOf(setting, typed);
    const std::string key = setting.key;
    PaletteEntry entry;
    entry.text = PaletteTexts::tr("%1: %2").arg(plainLabel(key), shownWord(setting, value));
    const QString now = document.text(key);
    entry.detail = now == value
                       ? PaletteTexts::tr("as it is")
                       //: The value that a setting has now
                       : PaletteTexts::tr("now %1").arg(now.isEmpty() ? QStringLiteral("—") : shownWord(setting, now));
    entry.whyNot = document.problemOf(key, value);
    entry.use = [&document, key, value] { setAtOnce(document, key, value); };
    return entry;
}

std::vector<PaletteEntry> answersOf(ExperimentDocument& document, const QString& typed)
{
    std::vector<PaletteEntry> whole;
    std::vector<PaletteEntry> begun;
    for (const Setting& setting : settings()) {
        const auto named = setting.group == SettingGroup::None ? std::nullopt : valueAfter(namesOf(setting), typed);
        if (named) {
            (named->isWhole ? whole : begun).push_back(settingEntry(document, setting, named->value));
        }
    }
    // Of names that are cut short, those that make sense.
    const auto isUsable = [](const PaletteEntry& entry) { return entry.whyNot.isEmpty(); };
    if (whole.empty() && std::any_of(begun.begin(), begun.end(), isUsable)) {
        std::erase_if(begun, [&](const PaletteEntry& entry) { return !isUsable(entry); });
    }
    return whole.empty() ? begun : whole;
}

void addActions(const QMenu& menu, const QString& path, const Actions& actions, std::vector<PaletteEntry>& entries,
                std::set<const QAction*>& seen)
{
    for (QAction* action : menu.actions()) {
        const QString text = withoutMnemonic(action->text());
        if (action->menu() != nullptr) {
            //: The way to an entry in the menus: "View › Theme"
            addActions(*action->menu(), PaletteTexts::tr("%1 › %2").arg(path, text), actions, entries, seen);
        } else if (!action->isSeparator() && seen.insert(action).second) {
            PaletteEntry entry;
            entry.id = action->objectName().isEmpty() ? QString() : QStringLiteral("action/") + action->objectName();
            const bool isChoice = action->isCheckable() && action->isChecked();
            entry.text = PaletteTexts::tr("%1 › %2").arg(path, text) + (isChoice ? QStringLiteral(" ✓") : QString());
            entry.detail = action->shortcut().toString(QKeySequence::NativeText);
            entry.words = QStringList{text, action->objectName()} + actions.wordsOf(action);
            entry.about = actions.hintOf(action);
            entry.whyNot = action->isEnabled() ? QString() : action->statusTip();
            if (!action->isEnabled() && entry.whyNot.isEmpty()) {
                entry.whyNot = PaletteTexts::tr("Not now");
            }
            entry.use = [pointer = QPointer<QAction>(action)] {
                if (pointer != nullptr) {
                    pointer->trigger();
                }
            };
            entries.push_back(std::move(entry));
        }
    }
}

}  // namespace

QString entryText(const QString& kind, const QString& text)
{
    //: %1 is a kind of things, %2 one of them: "Preset: High learning rate"
    return PaletteTexts::tr("%1: %2").arg(kind, text);
}

PaletteSource actionEntries(const QMenuBar& menus, const Actions& actions)
{
    return {[&menus, &actions] {
        std::vector<PaletteEntry> entries;
        std::set<const QAction*> seen{actions.findAnything};
        for (const QAction* menu : menus.actions()) {
            if (menu->menu() != nullptr) {
                addActions(*menu->menu(), withoutMnemonic(menu->text()), actions, entries, seen);
            }
        }
        return entries;
    }};
}

PaletteSource settingEntries(ExperimentDocument& document)
{
    const auto all = [&document] {
        std::vector<PaletteEntry> entries;
        for (const Setting& setting : settings()) {
            if (setting.group == SettingGroup::None) {
                continue;
            }
            PaletteEntry entry;
            entry.text = plainLabel(setting.key);
            entry.detail = shownWord(setting, document.text(setting.key));
            entry.words = namesOf(setting);
            entry.about = shownText(setting.texts.meaning);
            // Its value is typed behind it.
            entry.completion = QString::fromStdString(setting.key) + QLatin1Char(' ');
            entries.push_back(std::move(entry));
            std::vector<QString> words;
            for (const auto& [word, label] : setting.words) {
                words.push_back(QString::fromStdString(word));
            }
            if (setting.isSwitch) {
                words = {QStringLiteral("on"), QStringLiteral("off")};
            }
            for (const QString& word : words) {
                PaletteEntry choice = settingEntry(document, setting, word);
                choice.id = QStringLiteral("setting/%1/%2").arg(QString::fromStdString(setting.key), word);
                choice.words = namesOf(setting) + QStringList{word};
                entries.push_back(std::move(choice));
            }
        }
        return entries;
    };
    return {all, [&document](const QString& typed) { return answersOf(document, typed); }};
}

PaletteSource presetEntries(std::function<void(const Preset&)> use)
{
    return {[use = std::move(use)] {
        std::vector<PaletteEntry> entries;
        for (const Preset& preset : presets()) {
            PaletteEntry entry;
            entry.id = QStringLiteral("preset/") + QString::fromLatin1(preset.key);
            entry.text = entryText(PaletteTexts::tr("Preset"), titleOf(preset));
            entry.words = Language::inEach("Presets", preset.title) + Language::inEach("PaletteTexts", "Preset");
            entry.use = [&preset, use] { use(preset); };
            entries.push_back(std::move(entry));
        }
        return entries;
    }};
}

PaletteSource datasetEntries(ExperimentDocument& document)
{
    return {[&document] {
        std::vector<PaletteEntry> entries;
        for (const KnownDataset& dataset : knownDatasets()) {
            const QString name = QString::fromStdString(dataset.name);
            PaletteEntry entry;
            entry.id = QStringLiteral("dataset/") + name;
            entry.text = entryText(PaletteTexts::tr("Data"), name);
            entry.words =
                QStringList{QString::fromStdString(dataset.description)} + Language::inEach("PaletteTexts", "Data");
            // One that is missing can be chosen, too: the form then offers to download it.
            entry.use = [&document, name] { setAtOnce(document, "dataset", name); };
            entries.push_back(std::move(entry));
        }
        return entries;
    }};
}

PaletteSource runEntries(const RunTreeModel& runs, std::function<void(const std::filesystem::path&)> choose)
{
    return {[&runs, choose = std::move(choose)] {
        std::vector<PaletteEntry> entries;
        const QString kind = PaletteTexts::tr("Run");
        const QStringList words = Language::inEach("PaletteTexts", "Run");
        for (const QModelIndex& index : runs.experiments()) {
            if (runs.levelOf(index) != RunTreeModel::Level::Experiment) {
                continue;
            }
            PaletteEntry entry;
            entry.text = entryText(kind, runs.titleAt(index));
            entry.detail = index.siblingAtColumn(RunTreeModel::State).data().toString();
            entry.words = words;
            entry.use = [choose, folder = runs.folderOf(index)] { choose(folder); };
            entries.push_back(std::move(entry));
        }
        return entries;
    }};
}

PaletteSource tabEntries(QTabWidget& tabs)
{
    return {[&tabs] {
        std::vector<PaletteEntry> entries;
        for (int i = 0; i < tabs.count(); ++i) {
            QWidget* page = tabs.widget(i);
            PaletteEntry entry;
            entry.id = QStringLiteral("tab/") + page->objectName();
            entry.text = entryText(PaletteTexts::tr("Tab"), withoutMnemonic(tabs.tabText(i)));
            entry.words = QStringList{page->objectName()} + Language::inEach("PaletteTexts", "Tab");
            entry.whyNot = tabs.isVisibleTo(tabs.window()) ? QString() : PaletteTexts::tr("Nothing trained yet");
            entry.use = [&tabs, page] { tabs.setCurrentWidget(page); };
            entries.push_back(std::move(entry));
        }
        return entries;
    }};
}

PaletteSource helpEntries(QWidget& window)
{
    return {[&window] {
        std::vector<PaletteEntry> entries;
        for (const HelpTopic& topic : helpTopics()) {
            PaletteEntry entry;
            entry.id = QStringLiteral("help/") + QString::fromLatin1(topic.anchor);
            entry.text = entryText(PaletteTexts::tr("Help"), topic.title());
            entry.words = topic.words() + Language::inEach("PaletteTexts", "Help");
            entry.use = [&window, anchor = QString::fromLatin1(topic.anchor)] { showBatchNormHelp(window, anchor); };
            entries.push_back(std::move(entry));
        }
        return entries;
    }};
}

}  // namespace normscope::ui
