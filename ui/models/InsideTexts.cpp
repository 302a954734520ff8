#include "ui/models/InsideTexts.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "ui/models/ValueText.h"
#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

namespace
{

struct InsideTexts
{
    Q_DECLARE_TR_FUNCTIONS(InsideTexts)
};

QString percent(double share)
{
    return std::isfinite(share) ? valueText(share, Unit::Fraction) : QStringLiteral("—");
}

QString measuredText(Question question, const Answer& answer, const QString& with, const QString& without)
{
    if (answer.figures.empty()) {
        return {};
    }
    const TwinFigure& figure = answer.figures.front();
    switch (question) {
    case Question::Drift:
        //: %1 and %3 are "with BN" and "without BN", %2 and %4 numbers
        return InsideTexts::tr("On average over the units that are looked at, the median wandered by %2 widths of its "
                               "distribution %1, and by %4 %3.")
            .arg(with, figureText(figure.with), without, figureText(figure.without));
    case Question::Smoothness: {
        const auto text = [](const TwinFigure& one) {
            return QStringList{figureText(one.with), figureText(one.without)};
        };
        QStringList values{with, without};
        for (const TwinFigure& one : answer.figures) {
            values << text(one);
        }
        //: %1 is "with BN", %2 "without BN"; the others are numbers
        return InsideTexts::tr("Medians early on, %1 against %2: the losses within a step lie %3 against %4 apart, the "
                               "changes of the gradient %5 against %6, and the effective smoothness is %7 against %8.")
            .arg(values.value(0), values.value(1), values.value(2), values.value(3), values.value(4), values.value(5),
                 values.value(6), values.value(7));
    }
    case Question::Depth:
        return InsideTexts::tr(
                   "Early on, the largest gradient of a layer is %2 times the smallest %1, and %4 times %3.")
            .arg(with, figureText(figure.with), without, figureText(figure.without));
    case Question::Evaluation:
        return InsideTexts::tr("Later on, the accuracy of a batch differs by %2 between the two modes %1.")
            .arg(with, percent(figure.with));
    case Question::DeadUnits:
        return InsideTexts::tr("At the last look %2 of the units are dead %1, and %4 %3.")
            .arg(with, percent(figure.with), without, percent(figure.without));
    case Question::Sharpness:
        break;
    }
    if (std::isnan(figure.with) || std::isnan(figure.without)) {
        const bool isWith = !std::isnan(figure.with);
        return InsideTexts::tr("Later on, λ · lr is %2 times the threshold %1.")
            .arg(isWith ? with : without, figureText(isWith ? figure.with : figure.without));
    }
    return InsideTexts::tr("Later on, λ · lr is %2 times the threshold %1, and %4 times %3.")
        .arg(with, figureText(figure.with), without, figureText(figure.without));
}

QString refusalText(const Answer& answer)
{
    switch (answer.reason) {
    case VerdictReason::Measured:
    case VerdictReason::NotMeasured:
        return {};
    case VerdictReason::NoTwin:
        return InsideTexts::tr("That takes two runs: one with batch normalization, and its twin without.");
    case VerdictReason::FewLooks:
        return InsideTexts::tr("There are too few looks with numbers that can be compared: train longer, or look more "
                               "often.");
    case VerdictReason::NoDifference:
        return InsideTexts::tr("The difference is smaller than what would count as one.");
    case VerdictReason::NoBatchNorm:
        return InsideTexts::tr("There is no batch normalization in these networks.");
    case VerdictReason::NoRelu:
        return InsideTexts::tr("There is no ReLU in these networks, and only a ReLU can be dead.");
    case VerdictReason::FewLayers:
        return InsideTexts::tr("The network has too few layers to speak of depth: three at least.");
    }
    return {};
}

}  // namespace

QString questionText(Question question)
{
    switch (question) {
    case Question::Drift:
        return InsideTexts::tr("Does the distribution drift?");
    case Question::Smoothness:
        return InsideTexts::tr("Is the loss smoother?");
    case Question::Depth:
        return InsideTexts::tr("Do gradients survive the depth?");
    case Question::Evaluation:
        return InsideTexts::tr("What does BN do between training and evaluation?");
    case Question::DeadUnits:
        return InsideTexts::tr("Which units are dead?");
    case Question::Sharpness:
        break;
    }
    return InsideTexts::tr("How sharp is it?");
}

QString questionExplained(Question question)
{
    switch (question) {
    case Question::Drift:
        return InsideTexts::tr("The line is the median of what enters a unit's activation, the band lies between the "
                               "15th and the 85th percentile of a batch. Ioffe and Szegedy (2015) report that both "
                               "wander without BN and stay with it.");
    case Question::Smoothness:
        return InsideTexts::tr("At each look the network tries steps from a half to four times the learning rate along "
                               "the gradient: bands show the losses on the way and how far the gradient changes. "
                               "Santurkar et al. (2018) report narrower bands with BN, above all early on.");
    case Question::Depth:
        return InsideTexts::tr(
            "Each layer from the input to the output, at the first look (faint) and at the last one. "
            "Bjorck et al. (2018) report that without BN activations and gradients change from "
            "layer to layer, and that with BN larger steps still lower the loss.");
    case Question::Evaluation:
        return InsideTexts::tr("The same batch in both modes: in training BN takes the batch's mean and variance, in "
                               "evaluation the running estimates. Ioffe and Szegedy (2015) let the estimates stand for "
                               "the batch; Wu and Johnson (2021) show where that goes wrong, as with small batches.");
    case Question::DeadUnits:
        return InsideTexts::tr("A ReLU's unit is dead where it is 0 for all of 1,000 fixed training images: it learns "
                               "no more. Ioffe and Szegedy (2015) expect BN to keep units out of where they saturate.");
    case Question::Sharpness:
        break;
    }
    return InsideTexts::tr("λ is the largest curvature of the loss, and λ · lr beyond the threshold means steps that "
                           "are too long for it. Cohen et al. (2021) find full batches at that threshold; small "
                           "batches, as here, settle below it.");
}

QString verdictText(Verdict verdict)
{
    switch (verdict) {
    case Verdict::AsInPaper:
        return InsideTexts::tr("As in the paper.");
    case Verdict::NotAsInPaper:
        return InsideTexts::tr("Not as in the paper.");
    case Verdict::TooLittle:
        break;
    }
    return InsideTexts::tr("Too little to say.");
}

QString verdictReason(Question question, const Answer& answer, const std::string& with, const std::string& without)
{
    const bool hasNumbers = answer.reason == VerdictReason::Measured || answer.reason == VerdictReason::NoDifference;
    const QString measured =
        hasNumbers ? measuredText(question, answer, runPhrase(with), runPhrase(without)) : QString();
    const QString refusal = refusalText(answer);
    if (measured.isEmpty() || refusal.isEmpty()) {
        return measured + refusal;
    }
    //: Two sentences, one after the other
    return InsideTexts::tr("%1 %2").arg(measured, refusal);
}

QString instrumentText(const std::string& instrument)
{
    static const std::map<std::string, const char*> kTexts{
        {"distribution", QT_TRANSLATE_NOOP("InsideTexts", "Distribution of inputs")},
        {"effective-lr", QT_TRANSLATE_NOOP("InsideTexts", "Effective learning rate")},
        {"batch-statistics", QT_TRANSLATE_NOOP("InsideTexts", "Batch and running statistics")},
        {"units", QT_TRANSLATE_NOOP("InsideTexts", "Dead units and sizes of updates")},
        {"depth", QT_TRANSLATE_NOOP("InsideTexts", "Gradients and activations by depth")},
        {"smoothness", QT_TRANSLATE_NOOP("InsideTexts", "Smoothness of the loss")},
        {"covariate-shift", QT_TRANSLATE_NOOP("InsideTexts", "Internal covariate shift")},
        {"sharpness", QT_TRANSLATE_NOOP("InsideTexts", "Sharpness")},
        {"start", QT_TRANSLATE_NOOP("InsideTexts", "Signal at the start")},
        {"folding", QT_TRANSLATE_NOOP("InsideTexts", "BN folded into layers")}};
    const auto found = kTexts.find(instrument);
    return found == kTexts.end() ? QString::fromStdString(instrument) : InsideTexts::tr(found->second);
}

QString instrumentExplained(const std::string& instrument)
{
    static const std::map<std::string, const char*> kTexts{
        {"distribution", QT_TRANSLATE_NOOP("InsideTexts", "Percentiles of what enters activations; costs little.")},
        {"effective-lr",
         QT_TRANSLATE_NOOP("InsideTexts", "The size of weights, and how far a step turns them; costs little.")},
        {"batch-statistics",
         QT_TRANSLATE_NOOP("InsideTexts", "What BN takes in training and in evaluation, γ and β; costs little.")},
        {"units", QT_TRANSLATE_NOOP("InsideTexts", "ReLUs that are always 0, and ‖update‖ / ‖weight‖; costs little.")},
        {"depth", QT_TRANSLATE_NOOP("InsideTexts", "How signals change from layer to layer; costs some more.")},
        {"smoothness",
         QT_TRANSLATE_NOOP("InsideTexts", "Losses and gradients along a step; costs about eight steps a look.")},
        {"covariate-shift",
         QT_TRANSLATE_NOOP("InsideTexts", "How the step of the layers before changes a layer's gradient; a step a "
                                          "layer and look.")},
        {"sharpness",
         QT_TRANSLATE_NOOP("InsideTexts", "The largest curvature of the loss, at the ends of epochs; costs much.")},
        {"start", QT_TRANSLATE_NOOP("InsideTexts", "Squared gradients by depth before the first step.")},
        {"folding", QT_TRANSLATE_NOOP("InsideTexts", "The same network with BN inside other layers, at the end.")}};
    const auto found = kTexts.find(instrument);
    return found == kTexts.end() ? QString() : InsideTexts::tr(found->second);
}

QString figureText(double value)
{
    if (std::isnan(value)) {
        return QStringLiteral("—");
    }
    if (std::isinf(value)) {
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    }
    constexpr int kDigits = 3;
    QString text = QLocale::c().toString(value, 'g', kDigits);
    return text.replace(QLatin1Char('-'), QStringLiteral("−"));
}

}  // namespace normscope::ui
