#include <array>
#include <cstring>
#include <map>
#include <new>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include <normscope/base/Digest.h>
#include <normscope/base/FileIo.h>
#include <normscope/base/Json.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/Safetensors.h>
#include <normscope/experiment/SafetensorsFile.h>
#include <normscope/probe/Instruments.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kNewest = "checkpoint.safetensors";
constexpr const char* kPrevious = "checkpoint.previous.safetensors";
constexpr const char* kUnfinished = "checkpoint.new.safetensors";
constexpr const char* kFormat = "1";
constexpr std::size_t kLargestCheckpoint = std::size_t{4} << 30U;

/// The checksum stands in the metadata, in a place of this length, and is that of the file with zeros there.
constexpr std::string_view kNoChecksum = "0000000000000000000000000000000000000000000000000000000000000000";
constexpr std::string_view kChecksumKey = "\"sha256\":\"";

std::string sha256Of(std::span<const std::byte> bytes)
{
    Digest digest(DigestKind::Sha256);
    digest.add({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    return digest.hex();
}

/// Where the checksum stands.
std::optional<std::size_t> placeOfChecksum(std::span<const std::byte> file)
{
    const std::string_view text(reinterpret_cast<const char*>(file.data()), file.size());
    const auto key = text.find(kChecksumKey);
    if (key == std::string_view::npos || key + kChecksumKey.size() + kNoChecksum.size() > text.size()) {
        return std::nullopt;
    }
    return key + kChecksumKey.size();
}

/// "iterations_csv_bytes".
std::string lengthKey(const std::string& table)
{
    return table + "_csv_bytes";
}

std::string probeLengthKey(const std::string& instrument)
{
    return lengthKey("probe_" + instrument);
}

std::vector<std::byte> encode(const Checkpoint& checkpoint, const CsvLengths& csv, const RunPlan& plan)
{
    const LearnerState& learner = checkpoint.learner;
    std::map<std::string, std::string> metadata{
        {"format", kFormat},
        {"iteration", fmt::to_string(checkpoint.iteration)},
        {"schedule", fmt::to_string(plan.steps)},
        {"settings", plan.settings},
        {"last_finite_loss", shortest(checkpoint.lastFiniteLoss)},
        {"train_seconds", shortest(learner.trainSeconds)},
        {"cpu_seconds", shortest(learner.cpuSeconds)},
        {"eval_seconds", shortest(learner.evalSeconds)},
        {"epoch_loss_sum", shortest(learner.lossSum)},
        {"epoch_correct", fmt::to_string(learner.correct)},
        {"epoch_samples", fmt::to_string(learner.samples)},
        {"sha256", std::string(kNoChecksum)},
    };
    for (std::size_t i = 0; i < csv.tables.size(); ++i) {
        metadata[lengthKey(nameOf(kRunTables[i]))] = fmt::to_string(csv.tables[i]);
    }
    for (const auto& [instrument, length] : csv.probes) {
        metadata[probeLengthKey(instrument)] = fmt::to_string(length);
    }
    std::vector<std::byte> file = encodeSafetensors(learner.tensors, metadata);
    const std::string checksum = sha256Of(file);
    std::memcpy(file.data() + placeOfChecksum(file).value(), checksum.data(), checksum.size());
    return file;
}

/// Where the data lie is none of a run's business: what they are, its digest tells.
bool mayChange(const std::string& key)
{
    return key == "dataset" || key == "test_dataset";
}

/// The first setting in which two runs differ, with both values; empty where there is none.
Message differenceOf(const std::string& stored, const std::string& present, const std::string& source)
{
    const auto before = parseJsonObject(stored, source);
    const auto now = parseJsonObject(present, source);
    if (!before || !now) {
        return Message::tr("settings that cannot be read");
    }
    Json all = *before;
    all.update(*now);
    for (const auto& [key, ignored] : all.items()) {
        const Json old = before->value(key, Json());
        const Json changed = now->value(key, Json());
        if (old != changed && !mayChange(key)) {
            constexpr std::size_t kLongest = 100;
            return Message::tr("\"{}\" {}, not {}", inSentence(key, kLongest), inSentence(old.dump(), kLongest),
                               inSentence(changed.dump(), kLongest));
        }
    }
    return {};
}

Result<StoredCheckpoint> decode(std::string content, const std::string& source, const RunPlan& plan)
{
    const auto refuse = [&](const Message& reason) {
        return fail(ErrorCode::Data, Message::tr("{}: {}", source, reason));
    };
    const auto bytes = std::as_writable_bytes(std::span(content));
    const auto place = placeOfChecksum(bytes);
    if (!place) {
        return refuse(Message::tr("is not a whole checkpoint: it has no checksum"));
    }
    const std::string checksum = content.substr(*place, kNoChecksum.size());
    content.replace(*place, kNoChecksum.size(), kNoChecksum);
    if (sha256Of(bytes) != checksum) {
        return refuse(Message::tr("is damaged: its content does not have its checksum"));
    }
    auto file = decodeSafetensors(bytes, source);
    if (!file) {
        return passOn(file);
    }
    StoredCheckpoint stored;
    stored.file = source;
    std::string missing;
    const auto text = [&](const std::string& key) {
        const auto found = file->metadata.find(key);
        if (found == file->metadata.end()) {
            missing = key;
        }
        return found == file->metadata.end() ? std::string() : found->second;
    };
    const auto count = [&](const std::string& key) {
        const auto number = parseInteger(text(key));
        // The training counts on from there.
        constexpr std::int64_t kMost = std::int64_t{1} << 53U;
        if (!number || *number < 0 || *number > kMost) {
            missing = key;
        }
        return number.value_or(0);
    };
    const auto real = [&](const char* key) {
        const auto number = parseDouble(text(key));
        if (!number) {
            missing = key;
        }
        return number.value_or(0);
    };
    if (text("format") != kFormat) {
        return refuse(Message::tr("was written by a newer Normscope"));
    }
    Checkpoint& checkpoint = stored.checkpoint;
    checkpoint.iteration = count("iteration");
    checkpoint.lastFiniteLoss = static_cast<float>(real("last_finite_loss"));
    checkpoint.learner.trainSeconds = real("train_seconds");
    checkpoint.learner.cpuSeconds = real("cpu_seconds");
    checkpoint.learner.evalSeconds = real("eval_seconds");
    checkpoint.learner.lossSum = real("epoch_loss_sum");
    checkpoint.learner.correct = count("epoch_correct");
    checkpoint.learner.samples = count("epoch_samples");
    for (std::size_t i = 0; i < stored.csv.tables.size(); ++i) {
        stored.csv.tables[i] = count(lengthKey(nameOf(kRunTables[i])));
    }
    for (const Instrument& instrument : instruments()) {
        if (file->metadata.contains(probeLengthKey(instrument.name))) {
            stored.csv.probes[instrument.name] = count(probeLengthKey(instrument.name));
        }
    }
    const std::int64_t steps = count("schedule");
    const std::string settings = text("settings");
    if (!missing.empty()) {
        return refuse(Message::tr("has no valid '{}'", missing));
    }
    if (steps != plan.steps || checkpoint.iteration > steps) {
        return refuse(Message::tr("is of a run of {} steps, this one has {}", steps, plan.steps));
    }
    if (const Message difference = differenceOf(settings, plan.settings, source); !difference.empty()) {
        return refuse(Message::tr("is of a run with {}; put experiment.json back to what it was to go on", difference));
    }
    checkpoint.learner.tensors = std::move(file->tensors);
    return stored;
}

}  // namespace

Status writeCheckpoint(const fs::path& leaf, const Checkpoint& checkpoint, const CsvLengths& csv, const RunPlan& plan)
{
    const fs::path newest = leaf / kNewest;
    const fs::path fresh = leaf / kUnfinished;
    if (auto status = writeFileDurably(fresh, encode(checkpoint, csv, plan)); !status) {
        return status;
    }
    // Whatever happens between these, a whole one has a name that readCheckpoint() looks at.
    std::error_code error;
    if (fs::exists(newest, error)) {
        fs::rename(newest, leaf / kPrevious, error);
    }
    if (!error) {
        fs::rename(fresh, newest, error);
    }
    if (error) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be replaced: {}", newest.string(), error.message()));
    }
    return syncFolder(leaf);
}

Result<std::optional<StoredCheckpoint>> readCheckpoint(const fs::path& leaf, const RunPlan& plan)
try {
    std::optional<Error> first;
    for (const char* name : {kNewest, kPrevious}) {
        const fs::path path = leaf / name;
        std::error_code error;
        if (auto status = refuseLinks(leaf, name); !status) {
            return passOn(status);
        }
        if (!fs::exists(path, error) && !error) {
            continue;
        }
        auto content = readFile(path, kLargestCheckpoint);
        if (!content && content.error().code == ErrorCode::Io) {
            return passOn(content);
        }
        auto stored =
            content ? decode(std::move(*content), path.string(), plan) : Result<StoredCheckpoint>(passOn(content));
        if (stored) {
            if (first) {
                stored->remark = first->message;
            }
            return std::optional(std::move(*stored));
        }
        if (!first) {
            first = stored.error();
        }
    }
    if (first) {
        return fail(first->code, first->message);
    }
    return std::nullopt;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io, Message::tr("{}: there is not enough memory to read its checkpoint", leaf.string()));
}

Status dropDamagedCheckpoint(const fs::path& leaf)
{
    std::error_code error;
    fs::rename(leaf / kPrevious, leaf / kNewest, error);
    if (error) {
        return fail(ErrorCode::Io,
                    Message::tr("{}: cannot be replaced: {}", (leaf / kNewest).string(), error.message()));
    }
    return syncFolder(leaf);
}

void removeCheckpoints(const fs::path& leaf)
{
    std::error_code ignored;
    for (const char* name : {kUnfinished, kPrevious, kNewest}) {
        fs::remove(leaf / name, ignored);
    }
}

}  // namespace normscope
