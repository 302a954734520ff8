#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include <torch/torch.h>

#include <normscope/base/Stopwatch.h>
#include <normscope/train/TrainingLoop.h>

namespace normscope
{

namespace
{

constexpr SetResult kNotLookedAt{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

/// Of samples that are the same in every run.
constexpr std::uint64_t kFixedSeed = 0;

/// Training images, not varied, that instruments see at each moment.
constexpr std::int64_t kProbedSamples = 1'000;

/// The fixed samples of the test set that evaluations between epochs look at: the same in every run on that set,
/// drawn from all of it because published test sets are not shuffled (MNIST's second half is harder).
ImageSet quickTestSet(const ImageSet& test)
{
    auto samples = permutation(test.count(), kFixedSeed, 0);
    samples.resize(static_cast<std::size_t>(std::min(kQuickTestSamples, test.count())));
    ImageSet quick{test.channels, test.rows, test.columns, {}, {}};
    for (const std::int64_t sample : samples) {
        quick.pixels.insert(quick.pixels.end(), test.image(sample), test.image(sample) + test.imageSize());
        quick.labels.push_back(test.labels[static_cast<std::size_t>(sample)]);
    }
    return quick;
}

bool isActive(const std::unique_ptr<Trainee>& trainee)
{
    return trainee->isActive();
}

/// The steps that all have taken.
std::int64_t firstIteration(const Trainees& trainees)
{
    return (*std::min_element(trainees.begin(), trainees.end(),
                              [](const auto& a, const auto& b) { return a->iteration() < b->iteration(); }))
        ->iteration();
}

}  // namespace

TrainingLoop::TrainingLoop(const TrainingGroup& group, RunControl& control, RunControl::Turn turn)
    : m_control(control)
    , m_turn(turn)
    , m_spec(group.training)
    , m_data(*group.data)
    , m_sampler(m_data.train.count(), m_spec.batchSize, m_spec.seed)
    , m_maker(m_data.normalization, group.participants.front().model.input)
    , m_augmenter(m_spec.augmentation, m_data.train.rows, m_data.train.columns, m_spec.seed)
    , m_noise(m_spec.labelNoise, m_data.shape().classes, m_spec.seed)
    , m_schedule{m_spec.lrPolicy, m_spec.sgd.lr, m_spec.lrStepSize, m_spec.lrGamma,
                 m_spec.epochs * m_sampler.batchesPerEpoch()}
{
    if (m_spec.evalEvery > 0) {
        m_quickTest = quickTestSet(m_data.test);
    }
    if (!m_spec.probes.empty()) {
        auto samples = permutation(m_data.train.count(), kFixedSeed, 0);
        samples.resize(static_cast<std::size_t>(std::min(kProbedSamples, m_data.train.count())));
        m_fixed = m_maker.gather(m_data.train, samples);
        m_noise.apply({m_fixed.labels.data_ptr<int64_t>(), samples.size()}, samples);
    }
}

void TrainingLoop::run(Trainees& trainees, const BetweenSteps& betweenSteps)
{
    const std::int64_t perEpoch = m_sampler.batchesPerEpoch();
    const std::int64_t done = firstIteration(trainees);
    // Those that were stopped while the last epoch was being evaluated.
    for (const auto& trainee : trainees) {
        if (trainee->learner().isWithinEpoch() && trainee->iteration() % perEpoch == 0) {
            finishEpoch(*trainee, trainee->iteration() / perEpoch);
        }
    }
    for (std::int64_t epoch = done / perEpoch + 1; epoch <= m_spec.epochs; ++epoch) {
        m_sampler.startEpoch(epoch);
        for (std::int64_t index = epoch == done / perEpoch + 1 ? done % perEpoch : 0; index < perEpoch; ++index) {
            if (std::none_of(trainees.begin(), trainees.end(), isActive)) {
                return;
            }
            betweenSteps(trainees);
            if (!m_control.proceed(m_turn)) {
                cancel(trainees);
                return;
            }
            stepAll(trainees, (epoch - 1) * perEpoch + index + 1, epoch, index);
        }
    }
    // Stopped while the last epoch was being evaluated.
    cancel(trainees);
}

void TrainingLoop::cancel(Trainees& trainees)
{
    for (const auto& trainee : trainees) {
        if (trainee->isActive()) {
            trainee->checkpoint();
            trainee->end(Cancelled{});
        }
    }
}

void TrainingLoop::stepAll(Trainees& trainees, std::int64_t iteration, std::int64_t epoch, std::int64_t index)
{
    const ThreadStopwatch watch;
    const auto samples = m_sampler.batch(index);
    const Batch batch = m_spec.augmentation == Augmentation::None
                            ? m_maker.gather(m_data.train, samples)
                            : m_maker.gather(m_data.train, samples, m_augmenter, epoch);
    m_noise.apply({batch.labels.data_ptr<int64_t>(), samples.size()}, samples);
    const ClockTime making = watch.elapsed();
    const bool endsEpoch = index + 1 == m_sampler.batchesPerEpoch();
    std::vector<Trainee*> stepped(trainees.size(), nullptr);
    for (std::size_t i = 0; i < trainees.size(); ++i) {
        const std::size_t turn = (i + static_cast<std::size_t>(iteration)) % trainees.size();
        Trainee& trainee = *trainees[turn];
        if (trainee.isActive() && trainee.iteration() == iteration - 1) {
            const bool isStepped =
                trainee.step(batch, m_schedule, iteration, epoch, making,
                             {m_fixed, m_sampler.batchesPerEpoch(), m_schedule.totalIterations, m_control});
            stepped[turn] = isStepped ? &trainee : nullptr;
        }
    }
    // In the same order every time, whoever went first.
    const auto forStepped = [&](auto action) {
        for (Trainee* trainee : stepped) {
            if (trainee != nullptr && trainee->isActive()) {
                action(*trainee);
            }
        }
    };
    if (endsEpoch) {
        forStepped([&](Trainee& trainee) { trainee.checkWeights(epoch); });
    }
    if (m_spec.evalEvery > 0 && iteration % m_spec.evalEvery == 0) {
        forStepped([&](Trainee& trainee) {
            Learner& learner = trainee.learner();
            const auto result = learner.evaluate(m_quickTest, m_data.normalization);
            trainee.emit(Evaluation{iteration, epoch, result->loss, result->accuracy, learner.trainSeconds()});
        });
    }
    if (endsEpoch) {
        forStepped([&](Trainee& trainee) { finishEpoch(trainee, epoch); });
    }
    if (m_checkpointTimer.isDue()) {
        m_checkpointTimer.save([&] {
            for (const auto& trainee : trainees) {
                if (trainee->isActive()) {
                    trainee->checkpoint();
                }
            }
        });
    }
}

/// Evaluates the network and closes the epoch. A stop meanwhile leaves it open: whole test sets take large networks
/// longer than a user waits for Ctrl-C.
void TrainingLoop::finishEpoch(Trainee& trainee, std::int64_t epoch)
{
    Learner& learner = trainee.learner();
    const bool isLast = epoch == m_spec.epochs;
    std::vector<float> probabilities;
    std::optional<SetResult> test = kNotLookedAt;
    if (isLast || m_spec.testAt == TestAt::EveryEpoch) {
        test = learner.evaluate(m_data.test, m_data.normalization, isLast ? &probabilities : nullptr, &m_control);
    }
    std::optional<SetResult> validation = kNotLookedAt;
    if (m_data.validation.count() > 0) {
        validation = learner.evaluate(m_data.validation, m_data.normalization, nullptr, &m_control);
    }
    if (!test || !validation) {
        return;
    }
    const SetResult train = learner.takeEpochMeans();
    EpochResult result;
    result.iteration = trainee.iteration();
    result.epoch = epoch;
    result.trainLoss = train.loss;
    result.trainAccuracy = train.accuracy;
    result.testLoss = test->loss;
    result.testAccuracy = test->accuracy;
    result.validationLoss = validation->loss;
    result.validationAccuracy = validation->accuracy;
    result.trainSeconds = learner.trainSeconds();
    result.evalSeconds = learner.evalSeconds();
    trainee.emit(result);
    if (isLast) {
        const auto& labels = m_data.test.labels;
        trainee.end(Finished{learner.weights(),
                             {{labels.begin(), labels.end()}, std::move(probabilities), m_data.shape().classes}});
    }
}

}  // namespace normscope
