#include <exception>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/Logging.h>
#include <normscope/data/DatasetCatalog.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Divergence.h>
#include <normscope/experiment/PlanTraining.h>
#include <normscope/train/TrainingEngine.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// Another data set would give other batches: what a run goes on with must be what it began with.
Status checkSameData(const DataFacts& expected, const DataFacts& found)
{
    const bool isKnown = !expected.datasetSha256.empty();
    const bool isOther = expected.datasetSha256 != found.datasetSha256;
    if (isKnown && (isOther || expected.testDatasetSha256 != found.testDatasetSha256)) {
        return fail(ErrorCode::Data,
                    Message::tr("the data set is not the one that the experiment began with (its SHA-256 differs): "
                                "put that one back, say where it is with resume {}, or start a new experiment",
                                isOther ? "--dataset" : "--test-dataset"));
    }
    return {};
}

/// What was said, and what to do where the data are not where they were.
Error withPlaceOfData(const ExperimentSpec& spec, const Error& error)
{
    std::vector<std::string> options;
    if (!locateDataset(spec.dataset)) {
        options.emplace_back("--dataset FOLDER");
    }
    if (!spec.testDataset.empty() && !locateDataset(spec.testDataset)) {
        options.emplace_back("--test-dataset FOLDER");
    }
    return options.empty()
               ? error
               : Error{error.code, Message::tr("{}; where the data have been moved, say where they are now: "
                                               "resume {}",
                                               error.message, fmt::join(options, " "))};
}

bool isOver(const StoredCase& stored)
{
    const auto over =
        std::count_if(stored.runs.begin(), stored.runs.end(), [](const RunRecord& run) { return run.isOver(); });
    return over == runCount(stored.spec);
}

}  // namespace

PlanTraining::PlanTraining(StoredPlan plan, bool resumes, RunControl& control, const ExperimentListener& listener)
    : m_plan(std::move(plan))
    , m_order(m_plan.cases())
    , m_resumes(resumes)
    , m_control(control)
    , m_listener(listener)
    , m_tell([this](const RunRecord& run, const TrainingEvent& event) {
        const std::lock_guard lock(m_telling);
        if (m_listener.event) {
            m_listener.event(run, event);
        }
    })
{
}

Result<bool> PlanTraining::prepareFirst()
{
    prepareNext();
    if (!m_ready && m_done.empty() && !m_isUnwanted) {
        return fail(m_outcome.errors.front().code, m_outcome.errors.front().message);
    }
    return !m_isUnwanted;
}

Status PlanTraining::create(bool force, const Environment& environment)
{
    m_hasNewFacts = false;
    return createExperiment(m_plan.place.experiment, force, m_plan.experiment, environment);
}

Result<ExperimentOutcome> PlanTraining::run(int threads)
{
    if (!m_ready) {
        return finish();
    }
    m_threads = threads;
    const auto logFile = LogFile::open(m_plan.place.experiment / "run.log");
    if (!logFile) {
        spdlog::warn("{}; the training goes on without it", logFile.error().message);
        m_outcome.errors.push_back(logFile.error());
    }
    const auto engine = trainingEngine();
    if (!engine) {
        return passOn(engine);
    }
    std::exception_ptr thrown;
    (*engine)->trainOnLanes(lanesOf(m_plan.experiment, threads), m_control, [&]() -> std::optional<TrainingGroup> {
        try {
            return next();
        } catch (...) {
            thrown = std::current_exception();
            return std::nullopt;
        }
    });
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return finish();
}

fs::path PlanTraining::folderOf(const ExperimentCase& one) const
{
    return caseFolder(m_plan.place.experiment, one.name);
}

void PlanTraining::refuse(const ExperimentCase& one, const Error& error)
{
    const std::string& name = one.name;
    Error named{error.code, name.empty() ? error.message : Message::tr("{}: {}", name, error.message)};
    if (hasSeveral() && m_listener.refused) {
        const std::lock_guard lock(m_telling);
        m_listener.refused(named);
    }
    m_outcome.errors.push_back(std::move(named));
}

std::optional<CaseOutcome> PlanTraining::overBefore(std::size_t index)
{
    auto stored = readCase(m_plan, index);
    if (!stored || !isOver(*stored)) {
        return std::nullopt;
    }
    for (const RunRecord& run : stored->runs) {
        // As a kill in the last moment may have left; readCase() has seen that there is no link on the way.
        removeCheckpoints(leafOf(stored->home(), run.seed, run.variant));
    }
    CaseOutcome done{stored->name, std::move(stored->runs), {}, {}, false};
    compareRuns(index, done);
    return done;
}

void PlanTraining::prepareNext()
{
    m_ready.reset();
    while (!m_ready && m_next < m_order.size()) {
        const std::size_t index = m_order[m_next++];
        const ExperimentCase one = m_plan.experiment.cases[index];
        if (m_resumes) {
            if (auto status = refuseLinks(m_plan.place.experiment, one.name); !one.name.empty() && !status) {
                refuse(one, status.error());
                continue;
            }
            if (auto done = overBefore(index)) {
                tell(index, std::move(*done));
                continue;
            }
        }
        auto prepared = m_data.prepare(one, /*warns=*/!m_resumes);
        if (prepared) {
            if (auto status = m_resumes ? checkSameData(one.facts, prepared->one.facts) : Status(); !status) {
                prepared = passOn(status);
            }
        }
        if (!prepared) {
            refuse(one, m_resumes ? withPlaceOfData(one.spec, prepared.error()) : prepared.error());
            continue;
        }
        if (!m_resumes || one.facts.datasetSha256.empty()) {
            m_hasNewFacts |= one.facts.datasetSha256 != prepared->one.facts.datasetSha256;
            addFacts(m_plan.experiment, one, *prepared);
        }
        m_hasNewFacts |= m_newPlaces.contains(one.spec.dataset) || m_newPlaces.contains(one.spec.testDataset);
        m_ready = std::make_unique<Begun>();
        m_ready->index = index;
        m_ready->prepared = std::move(*prepared);
        const std::lock_guard lock(m_telling);
        m_isUnwanted = m_listener.prepared && !m_listener.prepared(m_ready->prepared);
    }
}

std::optional<TrainingGroup> PlanTraining::next()
{
    while (true) {
        tellOver();
        // One seed at least, so that what was stopped before its first step can be resumed.
        if (m_isUnwanted || (!m_begun.empty() && m_control.isStopped())) {
            return std::nullopt;
        }
        if (m_begun.empty() || m_begun.back()->isWhole()) {
            if (!m_ready) {
                prepareNext();
            }
            if (!m_ready || m_isUnwanted) {
                return std::nullopt;
            }
            saveFacts();
            m_begun.push_back(std::move(m_ready));
        }
        Begun& begun = *m_begun.back();
        const ExperimentCase& one = begun.prepared.one;
        SeedRuns& runs = *begun.seeds.emplace_back(
            std::make_unique<SeedRuns>(begun.prepared, one.spec.seeds[begun.seeds.size()], m_threads));
        runs.take(folderOf(one), !m_resumes);
        if (auto group = runs.group(m_tell)) {
            m_outcome.isTrained = true;
            return group;
        }
    }
}

void PlanTraining::saveFacts()
{
    if (!std::exchange(m_hasNewFacts, false)) {
        return;
    }
    // Others who train cases of it find out about their data as well.
    const auto lock = FolderLock::await(m_plan.place.experiment);
    if (const auto now = readPlan(m_plan.place.experiment)) {
        for (std::size_t i = 0; i < std::min(now->experiment.cases.size(), m_plan.experiment.cases.size()); ++i) {
            DataFacts& facts = m_plan.experiment.cases[i].facts;
            facts = facts.datasetSha256.empty() ? now->experiment.cases[i].facts : facts;
        }
    }
    if (auto status = writeExperiment(m_plan.place.experiment, m_plan.experiment); !status) {
        m_outcome.errors.push_back(status.error());
    }
}

void PlanTraining::compareRuns(std::size_t index, CaseOutcome& done) const
{
    const ExperimentCase& one = m_plan.experiment.cases[index];
    done.comparison = compare(one.name.empty() ? folderName(m_plan.place.experiment) : one.name, one.spec, done.runs);
    compareMistakes(done.comparison, folderOf(one));
}

void PlanTraining::tell(std::size_t index, CaseOutcome done)
{
    if (m_listener.ended) {
        const std::lock_guard lock(m_telling);
        m_listener.ended(done);
    }
    if (hasSeveral()) {
        // There may be thousands.
        done.runs = std::vector<RunRecord>();
    }
    m_done.emplace(index, std::move(done));
}

void PlanTraining::finishCase(Begun& begun)
{
    begun.isTold = true;
    CaseOutcome done{begun.prepared.one.name, {}, {}, {}, false};
    for (const auto& runs : begun.seeds) {
        for (const std::string& variant : runs->finish(done, m_outcome)) {
            m_held.push_back({begun.index, runs->seed(), variant});
        }
    }
    m_outcome.errors.insert(m_outcome.errors.end(), done.errors.begin(), done.errors.end());
    begun.prepared.data.reset();
    compareRuns(begun.index, done);
    tell(begun.index, std::move(done));
}

void PlanTraining::tellOver()
{
    for (const auto& begun : m_begun) {
        if (!begun->isTold && begun->isWhole() && begun->isOver()) {
            finishCase(*begun);
        }
    }
}

bool PlanTraining::isOverNow(std::size_t index, std::uint64_t seed, const std::string& variant) const
{
    const ExperimentCase& one = m_plan.experiment.cases[index];
    const auto run = readRun(folderOf(one), one.spec, seed, variant);
    return run && *run && (*run)->isOver();
}

void PlanTraining::tellHeld()
{
    for (const auto& [index, seed, variant] : m_held) {
        if (!isOverNow(index, seed, variant)) {
            m_outcome.held.push_back(leafOf(m_plan.experiment.cases[index].name, seed, variant).string());
        }
    }
    if (m_outcome.held.empty()) {
        return;
    }
    constexpr std::size_t kMostNamed = 10;
    const std::size_t named = std::min(m_outcome.held.size(), kMostNamed);
    const std::vector<std::string> names(m_outcome.held.begin(),
                                         m_outcome.held.begin() + static_cast<std::ptrdiff_t>(named));
    const Message runs = named == m_outcome.held.size()
                             ? Message(fmt::format("{}", fmt::join(names, ", ")))
                             : Message::tr("{} and {} more", fmt::join(names, ", "), m_outcome.held.size() - named);
    m_outcome.errors.push_back(
        {ErrorCode::Usage, Message::tr("{}: another Normscope is training {}; resume again when it has ended",
                                       m_plan.place.experiment.string(), runs)});
}

std::vector<ExperimentComparison> PlanTraining::comparisons() const
{
    std::vector<ExperimentComparison> all;
    for (std::size_t index = 0; index < m_plan.experiment.cases.size(); ++index) {
        const bool isShared =
            std::any_of(m_held.begin(), m_held.end(), [index](const HeldRun& run) { return run.index == index; });
        if (const auto done = m_done.find(index); done != m_done.end() && !isShared) {
            all.push_back(done->second.comparison);
        } else if (isShared || m_order.size() < m_plan.experiment.cases.size()) {
            auto stored = readCase(m_plan, index);
            if (stored && !stored->runs.empty()) {
                CaseOutcome other{stored->name, std::move(stored->runs), {}, {}, false};
                compareRuns(index, other);
                all.push_back(std::move(other.comparison));
            }
        }
    }
    return all;
}

Result<ExperimentOutcome> PlanTraining::finish()
{
    if (!m_outcome.isTrained && !hasSeveral()) {
        for (const auto& begun : m_begun) {
            for (const auto& runs : begun->seeds) {
                if (runs->error()) {
                    return fail(runs->error()->code, runs->error()->message);
                }
            }
        }
    }
    // A stop that came too late to end anything early has cancelled nothing.
    m_outcome.isCancelled |=
        m_isUnwanted || m_ready || m_next < m_order.size() || (!m_begun.empty() && !m_begun.back()->isWhole());
    for (const auto& begun : m_begun) {
        if (!begun->isTold) {
            finishCase(*begun);
        }
    }
    const fs::path& folder = m_plan.place.experiment;
    // Whoever ends last writes what all have trained.
    const auto lock = FolderLock::await(folder);
    tellHeld();
    const auto compared = comparisons();
    // All may have been trained before, but the disk may have been full when that was to be written.
    if (m_outcome.isTrained || !holdsComparison(folder, compared)) {
        if (auto status = writeComparison(folder, compared); !status) {
            m_outcome.errors.push_back(status.error());
        }
    }
    for (auto& [index, done] : m_done) {
        m_outcome.cases.push_back(std::move(done));
    }
    return std::move(m_outcome);
}

}  // namespace normscope
