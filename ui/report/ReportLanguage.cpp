#include "ui/report/ReportLanguage.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTranslator>

namespace normscope::ui
{

namespace
{

/// The texts as the source has them, with English plurals: also above another language's translator.
class EnglishTexts : public QTranslator
{
  public:
    QString translate(const char* context, const char* source, const char* comment, int number) const override
    {
        const QString text = QTranslator::translate(context, source, comment, number);
        return text.isEmpty() ? QString::fromUtf8(source) : text;
    }

    bool isEmpty() const override { return false; }
};

/// Keeps it from the window that another language is there for a moment.
class ChangeFilter : public QObject
{
  public:
    bool eventFilter(QObject* /*watched*/, QEvent* event) override { return event->type() == QEvent::LanguageChange; }
};

}  // namespace

struct ReportLanguageScope::Parts
{
    std::unique_ptr<QTranslator> translator;
    ChangeFilter filter;
};

ReportLanguageScope::ReportLanguageScope(ReportLanguage language)
    : m_parts(std::make_unique<Parts>())
{
    const bool isEnglish = language == ReportLanguage::English;
    m_parts->translator = isEnglish ? std::make_unique<EnglishTexts>() : std::make_unique<QTranslator>();
    (void)m_parts->translator->load(isEnglish ? QStringLiteral(":/i18n/normscope_en.qm")
                                              : QStringLiteral(":/i18n/normscope_zh_CN.qm"));
    QCoreApplication::instance()->installEventFilter(&m_parts->filter);
    QCoreApplication::installTranslator(m_parts->translator.get());
}

ReportLanguageScope::~ReportLanguageScope()
{
    QCoreApplication::removeTranslator(m_parts->translator.get());
    QCoreApplication::instance()->removeEventFilter(&m_parts->filter);
}

}  // namespace normscope::ui
