#pragma once

#include <QCollator>
#include <optional>

#include "ui/models/RunTreeModel.h"

namespace normscope::ui
{

/// A row of the tree.
struct RunTreeModel::Node
{
    Level level = Level::Experiment;
    Node* above = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
    bool isFetched = false;

    ListGroup group;  ///< of a group

    // Of an experiment.
    std::filesystem::path folder;
    std::shared_ptr<const ListedExperiment> listed;  ///< null: it has no folder, or not yet
    bool isWatched = false;                          ///< it is in a folder that is looked at
    std::shared_ptr<const ListedExperiment> seen;    ///< from here, since it trains here; null: what is listed counts
    bool isLive = false;
    mutable QString title;  ///< empty: not worked out
    mutable QString words;
    mutable int sortColumn = -1;  ///< that what follows is of; -1: not worked out
    mutable std::optional<double> sortNumber;
    mutable std::optional<QCollatorSortKey> sortText;

    ExperimentId waiting = 0;     ///< of one that waits
    std::size_t caseIndex = 0;    ///< of a case, and of what is below it
    std::uint64_t seed = 0;       ///< of a seed, and of what is below it
    std::size_t run = 0;          ///< of a run: its place in its case
    ExperimentSpec planned = {};  ///< of one that waits

    /// What has been worked out, since what it is made of is another.
    void forget()
    {
        title.clear();
        words.clear();
        sortColumn = -1;
        for (const auto& below : children) {
            below->forget();
        }
    }
    /// Not of a group.
    [[nodiscard]] const Node& experiment() const
    {
        const Node* node = this;
        while (node->level != Level::Experiment && node->level != Level::Waiting) {
            node = node->above;
        }
        return *node;
    }
    [[nodiscard]] const ListedExperiment& what() const
    {
        const Node& top = experiment();
        return top.seen != nullptr ? *top.seen : *top.listed;
    }
};

}  // namespace normscope::ui
