#include "ui/report/sections/Names.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/report/DocumentBuilder.h"
#include "ui/report/sections/Facts.h"

namespace normscope::ui
{

namespace
{

struct ReportNames
{
    Q_DECLARE_TR_FUNCTIONS(ReportNames)
};

}  // namespace

QString networkName(const ExperimentSpec& spec)
{
    if (spec.network) {
        return ReportNames::tr("a network of one's own");
    }
    switch (spec.family) {
    case ModelFamily::Mlp:
        return ReportNames::tr("MLP");
    case ModelFamily::Cnn:
        return ReportNames::tr("CNN");
    case ModelFamily::ResNet:
        break;
    }
    return ReportNames::tr("mini ResNet");
}

QString datasetName(const std::string& dataset)
{
    if (dataset == "mnist") {
        return QStringLiteral("MNIST");
    }
    if (dataset == "fashion-mnist") {
        return QStringLiteral("Fashion-MNIST");
    }
    if (dataset == "kmnist") {
        return QStringLiteral("KMNIST");
    }
    if (dataset.starts_with("builtin")) {
        return ReportNames::tr("Normscope's drawn digits (%1)").arg(asText(dataset));
    }
    return asText(folderName(dataset));
}

QString asText(const std::string& text)
{
    return QString::fromStdString(text);
}

QString listed(const QStringList& names)
{
    if (names.size() < 2) {
        return names.join(QString());
    }
    //: The last two names of a list
    return ReportNames::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(ReportNames::tr(", ")), names.back());
}

QString sentenceGap()
{
    // No translation can be empty.
    return documentLanguage().startsWith(QLatin1String("zh")) ? QString() : QStringLiteral(" ");
}

bool hasPairs(const ReportExperiment& experiment)
{
    const auto facts = factsOf(experiment);
    return std::any_of(facts.begin(), facts.end(), [](const ExperimentFacts& one) { return one.pairs > 0; });
}

bool hasPairs(const ReportData& data)
{
    return std::any_of(data.experiments.begin(), data.experiments.end(),
                       [](const ReportExperiment& experiment) { return hasPairs(experiment); });
}

}  // namespace normscope::ui
