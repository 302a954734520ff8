#include <algorithm>
#include <cmath>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/Overloaded.h>
#include <normscope/data/BatchSampler.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/Interrupted.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/SeedRuns.h>

namespace normscope
{

namespace
{

/// What run.log tells of a run: its milestones, not its steps.
void log(const std::string& run, const TrainingEvent& event, const ExperimentSpec& spec)
{
    const std::string prefix = run + ": ";
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
                           std::isfinite(diverged.loss) ? ", its gradient is not finite"
                           : std::isfinite(diverged.lastFiniteLoss)
                               ? fmt::format(", the last finite one was {}", shortest(diverged.lastFiniteLoss))
                               : "";
                       spdlog::warn("{}diverged: the loss of iteration {} is {}{}. {}", prefix, diverged.iteration,
                                    shortest(diverged.loss), what,
                                    divergenceAdvice(spec, event.variant, diverged.iteration).english());
                   },
                   [&](const Cancelled& /*cancelled*/) { spdlog::info("{}stopped", prefix); },
                   // Not an error for the terminal: it is among the outcome's, which whoever asked is told.
                   [&](const Failed& failed) { spdlog::info("{}failed: {}", prefix, failed.message); },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

}  // namespace

SeedRuns::SeedRuns(const PreparedCase& prepared, std::uint64_t seed, int threads)
    : m_prepared(prepared)
    , m_seed(seed)
    , m_training(trainingOf(prepared.one.spec, seed, prepared.data->train.count()))
{
    m_training.threads = threads;
}

std::vector<Participant> SeedRuns::participants() const
{
    const ExperimentSpec& spec = m_prepared.one.spec;
    std::vector<Participant> participants;
    for (const std::string& variant : variantsOf(spec)) {
        // Preparing the case has seen that the model can be made.
        participants.push_back({variant, variantModelOf(spec, variant, m_prepared.data->shape()).value(), nullptr});
    }
    return participants;
}

void SeedRuns::take(const std::filesystem::path& caseFolder, bool isNew)
{
    m_folder = caseFolder;
    for (Participant& participant : participants()) {
        One run{.coreWait = CoreWaitMeter(m_training.threads)};
        run.record.seed = m_seed;
        run.record.variant = participant.variant;
        run.record.caseName = m_prepared.one.name;
        if (auto status = start(run, participant, isNew); !status) {
            m_error = status.error();
            m_runs.clear();
            m_participants.clear();
            return;
        }
        if (run.writer) {
            run.isTrained = true;
            m_participants.push_back(std::move(participant));
        }
        m_runs.push_back(std::move(run));
    }
}

Status SeedRuns::start(One& run, Participant& participant, bool isNew)
{
    const std::string& variant = participant.variant;
    // Writing goes on in there.
    if (auto status = refuseLinks(m_folder, leafOf({}, m_seed, variant)); !status) {
        return status;
    }
    const auto leaf = leafOf(m_folder, m_seed, variant);
    std::error_code ignored;
    std::filesystem::create_directories(leaf.parent_path(), ignored);
    std::error_code error;
    const bool isMade = std::filesystem::create_directory(leaf, error);
    auto lock = FolderLock::take(leaf);
    if (!lock && lock.error().code == ErrorCode::Usage) {
        run.isHeld = true;
        return {};
    }
    if (lock) {
        run.lock = std::move(*lock);
        static std::once_flag s_told;
        if (!run.lock->keeps()) {
            std::call_once(s_told, [&] {
                spdlog::warn(
                    "{}: the file system there knows no locks, so a second Normscope would not be kept out: see "
                    "to it that only one trains into the folder",
                    leaf.string());
            });
        }
    }
    const auto metadata = metadataOf(variant);
    if (isNew && (isMade || error)) {
        const bool hasValidation = m_prepared.data->validation.count() > 0;
        auto writer = RunWriter::create(leaf, hasValidation, metadata);
        run.writer =
            writer ? std::move(*writer) : RunWriter::later(leaf, hasValidation, metadata, std::move(writer.error()));
        return {};
    }
    const std::int64_t schedule =
        m_training.epochs * BatchSampler::batchesPerEpoch(m_prepared.data->train.count(), m_training.batchSize);
    auto start = findStart(m_folder, m_prepared.one.spec, m_seed, variant, schedule, metadata);
    if (!start) {
        return passOn(start);
    }
    run.record = std::move(start->record);
    run.record.caseName = m_prepared.one.name;
    run.writer = std::move(start->writer);
    participant.from = std::move(start->from);
    if (start->isOver) {
        run.lock.reset();
    }
    return {};
}

std::optional<TrainingGroup> SeedRuns::group(const ExperimentSink& sink)
{
    if (m_participants.empty()) {
        return std::nullopt;
    }
    m_left = m_participants.size();
    // The data live as long as the group, also once these runs have been told to be over.
    return TrainingGroup{std::move(m_participants), m_training, m_prepared.data.get(),
                         [this, &sink, data = m_prepared.data](const TrainingEvent& event) { add(event, sink); }};
}

std::vector<std::string> SeedRuns::finish(CaseOutcome& done, ExperimentOutcome& outcome)
{
    std::vector<std::string> held;
    if (m_error) {
        done.errors.push_back(*m_error);
    }
    for (One& run : m_runs) {
        if (run.isHeld) {
            held.push_back(run.record.variant);
            if (auto there = readRun(m_folder, m_prepared.one.spec, m_seed, run.record.variant); there && *there) {
                (*there)->caseName = m_prepared.one.name;
                done.runs.push_back(std::move(**there));
            }
            continue;
        }
        done.isTrained |= run.isTrained;
        if (!run.written) {
            done.errors.push_back(run.written.error());
            outcome.isSaved &= run.record.status != RunStatus::Cancelled;
        }
        if (run.record.status == RunStatus::Failed) {
            done.errors.push_back(
                {ErrorCode::Internal, Message::tr("{}: {}", phraseOf(run.record.variant), run.record.message)});
        }
        outcome.isDiverged |= run.record.status == RunStatus::Diverged;
        outcome.isCancelled |= run.record.status == RunStatus::Cancelled;
        done.runs.push_back(std::move(run.record));
    }
    m_runs.clear();
    return held;
}

void SeedRuns::add(const TrainingEvent& event, const ExperimentSink& sink)
{
    log(phraseOf(event.variant), event, m_prepared.one.spec);
    One& run = *std::find_if(m_runs.begin(), m_runs.end(),
                             [&](const One& one) { return one.record.variant == event.variant; });
    run.record.add(event);
    lookAtMachine(run, event);
    if (run.writer) {
        run.writer->add(event, run.record);
    }
    sink(run.record, event);
    if (run.writer && run.record.status != RunStatus::Running) {
        // Its files are closed now and not with the last of all runs: there may be thousands.
        run.written = run.writer->status();
        run.writer.reset();
        run.lock.reset();
        if (run.isStarted) {
            m_started.fetch_sub(1, std::memory_order_relaxed);
        }
        m_left.fetch_sub(1, std::memory_order_release);
    }
}

void SeedRuns::lookAtMachine(One& run, const TrainingEvent& event)
{
    const bool isStart = std::holds_alternative<Started>(event.what);
    if (isStart) {
        run.isStarted = true;
        if (m_started.fetch_add(1, std::memory_order_relaxed) > 0) {
            m_isOverlapped = true;
        }
    }
    const bool isEnd = run.record.status != RunStatus::Running;
    if (!isStart && !isEnd && !std::holds_alternative<EpochResult>(event.what)) {
        return;
    }
    run.coreWait.note();
    run.record.coreWait = run.coreWait.share();
    run.record.isOverlapped = m_isOverlapped;
    if (isEnd && isOnSharedCores(run.record)) {
        spdlog::info("{}: its threads waited {:.0f} % of the time for a free core", phraseOf(run.record.variant),
                     run.record.coreWait * 100);
    }
}

RunWriter::Metadata SeedRuns::metadataOf(const std::string& variant) const
{
    return RunWriter::metadataOf(runInfoOf(m_prepared.one, *m_prepared.data, m_seed, variant, m_training.threads));
}

/// "lr-0.1, seed 1, with BN".
std::string SeedRuns::phraseOf(const std::string& variant) const
{
    const std::string& name = m_prepared.one.name;
    return fmt::format("{}seed {}, {}", name.empty() ? name : name + ", ", m_seed, variantPhrase(variant));
}

}  // namespace normscope
