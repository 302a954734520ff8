#include <QTest>
#include <cmath>
#include <sstream>
#include <vector>

#include <ATen/CPUGeneratorImpl.h>
#include <torch/torch.h>

#include <normscope/nn/BatchNorm.h>

using namespace normscope::nn;

/// Figures worked out by hand and the contract's errors. Comparisons with LibTorch's layers and finite differences are
/// in tst_SelfTest, where the program has them, too.
class tst_BatchNorm : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void normalizesPerChannelByHand();
    void gradientsByHand();
    void statisticsRunOverImageAndBatch();
    void runningEstimatesByHand_data();
    void runningEstimatesByHand();
    void evaluationUsesRunningEstimates();
    void evaluationWithoutRunningEstimatesUsesTheBatch();
    void evaluationOfOneSample();
    void registersPyTorchNames();
    void clonesAndChangesType();
    void accurateForLargeMeans();
    void stateDictFitsStockModule();
    void refuses_data();
    void refuses();
    void refusesOptions();
    void otherDevice_data();
    void otherDevice();
};

namespace
{

constexpr double kExact = 1e-12;

torch::Tensor doubles(std::initializer_list<double> values, std::vector<int64_t> shape)
{
    return torch::tensor(std::vector<double>(values), torch::kDouble).reshape(shape);
}

bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = kExact)
{
    return a.sizes() == b.sizes() &&
           (a.to(torch::kDouble) - b.to(torch::kDouble)).abs().max().item<double>() <= tolerance;
}

template <class Layer>
Layer inDouble(Layer layer)
{
    layer->to(torch::kDouble);
    return layer;
}

}  // namespace

void tst_BatchNorm::normalizesPerChannelByHand()
{
    // Channel 1: 0, 3, 6 has mean 3 and variance 6; with ε = 3 the root is 3. Channel 2: constant.
    auto layer = inDouble(BatchNorm1d(BatchNormOptions(2).eps(3)));
    {
        const torch::NoGradGuard noGrad;
        layer->weight.copy_(doubles({3, 5}, {2}));
        layer->bias.copy_(doubles({0.5, -1}, {2}));
    }
    const auto y = layer(doubles({0, 4, 3, 4, 6, 4}, {3, 2}));
    QVERIFY(close(y, doubles({-2.5, -1, 0.5, -1, 3.5, -1}, {3, 2})));
}

void tst_BatchNorm::gradientsByHand()
{
    // As above: x̂ = −1, 0, 1. With g = 1, 2, 6: ∂β = 9, ∂γ = −1 + 6 = 5, ∂x = γ/3 · (g − (9 + 5·x̂)/3) and γ = 3.
    auto layer = inDouble(BatchNorm1d(BatchNormOptions(1).eps(3)));
    {
        const torch::NoGradGuard noGrad;
        layer->weight.fill_(3);
    }
    auto x = doubles({0, 3, 6}, {3, 1}).requires_grad_();
    layer(x).backward(doubles({1, 2, 6}, {3, 1}));
    QVERIFY(close(layer->bias.grad(), doubles({9}, {1})));
    QVERIFY(close(layer->weight.grad(), doubles({5}, {1})));
    QVERIFY(close(x.grad(), doubles({-1.0 / 3, -1, 4.0 / 3}, {3, 1})));
}

void tst_BatchNorm::statisticsRunOverImageAndBatch()
{
    // Two channels of 1×2 pixels in two samples. Channel 1: 1, 3, 5, 7 has mean 4 and variance 5; with ε = 4 the root
    // is 3. Channel 2: 0, 0, 2, 2 has mean 1 and variance 1; the root is √5.
    auto layer = inDouble(BatchNorm2d(BatchNormOptions(2).eps(4)));
    const double s = 1 / std::sqrt(5.0);
    const auto y = layer(doubles({1, 3, 0, 0, 5, 7, 2, 2}, {2, 2, 1, 2}));
    QVERIFY(close(y, doubles({-1, -1.0 / 3, -s, -s, 1.0 / 3, 1, s, s}, {2, 2, 1, 2})));
    // The same numbers as (N, C, L).
    auto sequence = inDouble(BatchNorm1d(BatchNormOptions(2).eps(4)));
    QVERIFY(close(sequence(doubles({1, 3, 0, 0, 5, 7, 2, 2}, {2, 2, 2})), y.reshape({2, 2, 2})));
}

void tst_BatchNorm::runningEstimatesByHand_data()
{
    QTest::addColumn<bool>("unbiased");
    QTest::addColumn<double>("afterOne");
    QTest::addColumn<double>("afterTwo");
    // Batches 0, 3, 6 (mean 3, Σ(x−μ)² = 18) and 1, 1, 4 (mean 2, Σ = 6), momentum 0.9, from 0 and 1.
    // Biased variances 6 and 2, unbiased 9 and 3.
    QTest::newRow("biased") << false << 0.9 + 0.6 << 0.9 * (0.9 + 0.6) + 0.2;
    QTest::newRow("unbiased") << true << 0.9 + 0.9 << 0.9 * (0.9 + 0.9) + 0.3;
}

void tst_BatchNorm::runningEstimatesByHand()
{
    QFETCH(const bool, unbiased);
    QFETCH(const double, afterOne);
    QFETCH(const double, afterTwo);
    auto layer = inDouble(BatchNorm1d(
        BatchNormOptions(1).running_variance(unbiased ? RunningVariance::Unbiased : RunningVariance::Biased)));
    layer(doubles({0, 3, 6}, {3, 1}));
    QVERIFY(close(layer->running_mean, doubles({0.3}, {1})));
    QVERIFY(close(layer->running_var, doubles({afterOne}, {1})));
    layer(doubles({1, 1, 4}, {3, 1}));
    QVERIFY(close(layer->running_mean, doubles({0.9 * 0.3 + 0.2}, {1})));
    QVERIFY(close(layer->running_var, doubles({afterTwo}, {1})));
    QCOMPARE(layer->num_batches_tracked.item<int64_t>(), 2);
}

void tst_BatchNorm::evaluationUsesRunningEstimates()
{
    auto layer = inDouble(BatchNorm1d(BatchNormOptions(1).eps(2).momentum(0.5)));
    layer(doubles({0, 3, 6}, {3, 1}));  // running mean 1.5, running variance 0.5 · 1 + 0.5 · 6 = 3.5
    layer->eval();
    const double root = std::sqrt(5.5);
    QVERIFY(close(layer(doubles({1.5, 7}, {2, 1})), doubles({0, 5.5 / root}, {2, 1})));
    QVERIFY(close(layer->running_mean, doubles({1.5}, {1})));
    QCOMPARE(layer->num_batches_tracked.item<int64_t>(), 1);
}

void tst_BatchNorm::evaluationWithoutRunningEstimatesUsesTheBatch()
{
    auto layer = inDouble(BatchNorm1d(BatchNormOptions(1).eps(3).track_running_stats(false)));
    layer->eval();
    QVERIFY(close(layer(doubles({0, 3, 6}, {3, 1})), doubles({-1, 0, 1}, {3, 1})));
    QVERIFY(!layer->running_mean.defined());
}

void tst_BatchNorm::evaluationOfOneSample()
{
    auto layer = inDouble(BatchNorm1d(2));
    layer->eval();
    QVERIFY(close(layer(doubles({1, -1}, {1, 2})), doubles({1, -1}, {1, 2}) / std::sqrt(1 + 1e-5)));
    QCOMPARE(layer(torch::zeros({0, 2}, torch::kDouble)).size(0), 0);
}

void tst_BatchNorm::registersPyTorchNames()
{
    const BatchNorm2d layer(4);
    std::vector<std::string> names;
    for (const auto& entry : layer->named_parameters()) {
        names.push_back(entry.key());
    }
    for (const auto& entry : layer->named_buffers()) {
        names.push_back(entry.key());
    }
    const std::vector<std::string> expected{"weight", "bias", "running_mean", "running_var", "num_batches_tracked"};
    QCOMPARE(names, expected);
    QVERIFY(close(layer->weight, torch::ones({4})));
    QVERIFY(close(layer->bias, torch::zeros({4})));
    QVERIFY(close(layer->running_mean, torch::zeros({4})));
    QVERIFY(close(layer->running_var, torch::ones({4})));

    const BatchNorm2d bare(BatchNormOptions(4).affine(false).track_running_stats(false));
    QVERIFY(bare->named_parameters().is_empty());
    QVERIFY(bare->named_buffers().is_empty());
}

void tst_BatchNorm::clonesAndChangesType()
{
    BatchNorm1d layer(BatchNormOptions(2).momentum(0.3));
    layer(torch::tensor({{1.0F, 2.0F}, {5.0F, 4.0F}}));
    const auto copy = std::dynamic_pointer_cast<BatchNorm1dImpl>(layer->clone());
    QVERIFY(copy);
    QVERIFY(close(copy->running_mean, layer->running_mean, 0));
    copy->to(torch::kDouble);
    copy->eval();
    QCOMPARE(copy->forward(torch::ones({1, 2}, torch::kDouble)).scalar_type(), torch::kDouble);
    QCOMPARE(layer->running_mean.scalar_type(), torch::kFloat);
}

void tst_BatchNorm::accurateForLargeMeans()
{
    const auto generator = at::detail::createCPUGenerator(3);
    const auto x = torch::randn({100, 2, 14, 14}, generator) + 1e4;
    BatchNorm2d layer(BatchNormOptions(2).momentum(0));
    layer(x);
    QVERIFY(close(layer->running_var, x.to(torch::kDouble).var({0, 2, 3}, /*unbiased=*/false), 1e-3));
}

void tst_BatchNorm::stateDictFitsStockModule()
{
    BatchNorm1d own(3);
    own(torch::arange(12, torch::kFloat).reshape({4, 3}));
    std::stringstream archive;
    torch::save(own, archive);
    torch::nn::BatchNorm1d loaded(3);
    torch::load(loaded, archive);
    own->eval();
    loaded->eval();
    const auto x = torch::ones({2, 3});
    QVERIFY(close(own(x), loaded(x), 1e-6));
}

void tst_BatchNorm::refuses_data()
{
    QTest::addColumn<bool>("is2d");
    QTest::addColumn<bool>("training");
    QTest::addColumn<torch::Tensor>("input");
    QTest::addColumn<QString>("words");
    QTest::newRow("1d: rank 4") << false << true << torch::zeros({2, 3, 4, 4}) << "rank 4";
    QTest::newRow("1d: rank 1") << false << true << torch::zeros({3}) << "(N, C) or (N, C, L)";
    QTest::newRow("2d: rank 3") << true << true << torch::zeros({2, 3, 4}) << "(N, C, H, W)";
    QTest::newRow("channels") << true << true << torch::zeros({2, 4, 4, 4}) << "4 channels";
    QTest::newRow("channels in evaluation") << false << false << torch::zeros({2, 4}) << "num_features = 3";
    QTest::newRow("integers") << false << true << torch::zeros({2, 3}, torch::kLong) << "float32 or float64";
    QTest::newRow("half") << false << true << torch::zeros({2, 3}, torch::kHalf) << "float32 or float64";
    QTest::newRow("another float") << false << true << torch::zeros({2, 3}, torch::kDouble) << "dtype double";
    QTest::newRow("empty batch") << false << true << torch::zeros({0, 3}) << "empty batch";
    QTest::newRow("empty images") << true << true << torch::zeros({2, 3, 0, 4}) << "empty batch";
    QTest::newRow("one value") << false << true << torch::zeros({1, 3}) << "one value per channel";
    QTest::newRow("one pixel") << true << true << torch::zeros({1, 3, 1, 1}) << "one value per channel";
    QTest::newRow("undefined") << false << true << torch::Tensor() << "undefined tensor";
}

void tst_BatchNorm::refuses()
{
    QFETCH(const bool, is2d);
    QFETCH(const bool, training);
    QFETCH(const torch::Tensor, input);
    QFETCH(const QString, words);
    try {
        if (is2d) {
            BatchNorm2d layer(3);
            layer->train(training);
            layer(input);
        } else {
            BatchNorm1d layer(3);
            layer->train(training);
            layer(input);
        }
        QFAIL("nothing was thrown");
    } catch (const c10::Error& error) {
        const QString message = error.what_without_backtrace();
        QVERIFY2(message.contains(words) && message.contains("it needs"), qPrintable(message));
    }
}

void tst_BatchNorm::otherDevice_data()
{
    QTest::addColumn<bool>("isImage");
    QTest::addColumn<bool>("isAffine");
    QTest::addColumn<bool>("isDouble");
    for (const bool isImage : {false, true}) {
        for (const bool isAffine : {false, true}) {
            for (const bool isDouble : {false, true}) {
                QTest::addRow("%s, %s, %s", isImage ? "2d" : "1d", isAffine ? "affine" : "plain",
                              isDouble ? "float64" : "float32")
                    << isImage << isAffine << isDouble;
            }
        }
    }
}

/// What lies elsewhere is computed there: the device "meta" has shapes and no memory, so that a loop over its addresses
/// would end the program.
void tst_BatchNorm::otherDevice()
{
    QFETCH(bool, isImage);
    QFETCH(bool, isAffine);
    QFETCH(bool, isDouble);
    const torch::Device elsewhere(torch::kMeta);
    const auto type = isDouble ? torch::kDouble : torch::kFloat;
    const auto options = torch::TensorOptions().device(elsewhere).dtype(type);
    const auto run = [&](auto layer, const std::vector<int64_t>& shape) {
        layer->to(type);
        QVERIFY_EXCEPTION_THROWN(layer(torch::empty(shape, options)), c10::Error);
        // Module::to() cannot give a tensor that memory.
        for (torch::Tensor* own :
             {&layer->weight, &layer->bias, &layer->running_mean, &layer->running_var, &layer->num_batches_tracked}) {
            if (own->defined()) {
                *own = torch::empty(own->sizes(), own->options().device(elsewhere))
                           .set_requires_grad(own->requires_grad());
            }
        }
        torch::Tensor x = torch::empty(shape, options.requires_grad(true));
        for (const bool isTraining : {true, false}) {
            layer->train(isTraining);
            const torch::Tensor y = layer(x);
            QVERIFY(y.device() == elsewhere);
            QVERIFY(y.sizes() == x.sizes());
            const torch::NoGradGuard noGrad;
            QVERIFY(layer(x).sizes() == x.sizes());
        }
        QVERIFY(layer->running_mean.device() == elsewhere);
        layer->train(true);
        layer(x).sum().backward();
        QVERIFY(x.grad().sizes() == x.sizes());
        QVERIFY_EXCEPTION_THROWN(layer(torch::empty(shape, torch::TensorOptions().dtype(type))), c10::Error);
    };
    if (isImage) {
        run(BatchNorm2d(BatchNormOptions(3).affine(isAffine)), {4, 3, 5, 5});
    } else {
        run(BatchNorm1d(BatchNormOptions(3).affine(isAffine)), {4, 3});
    }
}

void tst_BatchNorm::refusesOptions()
{
    QVERIFY_EXCEPTION_THROWN(BatchNorm1d(0), c10::Error);
    QVERIFY_EXCEPTION_THROWN(BatchNorm2d(-4), c10::Error);
    QVERIFY_EXCEPTION_THROWN(BatchNorm2d(BatchNormOptions(4).eps(-1)), c10::Error);
}

QTEST_GUILESS_MAIN(tst_BatchNorm)
#include "tst_BatchNorm.moc"
