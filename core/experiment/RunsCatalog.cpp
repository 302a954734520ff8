#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include <sys/stat.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/UserFolders.h>
#include <normscope/experiment/ListedFolder.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/RunsCatalog.h>
#include <normscope/experiment/RunsIndex.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

using Clock = std::chrono::steady_clock;

/// A folder that was looked at.
struct Known
{
    ListedFolder folder;
    std::shared_ptr<const ListedExperiment> told = nullptr;  ///< as it was told last; null: it was not
    std::optional<Clock::time_point> changed = std::nullopt;
    std::uint64_t seenIn = 0;  ///< the last look that found it
};

/// When the file was written that tells an experiment's folder; none where there is none.
std::optional<std::int64_t> experimentTime(const std::string& folder)
{
    for (const char* file : {kExperimentFile, kEarlierStudyFile}) {
        if (const FileStamp stamp = stampOf(folder + "/" + file); stamp.isThere()) {
            return stamp.time;
        }
    }
    return std::nullopt;
}

/// For so long after it began or changed it is likely to change.
constexpr auto kLively = std::chrono::minutes(10);

bool isYoung(const ListedExperiment& experiment)
{
    using std::chrono::milliseconds;
    const auto now = std::chrono::duration_cast<milliseconds>(std::chrono::system_clock::now().time_since_epoch());
    return std::chrono::abs(now - milliseconds(experiment.began)) < kLively;
}

bool isTrained(const ListedExperiment& experiment)
{
    return std::any_of(experiment.cases.begin(), experiment.cases.end(), [](const ListedCase& one) {
        return std::any_of(one.runs.begin(), one.runs.end(), [](const ListedRun& run) { return run.isHeld; });
    });
}

std::string parentOf(const std::string& folder)
{
    return fs::path(folder).parent_path().string();
}

/// What has a problem is read anew at each start, and what would fill the index alone.
bool isForIndex(const ListedFolder& folder)
{
    constexpr std::size_t kMostIndexed = 10'000;
    return folder.listed() && folder.listed()->problem.empty() && folder.stamps().runs.size() <= kMostIndexed;
}

bool isNewer(const std::shared_ptr<const ListedExperiment>& a, const std::shared_ptr<const ListedExperiment>& b)
{
    return a->began != b->began ? a->began > b->began : a->folder < b->folder;
}

/// The folders as paths from the root, each once, also where links lead to one twice.
std::vector<std::string> rootsOf(const std::vector<fs::path>& folders)
{
    std::vector<std::string> roots;
    std::set<std::pair<dev_t, ino_t>> taken;
    for (const fs::path& folder : folders) {
        const auto whole = absolutePath(folder);
        struct stat info
        {
        };
        if (!whole || ::stat(whole->c_str(), &info) != 0 || taken.emplace(info.st_dev, info.st_ino).second) {
            if (whole && std::find(roots.begin(), roots.end(), whole->string()) == roots.end()) {
                roots.push_back(whole->string());
            }
        }
    }
    return roots;
}

/// The folders in a folder, without those that links lead to; none where it cannot be read.
std::optional<std::vector<std::string>> foldersIn(const std::string& root)
{
    std::vector<std::string> folders;
    std::error_code error;
    for (auto entry = fs::directory_iterator(root, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code ignored;
        // These two are told by the folder itself.
        if (!entry->is_symlink(ignored) && entry->is_directory(ignored)) {
            folders.push_back(entry->path().string());
        }
    }
    return error ? std::nullopt : std::optional(std::move(folders));
}

/// The experiment that a case's or a run's folder is part of; empty where it is none.
std::string experimentAround(const std::string& folder)
{
    const auto plan = readPlan(folder);
    return plan ? plan->place.experiment.string() : std::string();
}

}  // namespace

struct RunsCatalog::Parts
{
    fs::path index;
    std::unordered_map<std::string, Known> known;  ///< by the experiment's folder
    std::uint64_t looks = 0;
    CatalogChanges changes;  ///< found and not told yet
    Clock::time_point told;
    bool isLoaded = false;
    bool hasDropped = false;         ///< something that the index has
    FileStamp loaded;                ///< of the index, when it was read or written
    std::set<std::string> roots;     ///< every folder of runs that was looked at
    std::set<std::string> readable;  ///< those that this look has read

    void load();
    [[nodiscard]] bool isUnsaved() const;
    void addOthers();
    void lookIn(const std::string& root, const CatalogLook& how);
    void keepKnownIn(const std::string& root);
    void refresh(const std::string& folder, const CatalogLook& how);
    void forget();
    void tell(const CatalogLook& how);
};

void RunsCatalog::Parts::lookIn(const std::string& root, const CatalogLook& how)
{
    const bool isExperiment = experimentTime(root).has_value();
    if (isExperiment) {
        refresh(root, how);
    }
    const auto folders = foldersIn(root);
    if (!folders) {
        std::error_code error;
        if (fs::symlink_status(root, error).type() != fs::file_type::not_found) {
            keepKnownIn(root);
        }
        return;
    }
    roots.insert(root);
    readable.insert(root);
    // The newest are wanted first.
    std::vector<std::pair<std::int64_t, std::string>> isNew;
    bool hasSome = false;
    for (const std::string& folder : *folders) {
        if (how.stop.stop_requested()) {
            return;
        }
        if (known.contains(folder)) {
            refresh(folder, how);
            hasSome = true;
        } else if (const auto time = experimentTime(folder)) {
            isNew.emplace_back(*time, folder);
        }
    }
    std::sort(isNew.begin(), isNew.end(), std::greater());
    for (const auto& [time, folder] : isNew) {
        if (how.stop.stop_requested()) {
            return;
        }
        refresh(folder, how);
    }
    if (!isExperiment && !hasSome && isNew.empty()) {
        if (const std::string experiment = experimentAround(root); !experiment.empty()) {
            refresh(experiment, how);
        }
    }
}

/// Of a folder that cannot be read now: the network may be back in a moment.
void RunsCatalog::Parts::keepKnownIn(const std::string& root)
{
    for (auto& [folder, one] : known) {
        if (parentOf(folder) == root) {
            one.seenIn = looks;
        }
    }
}

/// Of an experiment that is there.
void RunsCatalog::Parts::refresh(const std::string& folder, const CatalogLook& how)
{
    auto [place, isNew] = known.try_emplace(folder, Known{ListedFolder(folder)});
    Known& one = place->second;
    one.seenIn = looks;
    const auto now = Clock::now();
    const auto& listed = one.folder.listed();
    const bool isLively =
        !one.told || isYoung(*listed) || isTrained(*listed) || (one.changed && now - *one.changed < kLively);
    if (how.isWhole || isLively) {
        const bool wasRead = listed != nullptr;
        if (one.folder.refresh(how.stop) && wasRead) {
            one.changed = now;
        }
        if (!one.folder.stamps().experiment.isThere() && !experimentTime(folder)) {
            one.seenIn = 0;
            return;
        }
    }
    if (one.told != one.folder.listed()) {
        one.told = one.folder.listed();
        changes.changed.push_back(one.told);
        tell(how);
    }
}

/// What the look has not found is gone. What lies in a folder that was not looked at stays known.
void RunsCatalog::Parts::forget()
{
    for (auto one = known.begin(); one != known.end();) {
        if (one->second.seenIn == looks) {
            ++one;
            continue;
        }
        if (one->second.told) {
            changes.gone.emplace_back(one->first);
            one->second.told = nullptr;
        }
        const bool isDropped = readable.contains(parentOf(one->first)) && !experimentTime(one->first);
        hasDropped |= isDropped && one->second.folder.isSaved();
        one = isDropped ? known.erase(one) : std::next(one);
    }
}

void RunsCatalog::Parts::load()
{
    if (std::exchange(isLoaded, true) || index.empty()) {
        return;
    }
    loaded = stampOf(index.string());
    // One that cannot be read is begun anew.
    if (auto read = readIndex(index)) {
        for (ListedFolder& folder : *read) {
            std::string path = folder.listed()->folder.string();
            known.try_emplace(std::move(path), Known{std::move(folder)});
        }
    }
}

/// What another process has written to the index about folders that were not looked at here.
void RunsCatalog::Parts::addOthers()
{
    auto read = loaded.holdsFor(stampOf(index.string())) ? Result<std::vector<ListedFolder>>() : readIndex(index);
    if (!read) {
        return;
    }
    for (ListedFolder& folder : *read) {
        std::string path = folder.listed()->folder.string();
        if (!roots.contains(parentOf(path))) {
            known.try_emplace(std::move(path), Known{std::move(folder)});
        }
    }
}

bool RunsCatalog::Parts::isUnsaved() const
{
    return hasDropped || std::any_of(known.begin(), known.end(), [](const auto& one) {
               return isForIndex(one.second.folder) && !one.second.folder.isSaved();
           });
}

void RunsCatalog::Parts::tell(const CatalogLook& how)
{
    constexpr auto kBetween = std::chrono::milliseconds(250);
    if (how.tell && Clock::now() - told >= kBetween) {
        how.tell(std::exchange(changes, {}));
        told = Clock::now();
    }
}

RunsCatalog::RunsCatalog(fs::path index)
    : m_parts(std::make_unique<Parts>())
{
    m_parts->index = std::move(index);
}

RunsCatalog::~RunsCatalog() = default;

ListedExperiments RunsCatalog::remember(const std::vector<fs::path>& folders)
{
    m_parts->load();
    ListedExperiments remembered;
    const std::vector<std::string> roots = rootsOf(folders);
    for (auto& [folder, one] : m_parts->known) {
        const auto isIn = [&roots](const std::string& place) {
            return std::find(roots.begin(), roots.end(), place) != roots.end();
        };
        if (!one.told && one.folder.listed() && (isIn(folder) || isIn(parentOf(folder)))) {
            one.told = one.folder.listed();
            remembered.push_back(one.told);
        }
    }
    std::sort(remembered.begin(), remembered.end(), isNewer);
    return remembered;
}

CatalogChanges RunsCatalog::look(const std::vector<fs::path>& folders, const CatalogLook& how)
{
    Parts& parts = *m_parts;
    parts.load();
    ++parts.looks;
    parts.readable.clear();
    parts.told = Clock::now();
    for (const std::string& root : rootsOf(folders)) {
        parts.lookIn(root, how);
    }
    if (!how.stop.stop_requested()) {
        parts.forget();
    }
    return std::exchange(parts.changes, {});
}

std::vector<fs::path> RunsCatalog::heldRuns() const
{
    std::vector<fs::path> held;
    for (const auto& [folder, one] : m_parts->known) {
        if (!one.told || !isTrained(*one.told)) {
            continue;
        }
        for (const ListedCase& listed : one.told->cases) {
            for (const ListedRun& run : listed.runs) {
                if (run.isHeld) {
                    held.push_back(leafOf(caseFolder(folder, listed.name), run.seed, run.variant));
                }
            }
        }
    }
    return held;
}

Status RunsCatalog::save()
{
    Parts& parts = *m_parts;
    parts.load();
    if (parts.index.empty() || !parts.isUnsaved()) {
        return {};
    }
    const fs::path folder = parts.index.parent_path();
    if (auto status = makeFolders(folder); !status) {
        return status;
    }
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        return lock.error().code == ErrorCode::Usage ? Status() : passOn(lock);
    }
    parts.addOthers();
    std::map<std::string, bool> isThere;
    std::vector<const ListedFolder*> folders;
    for (const auto& [path, one] : parts.known) {
        const auto [there, isNew] = isThere.try_emplace(parentOf(path));
        if (isNew) {
            std::error_code ignored;
            there->second = parts.roots.contains(there->first) || fs::exists(there->first, ignored);
        }
        if (there->second && isForIndex(one.folder)) {
            folders.push_back(&one.folder);
        }
    }
    if (auto status = writeIndex(parts.index, folders); !status) {
        return status;
    }
    for (auto& [path, one] : parts.known) {
        one.folder.setSaved();
    }
    parts.hasDropped = false;
    parts.loaded = stampOf(parts.index.string());
    return {};
}

fs::path defaultIndexFile()
{
    const fs::path cache = userCacheFolder();
    return cache.empty() ? cache : cache / "runs-index";
}

}  // namespace normscope
