#include "Trainings.h"

#include <algorithm>
#include <iterator>

#include <normscope/base/CounterRng.h>
#include <normscope/base/Overloaded.h>
#include <normscope/graph/Families.h>
#include <normscope/graph/Variants.h>

namespace normscope::test
{

namespace
{

constexpr std::int64_t kSide = 12;
constexpr std::int64_t kClasses = 10;

ImageSet stripes(std::int64_t count, std::uint64_t seed)
{
    const CounterRng rng(seed);
    ImageSet set{1, kSide, kSide, {}, {}};
    for (std::int64_t i = 0; i < count; ++i) {
        set.labels.push_back(static_cast<std::uint16_t>(i % kClasses));
        for (std::int64_t pixel = 0; pixel < kSide * kSide; ++pixel) {
            const std::uint64_t noise = rng.below(static_cast<std::uint64_t>(i * kSide * kSide + pixel), 128);
            set.pixels.push_back(static_cast<std::uint8_t>(noise + (pixel / kSide == i % kClasses ? 100 : 0)));
        }
    }
    return set;
}

}  // namespace

TrainingData smallData(std::int64_t trainCount, std::int64_t testCount)
{
    TrainingData data{stripes(trainCount, 1), {}, stripes(testCount, 2), {}, numberedClasses(kClasses)};
    data.normalization = normalizationOf(data.train);
    return data;
}

TrainingSpec smallTraining()
{
    TrainingSpec training;
    training.epochs = 2;
    training.batchSize = 20;
    training.threads = 1;
    return training;
}

graph::Graph smallMlp()
{
    return graph::mlp(kSide * kSide, {24, 16}, kClasses);
}

graph::Graph smallCnn()
{
    return graph::cnn({1, kSide, kSide}, {4, 8}, kClasses);
}

graph::Graph smallResNet()
{
    return graph::resNet({1, kSide, kSide}, {1, 1}, {4, 8}, kClasses);
}

graph::Graph withoutBatchNorm(graph::Graph model)
{
    return graph::variantOf(model, "no-bn").value();
}

void Told::add(const TrainingEvent& event)
{
    const auto note = [this](const char* kind) { order.emplace_back(kind); };
    std::visit(Overloaded{
                   [&](const Started& /*what*/) {
                       ++started;
                       note("started");
                   },
                   [&](const Step& what) {
                       steps.push_back(what);
                       note("step");
                   },
                   [&](const Evaluation& what) {
                       evaluations.push_back(what);
                       note("evaluation");
                   },
                   [&](const EpochResult& what) {
                       epochs.push_back(what);
                       note("epoch");
                   },
                   [&](const ProbeRows& what) {
                       probes.push_back(what);
                       note("probe");
                   },
                   [&](const Checkpoint& what) {
                       checkpoints.push_back(what);
                       note("checkpoint");
                   },
                   [&](const Finished& what) {
                       finished.push_back(what);
                       note("finished");
                   },
                   [&](const Diverged& what) {
                       diverged.push_back(what);
                       note("diverged");
                   },
                   [&](const Cancelled& /*what*/) {
                       ++cancelled;
                       note("cancelled");
                   },
                   [&](const Failed& what) {
                       failed.push_back(what);
                       note("failed");
                   },
               },
               event.what);
}

std::vector<float> Told::losses() const
{
    std::vector<float> losses;
    std::transform(steps.begin(), steps.end(), std::back_inserter(losses), [](const Step& step) { return step.loss; });
    return losses;
}

bool sameWeights(const std::vector<HostTensor>& a, const std::vector<HostTensor>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const HostTensor& x, const HostTensor& y) {
        return x.name == y.name && x.shape == y.shape && x.bytes == y.bytes;
    });
}

}  // namespace normscope::test
