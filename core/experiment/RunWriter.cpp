#include <cmath>
#include <ctime>
#include <map>
#include <new>
#include <utility>

#include <fmt/chrono.h>
#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/experiment/Safetensors.h>
#include <normscope/graph/GraphJson.h>
#include <normscope/probe/Instruments.h>
#include <normscope/runtime/Environment.h>

namespace normscope
{

namespace
{

/// What is said behind an error that is not the end yet.
constexpr std::string_view kGoesOn = "the training goes on, and it is tried again";
constexpr std::string_view kTriedAgain = "it is tried again";
constexpr const char* kProbesFolder = "probes";

/// A whole table in place of what is there of it, to be appended to.
Result<CsvFile> replaceTable(const std::filesystem::path& path, const SeriesFile& form, const SeriesLog& log)
{
    std::string text = form.header() + "\n";
    for (std::size_t i = 0; i < log.size(); ++i) {
        text += form.lineOf(log.row(i)).take();
    }
    if (auto status = writeFileAtomically(path, text); !status) {
        return passOn(status);
    }
    return CsvFile::goOn(path, form.header(), static_cast<std::int64_t>(text.size()));
}

/// The file of an instrument of which nothing is there yet.
Result<CsvFile> createProbe(const std::filesystem::path& leaf, const Instrument& instrument)
{
    std::error_code ignored;
    std::filesystem::create_directory(leaf / kProbesFolder, ignored);  // else the file tells
    if (auto status = refuseLinks(leaf, instrument.file()); !status) {
        return passOn(status);
    }
    return CsvFile::create(leaf / instrument.file(), instrument.header());
}

/// An instrument's whole file in place of what is there of it, to be appended to.
Result<CsvFile> replaceProbe(const std::filesystem::path& leaf, const Instrument& instrument, const std::string& rows)
{
    std::error_code ignored;
    std::filesystem::create_directory(leaf / kProbesFolder, ignored);
    if (auto status = refuseLinks(leaf, instrument.file()); !status) {
        return passOn(status);
    }
    const std::string text = instrument.header() + "\n" + rows;
    if (auto status = writeFileAtomically(leaf / instrument.file(), text); !status) {
        return passOn(status);
    }
    return CsvFile::goOn(leaf / instrument.file(), instrument.header(), static_cast<std::int64_t>(text.size()));
}

/// Of an instrument that has not looked yet.
void removeProbe(const std::filesystem::path& leaf, const Instrument& instrument)
{
    std::error_code ignored;
    if (refuseLinks(leaf, instrument.file())) {
        std::filesystem::remove(leaf / instrument.file(), ignored);
        std::filesystem::remove(leaf / kProbesFolder, ignored);  // where it is empty
    }
}

/// What environment.json tells of earlier starts, as far as it can be read.
Json startsOf(const std::filesystem::path& leaf)
{
    const auto json = readJsonBelow(leaf, kEnvironmentFile);
    Json starts = json ? json->value("starts", Json()) : Json();
    return starts.is_array() ? starts : Json::array();
}

Json withStart(Json starts, int threads, std::int64_t iteration)
{
    const Environment environment = describeEnvironment(threads);
    Json start = Json::object();
    start["time"] = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
    start["iteration"] = iteration;
    start["host"] = environment.host;
    start["cpu"] = environment.cpu;
    start["threads"] = threads;
    start["kernel_level"] = environment.kernelLevel;
    start["program"] = environment.program;
    start["libtorch"] = environment.torch;
    starts.push_back(std::move(start));
    return starts;
}

}  // namespace

RunWriter::RunWriter(std::filesystem::path leaf, bool hasValidation, Metadata metadata)
    : m_leaf(std::move(leaf))
    , m_metadata(std::move(metadata))
{
    for (const RunTable table : kRunTables) {
        m_forms.emplace_back(table, hasValidation);
    }
}

template <class Open>
Status RunWriter::openTables(Open open)
{
    std::vector<CsvFile> tables;
    for (std::size_t i = 0; i < m_forms.size(); ++i) {
        Result<CsvFile> file = open(m_forms[i], i);
        if (!file) {
            return passOn(file);
        }
        tables.push_back(std::move(*file));
    }
    m_tables = std::move(tables);
    return {};
}

RunWriter::Metadata RunWriter::metadataOf(const RunInfo& run)
{
    return {identityOf(run),
            jsonText(toJson(run.normalization)),
            run.testDatasetSha256.empty() ? run.datasetSha256 : run.testDatasetSha256,
            jsonText(graph::toJson(run.network)),
            jsonText(toJson(run), 2) + "\n",
            run.threads};
}

Result<RunWriter> RunWriter::create(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata)
{
    if (auto status = makeFolders(leaf); !status) {
        return passOn(status);
    }
    if (auto status = writeFileAtomically(leaf / kRunFile, metadata.run); !status) {
        return passOn(status);
    }
    for (const Instrument& instrument : instruments()) {
        removeProbe(leaf, instrument);  // of a run that begins anew
    }
    RunWriter writer(leaf, hasValidation, std::move(metadata));
    auto status = writer.openTables([&](const SeriesFile& form, std::size_t /*table*/) {
        return CsvFile::create(leaf / form.name(), form.header());
    });
    if (!status) {
        return passOn(status);
    }
    return writer;
}

Result<RunWriter> RunWriter::goOn(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata,
                                  const CsvLengths& lengths)
{
    std::error_code ignored;
    if (!std::filesystem::exists(leaf / kRunFile, ignored)) {
        if (auto status = writeFileAtomically(leaf / kRunFile, metadata.run); !status) {
            return passOn(status);
        }
    }
    // Before anything is cut.
    for (const Instrument& instrument : instruments()) {
        if (auto status = refuseLinks(leaf, instrument.file()); !status) {
            return passOn(status);
        }
    }
    RunWriter writer(leaf, hasValidation, std::move(metadata));
    auto status = writer.openTables([&](const SeriesFile& form, std::size_t table) {
        return CsvFile::goOn(leaf / form.name(), form.header(), lengths.tables.at(table));
    });
    if (!status) {
        return passOn(status);
    }
    for (const Instrument& instrument : instruments()) {
        const auto length = lengths.probes.find(instrument.name);
        if (length == lengths.probes.end()) {
            removeProbe(leaf, instrument);
            continue;
        }
        auto file = CsvFile::goOn(leaf / instrument.file(), instrument.header(), length->second);
        if (!file) {
            return passOn(file);
        }
        writer.m_probes.emplace(instrument.name, std::move(*file));
    }
    return writer;
}

RunWriter RunWriter::later(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata, Error reason)
{
    RunWriter writer(leaf, hasValidation, std::move(metadata));
    writer.keep(fail(reason.code, std::move(reason.message)), kGoesOn);
    return writer;
}

/// What a file that is to be written costs in memory for a moment may be more than there is. That is no reason to end a
/// training, either.
template <class Action>
Status RunWriter::inMemoryThatMayRunOut(Action action) const
{
    try {
        return action();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be written: there is not enough memory", m_leaf.string()));
    }
}

void RunWriter::keep(Status status, std::string_view then)
{
    if (m_status && !status) {
        m_status = std::move(status);
        m_sinceTried = Stopwatch();
        // Once for a disk that is full: that the small files still fit between two checkpoints is not its end.
        if (!then.empty() && !std::exchange(m_isWarned, true)) {
            spdlog::warn("{}; {}", m_status.error().message, then);
        }
    }
}

/// After the largest files, which fit last.
void RunWriter::tellIfWrittenAgain()
{
    if (m_status && std::exchange(m_isWarned, false)) {
        spdlog::warn("{}: can be written again; nothing is lost", m_leaf.string());
    }
}

Status RunWriter::append(const TrainingEvent& event)
{
    if (const auto* look = std::get_if<ProbeRows>(&event.what)) {
        return appendProbe(*look);
    }
    const auto row = rowOf(event);
    if (!row) {
        return {};
    }
    const auto table = static_cast<std::size_t>(row->table);
    CsvLine line = m_forms[table].lineOf(*row);
    return m_tables[table].append(line);
}

Status RunWriter::appendProbe(const ProbeRows& look)
{
    auto found = m_probes.find(look.instrument);
    if (found == m_probes.end()) {
        const Instrument* instrument = findInstrument(look.instrument);
        if (instrument == nullptr || look.layers.empty()) {
            return {};
        }
        auto file = createProbe(m_leaf, *instrument);
        if (!file) {
            return passOn(file);
        }
        found = m_probes.emplace(look.instrument, std::move(*file)).first;
    }
    return found->second.append(probeLines(look));
}

Status RunWriter::flush()
{
    constexpr double kSecondsBetweenFlushes = 1.0;
    if (m_sinceFlush.seconds() < kSecondsBetweenFlushes) {
        return {};
    }
    m_sinceFlush = Stopwatch();
    for (CsvFile& file : m_tables) {
        if (auto status = file.flush(); !status) {
            return status;
        }
    }
    for (auto& [instrument, file] : m_probes) {
        if (auto status = file.flush(); !status) {
            return status;
        }
    }
    return {};
}

Status RunWriter::sync(CsvLengths& lengths)
{
    for (std::size_t i = 0; i < m_tables.size(); ++i) {
        auto synced = m_tables[i].sync();
        if (!synced) {
            return passOn(synced);
        }
        lengths.tables.at(i) = *synced;
    }
    for (auto& [instrument, file] : m_probes) {
        auto synced = file.sync();
        if (!synced) {
            return passOn(synced);
        }
        lengths.probes[instrument] = *synced;
    }
    return m_probes.empty() ? Status() : syncFolder(m_leaf / kProbesFolder);
}

/// The run's folder where it is not there, or no longer. The experiment's own is not made again: whoever has removed
/// that wants no results.
Status RunWriter::makeLeaf(const RunRecord& record) const
{
    std::error_code error;
    for (const std::filesystem::path& folder : {m_leaf.parent_path(), m_leaf}) {
        std::filesystem::create_directory(folder, error);
        if (error) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}", m_leaf.string(), error.message()));
        }
    }
    if (!std::filesystem::exists(m_leaf / kRunFile, error)) {
        if (auto status = writeFileAtomically(m_leaf / kRunFile, m_metadata.run); !status) {
            return status;
        }
    }
    // Before any checkpoint: a folder without it holds no run.
    if (!std::filesystem::exists(m_leaf / "summary.json", error)) {
        RunRecord begun;
        begun.parameters = record.parameters;
        return writeFileAtomically(m_leaf / "summary.json", summaryJson(begun));
    }
    return {};
}

Status RunWriter::makeTables(const RunRecord& record)
{
    auto status = openTables([&](const SeriesFile& form, std::size_t table) {
        return replaceTable(m_leaf / form.name(), form, record.log(kRunTables.at(table)));
    });
    if (!status) {
        return status;
    }
    std::map<std::string, std::string> rows;
    for (std::size_t i = 0; i < record.probes.size(); ++i) {
        const auto look = record.probes.look(i);
        rows[look->instrument] += probeLines(*look);
    }
    m_probes.clear();
    for (const auto& [name, text] : rows) {
        if (const Instrument* instrument = findInstrument(name)) {
            auto file = replaceProbe(m_leaf, *instrument, text);
            if (!file) {
                return passOn(file);
            }
            m_probes.emplace(name, std::move(*file));
        }
    }
    return {};
}

Status RunWriter::writeAgain(const RunRecord& record)
{
    m_sinceTried = Stopwatch();
    if (auto status = makeLeaf(record); !status) {
        return status;
    }
    return makeTables(record);
}

void RunWriter::add(const TrainingEvent& event, const RunRecord& record)
{
    const bool isOver = record.status != RunStatus::Running;
    if (const auto* started = std::get_if<Started>(&event.what)) {
        m_schedule = started->epochs * started->iterationsPerEpoch;
        m_starts = withStart(startsOf(m_leaf), m_metadata.threads, started->iterationsDone);
    }
    const auto tryAgain = [&] { m_status = inMemoryThatMayRunOut([&] { return writeAgain(record); }); };
    constexpr double kSecondsBetweenTries = 2.0;
    if (m_status) {
        keep(inMemoryThatMayRunOut([&] { return append(event); }), isOver ? kTriedAgain : kGoesOn);
    } else if (isOver || m_sinceTried.seconds() >= kSecondsBetweenTries) {
        tryAgain();
    }
    if (!isOver) {
        if (m_status) {
            keep(inMemoryThatMayRunOut([&] { return follow(event, record); }), kGoesOn);
            if (std::holds_alternative<Checkpoint>(event.what)) {
                tellIfWrittenAgain();
            }
        }
        if (!m_status) {
            remember(event);
        }
        return;
    }
    const auto end = [&](std::string_view then) {
        if (m_status) {
            keep(inMemoryThatMayRunOut([&] { return finish(record, event); }), then);
        }
    };
    end(kTriedAgain);
    // What failed only now has had no second chance yet.
    if (!m_status) {
        tryAgain();
        end({});
    }
    tellIfWrittenAgain();
}

/// A checkpoint that could not be written is worth a second try only as long as no step has come behind it: later its
/// tables would be too long.
void RunWriter::remember(const TrainingEvent& event)
{
    if (const auto* checkpoint = std::get_if<Checkpoint>(&event.what)) {
        keep(inMemoryThatMayRunOut([&]() -> Status {
                 m_unsaved = *checkpoint;
                 return {};
             }),
             {});
    } else if (std::holds_alternative<Step>(event.what)) {
        m_unsaved.reset();
    }
}

/// What a run that goes on leaves beside its tables.
Status RunWriter::follow(const TrainingEvent& event, const RunRecord& record)
{
    m_unsaved.reset();
    if (auto status = flush(); !status) {
        return status;
    }
    if (std::holds_alternative<Started>(event.what)) {
        auto status = writeMachine(record);
        return status ? writeFileAtomically(m_leaf / "summary.json", summaryJson(record)) : status;
    }
    const auto* checkpoint = std::get_if<Checkpoint>(&event.what);
    return checkpoint != nullptr ? save(*checkpoint) : Status();
}

/// The machine of each start of the run; of this one, what became of it.
Status RunWriter::writeMachine(const RunRecord& record) const
{
    Json json = m_starts.empty() ? Json::object() : m_starts.back();
    for (const char* ofOneStart : {"time", "iteration"}) {
        json.erase(ofOneStart);
    }
    Json starts = m_starts;
    if (!starts.empty() && std::isfinite(record.coreWait)) {
        starts.back()["core_wait"] = record.coreWait;
        starts.back()["overlapped"] = record.isOverlapped;
    }
    json["starts"] = std::move(starts);
    return writeFileAtomically(m_leaf / kEnvironmentFile, jsonText(json, 2) + "\n");
}

Status RunWriter::save(const Checkpoint& checkpoint)
{
    CsvLengths lengths;
    if (auto status = sync(lengths); !status) {
        return status;
    }
    return writeCheckpoint(m_leaf, checkpoint, lengths, {m_schedule, m_metadata.identity});
}

/// The summary, which says that the run is over, comes behind everything that it speaks of.
Status RunWriter::finish(const RunRecord& record, const TrainingEvent& last)
{
    if (const auto* finished = std::get_if<Finished>(&last.what)) {
        if (auto status = writeOutcome(*finished); !status) {
            return status;
        }
    }
    if (m_unsaved) {
        if (auto status = save(*m_unsaved); !status) {
            return status;
        }
    }
    CsvLengths lengths;
    if (auto status = sync(lengths); !status) {
        return status;
    }
    if (auto status = writeMachine(record); !status) {
        return status;
    }
    if (auto status = writeFileAtomically(m_leaf / "summary.json", summaryJson(record)); !status) {
        return status;
    }
    if (record.isOver()) {
        // After a loss of power there must be the one or the other. Should this fail, nothing better can be done.
        (void)syncFolder(m_leaf);
        removeCheckpoints(m_leaf);
    }
    return {};
}

Status RunWriter::writeOutcome(const Finished& finished) const
{
    const TestAnswers& predictions = finished.predictions;
    const auto count = static_cast<std::int64_t>(predictions.labels.size());
    const std::vector<HostTensor> tensors{
        HostTensor::of("label", HostTensor::Type::Int64, {count}, std::span(predictions.labels)),
        HostTensor::of("probability", HostTensor::Type::Float32, {count, predictions.classes},
                       std::span(predictions.probabilities))};
    if (auto status =
            writeSafetensors(m_leaf / "predictions.safetensors", tensors, {{"dataset_sha256", m_metadata.testSha256}});
        !status) {
        return status;
    }
    return writeSafetensors(m_leaf / "model.safetensors", finished.weights,
                            {{"network", m_metadata.network}, {"normalization", m_metadata.normalization}});
}

std::string summaryJson(const RunRecord& record)
{
    const RunSummary summary = summarize(record);
    Json json = Json::object();
    json["status"] = nameOf(summary.status);
    if (!record.message.empty()) {
        json["message"] = record.message;
    }
    json["final_test_accuracy"] = finiteOrNull(summary.finalTestAccuracy);
    json["best_test_accuracy"] = finiteOrNull(summary.bestTestAccuracy);
    json["best_epoch"] = summary.bestEpoch > 0 ? Json(summary.bestEpoch) : Json(nullptr);
    json["parameters"] = {{"weight", summary.parameters.weight},
                          {"bias", summary.parameters.bias},
                          {"gamma_beta", summary.parameters.gammaBeta},
                          {"total", summary.parameters.total()}};
    json["buffers"] = summary.parameters.buffers;
    json["iterations"] = summary.iterations;
    json["train_seconds"] = summary.trainSeconds;
    json["cpu_seconds"] = finiteOrNull(summary.cpuSeconds);
    json["eval_seconds"] = summary.evalSeconds;
    json["samples_per_second"] = finiteOrNull(summary.samplesPerSecond);
    return jsonText(json, 2) + "\n";
}

}  // namespace normscope
