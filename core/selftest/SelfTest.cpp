#include <algorithm>
#include <limits>
#include <stdexcept>

#include <fmt/format.h>

#include <normscope/base/CounterRng.h>
#include <normscope/graph/Families.h>
#include <normscope/selftest/CheckSupport.h>
#include <normscope/selftest/SelfTest.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

namespace
{

constexpr std::int64_t kSide = 12;
constexpr std::int64_t kClasses = 10;

/// Images that a network can learn something from, made up in a moment: noise with a bright row where the label says.
ImageSet stripes(std::int64_t count, std::uint64_t seed)
{
    const CounterRng rng(seed);
    ImageSet set{1, kSide, kSide, {}, {}};
    for (std::int64_t i = 0; i < count; ++i) {
        set.labels.push_back(static_cast<std::uint16_t>(i % kClasses));
        for (std::int64_t pixel = 0; pixel < set.imageSize(); ++pixel) {
            const bool isBright = pixel / kSide == i % kClasses;
            const std::uint64_t noise = rng.below(static_cast<std::uint64_t>(i * set.imageSize() + pixel), 128);
            set.pixels.push_back(static_cast<std::uint8_t>(noise + (isBright ? 100 : 0)));
        }
    }
    return set;
}

std::vector<HostTensor> train(const graph::Graph& model, int threads)
{
    TrainingData data{stripes(250, 1), {}, stripes(50, 2), {}, numberedClasses(kClasses)};
    data.normalization = normalizationOf(data.train);
    TrainingSpec training;
    training.epochs = 2;
    training.batchSize = 25;
    training.threads = threads;
    RunControl control;
    std::vector<HostTensor> weights;
    std::string failure = "the training did not finish";
    const auto sink = [&](const TrainingEvent& event) {
        if (const auto* finished = std::get_if<Finished>(&event.what)) {
            weights = finished->weights;
            failure.clear();
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            failure = failed->message;
        }
    };
    trainGroup({{{"", model, nullptr}}, training, &data, sink}, control);
    if (!failure.empty()) {
        throw std::runtime_error(failure);
    }
    return weights;
}

/// Number of bytes in which the weights of two trainings differ.
double differingBytes(const graph::Graph& model, int threads)
{
    const auto first = train(model, threads);
    const auto second = train(model, threads);
    double differing = first.size() == second.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(first.size(), second.size()); ++i) {
        for (std::size_t byte = 0; byte < first[i].bytes.size(); ++byte) {
            differing += first[i].bytes[byte] != second[i].bytes[byte] ? 1 : 0;
        }
    }
    return differing;
}

SelfCheck determinism(const char* name, const graph::Graph& model, int threads)
{
    return {"determinism",
            fmt::format("{} trained twice with {} thread{}: differing bytes in the weights", name, threads,
                        threads == 1 ? "" : "s"),
            [=] { return guarded(0, [&] { return differingBytes(model, threads); }); }};
}

}  // namespace

std::vector<SelfCheck> determinismChecks(int threads)
{
    const graph::SampleShape image{1, kSide, kSide};
    std::vector<SelfCheck> checks;
    for (int count = 1; count <= threads; count = count < threads ? threads : threads + 1) {
        checks.push_back(determinism("MLP", graph::mlp(kSide * kSide, {32, 16}, kClasses), count));
        checks.push_back(determinism("CNN", graph::cnn(image, {8, 16}, kClasses), count));
        checks.push_back(determinism("ResNet", graph::resNet(image, {1, 1}, {8, 16}, kClasses), count));
    }
    return checks;
}

std::vector<SelfCheck> selfChecks(int threads)
{
    std::vector<SelfCheck> all = layerComparisons();
    for (auto&& group : {gradientChecks(), determinismChecks(threads)}) {
        all.insert(all.end(), group.begin(), group.end());
    }
    return all;
}

}  // namespace normscope
