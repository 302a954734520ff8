#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include <torch/torch.h>

#include <normscope/base/Stopwatch.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/runtime/TorchRuntime.h>
#include <normscope/train/BatchMaker.h>
#include <normscope/train/CheckpointTimer.h>
#include <normscope/train/Learner.h>
#include <normscope/train/TrainingLoop.h>

namespace normscope
{

namespace
{

constexpr const char* kOutOfMemory = "memory ran out: use a smaller model or a smaller batch size";

constexpr SetResult kNotLookedAt{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};

/// The fixed samples of the test set that evaluations between epochs look at: the same in every run on that set,
/// drawn from all of it because published test sets are not shuffled (MNIST's second half is harder).
ImageSet quickTestSet(const ImageSet& test)
{
    constexpr std::uint64_t kFixedSeed = 0;
    auto samples = permutation(test.count(), kFixedSeed, 0);
    samples.resize(static_cast<std::size_t>(std::min(kQuickTestSamples, test.count())));
    ImageSet quick{test.channels, test.rows, test.columns, {}, {}};
    for (const std::int64_t sample : samples) {
        quick.pixels.insert(quick.pixels.end(), test.image(sample), test.image(sample) + test.imageSize());
        quick.labels.push_back(test.labels[static_cast<std::size_t>(sample)]);
    }
    return quick;
}

/// One network's way through the loop: a learner while it is active, and its share of the events.
class Run
{
  public:
    Run(const Participant& participant, const TrainingSpec& spec, const EventSink& sink)
        : m_variant(participant.variant)
        , m_learner(participant.model, spec)
        , m_sink(&sink)
    {
        if (participant.from) {
            m_learner.restore(participant.from->learner);
            m_iteration = participant.from->iteration;
            m_lastFiniteLoss = participant.from->lastFiniteLoss;
        }
    }

    [[nodiscard]] bool isActive() const { return m_active; }
    /// The last step taken; 0: none yet.
    [[nodiscard]] std::int64_t iteration() const { return m_iteration; }
    Learner& learner() { return m_learner; }

    template <class Event>
    void emit(Event event)
    {
        (*m_sink)({m_variant, std::move(event)});
    }

    /// Emits the event that ends the run. Nothing comes after it.
    template <class Event>
    void end(Event event)
    {
        if (m_active) {
            m_active = false;
            emit(std::move(event));
        }
    }

    void step(const Batch& batch, const LrSchedule& schedule, std::int64_t iteration, std::int64_t epoch,
              double sharedSeconds)
    {
        Step step = m_learner.step(batch, iteration, schedule.at(iteration, epoch), sharedSeconds);
        step.epoch = epoch;
        m_iteration = iteration;
        emit(step);
        if (std::isfinite(step.loss)) {
            m_lastFiniteLoss = step.loss;
        } else {
            end(Diverged{iteration, epoch, step.loss, m_lastFiniteLoss});
        }
    }

    /// After the last step of an epoch, when no loss would tell in time.
    void checkWeights(std::int64_t epoch)
    {
        if (m_active && !m_learner.isFinite()) {
            end(Diverged{m_iteration, epoch, m_lastFiniteLoss, m_lastFiniteLoss});
        }
    }

    void checkpoint() { emit(Checkpoint{m_iteration, m_lastFiniteLoss, m_learner.state()}); }

  private:
    std::string m_variant;
    Learner m_learner;
    const EventSink* m_sink;
    bool m_active = true;
    std::int64_t m_iteration = 0;
    float m_lastFiniteLoss = std::numeric_limits<float>::quiet_NaN();
};

class Loop
{
  public:
    Loop(std::vector<Run>& runs, const Participant& first, const TrainingSpec& spec, const TrainingData& data,
         RunControl& control)
        : m_runs(runs)
        , m_control(control)
        , m_spec(spec)
        , m_data(data)
        , m_sampler(data.train.count(), spec.batchSize, spec.seed)
        , m_maker(data.normalization, first.model.input)
        , m_augmenter(spec.augmentation, data.train.rows, data.train.columns, spec.seed)
        , m_schedule{spec.lrPolicy, spec.sgd.lr, spec.lrStepSize, spec.lrGamma,
                     spec.epochs * m_sampler.batchesPerEpoch()}
    {
        if (spec.evalEvery > 0) {
            m_quickTest = quickTestSet(data.test);
        }
    }

    void run()
    {
        const std::int64_t perEpoch = m_sampler.batchesPerEpoch();
        const std::int64_t done = firstIteration();
        // Those that were stopped while the last epoch was being evaluated.
        for (Run& run : m_runs) {
            if (run.learner().isWithinEpoch() && run.iteration() % perEpoch == 0) {
                finishEpoch(run, run.iteration() / perEpoch);
            }
        }
        for (std::int64_t epoch = done / perEpoch + 1; epoch <= m_spec.epochs; ++epoch) {
            m_sampler.startEpoch(epoch);
            for (std::int64_t index = epoch == done / perEpoch + 1 ? done % perEpoch : 0; index < perEpoch; ++index) {
                if (!anyActive()) {
                    return;
                }
                if (!m_control.proceed()) {
                    cancel();
                    return;
                }
                stepAll((epoch - 1) * perEpoch + index + 1, epoch, index);
            }
        }
        // Stopped while the last epoch was being evaluated.
        cancel();
    }

  private:
    [[nodiscard]] bool anyActive() const
    {
        return std::any_of(m_runs.begin(), m_runs.end(), [](const Run& run) { return run.isActive(); });
    }

    void cancel()
    {
        forActive([](Run& run) {
            run.checkpoint();
            run.end(Cancelled{});
        });
    }

    /// The steps that all have taken.
    [[nodiscard]] std::int64_t firstIteration() const
    {
        return std::min_element(m_runs.begin(), m_runs.end(),
                                [](const Run& a, const Run& b) { return a.iteration() < b.iteration(); })
            ->iteration();
    }

    template <class Action>
    void forActive(Action action)
    {
        for (Run& run : m_runs) {
            if (run.isActive()) {
                action(run);
            }
        }
    }

    void stepAll(std::int64_t iteration, std::int64_t epoch, std::int64_t index)
    {
        const Stopwatch watch;
        const auto samples = m_sampler.batch(index);
        const Batch batch = m_spec.augmentation == Augmentation::None
                                ? m_maker.gather(m_data.train, samples)
                                : m_maker.gather(m_data.train, samples, m_augmenter, epoch);
        const double makingSeconds = watch.seconds();
        const auto takesPart = [&](const Run& run) { return run.isActive() && run.iteration() == iteration - 1; };
        std::vector<Run*> stepped;
        for (std::size_t i = 0; i < m_runs.size(); ++i) {
            Run& run = m_runs[(i + static_cast<std::size_t>(iteration)) % m_runs.size()];
            if (takesPart(run)) {
                run.step(batch, m_schedule, iteration, epoch, makingSeconds);
                stepped.push_back(&run);
            }
        }
        const bool endsEpoch = index + 1 == m_sampler.batchesPerEpoch();
        // In the same order every time, whoever went first.
        std::sort(stepped.begin(), stepped.end());
        for (Run* run : stepped) {
            if (endsEpoch) {
                run->checkWeights(epoch);
            }
        }
        std::erase_if(stepped, [](const Run* run) { return !run->isActive(); });
        if (m_spec.evalEvery > 0 && iteration % m_spec.evalEvery == 0) {
            for (Run* run : stepped) {
                const auto result = run->learner().evaluate(m_quickTest, m_data.normalization);
                run->emit(Evaluation{iteration, epoch, result->loss, result->accuracy, run->learner().trainSeconds()});
            }
        }
        if (endsEpoch) {
            for (Run* run : stepped) {
                finishEpoch(*run, epoch);
            }
        }
        if (m_checkpointTimer.isDue()) {
            m_checkpointTimer.save([this] { forActive([](Run& run) { run.checkpoint(); }); });
        }
    }

    /// Evaluates the network and closes the epoch. A stop meanwhile leaves it open: whole test sets take large networks
    /// longer than a user waits for Ctrl-C.
    void finishEpoch(Run& run, std::int64_t epoch)
    {
        Learner& learner = run.learner();
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
        result.iteration = run.iteration();
        result.epoch = epoch;
        result.trainLoss = train.loss;
        result.trainAccuracy = train.accuracy;
        result.testLoss = test->loss;
        result.testAccuracy = test->accuracy;
        result.validationLoss = validation->loss;
        result.validationAccuracy = validation->accuracy;
        result.trainSeconds = learner.trainSeconds();
        result.evalSeconds = learner.evalSeconds();
        run.emit(result);
        if (isLast) {
            const auto& labels = m_data.test.labels;
            run.end(Finished{learner.weights(),
                             {{labels.begin(), labels.end()}, std::move(probabilities), m_data.shape().classes}});
        }
    }

    std::vector<Run>& m_runs;
    RunControl& m_control;
    const TrainingSpec& m_spec;
    const TrainingData& m_data;
    BatchSampler m_sampler;
    BatchMaker m_maker;
    Augmenter m_augmenter;
    LrSchedule m_schedule;
    ImageSet m_quickTest;
    CheckpointTimer m_checkpointTimer;
};

Started startedOf(const graph::Graph& model, const TrainingSpec& spec, const TrainingData& data)
{
    const auto description = graph::describe(model);
    return {spec.epochs, BatchSampler::batchesPerEpoch(data.train.count(), spec.batchSize), data.train.count(),
            description ? graph::totalOf(*description) : graph::ParameterCounts{}, 0};
}

}  // namespace

void runTrainingLoop(const std::vector<Participant>& participants, const TrainingSpec& spec, const TrainingData& data,
                     RunControl& control, const EventSink& sink)
{
    std::vector<Run> runs;
    const auto failAll = [&](const std::string& message) {
        for (Run& run : runs) {
            run.end(Failed{message});
        }
        for (std::size_t i = runs.size(); i < participants.size(); ++i) {
            sink({participants[i].variant, Failed{message}});
        }
    };
    try {
        const TrainingThreadScope scope(spec.threads);
        runs.reserve(participants.size());
        for (const Participant& participant : participants) {
            Started started = startedOf(participant.model, spec, data);
            started.iterationsDone = participant.from ? participant.from->iteration : 0;
            sink({participant.variant, started});
            runs.emplace_back(participant, spec, sink);
        }
        Loop(runs, participants.front(), spec, data, control).run();
    } catch (const c10::Error& error) {
        const std::string message = error.what_without_backtrace();
        // LibTorch has no type of its own for this error.
        failAll(message.find("DefaultCPUAllocator") != std::string::npos ? kOutOfMemory : message);
    } catch (const std::bad_alloc&) {
        failAll(kOutOfMemory);
    } catch (const std::exception& error) {
        failAll(error.what());
    }
}

}  // namespace normscope
