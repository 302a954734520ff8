#include "ui/models/VariantTexts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

#include <normscope/experiment/Variants.h>

namespace normscope::ui
{

namespace
{

struct VariantTexts
{
    Q_DECLARE_TR_FUNCTIONS(VariantTexts)
};

struct Texts
{
    const char* label;
    const char* name;
    const char* phrase;
    const char* heading;
};

constexpr std::array kTexts{
    Texts{kBn, QT_TRANSLATE_NOOP("VariantTexts", "BN"), QT_TRANSLATE_NOOP("VariantTexts", "with BN"),
          QT_TRANSLATE_NOOP("VariantTexts", "With batch normalization")},
    Texts{kNoBn, QT_TRANSLATE_NOOP("VariantTexts", "no BN"), QT_TRANSLATE_NOOP("VariantTexts", "without BN"),
          QT_TRANSLATE_NOOP("VariantTexts", "Without batch normalization")},
    Texts{"layer-norm", QT_TRANSLATE_NOOP("VariantTexts", "layer norm"),
          QT_TRANSLATE_NOOP("VariantTexts", "with layer norm"),
          QT_TRANSLATE_NOOP("VariantTexts", "With layer normalization")},
    Texts{"group-norm", QT_TRANSLATE_NOOP("VariantTexts", "group norm"),
          QT_TRANSLATE_NOOP("VariantTexts", "with group norm"),
          QT_TRANSLATE_NOOP("VariantTexts", "With group normalization")},
    Texts{"bn-after", QT_TRANSLATE_NOOP("VariantTexts", "BN after"),
          QT_TRANSLATE_NOOP("VariantTexts", "with BN after the activation"),
          QT_TRANSLATE_NOOP("VariantTexts", "With BN after the activation")},
    Texts{"noisy-bn", QT_TRANSLATE_NOOP("VariantTexts", "noisy BN"), QT_TRANSLATE_NOOP("VariantTexts", "with noisy BN"),
          QT_TRANSLATE_NOOP("VariantTexts", "With noisy batch normalization")},
};

QString text(const std::string& variant, const char* Texts::*which)
{
    const auto* found =
        std::find_if(kTexts.begin(), kTexts.end(), [&](const Texts& one) { return variant == one.label; });
    return found == kTexts.end() ? QString::fromStdString(variant) : VariantTexts::tr(found->*which);
}

}  // namespace

QString variantText(const std::string& variant)
{
    return text(variant, &Texts::name);
}

QString runPhrase(const std::string& variant)
{
    return text(variant, &Texts::phrase);
}

QString variantHeading(const std::string& variant)
{
    return text(variant, &Texts::heading);
}

QString differenceName(const std::string& variant, const std::string& reference)
{
    //: A difference: %1 and %2 are variants such as "BN" and "no BN"
    return VariantTexts::tr("%1 − %2").arg(variantText(variant), variantText(reference));
}

}  // namespace normscope::ui
