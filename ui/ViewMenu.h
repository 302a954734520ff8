#pragma once

#include <QActionGroup>
#include <QMenu>

#include "ui/Actions.h"
#include "ui/Language.h"
#include "ui/Theme.h"

namespace normscope::ui
{

/// The menu View: docks, charts, size of text, theme, language. Theme and language are remembered from session to
/// session.
class ViewMenu : public QMenu
{
    Q_OBJECT

  public:
    ViewMenu(const Actions& actions, Theme& theme, Language& language, QWidget* parent);

    void retranslate();

    /// Sets what was chosen in an earlier session; for the program's start, before there is a window.
    static void restoreChoices(Theme& theme, Language& language);

  private:
    QMenu m_themes;
    QMenu m_languages;
    QActionGroup m_themeGroup;
    QActionGroup m_languageGroup;
};

}  // namespace normscope::ui
