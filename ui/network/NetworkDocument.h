#pragma once

#include <QObject>
#include <QString>
#include <optional>
#include <string>
#include <vector>

#include <normscope/graph/GraphEdits.h>

#include "ui/models/ExperimentDocument.h"

namespace normscope::ui
{

/// The network that is being set up, as it is drawn and edited by hand. Its history is the settings': each change is
/// one step there, so that fields and picture are undone in the order in which they were changed. A change by hand
/// makes it a network of one's own, in the place of the family's; but switching a BN position does not. GUI thread
/// only.
class NetworkDocument : public QObject
{
    Q_OBJECT

  public:
    /// The settings outlive it.
    explicit NetworkDocument(ExperimentDocument& settings, QObject* parent = nullptr);

    [[nodiscard]] ExperimentDocument& settings() const { return m_settings; }
    /// None where the settings make none.
    [[nodiscard]] const std::optional<graph::Graph>& graph() const { return m_graph; }
    [[nodiscard]] bool isOwn() const { return m_settings.spec().network.has_value(); }
    /// "MLP": what is given up by editing by hand, and what backToFamily() brings back.
    [[nodiscard]] QString familyName() const;

    /// The changes of core/graph/GraphEdits.h. An error, and nothing has changed, where it cannot be done.
    Status insert(const std::string& from, const std::string& to, const std::string& kind);
    Status remove(const std::string& nodeOrScope);
    Status move(const std::string& node, bool isForward);
    Status duplicate(const std::string& nodeOrScope);
    Status addShortcut(const std::string& from, const std::string& to);
    Status setNumber(const std::string& node, const std::string& key, double value);
    /// Switches a BN position off, or on again, in every variant. Nothing where the node is none.
    Status toggleBatchNorm(const std::string& node);
    void backToFamily();

  Q_SIGNALS:
    /// Another graph, batch size, shape of the data or choice of variants.
    void changed();
    /// A change has been made by hand: this node is meant now.
    void nodeMeant(const QString& node);

  private:
    void follow();
    Status take(Result<graph::Edited> edited, const QString& what, const std::string& key = {});

    ExperimentDocument& m_settings;
    std::optional<graph::Graph> m_graph;
    std::int64_t m_batchSize = 0;
    std::vector<std::string> m_variants;
    DataShape m_dataShape;
};

}  // namespace normscope::ui
