#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/Overloaded.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunWriter.h>
#include <normscope/experiment/Safetensors.h>

namespace normscope
{

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
    }
}

void RunWriter::flush()
{
    m_sinceFlush = Stopwatch();
    for (CsvFile* file : {&m_iterations, &m_evaluations, &m_epochs}) {
        keep(file->flush());
    }
}

void RunWriter::add(const TrainingEvent& event, const RunRecord& record)
{
    if (!m_status) {
        return;
    }
    CsvLine line;
    const bool isOver = record.status != RunStatus::Running;
    std::visit(Overloaded{
                   [&](const Step& step) {
                       line.add(step.iteration).add(step.epoch).add(step.loss).add(step.batchAccuracy);
                       keep(m_iterations.append(line.add(step.lr).add(step.trainSeconds)));
                   },
                   [&](const Evaluation& look) {
                       line.add(look.iteration).add(look.epoch).add(look.testLoss).add(look.testAccuracy);
                       keep(m_evaluations.append(line.add(look.trainSeconds)));
                   },
                   [&](const EpochResult& epoch) {
                       line.add(epoch.epoch).add(epoch.trainLoss).add(epoch.trainAccuracy).add(epoch.testLoss);
                       line.add(epoch.testAccuracy).add(epoch.trainSeconds).add(epoch.evalSeconds);
                       if (m_hasValidation) {
                           line.add(epoch.validationLoss).add(epoch.validationAccuracy);
                       }
                       keep(m_epochs.append(line));
                   },
                   [&](const Started& started) { m_schedule = started.epochs * started.iterationsPerEpoch; },
                   [&](const Checkpoint& checkpoint) { keep(save(checkpoint)); },
                   [&](const Finished& finished) { writeOutcome(finished); },
                   [](const auto& /*other*/) {},
               },
               event.what);
    constexpr double kSecondsBetweenFlushes = 1.0;
    if (isOver) {
        for (CsvFile* file : {&m_iterations, &m_evaluations, &m_epochs}) {
            if (auto synced = file->sync(); !synced) {
                keep(passOn(synced));
            }
        }
    } else if (m_sinceFlush.seconds() >= kSecondsBetweenFlushes) {
        flush();
    }
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
