#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace normscope::ui
{

enum class LanguageChoice
{
    System,
    English,
    Chinese,  ///< simplified
};

/// The language of all texts. A change reaches every widget as QEvent::LanguageChange. One for the whole program.
///
/// Numbers keep the decimal point in every language: files and screen show the same.
class Language : public QObject
{
    Q_OBJECT

  public:
    explicit Language(QObject* parent = nullptr);

    void setChoice(LanguageChoice choice);
    [[nodiscard]] LanguageChoice choice() const { return m_choice; }

    /// A text of ours in every language that there is, so that people find it by the words of any.
    [[nodiscard]] static QStringList inEach(const char* context, const char* text);

  private:
    LanguageChoice m_choice = LanguageChoice::System;
    QTranslator m_ours;
    QTranslator m_qt;  ///< of Qt's own dialogs and menus
};

}  // namespace normscope::ui
