#include <QTest>
#include <cmath>

#include <torch/torch.h>

#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>
#include <normscope/nn/CrossEntropy.h>
#include <normscope/nn/Network.h>
#include <normscope/train/Learner.h>
#include <normscope/train/Sgd.h>

#include "../support/Expect.h"

using namespace normscope;

Q_DECLARE_METATYPE(normscope::graph::Graph)

/// Networks as they are run against networks layer by layer and LibTorch's own optimizer and loss.
class tst_FusedExecution : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void families_data();
    void oneStepIsThatOfTheLayers_data() { families_data(); }
    void oneStepIsThatOfTheLayers();
    void evaluationIsThatOfTheLayers_data() { families_data(); }
    void evaluationIsThatOfTheLayers();
    void lossesStayTogether_data();
    void lossesStayTogether();
    void doublesStayTogether();
    void environmentChoosesTheLayers();
    void crossEntropyIsLibTorchs();
    void crossEntropyShowsWhatIsNotFinite();
    void sgdIsLibTorchs_data();
    void sgdIsLibTorchs();
};

namespace
{

graph::Graph half(graph::Graph spec)
{
    auto enabled = std::vector<bool>(graph::batchNormPositions(spec).size(), true);
    enabled.front() = false;
    (void)graph::switchBatchNorm(spec, enabled);
    return spec;
}

Batch batchFor(const graph::Graph& spec, int64_t samples, int64_t seed)
{
    torch::manual_seed(static_cast<uint64_t>(seed));
    std::vector<int64_t> shape{samples};
    shape.insert(shape.end(), spec.input.begin(), spec.input.end());
    return {torch::randn(shape), torch::randint(0, 10, {samples}, torch::kLong)};
}

double apart(const torch::Tensor& found, const torch::Tensor& expected)
{
    return ((found - expected).abs().max() / torch::clamp_min(expected.abs().max(), 1.0)).item<double>();
}

/// One step of that execution against the plain network, whose gradients are there.
void expectStepOf(nn::Network& plain, const torch::Tensor& expected, const graph::Graph& spec, const Batch& batch,
                  graph::Execution execution)
{
    nn::Network fused(spec, 1, execution);
    const torch::Tensor logits = fused.forward(batch.input);
    QVERIFY2(apart(logits, expected) < 1e-5, qPrintable(QString::number(apart(logits, expected))));
    torch::nn::functional::cross_entropy(logits, batch.labels).backward();
    const auto wanted = plain.named_parameters();
    for (const auto& entry : fused.named_parameters()) {
        QVERIFY2(apart(entry.value().grad(), wanted[entry.key()].grad()) < 1e-5, entry.key().c_str());
    }
    const auto buffers = plain.named_buffers();
    for (const auto& entry : fused.named_buffers()) {
        QVERIFY2(apart(entry.value().to(torch::kDouble), buffers[entry.key()].to(torch::kDouble)) < 1e-5,
                 entry.key().c_str());
    }
}

}  // namespace

void tst_FusedExecution::families_data()
{
    QTest::addColumn<graph::Graph>("spec");
    const graph::Graph mlp = graph::mlp(784, {64, 32}, 10);
    const graph::Graph cnn = graph::cnn({1, 28, 28}, {8, 16}, 10);
    const graph::Graph resNet = graph::resNet({1, 28, 28}, {1, 2}, {8, 16}, 10);
    const auto without = [](const graph::Graph& spec) { return *graph::variantOf(spec, "no-bn"); };
    QTest::newRow("MLP") << mlp;
    QTest::newRow("MLP without BN") << without(mlp);
    QTest::newRow("CNN") << cnn;
    QTest::newRow("CNN without BN") << without(cnn);
    QTest::newRow("CNN, first BN off") << half(cnn);
    QTest::newRow("CNN of odd images") << graph::cnn({1, 27, 15}, {8, 16}, 10);
    QTest::newRow("ResNet") << resNet;
    QTest::newRow("ResNet without BN") << without(resNet);
    // Channels that fill no whole vector go other ways in oneDNN.
    for (const std::vector<int64_t>& widths : {std::vector<int64_t>{4, 8}, {3, 5, 7}, {12, 20}, {9, 17}}) {
        const auto row = QStringLiteral("ResNet of %1 and %2").arg(widths[0]).arg(widths[1]);
        QTest::newRow(qPrintable(row)) << graph::resNet({1, 28, 28}, std::vector<int64_t>(widths.size(), 1), widths,
                                                        10);
    }
    QTest::newRow("CNN of odd channels") << graph::cnn({1, 28, 28}, {3, 5}, 10);
    QTest::newRow("ResNet, first BN off") << half(resNet);
}

void tst_FusedExecution::oneStepIsThatOfTheLayers()
{
    QFETCH(const graph::Graph, spec);
    nn::Network plain(spec, 1, graph::Execution::Plain);
    const Batch batch = batchFor(spec, 20, 2);
    const torch::Tensor expected = plain.forward(batch.input);
    torch::nn::functional::cross_entropy(expected, batch.labels).backward();
    for (const graph::Execution execution : {graph::Execution::Fused, graph::Execution::FusedContiguous}) {
        expectStepOf(plain, expected, spec, batch, execution);
    }
}

void tst_FusedExecution::evaluationIsThatOfTheLayers()
{
    QFETCH(const graph::Graph, spec);
    const torch::NoGradGuard noGrad;
    nn::Network fused(spec, 1, graph::Execution::Fused);
    nn::Network plain(spec, 1, graph::Execution::Plain);
    const Batch batch = batchFor(spec, 20, 2);
    for (nn::Network* network : {&fused, &plain}) {
        (void)network->forward(batch.input);
        network->eval();
    }
    const Batch other = batchFor(spec, 7, 3);
    QVERIFY(apart(fused.forward(other.input), plain.forward(other.input)) < 1e-5);
}

void tst_FusedExecution::lossesStayTogether_data()
{
    QTest::addColumn<graph::Graph>("spec");
    QTest::addColumn<int>("iterations");
    // Rounding grows with every step: for how long two correct ways stay together is the network's affair.
    QTest::newRow("MLP") << graph::mlp(784, {256, 128}, 10) << 100;
    QTest::newRow("CNN") << graph::cnn({1, 28, 28}, {16, 32}, 10) << 10;
}

void tst_FusedExecution::lossesStayTogether()
{
    QFETCH(const graph::Graph, spec);
    QFETCH(const int, iterations);
    const auto losses = [&] {
        Learner learner(spec, {});
        std::vector<float> found;
        for (int i = 0; i < iterations; ++i) {
            found.push_back(learner.step(batchFor(spec, 100, i), i + 1, 0.1, {}).loss);
        }
        return found;
    };
    const auto fused = losses();
    qputenv("NORMSCOPE_EXECUTION", "plain");
    const auto plain = losses();
    qunsetenv("NORMSCOPE_EXECUTION");
    for (std::size_t i = 0; i < fused.size(); ++i) {
        QVERIFY2(std::abs(fused[i] - plain[i]) < 1e-4F * std::max(1.0F, plain[i]),
                 qPrintable(QString("iteration %1: %2 and %3").arg(i + 1).arg(fused[i]).arg(plain[i])));
    }
}

/// In float64 rounding has no time to grow.
/// The steps alone: float64 has no kernels, whose gradients tst_SelfTest compares with central differences.
void tst_FusedExecution::doublesStayTogether()
{
    const graph::Graph spec = graph::cnn({1, 12, 12}, {4, 6}, 10);
    const auto losses = [&](graph::Execution execution) {
        nn::Network network(spec, 1, execution);
        network.to(torch::kDouble);
        torch::optim::SGD sgd(network.parameters(), torch::optim::SGDOptions(0.1).momentum(0.9).weight_decay(1e-4));
        std::vector<double> found;
        for (int i = 0; i < 100; ++i) {
            const Batch batch = batchFor(spec, 30, i);
            sgd.zero_grad();
            const torch::Tensor loss =
                torch::nn::functional::cross_entropy(network.forward(batch.input.to(torch::kDouble)), batch.labels);
            loss.backward();
            sgd.step();
            found.push_back(loss.item<double>());
        }
        return found;
    };
    const auto fused = losses(graph::Execution::Fused);
    const auto plain = losses(graph::Execution::Plain);
    for (std::size_t i = 0; i < fused.size(); ++i) {
        QVERIFY2(std::abs(fused[i] - plain[i]) < 1e-8, qPrintable(QString::number(fused[i] - plain[i])));
    }
}

void tst_FusedExecution::environmentChoosesTheLayers()
{
    QCOMPARE(graph::defaultExecution(), graph::Execution::Fused);
    qputenv("NORMSCOPE_EXECUTION", "plain");
    QCOMPARE(graph::defaultExecution(), graph::Execution::Plain);
    qputenv("NORMSCOPE_EXECUTION", "contiguous");
    QCOMPARE(graph::defaultExecution(), graph::Execution::FusedContiguous);
    qputenv("NORMSCOPE_EXECUTION", "Plain");
    QCOMPARE(graph::defaultExecution(), graph::Execution::Fused);
    COMPARE_ERROR(graph::chosenExecution(), ErrorCode::Usage,
                  "NORMSCOPE_EXECUTION: 'Plain' is not fused, contiguous or plain");
    qunsetenv("NORMSCOPE_EXECUTION");
}

void tst_FusedExecution::crossEntropyIsLibTorchs()
{
    torch::manual_seed(1);
    const torch::Tensor logits = (torch::randn({37, 10}) * 20).requires_grad_();
    const torch::Tensor labels = torch::randint(0, 10, {37}, torch::kLong);
    const auto [loss, correct] = nn::functional::crossEntropy(logits, labels);
    const torch::Tensor expected = torch::nn::functional::cross_entropy(logits, labels);
    QVERIFY(apart(loss, expected) < 1e-6);
    QCOMPARE(correct, logits.argmax(1).eq(labels).sum().item<int64_t>());
    const auto found = torch::autograd::grad({loss * 3}, {logits})[0];
    const auto wanted = torch::autograd::grad({expected * 3}, {logits})[0];
    QVERIFY(apart(found, wanted) < 1e-7);
    // All alike: the first counts as the answer.
    const auto tie = nn::functional::crossEntropy(torch::zeros({2, 10}), torch::tensor({0, 1}, torch::kLong));
    QCOMPARE(tie.correct, int64_t(1));
    QVERIFY(std::abs(tie.loss.item<float>() - std::log(10.0F)) < 1e-6F);
}

void tst_FusedExecution::crossEntropyShowsWhatIsNotFinite()
{
    for (const float bad : {std::nanf(""), INFINITY}) {
        torch::Tensor logits = torch::zeros({3, 10});
        logits[1][4] = bad;
        const auto loss = nn::functional::crossEntropy(logits, torch::zeros({3}, torch::kLong)).loss;
        QVERIFY(!std::isfinite(loss.item<float>()));
    }
    QVERIFY_EXCEPTION_THROWN(
        (void)nn::functional::crossEntropy(torch::zeros({1, 10}), torch::tensor({10}, torch::kLong)), c10::Error);
}

void tst_FusedExecution::sgdIsLibTorchs_data()
{
    QTest::addColumn<double>("momentum");
    QTest::addColumn<double>("decay");
    QTest::addColumn<bool>("nesterov");
    QTest::newRow("plain") << 0.0 << 0.0 << false;
    QTest::newRow("momentum") << 0.9 << 0.0 << false;
    QTest::newRow("decay") << 0.9 << 1e-2 << false;
    QTest::newRow("nesterov") << 0.8 << 1e-2 << true;
}

void tst_FusedExecution::sgdIsLibTorchs()
{
    QFETCH(const double, momentum);
    QFETCH(const double, decay);
    QFETCH(const bool, nesterov);
    const graph::Graph spec = graph::mlp(784, {64, 33}, 10);
    nn::Network ours(spec, 1);
    nn::Network theirs(spec, 1);
    Sgd sgd(ours, {0.05, momentum, decay, nesterov, WeightDecayOn::All});
    torch::optim::SGD stock(theirs.parameters(),
                            torch::optim::SGDOptions(0.05).momentum(momentum).weight_decay(decay).nesterov(nesterov));
    for (int i = 0; i < 5; ++i) {
        const Batch batch = batchFor(spec, 20, i);
        sgd.zeroGradients();
        stock.zero_grad();
        torch::nn::functional::cross_entropy(ours.forward(batch.input), batch.labels).backward();
        torch::nn::functional::cross_entropy(theirs.forward(batch.input), batch.labels).backward();
        sgd.step(0.05);
        stock.step();
    }
    const auto wanted = theirs.named_parameters();
    for (const auto& entry : ours.named_parameters()) {
        QVERIFY2(apart(entry.value(), wanted[entry.key()]) < 1e-5, entry.key().c_str());
    }
}

QTEST_GUILESS_MAIN(tst_FusedExecution)
#include "tst_FusedExecution.moc"
