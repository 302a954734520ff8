#include <QTest>
#include <cmath>
#include <string>
#include <vector>

#include <torch/torch.h>

#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>
#include <normscope/nn/Network.h>
#include <normscope/nn/Reshape.h>

using namespace normscope::graph;
using normscope::nn::Network;

Q_DECLARE_METATYPE(normscope::graph::Graph)

class tst_Network : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data();
    void namesAndCountsAreThoseOfTheSpec_data() { families_data(); }
    void namesAndCountsAreThoseOfTheSpec();
    void sharedLayersStartEqual_data() { families_data(); }
    void sharedLayersStartEqual();
    void initializesAsPyTorch();
    void seedsDiffer();
    void gradientsReachEveryParameter_data() { families_data(); }
    void gradientsReachEveryParameter();
    void reshape();
};

namespace
{

std::vector<NodeDescription> layersOf(const Graph& spec)
{
    return describe(spec).value();
}

torch::Tensor someImages(const Graph& spec, int64_t count)
{
    std::vector<int64_t> shape{count};
    shape.insert(shape.end(), spec.input.begin(), spec.input.end());
    return torch::linspace(-1, 1, count * 28 * 28).reshape(shape);
}

}  // namespace

void tst_Network::families_data()
{
    QTest::addColumn<Graph>("spec");
    QTest::newRow("MLP") << mlp(784, {32, 16}, 10);
    QTest::newRow("CNN") << cnn({1, 28, 28}, {4, 8}, 10);
    QTest::newRow("ResNet") << resNet({1, 28, 28}, {1, 2}, {4, 8}, 10);
}

void tst_Network::namesAndCountsAreThoseOfTheSpec()
{
    QFETCH(const Graph, spec);
    Network network(spec, 1);
    std::vector<std::string> expected;
    for (const auto& row : layersOf(spec)) {
        if (row.counts.total() > 0) {
            expected.push_back(row.name + ".weight");
            expected.push_back(row.name + ".bias");
        }
    }
    std::vector<std::string> names;
    int64_t parameters = 0;
    for (const auto& entry : network.named_parameters()) {
        names.push_back(entry.key());
        parameters += entry.value().numel();
    }
    QCOMPARE(names, expected);
    int64_t buffers = 0;
    for (const auto& buffer : network.buffers()) {
        buffers += buffer.numel();
    }
    const ParameterCounts counts = totalOf(layersOf(spec));
    QCOMPARE(parameters, counts.total());
    QCOMPARE(buffers, counts.buffers);
    const auto logits = network.forward(someImages(spec, 3));
    QCOMPARE(logits.size(0), 3);
    QCOMPARE(logits.size(1), 10);
}

void tst_Network::sharedLayersStartEqual()
{
    QFETCH(const Graph, spec);
    const Graph plain = *variantOf(spec, "no-bn");
    const Network with(spec, 5);
    const Network without(plain, 5);
    const auto all = with.named_parameters();
    int shared = 0;
    for (const auto& entry : without.named_parameters()) {
        QVERIFY2(all.contains(entry.key()), entry.key().c_str());
        QVERIFY2(torch::equal(all[entry.key()], entry.value()), entry.key().c_str());
        ++shared;
    }
    QVERIFY(shared >= 6);
    QVERIFY(without.buffers().empty());
}

void tst_Network::initializesAsPyTorch()
{
    // U(−b, b) with b = 1/√fan_in has variance b²/3 = 1/(3·fan_in).
    const Network network(cnn({1, 28, 28}, {64, 64}, 10), 1);
    for (const auto& [name, fanIn] : std::vector<std::pair<std::string, int>>{
             {"conv1.weight", 9}, {"conv2.weight", 576}, {"linear1.weight", 3136}}) {
        const auto values = network.named_parameters()[name].detach();
        const double bound = 1 / std::sqrt(static_cast<double>(fanIn));
        const auto count = static_cast<double>(values.numel());
        QVERIFY(values.abs().max().item<double>() <= bound);
        QVERIFY(values.abs().max().item<double>() > 0.98 * bound);
        const double error = bound / std::sqrt(3 * count);  // standard error of the mean
        QVERIFY2(std::abs(values.mean().item<double>()) < 4 * error, name.c_str());
        QVERIFY2(std::abs(values.var().item<double>() / (bound * bound / 3) - 1) < 4 * std::sqrt(0.8 / count),
                 name.c_str());
    }
    QVERIFY(network.named_parameters()["conv2.bias"].abs().max().item<double>() <= 1.0 / 24);
}

void tst_Network::seedsDiffer()
{
    const Graph spec = mlp(784, {16}, 10);
    const Network one(spec, 1);
    const Network same(spec, 1);
    const Network two(spec, 2);
    QVERIFY(torch::equal(one.parameters()[0], same.parameters()[0]));
    QVERIFY(!torch::equal(one.parameters()[0], two.parameters()[0]));
    // Layers of the same shape are not copies of each other either.
    const Network deep(mlp(8, {8, 8}, 8), 1);
    QVERIFY(!torch::equal(deep.named_parameters()["linear1.weight"], deep.named_parameters()["linear2.weight"]));
}

void tst_Network::gradientsReachEveryParameter()
{
    QFETCH(const Graph, spec);
    Network network(spec, 1);
    const auto loss =
        torch::nn::functional::cross_entropy(network.forward(someImages(spec, 4)), torch::arange(4, torch::kLong));
    loss.backward();
    for (const auto& entry : network.named_parameters()) {
        QVERIFY2(entry.value().grad().defined(), entry.key().c_str());
    }
}

void tst_Network::reshape()
{
    normscope::nn::Reshape layer;
    const auto x = torch::arange(2 * 3 * 2 * 2, torch::kFloat).reshape({2, 3, 2, 2});
    const auto expected = torch::arange(24, torch::kFloat).reshape({2, 12});
    QVERIFY(torch::equal(layer(x), expected));
    QVERIFY(torch::equal(layer(x.contiguous(torch::MemoryFormat::ChannelsLast)), expected));
    QCOMPARE(layer(torch::zeros({0, 3, 2, 2})).size(1), 12);
    QVERIFY_EXCEPTION_THROWN(layer(torch::zeros({2, 3})), c10::Error);
}

QTEST_GUILESS_MAIN(tst_Network)
#include "tst_Network.moc"
