#include <spdlog/spdlog.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/Overloaded.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/experiment/Safetensors.h>

namespace normscope
{

namespace
{

CsvLine lineOf(const Step& step)
{
    CsvLine line;
    line.add(step.iteration).add(step.epoch).add(step.loss).add(step.batchAccuracy).add(step.lr).add(step.trainSeconds);
    return line;
}

CsvLine lineOf(const Evaluation& look)
{
    CsvLine line;
    line.add(look.iteration).add(look.epoch).add(look.testLoss).add(look.testAccuracy).add(look.trainSeconds);
    return line;
}

CsvLine lineOf(const EpochResult& epoch, bool hasValidation)
{
    CsvLine line;
    line.add(epoch.epoch).add(epoch.trainLoss).add(epoch.trainAccuracy).add(epoch.testLoss);
    line.add(epoch.testAccuracy).add(epoch.trainSeconds).add(epoch.evalSeconds);
    if (hasValidation) {
        line.add(epoch.validationLoss).add(epoch.validationAccuracy);
    }
    return line;
}

/// A whole table in place of the one that could not be written, to be appended to.
template <class Rows, class Line>
Status replaceTable(const std::filesystem::path& path, const char* header, const Rows& rows, Line line, CsvFile& file)
{
    std::string text = std::string(header) + "\n";
    for (const auto& row : rows) {
        text += line(row).take();
    }
    if (auto status = writeFileAtomically(path, text); !status) {
        return status;
    }
    auto again = CsvFile::goOn(path, header, static_cast<std::int64_t>(text.size()));
    if (!again) {
        return passOn(again);
    }
    file = std::move(*again);
    return {};
}

}  // namespace

RunWriter::RunWriter(std::filesystem::path leaf, bool hasValidation, Metadata metadata, CsvFile iterations,
                     CsvFile evaluations, CsvFile epochs)
    : m_leaf(std::move(leaf))
    , m_hasValidation(hasValidation)
    , m_metadata(std::move(metadata))
    , m_iterations(std::move(iterations))
    , m_evaluations(std::move(evaluations))
    , m_epochs(std::move(epochs))
{
}

Result<RunWriter> RunWriter::create(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata)
{
    std::error_code error;
    std::filesystem::create_directories(leaf, error);
    if (error) {
        return fail(ErrorCode::Io, leaf.string() + ": cannot be made: " + error.message());
    }
    auto iterations = CsvFile::create(leaf / "iterations.csv", kIterationsHeader);
    auto evaluations = CsvFile::create(leaf / "evaluations.csv", kEvaluationsHeader);
    auto epochs = CsvFile::create(leaf / "epochs.csv", hasValidation ? kEpochsValidationHeader : kEpochsHeader);
    for (auto* file : {&iterations, &evaluations, &epochs}) {
        if (!*file) {
            return passOn(*file);
        }
    }
    return RunWriter(leaf, hasValidation, std::move(metadata), std::move(*iterations), std::move(*evaluations),
                     std::move(*epochs));
}

Result<RunWriter> RunWriter::goOn(const std::filesystem::path& leaf, bool hasValidation, Metadata metadata,
                                  const CsvLengths& lengths)
{
    auto iterations = CsvFile::goOn(leaf / "iterations.csv", kIterationsHeader, lengths.iterations);
    auto evaluations = CsvFile::goOn(leaf / "evaluations.csv", kEvaluationsHeader, lengths.evaluations);
    auto epochs =
        CsvFile::goOn(leaf / "epochs.csv", hasValidation ? kEpochsValidationHeader : kEpochsHeader, lengths.epochs);
    for (auto* file : {&iterations, &evaluations, &epochs}) {
        if (!*file) {
            return passOn(*file);
        }
    }
    return RunWriter(leaf, hasValidation, std::move(metadata), std::move(*iterations), std::move(*evaluations),
                     std::move(*epochs));
}

void RunWriter::keep(Status status)
{
    if (m_status && !status) {
        m_status = std::move(status);
        m_sinceTried = Stopwatch();
        spdlog::warn("{}; the training goes on, and it is tried again", m_status.error().message);
    }
}

void RunWriter::flushOrSync(bool isOver)
{
    constexpr double kSecondsBetweenFlushes = 1.0;
    if (!isOver && m_sinceFlush.seconds() < kSecondsBetweenFlushes) {
        return;
    }
    m_sinceFlush = Stopwatch();
    for (CsvFile* file : {&m_iterations, &m_evaluations, &m_epochs}) {
        if (!isOver) {
            keep(file->flush());
        } else if (auto synced = file->sync(); !synced) {
            keep(passOn(synced));
        }
    }
}

void RunWriter::append(const TrainingEvent& event)
{
    const auto add = [this](CsvFile& file, CsvLine line) { keep(file.append(line)); };
    std::visit(Overloaded{
                   [&](const Step& step) { add(m_iterations, lineOf(step)); },
                   [&](const Evaluation& look) { add(m_evaluations, lineOf(look)); },
                   [&](const EpochResult& epoch) { add(m_epochs, lineOf(epoch, m_hasValidation)); },
                   [](const auto& /*other*/) {},
               },
               event.what);
}

Status RunWriter::writeAgain(const RunRecord& record)
{
    const auto plain = [](const auto& row) { return lineOf(row); };
    const auto withValidation = [this](const EpochResult& epoch) { return lineOf(epoch, m_hasValidation); };
    if (auto status = replaceTable(m_leaf / "iterations.csv", kIterationsHeader, record.steps, plain, m_iterations);
        !status) {
        return status;
    }
    if (auto status =
            replaceTable(m_leaf / "evaluations.csv", kEvaluationsHeader, record.evaluations, plain, m_evaluations);
        !status) {
        return status;
    }
    return replaceTable(m_leaf / "epochs.csv", m_hasValidation ? kEpochsValidationHeader : kEpochsHeader, record.epochs,
                        withValidation, m_epochs);
}

void RunWriter::add(const TrainingEvent& event, const RunRecord& record)
{
    const bool isOver = record.status != RunStatus::Running;
    if (m_status) {
        append(event);
    } else {
        constexpr double kSecondsBetweenTries = 2.0;
        if (!isOver && m_sinceTried.seconds() < kSecondsBetweenTries) {
            return;
        }
        m_sinceTried = Stopwatch();
        m_status = writeAgain(record);
        if (!m_status) {
            return;
        }
        spdlog::warn("{}: can be written again; nothing is lost", m_leaf.string());
    }
    std::visit(Overloaded{
                   [&](const Started& started) { m_schedule = started.epochs * started.iterationsPerEpoch; },
                   [&](const Checkpoint& checkpoint) { keep(save(checkpoint)); },
                   [&](const Finished& finished) { writeOutcome(finished); },
                   [](const auto& /*other*/) {},
               },
               event.what);
    flushOrSync(isOver);
    if (isOver || std::holds_alternative<Started>(event.what)) {
        keep(writeFileAtomically(m_leaf / "summary.json", summaryJson(record)));
    }
    if (m_status && (record.status == RunStatus::Done || record.status == RunStatus::Diverged)) {
        removeCheckpoints(m_leaf);
    }
}

Status RunWriter::save(const Checkpoint& checkpoint)
{
    CsvLengths lengths;
    for (auto [file, length] :
         {std::pair(&m_iterations, &lengths.iterations), std::pair(&m_evaluations, &lengths.evaluations),
          std::pair(&m_epochs, &lengths.epochs)}) {
        auto synced = file->sync();
        if (!synced) {
            return passOn(synced);
        }
        *length = *synced;
    }
    return writeCheckpoint(m_leaf, checkpoint, lengths, m_schedule);
}

void RunWriter::writeOutcome(const Finished& finished)
{
    const TestAnswers& predictions = finished.predictions;
    const auto count = static_cast<std::int64_t>(predictions.labels.size());
    const std::vector<HostTensor> tensors{
        HostTensor::of("label", HostTensor::Type::Int64, {count}, std::span(predictions.labels)),
        HostTensor::of("probability", HostTensor::Type::Float32, {count, kClasses},
                       std::span(predictions.probabilities))};
    keep(writeSafetensors(m_leaf / "predictions.safetensors", tensors, {{"dataset_sha256", m_metadata.testSha256}}));
    keep(writeSafetensors(m_leaf / "model.safetensors", finished.weights,
                          {{"spec", m_metadata.spec}, {"normalization", m_metadata.normalization}}));
}

std::string summaryJson(const RunRecord& record)
{
    const RunSummary summary = summarize(record);
    Json json;
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
    json["eval_seconds"] = summary.evalSeconds;
    json["samples_per_second"] = finiteOrNull(summary.samplesPerSecond);
    return jsonText(json, 2) + "\n";
}

}  // namespace normscope
