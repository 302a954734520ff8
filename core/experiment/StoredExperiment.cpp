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
                return fail(ErrorCode::Data, Message::tr("{}: line {} has '{}' where a whole number is expected",
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
            return fail(ErrorCode::Data, Message::tr("{}: has {} as \"{}\", which counts something", path.string(),
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
    if (const auto known = status.is_string() ? runStatusNamed(status.get<std::string>()) : std::nullopt) {
        record.status = *known;
        if (const auto message = json->find("message"); message != json->end() && message->is_string()) {
            constexpr std::size_t kLongest = 1'000;
            record.message = inSentence(message->get_ref<const std::string&>(), kLongest);
        }
        return {};
    }
    return fail(ErrorCode::Data, Message::tr("{}: has no \"status\" that Normscope knows", path.string()));
}

/// What its last start tells of the machine; nothing where there is no such record.
void readMachine(const fs::path& leaf, RunRecord& record)
{
    const auto json = readJsonBelow(leaf, kEnvironmentFile);
    const Json starts = json ? json->value("starts", Json()) : Json();
    if (!starts.is_array() || starts.empty() || !starts.back().is_object()) {
        return;
    }
    if (const auto wait = starts.back().find("core_wait"); wait != starts.back().end() && wait->is_number()) {
        record.coreWait = wait->get<double>();
    }
    record.isOverlapped = starts.back().value("overlapped", Json()) == true;
}

Status readTables(const fs::path& leaf, bool hasValidation, RunRecord& record)
{
    for (const RunTable table : kRunTables) {
        if (auto status = readTable(leaf, SeriesFile(table, hasValidation), record.log(table)); !status) {
            return status;
        }
    }
    return readProbes(leaf, record.probes);
}

}  // namespace

Result<std::optional<RunRecord>> readRun(const fs::path& caseFolder, const ExperimentSpec& spec, std::uint64_t seed,
                                         const std::string& variant)
try {
    const fs::path leaf = leafOf(caseFolder, seed, variant);
    if (auto status = refuseLinks(caseFolder, leafOf({}, seed, variant)); !status) {
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
            return fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", summary.string(), error.message()));
        }
        return std::nullopt;
    }
    RunRecord record;
    record.seed = seed;
    record.variant = variant;
    if (auto status = readSummary(summary, record); !status) {
        return passOn(status);
    }
    readMachine(leaf, record);
    if (auto status = readTables(leaf, spec.validation > 0, record); !status) {
        return passOn(status);
    }
    return record;
} catch (const std::bad_alloc&) {
    return fail(ErrorCode::Io,
                Message::tr("{}: there is not enough memory to read it", leafOf(caseFolder, seed, variant).string()));
}

Result<Json> readJsonBelow(const fs::path& folder, const fs::path& name)
{
    if (auto status = refuseLinks(folder, name); !status) {
        return passOn(status);
    }
    return readJsonObject(folder / name);
}

std::vector<std::size_t> StoredPlan::cases() const
{
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < experiment.cases.size(); ++i) {
        if (place.isWhole() || experiment.cases[i].name == place.caseName) {
            indexes.push_back(i);
        }
    }
    return indexes;
}

Result<StoredPlan> readPlan(const fs::path& folder)
{
    auto place = locate(folder);
    if (!place) {
        return passOn(place);
    }
    const fs::path file = place->experiment / kExperimentFile;
    auto json = readJsonBelow(place->experiment, kExperimentFile);
    if (!json) {
        return fail(codeOfFile(json.error()), json.error().message);
    }
    ExperimentSpec base;
    base.kind =
        json->value("command", Json()) == nameOf(ExperimentKind::Train) ? ExperimentKind::Train : ExperimentKind::Twin;
    auto experiment = experimentFromJson(*json, base, file.string());
    if (!experiment) {
        return fail(ErrorCode::Data, experiment.error().message);
    }
    StoredPlan plan{std::move(*place), std::move(*experiment)};
    if (plan.cases().empty()) {
        // Some other folder in the experiment's, or one that its settings know nothing of.
        return fail(ErrorCode::Usage,
                    Message::tr("{}: holds no experiment and is no case of {}", folder.string(), file.string()));
    }
    return plan;
}

Result<StoredCase> readCase(const StoredPlan& plan, std::size_t index)
{
    const ResultsPlace& place = plan.place;
    const ExperimentCase& one = plan.experiment.cases.at(index);
    StoredCase stored{place.experiment, {}, one.name, one.values, one.spec, one.facts, {}, place.isRun()};
    stored.folder = place.isRun() ? leafOf(stored.home(), *place.seed, place.variant) : stored.home();
    if (auto status = refuseLinks(place.experiment, one.name); !one.name.empty() && !status) {
        return passOn(status);
    }
    for (const std::uint64_t seed : one.spec.seeds) {
        for (const std::string& variant : variantsOf(one.spec)) {
            if (place.isRun() && (place.seed != seed || place.variant != variant)) {
                continue;
            }
            auto run = readRun(stored.home(), one.spec, seed, variant);
            if (!run) {
                return passOn(run);
            }
            if (*run) {
                (*run)->caseName = one.name;
                stored.runs.push_back(std::move(**run));
            }
        }
    }
    return stored;
}

Result<StoredCase> readCase(const fs::path& folder)
{
    const auto plan = readPlan(folder);
    if (!plan) {
        return passOn(plan);
    }
    const auto cases = plan->cases();
    if (cases.size() > 1) {
        return fail(ErrorCode::Usage,
                    Message::tr("{}: holds {} cases: give the folder of one of them", folder.string(), cases.size()));
    }
    return readCase(*plan, cases.front());
}

Result<StoredExperiment> readExperiment(const fs::path& folder, const std::function<bool()>& isStopped)
{
    auto plan = readPlan(folder);
    if (!plan) {
        return passOn(plan);
    }
    const auto cases = plan->cases();
    StoredExperiment stored{plan->place, plan->experiment.varies, {}, {}};
    std::vector<Error> unreadable;
    for (const std::size_t index : cases) {
        if (isStopped && isStopped()) {
            break;
        }
        auto one = readCase(*plan, index);
        if (!one) {
            stored.problems.push_back(one.error().message);
            unreadable.push_back(std::move(one.error()));
        } else if (one->runs.empty() && cases.size() > 1) {
            stored.problems.push_back(Message::tr("{}: was not begun", one->folder.string()));
        } else {
            stored.cases.push_back(std::move(*one));
        }
    }
    if (stored.cases.empty() && !unreadable.empty()) {
        const auto& [code, message] = unreadable.front();
        return unreadable.size() == 1
                   ? fail(code, message)
                   : fail(code, Message::tr("{} (one of {} cases that cannot be read)", message, unreadable.size()));
    }
    return stored;
}

}  // namespace normscope
