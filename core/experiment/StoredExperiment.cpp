#include <array>
#include <cmath>
#include <limits>
#include <new>
#include <span>

#include <fmt/format.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/PlainText.h>
#include <normscope/experiment/Csv.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

/// The part of RunFolder.h that reads: folders may come from anywhere.
namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr double kMostCounted = 0x1p53;  ///< up to here every whole number is a double

/// The rows of a CSV file whose first columns, `counts` of them, number iterations and epochs.
Result<NumberTable> readTable(const fs::path& path, const char* header, std::size_t counts)
{
    auto rows = readNumbers(path, header);
    if (!rows) {
        return rows;
    }
    for (std::size_t i = 0; i < rows->size(); ++i) {
        for (std::size_t column = 0; column < counts; ++column) {
            const double value = (*rows)[i][column];
            if (!(value >= 0 && value <= kMostCounted && std::floor(value) == value)) {
                return fail(ErrorCode::Data, fmt::format("{}: line {} has '{}' where a whole number is expected",
                                                         path.string(), i + 2, shortest(value)));
            }
        }
    }
    return rows;
}

std::int64_t integerAt(std::span<const double> row, std::size_t column)
{
    return static_cast<std::int64_t>(row[column]);
}

/// Of a file of ours: one that cannot be read is told apart from one that does not hold what it should.
ErrorCode codeOfFile(const Error& error)
{
    return error.code == ErrorCode::Io ? ErrorCode::Io : ErrorCode::Data;
}

Status readSummary(const fs::path& path, RunRecord& record)
{
    const auto json = readJsonObject(path);
    if (!json) {
        return fail(codeOfFile(json.error()), json.error().message);
    }
    const Json counts = json->value("parameters", Json::object());
    const std::array<std::pair<const Json*, const char*>, 5> counted{
        {{&counts, "weight"}, {&counts, "bias"}, {&counts, "gamma_beta"}, {&*json, "buffers"}, {&*json, "iterations"}}};
    std::array<std::optional<std::int64_t>, counted.size()> numbers;
    for (std::size_t i = 0; i < counted.size(); ++i) {
        const auto [from, key] = counted[i];
        const auto found = from->find(key);
        if (found == from->end() || !found->is_number_integer()) {
            continue;
        }
        // As a double first: a number past 64 bits with a sign would wrap around.
        if (const auto value = found->get<double>(); !(value >= 0 && value <= kMostCounted)) {
            return fail(ErrorCode::Data, fmt::format("{}: has {} as \"{}\", which counts something", path.string(),
                                                     shortest(value), key));
        }
        numbers[i] = found->get<std::int64_t>();
    }
    record.parameters = {numbers[0].value_or(0), numbers[1].value_or(0), numbers[2].value_or(0),
                         numbers[3].value_or(0)};
    record.countedIterations = numbers[4];
    const auto status = json->value("status", Json());
    for (const auto candidate :
         {RunStatus::Running, RunStatus::Done, RunStatus::Diverged, RunStatus::Cancelled, RunStatus::Failed}) {
        if (status == nameOf(candidate)) {
            record.status = candidate;
            if (const auto message = json->find("message"); message != json->end() && message->is_string()) {
                constexpr std::size_t kLongest = 1'000;
                record.message = inSentence(message->get_ref<const std::string&>(), kLongest);
            }
            return {};
        }
    }
    return fail(ErrorCode::Data, fmt::format("{}: has no \"status\" that Normscope knows", path.string()));
}

Status readTables(const fs::path& leaf, bool hasValidation, RunRecord& record)
{
    auto iterations = readTable(leaf / "iterations.csv", kIterationsHeader, 2);
    auto evaluations = readTable(leaf / "evaluations.csv", kEvaluationsHeader, 2);
    auto epochs = readTable(leaf / "epochs.csv", hasValidation ? kEpochsValidationHeader : kEpochsHeader, 1);
    for (auto* table : {&iterations, &evaluations, &epochs}) {
        if (!*table) {
            return passOn(*table);
        }
    }
    record.steps.reserve(iterations->size());
    for (std::size_t i = 0; i < iterations->size(); ++i) {
        const auto row = (*iterations)[i];
        record.steps.push_back(
            {integerAt(row, 0), integerAt(row, 1), static_cast<float>(row[2]), row[3], row[4], row[5]});
    }
    for (std::size_t i = 0; i < evaluations->size(); ++i) {
        const auto row = (*evaluations)[i];
        record.evaluations.push_back({integerAt(row, 0), integerAt(row, 1), row[2], row[3], row[4]});
    }
    constexpr double kNotLookedAt = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t i = 0; i < epochs->size(); ++i) {
        const auto row = (*epochs)[i];
        EpochResult epoch{integerAt(row, 0), row[1],      row[2], row[3], row[4], row[5], row[6],
                          kNotLookedAt,      kNotLookedAt};
        if (hasValidation) {
            epoch.validationLoss = row[7];
            epoch.validationAccuracy = row[8];
        }
        record.epochs.push_back(epoch);
    }
    return {};
}

}  // namespace

Result<std::optional<RunRecord>> readRun(const fs::path& experiment, const ExperimentSpec& spec, std::uint64_t seed,
                                         Twin twin)
try {
    const fs::path leaf = leafOf(experiment, seed, twin);
    if (auto status = refuseLinks(experiment, leafOf({}, seed, twin)); !status) {
        return passOn(status);
    }
    for (const char* name : {"summary.json", "iterations.csv", "evaluations.csv", "epochs.csv"}) {
        if (auto status = refuseLinks(leaf, name); !status) {
            return passOn(status);
        }
    }
    const fs::path summary = leaf / "summary.json";
    std::error_code error;
    if (!fs::exists(summary, error)) {
        if (error) {
            return fail(ErrorCode::Io, fmt::format("{}: cannot be read: {}", summary.string(), error.message()));
        }
        return std::nullopt;
    }
    RunRecord record;
    record.seed = seed;
    record.twin = twin;
    if (auto status = readSummary(summary, record); !status) {
        return passOn(status);
    }
    if (auto status = readTables(leaf, spec.validation > 0, record); !status) {
        return passOn(status);
    }
    return record;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io,
                fmt::format("{}: there is not enough memory to read it", leafOf(experiment, seed, twin).string()));
}

bool isRunFolder(const fs::path& folder)
{
    std::error_code ignored;
    const fs::path here = (fs::absolute(folder, ignored).lexically_normal() / "").parent_path();
    return (here.filename() == "bn" || here.filename() == "no-bn") &&
           here.parent_path().filename().string().starts_with("seed-") && fs::exists(here / "summary.json", ignored);
}

Result<Json> readJsonBelow(const fs::path& folder, const fs::path& name)
{
    if (auto status = refuseLinks(folder, name); !status) {
        return passOn(status);
    }
    return readJsonObject(folder / name);
}

Result<StoredConfig> readStoredConfig(const fs::path& folder)
{
    std::error_code ignored;
    const fs::path here = (fs::absolute(folder, ignored).lexically_normal() / "").parent_path();
    const fs::path experiment = isRunFolder(here) ? here.parent_path().parent_path() : here;
    const fs::path file = experiment / kExperimentFile;
    if (!holdsExperiment(experiment)) {
        return fail(ErrorCode::Usage,
                    fmt::format("{}: holds no experiment: there is no {}", folder.string(), file.string()));
    }
    auto json = readJsonBelow(experiment, kExperimentFile);
    if (!json) {
        return fail(codeOfFile(json.error()), json.error().message);
    }
    ExperimentSpec base;
    base.kind =
        json->value("command", Json()) == nameOf(ExperimentKind::Train) ? ExperimentKind::Train : ExperimentKind::Twin;
    auto config = fromJson(*json, base, file.string());
    if (!config) {
        return fail(ErrorCode::Data, config.error().message);
    }
    return StoredConfig{experiment, std::move(*config)};
}

Result<StoredExperiment> readExperiment(const fs::path& folder)
{
    auto found = readStoredConfig(folder);
    if (!found) {
        return passOn(found);
    }
    std::error_code ignored;
    const fs::path leaf = (fs::absolute(folder, ignored).lexically_normal() / "").parent_path();
    const bool isLeaf = leaf != found->folder;
    StoredExperiment stored{leaf, std::move(found->config), {}};
    for (const std::uint64_t seed : stored.config.spec.seeds) {
        for (const Twin twin : {Twin::Bn, Twin::NoBn}) {
            if (isLeaf && leafOf(found->folder, seed, twin) != leaf) {
                continue;
            }
            auto run = readRun(found->folder, stored.config.spec, seed, twin);
            if (!run) {
                return passOn(run);
            }
            if (*run) {
                stored.runs.push_back(std::move(**run));
            }
        }
    }
    return stored;
}

}  // namespace normscope
