#include <QCoreApplication>

#include <normscope/base/Numbers.h>

#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportMethod
{
    Q_DECLARE_TR_FUNCTIONS(ReportMethod)
};

/// The values of a setting over all experiments, each once: "0.9", "0.9, 0.99".
template <class Field>
QString values(const ReportData& data, Field field)
{
    QStringList texts;
    for (const ReportExperiment& experiment : data.experiments) {
        const QString text = QString::fromStdString(shortest(field(experiment.stored.spec)));
        if (!texts.contains(text)) {
            texts << text;
        }
    }
    return texts.join(ReportMethod::tr(", "));
}

}  // namespace

void addQuestion(DocumentBuilder& builder, const ReportData& data)
{
    builder.heading(1, ReportMethod::tr("The question"));
    builder.paragraph(ReportMethod::tr(
        "Does a network learn faster, or better, when the inputs of its activations are normalized over each "
        "mini-batch, and what does that cost? The answer is looked for in four aspects: training time, "
        "convergence, number of parameters and accuracy."));
    if (hasPairs(data) && !areTwins(data)) {
        QStringList phrases;
        for (const ReportExperiment& experiment : data.experiments) {
            for (const std::string& variant : experiment.comparison.variants) {
                phrases << runPhrase(variant);
            }
        }
        phrases.removeDuplicates();
        builder.paragraph(
            //: %1 is a list such as "with BN, with layer norm and without BN"
            ReportMethod::tr(
                "The runs compared are variants of one network: %1. They have the same initial weights in every layer "
                "that they share, get the same mini-batches in the same order, and are trained in turn, step by step, "
                "on the same machine. They have the same hyperparameters, too, and differ in what stands in the place "
                "of batch normalization and in nothing else. Each is compared with the one without normalization, or "
                "with the last where there is none without."),
            {listed(phrases)});
    } else if (hasPairs(data)) {
        builder.paragraph(ReportMethod::tr(
            "The runs compared are *twins*: one with batch normalization (BN), one without. Twins have the same "
            "initial "
            "weights in every layer that they share, get the same mini-batches in the same order, and are trained in "
            "turn, "
            "step by step, on the same machine. They have the same hyperparameters, too, and differ in batch "
            "normalization and in nothing else."));
    } else {
        builder.paragraph(
            ReportMethod::tr("In this report there is no pair of runs with and without batch normalization, so "
                             "nothing can be compared; it shows what was recorded."));
    }
}

void addMethod(DocumentBuilder& builder, const ReportData& data)
{
    builder.heading(1, ReportMethod::tr("Batch normalization"));
    builder.paragraph(
        ReportMethod::tr("A hidden layer $y = \\sigma(Wx + b)$ becomes $y = \\sigma(\\text{BN}(Wx + b))$ %1. In "
                         "training, the values $x_1, \\ldots, x_m$ that a channel takes over a mini-batch (in "
                         "convolutional layers at all positions of the image) are brought to mean 0 and "
                         "variance 1, then scaled and shifted:"),
        {builder.cite(Source::BatchNorm)});
    builder.formula(QStringLiteral("\\mu_B = \\frac{1}{m} \\sum_{i=1}^{m} x_i \\quad "
                                   "\\sigma_B^2 = \\frac{1}{m} \\sum_{i=1}^{m} (x_i - \\mu_B)^2"));
    builder.formula(
        QStringLiteral("y_i = \\gamma \\cdot \\frac{x_i - \\mu_B}{\\sqrt{\\sigma_B^2 + \\varepsilon}} + \\beta"));
    builder.paragraph(
        ReportMethod::tr(
            "The constant $\\varepsilon$ (here %1) keeps the root away from zero. $\\gamma$ and $\\beta$, one of "
            "each for a channel, are learned like weights, so that the layer can still represent what it could "
            "represent before; they start at 1 and 0."),
        {values(data, [](const ExperimentSpec& spec) { return spec.bnEps; })});
    builder.paragraph(
        ReportMethod::tr("A sample that is classified alone has no mini-batch. Training therefore keeps running "
                         "estimates of mean and variance, which evaluation uses in place of the batch's:"));
    const QString momentum = ReportMethod::tr("momentum");
    const auto average = [&](const char* estimate, const char* batch) {
        builder.formula(QStringLiteral("%2 \\leftarrow \\text{%1} \\cdot %2 + (1 - \\text{%1}) \\cdot %3")
                            .arg(momentum, QLatin1String(estimate), QLatin1String(batch)));
    };
    average("\\hat{\\mu}", "\\mu_B");
    average("\\hat{\\sigma}^2", "\\sigma_B^2");
    builder.formula(
        QStringLiteral("y = \\gamma \\cdot \\frac{x - \\hat{\\mu}}{\\sqrt{\\hat{\\sigma}^2 + \\varepsilon}} + \\beta"));
    builder.paragraph(
        ReportMethod::tr(
            "The momentum is %1 here, as the weight of the past; PyTorch's parameter of the same name is 1 minus "
            "this. The variance that is accumulated is the batch's own, divided by $m$."),
        {values(data, [](const ExperimentSpec& spec) { return spec.bnMomentum; })});
    builder.paragraph(
        ReportMethod::tr(
            "*Why* it should help is disputed. Ioffe and Szegedy motivate it by *internal covariate shift*: while "
            "a network trains, the inputs of each layer change their distribution because the layers before it "
            "change, and normalization is meant to reduce that %1. Santurkar et al. find little connection "
            "between the two: in their experiments batch normalization does not reduce the shift where it helps, "
            "and they hold a smoother loss surface responsible instead %2. Losses and accuracies, which is what "
            "this report has, cannot decide between the two."),
        {builder.cite(Source::BatchNorm), builder.cite(Source::Smoothness)});
}

}  // namespace normscope::ui
