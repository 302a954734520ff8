#include <QStringList>
#include <algorithm>

#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>

#include "ui/models/ExperimentDocument.h"

/// The part of ExperimentDocument.h about the network that is trained.
namespace normscope::ui
{

namespace
{

/// Normalizers of a family have no momentum and ε of their own, whatever the spec says.
graph::Graph withoutDefaults(graph::Graph model)
{
    for (graph::Node& node : model.nodes) {
        if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
            norm->momentum.reset();
            norm->eps.reset();
        }
    }
    return model;
}

}  // namespace

std::optional<graph::Graph> ExperimentDocument::network() const
{
    const ExperimentSpec& spec = m_state.spec;
    if (!checkDepth(spec)) {
        return std::nullopt;
    }
    graph::Graph model = spec.network ? *spec.network : withoutDefaults(modelOf(spec, m_dataShape));
    std::vector<bool> enabled = spec.batchNorm.each;
    const std::size_t positions = graph::batchNormPositions(model).size();
    if (enabled.size() != positions) {
        enabled.assign(positions, enabled.empty() && spec.batchNorm.all);
    }
    (void)graph::switchBatchNorm(model, enabled);
    return model;
}

void ExperimentDocument::setNetwork(graph::Graph network, const QString& what, const std::string& key)
{
    State after = m_state;
    after.cases.clear();
    after.lists.erase("model");
    // Fields that are not there any more.
    for (const char* gone : {"model", "hidden", "channels", "blocks", "widths", "bn_layers"}) {
        after.unparsed.erase(gone);
    }
    after.spec.network = std::move(network);
    // It says itself which positions are off.
    after.spec.batchNorm = {};
    push(std::move(after), key, what);
}

Status ExperimentDocument::switchBatchNorm(std::size_t position, bool isOn)
{
    auto model = network();
    if (!model) {
        return {};
    }
    if (const auto asked = plan()) {
        const auto own = graph::batchNormPositions(*model);
        const bool isOfAll = std::all_of(asked->cases.begin(), asked->cases.end(), [&](const ExperimentCase& one) {
            return checkDepth(one.spec) && graph::batchNormPositions(modelOf(one.spec, m_dataShape)) == own;
        });
        if (!isOfAll) {
            return fail(ErrorCode::Usage,
                        Message::tr("several models are set up, with BN positions of their own: choose "
                                    "one model to switch them"));
        }
    }
    QStringList words;
    bool areAllOn = true;
    std::size_t number = 0;
    for (graph::Node& node : model->nodes) {
        if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
            norm->enabled = number++ == position ? isOn : norm->enabled;
            words.append(norm->enabled ? QStringLiteral("on") : QStringLiteral("off"));
            areAllOn = areAllOn && norm->enabled;
        }
    }
    if (m_state.spec.network) {
        setNetwork(std::move(*model), isOn ? tr("Switch BN on") : tr("Switch BN off"));
    } else {
        set("bn_layers", areAllOn ? QStringLiteral("on") : words.join(QLatin1Char(',')));
    }
    return {};
}

}  // namespace normscope::ui
