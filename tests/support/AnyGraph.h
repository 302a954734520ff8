#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <normscope/base/CounterRng.h>
#include <normscope/graph/Variants.h>

namespace normscope::test
{

/// Valid graphs of any form, with three logits: every kind, branches, sums, products, odd sizes. The same for the same
/// number, on every machine.
class AnyGraph
{
  public:
    explicit AnyGraph(std::uint64_t number)
        : m_rng(number, CounterRng::word("graphs of any form"))
    {
    }

    graph::Graph make()
    {
        m_graph.input = below(5) == 0 ? graph::SampleShape{2 + below(9)}
                                      : graph::SampleShape{1 + below(5), 4 + below(10), 4 + below(10)};
        m_values.push_back({std::string(graph::kInputName), m_graph.input});
        for (std::int64_t left = 4 + below(14); left > 0; --left) {
            const Value from = m_values[below(4) != 0 ? m_values.size() - 1 : pick(m_values.size())];
            from.shape.size() == 3 ? appendToImage(from) : appendToFlat(from);
        }
        std::vector<std::string> ends;
        for (const Value& value : std::vector<Value>(m_values.begin() + 1, m_values.end())) {
            if (!m_isUsed.contains(value.name)) {
                append(graph::Linear{3, {}}, {flat(value)}, {3});
                ends.push_back(m_values.back().name);
            }
        }
        if (ends.size() > 1) {
            append(graph::Add{}, ends, {3});
        }
        // Large, so that what rounding does to a small variance stays small.
        return graph::withNormalizerDefaults(m_graph, 0.9, 0.1);
    }

  private:
    struct Value
    {
        std::string name;
        graph::SampleShape shape;
    };

    std::int64_t below(std::int64_t bound) { return static_cast<std::int64_t>(pick(static_cast<std::size_t>(bound))); }
    std::size_t pick(std::size_t bound) { return m_rng.below(m_next++, bound); }

    void append(const graph::Operation& operation, const std::vector<std::string>& inputs, graph::SampleShape shape)
    {
        const std::string name = (below(3) == 0 ? "part.n" : "n") + std::to_string(m_values.size());
        m_isUsed.insert(inputs.begin(), inputs.end());
        m_graph.append(name, operation, inputs);
        m_values.push_back({name, std::move(shape)});
    }

    graph::BatchNorm norm(bool isOfImages) { return {isOfImages, {}, {}, below(4) != 0}; }

    /// Behind the last node; in images often with the pooling that is fused with it.
    void appendRelu(const graph::SampleShape& shape)
    {
        append(graph::Activation{}, {m_values.back().name}, shape);
        if (shape.size() == 3 && std::min(shape[1], shape[2]) >= 2 && below(2) == 0) {
            append(graph::Pool2d{}, {m_values.back().name}, {shape[0], shape[1] / 2, shape[2] / 2});
        }
    }

    /// The name of a node that makes an image flat.
    std::string flat(const Value& from)
    {
        if (from.shape.size() == 3) {
            const bool isMean = below(2) == 0;
            append(isMean ? graph::Operation(graph::GlobalAvgPool2d{}) : graph::Reshape{}, {from.name},
                   {isMean ? from.shape[0] : graph::valuesOf(from.shape)});
            return m_values.back().name;
        }
        return from.name;
    }

    void appendOfAnyShape(const Value& from)
    {
        const std::int64_t choice = below(5);
        if (choice == 0) {
            append(graph::Dropout{0.25}, {from.name}, from.shape);
        } else if (choice == 1) {
            std::vector<std::string> summands{from.name};
            for (const Value& other : m_values) {
                if (other.shape == from.shape && (summands.size() < 2 || below(3) == 0)) {
                    summands.insert(summands.begin() + below(2), other.name);
                }
            }
            append(graph::Add{}, summands, from.shape);
        } else {
            const std::int64_t function = std::max<std::int64_t>(below(5) - 2, 0);
            append(graph::Activation{static_cast<graph::Activation::Function>(function)}, {from.name}, from.shape);
        }
    }

    void appendToFlat(const Value& from)
    {
        switch (below(6)) {
        case 0:
        case 1: {
            const std::int64_t features = 2 + below(8);
            return append(graph::Linear{features, {}}, {from.name}, {features});
        }
        case 2:
            append(norm(false), {from.name}, from.shape);
            return below(2) == 0 ? void() : appendRelu(from.shape);
        case 3:
            return append(graph::LayerNorm{}, {from.name}, from.shape);
        default:
            return appendOfAnyShape(from);
        }
    }

    void appendToImage(const Value& from)
    {
        const std::int64_t channels = from.shape[0];
        const std::int64_t extent = std::min(from.shape[1], from.shape[2]);
        const auto after = [&](std::int64_t outputs, std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
            const auto size = [&](std::int64_t before) { return graph::extentAfter(before, kernel, stride, padding); };
            return graph::SampleShape{outputs, size(from.shape[1]), size(from.shape[2])};
        };
        switch (below(12)) {
        case 0:
            return append(graph::Conv2d{channels, 3, 1, 1, {}}, {from.name}, from.shape);
        case 1:
        case 2: {
            const std::int64_t padding = below(3);
            const graph::Conv2d layer{
                1 + below(6), 1 + below(std::min<std::int64_t>(5, extent + 2 * padding)), 1 + below(3), padding, {}};
            return append(layer, {from.name}, after(layer.outChannels, layer.kernelSize, layer.stride, padding));
        }
        case 3:
            return append(norm(true), {from.name}, from.shape);
        case 4:
            append(norm(true), {from.name}, from.shape);
            return appendRelu(from.shape);
        case 5:
            append(norm(true), {from.name}, from.shape);
            append(graph::Add{}, {m_values.back().name, from.name}, from.shape);
            return appendRelu(from.shape);
        case 6: {
            const std::int64_t groups = channels % 2 == 0 && below(2) == 0 ? 2 : below(2) == 0 ? channels : 1;
            return append(graph::GroupNorm{groups, {}}, {from.name}, from.shape);
        }
        case 7: {
            const std::int64_t kernel = std::min(extent, 1 + below(3));
            const graph::Pool2d pool{below(2) == 0, kernel, 1 + below(3), below(kernel / 2 + 1)};
            return append(pool, {from.name}, after(channels, kernel, pool.stride, pool.padding));
        }
        case 8:
            append(graph::Dropout{0.25}, {from.name}, from.shape);
            return appendRelu(from.shape);
        case 9: {
            append(graph::GlobalAvgPool2d{}, {from.name}, {channels});
            append(graph::Activation{graph::Activation::Function::Sigmoid}, {m_values.back().name}, {channels});
            const bool isImageFirst = below(2) == 0;
            const std::string& factors = m_values.back().name;
            return append(graph::Multiply{}, {isImageFirst ? from.name : factors, isImageFirst ? factors : from.name},
                          from.shape);
        }
        default:
            return appendOfAnyShape(from);
        }
    }

    CounterRng m_rng;
    std::uint64_t m_next = 0;
    graph::Graph m_graph;
    std::vector<Value> m_values;
    std::set<std::string> m_isUsed;
};

}  // namespace normscope::test
