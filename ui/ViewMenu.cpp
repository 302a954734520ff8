#include "ui/ViewMenu.h"

#include <QSettings>

namespace normscope::ui
{

namespace
{

/// Names in the settings file; the order is the enumerations'.
const QStringList& themeNames()
{
    static const QStringList kNames{QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    return kNames;
}

const QStringList& languageNames()
{
    static const QStringList kNames{QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("zh_CN")};
    return kNames;
}

QString themeKey()
{
    return QStringLiteral("theme");
}

QString languageKey()
{
    return QStringLiteral("language");
}

/// Checkable entries, one a name, of which one is chosen; `choose` gets its number and the name is remembered.
template <class Choose>
void addChoices(QMenu& menu, QActionGroup& group, const QStringList& names, int chosen, const QString& key,
                Choose choose)
{
    for (int i = 0; i < names.size(); ++i) {
        QAction* action = group.addAction(QString());
        action->setObjectName(key + QLatin1Char('-') + names[i]);
        action->setCheckable(true);
        action->setChecked(i == chosen);
        menu.addAction(action);
        QObject::connect(action, &QAction::triggered, &menu, [=] {
            QSettings().setValue(key, names[i]);
            choose(i);
        });
    }
}

int storedIndex(const QString& key, const QStringList& names)
{
    return std::max(0, static_cast<int>(names.indexOf(QSettings().value(key).toString())));
}

}  // namespace

ViewMenu::ViewMenu(const Actions& actions, Theme& theme, Language& language, QWidget* parent)
    : QMenu(parent)
    , m_themeGroup(this)
    , m_languageGroup(this)
{
    addAction(actions.findAnything);
    addSeparator();
    addActions({actions.showSettings, actions.showRuns, actions.showLog, actions.showHistory, actions.resetLayout,
                actions.restoreSession});
    addSeparator();
    addActions({actions.followData, actions.enlargeChart, actions.present});
    addSeparator();
    addActions({actions.largerText, actions.smallerText, actions.normalText});
    addSeparator();
    addMenu(&m_themes);
    addMenu(&m_languages);
    addSeparator();
    addAction(actions.fullScreen);
    addChoices(m_themes, m_themeGroup, themeNames(), static_cast<int>(theme.choice()), themeKey(),
               [&theme](int index) { theme.setChoice(static_cast<ThemeChoice>(index)); });
    addChoices(m_languages, m_languageGroup, languageNames(), static_cast<int>(language.choice()), languageKey(),
               [&language](int index) { language.setChoice(static_cast<LanguageChoice>(index)); });
}

void ViewMenu::retranslate()
{
    setTitle(tr("&View"));
    m_themes.setTitle(tr("&Theme"));
    m_languages.setTitle(tr("&Language"));
    const QStringList themes{tr("As the &system"), tr("&Light"), tr("&Dark")};
    // Languages are called by their own names, so that everybody finds the way back.
    const QStringList languages{tr("As the &system"), QStringLiteral("&English"), QStringLiteral("简体中文 (&C)")};
    for (int i = 0; i < themes.size(); ++i) {
        m_themeGroup.actions().at(i)->setText(themes[i]);
        m_languageGroup.actions().at(i)->setText(languages[i]);
    }
}

void ViewMenu::restoreChoices(Theme& theme, Language& language)
{
    theme.setChoice(static_cast<ThemeChoice>(storedIndex(themeKey(), themeNames())));
    language.setChoice(static_cast<LanguageChoice>(storedIndex(languageKey(), languageNames())));
}

}  // namespace normscope::ui
