#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/FolderLock.h>
#include <normscope/base/Logging.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/Overloaded.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/data/DigitRaster.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/Interrupted.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/experiment/Settings.h>
#include <normscope/graph/Variants.h>
#include <normscope/runtime/Threads.h>
#include <normscope/train/TrainingLanes.h>

namespace normscope
{

namespace
{

/// What run.log tells of a run: its milestones, not its steps.
void log(std::uint64_t seed, const TrainingEvent& event)
{
    const auto prefix = fmt::format("seed {}, {}: ", seed, variantPhrase(event.variant));
    std::visit(Overloaded{
                   [&](const Started& started) {
                       spdlog::info("{}started, {} parameters, {} epochs of {} iterations", prefix,
                                    grouped(started.parameters.total()), started.epochs, started.iterationsPerEpoch);
                   },
                   [&](const EpochResult& epoch) {
                       spdlog::info("{}epoch {} done, train loss {}, test accuracy {:.4f}", prefix, epoch.epoch,
                                    lossText(epoch.trainLoss), epoch.testAccuracy);
                   },
                   [&](const Finished& /*finished*/) { spdlog::info("{}finished", prefix); },
                   [&](const Diverged& diverged) {
                       const std::string what =
                           std::isfinite(diverged.loss)
                               ? "its gradient is not finite"
                               : fmt::format("the last finite one was {}", shortest(diverged.lastFiniteLoss));
                       spdlog::warn("{}diverged: the loss of iteration {} is {}, {}; try a smaller learning rate",
                                    prefix, diverged.iteration, shortest(diverged.loss), what);
                   },
                   [&](const Cancelled& /*cancelled*/) { spdlog::info("{}stopped", prefix); },
                   // Not an error for the terminal: it is among the outcome's, which whoever asked is told.
                   [&](const Failed& failed) { spdlog::info("{}failed: {}", prefix, failed.message); },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

/// The networks of one seed.
std::vector<Participant> participantsOf(const PreparedExperiment& experiment)
{
    const ExperimentSpec& spec = experiment.spec;
    std::vector<Participant> participants;
    for (const std::string& variant : variantsOf(spec)) {
        // prepareExperiment() has seen that the model can be made.
        participants.push_back({variant, variantModelOf(spec, variant, experiment.data.shape()).value(), nullptr});
    }
    return participants;
}

/// One seed's runs while they train: record and writer of each. A run's events come from one thread at a time.
class SeedRuns
{
  public:
    SeedRuns(const PreparedExperiment& experiment, std::uint64_t seed, int threads)
        : m_experiment(experiment)
        , m_seed(seed)
        , m_training(trainingOf(experiment.spec, seed, experiment.data.train.count()))
    {
        m_training.threads = threads;
    }

    /// New runs with new files.
    void begin(const std::filesystem::path& folder)
    {
        for (const Participant& participant : participantsOf(m_experiment)) {
            One run;
            run.record.seed = m_seed;
            run.record.variant = participant.variant;
            const auto leaf = leafOf(folder, m_seed, participant.variant);
            const bool hasValidation = m_experiment.data.validation.count() > 0;
            const auto metadata = metadataOf(participant.variant);
            auto writer = RunWriter::create(leaf, hasValidation, metadata);
            run.writer = writer ? std::move(*writer)
                                : RunWriter::later(leaf, hasValidation, metadata, std::move(writer.error()));
            m_runs.push_back(std::move(run));
            m_participants.push_back(participant);
        }
    }

    /// The runs of a folder from where they were interrupted. Where one cannot be resumed, the others are not either.
    void goOn(const std::filesystem::path& folder)
    {
        const std::int64_t schedule =
            m_training.epochs * BatchSampler::batchesPerEpoch(m_experiment.data.train.count(), m_training.batchSize);
        for (Participant& participant : participantsOf(m_experiment)) {
            auto start = findStart(folder, m_experiment.spec, m_seed, participant.variant, schedule,
                                   metadataOf(participant.variant));
            if (!start) {
                m_error = start.error();
                m_runs.clear();
                m_participants.clear();
                return;
            }
            m_runs.push_back({std::move(start->record), std::move(start->writer)});
            if (!start->isOver) {
                participant.from = std::move(start->from);
                m_participants.push_back(participant);
            }
        }
    }

    /// What is left to train; none where nothing is. Outlived by these runs.
    [[nodiscard]] std::optional<TrainingGroup> group(const ExperimentSink& sink)
    {
        if (m_participants.empty()) {
            return std::nullopt;
        }
        return TrainingGroup{std::move(m_participants), m_training, &m_experiment.data,
                             [this, &sink](const TrainingEvent& event) { take(event, sink); }};
    }

    /// Why they cannot be resumed; none where they can.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

    /// Hands the records over and adds what went wrong to the outcome.
    void finish(ExperimentOutcome& outcome)
    {
        if (m_error) {
            outcome.errors.push_back(*m_error);
        }
        for (One& run : m_runs) {
            if (!run.written) {
                outcome.errors.push_back(run.written.error());
                outcome.isSaved &= run.record.status != RunStatus::Cancelled;
            }
            if (run.record.status == RunStatus::Failed) {
                outcome.errors.push_back(
                    {ErrorCode::Internal,
                     fmt::format("seed {}, {}: {}", m_seed, variantPhrase(run.record.variant), run.record.message)});
            }
            outcome.isDiverged |= run.record.status == RunStatus::Diverged;
            outcome.isCancelled |= run.record.status == RunStatus::Cancelled;
            outcome.runs.push_back(std::move(run.record));
        }
    }

  private:
    struct One
    {
        RunRecord record;
        std::optional<RunWriter> writer;  ///< none: the run is over
        Status written = {};              ///< what the writer said at the end
    };

    void take(const TrainingEvent& event, const ExperimentSink& sink)
    {
        log(m_seed, event);
        One& run = *std::find_if(m_runs.begin(), m_runs.end(),
                                 [&](const One& one) { return one.record.variant == event.variant; });
        run.record.add(event);
        if (run.writer) {
            run.writer->add(event, run.record);
        }
        sink(run.record, event);
        if (run.writer && run.record.status != RunStatus::Running) {
            // Its files are closed now and not with the last of all runs: there may be thousands.
            run.written = run.writer->status();
            run.writer.reset();
        }
    }

    [[nodiscard]] RunWriter::Metadata metadataOf(const std::string& variant) const
    {
        const auto& [spec, facts, data] = m_experiment;
        return RunWriter::metadataOf(runInfoOf(spec, facts, data, m_seed, variant, m_training.threads));
    }

    const PreparedExperiment& m_experiment;
    std::uint64_t m_seed;
    TrainingSpec m_training;
    std::vector<One> m_runs;                  ///< in the order of the variants
    std::vector<Participant> m_participants;  ///< those that are not over, until group() takes them
    std::optional<Error> m_error;
};

/// Trains all seeds, each prepared by start(runs), and writes the comparison.
template <class Start>
Result<ExperimentOutcome> trainSeeds(const PreparedExperiment& experiment, const std::filesystem::path& folder,
                                     int threads, RunControl& control, const ExperimentSink& sink, Start start)
{
    ExperimentOutcome outcome;
    const auto logFile = LogFile::open(folder / "run.log");
    if (!logFile) {
        spdlog::warn("{}; the training goes on without it", logFile.error().message);
        outcome.errors.push_back(logFile.error());
    }
    const auto& seeds = experiment.spec.seeds;
    std::mutex telling;
    const ExperimentSink tell = [&](const RunRecord& run, const TrainingEvent& event) {
        const std::lock_guard lock(telling);
        sink(run, event);
    };
    std::vector<std::unique_ptr<SeedRuns>> begun;
    bool isTrained = false;
    std::exception_ptr thrown;
    const auto next = [&]() -> std::optional<TrainingGroup> {
        try {
            // One at least, so that what was stopped before its first step can be resumed.
            while (begun.size() < seeds.size() && (begun.empty() || !control.isStopped())) {
                SeedRuns& runs =
                    *begun.emplace_back(std::make_unique<SeedRuns>(experiment, seeds[begun.size()], threads));
                start(runs);
                if (auto group = runs.group(tell)) {
                    isTrained = true;
                    return group;
                }
            }
        } catch (...) {
            thrown = std::current_exception();
        }
        return std::nullopt;
    };
    trainOnLanes(lanesOf(experiment.spec, threads), control, next);
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    for (const auto& runs : begun) {
        if (!isTrained && runs->error()) {
            return fail(runs->error()->code, runs->error()->message);
        }
    }
    for (const auto& runs : begun) {
        runs->finish(outcome);
    }
    // A stop that came too late to end anything early has cancelled nothing.
    outcome.isCancelled |= begun.size() < seeds.size();
    outcome.comparison = compare(folderName(folder), variantsOf(experiment.spec), outcome.runs);
    compareMistakes(outcome.comparison, folder);
    if (auto status = writeComparison(folder, {outcome.comparison}); !status) {
        outcome.errors.push_back(status.error());
    }
    return outcome;
}

/// What the first run that has begun was trained with: another number would give other bits.
int threadsOfRuns(const ExperimentSpec& spec, const std::filesystem::path& folder)
{
    for (const std::uint64_t seed : spec.seeds) {
        for (const std::string& variant : variantsOf(spec)) {
            if (const auto run = readRunInfo(leafOf(folder, seed, variant))) {
                return run->threads;
            }
        }
    }
    return threadsOf(spec);
}

/// Another data set would give other batches: what a run goes on with must be what it began with.
Status checkSameData(const DataFacts& expected, const DataFacts& found)
{
    if (expected.datasetSha256 != found.datasetSha256 || expected.testDatasetSha256 != found.testDatasetSha256) {
        return fail(ErrorCode::Data,
                    "the data set is not the one that the experiment began with (its SHA-256 differs): "
                    "put that one back, or start a new experiment");
    }
    return {};
}

/// What is known beforehand of data that are drawn, not read: the samples to train on, and the memory of all of them.
/// Zeros for others.
struct DrawnData
{
    std::int64_t samples = 0;
    std::int64_t bytes = 0;
};

DrawnData drawnDataOf(const ExperimentSpec& spec)
{
    const auto all = drawnSamples(spec.dataset);
    if (!all) {
        return {};
    }
    constexpr auto kBytesPerSample = static_cast<std::int64_t>(kDigitSide * kDigitSide + sizeof(std::uint16_t));
    const std::int64_t limited = spec.limit > 0 ? std::min(spec.limit, *all) : *all;
    return {std::max<std::int64_t>(0, limited - spec.validation), *all * kBytesPerSample};
}

/// Whether a network that is trained on `data` can be tested on `other`.
Status checkTestData(const ExperimentSpec& spec, const TrainingData& data, const ImageDataset& other)
{
    if (!haveSameSize(other.test, data.train)) {
        return fail(ErrorCode::Usage,
                    fmt::format("--test-dataset {} has images of {}, --dataset {} of {}: they must be the same",
                                spec.testDataset, sizeText(other.test), spec.dataset, sizeText(data.train)));
    }
    if (other.classes.size() > data.classes.size()) {
        return fail(ErrorCode::Usage,
                    fmt::format("--test-dataset {} has {} classes, --dataset {} only {}: a network cannot name those "
                                "that it was not trained on",
                                spec.testDataset, other.classes.size(), spec.dataset, data.classes.size()));
    }
    return {};
}

void warnIfDataDiffer(const std::string& dataset, const std::string& expected, const std::string& found)
{
    if (!expected.empty() && expected != found) {
        spdlog::warn("the dataset {} differs from the one of the configuration (SHA-256 {} instead of {}): results may "
                     "differ, too",
                     dataset, found.substr(0, 12), expected.substr(0, 12));
    }
}

}  // namespace

void nameDataFromAnywhere(ExperimentSpec& spec)
{
    spec.dataset = nameFromAnywhere(spec.dataset);
    spec.testDataset = nameFromAnywhere(spec.testDataset);
}

void nameDataFromAnywhere(Study& study)
{
    for (StudyMember& member : study.members) {
        nameDataFromAnywhere(member.spec);
    }
}

Status checkWithoutData(const ExperimentSpec& spec)
{
    // The data of a folder may have any shape. What an MLP needs at least can be said all the same; everything else
    // depends on the size of the images and waits for them.
    std::error_code ignored;
    const bool isFolder = std::filesystem::exists(spec.dataset, ignored);
    if (spec.isOf(ModelFamily::Mlp) || !isFolder) {
        const DrawnData drawn = drawnDataOf(spec);
        const DataShape shape = isFolder ? DataShape{{1, 1, 1}, 2} : DataShape();
        if (auto status = checkTogether(spec, shape, drawn.samples, drawn.bytes); !status) {
            return status;
        }
    }
    for (const std::string& dataset : {spec.dataset, spec.testDataset}) {
        if (!dataset.empty()) {
            if (auto located = locateDataset(dataset); !located) {
                return passOn(located);
            }
        }
    }
    return {};
}

Status checkBeforeData(const ExperimentSpec& spec, const std::filesystem::path& folder, bool force)
{
    if (auto status = checkWithoutData(spec); !status) {
        return status;
    }
    return checkTarget(folder, force);
}

Result<PreparedExperiment> prepareExperiment(const ExperimentSpec& spec, const DataFacts& expected)
{
    const int threads = availableThreads();
    auto dataset = loadDataset(spec.dataset, threads);
    if (!dataset) {
        return passOn(dataset);
    }
    PreparedExperiment experiment{spec, {}, {}};
    experiment.spec.dataset = dataset->name;
    experiment.facts.datasetSha256 = dataset->sha256;
    warnIfDataDiffer(spec.dataset, expected.datasetSha256, dataset->sha256);
    TrainingData& data = experiment.data;
    data.train = std::move(dataset->train);
    data.test = std::move(dataset->test);
    data.classes = std::move(dataset->classes);
    if (!spec.testDataset.empty()) {
        auto other = loadDataset(spec.testDataset, threads);
        if (!other) {
            return passOn(other);
        }
        if (auto status = checkTestData(spec, data, *other); !status) {
            return passOn(status);
        }
        experiment.spec.testDataset = other->name;
        experiment.facts.testDatasetSha256 = other->sha256;
        warnIfDataDiffer(spec.testDataset, expected.testDatasetSha256, other->sha256);
        data.test = std::move(other->test);
    }
    if (spec.limit > 0) {
        truncate(data.train, spec.limit);
    }
    if (spec.validation >= data.train.count()) {
        return fail(ErrorCode::Usage, fmt::format("--validation {} leaves nothing to train on: there are {} training "
                                                  "samples",
                                                  spec.validation, data.train.count()));
    }
    data.validation = splitTail(data.train, spec.validation);
    data.normalization = normalizationOf(data.train);
    experiment.facts.normalization = data.normalization;
    if (auto status = checkTogether(spec, data.shape(), data.train.count()); !status) {
        return passOn(status);
    }
    return experiment;
}

Result<ExperimentOutcome> runExperiment(const PreparedExperiment& experiment, const std::filesystem::path& folder,
                                        bool force, RunControl& control, const ExperimentSink& sink)
{
    const ExperimentSpec& spec = experiment.spec;
    const int threads = threadsOf(spec);
    if (auto status = createExperiment(folder, force, spec, experiment.facts, describeEnvironment(threads)); !status) {
        return passOn(status);
    }
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        return passOn(lock);
    }
    return trainSeeds(experiment, folder, threads, control, sink, [&](SeedRuns& runs) { runs.begin(folder); });
}

Result<ExperimentOutcome> resumeExperiment(const PreparedExperiment& experiment, const DataFacts& expected,
                                           const std::filesystem::path& folder, RunControl& control,
                                           const ExperimentSink& sink)
{
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        return passOn(lock);
    }
    if (auto status = checkSameData(expected, experiment.facts); !status) {
        return passOn(status);
    }
    const int threads = threadsOfRuns(experiment.spec, folder);
    for (const std::string& change : environmentChanges(folder, describeEnvironment(threads))) {
        spdlog::warn("{}: not as when the run began ({}); it goes on, but will not end in the same bits",
                     folderName(folder), change);
    }
    return trainSeeds(experiment, folder, threads, control, sink, [&](SeedRuns& runs) { runs.goOn(folder); });
}

}  // namespace normscope
