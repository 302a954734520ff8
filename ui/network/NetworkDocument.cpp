#include "ui/network/NetworkDocument.h"

#include <algorithm>

#include <normscope/graph/Outline.h>

#include "ui/models/SettingTexts.h"

namespace normscope::ui
{

namespace
{

graph::SampleShape shapeBehind(const graph::Graph& graph, const std::string& node)
{
    const graph::Outline outline = graph::outlineOf(graph);
    const auto row = std::find_if(outline.rows.begin(), outline.rows.end(),
                                  [&](const graph::NodeDescription& one) { return one.name == node; });
    return node == graph::kInputName   ? graph.input
           : row != outline.rows.end() ? row->outputShape
                                       : graph::SampleShape();
}

}  // namespace

NetworkDocument::NetworkDocument(ExperimentDocument& settings, QObject* parent)
    : QObject(parent)
    , m_settings(settings)
    , m_graph(settings.network())
    , m_batchSize(settings.spec().training.batchSize)
    , m_variants(settings.spec().variants)
    , m_dataShape(settings.dataShape())
{
    connect(&settings, &ExperimentDocument::changed, this, &NetworkDocument::follow);
}

void NetworkDocument::follow()
{
    auto graph = m_settings.network();
    const std::int64_t batchSize = m_settings.spec().training.batchSize;
    const DataShape& shape = m_settings.dataShape();
    const std::vector<std::string>& variants = m_settings.spec().variants;
    if (graph != m_graph || batchSize != m_batchSize || shape != m_dataShape || variants != m_variants) {
        m_graph = std::move(graph);
        m_dataShape = shape;
        m_variants = variants;
        m_batchSize = batchSize;
        Q_EMIT changed();
    }
}

QString NetworkDocument::familyName() const
{
    return shownValue(*findSetting("model"), nameOf(m_settings.spec().family));
}

Status NetworkDocument::take(Result<graph::Edited> edited, const QString& what, const std::string& key)
{
    if (!edited) {
        return passOn(edited);
    }
    if (edited->graph != m_graph) {
        m_settings.setNetwork(std::move(edited->graph), what, key);
        Q_EMIT nodeMeant(QString::fromStdString(edited->node));
    }
    return {};
}

Status NetworkDocument::insert(const std::string& from, const std::string& to, const std::string& kind)
{
    if (!m_graph) {
        return {};
    }
    return take(graph::inserted(*m_graph, from, to, graph::suitableOperation(kind, shapeBehind(*m_graph, from))),
                tr("Insert %1").arg(QString::fromStdString(kind)));
}

Status NetworkDocument::remove(const std::string& nodeOrScope)
{
    return m_graph
               ? take(graph::removed(*m_graph, nodeOrScope), tr("Delete “%1”").arg(QString::fromStdString(nodeOrScope)))
               : Status();
}

Status NetworkDocument::move(const std::string& node, bool isForward)
{
    return m_graph ? take(graph::moved(*m_graph, node, isForward), tr("Move “%1”").arg(QString::fromStdString(node)))
                   : Status();
}

Status NetworkDocument::duplicate(const std::string& nodeOrScope)
{
    return m_graph ? take(graph::duplicated(*m_graph, nodeOrScope),
                          tr("Duplicate “%1”").arg(QString::fromStdString(nodeOrScope)))
                   : Status();
}

Status NetworkDocument::addShortcut(const std::string& from, const std::string& to)
{
    return m_graph ? take(graph::withShortcut(*m_graph, from, to), tr("Draw a shortcut")) : Status();
}

Status NetworkDocument::setNumber(const std::string& node, const std::string& key, double value)
{
    if (!m_graph) {
        return {};
    }
    const auto own = std::find_if(m_graph->nodes.begin(), m_graph->nodes.end(),
                                  [&](const graph::Node& one) { return one.name == node; });
    if (own == m_graph->nodes.end()) {
        return {};
    }
    //: %1 is a layer, %2 one of its numbers: "Change of conv1, out_channels"
    const QString what = tr("Change of %1, %2").arg(QString::fromStdString(node), QString::fromStdString(key));
    return take(graph::withOperation(*m_graph, node, graph::withNumber(own->operation, key, value)), what,
                "network/" + node + '/' + key);
}

Status NetworkDocument::toggleBatchNorm(const std::string& node)
{
    std::size_t position = 0;
    for (const graph::Node& one : m_graph ? m_graph->nodes : std::vector<graph::Node>()) {
        const auto* norm = graph::as<graph::BatchNorm>(one);
        if (norm != nullptr && one.name == node) {
            return m_settings.switchBatchNorm(position, !norm->enabled);
        }
        position += norm != nullptr ? 1 : 0;
    }
    return {};
}

void NetworkDocument::backToFamily()
{
    if (isOwn()) {
        m_settings.set("model", QString::fromStdString(nameOf(m_settings.spec().family)));
    }
}

}  // namespace normscope::ui
