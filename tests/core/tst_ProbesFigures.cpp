#include <QTest>
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

#include <torch/torch.h>

#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>
#include <normscope/probe/Instruments.h>
#include <normscope/probe/Observer.h>
#include <normscope/train/Learner.h>

using namespace normscope;

Q_DECLARE_METATYPE(normscope::graph::Graph)

namespace
{

constexpr double kEps = 1e-5;
constexpr std::int64_t kInputs = 12;
constexpr std::int64_t kClasses = 3;

using Values = std::map<std::string, torch::Tensor>;

/// A network before and behind a step, and what the instruments saw of it.
struct Looked
{
    Values before;  ///< parameters and running statistics, as doubles
    Values after;
    Batch batch;
    Batch fixed;
    double lr = 0;
    std::map<std::string, ProbeRows> looks;

    [[nodiscard]] std::size_t rows(const std::string& instrument) const { return looks.at(instrument).layers.size(); }
    [[nodiscard]] const std::string& layer(const std::string& instrument, std::size_t row) const
    {
        return looks.at(instrument).layers.at(row);
    }
    [[nodiscard]] double at(const std::string& instrument, std::size_t row, const std::string& column) const
    {
        const auto& columns = findInstrument(instrument)->columns;
        const auto found = std::find(columns.begin(), columns.end(), column);
        Q_ASSERT(found != columns.end());
        return looks.at(instrument).values.at(row * columns.size() + static_cast<std::size_t>(found - columns.begin()));
    }
    /// In the row of a layer, the first one where there are several.
    [[nodiscard]] double of(const std::string& instrument, const std::string& layer, const std::string& column) const
    {
        const auto& layers = looks.at(instrument).layers;
        const auto found = std::find(layers.begin(), layers.end(), layer);
        Q_ASSERT(found != layers.end());
        return at(instrument, static_cast<std::size_t>(found - layers.begin()), column);
    }
};

Values valuesOf(const nn::Network& network)
{
    Values values;
    for (const auto& entry : network.named_parameters()) {
        values[entry.key()] = entry.value().detach().to(torch::kDouble, false, /*copy=*/true);
    }
    for (const auto& entry : network.named_buffers()) {
        values[entry.key()] = entry.value().to(torch::kDouble, false, /*copy=*/true);
    }
    return values;
}

Batch someBatch(const graph::SampleShape& input, std::int64_t samples, double phase)
{
    std::vector<std::int64_t> shape{samples};
    shape.insert(shape.end(), input.begin(), input.end());
    const std::int64_t count = samples * graph::valuesOf(input);
    return {(torch::arange(count, torch::kFloat) * 0.7 + phase).sin().reshape(shape).contiguous(),
            torch::arange(samples, torch::kLong).remainder(kClasses)};
}

TrainingSpec training(double lr)
{
    TrainingSpec spec;
    spec.sgd.lr = lr;
    spec.probes = parseProbes("full").value();
    spec.probeEvery = 1;
    return spec;
}

using Change = std::function<void(nn::Network&)>;

/// Two steps, of which all instruments look at the second; `change` is done to the network before.
Looked look(
    const graph::Graph& model, double lr, const Change& change = [](nn::Network&) {})
{
    const TrainingSpec spec = training(lr);
    Learner learner(model, spec);
    auto& network = const_cast<nn::Network&>(learner.network());
    {
        const torch::NoGradGuard noGrad;
        change(network);
    }
    probe::Observer observer(model, spec);
    Looked looked;
    looked.batch = someBatch(model.input, 20, 0.3);
    looked.fixed = someBatch(model.input, 250, 1.3);
    looked.lr = lr;
    (void)learner.step(someBatch(model.input, 20, 2.1), 1, 0.01, {});
    looked.before = valuesOf(network);
    nn::Network asBefore(model, spec.seed);
    {
        const torch::NoGradGuard noGrad;
        for (auto& entry : asBefore.named_parameters()) {
            entry.value().copy_(looked.before.at(entry.key()));
        }
        for (auto& entry : asBefore.named_buffers()) {
            entry.value().copy_(looked.before.at(entry.key()));
        }
    }
    (void)learner.step(looked.batch, 2, lr, {});
    looked.after = valuesOf(network);
    const auto lookAt = [&](const ProbeMoment& at) {
        // The copy serves one moment.
        observer.keep(asBefore);
        auto seen = observer.look(network, true, {1, &looked.batch, 2, lr, &looked.fixed}, at);
        for (ProbeRows& rows : *seen) {
            const std::string name = rows.instrument;
            looked.looks[name] = std::move(rows);
        }
    };
    // Some look at the first weights, the others at the ends of epochs and runs.
    lookAt({0, 1, 1});
    lookAt({1, 1, 1});
    return looked;
}

graph::Graph smallMlp()
{
    return graph::mlp(kInputs, {8, 6}, kClasses);
}

graph::Graph smallCnn()
{
    return graph::cnn({1, 12, 12}, {4, 8}, kClasses);
}

graph::Graph withoutNorm(const graph::Graph& model)
{
    return graph::variantOf(model, "no-bn").value();
}

// The MLP written out, in double precision.

torch::Tensor normalized(const Values& w, const std::string& name, const torch::Tensor& x, bool isTraining)
{
    const torch::Tensor mean = isTraining ? x.mean(0) : w.at(name + ".running_mean");
    const torch::Tensor variance = isTraining ? (x - mean).square().mean(0) : w.at(name + ".running_var");
    return (x - mean) / (variance + kEps).sqrt() * w.at(name + ".weight") + w.at(name + ".bias");
}

/// What each node gives, by name.
Values passOf(const Values& w, torch::Tensor x, bool isTraining = true)
{
    Values given;
    for (int layer = 1; layer <= 3; ++layer) {
        const std::string number = std::to_string(layer);
        x = torch::matmul(x, w.at("linear" + number + ".weight").t()) + w.at("linear" + number + ".bias");
        given["linear" + number] = x;
        if (layer < 3) {
            if (w.contains("bn" + number + ".weight")) {
                x = normalized(w, "bn" + number, x, isTraining);
                given["bn" + number] = x;
            }
            x = x.clamp_min(0);
            given["relu" + number] = x;
        }
    }
    return given;
}

torch::Tensor lossOf(const Values& w, const Batch& batch, bool isTraining = true)
{
    const torch::Tensor logits = passOf(w, batch.input.to(torch::kDouble), isTraining).at("linear3");
    const torch::Tensor log = logits - logits.exp().sum(1, true).log();
    return -log.gather(1, batch.labels.unsqueeze(1)).mean();
}

double accuracyOf(const Values& w, const Batch& batch, bool isTraining)
{
    const torch::Tensor logits = passOf(w, batch.input.to(torch::kDouble), isTraining).at("linear3");
    return logits.argmax(1).eq(batch.labels).to(torch::kDouble).mean().item<double>();
}

bool isParameter(const std::string& name)
{
    return name.ends_with(".weight") || name.ends_with(".bias");
}

Values gradientsAt(const Values& w, const Batch& batch)
{
    Values leaves = w;
    std::vector<torch::Tensor> inputs;
    std::vector<std::string> names;
    for (auto& [name, value] : leaves) {
        if (isParameter(name)) {
            value = value.detach().clone().requires_grad_(true);
            inputs.push_back(value);
            names.push_back(name);
        }
    }
    const auto gradients = torch::autograd::grad({lossOf(leaves, batch)}, inputs);
    Values result;
    for (std::size_t i = 0; i < names.size(); ++i) {
        result[names[i]] = gradients[i];
    }
    return result;
}

Values moved(const Values& w, const Values& gradients, double step)
{
    Values there = w;
    for (const auto& [name, gradient] : gradients) {
        there[name] = w.at(name) - step * gradient;
    }
    return there;
}

double distance(const Values& a, const Values& b)
{
    double sum = 0;
    for (const auto& [name, value] : a) {
        sum += (value - b.at(name)).square().sum().item<double>();
    }
    return std::sqrt(sum);
}

double lengthOf(const Values& a)
{
    double sum = 0;
    for (const auto& [name, value] : a) {
        sum += value.square().sum().item<double>();
    }
    return std::sqrt(sum);
}

void compareNear(double actual, double expected, double relative)
{
    const double allowed = relative * std::max(std::abs(expected), 1e-12);
    QVERIFY2(std::abs(actual - expected) <= allowed,
             qPrintable(QString("%1, expected %2").arg(actual, 0, 'g', 12).arg(expected, 0, 'g', 12)));
}

#define COMPARE_NEAR(actual, expected, relative)                                                                       \
    do {                                                                                                               \
        compareNear(actual, expected, relative);                                                                       \
        if (QTest::currentTestFailed()) {                                                                              \
            return;                                                                                                    \
        }                                                                                                              \
    } while (false)

}  // namespace

/// What instruments say against a second computation: the network written out in double precision, PyTorch's own
/// functions, figures worked out by hand.
class tst_ProbesFigures : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void twins_data()
    {
        QTest::addColumn<bool>("hasNorm");
        QTest::newRow("with BN") << true;
        QTest::newRow("without BN") << false;
    }

    void distribution_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("MLP") << 0;
        QTest::newRow("MLP without BN") << 1;
        QTest::newRow("CNN") << 2;
    }

    /// Exactly torch.quantile's of the values that the network has there.
    void distribution()
    {
        QFETCH(const int, which);
        const graph::Graph model = which == 0 ? smallMlp() : which == 1 ? withoutNorm(smallMlp()) : smallCnn();
        const Looked looked = look(model, 0.1);
        nn::Network network(model, 1, graph::Execution::Plain);
        {
            const torch::NoGradGuard noGrad;
            for (auto& entry : network.named_parameters()) {
                entry.value().copy_(looked.before.at(entry.key()));
            }
        }
        Values entering;
        network.setProbe([&](const nn::Network::StepView& step) {
            if (step.name.starts_with("relu")) {
                entering[step.name] = step.inputs.front().detach().to(torch::kDouble);
            }
        });
        (void)network.forward(looked.batch.input);
        std::size_t row = 0;
        for (const std::string relu : {"relu1", "relu2"}) {
            const std::int64_t channels = entering.at(relu).size(1);
            const std::vector<std::int64_t> shown = channels == 8   ? std::vector<std::int64_t>{0, 1, 3, 5, 7}
                                                    : channels == 6 ? std::vector<std::int64_t>{0, 1, 2, 3, 5}
                                                                    : std::vector<std::int64_t>{0, 1, 2, 3};
            for (const std::int64_t channel : shown) {
                QCOMPARE(looked.layer("distribution", row), relu);
                QCOMPARE(looked.at("distribution", row, "channel"), static_cast<double>(channel));
                const torch::Tensor values = entering.at(relu).select(1, channel).flatten();
                for (const auto& [column, share] :
                     std::map<std::string, double>{{"p15", 0.15}, {"p50", 0.5}, {"p85", 0.85}}) {
                    const double expected =
                        torch::quantile(values, torch::tensor(share, torch::kDouble)).item<double>();
                    QCOMPARE(looked.at("distribution", row, column), expected);
                }
                ++row;
            }
        }
        QCOMPARE(looked.rows("distribution"), row);
    }

    /// The 15th percentile of 0 … 20 is 3, the median 10, the 85th 17; of 0 … 3 they are 0.45, 1.5, 2.55.
    void distributionByHand()
    {
        const auto values = [](std::int64_t count) {
            graph::Graph model{{1}, {}};
            model.append("linear1", graph::Linear{1, {}});
            model.append("relu1", graph::Activation{});
            model.append("linear2", graph::Linear{2, {}});
            const TrainingSpec spec = training(0.1);
            nn::Network network(model, 1);
            {
                const torch::NoGradGuard noGrad;
                network.named_parameters()["linear1.weight"].fill_(1);
                network.named_parameters()["linear1.bias"].fill_(0);
            }
            const Batch batch{torch::arange(count, torch::kFloat).flip(0).reshape({count, 1}),
                              torch::zeros({count}, torch::kLong)};
            TrainingSpec only = spec;
            only.probes = {"distribution"};
            probe::Observer observer(model, only);
            observer.keep(network);
            return observer.look(network, false, {0, &batch, 1, 0.1, &batch}, {0, 1, 10})->at(0).values;
        };
        QVERIFY(values(21) == (std::vector<double>{0, 3, 10, 17}));
        const auto few = values(4);
        QCOMPARE(few[1], 0.45);
        QCOMPARE(few[2], 1.5);
        QCOMPARE(few[3], 2.55);
    }

    void effectiveLr_data() { twins_data(); }

    void effectiveLr()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.2);
        const Values gradients = gradientsAt(looked.before, looked.batch);
        QCOMPARE(looked.rows("effective-lr"), std::size_t{3});
        for (const std::string layer : {"linear1", "linear2", "linear3"}) {
            const torch::Tensor w = looked.before.at(layer + ".weight").flatten();
            const torch::Tensor after = looked.after.at(layer + ".weight").flatten();
            const torch::Tensor g = gradients.at(layer + ".weight").flatten();
            const double norm = w.norm().item<double>();
            COMPARE_NEAR(looked.of("effective-lr", layer, "norm"), norm, 1e-12);
            COMPARE_NEAR(looked.of("effective-lr", layer, "effective_lr"), 0.2 / (norm * norm), 1e-12);
            const double cosine = w.dot(after).item<double>() / (norm * after.norm().item<double>());
            COMPARE_NEAR(looked.of("effective-lr", layer, "angle"), std::acos(cosine) * 180 / std::numbers::pi, 1e-6);
            const bool isScaleFree = hasNorm && layer != "linear3";
            QCOMPARE(looked.of("effective-lr", layer, "scale_free"), isScaleFree ? 1.0 : 0.0);
            const double expected = w.dot(g).item<double>() / (norm * g.norm().item<double>());
            QVERIFY(std::abs(looked.of("effective-lr", layer, "cosine") - expected) < 1e-5);
            const double balance = looked.of("effective-lr", layer, "equilibrium_angle");
            if (isScaleFree) {
                COMPARE_NEAR(balance, std::sqrt(2 * 0.2 * 1e-4 / 1.9) * 180 / std::numbers::pi, 1e-12);
            } else {
                QVERIFY(std::isnan(balance));
            }
        }
    }

    /// ⟨W, ∂L/∂W⟩ is 0 within float32 where BN follows and ε does not count, and nowhere else.
    void scaleDoesNotMatterBeforeBn()
    {
        graph::Graph model = smallCnn();
        for (graph::Node& node : model.nodes) {
            if (auto* norm = std::get_if<graph::BatchNorm>(&node.operation)) {
                norm->eps = 0;
            }
        }
        const Looked with = look(model, 0.1);
        const Looked without = look(withoutNorm(model), 0.1);
        for (const std::string layer : {"conv1", "conv2"}) {
            QVERIFY2(std::abs(with.of("effective-lr", layer, "cosine")) < 1e-5,
                     qPrintable(QString::number(with.of("effective-lr", layer, "cosine"))));
            QVERIFY(std::abs(without.of("effective-lr", layer, "cosine")) > 1e-3);
        }
        QVERIFY(std::abs(with.of("effective-lr", "linear1", "cosine")) > 1e-3);
    }

    void batchStatistics()
    {
        const Looked looked = look(smallMlp(), 0.1);
        const Values given = passOf(looked.before, looked.batch.input.to(torch::kDouble));
        std::size_t row = 0;
        for (const std::string number : {"1", "2"}) {
            const std::string norm = "bn" + number;
            const torch::Tensor x = given.at("linear" + number);
            for (std::int64_t channel = 0; channel < x.size(1); ++channel, ++row) {
                QCOMPARE(looked.layer("batch-statistics", row), norm);
                const torch::Tensor values = x.select(1, channel);
                const double mean = values.mean().item<double>();
                const auto stored = [&](const char* name) {
                    return looked.before.at(norm + name)[channel].item<double>();
                };
                const auto at = [&](const char* column) { return looked.at("batch-statistics", row, column); };
                QCOMPARE(at("channel"), static_cast<double>(channel));
                QVERIFY(std::abs(at("batch_mean") - mean) < 1e-6);
                COMPARE_NEAR(at("batch_var"), (values - mean).square().mean().item<double>(), 1e-5);
                QCOMPARE(at("running_mean"), stored(".running_mean"));
                QCOMPARE(at("running_var"), stored(".running_var"));
                QCOMPARE(at("gamma"), stored(".weight"));
                QCOMPARE(at("beta"), stored(".bias"));
                QVERIFY(std::isnan(at("train_loss")));
            }
        }
        QCOMPARE(looked.rows("batch-statistics"), row + 1);
        QCOMPARE(looked.layer("batch-statistics", row), std::string());
        const auto at = [&](const char* column) { return looked.at("batch-statistics", row, column); };
        COMPARE_NEAR(at("train_loss"), lossOf(looked.before, looked.batch).item<double>(), 1e-5);
        COMPARE_NEAR(at("eval_loss"), lossOf(looked.before, looked.batch, false).item<double>(), 1e-5);
        QCOMPARE(at("train_accuracy"), accuracyOf(looked.before, looked.batch, true));
        QCOMPARE(at("eval_accuracy"), accuracyOf(looked.before, looked.batch, false));
        QVERIFY(std::abs(at("train_loss") - at("eval_loss")) > 1e-3);
        QVERIFY(std::isnan(at("gamma")));
    }

    /// Of images the statistics are over batch and places.
    void batchStatisticsOfImages()
    {
        const Looked looked = look(smallCnn(), 0.1);
        const torch::Tensor x = torch::conv2d(looked.batch.input.to(torch::kDouble), looked.before.at("conv1.weight"),
                                              looked.before.at("conv1.bias"), 1, 1);
        for (std::int64_t channel = 0; channel < 4; ++channel) {
            const torch::Tensor values = x.select(1, channel);
            const auto row = static_cast<std::size_t>(channel);
            QVERIFY(std::abs(looked.at("batch-statistics", row, "batch_mean") - values.mean().item<double>()) < 1e-6);
            COMPARE_NEAR(looked.at("batch-statistics", row, "batch_var"),
                         (values - values.mean()).square().mean().item<double>(), 1e-5);
        }
    }

    void units_data() { twins_data(); }

    /// Two of eight units are made such that nothing ever comes through, and one that only the last images wake up.
    void units()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.1, [&](nn::Network& network) {
            auto parameters = network.named_parameters();
            torch::Tensor bias = parameters[hasNorm ? "bn1.bias" : "linear1.bias"];
            bias[2].fill_(-1000);
            bias[5].fill_(-1000);
        });
        const Values given = passOf(looked.before, looked.fixed.input.to(torch::kDouble), false);
        for (const std::string relu : {"relu1", "relu2"}) {
            const torch::Tensor dead = given.at(relu).eq(0).all(0);
            QCOMPARE(looked.of("units", relu, "units"), static_cast<double>(dead.numel()));
            QCOMPARE(looked.of("units", relu, "dead"), dead.to(torch::kDouble).mean().item<double>());
            QVERIFY(std::isnan(looked.of("units", relu, "update_ratio")));
        }
        QVERIFY(looked.of("units", "relu1", "dead") >= 0.25);
        for (const std::string layer : {"linear1", "linear2", "linear3"}) {
            const torch::Tensor w = looked.before.at(layer + ".weight");
            const torch::Tensor update = looked.after.at(layer + ".weight") - w;
            COMPARE_NEAR(looked.of("units", layer, "update_ratio"),
                         update.norm().item<double>() / w.norm().item<double>(), 1e-6);
            QCOMPARE(looked.of("units", layer, "units"), static_cast<double>(w.size(0)));
            QVERIFY(std::isnan(looked.of("units", layer, "dead")));
        }
    }

    void depth_data() { twins_data(); }

    void depth()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.1);
        const Values given = passOf(looked.before, looked.batch.input.to(torch::kDouble));
        const Values gradients = gradientsAt(looked.before, looked.batch);
        std::size_t row = 0;
        for (const std::string number : {"1", "2", "3"}) {
            QCOMPARE(looked.layer("depth", row), "linear" + number);
            const torch::Tensor out = given.at((hasNorm && number != "3" ? "bn" : "linear") + number);
            const torch::Tensor mean = out.mean(0);
            const torch::Tensor gradient = gradients.at("linear" + number + ".weight");
            QVERIFY(std::abs(looked.at("depth", row, "activation_mean") - mean.abs().mean().item<double>()) < 1e-6);
            COMPARE_NEAR(looked.at("depth", row, "activation_var"), (out - mean).square().mean().item<double>(), 1e-5);
            COMPARE_NEAR(looked.at("depth", row, "gradient_norm"), gradient.norm().item<double>(), 1e-4);
            COMPARE_NEAR(looked.at("depth", row, "gradient_var"),
                         (gradient - gradient.mean()).square().mean().item<double>(), 1e-4);
            QCOMPARE(looked.at("depth", row, "depth"), static_cast<double>(row + 1));
            ++row;
        }
        const double here = lossOf(looked.before, looked.batch).item<double>();
        int alphas = 0;
        for (; row < looked.rows("depth"); ++row, ++alphas) {
            const double alpha = looked.at("depth", row, "alpha");
            COMPARE_NEAR(alpha, std::pow(10.0, -4 + alphas * 0.5), 1e-12);
            const double there = lossOf(moved(looked.before, gradients, alpha), looked.batch).item<double>();
            COMPARE_NEAR(looked.at("depth", row, "loss_ratio"), there / here, 1e-4);
        }
        QCOMPARE(alphas, 11);
    }

    void smoothness_data() { twins_data(); }

    void smoothness()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.2);
        const Values gradients = gradientsAt(looked.before, looked.batch);
        std::vector<double> losses;
        std::vector<double> changes;
        std::vector<double> beta;
        for (const double factor : {0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0}) {
            const Values there = moved(looked.before, gradients, factor * 0.2);
            losses.push_back(lossOf(there, looked.batch).item<double>());
            changes.push_back(distance(gradients, gradientsAt(there, looked.batch)));
            beta.push_back(changes.back() / (factor * 0.2 * lengthOf(gradients)));
        }
        QCOMPARE(looked.rows("smoothness"), std::size_t{1});
        QCOMPARE(looked.layer("smoothness", 0), std::string());
        const auto at = [&](const char* column) { return looked.at("smoothness", 0, column); };
        COMPARE_NEAR(at("loss_min"), *std::min_element(losses.begin(), losses.end()), 1e-4);
        COMPARE_NEAR(at("loss_max"), *std::max_element(losses.begin(), losses.end()), 1e-4);
        COMPARE_NEAR(at("gradient_min"), *std::min_element(changes.begin(), changes.end()), 1e-4);
        COMPARE_NEAR(at("gradient_max"), *std::max_element(changes.begin(), changes.end()), 1e-4);
        COMPARE_NEAR(at("beta"), *std::max_element(beta.begin(), beta.end()), 1e-4);
    }

    void covariateShift_data() { twins_data(); }

    void covariateShift()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.5);
        const Values gradients = gradientsAt(looked.before, looked.batch);
        Values mixed = looked.before;
        std::size_t row = 0;
        for (const std::string number : {"1", "2", "3"}) {
            const std::string layer = "linear" + number;
            QCOMPARE(looked.layer("covariate-shift", row), layer);
            const torch::Tensor here = gradients.at(layer + ".weight");
            const torch::Tensor there = gradientsAt(mixed, looked.batch).at(layer + ".weight");
            const double difference = (here - there).norm().item<double>();
            const double cosine =
                (here * there).sum().item<double>() / (here.norm().item<double>() * there.norm().item<double>());
            if (row == 0) {
                QCOMPARE(looked.at("covariate-shift", row, "difference"), 0.0);  // nothing stands before it
            } else {
                QVERIFY(difference > 1e-3);
                COMPARE_NEAR(looked.at("covariate-shift", row, "difference"), difference, 1e-4);
            }
            COMPARE_NEAR(looked.at("covariate-shift", row, "cosine"), cosine, 1e-4);
            for (const auto& [name, value] : looked.after) {
                if (isParameter(name) && (name.starts_with(layer + ".") || name.starts_with("bn" + number + "."))) {
                    mixed[name] = value;
                }
            }
            ++row;
        }
        QCOMPARE(looked.rows("covariate-shift"), row);
    }

    void sharpness_data() { twins_data(); }

    /// Within 1 % of the largest eigenvalue of the whole Hessian, by differences of gradients in double precision.
    void sharpness()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.1);
        const Batch batch{looked.fixed.input.slice(0, 0, 100), looked.fixed.labels.slice(0, 0, 100)};
        const auto flat = [](const Values& values) {
            std::vector<torch::Tensor> parts;
            for (const auto& [name, value] : values) {
                parts.push_back(value.flatten());
            }
            return torch::cat(parts);
        };
        std::vector<torch::Tensor> rows;
        for (const auto& [name, value] : looked.before) {
            for (std::int64_t i = 0; isParameter(name) && i < value.numel(); ++i) {
                const auto gradientAt = [&](double step) {
                    Values there = looked.before;
                    there[name] = value.clone();
                    there[name].view(-1)[i] += step;
                    return flat(gradientsAt(there, batch));
                };
                constexpr double kStep = 1e-6;
                rows.push_back((gradientAt(kStep) - gradientAt(-kStep)) / (2 * kStep));
            }
        }
        const torch::Tensor hessian = torch::stack(rows);
        const double lambda = torch::linalg_eigvalsh((hessian + hessian.t()) / 2).max().item<double>();
        COMPARE_NEAR(looked.at("sharpness", 0, "lambda"), lambda, 0.01);
        COMPARE_NEAR(looked.at("sharpness", 0, "lambda_lr"), looked.at("sharpness", 0, "lambda") * 0.1, 1e-12);
        QCOMPARE(looked.at("sharpness", 0, "threshold"), 2 + 2 * 0.9);
    }

    void start_data() { twins_data(); }

    void start()
    {
        QFETCH(const bool, hasNorm);
        const Looked looked = look(hasNorm ? smallMlp() : withoutNorm(smallMlp()), 0.1);
        // Adding to what a layer gives is how the loss' gradient with respect to that is found by differences.
        std::vector<double> squares;
        for (const std::string number : {"1", "2", "3"}) {
            const std::string bias = (hasNorm && number != "3" ? "bn" : "linear") + number;
            Values with = looked.before;
            const torch::Tensor plain = with.at(bias + ".bias").clone();
            with[bias + ".bias"] = plain.expand({250, plain.size(0)}).clone().requires_grad_(true);
            const auto gradient = torch::autograd::grad({lossOf(with, looked.fixed)}, {with[bias + ".bias"]}).front();
            squares.push_back(gradient.square().sum().item<double>());
        }
        QCOMPARE(looked.rows("start"), std::size_t{4});
        for (std::size_t i = 0; i < squares.size(); ++i) {
            COMPARE_NEAR(looked.at("start", i, "gradient_square"), squares[i], 1e-4);
        }
        COMPARE_NEAR(looked.at("start", 3, "slope"), std::log10(squares[0] / squares[1]), 1e-3);
    }

    void folding_data()
    {
        QTest::addColumn<graph::Graph>("model");
        QTest::addColumn<int>("layers");
        QTest::addColumn<int>("channels");
        QTest::newRow("MLP") << smallMlp() << 2 << 14;
        QTest::newRow("CNN") << smallCnn() << 2 << 12;
        QTest::newRow("ResNet") << graph::resNet({1, 12, 12}, {1, 1}, {4, 8}, kClasses) << 6 << 36;
    }

    void folding()
    {
        QFETCH(const graph::Graph, model);
        QFETCH(const int, layers);
        QFETCH(const int, channels);
        const Looked looked = look(model, 0.1);
        const auto at = [&](const char* column) { return looked.at("folding", 0, column); };
        QCOMPARE(at("layers"), static_cast<double>(layers));
        QVERIFY2(at("difference") < 1e-5 * std::max(1.0, at("largest_logit")),
                 qPrintable(QString::number(at("difference"))));
        QVERIFY(at("largest_logit") > 0.01);
        QCOMPARE(at("same_class"), 1.0);
        QCOMPARE(at("parameters") - at("parameters_folded"), 2.0 * channels);
    }

    /// The running statistics are in it: the logits of the MLP written out.
    void foldingByHand()
    {
        const Looked looked = look(smallMlp(), 0.1);
        const torch::Tensor logits = passOf(looked.before, looked.fixed.input.to(torch::kDouble), false).at("linear3");
        COMPARE_NEAR(looked.at("folding", 0, "largest_logit"), logits.abs().max().item<double>(), 1e-4);
    }

    /// Behind the last step there is none that the angle or the shift could be of.
    void withoutAStep()
    {
        const TrainingSpec spec = training(0.1);
        nn::Network network(smallMlp(), 1);
        probe::Observer observer(smallMlp(), spec);
        const Batch batch = someBatch({kInputs}, 20, 0);
        observer.keep(network);
        const auto looks = *observer.look(network, false, {10, &batch, 10, 0.1, &batch}, {10, 5, 10});
        QVERIFY(std::none_of(looks.begin(), looks.end(),
                             [](const ProbeRows& look) { return look.instrument == "covariate-shift"; }));
        const auto found = std::find_if(looks.begin(), looks.end(),
                                        [](const ProbeRows& look) { return look.instrument == "effective-lr"; });
        QVERIFY(found != looks.end());
        QVERIFY(std::isnan(found->values.at(3)));     // the angle
        QVERIFY(std::isfinite(found->values.at(1)));  // the norm
    }

    /// A network that is no number any more ends nothing, and the next look is as good as any.
    void notFinite()
    {
        const TrainingSpec spec = training(0.1);
        nn::Network network(smallMlp(), 1);
        nn::Network sound(smallMlp(), 1);
        {
            const torch::NoGradGuard noGrad;
            network.named_parameters()["linear1.weight"].fill_(std::nanf(""));
        }
        probe::Observer observer(smallMlp(), spec);
        const Batch batch = someBatch({kInputs}, 20, 0);
        const auto lookAt = [&](const nn::Network& one) {
            observer.keep(one);
            return *observer.look(one, false, {0, &batch, 1, 0.1, &batch}, {0, 5, 10});
        };
        const auto before = lookAt(sound);
        const auto broken = lookAt(network);
        const auto after = lookAt(sound);
        QCOMPARE(broken.size(), before.size());
        QVERIFY(std::isnan(broken.at(0).values.at(1)));
        QCOMPARE(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QVERIFY(std::equal(after[i].values.begin(), after[i].values.end(), before[i].values.begin(),
                               [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }));
        }
    }
};

QTEST_GUILESS_MAIN(tst_ProbesFigures)
#include "tst_ProbesFigures.moc"
