#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <new>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/Json.h>
#include <normscope/base/UserFolders.h>
#include <normscope/experiment/Csv.h>
#include <normscope/experiment/ListedFolder.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr const char* kSummaryFile = "summary.json";
constexpr const char* kEpochsFile = "epochs.csv";
constexpr std::size_t kLargestSummary = std::size_t{1} << 20U;
/// Of half a million epochs.
constexpr std::int64_t kLargestEpochs = std::int64_t{64} << 20U;

bool isSame(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

double figureIn(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : std::numeric_limits<double>::quiet_NaN();
}

/// What summary.json tells; the accuracy only of a run that is done.
Status readFigures(const fs::path& file, ListedRun& run)
{
    const auto text = readFile(file, kLargestSummary);
    if (!text) {
        return passOn(text);
    }
    const auto json = parseJsonObject(*text, file.string());
    if (!json) {
        return passOn(json);
    }
    const auto status = json->value("status", Json());
    if (const auto known = status.is_string() ? runStatusNamed(status.get<std::string>()) : std::nullopt) {
        run.status = *known;
        run.testAccuracy = figureIn(*json, "final_test_accuracy");
        run.trainSeconds = figureIn(*json, "train_seconds");
        return {};
    }
    return fail(ErrorCode::Data, Message::tr("{}: has no \"status\" that Normscope knows", file.string()));
}

/// What the last line of epochs.csv adds to it.
Status readLastEpoch(const fs::path& file, bool hasValidation, ListedRun& run)
{
    std::vector<std::string> columns{"test_accuracy", "train_seconds"};
    if (hasValidation) {
        columns.emplace_back("validation_accuracy");
    }
    const auto rows = readNumbers(file, columns);
    if (!rows) {
        return passOn(rows);
    }
    if (rows->size() == 0) {
        return {};
    }
    const auto last = (*rows)[rows->size() - 1];
    run.testAccuracy = last[0];
    if (!run.isOver()) {
        run.trainSeconds = last[1];
    }
    if (hasValidation) {
        run.validationAccuracy = last[2];
    }
    return {};
}

ListedRun notBegun(std::uint64_t seed, const std::string& variant)
{
    ListedRun run;
    run.seed = seed;
    run.variant = variant;
    return run;
}

bool isPlainFolder(const std::string& path)
{
    struct stat info
    {
    };
    return ::lstat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// What is told by no time of a file when it has passed: that somebody may not read it.
bool mayPass(const Error& error)
{
    return error.code == ErrorCode::Io;
}

bool holdsOut(const ListedCase& one)
{
    const auto found = one.settings.find("validation");
    return found != one.settings.end() && found->second != "0";
}

ListedCase listedCase(const ExperimentCase& one)
{
    const auto variants = variantsOf(one.spec);
    ListedCase listed{one.name, one.values, settingValues(one.spec), {}, {}};
    if (one.spec.kind == ExperimentKind::Twin) {
        listed.reference = variants.at(referenceOf(variants));
    }
    for (const std::uint64_t seed : one.spec.seeds) {
        for (const std::string& variant : variants) {
            listed.runs.push_back(notBegun(seed, variant));
        }
    }
    return listed;
}

std::size_t runsIn(const ListedExperiment& experiment)
{
    std::size_t count = 0;
    for (const ListedCase& one : experiment.cases) {
        count += one.runs.size();
    }
    return count;
}

/// Whether both plan the same runs under the same names.
bool haveSameRuns(const ListedExperiment& a, const ListedExperiment& b)
{
    return std::equal(a.cases.begin(), a.cases.end(), b.cases.begin(), b.cases.end(),
                      [](const ListedCase& one, const ListedCase& other) {
                          return one.name == other.name &&
                                 std::equal(one.runs.begin(), one.runs.end(), other.runs.begin(), other.runs.end(),
                                            [](const ListedRun& run, const ListedRun& same) {
                                                return run.seed == same.seed && run.variant == same.variant;
                                            });
                      });
}

}  // namespace

bool ListedRun::operator==(const ListedRun& other) const
{
    return seed == other.seed && variant == other.variant && hasBegun == other.hasBegun && isHeld == other.isHeld &&
           status == other.status && isSame(testAccuracy, other.testAccuracy) &&
           isSame(validationAccuracy, other.validationAccuracy) && isSame(trainSeconds, other.trainSeconds);
}

FileStamp stampOf(const std::string& path)
{
    struct stat info
    {
    };
    if (::lstat(path.c_str(), &info) != 0) {
        return {};
    }
    using namespace std::chrono;
    // Some file systems keep times to two seconds.
    constexpr nanoseconds kCoarsest = seconds(2);
    constexpr std::int64_t kSecond = 1'000'000'000;
    // Out of range where somebody's disk says so; what lies between it and now is not.
    constexpr std::int64_t kMostSeconds = 7'000'000'000;
    FileStamp stamp;
    stamp.time = std::clamp<std::int64_t>(info.st_mtim.tv_sec, -kMostSeconds, kMostSeconds) * kSecond +
                 static_cast<std::int64_t>(info.st_mtim.tv_nsec);
    stamp.bytes = static_cast<std::int64_t>(info.st_size);
    const auto now = duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
    stamp.isFresh = std::llabs(now - stamp.time) < kCoarsest.count();
    return stamp;
}

ListedFolder::ListedFolder(std::string folder)
    : m_folder(std::move(folder))
{
}

ListedFolder::ListedFolder(std::shared_ptr<const ListedExperiment> listed, Stamps stamps)
    : m_folder(listed->folder.string())
    , m_isSaved(true)
    , m_listed(std::move(listed))
    , m_stamps(std::move(stamps))
{
}

const ListedExperiment& ListedFolder::current() const
{
    return m_next ? *m_next : *m_listed;
}

ListedExperiment& ListedFolder::next()
{
    if (!m_next) {
        m_next = std::make_shared<ListedExperiment>(*m_listed);
    }
    return *m_next;
}

/// Reads experiment.json. Runs that stay keep what is known of them.
void ListedFolder::readPlanAgain()
{
    constexpr std::int64_t kMillisecond = 1'000'000;
    m_isSaved = false;
    auto read = std::make_shared<ListedExperiment>();
    read->folder = m_folder;
    read->began = m_stamps.experiment.time / kMillisecond;
    m_planProblem = {};
    const auto plan = readPlan(m_folder);
    if (!plan) {
        m_planProblem = plan.error().message;
        m_stamps.experiment.isFresh |= mayPass(plan.error());
    } else if (plan->place.experiment != m_folder) {
        m_planProblem = Message::tr("{}: holds no experiment", m_folder);
    } else {
        read->command = nameOf(plan->experiment.cases.front().spec.kind);
        read->varies = plan->experiment.varies;
        for (const ExperimentCase& one : plan->experiment.cases) {
            read->cases.push_back(listedCase(one));
        }
    }
    if (m_listed && haveSameRuns(*read, *m_listed)) {
        for (std::size_t i = 0; i < read->cases.size(); ++i) {
            read->cases[i].runs = m_listed->cases[i].runs;
        }
    } else {
        m_stamps.runs.assign(runsIn(*read), {});
        m_runProblems.clear();
    }
    if (m_listed) {
        read->about = m_listed->about;
    }
    m_next = std::move(read);
}

void ListedFolder::readAboutAgain()
{
    m_isSaved = false;
    const auto about = readAbout(m_folder);
    m_aboutProblem = about ? Message() : about.error().message;
    m_stamps.about.isFresh |= !about && mayPass(about.error());
    next().about = about ? *about : About();
}

/// Reads the files of a run whose stamps have been taken.
ListedRun ListedFolder::readRun(const ListedCase& one, std::size_t run, std::size_t index)
{
    ListedRun read = notBegun(one.runs[run].seed, one.runs[run].variant);
    m_isSaved = false;
    m_runProblems.erase(index);
    const fs::path below = leafOf(one.name, read.seed, read.variant);
    RunStamps& stamps = m_stamps.runs[index];
    auto status = refuseLinks(m_folder, below / kSummaryFile);
    read.hasBegun = status.has_value();
    if (status && stamps.summary.isThere()) {
        status = readFigures(m_folder / below / kSummaryFile, read);
    }
    const bool isTold = read.status == RunStatus::Done && !std::isnan(read.testAccuracy) && !holdsOut(one);
    if (status && !isTold && stamps.epochs.isThere() && stamps.epochs.bytes <= kLargestEpochs) {
        const fs::path epochs = below / kEpochsFile;
        status = refuseLinks(m_folder, epochs);
        if (status) {
            status = readLastEpoch(m_folder / epochs, holdsOut(one), read);
        }
    }
    if (!read.isOver() && !(read.trainSeconds > 0)) {
        read.trainSeconds = std::numeric_limits<double>::quiet_NaN();
    }
    if (!status) {
        m_runProblems[index] = status.error().message;
        stamps.summary.isFresh |= mayPass(status.error());
    }
    return read;
}

/// The run as it is now, where it is different. Of one that is over only the time of its summary is looked at.
std::optional<ListedRun> ListedFolder::lookAt(const std::string& home, const ListedCase& one, std::size_t run,
                                              std::size_t index)
{
    const ListedRun& before = one.runs[run];
    RunStamps& stamps = m_stamps.runs[index];
    const std::string leaf = fmt::format("{}/seed-{}/{}", home, before.seed, before.variant);
    const std::string summaryFile = leaf + "/" + kSummaryFile;
    FileStamp summary = stampOf(summaryFile);
    if (before.isOver() && stamps.summary.holdsFor(summary) && !m_runProblems.contains(index)) {
        return std::nullopt;
    }
    ListedRun now = before;
    constexpr int kLooks = 2;
    for (int look = 0; look < kLooks; ++look) {
        if (!summary.isThere() && !isPlainFolder(leaf)) {
            m_isSaved = m_isSaved && !before.hasBegun;
            stamps = {};
            m_runProblems.erase(index);
            now = notBegun(before.seed, before.variant);
            break;
        }
        const FileStamp epochs = stampOf(leaf + "/" + kEpochsFile);
        if (!now.hasBegun || !stamps.summary.holdsFor(summary) || !stamps.epochs.holdsFor(epochs)) {
            stamps = {summary, epochs};
            now = readRun(one, run, index);
        }
        now.isHeld = now.hasBegun && !now.isOver() && FolderLock::isHeld(leaf);
        if (now.isHeld || now.isOver()) {
            break;
        }
        // It may have ended between the two.
        const FileStamp then = std::exchange(summary, stampOf(summaryFile));
        if (then.time == summary.time && then.bytes == summary.bytes) {
            break;
        }
    }
    return now == before ? std::nullopt : std::optional(std::move(now));
}

bool ListedFolder::refresh(const std::stop_token& stop)
try {
    m_next.reset();
    const FileStamp experiment = stampOf(m_folder + "/" + kExperimentFile);
    const bool hasEarlierStudy = stampOf(m_folder + "/" + kEarlierStudyFile).isThere();
    const bool isAsBefore = std::exchange(m_hasEarlierStudy, hasEarlierStudy) == hasEarlierStudy;
    if (!m_listed || !isAsBefore || !m_stamps.experiment.holdsFor(experiment)) {
        m_stamps.experiment = experiment;
        readPlanAgain();
    }
    const FileStamp about = stampOf(m_folder + "/" + kAboutFile);
    if (!m_stamps.about.holdsFor(about)) {
        m_stamps.about = about;
        readAboutAgain();
    }
    std::size_t index = 0;
    for (std::size_t i = 0; i < current().cases.size(); ++i) {
        const std::string home = caseFolder(m_folder, current().cases[i].name).string();
        for (std::size_t run = 0; run < current().cases[i].runs.size() && !stop.stop_requested(); ++run, ++index) {
            const ListedCase& one = current().cases[i];
            if (auto now = lookAt(home, one, run, index)) {
                next().cases[i].runs[run] = std::move(*now);
            }
        }
    }
    const Message& problem = !m_planProblem.empty()    ? m_planProblem
                             : !m_aboutProblem.empty() ? m_aboutProblem
                             : !m_runProblems.empty()  ? m_runProblems.begin()->second
                                                       : Message();
    if (current().problem != problem) {
        next().problem = problem;
    }
    if (!m_next || (m_listed && *m_next == *m_listed)) {
        m_next.reset();
        return false;
    }
    m_listed = std::move(m_next);
    return true;
} catch (const std::bad_alloc&) {
    m_next.reset();
    auto refused = std::make_shared<ListedExperiment>();
    refused->folder = m_folder;
    refused->problem = Message::tr("{}: there is not enough memory to read it", m_folder);
    m_stamps = {};
    const bool isNew = !m_listed || *m_listed != *refused;
    m_listed = std::move(refused);
    return isNew;
}

ListedExperiment listExperiment(const fs::path& folder)
{
    const auto whole = absolutePath(folder);
    ListedFolder listed((whole ? *whole : folder).string());
    (void)listed.refresh();
    return *listed.listed();
}

}  // namespace normscope
