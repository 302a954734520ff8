#include <QTest>
#include <map>
#include <memory>
#include <vector>

#include <torch/torch.h>

#include <normscope/nn/Network.h>
#include <normscope/train/TrainingLanes.h>

#include "../support/Expect.h"
#include "../support/RandomGraphs.h"
#include "../support/Trainings.h"

using namespace normscope;
using namespace normscope::graph;
using namespace normscope::test;

namespace
{

/// One epoch of ten steps; after `stopAfter` of them (0: never) it is told to stop.
Told train(const Graph& model, std::shared_ptr<const Checkpoint> from, std::size_t stopAfter = 0)
{
    static const TrainingData kData = smallData();
    TrainingSpec training = smallTraining();
    training.epochs = 1;
    training.sgd.lr = 0.01;
    Told told;
    RunControl control;
    const auto sink = [&](const TrainingEvent& event) {
        told.add(event);
        if (stopAfter > 0 && told.steps.size() == stopAfter) {
            control.stop();
        }
    };
    trainGroup({{{"bn", model, std::move(from)}}, training, &kData, sink}, control);
    return told;
}

}  // namespace

/// Whatever is built by hand and fits together is a network like any other. NORMSCOPE_NETWORKS says how many are tried.
class tst_EditedNetworks : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void networks_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (int seed = 0; seed < networksToTry(24); ++seed) {
            QTest::addRow("network %d", seed) << static_cast<unsigned>(seed);
        }
    }

    void networks()
    {
        QFETCH(const unsigned, seed);
        const Graph graph = randomGraph(seed, {1, 12, 12}, 10);

        // Each node gives what was announced, as it stands there and as it is run.
        for (const Execution execution : {Execution::Plain, Execution::Fused}) {
            std::map<std::string, SampleShape> announced;
            const auto rows = describe(graph).value();
            for (const NodeDescription& node : rows) {
                announced[node.name] = node.outputShape;
            }
            nn::Network network(graph, seed, execution);
            std::size_t shown = 0;
            network.setProbe([&](const nn::Network::StepView& step) {
                const std::string last = step.name.substr(step.name.rfind('+') + 1);
                const auto sizes = step.output.sizes();
                QVERIFY2(announced.at(last) == SampleShape(sizes.begin() + 1, sizes.end()), step.name.c_str());
                ++shown;
            });
            const auto labels = torch::arange(6, torch::kInt64);
            std::vector<std::int64_t> shape{6};
            shape.insert(shape.end(), graph.input.begin(), graph.input.end());
            const auto images = torch::linspace(-1, 1, 6 * valuesOf(graph.input)).reshape(shape);
            torch::nn::functional::cross_entropy(network.forward(images), labels).backward();
            QCOMPARE(shown, network.stepNames().size());
            for (const auto& parameter : network.named_parameters()) {
                const torch::Tensor gradient = parameter.value().grad();
                QVERIFY2(gradient.defined() && torch::isfinite(gradient).all().item<bool>(), parameter.key().c_str());
            }
        }

        // It learns, and equally so where it was stopped in between.
        const Told whole = train(graph, nullptr);
        const Told first = train(graph, nullptr, 4);
        QCOMPARE(first.cancelled, 1);
        const Told second = train(graph, std::make_shared<const Checkpoint>(first.checkpoints.back()));
        QVERIFY(whole.failed.empty() && second.failed.empty());
        QCOMPARE(second.diverged.size(), whole.diverged.size());
        QCOMPARE(second.finished.size(), whole.finished.size());
        QCOMPARE(whole.finished.size() + whole.diverged.size(), std::size_t{1});
        std::vector<float> losses = first.losses();
        const std::vector<float> rest = second.losses();
        losses.insert(losses.end(), rest.begin(), rest.end());
        QCOMPARE(losses, whole.losses());
        if (!whole.finished.empty()) {
            QVERIFY(sameWeights(second.finished[0].weights, whole.finished[0].weights));
        }
    }

    /// They are not all the same few.
    void networksDiffer()
    {
        std::vector<Graph> seen;
        for (unsigned seed = 0; seed < 12; ++seed) {
            const Graph graph = randomGraph(seed, {1, 12, 12}, 10);
            QVERIFY(std::find(seen.begin(), seen.end(), graph) == seen.end());
            QVERIFY(randomGraph(seed, {1, 12, 12}, 10) == graph);
            seen.push_back(graph);
        }
    }
};

QTEST_GUILESS_MAIN(tst_EditedNetworks)
#include "tst_EditedNetworks.moc"
