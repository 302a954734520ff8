#pragma once

#include <QDBusVariant>
#include <QObject>
#include <QPalette>

namespace normscope::ui
{

enum class ThemeChoice
{
    System,  ///< follows the desktop, also while the program runs
    Light,
    Dark,
};

/// The application's colours: Qt's Fusion style with a light or a dark palette of ours. One for the whole program.
class Theme : public QObject
{
    Q_OBJECT

  public:
    explicit Theme(QObject* parent = nullptr);

    void setChoice(ThemeChoice choice);
    [[nodiscard]] ThemeChoice choice() const { return m_choice; }

    /// The palette in use is the dark one.
    [[nodiscard]] bool isDark() const;

    [[nodiscard]] static QPalette lightPalette();
    [[nodiscard]] static QPalette darkPalette();

  private Q_SLOTS:
    /// From the desktop's settings portal (org.freedesktop.appearance, color-scheme: 1 is dark).
    void takePortalSetting(const QString& group, const QString& key, const QDBusVariant& value);

  private:
    void askPortal();
    void apply();

    ThemeChoice m_choice = ThemeChoice::System;
    bool m_systemIsDark = false;
};

}  // namespace normscope::ui
