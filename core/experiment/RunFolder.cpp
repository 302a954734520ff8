#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/UserFolders.h>
#include <normscope/experiment/Csv.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// A folder's name: nothing in it that a shell or another file system would stumble over.
std::string asFileName(std::string text)
{
    std::replace_if(
        text.begin(), text.end(),
        [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '-' && c != '_'; }, '-');
    return text;
}

/// The settings that differ from the defaults, each as its name and value in short.
std::string differences(const ExperimentSpec& spec)
{
    ExperimentSpec defaults;
    defaults.kind = spec.kind;
    defaults.family = spec.family;
    defaults.dataset = spec.dataset;
    std::string text;
    for (const Setting& setting : settings()) {
        const auto value = setting.value(spec);
        if (value && value != setting.value(defaults) && (!setting.only || setting.only == spec.kind)) {
            std::string shown = value->is_string() ? value->get<std::string>() : value->dump();
            std::erase_if(shown, [](char c) { return c == '[' || c == ']' || c == '"'; });
            text += "-" + setting.key + shown;
        }
    }
    return text;
}

/// Whether a folder that is not there could be made, as far as can be told without trying.
Status checkParent(const fs::path& folder)
{
    std::error_code error;
    fs::path parent = fs::absolute(folder, error).lexically_normal();
    while (parent.has_relative_path() && !fs::exists(parent, error)) {
        parent = parent.parent_path();
    }
    if (!fs::is_directory(parent, error)) {
        return fail(ErrorCode::Io,
                    fmt::format("--out {}: cannot be made: {} is not a folder", folder.string(), parent.string()));
    }
    if (::access(parent.c_str(), W_OK | X_OK) != 0) {
        return fail(ErrorCode::Io, fmt::format("--out {}: cannot be made: {} may not be written to", folder.string(),
                                               parent.string()));
    }
    return {};
}

Json environmentJson(const Environment& environment)
{
    Json json;
    json["program"] = environment.program;
    json["libtorch"] = environment.torch;
    json["cpu"] = environment.cpu;
    json["threads"] = environment.threads;
    json["blas"] = environment.blas.name;
    json["blas_library"] = environment.blas.library;
    json["kernel_level"] = environment.kernelLevel;
    json["compiler"] = environment.compiler;
    return json;
}

/// Whether it is the folder of an experiment or a study.
bool holdsResults(const fs::path& folder)
{
    std::error_code ignored;
    return fs::exists(folder / "experiment.json", ignored) || fs::exists(folder / "study.json", ignored);
}

/// Whether all that is in the folder is what createExperiment() may leave when it is cut short.
bool isHardlyBegun(const fs::path& folder)
{
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const auto name = entry->path().filename();
        if (name != "environment.json" && name != "environment.json.tmp" && name != "experiment.json.tmp") {
            return false;
        }
    }
    return !error;
}

using Rows = std::vector<std::vector<double>>;

/// The rows of a CSV file whose first columns, `counts` of them, number iterations and epochs.
Result<Rows> readTable(const fs::path& path, const char* header, std::size_t counts)
{
    auto rows = readNumbers(path, header);
    if (!rows) {
        return rows;
    }
    constexpr double kMost = 0x1p53;  // up to here every whole number is a double
    for (std::size_t i = 0; i < rows->size(); ++i) {
        for (std::size_t column = 0; column < counts; ++column) {
            const double value = (*rows)[i][column];
            if (!(value >= 0 && value <= kMost && std::floor(value) == value)) {
                return fail(ErrorCode::Data, fmt::format("{}: line {} has '{}' where a whole number is expected",
                                                         path.string(), i + 2, shortest(value)));
            }
        }
    }
    return rows;
}

std::int64_t integerAt(const std::vector<double>& row, std::size_t column)
{
    return static_cast<std::int64_t>(row[column]);
}

/// Without a slash or dot at the end, so that it has a last name: "runs/a/" as "runs/a".
fs::path withoutEnd(const fs::path& folder)
{
    const fs::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
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
    const auto status = json->value("status", Json());
    for (const auto candidate :
         {RunStatus::Running, RunStatus::Done, RunStatus::Diverged, RunStatus::Cancelled, RunStatus::Failed}) {
        if (status == nameOf(candidate)) {
            record.status = candidate;
            if (const auto message = json->find("message"); message != json->end() && message->is_string()) {
                record.message = message->get<std::string>();
            }
            const Json counts = json->value("parameters", Json::object());
            const auto count = [](const Json& from, const char* key) {
                const auto found = from.find(key);
                return found != from.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
            };
            record.parameters = {count(counts, "weight"), count(counts, "bias"), count(counts, "gamma_beta"),
                                 count(*json, "buffers")};
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
    for (const auto& row : *iterations) {
        record.steps.push_back(
            {integerAt(row, 0), integerAt(row, 1), static_cast<float>(row[2]), row[3], row[4], row[5]});
    }
    for (const auto& row : *evaluations) {
        record.evaluations.push_back({integerAt(row, 0), integerAt(row, 1), row[2], row[3], row[4]});
    }
    constexpr double kNotLookedAt = std::numeric_limits<double>::quiet_NaN();
    for (const auto& row : *epochs) {
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

fs::path leafOf(const fs::path& experiment, std::uint64_t seed, Twin twin)
{
    return experiment / fmt::format("seed-{}", seed) / (twin == Twin::Bn ? "bn" : "no-bn");
}

std::string folderName(const fs::path& folder)
{
    std::error_code ignored;
    return withoutEnd(fs::absolute(folder, ignored)).filename().string();
}

fs::path firstFree(const fs::path& path)
{
    std::error_code ignored;
    fs::path free = path;
    for (int number = 2; fs::exists(free, ignored); ++number) {
        free = fmt::format("{}-{}", path.string(), number);
    }
    return free;
}

fs::path defaultRunsFolder()
{
    const char* runs = std::getenv("NORMSCOPE_RUNS");
    if (runs != nullptr && *runs != '\0') {
        return runs;
    }
    return userDataFolder() / "runs";
}

fs::path defaultFolderFor(const ExperimentSpec& spec)
{
    const std::string name =
        fmt::format("{}-{}-{}{}", nameOf(spec.kind), nameOf(spec.family), folderName(spec.dataset), differences(spec));
    // File systems end names at 255 bytes; ".old-2" and the like have to fit as well.
    constexpr std::size_t kLongest = 160;
    return firstFree(defaultRunsFolder() / asFileName(name.substr(0, kLongest)));
}

Status checkTarget(const fs::path& folder, bool force)
{
    if (folder.empty()) {
        return fail(ErrorCode::Usage, "--out: got '', it needs a folder");
    }
    std::error_code error;
    const auto kind = fs::status(folder, error).type();
    if (kind == fs::file_type::not_found) {
        return checkParent(folder);
    }
    if (kind != fs::file_type::directory) {
        return fail(ErrorCode::Usage, fmt::format("--out {}: is there already and is not a folder", folder.string()));
    }
    if (holdsResults(folder)) {
        if (force) {
            return {};
        }
        return fail(ErrorCode::Usage,
                    fmt::format("--out {}: holds an experiment already; choose another folder, or give --force to move "
                                "that one aside",
                                folder.string()));
    }
    if (!isHardlyBegun(folder)) {
        return fail(
            ErrorCode::Usage,
            fmt::format("--out {}: is not empty and holds no experiment; choose another folder", folder.string()));
    }
    return {};
}

Status makeFolder(const fs::path& folder, bool force)
{
    if (auto status = checkTarget(folder, force); !status) {
        return status;
    }
    std::error_code error;
    if (holdsResults(folder)) {
        if (const auto lock = FolderLock::take(folder); !lock && lock.error().code == ErrorCode::Usage) {
            return fail(lock.error().code, lock.error().message);
        }
        const fs::path present = withoutEnd(folder);
        fs::rename(present, firstFree(present.string() + ".old"), error);
        if (error) {
            return fail(ErrorCode::Io, fmt::format("{}: cannot be moved aside: {}", folder.string(), error.message()));
        }
    }
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
    }
    return {};
}

Status createExperiment(const fs::path& folder, bool force, const ExperimentSpec& spec, const DataFacts& facts,
                        const Environment& environment)
{
    if (auto status = makeFolder(folder, force); !status) {
        return status;
    }
    auto status = writeFileAtomically(folder / "environment.json", jsonText(environmentJson(environment), 2) + "\n");
    if (status) {
        status = writeFileAtomically(folder / "experiment.json", jsonText(toJson(spec, facts), 2) + "\n");
    }
    if (!status) {
        // Nothing was trained, so nothing is left behind; a folder that holds something else stays.
        std::error_code ignored;
        fs::remove(folder / "environment.json", ignored);
        fs::remove(folder, ignored);
    }
    return status;
}

std::vector<std::string> environmentChanges(const fs::path& folder, const Environment& environment)
{
    const auto before = readJsonObject(folder / "environment.json");
    std::vector<std::string> changes;
    const Json now = environmentJson(environment);
    for (const auto& [key, value] : now.items()) {
        const Json then = before ? before->value(key, Json()) : Json();
        if (then != value) {
            changes.push_back(fmt::format("{}: {}, before {}", key, jsonText(value), jsonText(then)));
        }
    }
    return changes;
}

Result<std::optional<RunRecord>> readRun(const fs::path& experiment, const ExperimentSpec& spec, std::uint64_t seed,
                                         Twin twin)
{
    const fs::path leaf = leafOf(experiment, seed, twin);
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
}

Result<StoredConfig> readStoredConfig(const fs::path& folder)
{
    std::error_code ignored;
    const fs::path here = (fs::absolute(folder, ignored).lexically_normal() / "").parent_path();
    const bool isLeaf = fs::exists(here / "summary.json", ignored);
    const fs::path experiment = isLeaf ? here.parent_path().parent_path() : here;
    const fs::path file = experiment / "experiment.json";
    if (!fs::exists(file, ignored)) {
        return fail(ErrorCode::Usage,
                    fmt::format("{}: holds no experiment: there is no {}", folder.string(), file.string()));
    }
    auto json = readJsonObject(file);
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
