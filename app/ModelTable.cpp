#include "ModelTable.h"

#include <normscope/base/Numbers.h>
#include <normscope/experiment/TextTable.h>

namespace normscope
{

namespace
{

std::string orBlank(std::int64_t count)
{
    return count == 0 ? "" : grouped(count);
}

std::vector<std::string> totals(const char* title, const nn::ParameterCounts& counts)
{
    return {title,
            grouped(counts.total()) + " parameters",
            "",
            grouped(counts.weight),
            grouped(counts.bias),
            orBlank(counts.gammaBeta),
            orBlank(counts.buffers)};
}

}  // namespace

std::string modelTable(const ExperimentSpec& spec, std::int64_t rows, std::int64_t columns)
{
    auto model = chosenModelOf(spec, rows, columns);
    const auto layers = model ? nn::describe(*model) : tl::unexpected(model.error());
    if (!layers) {
        return {};
    }
    TextTable table({"layer", "kind", "output", "weights", "biases", "γ and β", "buffers"});
    table.alignLeft(1);
    table.alignLeft(2);
    for (const nn::LayerDescription& layer : *layers) {
        table.addRow({layer.name, layer.kind, nn::toText(layer.outputShape), orBlank(layer.counts.weight),
                      orBlank(layer.counts.bias), orBlank(layer.counts.gammaBeta), orBlank(layer.counts.buffers)});
    }
    table.addRule();
    if (spec.kind == ExperimentKind::Train) {
        table.addRow(totals("total", nn::totalOf(*layers)));
        return table.text();
    }
    table.addRow(totals("with BN", nn::totalOf(*layers)));
    nn::setBatchNorm(*model, false);
    table.addRow(totals("without BN", nn::totalOf(nn::describe(*model).value_or(*layers))));
    return table.text();
}

}  // namespace normscope
