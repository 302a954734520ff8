#include <QCoreApplication>
#include <algorithm>

#include <normscope/base/Numbers.h>

#include "ui/report/sections/Facts.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportNetwork
{
    Q_DECLARE_TR_FUNCTIONS(ReportNetwork)
};

/// Beyond so many rows a table of layers is no longer read; those without parameters go first.
constexpr std::size_t kMostRows = 40;
constexpr std::size_t kMostLayers = 250;

QString number(std::int64_t value)
{
    return value > 0 ? QString::fromStdString(grouped(value)) : QStringLiteral("—");
}

}  // namespace

void addNetwork(DocumentBuilder& builder, const ReportData& data, const Place& place)
{
    const ReportExperiment& experiment = data.experiments.at(place.experiment);
    builder.heading(place.level, ReportNetwork::tr("Network"));
    const auto layers =
        experiment.model ? graph::describe(*experiment.model) : Result<std::vector<graph::NodeDescription>>();
    if (!experiment.model || !layers) {
        builder.paragraph(
            ReportNetwork::tr("The size of the images is not known, so the network's layers cannot be listed."));
        return;
    }
    if (experiment.stored.spec.isOf(ModelFamily::ResNet)) {
        builder.paragraph(
            ReportNetwork::tr("The mini ResNet is built of basic blocks, whose input is added to their output %1."),
            {builder.cite(Source::ResNet)});
    }
    builder.figures("architecture", place.experiment);
    Table table;
    using Align = Table::Align;
    table.columns = {Align::Left, Align::Left, Align::Right, Align::Right, Align::Right, Align::Right};
    table.header = {literal(ReportNetwork::tr("Layer")),  literal(ReportNetwork::tr("Kind")),
                    literal(ReportNetwork::tr("Output")), literal(ReportNetwork::tr("Weights")),
                    literal(ReportNetwork::tr("Biases")), literal(ReportNetwork::tr("γ and β"))};
    if (layers->size() > kMostLayers) {
        builder.paragraph(ReportNetwork::tr("It has %1 layers, too many to be listed here."),
                          {QString::number(layers->size())});
        return;
    }
    const bool isLong = layers->size() > kMostRows;
    for (const graph::NodeDescription& layer : *layers) {
        if (isLong && layer.counts.total() == 0) {
            continue;
        }
        table.rows.push_back({{layer.name.empty() ? RichText() : code(asText(layer.name)), literal(asText(layer.kind)),
                               literal(asText(graph::toText(layer.outputShape))), literal(number(layer.counts.weight)),
                               literal(number(layer.counts.bias)), literal(number(layer.counts.gammaBeta))},
                              false});
    }
    const graph::ParameterCounts total = graph::totalOf(*layers);
    table.rows.push_back({{literal(ReportNetwork::tr("all")),
                           {},
                           {},
                           literal(number(total.weight)),
                           literal(number(total.bias)),
                           literal(number(total.gammaBeta))},
                          true});
    const bool hasBn = std::any_of(layers->begin(), layers->end(), [](const graph::NodeDescription& layer) {
        return layer.kind.find("BatchNorm") != std::string::npos && !layer.isOff;
    });
    table.caption = richText(
        !hasBn
            ? ReportNetwork::tr("Layers of the network, in the order in which they run, with their numbers of learned "
                                "parameters. %1")
        : experiment.comparison.variants.size() > 2
            ? ReportNetwork::tr("Layers of the network that the variants are made of, with batch normalization, in the "
                                "order in which they run, with their numbers of learned parameters. %1")
        : hasPairs(experiment) && areTwins(experiment)
            ? ReportNetwork::tr(
                  "Layers of the network with batch normalization, in the order in which they run, with their "
                  "numbers of learned parameters. The twin without it lacks the BatchNorm rows and is otherwise "
                  "the same. %1")
            : ReportNetwork::tr(
                  "Layers of the network as it is with batch normalization, in the order in which they run, with "
                  "their numbers of learned parameters. %1"),
        {isLong ? ReportNetwork::tr("Layers without parameters are not listed.") : QString()});
    builder.table(std::move(table));
}

}  // namespace normscope::ui
