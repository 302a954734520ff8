#include "ui/report/pdf/PdfFonts.h"

#include <QStringList>

#include "ui/report/figures/FigureParts.h"

namespace normscope::ui
{

namespace
{

QFont fontOf(const QStringList& families, int pixelSize)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(pixelSize);
    // Letters on paper are placed finer than any screen's pixels.
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

}  // namespace

QFont textFont(int pixelSize)
{
    return fontOf(figureFontFamilies(), pixelSize);
}

QFont codeFont(int pixelSize)
{
    return fontOf({QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
                   QStringLiteral("WenQuanYi Micro Hei Mono")},
                  pixelSize);
}

QFont mathFont(int pixelSize, bool isItalic)
{
    QFont font =
        fontOf({QStringLiteral("STIX Two Text"), QStringLiteral("Liberation Serif"), QStringLiteral("FreeSerif"),
                QStringLiteral("DejaVu Serif"), QStringLiteral("WenQuanYi Micro Hei")},
               pixelSize);
    font.setItalic(isItalic);
    return font;
}

}  // namespace normscope::ui
