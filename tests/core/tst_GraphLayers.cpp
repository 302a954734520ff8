#include <QTest>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <torch/torch.h>

#include <normscope/base/CounterRng.h>
#include <normscope/graph/Families.h>
#include <normscope/graph/Steps.h>
#include <normscope/graph/Variants.h>
#include <normscope/nn/Network.h>

#include "../support/AnyGraph.h"
#include "../support/Expect.h"
#include "../support/LayerCases.h"

using namespace normscope;
using namespace normscope::test;
using graph::Graph;
using torch::Tensor;

/// Each kind of node against LibTorch's own functions; graphs of any form node by node and fused.
class tst_GraphLayers : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void kinds_data();
    void kinds();
    void normalInitialWeights();
    void dropoutsMask();
    void dropoutsGradientIsItsMask();
    void noisyBatchNorm_data();
    void noisyBatchNorm();
    void probe();
    void anAbsentProbeChangesNothing();
    void randomGraphs();
};

namespace
{

constexpr int64_t kSamples = 5;
constexpr std::array kExecutions{graph::Execution::Fused, graph::Execution::FusedContiguous, graph::Execution::Plain};

double apart(const Tensor& found, const Tensor& expected)
{
    return ((found - expected).abs().max() / torch::clamp_min(expected.abs().max(), 1.0)).item<double>();
}

Tensor samplesFor(const Graph& graph, int64_t samples, uint64_t seed)
{
    torch::manual_seed(seed);
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), graph.input.begin(), graph.input.end());
    return torch::randn(shape);
}

/// Random parameters, so that no γ is 1 and no β 0; leaves of their own for what is expected.
LayerParameters drawParameters(nn::Network& network)
{
    const torch::NoGradGuard noGrad;
    torch::manual_seed(11);
    LayerParameters drawn;
    for (auto& entry : network.named_parameters()) {
        entry.value().copy_(torch::randn_like(entry.value()));
        drawn[entry.key()] = entry.value().clone().requires_grad_();
    }
    return drawn;
}

/// Biases, γ and β other than they start, so that nothing is 0 but by chance: there a ReLU's slope is rounding's
/// affair.
void drawVectors(nn::Network& network)
{
    const torch::NoGradGuard noGrad;
    torch::manual_seed(11);
    for (Tensor parameter : network.parameters()) {
        if (parameter.dim() == 1) {
            parameter.copy_(torch::randn_like(parameter));
        }
    }
}

}  // namespace

void tst_GraphLayers::kinds_data()
{
    QTest::addColumn<int>("number");
    for (std::size_t i = 0; i < layerCases().size(); ++i) {
        QTest::addRow("%02d %s", static_cast<int>(i), layerCases()[i].name) << static_cast<int>(i);
    }
}

void tst_GraphLayers::kinds()
{
    QFETCH(const int, number);
    const LayerCase& one = layerCases()[static_cast<std::size_t>(number)];
    for (const graph::Execution execution : kExecutions) {
        nn::Network network(one.network, 1, execution);
        LayerParameters parameters = drawParameters(network);
        const Tensor x = samplesFor(one.network, kSamples, 2).requires_grad_();
        const Tensor same = x.detach().clone().requires_grad_();
        const Tensor found = network.forward(x);
        const Tensor expected = one.expected(parameters, same, {});
        QVERIFY(found.sizes() == expected.sizes());
        QVERIFY(apart(found, expected) < 1e-5);
        const Tensor weights = torch::randn_like(expected, at::MemoryFormat::Contiguous);
        (found * weights).sum().backward();
        (expected * weights).sum().backward();
        QVERIFY(apart(x.grad(), same.grad()) < 1e-5);
        for (const auto& entry : network.named_parameters()) {
            QVERIFY2(apart(entry.value().grad(), parameters.at(entry.key()).grad()) < 1e-5, entry.key().c_str());
        }
        network.eval();
        const torch::NoGradGuard noGrad;
        const Tensor other = samplesFor(one.network, 3, 4);
        QVERIFY(apart(network.forward(other), one.expected(parameters, other, same)) < 1e-5);
    }
}

void tst_GraphLayers::normalInitialWeights()
{
    const nn::Network network(graphOf({64, 6, 6}, {{"conv", graph::Conv2d{64, 3, 1, 0, 0.02}},
                                                   {"flat", graph::Reshape{}},
                                                   {"linear", graph::Linear{40, 0.5}}}),
                              1);
    for (const auto& [name, deviation] : std::map<std::string, double>{{"conv", 0.02}, {"linear", 0.5}}) {
        const Tensor weight = network.named_parameters()[name + ".weight"].detach().to(torch::kDouble);
        const auto count = static_cast<double>(weight.numel());
        QVERIFY(count > 30'000);
        QVERIFY(std::abs(weight.mean().item<double>()) < 4 * deviation / std::sqrt(count));
        QVERIFY(std::abs(weight.std().item<double>() / deviation - 1) < 4 / std::sqrt(2 * count));
        // 68.27 % of a normal distribution lie within one deviation, 99.73 % within three.
        for (const auto& [width, share] : {std::pair{1.0, 0.6827}, {3.0, 0.9973}}) {
            const double found = weight.abs().lt(width * deviation).to(torch::kDouble).mean().item<double>();
            QVERIFY(std::abs(found - share) < 4 * std::sqrt(share * (1 - share) / count));
        }
        QVERIFY(network.named_parameters()[name + ".bias"].eq(0).all().item<bool>());
    }
    const nn::Network alone(graphOf({64, 3, 3}, {{"conv", graph::Conv2d{64, 3, 1, 0, 0.02}}}), 1);
    QVERIFY(torch::equal(alone.parameters()[0], network.parameters()[0]));
}

void tst_GraphLayers::dropoutsMask()
{
    constexpr double kP = 0.3;
    const auto maskOf = [](const char* name, uint64_t seed, int64_t iteration,
                           graph::Execution execution = graph::Execution::Plain) {
        nn::Network network(graphOf({3, 60, 50}, {{name, graph::Dropout{kP}}}), seed, execution);
        network.setIteration(iteration);
        return network.forward(torch::ones({4, 3, 60, 50}));
    };
    const Tensor mask = maskOf("drop", 1, 1);
    const auto count = static_cast<double>(mask.numel());
    const auto isNear = [count](const Tensor& condition, double share) {
        const double found = condition.to(torch::kDouble).mean().item<double>();
        return std::abs(found - share) < 4 * std::sqrt(share * (1 - share) / count);
    };
    QVERIFY(isNear(mask.eq(0), kP));
    QVERIFY(mask.logical_or(mask.eq(0)).all().item<bool>());
    QVERIFY(torch::equal(mask.masked_select(mask.ne(0)).max(), torch::tensor(static_cast<float>(1 / (1 - kP)))));
    QVERIFY(torch::equal(mask.masked_select(mask.ne(0)).min(), torch::tensor(static_cast<float>(1 / (1 - kP)))));
    for (const graph::Execution execution : kExecutions) {
        QVERIFY(torch::equal(maskOf("drop", 1, 1, execution), mask));
    }
    const int threads = at::get_num_threads();
    at::set_num_threads(1);
    QVERIFY(torch::equal(maskOf("drop", 1, 1), mask));
    at::set_num_threads(threads);
    // Masks that have nothing to do with each other differ in 2p(1 − p) of their places.
    for (const Tensor& other : {maskOf("drop", 2, 1), maskOf("drop", 1, 2), maskOf("drop2", 1, 1), mask.roll(1, 0)}) {
        QVERIFY(isNear(mask.ne(other), 2 * kP * (1 - kP)));
    }
}

void tst_GraphLayers::dropoutsGradientIsItsMask()
{
    nn::Network network(graphOf({40}, {{"drop1", graph::Dropout{0.5}}, {"drop2", graph::Dropout{0.5}}}), 3);
    const Tensor x = torch::ones({100, 40}).requires_grad_();
    const Tensor found = network.forward(x);
    found.sum().backward();
    QVERIFY(torch::equal(x.grad(), found));
    // Each takes half of what is left: their masks are not one.
    const double share = found.eq(0).to(torch::kDouble).mean().item<double>();
    QVERIFY(std::abs(share - 0.75) < 4 * std::sqrt(0.75 * 0.25 / 4'000));
    network.eval();
    QVERIFY(torch::equal(network.forward(x), x));
}

void tst_GraphLayers::noisyBatchNorm_data()
{
    QTest::addColumn<bool>("isOfImages");
    QTest::newRow("flat") << false;
    QTest::newRow("images") << true;
}

/// Behind BN v·x + m, for each sample and channel its own near the channel's; in evaluation plain BN.
void tst_GraphLayers::noisyBatchNorm()
{
    QFETCH(const bool, isOfImages);
    const graph::SampleShape shape = isOfImages ? graph::SampleShape{6, 5, 4} : graph::SampleShape{6};
    const auto graphWith = [&](bool isNoisy, bool hasRelu) {
        graph::BatchNorm norm;
        norm.isOfImages = isOfImages;
        norm.isNoisy = isNoisy;
        Graph graph = graphOf(shape, {{"bn1", norm}});
        if (hasRelu) {
            graph.append("relu1", graph::Activation{});
        }
        return graph;
    };
    nn::Network plain(graphWith(false, false), 1, graph::Execution::Plain);
    const Tensor x = samplesFor(graphWith(true, false), 50, 3);
    const auto noisyOf = [&](std::uint64_t seed, std::int64_t iteration, graph::Execution execution, bool hasRelu) {
        nn::Network network(graphWith(true, hasRelu), seed, execution);
        network.setIteration(iteration);
        return network.forward(x);
    };
    const Tensor found = noisyOf(1, 1, graph::Execution::Plain, false);
    for (const graph::Execution execution : kExecutions) {
        QVERIFY(apart(noisyOf(1, 1, execution, false), found) < 1e-6);
        // No ReLU comes between BN and its noise.
        QVERIFY(apart(noisyOf(1, 1, execution, true), torch::relu(found)) < 1e-6);
    }
    QVERIFY(!torch::equal(noisyOf(1, 2, graph::Execution::Plain, false), found));
    QVERIFY(!torch::equal(noisyOf(2, 1, graph::Execution::Plain, false), found));
    if (isOfImages) {
        // Of each sample and channel a line through its twenty pixels gives v and m.
        const Tensor y = found.to(torch::kDouble).flatten(2);
        const Tensor z = plain.forward(x).to(torch::kDouble).flatten(2);
        const Tensor zMean = z.mean(2, true);
        const Tensor v = ((z - zMean) * y).sum(2) / ((z - zMean) * z).sum(2);
        const Tensor m = y.mean(2) - v * z.mean(2);
        QVERIFY(apart(v.unsqueeze(2) * z + m.unsqueeze(2), y) < 1e-4);
        QVERIFY(v.min().item<double>() > 0.9 - 1e-3 && v.max().item<double>() < 1.35 + 1e-3);
        QVERIFY(m.min().item<double>() > -0.6 - 1e-3 && m.max().item<double>() < 0.6 + 1e-3);
        for (const Tensor& one : {v, m}) {
            // Within 0.1 of the channel's to either side, and all over that.
            const Tensor width = std::get<0>(one.max(0)) - std::get<0>(one.min(0));
            QVERIFY(width.max().item<double>() < 0.2 + 1e-3 && width.min().item<double>() > 0.15);
            QVERIFY(one.mean(0).std().item<double>() > 0.02);
        }
    }
    nn::Network network(graphWith(true, false), 1);
    nn::Network fresh(graphWith(false, false), 1);
    network.eval();
    fresh.eval();
    QVERIFY(torch::equal(network.forward(x), fresh.forward(x)));
}

void tst_GraphLayers::probe()
{
    const Graph spec = graph::resNet({2, 9, 7}, {1}, {4}, 3);
    const Tensor x = samplesFor(spec, kSamples, 1);
    for (const graph::Execution execution : kExecutions) {
        nn::Network network(spec, 1, execution);
        std::vector<std::string> names;
        std::map<std::string, std::vector<Tensor>> inputs;
        std::map<std::string, Tensor> outputs;
        network.setProbe([&](const nn::Network::StepView& step) {
            names.push_back(step.name);
            inputs[step.name] = step.inputs;
            outputs[step.name] = step.output;
        });
        const Tensor logits = network.forward(x);
        QCOMPARE(names, network.stepNames());
        const bool isPlain = execution == graph::Execution::Plain;
        QCOMPARE(names.size(), isPlain ? spec.nodes.size() : std::size_t{8});
        QVERIFY(torch::equal(inputs["conv1"].at(0), x));
        QVERIFY(torch::equal(outputs["linear1"], logits));
        const auto& sum =
            inputs[isPlain ? "stage1.block1.add" : "stage1.block1.bn2+stage1.block1.add+stage1.block1.relu2"];
        QCOMPARE(sum.size(), std::size_t{2});
        QVERIFY(torch::equal(sum[0], outputs[isPlain ? "stage1.block1.bn2" : "stage1.block1.conv2"]));
        QVERIFY(torch::equal(sum[1], outputs[isPlain ? "pool1" : "bn1+relu1+pool1"]));
        QVERIFY(outputs["global_pool"].sizes() == torch::IntArrayRef({kSamples, 4}));
        network.setProbe({});
        (void)network.forward(x);
        QCOMPARE(names.size(), network.stepNames().size());
    }
}

void tst_GraphLayers::anAbsentProbeChangesNothing()
{
    const Graph spec = graph::resNet({2, 9, 7}, {1}, {4}, 3);
    const Tensor x = samplesFor(spec, kSamples, 1);
    for (const graph::Execution execution : kExecutions) {
        nn::Network with(spec, 1, execution);
        nn::Network without(spec, 1, execution);
        with.setProbe([](const nn::Network::StepView& /*step*/) {});
        const Tensor found = with.forward(x);
        const Tensor expected = without.forward(x);
        QVERIFY(torch::equal(found, expected));
        found.square().sum().backward();
        expected.square().sum().backward();
        for (std::size_t i = 0; i < with.parameters().size(); ++i) {
            QVERIFY(torch::equal(with.parameters()[i].grad(), without.parameters()[i].grad()));
        }
    }
}

namespace
{

std::vector<int64_t> batched(int64_t samples, graph::SampleShape shape)
{
    shape.insert(shape.begin(), samples);
    return shape;
}

int64_t scalarsOf(const std::vector<Tensor>& tensors)
{
    int64_t count = 0;
    for (const Tensor& tensor : tensors) {
        count += tensor.numel();
    }
    return count;
}

}  // namespace

void tst_GraphLayers::randomGraphs()
{
    constexpr int64_t kBatch = 8;
    std::set<std::string> kinds;
    std::set<graph::Step::Kind> steps;
    for (uint64_t number = 0; number < 200; ++number) {
        const Graph graph = AnyGraph(number).make();
        const std::string shown = "graph " + std::to_string(number);
        const auto rows = graph::describe(graph);
        VERIFY_OK(rows);
        const Graph inUse = graph::variantOf(graph, "bn").value();
        for (const auto& step : graph::stepsOf(inUse, graph::describe(inUse).value(), true)) {
            steps.insert(step.kind);
        }
        nn::Network plain(graph, number, graph::Execution::Plain);
        drawVectors(plain);
        std::map<std::string, std::vector<int64_t>> shapes;
        plain.setProbe([&](const nn::Network::StepView& step) { shapes[step.name] = step.output.sizes().vec(); });
        const Tensor x = samplesFor(graph, kBatch, number);
        const Tensor expected = plain.forward(x);
        for (const auto& row : *rows) {
            kinds.insert(row.kind);
            QVERIFY2(row.isOff != shapes.contains(row.name), shown.c_str());
            QVERIFY2(row.isOff || shapes[row.name] == batched(kBatch, row.outputShape), shown.c_str());
        }
        QVERIFY2(scalarsOf(plain.parameters()) == graph::totalOf(*rows).total(), shown.c_str());
        QVERIFY2(scalarsOf(plain.buffers()) == graph::totalOf(*rows).buffers, shown.c_str());
        const Tensor weights = torch::randn_like(expected);
        (expected * weights).sum().backward();
        const auto wanted = plain.named_parameters();
        for (const graph::Execution execution : {graph::Execution::Fused, graph::Execution::FusedContiguous}) {
            nn::Network fused(graph, number, execution);
            drawVectors(fused);
            const Tensor found = fused.forward(x);
            QVERIFY2(apart(found, expected) < 1e-4, shown.c_str());
            (found * weights).sum().backward();
            for (const auto& entry : fused.named_parameters()) {
                const double distance = apart(entry.value().grad(), wanted[entry.key()].grad());
                QVERIFY2(distance < 1e-4, (shown + ", " + entry.key() + ": " + std::to_string(distance)).c_str());
            }
        }
    }
    QCOMPARE(kinds.size(), std::size_t{16});
    QCOMPARE(steps.size(), std::size_t{5});
}

QTEST_GUILESS_MAIN(tst_GraphLayers)
#include "tst_GraphLayers.moc"
