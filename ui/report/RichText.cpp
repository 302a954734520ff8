#include "ui/report/RichText.h"

#include <QRegularExpression>
#include <utility>

#include "ui/report/MathNode.h"

namespace normscope::ui
{

namespace
{

struct Mark
{
    QLatin1StringView sign;
    Span::Style style;
};

// The longer sign first, or "**" would be read as two.
constexpr Mark kMarks[]{{QLatin1StringView("**"), Span::Style::Strong},
                        {QLatin1StringView("*"), Span::Style::Emphasis},
                        {QLatin1StringView("`"), Span::Style::Code},
                        {QLatin1StringView("$"), Span::Style::Math}};

const Mark* markAt(const QString& markup, qsizetype at)
{
    for (const Mark& mark : kMarks) {
        if (QStringView(markup).mid(at).startsWith(mark.sign)) {
            return &mark;
        }
    }
    return nullptr;
}

/// The value that "%1" asks for at this place, and how many letters that are; 0 where none is asked for.
std::pair<QString, int> valueAt(const QString& markup, qsizetype at, const QStringList& values)
{
    int digits = 0;
    int number = 0;
    constexpr int kMostDigits = 2;
    constexpr int kBase = 10;
    while (digits < kMostDigits && at + 1 + digits < markup.size() && markup[at + 1 + digits].isDigit()) {
        number = number * kBase + markup[at + 1 + digits].digitValue();
        ++digits;
    }
    if (digits == 0 || number < 1 || number > values.size()) {
        return {{}, 0};
    }
    return {values[number - 1], digits + 1};
}

/// A number and its unit stay on one line.
void bindUnits(RichText& spans)
{
    static const QRegularExpression kGap(QStringLiteral("(?<=\\d) (?=%|pp\\b|s\\b)"));
    for (Span& span : spans) {
        if (span.style != Span::Style::Code && span.style != Span::Style::Math) {
            span.text.replace(kGap, QString(QChar(QChar::Nbsp)));
        }
    }
}

}  // namespace

RichText richText(const QString& markup, const QStringList& values)
{
    RichText spans;
    Span current;
    const auto finish = [&](Span::Style next) {
        if (!current.text.isEmpty()) {
            spans.push_back(current);
        }
        current = {next, {}};
    };
    const Mark* open = nullptr;
    for (qsizetype at = 0; at < markup.size();) {
        const QChar letter = markup[at];
        const bool isVerbatim = current.style == Span::Style::Math || current.style == Span::Style::Code;
        if (letter == QLatin1Char('\\') && !isVerbatim && at + 1 < markup.size()) {
            current.text += markup[at + 1];
            at += 2;
            continue;
        }
        if (letter == QLatin1Char('%')) {
            if (const auto [value, length] = valueAt(markup, at, values); length > 0) {
                current.text += value;
                at += length;
                continue;
            }
        }
        const Mark* mark = markAt(markup, at);
        if (mark != nullptr && (mark == open || (open == nullptr && !isVerbatim))) {
            finish(mark == open ? Span::Style::Plain : mark->style);
            open = mark == open ? nullptr : mark;
            at += mark->sign.size();
            continue;
        }
        current.text += letter;
        ++at;
    }
    finish(Span::Style::Plain);
    bindUnits(spans);
    return spans;
}

RichText literal(const QString& text)
{
    RichText spans = text.isEmpty() ? RichText{} : RichText{{Span::Style::Plain, text}};
    bindUnits(spans);
    return spans;
}

RichText code(const QString& text)
{
    return text.isEmpty() ? RichText{} : RichText{{Span::Style::Code, text}};
}

RichText joined(const std::vector<RichText>& texts, const QString& separator)
{
    RichText all;
    for (const RichText& text : texts) {
        if (text.empty()) {
            continue;
        }
        if (!all.empty()) {
            all.push_back({Span::Style::Plain, separator});
        }
        all.insert(all.end(), text.begin(), text.end());
    }
    return all;
}

QString plainText(const RichText& text)
{
    QString plain;
    for (const Span& span : text) {
        plain += span.style == Span::Style::Math ? mathText(parseMath(span.text)) : span.text;
    }
    return plain;
}

}  // namespace normscope::ui
