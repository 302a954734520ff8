#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include <torch/torch.h>

#include <normscope/kernels/ChannelKernels.h>
#include <normscope/kernels/FusedKernels.h>
#include <normscope/nn/BatchNormFunction.h>

using namespace normscope;
using nn::Tail;

Q_DECLARE_METATYPE(std::vector<int64_t>)
Q_DECLARE_METATYPE(nn::Tail)

/// The vectorised loops against LibTorch's operations in float64, level against level, thread count against thread
/// count.
class tst_FusedKernels : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void shapes_data();
    void agreesWithLibTorch_data() { shapes_data(); }
    void agreesWithLibTorch();
    void addReluAgreesWithLibTorch_data() { shapes_data(); }
    void addReluAgreesWithLibTorch();
    void reluPoolAgreesWithLibTorch_data() { shapes_data(); }
    void reluPoolAgreesWithLibTorch();
    void levelsGiveTheSameBits_data() { shapes_data(); }
    void levelsGiveTheSameBits();
    void threadsGiveTheSameBits_data();
    void threadsGiveTheSameBits();
    void largeMeanCostsNoDigits_data();
    void largeMeanCostsNoDigits();
    void whatIsNoNumberStaysNone();
    void canBeDifferentiatedTwice();
};

namespace
{

/// The largest difference in units of the larger numbers.
double apart(const torch::Tensor& found, const torch::Tensor& expected)
{
    const torch::Tensor wanted = expected.to(torch::kDouble);
    const double scale = std::max(1.0, wanted.abs().max().item<double>());
    return (found.to(torch::kDouble) - wanted).abs().max().item<double>() / scale;
}

torch::Tensor tailOf(const torch::Tensor& y, Tail tail)
{
    if (tail == Tail::None) {
        return y;
    }
    return tail == Tail::Relu ? torch::relu(y) : torch::avg_pool2d(torch::relu(y), 2);
}

torch::MemoryFormat formatOf(bool isChannelsLast)
{
    return isChannelsLast ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous;
}

/// Input, γ and β with gradients wanted, the same every time.
struct Problem
{
    torch::Tensor x;
    torch::Tensor weight;
    torch::Tensor bias;

    explicit Problem(const std::vector<int64_t>& shape, torch::ScalarType type = torch::kFloat,
                     bool isChannelsLast = false)
    {
        torch::manual_seed(3);
        x = (torch::randn(shape) * 2 + 0.5).to(type).contiguous(formatOf(isChannelsLast)).requires_grad_();
        weight = (torch::rand({shape[1]}) + 0.5).to(type).requires_grad_();
        bias = torch::randn({shape[1]}).to(type).requires_grad_();
    }

    [[nodiscard]] std::vector<torch::Tensor> gradients(const torch::Tensor& y, std::vector<torch::Tensor> inputs) const
    {
        const torch::Tensor g = torch::linspace(-1, 1, y.numel(), torch::kDouble).reshape(y.sizes());
        return torch::autograd::grad({y}, inputs, {torch::sin(g * 40).to(torch::kFloat).to(y.scalar_type())});
    }
    [[nodiscard]] std::vector<torch::Tensor> gradients(const torch::Tensor& y) const
    {
        return gradients(y, {x, weight, bias});
    }
};

torch::Tensor stockBatchNorm(const Problem& problem)
{
    return torch::batch_norm(problem.x, problem.weight, problem.bias, {}, {}, true, 0.1, 1e-5, false);
}

}  // namespace

void tst_FusedKernels::shapes_data()
{
    QTest::addColumn<std::vector<int64_t>>("shape");
    QTest::addColumn<bool>("isChannelsLast");
    // Planes of whole vectors, with rests, odd rows and columns, narrower than a register; columns likewise.
    using Shape = std::vector<int64_t>;
    QTest::newRow("28x28") << Shape{6, 3, 28, 28} << false;
    QTest::newRow("14x14") << Shape{5, 4, 14, 14} << false;
    QTest::newRow("7x7") << Shape{5, 4, 7, 7} << false;
    QTest::newRow("5x3") << Shape{3, 2, 5, 3} << false;
    QTest::newRow("2x2") << Shape{3, 2, 2, 2} << false;
    QTest::newRow("2x40") << Shape{2, 2, 2, 40} << false;
    QTest::newRow("33x17") << Shape{2, 3, 33, 17} << false;
    QTest::newRow("long plane") << Shape{2, 1, 80, 64} << false;
    QTest::newRow("N, C, L") << Shape{4, 3, 21} << false;
    QTest::newRow("columns") << Shape{100, 256} << false;
    QTest::newRow("columns with a rest") << Shape{33, 70} << false;
    QTest::newRow("few columns") << Shape{7, 3} << false;
    QTest::newRow("channels-last 28x28") << Shape{20, 16, 28, 28} << true;
    QTest::newRow("channels-last 14x14, a rest of channels") << Shape{9, 40, 14, 14} << true;
    QTest::newRow("channels-last, odd rows and columns") << Shape{5, 7, 7, 9} << true;
    QTest::newRow("channels-last 2x2") << Shape{3, 18, 2, 2} << true;
}

void tst_FusedKernels::agreesWithLibTorch()
{
    QFETCH(const std::vector<int64_t>, shape);
    QFETCH(const bool, isChannelsLast);
    for (const Tail tail : {Tail::None, Tail::Relu, Tail::ReluPool}) {
        if (tail == Tail::ReluPool && shape.size() != 4) {
            continue;
        }
        const Problem ours(shape, torch::kFloat, isChannelsLast);
        const Problem stock(shape, torch::kDouble);
        const auto output = nn::functional::batchNorm(ours.x, ours.weight, ours.bias, 1e-5, tail);
        const torch::Tensor expected = tailOf(stockBatchNorm(stock), tail);
        QVERIFY2(apart(output.y, expected) < 1e-5, qPrintable(QString::number(apart(output.y, expected))));
        QVERIFY(output.y.is_contiguous(formatOf(isChannelsLast)));
        const auto found = ours.gradients(output.y);
        const auto wanted = stock.gradients(expected);
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY2(apart(found[i], wanted[i]) < 1e-5,
                     qPrintable(QString("gradient %1: %2").arg(i).arg(apart(found[i], wanted[i]))));
        }
    }
}

void tst_FusedKernels::addReluAgreesWithLibTorch()
{
    QFETCH(const std::vector<int64_t>, shape);
    QFETCH(const bool, isChannelsLast);
    const Problem ours(shape, torch::kFloat, isChannelsLast);
    const Problem stock(shape, torch::kDouble);
    const torch::Tensor z = torch::randn(shape).requires_grad_();
    const torch::Tensor zDouble = z.detach().to(torch::kDouble).requires_grad_();
    const torch::Tensor y = nn::functional::batchNormAddRelu(ours.x, z, ours.weight, ours.bias, 1e-5).y;
    const torch::Tensor expected = torch::relu(stockBatchNorm(stock) + zDouble);
    QVERIFY(apart(y, expected) < 1e-5);
    const auto found = ours.gradients(y, {ours.x, z, ours.weight, ours.bias});
    const auto wanted = stock.gradients(expected, {stock.x, zDouble, stock.weight, stock.bias});
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY2(apart(found[i], wanted[i]) < 1e-5, qPrintable(QString("gradient %1").arg(i)));
    }
}

void tst_FusedKernels::reluPoolAgreesWithLibTorch()
{
    QFETCH(const std::vector<int64_t>, shape);
    if (shape.size() != 4) {
        return;
    }
    QFETCH(const bool, isChannelsLast);
    const Problem ours(shape, torch::kFloat, isChannelsLast);
    const torch::Tensor y = nn::functional::reluPool(ours.x);
    const torch::Tensor expected = tailOf(ours.x, Tail::ReluPool);
    QVERIFY(apart(y, expected) < 1e-6);
    QVERIFY(torch::equal(ours.gradients(y, {ours.x})[0], ours.gradients(expected, {ours.x})[0]));
}

/// Each loop that a level has of its own; FusedKernels.h runs only the level of this machine.
void tst_FusedKernels::levelsGiveTheSameBits()
{
    using namespace kernels;
    QFETCH(const std::vector<int64_t>, shape);
    const Problem problem(shape);
    const torch::Tensor x = problem.x.detach();
    const torch::Tensor g = torch::randn(shape);
    const int64_t rows = shape.size() == 4 ? shape[2] : 1;
    const int64_t plane = x.numel() / (shape[0] * shape[1]);
    const PlaneSize size{rows, plane / rows};
    const int64_t pooled = (size.rows / 2) * (size.columns / 2);
    const Channel channel{shape[0], shape[1] * plane, plane};
    const ChannelNorm norm{0.4F, 1.3F, -0.2F};
    const auto run = [&](KernelLevel level) {
        const ChannelKernels& loops = channelKernels(level);
        const auto* px = x.data_ptr<float>();
        const auto* pg = g.data_ptr<float>();
        std::vector<torch::Tensor> results;
        const auto made = [&](int64_t count) {
            results.push_back(torch::zeros({count}));
            return results.back().data_ptr<float>();
        };
        std::vector<float> scratch(static_cast<std::size_t>(plane));
        double mean = 0;
        double variance = 0;
        loops.statistics(channel, px, &mean, &variance);
        ChannelSums sums{};
        loops.gradientSums(channel, px, pg, norm, true, &sums);
        results.push_back(torch::tensor({mean, variance, sums.g, sums.gx}, torch::kDouble));
        loops.normalize(channel, px, norm, true, made(x.numel()));
        loops.normalizeAddRelu(channel, px, norm, pg, made(x.numel()));
        loops.gradientInput(channel, px, pg, norm, true, 0.3F, -0.1F, made(x.numel()));
        if (pooled > 0) {
            loops.normalizeReluPool(channel, size, px, norm, made(shape[0] * shape[1] * pooled), shape[1] * pooled,
                                    scratch.data());
            loops.pooledGradientSums(channel, size, px, pg, shape[1] * pooled, norm, &sums, scratch.data());
            results.push_back(torch::tensor({sums.g, sums.gx}, torch::kDouble));
            loops.pooledGradientInput(channel, size, px, pg, shape[1] * pooled, norm, 0.3F, -0.1F, made(x.numel()),
                                      scratch.data());
        }
        loops.maskGradient(x.numel(), px, pg, made(x.numel()));
        const int64_t columns = shape[1];
        const Matrix matrix{x.numel() / columns, columns, columns};
        torch::Tensor sums2 = torch::zeros({2, columns}, torch::kDouble);
        auto* sum = sums2.data_ptr<double>();
        loops.columnSums(matrix, px, pg, sum, sum + columns);
        const ColumnNorms norms{px, pg, pg + columns};
        loops.columnNormalize(matrix, px, norms, true, made(x.numel()));
        loops.columnNormalizeAddRelu(matrix, px, norms, pg, made(x.numel()));
        loops.columnGradientSums(matrix, px, pg, norms, true, sum, sum + columns);
        loops.columnGradientInput(matrix, px, pg, norms, true, pg, px, made(x.numel()));
        if (pooled > 0) {
            loops.columnNormalizeReluPool(columns, size, px, norms, made(columns * pooled));
            loops.columnPooledGradientSums(columns, size, px, pg, norms, sum, sum + columns);
            loops.columnPooledGradientInput(columns, size, px, pg, norms, pg, px, made(columns * plane));
        }
        results.push_back(sums2);
        torch::Tensor w = x.clone();
        torch::Tensor v = g.clone();
        loops.sgdStep(w.numel(), w.data_ptr<float>(), pg, v.data_ptr<float>(), 0.1F, 0.9F, 1e-3F, true, false);
        results.push_back(w);
        results.push_back(v);
        return results;
    };
    const auto expected = run(KernelLevel::Portable);
    for (const KernelLevel level : {KernelLevel::Avx2, KernelLevel::Avx512}) {
        if (!isAvailable(level)) {
            continue;
        }
        const auto found = run(level);
        QCOMPARE(found.size(), expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            QVERIFY2(torch::equal(found[i], expected[i]),
                     qPrintable(QString("%1, result %2").arg(nameOf(level)).arg(i)));
        }
    }
}

void tst_FusedKernels::threadsGiveTheSameBits_data()
{
    QTest::addColumn<bool>("isChannelsLast");
    QTest::newRow("contiguous") << false;
    QTest::newRow("channels-last") << true;
}

void tst_FusedKernels::threadsGiveTheSameBits()
{
    QFETCH(const bool, isChannelsLast);
    const int before = torch::get_num_threads();
    std::vector<std::vector<torch::Tensor>> results;
    for (const int threads : {1, 2, 3}) {
        torch::set_num_threads(threads);
        const Problem problem({20, 5, 28, 28}, torch::kFloat, isChannelsLast);
        const auto output = nn::functional::batchNorm(problem.x, problem.weight, problem.bias, 1e-5, Tail::ReluPool);
        results.push_back(problem.gradients(output.y));
        results.back().push_back(output.y);
    }
    torch::set_num_threads(before);
    for (const auto& result : results) {
        for (std::size_t i = 0; i < result.size(); ++i) {
            QVERIFY(torch::equal(result[i], results.front()[i]));
        }
    }
}

void tst_FusedKernels::largeMeanCostsNoDigits_data()
{
    QTest::addColumn<std::vector<int64_t>>("shape");
    QTest::addColumn<bool>("isChannelsLast");
    QTest::newRow("planes") << std::vector<int64_t>{100, 2, 14, 14} << false;
    QTest::newRow("columns") << std::vector<int64_t>{2000, 4} << false;
    QTest::newRow("channels-last") << std::vector<int64_t>{100, 20, 14, 14} << true;
}

void tst_FusedKernels::largeMeanCostsNoDigits()
{
    QFETCH(const std::vector<int64_t>, shape);
    QFETCH(const bool, isChannelsLast);
    torch::manual_seed(5);
    const torch::Tensor x = (torch::randn(shape) + 1e4).contiguous(formatOf(isChannelsLast));
    const auto found = nn::functional::batchNorm(x, {}, {}, 1e-5).statistics;
    const auto dimensions = shape.size() == 4 ? std::vector<int64_t>{0, 2, 3} : std::vector<int64_t>{0};
    const torch::Tensor exact = x.to(torch::kDouble);
    const torch::Tensor variance = exact.var(dimensions, /*unbiased=*/false);
    QVERIFY(((found.variance.to(torch::kDouble) - variance) / variance).abs().max().item<double>() < 1e-5);
    QVERIFY((found.mean.to(torch::kDouble) - exact.mean(dimensions)).abs().max().item<double>() < 1e-3);
}

void tst_FusedKernels::whatIsNoNumberStaysNone()
{
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        for (const Tail tail : {Tail::None, Tail::Relu, Tail::ReluPool}) {
            for (const bool isChannelsLast : {false, true}) {
                torch::Tensor x = torch::randn({4, 2, 6, 6});
                x[1][1][2][3] = bad;
                x = x.contiguous(formatOf(isChannelsLast));
                const torch::Tensor y = nn::functional::batchNorm(x, {}, {}, 1e-5, tail).y;
                QVERIFY(torch::isfinite(y.select(1, 0)).all().item<bool>());
                QVERIFY(!torch::isfinite(y.select(1, 1)).all().item<bool>());
            }
        }
    }
}

void tst_FusedKernels::canBeDifferentiatedTwice()
{
    const Problem ours({5, 2, 6, 6});
    const Problem stock({5, 2, 6, 6}, torch::kDouble);
    const auto second = [](const Problem& problem, const torch::Tensor& y) {
        const auto first = torch::autograd::grad({y.pow(2).sum()}, {problem.x}, {}, true, true)[0];
        return torch::autograd::grad({first.pow(2).sum()}, {problem.x})[0];
    };
    const torch::Tensor found =
        second(ours, nn::functional::batchNorm(ours.x, ours.weight, ours.bias, 1e-5, Tail::ReluPool).y);
    const torch::Tensor wanted = second(stock, tailOf(stockBatchNorm(stock), Tail::ReluPool));
    QVERIFY2(apart(found, wanted) < 1e-4, qPrintable(QString::number(apart(found, wanted))));
}

QTEST_GUILESS_MAIN(tst_FusedKernels)
#include "tst_FusedKernels.moc"
