#include <QDateTime>
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <utility>

#include "ui/models/RunTreeNode.h"

/// Which rows of the tree are on top, and the groups that experiments stand in.
namespace normscope::ui
{

QModelIndexList RunTreeModel::experiments() const
{
    QModelIndexList rows;
    for (const Node* node : experimentNodes()) {
        rows.append(indexOf(node));
    }
    return rows;
}

std::vector<RunTreeModel::Node*> RunTreeModel::experimentNodes() const
{
    std::vector<Node*> nodes;
    for (const auto& node : m_top->children) {
        if (node->level == Level::Group) {
            std::transform(node->children.begin(), node->children.end(), std::back_inserter(nodes),
                           [](const auto& below) { return below.get(); });
        } else {
            nodes.push_back(node.get());
        }
    }
    return nodes;
}

bool RunTreeModel::isGroup(const QModelIndex& index) const
{
    return index.isValid() && nodeOf(index)->level == Level::Group;
}

RunTreeModel::Node* RunTreeModel::experimentNodeOf(const QModelIndex& index)
{
    Node* node = index.isValid() ? nodeOf(index) : nullptr;
    while (node != nullptr && node->level > Level::Experiment) {
        node = node->above;
    }
    return node != nullptr && node->level == Level::Group ? nullptr : node;
}

void RunTreeModel::setGrouping(Grouping grouping)
{
    if (std::exchange(m_grouping, grouping) != grouping) {
        rebuild();
    }
}

void RunTreeModel::rebuild()
{
    beginResetModel();
    Nodes all;
    for (auto& node : std::exchange(m_top->children, {})) {
        if (node->level == Level::Group) {
            std::move(node->children.begin(), node->children.end(), std::back_inserter(all));
        } else {
            all.push_back(std::move(node));
        }
    }
    link(*m_top, inGroups(std::move(all)));
    m_prepared = 0;
    endResetModel();
    if (m_grouping == Grouping::Date) {
        const QDateTime now = QDateTime::currentDateTime();
        m_midnight.start(static_cast<int>(now.msecsTo(now.date().addDays(1).startOfDay())) + 1'000);
    } else {
        m_midnight.stop();
    }
}

ListGroup RunTreeModel::groupFor(const Node& node) const
{
    return node.level == Level::Waiting ? waitingGroup()
                                        : groupOf(m_grouping, node.what(), stateOf(node), QDate::currentDate());
}

RunTreeModel::Node* RunTreeModel::findGroup(const ListGroup& group) const
{
    const auto& rows = m_top->children;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& node) { return node->group == group; });
    return found == rows.end() ? nullptr : found->get();
}

RunTreeModel::Nodes RunTreeModel::inGroups(Nodes nodes) const
{
    if (m_grouping == Grouping::None) {
        return nodes;
    }
    Nodes groups;
    std::map<QString, Node*> byKey;
    for (auto& node : nodes) {
        const ListGroup group = groupFor(*node);
        Node*& home = byKey[group.key];
        if (home == nullptr) {
            home = groups.emplace_back(makeGroup(group)).get();
        }
        node->above = home;
        node->row = static_cast<int>(home->children.size());
        home->children.push_back(std::move(node));
    }
    return groups;
}

std::unique_ptr<RunTreeModel::Node> RunTreeModel::makeGroup(const ListGroup& group)
{
    auto node = std::make_unique<Node>();
    node->level = Level::Group;
    node->isFetched = true;
    node->group = group;
    return node;
}

void RunTreeModel::link(Node& above, Nodes nodes)
{
    auto row = static_cast<int>(above.children.size());
    for (auto& node : nodes) {
        node->above = &above;
        node->row = row++;
        above.children.push_back(std::move(node));
    }
}

void RunTreeModel::append(Node& above, Nodes nodes)
{
    if (nodes.empty()) {
        return;
    }
    const auto first = static_cast<int>(above.children.size());
    beginInsertRows(indexOf(&above), first, first + static_cast<int>(nodes.size()) - 1);
    link(above, std::move(nodes));
    endInsertRows();
}

void RunTreeModel::insert(Nodes nodes)
{
    Nodes onTop;
    for (auto& node : inGroups(std::move(nodes))) {
        Node* known = node->level == Level::Group ? findGroup(node->group) : nullptr;
        if (known != nullptr) {
            append(*known, std::move(node->children));
            emitGroupChanged(*known);
        } else {
            onTop.push_back(std::move(node));
        }
    }
    append(*m_top, std::move(onTop));
}

void RunTreeModel::regroup(Node& node)
{
    Node* const from = node.above;
    if (from == nullptr || from->level != Level::Group) {
        return;
    }
    const ListGroup group = groupFor(node);
    if (from->group == group) {
        return;
    }
    Node* to = findGroup(group);
    if (to == nullptr) {
        Nodes made;
        to = made.emplace_back(makeGroup(group)).get();
        append(*m_top, std::move(made));
    }
    beginMoveRows(indexOf(from), node.row, node.row, indexOf(to), static_cast<int>(to->children.size()));
    Nodes moved;
    moved.push_back(std::move(from->children[static_cast<std::size_t>(node.row)]));
    from->children.erase(from->children.begin() + node.row);
    renumber(*from, node.row);
    link(*to, std::move(moved));
    endMoveRows();
    emitGroupChanged(*to);
    if (from->children.empty()) {
        remove({from});
    } else {
        emitGroupChanged(*from);
    }
}

void RunTreeModel::renumber(Node& above, int first)
{
    for (auto row = static_cast<std::size_t>(first); row < above.children.size(); ++row) {
        above.children[row]->row = static_cast<int>(row);
    }
}

void RunTreeModel::emitGroupChanged(const Node& group)
{
    Q_EMIT dataChanged(indexOf(&group), indexOf(&group, columnCount() - 1));
}

void RunTreeModel::remove(std::vector<Node*> nodes)
{
    std::sort(nodes.begin(), nodes.end(), [](const Node* a, const Node* b) {
        return a->above != b->above ? std::less<>()(a->above, b->above) : a->row > b->row;
    });
    std::vector<Node*> emptied;
    // Neighbours at once, from below.
    for (std::size_t i = 0; i < nodes.size();) {
        Node& above = *nodes[i]->above;
        auto& rows = above.children;
        const int last = nodes[i]->row;
        int first = last;
        for (++i; i < nodes.size() && nodes[i]->above == &above && nodes[i]->row == first - 1; ++i) {
            --first;
        }
        beginRemoveRows(indexOf(&above), first, last);
        for (int row = first; row <= last; ++row) {
            m_nodes.erase(rows[static_cast<std::size_t>(row)]->folder.string());
        }
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        renumber(above, first);
        endRemoveRows();
        if (above.level == Level::Group && rows.empty()) {
            emptied.push_back(&above);
        } else if (above.level == Level::Group) {
            emitGroupChanged(above);
        }
    }
    m_prepared = 0;
    if (!emptied.empty()) {
        remove(std::move(emptied));
    }
}

}  // namespace normscope::ui
