#include "ui/report/Letters.h"

#include <QFontDatabase>
#include <QFontMetrics>
#include <algorithm>

#include "ui/report/MarkdownWriter.h"
#include "ui/report/pdf/PdfFonts.h"

namespace normscope::ui
{

namespace
{

constexpr int kAnySize = 16;
/// What formulas and axes have, whatever the document says.
constexpr const char* kAlways = "0123456789+-−=·√∂∑≤≥±αβγεμσ";

bool isDrawn(char32_t letter)
{
    return QChar::isLetterOrNumber(letter) || QChar::isPunct(letter) || QChar::isSymbol(letter);
}

/// Chinese, Japanese and Korean, with their punctuation and wide forms.
bool isEastAsian(char32_t letter)
{
    switch (QChar::script(letter)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
    case QChar::Script_Bopomofo:
        return true;
    default:
        return (letter >= 0x3000 && letter < 0x3040) || (letter >= 0xff00 && letter < 0xfff0);
    }
}

}  // namespace

Status checkLetters(const ReportDocument& document)
{
    const QFontMetrics metrics(textFont(kAnySize));
    // Without any, Qt may still list a family, which has no letters.
    if (QFontDatabase::families().isEmpty() || !metrics.inFont(QLatin1Char('e'))) {
        return fail(ErrorCode::Io,
                    Message::tr("there are no fonts on this machine, so that neither figures nor a PDF can be "
                                "drawn: install some, such as Debian's fonts-dejavu-core"));
    }
    // Markdown is all of the text, and draws nothing.
    QList<uint> letters = (QString::fromUtf8(toMarkdown(document)) + QString::fromUtf8(kAlways)).toUcs4();
    std::sort(letters.begin(), letters.end());
    letters.erase(std::unique(letters.begin(), letters.end()), letters.end());
    QList<uint> missing;
    std::copy_if(letters.begin(), letters.end(), std::back_inserter(missing), [&](uint letter) {
        return isDrawn(letter) && letter != QChar::ReplacementCharacter && !metrics.inFontUcs4(letter);
    });
    if (missing.isEmpty()) {
        return {};
    }
    constexpr qsizetype kMostNamed = 8;
    QString named;
    for (const uint letter : missing.first(std::min(missing.size(), kMostNamed))) {
        const char32_t one = letter;
        named += QString::fromUcs4(&one, 1);
    }
    named += missing.size() > kMostNamed ? QStringLiteral("…") : QString();
    QStringList packages;
    const auto need = [&](const char* package, auto isOfIt) {
        if (std::any_of(missing.begin(), missing.end(), isOfIt)) {
            packages << QLatin1String(package);
        }
    };
    const auto isEmoji = [](uint letter) { return letter >= 0x1f000 && letter < 0x20000; };
    need("fonts-wqy-microhei", isEastAsian);
    need("fonts-noto-color-emoji", isEmoji);
    need("fonts-noto-core", [&](uint letter) { return !isEastAsian(letter) && !isEmoji(letter); });
    return fail(ErrorCode::Io,
                Message::tr("no font on this machine has the letters {}, so that neither figures nor a PDF can "
                            "be drawn: install one that has, such as Debian's {}",
                            named.toStdString(), packages.join(QStringLiteral(", ")).toStdString()));
}

}  // namespace normscope::ui
