#include "ui/panels/report/ThreadLanguage.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTranslator>
#include <optional>

namespace normscope::ui
{

namespace
{

thread_local std::optional<ReportLanguage> t_language;

/// Answers the threads that have chosen a language, and nobody else.
class ThreadTranslator : public QTranslator
{
  public:
    explicit ThreadTranslator(QObject* parent)
        : QTranslator(parent)
    {
        (void)m_english.load(QStringLiteral(":/i18n/normscope_en.qm"));
        (void)m_chinese.load(QStringLiteral(":/i18n/normscope_zh_CN.qm"));
    }

    QString translate(const char* context, const char* source, const char* comment, int number) const override
    {
        if (!t_language) {
            return {};
        }
        if (*t_language == ReportLanguage::Chinese) {
            return m_chinese.translate(context, source, comment, number);
        }
        // The source is English; its file has the plurals.
        const QString text = m_english.translate(context, source, comment, number);
        return text.isEmpty() ? QString::fromUtf8(source) : text;
    }

    bool isEmpty() const override { return false; }

  private:
    QTranslator m_english;
    QTranslator m_chinese;
};

/// For the window nothing changes.
class ChangeFilter : public QObject
{
  public:
    bool eventFilter(QObject* /*watched*/, QEvent* event) override { return event->type() == QEvent::LanguageChange; }
};

}  // namespace

ThreadLanguage::ThreadLanguage(ReportLanguage language)
{
    t_language = language;
}

ThreadLanguage::~ThreadLanguage()
{
    t_language.reset();
}

void ThreadLanguage::prepare()
{
    QCoreApplication* application = QCoreApplication::instance();
    auto* translator = application->findChild<QTranslator*>(QStringLiteral("threadTranslator"));
    ChangeFilter filter;
    application->installEventFilter(&filter);
    if (translator == nullptr) {
        translator = new ThreadTranslator(application);
        translator->setObjectName(QStringLiteral("threadTranslator"));
    } else {
        QCoreApplication::removeTranslator(translator);
    }
    QCoreApplication::installTranslator(translator);
    application->removeEventFilter(&filter);
}

}  // namespace normscope::ui
