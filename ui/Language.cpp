#include "ui/Language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <memory>

namespace normscope::ui
{

namespace
{

bool isChinese(LanguageChoice choice)
{
    return choice == LanguageChoice::Chinese ||
           (choice == LanguageChoice::System && QLocale::system().language() == QLocale::Chinese);
}

}  // namespace

Language::Language(QObject* parent)
    : QObject(parent)
{
    QLocale::setDefault(QLocale::c());
    setChoice(LanguageChoice::System);
}

void Language::setChoice(LanguageChoice choice)
{
    m_choice = choice;
    QCoreApplication::removeTranslator(&m_ours);
    QCoreApplication::removeTranslator(&m_qt);
    // English needs a file, too: its plurals.
    const QString code = isChinese(choice) ? QStringLiteral("zh_CN") : QStringLiteral("en");
    if (m_qt.load(QStringLiteral("qtbase_%1").arg(code), QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
        QCoreApplication::installTranslator(&m_qt);
    }
    if (m_ours.load(QStringLiteral(":/i18n/normscope_%1.qm").arg(code))) {
        QCoreApplication::installTranslator(&m_ours);
    }
}

QStringList Language::inEach(const char* context, const char* text)
{
    // English is what stands in the source.
    QStringList texts{QString::fromUtf8(text)};
    static const auto kChinese = [] {
        auto translator = std::make_unique<QTranslator>();
        (void)translator->load(QStringLiteral(":/i18n/normscope_zh_CN.qm"));
        return translator;
    }();
    if (const QString chinese = kChinese->translate(context, text); !chinese.isEmpty()) {
        texts.append(chinese);
    }
    return texts;
}

}  // namespace normscope::ui
