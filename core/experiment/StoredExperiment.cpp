#include <array>
#include <cmath>
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

/// Adds the rows of a table's file to its log. The first two columns number iterations and epochs.
Status readTable(const fs::path& leaf, const SeriesFile& form, SeriesLog& log)
{
    const fs::path path = leaf / form.name();
    auto rows = readNumbers(path, form.columns());
    if (!rows) {
        return passOn(rows);
    }
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const auto numbers = (*rows)[i];
        for (const double value : numbers.first(2)) {
            if (!(value >= 0 && value <= kMostCounted && std::floor(value) == value)) {
                return fail(ErrorCode::Data, fmt::format("{}: line {} has '{}' where a whole number is expected",
                                                         path.string(), i + 2, shortest(value)));
            }
        }
        log.append(form.rowOf(numbers));
    }
    return {};
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
    if (const auto seconds = json->find("cpu_seconds"); seconds != json->end() && seconds->is_number()) {
        record.cpuSeconds = seconds->get<double>();
    }
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
    for (const RunTable table : kRunTables) {
        if (auto status = readTable(leaf, SeriesFile(table, hasValidation), record.log(table)); !status) {
            return status;
        }
    }
    return {};
}

}  // namespace

Result<std::optional<RunRecord>> readRun(const fs::path& experiment, const ExperimentSpec& spec, std::uint64_t seed,
                                         const std::string& variant)
try {
    const fs::path leaf = leafOf(experiment, seed, variant);
    if (auto status = refuseLinks(experiment, leafOf({}, seed, variant)); !status) {
        return passOn(status);
    }
    std::vector<std::string> names{"summary.json"};
    for (const RunTable table : kRunTables) {
        names.push_back(SeriesFile(table, false).name());
    }
    for (const std::string& name : names) {
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
    record.variant = variant;
    if (auto status = readSummary(summary, record); !status) {
        return passOn(status);
    }
    if (auto status = readTables(leaf, spec.validation > 0, record); !status) {
        return passOn(status);
    }
    return record;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io,
                fmt::format("{}: there is not enough memory to read it", leafOf(experiment, seed, variant).string()));
}

bool isRunFolder(const fs::path& folder)
{
    std::error_code ignored;
    const fs::path here = (fs::absolute(folder, ignored).lexically_normal() / "").parent_path();
    return isVariant(here.filename().string()) && here.parent_path().filename().string().starts_with("seed-") &&
           fs::exists(here / "summary.json", ignored);
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
        for (const std::string& variant : variantsOf(stored.config.spec)) {
            if (isLeaf && leafOf(found->folder, seed, variant) != leaf) {
                continue;
            }
            auto run = readRun(found->folder, stored.config.spec, seed, variant);
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
