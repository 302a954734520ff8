#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <torch/torch.h>

#include <normscope/graph/Graph.h>

/// Small networks, one for each kind of node and for what is fused, and what LibTorch's own functions make of them.
namespace normscope::test
{

using LayerParameters = std::map<std::string, torch::Tensor>;

/// What a network is to give for x: in training, and in evaluation after one training step on `seen`.
using Expected = std::function<torch::Tensor(LayerParameters& p, const torch::Tensor& x, const torch::Tensor& seen)>;

struct LayerCase
{
    const char* name;
    graph::Graph network;
    Expected expected;
};

inline graph::Graph graphOf(graph::SampleShape input, std::vector<std::pair<const char*, graph::Operation>> nodes)
{
    graph::Graph graph{std::move(input), {}};
    for (const auto& [name, operation] : nodes) {
        graph.append(name, operation);
    }
    return graph;
}

/// Batch normalization with ε 0.01 and a momentum of 0.7, in training or with what one batch has left.
inline torch::Tensor normalized(LayerParameters& p, const std::string& name, const torch::Tensor& x,
                                const torch::Tensor& seen)
{
    const torch::Tensor& weight = p.at(name + ".weight");
    const torch::Tensor& bias = p.at(name + ".bias");
    if (!seen.defined()) {
        return torch::batch_norm(x, weight, bias, {}, {}, true, 0.1, 0.01, false);
    }
    const std::vector<int64_t> over = x.dim() == 4 ? std::vector<int64_t>{0, 2, 3} : std::vector<int64_t>{0};
    const torch::Tensor mean = 0.3 * seen.mean(over);
    const torch::Tensor variance = 0.7 + 0.3 * seen.var(over, /*unbiased=*/false);
    return torch::batch_norm(x, weight, bias, mean, variance, false, 0.1, 0.01, false);
}

inline std::vector<LayerCase> poolsAndConvolutions()
{
    using graph::Conv2d;
    using graph::Pool2d;
    std::vector<LayerCase> cases;
    for (const Conv2d& layer : {Conv2d{4, 3, 1, 1, {}}, Conv2d{6, 5, 2, 0, {}}, Conv2d{16, 1, 2, 0, {}},
                                Conv2d{5, 1, 3, 2, {}}, Conv2d{2, 2, 1, 3, {}}, Conv2d{3, 4, 5, 1, {}}}) {
        cases.push_back({"Conv2d", graphOf({3, 9, 11}, {{"a.conv", layer}}),
                         [layer](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                             return torch::conv2d(x, p.at("a.conv.weight"), p.at("a.conv.bias"), layer.stride,
                                                  layer.padding);
                         }});
    }
    for (const auto& [kernel, stride, padding] :
         std::vector<std::array<int64_t, 3>>{{2, 2, 0}, {3, 2, 1}, {3, 1, 0}, {2, 3, 1}, {5, 4, 2}, {1, 2, 0}}) {
        const std::array window{kernel, stride, padding};
        cases.push_back({"AvgPool2d", graphOf({3, 9, 11}, {{"pool", Pool2d{false, kernel, stride, padding}}}),
                         [window](LayerParameters& /*p*/, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                             return torch::avg_pool2d(x, window[0], window[1], window[2]);
                         }});
        cases.push_back({"MaxPool2d", graphOf({3, 9, 11}, {{"pool", Pool2d{true, kernel, stride, padding}}}),
                         [window](LayerParameters& /*p*/, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                             return torch::max_pool2d(x, window[0], window[1], window[2]);
                         }});
    }
    return cases;
}

inline std::vector<LayerCase> normalizers()
{
    const graph::BatchNorm norm1d{false, 0.7, 0.01, true};
    const graph::BatchNorm norm2d{true, 0.7, 0.01, true};
    const auto bn = [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& seen) {
        return normalized(p, "bn", x, seen);
    };
    const auto bnRelu = [=](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& seen) {
        return bn(p, x, seen).relu();
    };
    const auto bnReluPool = [=](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& seen) {
        return torch::avg_pool2d(bnRelu(p, x, seen), 2);
    };
    const auto bnAddRelu = [=](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& seen) {
        return (bn(p, x, seen) + x).relu();
    };
    const graph::SampleShape image{6, 5, 7};
    graph::Graph block = graphOf(image, {{"bn", norm2d}});
    block.append("add", graph::Add{}, {"input", "bn"});
    block.append("relu", graph::Activation{});
    std::vector<LayerCase> cases{
        {"BatchNorm1d", graphOf({7}, {{"bn", norm1d}}), bn},
        {"BatchNorm1d, ReLU", graphOf({7}, {{"bn", norm1d}, {"relu", graph::Activation{}}}), bnRelu},
        {"BatchNorm2d", graphOf(image, {{"bn", norm2d}}), bn},
        {"BatchNorm2d, ReLU", graphOf(image, {{"bn", norm2d}, {"relu", graph::Activation{}}}), bnRelu},
        {"BatchNorm2d, ReLU, AvgPool2d",
         graphOf(image, {{"bn", norm2d}, {"relu", graph::Activation{}}, {"pool", graph::Pool2d{}}}), bnReluPool},
        {"BatchNorm2d, Add, ReLU", block, bnAddRelu},
        {"LayerNorm", graphOf({7}, {{"ln", graph::LayerNorm{}}}),
         [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
             return torch::layer_norm(x, {7}, p.at("ln.weight"), p.at("ln.bias"), 1e-5);
         }},
        {"LayerNorm, eps 0.1", graphOf({7}, {{"ln", graph::LayerNorm{0.1}}}),
         [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
             return torch::layer_norm(x, {7}, p.at("ln.weight"), p.at("ln.bias"), 0.1);
         }}};
    for (const int64_t groups : {1, 2, 6}) {
        cases.push_back({"GroupNorm", graphOf(image, {{"gn", graph::GroupNorm{groups, 0.02}}}),
                         [groups](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                             return torch::group_norm(x, groups, p.at("gn.weight"), p.at("gn.bias"), 0.02);
                         }});
    }
    return cases;
}

inline std::vector<LayerCase> functionsOfOne()
{
    using Function = graph::Activation::Function;
    const auto of = [](torch::Tensor (*function)(const torch::Tensor&)) {
        return [function](LayerParameters& /*p*/, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
            return function(x);
        };
    };
    const graph::SampleShape image{3, 5, 7};
    std::vector<LayerCase> cases{
        {"Linear", graphOf({7}, {{"a.b.linear", graph::Linear{4, {}}}}),
         [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
             return torch::linear(x, p.at("a.b.linear.weight"), p.at("a.b.linear.bias"));
         }},
        {"ReLU, AvgPool2d", graphOf(image, {{"relu", graph::Activation{}}, {"pool", graph::Pool2d{}}}),
         of([](const torch::Tensor& x) { return torch::avg_pool2d(x.relu(), 2); })},
        {"GlobalAvgPool2d", graphOf(image, {{"mean", graph::GlobalAvgPool2d{}}}), of([](const torch::Tensor& x) {
             return torch::adaptive_avg_pool2d(x, {1, 1}).flatten(1);
         })},
        {"Reshape", graphOf(image, {{"flat", graph::Reshape{}}}),
         of([](const torch::Tensor& x) { return x.flatten(1); })},
        {"Dropout of none", graphOf(image, {{"drop", graph::Dropout{0}}}),
         of([](const torch::Tensor& x) { return x * 1; })}};
    for (const graph::SampleShape& input : {image, {7}}) {
        cases.push_back({"ReLU", graphOf(input, {{"f", graph::Activation{}}}),
                         of([](const torch::Tensor& x) { return x.relu(); })});
        cases.push_back({"Sigmoid", graphOf(input, {{"f", graph::Activation{Function::Sigmoid}}}),
                         of([](const torch::Tensor& x) { return x.sigmoid(); })});
        cases.push_back({"Tanh", graphOf(input, {{"f", graph::Activation{Function::Tanh}}}),
                         of([](const torch::Tensor& x) { return x.tanh(); })});
    }
    return cases;
}

inline std::vector<LayerCase> functionsOfMany()
{
    std::vector<LayerCase> cases;
    graph::Graph sum = graphOf({3, 5, 7}, {{"one", graph::Conv2d{3, 3, 1, 1, {}}}});
    sum.append("two", graph::Conv2d{3, 1, 1, 0, {}}, {"input"});
    sum.append("add", graph::Add{}, {"two", "input", "one", "two"});
    cases.push_back({"Add", sum, [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                         return torch::conv2d(x, p.at("one.weight"), p.at("one.bias"), 1, 1) + x +
                                2 * torch::conv2d(x, p.at("two.weight"), p.at("two.bias"));
                     }});
    for (const bool isImageFirst : {true, false}) {
        graph::Graph product = graphOf({3, 5, 7}, {{"mean", graph::GlobalAvgPool2d{}}, {"gate", graph::Linear{3, {}}}});
        product.append("scale", graph::Multiply{},
                       isImageFirst ? std::vector<std::string>{"input", "gate"}
                                    : std::vector<std::string>{"gate", "input"});
        cases.push_back(
            {"Multiply", product, [](LayerParameters& p, const torch::Tensor& x, const torch::Tensor& /*seen*/) {
                 const torch::Tensor gate = torch::linear(x.mean({2, 3}), p.at("gate.weight"), p.at("gate.bias"));
                 return torch::einsum("nchw,nc->nchw", {x, gate});
             }});
    }
    return cases;
}

inline const std::vector<LayerCase>& layerCases()
{
    static const std::vector<LayerCase> kCases = [] {
        std::vector<LayerCase> all;
        for (auto& some : {poolsAndConvolutions(), normalizers(), functionsOfOne(), functionsOfMany()}) {
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }();
    return kCases;
}

}  // namespace normscope::test
