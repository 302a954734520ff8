#include <algorithm>

#include <fmt/format.h>

#include <normscope/base/FolderLock.h>
#include <normscope/base/Numbers.h>
#include <normscope/base/UserFolders.h>
#include <normscope/experiment/RunFolder.h>

/// The part of RunFolder.h that tells what a folder is.
namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// What an earlier version wrote where an experiment of several cases lies now.
constexpr std::string_view kSeedFolder = "seed-";

bool isThere(const fs::path& path)
{
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// The number in "seed-1".
std::optional<std::uint64_t> seedOf(const std::string& name)
{
    if (!name.starts_with(kSeedFolder)) {
        return std::nullopt;
    }
    const auto number = parseInteger(name.substr(kSeedFolder.size()));
    return number && *number >= 0 ? std::optional(static_cast<std::uint64_t>(*number)) : std::nullopt;
}

/// Whether a link leads to it from within an experiment: to what somebody else may own.
bool isLinkedWithin(const fs::path& folder)
{
    constexpr int kDeepest = 3;  // CASE/seed-1/bn
    std::error_code ignored;
    bool isLinked = false;
    fs::path at = folder;
    for (int level = 0; level < kDeepest; ++level) {
        isLinked = isLinked || fs::is_symlink(at, ignored);
        at = at.parent_path();
        if (isLinked && holdsExperiment(at)) {
            return true;
        }
    }
    return false;
}

}  // namespace

fs::path caseFolder(const fs::path& experiment, const std::string& name)
{
    return name.empty() ? experiment : experiment / name;
}

fs::path leafOf(const fs::path& caseFolder, std::uint64_t seed, const std::string& variant)
{
    return caseFolder / fmt::format("{}{}", kSeedFolder, seed) / variant;
}

bool holdsExperiment(const fs::path& folder)
{
    return isThere(folder / kExperimentFile);
}

std::vector<fs::path> heldRuns(const fs::path& folder)
{
    std::vector<fs::path> held;
    // CASE/seed-1/bn at most; links lead to what is somebody else's.
    const auto look = [&held](const auto& self, const fs::path& place, bool isSeed, bool mayBeCase) -> void {
        std::error_code error;
        for (auto entry = fs::directory_iterator(place, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            std::error_code ignored;
            const std::string name = entry->path().filename().string();
            if (entry->is_symlink(ignored) || !entry->is_directory(ignored)) {
                continue;
            }
            if (isSeed) {
                if (FolderLock::isHeld(entry->path())) {
                    held.push_back(entry->path());
                }
            } else if (seedOf(name)) {
                self(self, entry->path(), true, false);
            } else if (mayBeCase) {
                self(self, entry->path(), false, false);
            }
        }
    };
    look(look, folder, false, true);
    return held;
}

bool isSeedFolder(const std::string& name)
{
    return seedOf(name).has_value();
}

bool hasSeeds(const fs::path& folder)
{
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        if (isSeedFolder(entry->path().filename().string())) {
            return true;
        }
    }
    return false;
}

Result<ResultsPlace> locate(const fs::path& folder)
{
    const auto whole = absolutePath(folder);
    if (!whole) {
        return passOn(whole);
    }
    const fs::path& here = *whole;
    if (isThere(here / kEarlierStudyFile)) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: is a study of an earlier version of Normscope ({}), which this one does not read: "
                                "train it anew",
                                folder.string(), kEarlierStudyFile));
    }
    const auto isExperiment = [](const fs::path& place) { return holdsExperiment(place) && !isLinkedWithin(place); };
    if (isExperiment(here)) {
        return ResultsPlace{here, {}, {}, {}};
    }
    const fs::path above = here.parent_path();
    const auto seed = seedOf(above.filename().string());
    const std::string name = here.filename().string();
    if (seed && isVariant(name)) {
        const fs::path home = above.parent_path();
        if (isExperiment(home)) {
            return ResultsPlace{home, {}, seed, name};
        }
        if (isExperiment(home.parent_path())) {
            return ResultsPlace{home.parent_path(), home.filename().string(), seed, name};
        }
    } else if (isExperiment(above) && !seedOf(name)) {
        return ResultsPlace{above, name, {}, {}};
    }
    return fail(ErrorCode::Usage, Message::tr("{}: holds no experiment: there is no {}", folder.string(),
                                              (here / kExperimentFile).string()));
}

bool holdsResults(const fs::path& folder)
{
    const auto place = locate(folder);
    if (!place) {
        return place.error().code == ErrorCode::Data;
    }
    return place->isWhole() || (place->isRun() ? isThere(folder / "summary.json") : hasSeeds(folder));
}

}  // namespace normscope
