#include <QTest>
#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <torch/torch.h>

#include <normscope/graph/Families.h>
#include <normscope/train/BatchMaker.h>
#include <normscope/train/Learner.h>

using namespace normscope;

/// One step of training against the formulas of torch.optim.SGD written out, and how batches are made.
class tst_Learner : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void sgdByItsFormula_data();
    void sgdByItsFormula();
    void lossAndAccuracyAreOfBeforeTheUpdate();
    void leavesTheNetworkWhenTheLossIsNotFinite();
    void normalizesPixels();
    void normalizesEachChannel();
    void evaluationLeavesTheNetwork();
    void epochMeansAreWeightedBySamples();
};

namespace
{

graph::Graph smallModel()
{
    return graph::mlp(4, {3}, 2);
}

Batch someBatch(int64_t samples = 6)
{
    return {torch::linspace(-1, 2, samples * 4).reshape({samples, 4}).sin(),
            torch::arange(samples, torch::kLong).remainder(2)};
}

std::map<std::string, torch::Tensor> stateOf(const Learner& learner)
{
    std::map<std::string, torch::Tensor> state;
    for (const HostTensor& tensor : learner.weights()) {
        if (tensor.type == HostTensor::Type::Float32) {
            auto values = torch::empty(tensor.shape);
            std::memcpy(values.data_ptr<float>(), tensor.bytes.data(), tensor.bytes.size());
            state[tensor.name] = values;
        }
    }
    return state;
}

}  // namespace

Q_DECLARE_METATYPE(normscope::SgdOptions)

void tst_Learner::sgdByItsFormula_data()
{
    QTest::addColumn<SgdOptions>("sgd");
    QTest::newRow("plain") << SgdOptions{0.1, 0, 0, false, WeightDecayOn::All};
    QTest::newRow("momentum") << SgdOptions{0.1, 0.9, 0, false, WeightDecayOn::All};
    QTest::newRow("weight decay") << SgdOptions{0.1, 0.9, 0.3, false, WeightDecayOn::All};
    QTest::newRow("weight decay on weights") << SgdOptions{0.1, 0.9, 0.3, false, WeightDecayOn::Weights};
    QTest::newRow("Nesterov") << SgdOptions{0.1, 0.8, 0.3, true, WeightDecayOn::All};
}

void tst_Learner::sgdByItsFormula()
{
    QFETCH(const SgdOptions, sgd);
    TrainingSpec training;
    training.sgd = sgd;
    const graph::Graph model = smallModel();
    Learner learner(model, training);

    // The reference: the same network, gradients by autograd, updates by hand. The rate changes at the second step.
    nn::Network network(model, training.seed);
    std::map<std::string, torch::Tensor> velocity;
    for (const double lr : {sgd.lr, sgd.lr / 2, sgd.lr / 2}) {
        const Batch batch = someBatch();
        learner.step(batch, 1, lr, {});

        network.zero_grad();
        torch::nn::functional::cross_entropy(network.forward(batch.input), batch.labels).backward();
        const torch::NoGradGuard noGrad;
        for (const auto& entry : network.named_parameters()) {
            auto parameter = entry.value();
            const bool isWeight =
                entry.key().rfind("linear", 0) == 0 && entry.key().find(".weight") != std::string::npos;
            const bool decays = isWeight || sgd.weightDecayOn == WeightDecayOn::All;
            const auto d = parameter.grad() + (decays ? sgd.weightDecay : 0.0) * parameter;
            auto& v = velocity[entry.key()];
            v = v.defined() ? sgd.momentum * v + d : d.clone();
            parameter.sub_(lr * (sgd.nesterov ? d + sgd.momentum * v : v));
        }
    }
    const auto found = stateOf(learner);
    for (const auto& entry : network.named_parameters()) {
        QVERIFY2(torch::allclose(found.at(entry.key()), entry.value(), 1e-5, 1e-6), entry.key().c_str());
    }
}

void tst_Learner::lossAndAccuracyAreOfBeforeTheUpdate()
{
    const graph::Graph model = smallModel();
    Learner learner(model, {});
    nn::Network network(model, TrainingSpec().seed);
    const Batch batch = someBatch();
    const auto logits = network.forward(batch.input);
    const Step step = learner.step(batch, 1, 0.1, {0.25, 0.125});
    QCOMPARE(step.loss, torch::nn::functional::cross_entropy(logits, batch.labels).item<float>());
    QCOMPARE(step.batchAccuracy, logits.argmax(1).eq(batch.labels).to(torch::kDouble).mean().item<double>());
    QCOMPARE(step.lr, 0.1);
    QVERIFY(step.trainSeconds > 0.25);
    QVERIFY(step.cpuSeconds > 0.125 && step.cpuSeconds < step.trainSeconds);
    QVERIFY(learner.step(batch, 1, 0.1, {}).loss != step.loss);
}

void tst_Learner::leavesTheNetworkWhenTheLossIsNotFinite()
{
    Learner learner(smallModel(), {});
    const auto before = stateOf(learner);
    Batch batch = someBatch();
    batch.input[0][0] = std::numeric_limits<float>::infinity();
    const Step step = learner.step(batch, 1, 0.1, {});
    QVERIFY(!std::isfinite(step.loss));
    const auto after = stateOf(learner);
    for (const auto& name : {"linear1.weight", "linear2.bias", "bn1.weight"}) {
        QVERIFY2(torch::equal(before.at(name), after.at(name)), name);
    }
}

void tst_Learner::normalizesPixels()
{
    const ImageSet set{1, 2, 2, {0, 255, 51, 102, 10, 20, 30, 40}, {3, 7}};
    const BatchMaker maker({{0.2}, {0.5}}, {1, 2, 2});
    const std::vector<std::int64_t> samples{1, 0};
    const Batch batch = maker.gather(set, samples);
    QCOMPARE(batch.input.sizes().vec(), (std::vector<int64_t>{2, 1, 2, 2}));
    QVERIFY(torch::allclose(batch.input[1].flatten(), torch::tensor({-0.4F, 1.6F, 0.0F, 0.4F}), 0, 1e-6));
    QCOMPARE(batch.labels[0].item<int64_t>(), 7);
    QCOMPARE(batch.labels[1].item<int64_t>(), 3);
    // No augmentation is the same as the augmenter that changes nothing.
    const Batch same = maker.gather(set, samples, Augmenter(Augmentation::None, 2, 2, 1), 1);
    QVERIFY(torch::equal(same.input, batch.input));
    QVERIFY(torch::equal(same.labels, batch.labels));
}

/// By hand, from images of 1×2 in three channels.
void tst_Learner::normalizesEachChannel()
{
    const ImageSet set{3, 1, 2, {0, 255, 51, 102, 204, 0}, {300}};
    const Normalization normalization{{0.2, 0.0, 0.8}, {0.5, 2.0, 0.1}};
    const torch::Tensor expected = torch::tensor({-0.4F, 1.6F, 0.1F, 0.2F, 0.0F, -8.0F});
    for (const graph::SampleShape& input : {graph::SampleShape{3, 1, 2}, graph::SampleShape{6}}) {
        const Batch batch = BatchMaker(normalization, input).slice(set, 0, 1);
        QVERIFY(torch::allclose(batch.input.flatten(), expected, 0, 1e-6));
        QCOMPARE(batch.labels[0].item<int64_t>(), 300);
    }
    QVERIFY_EXCEPTION_THROWN((void)BatchMaker({}, {3, 1, 2}).slice(set, 0, 1), c10::Error);
}

void tst_Learner::evaluationLeavesTheNetwork()
{
    Learner learner(smallModel(), {});
    learner.step(someBatch(), 1, 0.1, {});
    const auto before = stateOf(learner);
    const ImageSet set{1, 2, 2, std::vector<std::uint8_t>(4 * 700, 9), std::vector<std::uint16_t>(700, 1)};
    std::vector<float> probabilities;
    const SetResult result = learner.evaluate(set, {{0.1}, {0.3}}, &probabilities).value();
    QCOMPARE(probabilities.size(), std::size_t{700 * 2});
    QVERIFY(std::abs(probabilities[0] + probabilities[1] - 1) < 1e-6F);
    // All images are the same, so the mean loss is that of one of them.
    QVERIFY(std::abs(result.loss + std::log(static_cast<double>(probabilities[1]))) < 1e-5);
    QCOMPARE(result.accuracy, probabilities[1] > 0.5F ? 1.0 : 0.0);
    for (const auto& [name, values] : stateOf(learner)) {
        QVERIFY2(torch::equal(values, before.at(name)), name.c_str());
    }
    QVERIFY(learner.evalSeconds() > 0);
}

void tst_Learner::epochMeansAreWeightedBySamples()
{
    Learner learner(smallModel(), {});
    const Step first = learner.step(someBatch(6), 1, 0.1, {});
    const Step second = learner.step(someBatch(2), 1, 0.1, {});
    const SetResult means = learner.takeEpochMeans();
    const double expected = (6.0 * static_cast<double>(first.loss) + 2.0 * static_cast<double>(second.loss)) / 8;
    QVERIFY(std::abs(means.loss - expected) < 1e-12);
    QVERIFY(std::abs(means.accuracy - (6 * first.batchAccuracy + 2 * second.batchAccuracy) / 8) < 1e-12);
    const Step third = learner.step(someBatch(6), 1, 0.1, {});
    QCOMPARE(learner.takeEpochMeans().loss, static_cast<double>(third.loss));
}

QTEST_GUILESS_MAIN(tst_Learner)
#include "tst_Learner.moc"
