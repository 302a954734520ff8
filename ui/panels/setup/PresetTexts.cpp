#include "ui/panels/setup/PresetTexts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <string_view>

#include <normscope/experiment/Divergence.h>

#include "ui/models/ShownText.h"

namespace normscope::ui
{

namespace
{

/// Core's texts once more, for lupdate, which does not read core.
constexpr std::array kTexts{
    QT_TRANSLATE_NOOP("Presets", "The whole assignment"),
    QT_TRANSLATE_NOOP("Presets", "MLP, CNN and mini ResNet, one after the other: the MLP learns sooner with BN, the "
                                 "CNN about as well without it, the ResNet hardly without it."),
    QT_TRANSLATE_NOOP("Presets", "The assignment's MLP"),
    QT_TRANSLATE_NOOP(
        "Presets",
        "Linear-BN-ReLU-Linear-BN-ReLU-Linear with 256 and 128 hidden units: with BN the loss falls sooner."),
    QT_TRANSLATE_NOOP("Presets", "The assignment's CNN"),
    QT_TRANSLATE_NOOP("Presets", "Conv-BN-ReLU-AvgPool twice, then Reshape and Linear, with 16 and 32 channels: it "
                                 "learns about as well without BN."),
    QT_TRANSLATE_NOOP("Presets", "Mini ResNet"),
    QT_TRANSLATE_NOOP("Presets", "The assignment's bonus, three stages of residual blocks with a learning rate of one "
                                 "cycle: without BN it hardly learns."),
    QT_TRANSLATE_NOOP("Presets", "High learning rate"),
    QT_TRANSLATE_NOOP(
        "Presets",
        "Five times the usual learning rate: with BN the MLP still learns, without it the loss explodes or stays where "
        "guessing is."),
    QT_TRANSLATE_NOOP("Presets", "Tiny batches"),
    QT_TRANSLATE_NOOP("Presets", "Batches of two samples: their statistics are so noisy that BN does harm."),
    QT_TRANSLATE_NOOP("Presets", "Deep MLP that only trains with BN"),
    QT_TRANSLATE_NOOP(
        "Presets", "Twenty hidden layers: without BN the signal dies on the way and the loss stays where guessing is."),
    QT_TRANSLATE_NOOP("Presets", "Wrong labels"),
    QT_TRANSLATE_NOOP("Presets", "Two of five labels are wrong, of 2,000 images: with BN the MLP learns them by heart "
                                 "sooner, and gets worse on test images than the one without."),
};

struct PresetTexts
{
    Q_DECLARE_TR_FUNCTIONS(PresetTexts)
};

bool isListed(std::string_view text)
{
    return std::any_of(kTexts.begin(), kTexts.end(), [=](const char* one) { return text == one; });
}

}  // namespace

QString titleOf(const Preset& preset)
{
    return QCoreApplication::translate("Presets", preset.title);
}

QString descriptionOf(const Preset& preset)
{
    return QCoreApplication::translate("Presets", preset.description);
}

QString adviceOnDivergence(const ExperimentSpec& spec, const std::string& variant, std::int64_t iteration)
{
    if (const Preset* preset = presetOf(spec); preset != nullptr && preset->isToDiverge) {
        return PresetTexts::tr("This is what the preset “%1” is there to show.").arg(titleOf(*preset));
    }
    return shownText(divergenceAdvice(spec, variant, iteration));
}

bool isKnownToTranslators(const Preset& preset)
{
    return isListed(preset.title) && isListed(preset.description);
}

}  // namespace normscope::ui
