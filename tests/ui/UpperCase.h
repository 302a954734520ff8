#pragma once

#include <QTranslator>

namespace normscope::test
{

/// A language in which everything is said in capitals: what stays small was not translated.
class UpperCase : public QTranslator
{
  public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* /*context*/, const char* source, const char* /*disambiguation*/,
                                    int /*n*/) const override
    {
        // Places to put values in are no words: %n stays.
        QString text = QString::fromUtf8(source).toUpper();
        return text.replace(QStringLiteral("%N"), QStringLiteral("%n"));
    }
};

}  // namespace normscope::test
