#include "ui/network/NetworkLayout.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <normscope/graph/GraphEdits.h>

namespace normscope::ui
{

namespace
{

constexpr double kAlongGap = 22;   ///< between a block and the next
constexpr double kLaneGap = 26;    ///< between blocks beside each other
constexpr double kTrackGap = 12;   ///< between lines beside each other
constexpr double kColumnGap = 44;  ///< between columns
constexpr double kFrameGap = 9;
constexpr double kMargin = 16;

/// Along the network and across it, whichever way it is drawn.
struct Spot
{
    double along = 0;
    double across = 0;
};

class LayoutMaker
{
  public:
    LayoutMaker(const graph::Graph& graph, const NetworkLayoutOptions& options)
        : m_graph(graph)
        , m_options(options)
        , m_isVertical(options.direction == Qt::Vertical)
        , m_alongSize(m_isVertical ? kBlockHeight : kBlockWidth)
        , m_acrossSize(m_isVertical ? kBlockWidth : kBlockHeight)
    {
    }

    NetworkLayout make()
    {
        makeBlocks();
        makeEdges();
        findLayers();
        findLanes();
        partIntoColumns();
        routeEdges();
        placeLanes();
        for (NetworkBlock& block : m_layout.blocks) {
            block.place = placeOf(block);
        }
        drawEdges();
        addFrames();
        findBounds();
        return std::move(m_layout);
    }

  private:
    enum class Route
    {
        Straight,  ///< from the end of one to the begin of the other
        Elbow,     ///< the same with a step between them
        SideOut,   ///< out at the side, then along the other's lane
        SideIn,    ///< along its own lane, then in at the side
        Track,     ///< out at the side, along the blocks, in at the side
        Column,    ///< to the head of the next column
    };

    void makeBlocks()
    {
        m_layout.blocks.push_back({std::string(graph::kInputName), {}, false, 0, 0, {}});
        std::vector<std::string> folded;
        for (const std::string& scope : foldableScopes(m_graph)) {
            if (m_options.folded.contains(scope)) {
                folded.push_back(scope);
            }
        }
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const std::string& name = m_graph.nodes[i].name;
            // The outer ones come first.
            const auto scope = std::find_if(folded.begin(), folded.end(),
                                            [&](const std::string& one) { return graph::isInScope(name, one); });
            const bool isFolded = scope != folded.end();
            auto& blocks = m_layout.blocks;
            if (!isFolded || blocks.back().name != *scope) {
                blocks.push_back({isFolded ? *scope : name, {}, isFolded, 0, 0, {}});
            }
            blocks.back().nodes.push_back(i);
            m_blockOf.emplace(name, blocks.size() - 1);
        }
    }

    void makeEdges()
    {
        m_blockOf.emplace(graph::kInputName, 0);
        m_inputs.resize(m_layout.blocks.size());
        m_consumers.resize(m_layout.blocks.size());
        for (std::size_t to = 1; to < m_layout.blocks.size(); ++to) {
            for (const std::size_t node : m_layout.blocks[to].nodes) {
                for (const std::string& input : m_graph.nodes[node].inputs) {
                    const auto from = m_blockOf.find(input);
                    if (from == m_blockOf.end() || from->second >= to) {
                        continue;
                    }
                    auto& inputs = m_inputs[to];
                    if (std::find(inputs.begin(), inputs.end(), from->second) == inputs.end()) {
                        inputs.push_back(from->second);
                        m_consumers[from->second].push_back(to);
                        m_layout.edges.push_back({from->second, to, {}});
                    }
                }
            }
        }
    }

    void findLayers()
    {
        for (std::size_t i = 1; i < m_layout.blocks.size(); ++i) {
            for (const std::size_t input : m_inputs[i]) {
                m_layout.blocks[i].layer = std::max(m_layout.blocks[i].layer, m_layout.blocks[input].layer + 1);
            }
            // What takes nothing that there is stands beside the image's first consumer.
            m_layout.blocks[i].layer = std::max(m_layout.blocks[i].layer, 1);
        }
    }

    void findLanes()
    {
        const std::size_t count = m_layout.blocks.size();
        std::vector<int> toEnd(count, 0);
        for (std::size_t i = count; i-- > 0;) {
            for (const std::size_t consumer : m_consumers[i]) {
                toEnd[i] = std::max(toEnd[i], toEnd[consumer] + 1);
            }
        }
        // Of each the one that goes on in its lane: the begin of the longest way.
        std::vector<std::size_t> next(count, count);
        for (std::size_t i = 0; i < count; ++i) {
            for (const std::size_t consumer : m_consumers[i]) {
                if (next[i] == count || toEnd[consumer] > toEnd[next[i]]) {
                    next[i] = consumer;
                }
            }
        }
        m_lanesAt.resize(count + 1);
        m_lanesAt[0].insert(0);
        for (std::size_t i = 1; i < count; ++i) {
            NetworkBlock& block = m_layout.blocks[i];
            int lane = -1;
            int lowest = 0;
            for (const std::size_t input : m_inputs[i]) {
                const int its = m_layout.blocks[input].lane;
                lowest = std::max(lowest, its);
                if (next[input] == i) {
                    lane = lane < 0 ? its : std::min(lane, its);
                }
            }
            lane = lane < 0 ? lowest + 1 : lane;
            auto& taken = m_lanesAt[static_cast<std::size_t>(block.layer)];
            for (auto other = taken.find(lane); other != taken.end() && *other == lane; ++other) {
                ++lane;
            }
            taken.insert(lane);
            block.lane = lane;
        }
        m_layers =
            1 + std::max_element(m_layout.blocks.begin(), m_layout.blocks.end(), [](const auto& a, const auto& b) {
                    return a.layer < b.layer;
                })->layer;
    }

    [[nodiscard]] double step() const { return m_alongSize + kAlongGap; }

    void partIntoColumns()
    {
        m_columnOf.assign(static_cast<std::size_t>(m_layers), 0);
        m_firstOf = {0};
        if (m_options.longest <= 0) {
            return;
        }
        const int most = std::max(2, static_cast<int>(m_options.longest / step()));
        // Between which layers there is but one line, which leads from one to the next.
        std::vector<int> crossing(static_cast<std::size_t>(m_layers), 0);
        for (const NetworkEdge& edge : m_layout.edges) {
            for (int layer = m_layout.blocks[edge.from].layer; layer < m_layout.blocks[edge.to].layer; ++layer) {
                ++crossing[static_cast<std::size_t>(layer)];
            }
        }
        int first = 0;
        int cut = -1;
        for (int layer = 0; layer < m_layers; ++layer) {
            if (layer - first >= most && cut > first) {
                first = cut;
                m_firstOf.push_back(first);
                cut = -1;
                for (int one = first; one <= layer; ++one) {
                    m_columnOf[static_cast<std::size_t>(one)] = static_cast<int>(m_firstOf.size()) - 1;
                }
                layer = first;
            }
            m_columnOf[static_cast<std::size_t>(layer)] = static_cast<int>(m_firstOf.size()) - 1;
            if (layer + 1 < m_layers && crossing[static_cast<std::size_t>(layer)] == 1) {
                cut = layer + 1;
            }
        }
    }

    [[nodiscard]] bool isFree(int lane, int firstLayer, int lastLayer) const
    {
        for (int layer = firstLayer; layer <= lastLayer; ++layer) {
            if (m_lanesAt[static_cast<std::size_t>(layer)].contains(lane)) {
                return false;
            }
        }
        return true;
    }

    /// Whether nothing stands between two lanes of a layer, nor in the second one.
    [[nodiscard]] bool isFreeAcross(int layer, int from, int to) const
    {
        const auto& lanes = m_lanesAt[static_cast<std::size_t>(layer)];
        return std::none_of(lanes.begin(), lanes.end(), [=](int lane) { return lane > from && lane <= to; });
    }

    void routeEdges()
    {
        for (const NetworkEdge& edge : m_layout.edges) {
            const NetworkBlock& from = m_layout.blocks[edge.from];
            const NetworkBlock& to = m_layout.blocks[edge.to];
            m_routes.push_back({routeOf(from, to), 0, 0});
            if (m_routes.back().route == Route::Track) {
                takeTrack(from, to, m_routes.back());
            }
        }
    }

    [[nodiscard]] Route routeOf(const NetworkBlock& from, const NetworkBlock& to) const
    {
        if (m_columnOf[static_cast<std::size_t>(from.layer)] != m_columnOf[static_cast<std::size_t>(to.layer)]) {
            return Route::Column;
        }
        if (from.lane == to.lane && isFree(from.lane, from.layer + 1, to.layer - 1)) {
            return Route::Straight;
        }
        if (from.lane < to.lane && isFree(to.lane, from.layer, to.layer - 1) &&
            isFreeAcross(from.layer, from.lane, to.lane)) {
            return Route::SideOut;
        }
        if (from.lane > to.lane && isFree(from.lane, from.layer + 1, to.layer) &&
            isFreeAcross(to.layer, to.lane, from.lane)) {
            return Route::SideIn;
        }
        return to.layer - from.layer == 1 ? Route::Elbow : Route::Track;
    }

    struct Routed
    {
        Route route = Route::Straight;
        int lane = 0;   ///< beside which a track lies
        int track = 0;  ///< its number there
    };

    void takeTrack(const NetworkBlock& from, const NetworkBlock& to, Routed& routed)
    {
        for (int layer = from.layer; layer <= to.layer; ++layer) {
            const auto& lanes = m_lanesAt[static_cast<std::size_t>(layer)];
            routed.lane = std::max(routed.lane, lanes.empty() ? 0 : *lanes.rbegin());
        }
        auto& tracks = m_tracks[routed.lane];
        const auto meets = [&](const std::pair<int, int>& other) {
            return from.layer < other.second && other.first < to.layer;
        };
        while (static_cast<std::size_t>(routed.track) < tracks.size() &&
               std::any_of(tracks[static_cast<std::size_t>(routed.track)].begin(),
                           tracks[static_cast<std::size_t>(routed.track)].end(), meets)) {
            ++routed.track;
        }
        if (static_cast<std::size_t>(routed.track) == tracks.size()) {
            tracks.emplace_back();
        }
        tracks[static_cast<std::size_t>(routed.track)].emplace_back(from.layer, to.layer);
    }

    /// Where the lanes of a column begin, and the columns.
    void placeLanes()
    {
        std::vector<int> lanesOf(m_firstOf.size(), 0);
        for (const NetworkBlock& block : m_layout.blocks) {
            int& lanes = lanesOf[columnOf(block)];
            lanes = std::max(lanes, block.lane);
        }
        double at = 0;
        for (std::size_t column = 0; column < m_firstOf.size(); ++column) {
            m_laneAt.emplace_back();
            for (int lane = 0; lane <= lanesOf[column]; ++lane) {
                m_laneAt.back().push_back(at);
                at += m_acrossSize + kLaneGap + tracksIn(column, lane) * kTrackGap;
            }
            m_columnEnd.push_back(at - kLaneGap);
            at += kColumnGap - kLaneGap;
        }
    }

    [[nodiscard]] std::size_t columnOf(const NetworkBlock& block) const
    {
        return static_cast<std::size_t>(m_columnOf[static_cast<std::size_t>(block.layer)]);
    }

    /// Tracks beside a lane that lie in that column.
    [[nodiscard]] double tracksIn(std::size_t column, int lane) const
    {
        int most = -1;
        for (std::size_t i = 0; i < m_routes.size(); ++i) {
            const NetworkBlock& from = m_layout.blocks[m_layout.edges[i].from];
            if (m_routes[i].route == Route::Track && m_routes[i].lane == lane && columnOf(from) == column) {
                most = std::max(most, m_routes[i].track);
            }
        }
        return most + 1;
    }

    [[nodiscard]] Spot spotOf(const NetworkBlock& block) const
    {
        const std::size_t column = columnOf(block);
        return {(block.layer - m_firstOf[column]) * step(), m_laneAt[column][static_cast<std::size_t>(block.lane)]};
    }

    [[nodiscard]] QPointF pointAt(const Spot& spot) const
    {
        return m_isVertical ? QPointF(spot.across, spot.along) : QPointF(spot.along, spot.across);
    }

    [[nodiscard]] QRectF placeOf(const NetworkBlock& block) const
    {
        return {pointAt(spotOf(block)), QSizeF(kBlockWidth, kBlockHeight)};
    }

    void drawEdges()
    {
        for (std::size_t i = 0; i < m_layout.edges.size(); ++i) {
            NetworkEdge& edge = m_layout.edges[i];
            for (const Spot& spot : cornersOf(edge, m_routes[i])) {
                edge.path.push_back(pointAt(spot));
            }
        }
    }

    [[nodiscard]] std::vector<Spot> cornersOf(const NetworkEdge& edge, const Routed& routed) const
    {
        const NetworkBlock& from = m_layout.blocks[edge.from];
        const NetworkBlock& to = m_layout.blocks[edge.to];
        const Spot a = spotOf(from);
        const Spot b = spotOf(to);
        const Spot end{a.along + m_alongSize, a.across + m_acrossSize / 2};
        const Spot begin{b.along, b.across + m_acrossSize / 2};
        // Lines at the sides leave a little behind and arrive a little before the middle, so that two do not meet.
        const Spot sideOut{a.along + m_alongSize * 0.6, a.across + m_acrossSize};
        const Spot sideIn{b.along + m_alongSize * 0.4, b.across + m_acrossSize};
        switch (routed.route) {
        case Route::Straight:
            return {end, begin};
        case Route::SideOut:
            return {sideOut, {sideOut.along, begin.across}, begin};
        case Route::SideIn:
            return {end, {sideIn.along, end.across}, sideIn};
        case Route::Track: {
            const double lane = m_laneAt[columnOf(from)][static_cast<std::size_t>(routed.lane)];
            const double track = lane + m_acrossSize + kTrackGap * (routed.track + 1);
            // Where a block stands in the way, through the gap between the layers.
            const double below = end.along + kAlongGap / 2;
            const double above = begin.along - kAlongGap / 2;
            std::vector<Spot> spots{end, {below, end.across}, {below, track}};
            if (isFreeAcross(from.layer, from.lane, routed.lane)) {
                spots = {sideOut, {sideOut.along, track}};
            }
            if (isFreeAcross(to.layer, to.lane, routed.lane)) {
                spots.insert(spots.end(), {{sideIn.along, track}, sideIn});
            } else {
                spots.insert(spots.end(), {{above, track}, {above, begin.across}, begin});
            }
            return spots;
        }
        case Route::Elbow: {
            const double middle = begin.along - kAlongGap / 2;
            return {end, {middle, end.across}, {middle, begin.across}, begin};
        }
        case Route::Column: {
            const double below = end.along + kAlongGap / 2;
            const double above = begin.along - kAlongGap / 2;
            const double between = m_columnEnd[columnOf(from)] + kColumnGap / 2;
            return {end, {below, end.across}, {below, between}, {above, between}, {above, begin.across}, begin};
        }
        }
        return {};
    }

    void addFrames()
    {
        for (const std::string& scope : foldableScopes(m_graph)) {
            std::map<std::size_t, QRectF> places;
            int inner = 0;
            bool isHidden = false;
            for (const NetworkBlock& block : m_layout.blocks) {
                isHidden = isHidden || (block.isFolded && (block.name == scope || graph::isInScope(scope, block.name)));
                if (graph::isInScope(block.name, scope)) {
                    places[columnOf(block)] |= block.place;
                    inner = std::max(inner, static_cast<int>(std::count(block.name.begin(), block.name.end(), '.')));
                }
            }
            if (isHidden) {
                continue;
            }
            // Tracks of shortcuts lie within, and inner frames.
            const int depth = static_cast<int>(std::count(scope.begin(), scope.end(), '.'));
            const double gap = kFrameGap / (depth + 1);
            for (auto [column, place] : places) {
                for (std::size_t i = 0; i < m_layout.edges.size(); ++i) {
                    const NetworkEdge& edge = m_layout.edges[i];
                    if (m_routes[i].route == Route::Track && graph::isInScope(m_layout.blocks[edge.to].name, scope) &&
                        columnOf(m_layout.blocks[edge.to]) == column) {
                        const QPointF& bend = edge.path[edge.path.size() - 2];
                        place |= QRectF(bend, edge.path.back()).normalized();
                    }
                }
                m_layout.frames.push_back({scope, place.adjusted(-gap, -gap, gap, gap)});
            }
        }
    }

    void findBounds()
    {
        QRectF bounds;
        for (const NetworkBlock& block : m_layout.blocks) {
            bounds |= block.place;
        }
        for (const NetworkEdge& edge : m_layout.edges) {
            for (const QPointF& corner : edge.path) {
                bounds |= QRectF(corner, QSizeF(1, 1));
            }
        }
        for (const NetworkFrame& frame : m_layout.frames) {
            bounds |= frame.place;
        }
        m_layout.bounds = bounds.adjusted(-kMargin, -kMargin, kMargin, kMargin);
    }

    const graph::Graph& m_graph;
    const NetworkLayoutOptions& m_options;
    const bool m_isVertical;
    const double m_alongSize;   ///< of a block
    const double m_acrossSize;  ///< likewise
    NetworkLayout m_layout;
    std::unordered_map<std::string, std::size_t> m_blockOf;
    std::vector<std::vector<std::size_t>> m_inputs;     ///< of each block
    std::vector<std::vector<std::size_t>> m_consumers;  ///< likewise
    std::vector<std::set<int>> m_lanesAt;               ///< that are taken in each layer
    int m_layers = 1;
    std::vector<int> m_columnOf;  ///< of each layer
    std::vector<int> m_firstOf;   ///< layer of each column
    std::vector<Routed> m_routes;
    /// Of each lane its tracks, and the layers that each is taken in.
    std::map<int, std::vector<std::vector<std::pair<int, int>>>> m_tracks;
    std::vector<std::vector<double>> m_laneAt;  ///< of each column
    std::vector<double> m_columnEnd;
};

}  // namespace

std::size_t NetworkLayout::find(const std::string& name) const
{
    const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const NetworkBlock& block) {
        return block.name == name || (block.isFolded && graph::isInScope(name, block.name));
    });
    return static_cast<std::size_t>(found - blocks.begin());
}

std::vector<std::string> foldableScopes(const graph::Graph& graph)
{
    constexpr std::size_t kLeastNodes = 3;
    struct Extent
    {
        std::size_t first = 0;
        std::size_t last = 0;
        std::size_t count = 0;
    };
    std::vector<std::string> scopes;
    std::unordered_map<std::string, Extent> extents;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        std::vector<std::string> own;
        for (std::string scope = graph::scopeOf(graph.nodes[i].name); !scope.empty(); scope = graph::scopeOf(scope)) {
            own.insert(own.begin(), scope);
        }
        for (const std::string& scope : own) {
            const auto [extent, isNew] = extents.try_emplace(scope, Extent{i, i, 0});
            extent->second.last = i;
            ++extent->second.count;
            if (isNew) {
                scopes.push_back(scope);
            }
        }
    }
    std::erase_if(scopes, [&](const std::string& scope) {
        const Extent& own = extents.at(scope);
        const auto outer = extents.find(graph::scopeOf(scope));
        return own.count < kLeastNodes || own.last - own.first + 1 != own.count ||
               (outer != extents.end() && outer->second.count == own.count);
    });
    return scopes;
}

NetworkLayout layOut(const graph::Graph& graph, const NetworkLayoutOptions& options)
{
    return LayoutMaker(graph, options).make();
}

std::set<std::string> foldedAtFirst(const graph::Graph& graph)
{
    constexpr std::size_t kMostOpen = 60;
    if (graph.nodes.size() <= kMostOpen) {
        return {};
    }
    const auto scopes = foldableScopes(graph);
    return {scopes.begin(), scopes.end()};
}

NetworkLayout layOutFor(const graph::Graph& graph, const std::set<std::string>& folded, const QSizeF& size)
{
    constexpr int kMostColumns = 12;
    const auto scaleOf = [&](const NetworkLayout& layout) {
        return std::min(size.width() / layout.bounds.width(), size.height() / layout.bounds.height());
    };
    NetworkLayout best = layOut(graph, {Qt::Vertical, 0, folded});
    const NetworkLayout single = best;
    const auto offer = [&](NetworkLayout layout) {
        // One that is hardly larger is not worth another look of the whole.
        if (std::min(1.0, scaleOf(layout)) > 1.05 * std::min(1.0, scaleOf(best))) {
            best = std::move(layout);
        }
    };
    offer(layOut(graph, {Qt::Horizontal, 0, folded}));
    // Nobody reads so many as a whole.
    constexpr std::size_t kMostTried = 1'000;
    for (int columns = 2; single.blocks.size() <= kMostTried && columns <= kMostColumns && scaleOf(best) < 1;
         ++columns) {
        offer(layOut(graph, {Qt::Vertical, single.bounds.height() / columns + kBlockHeight, folded}));
    }
    return best;
}

}  // namespace normscope::ui
