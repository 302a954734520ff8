#include <algorithm>
#include <array>
#include <cstdlib>

#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/base/FolderLock.h>
#include <normscope/base/PlainText.h>
#include <normscope/base/UserFolders.h>
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
        if (value && setting.key != "network" && value != setting.value(defaults) &&
            (!setting.only || setting.only == spec.kind)) {
            text += "-" + setting.key + setting.text(spec);
        }
    }
    return text;
}

tl::unexpected<Error> noPlace()
{
    return fail(ErrorCode::Usage,
                Message::tr("there is no folder for results: neither NORMSCOPE_RUNS, XDG_DATA_HOME nor "
                            "HOME says where; give one with --out"));
}

/// Whether a folder that is not there could be made, as far as can be told without trying.
Status checkParent(const fs::path& folder)
{
    const auto whole = absolutePath(folder);
    if (!whole) {
        return passOn(whole);
    }
    std::error_code error;
    fs::path parent = *whole;
    while (parent.has_relative_path() && !fs::exists(parent, error)) {
        parent = parent.parent_path();
    }
    if (!fs::is_directory(parent, error)) {
        return fail(ErrorCode::Io,
                    Message::tr("{}: cannot be made: {} is not a folder; choose another place with --out or "
                                "NORMSCOPE_RUNS",
                                folder.string(), parent.string()));
    }
    if (::access(parent.c_str(), W_OK | X_OK) != 0) {
        return fail(ErrorCode::Io,
                    Message::tr("{}: cannot be made: {} may not be written to; choose another place with --out or "
                                "NORMSCOPE_RUNS",
                                folder.string(), parent.string()));
    }
    return {};
}

Json environmentJson(const Environment& environment)
{
    Json json = Json::object();
    json["program"] = environment.program;
    json["libtorch"] = environment.torch;
    json["libtorch_cpu_capability"] = environment.torchCapability;
    json["cpu"] = environment.cpu;
    json["threads"] = environment.threads;
    json["blas"] = environment.blas.name;
    json["blas_library"] = environment.blas.library;
    json["kernel_level"] = environment.kernelLevel;
    json["compiler"] = environment.compiler;
    return json;
}

/// Whether something in an experiment's, a case's or a run's folder is called so.
bool isNameOfResult(const std::string& name)
{
    constexpr std::array kNames{"run.log",        kEarlierStudyFile, "about.json", "figures",
                                "export",         "tensorboard",     "run.json",   "summary.json",
                                "iterations.csv", "evaluations.csv", "epochs.csv", "probes"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end() || name.starts_with("comparison.") ||
           name.starts_with("report.") || name.ends_with(".safetensors") || isSeedFolder(name);
}

/// The first thing in the folder that could be taken for a result or be overwritten; empty where there is none. What
/// createExperiment() may leave when it is cut short does not count, nor do other people's files, such as a batch
/// system's log.
std::string resultIn(const fs::path& folder)
{
    bool hasEnvironment = false;
    bool hasOthers = false;
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        std::error_code ignored;
        const std::string name = entry->path().filename().string();
        // A case has seeds, a seed has runs.
        const bool holdsRuns = entry->is_directory(ignored) &&
                               (hasSeeds(entry->path()) || fs::exists(entry->path() / "run.json", ignored));
        if (isNameOfResult(name) || holdsRuns) {
            return name;
        }
        if (name == kEnvironmentFile) {
            hasEnvironment = true;
        } else if (name != "environment.json.tmp" && name != "experiment.json.tmp") {
            hasOthers = true;
        }
    }
    if (error) {
        return ".";
    }
    // Beside other people's files it may be theirs.
    return hasEnvironment && hasOthers ? kEnvironmentFile : std::string();
}

/// What somebody trains is not moved away under his hands.
Status refuseHeld(const fs::path& folder)
{
    const auto held = heldRuns(folder);
    return held.empty() ? Status()
                        : fail(ErrorCode::Usage,
                               Message::tr("{}: another Normscope is training into it; wait for that one to end, or "
                                           "choose another folder",
                                           held.front().string()));
}

/// Makes the folder, moving an experiment that is there aside if `force`.
Status makeFolder(const fs::path& folder, bool force)
{
    if (auto status = checkTarget(folder, force); !status) {
        return status;
    }
    std::error_code error;
    if (holdsExperiment(folder)) {
        const auto lock = FolderLock::await(folder);
        if (auto status = refuseHeld(folder); !status) {
            return status;
        }
        // A link to it stays one, to the new folder.
        const fs::path named = withoutEnd(folder);
        const fs::path present = fs::is_symlink(named, error) ? fs::canonical(named, error) : named;
        if (!error) {
            fs::rename(present, firstFree(present.string() + ".old"), error);
        }
        if (error) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be moved aside: {}; choose another folder with --out",
                                                   folder.string(), error.message()));
        }
        return makeFolders(present);
    }
    return makeFolders(folder);
}

}  // namespace

std::string folderName(const fs::path& folder)
{
    std::error_code ignored;
    return withoutEnd(fs::absolute(folder, ignored)).filename().string();
}

fs::path firstFree(const fs::path& path)
{
    // A place that cannot be looked at is left to whoever wants to write there, who will be told why.
    const auto isTaken = [](const fs::path& place) {
        std::error_code error;
        const fs::file_type type = fs::symlink_status(place, error).type();
        return type != fs::file_type::not_found && type != fs::file_type::none;
    };
    fs::path free = path;
    for (int number = 2; isTaken(free); ++number) {
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
    const fs::path data = userDataFolder();
    return data.empty() ? data : data / "runs";
}

Result<ReservedFolder> ReservedFolder::make(const fs::path& wanted)
{
    if (wanted.empty()) {
        return noPlace();
    }
    if (auto status = checkParent(wanted); !status) {
        return passOn(status);
    }
    if (auto status = makeFolders(wanted.parent_path()); !status) {
        return passOn(status);
    }
    // Whoever makes it has the name; one that another process makes meanwhile is passed over.
    fs::path folder = firstFree(wanted);
    std::error_code error;
    while (!fs::create_directory(folder, error)) {
        if (error && error != std::errc::file_exists) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}", folder.string(), error.message()));
        }
        folder = firstFree(wanted);
    }
    return ReservedFolder(std::move(folder));
}

ReservedFolder::~ReservedFolder()
{
    // Where something is in it, it stays.
    std::error_code ignored;
    if (!m_path.empty()) {
        fs::remove(m_path, ignored);
    }
}

fs::path freeRunsFolder(const std::string& name)
{
    if (defaultRunsFolder().empty()) {
        return {};
    }
    // File systems end names at 255 bytes; ".old-2" and the like have to fit as well.
    constexpr std::size_t kLongest = 160;
    return firstFree(defaultRunsFolder() / asFileName(name.substr(0, kLongest)));
}

fs::path defaultFolderFor(const ExperimentSpec& spec)
{
    return freeRunsFolder(
        fmt::format("{}-{}-{}{}", nameOf(spec.kind), modelWord(spec), folderName(spec.dataset), differences(spec)));
}

Status checkTarget(const fs::path& folder, bool force)
{
    if (folder.empty()) {
        return noPlace();
    }
    if (auto status = checkOutFolder(folder); !status) {
        return status;
    }
    std::error_code ignored;
    if (!fs::exists(folder, ignored)) {
        return checkParent(folder);
    }
    if (holdsExperiment(folder)) {
        if (const fs::path name = withoutEnd(folder).filename(); force && (name == "." || name == "..")) {
            return fail(ErrorCode::Usage,
                        Message::tr("--out {}: holds an experiment, which cannot be moved aside with the folder that "
                                    "you are in: change to another, or choose another folder",
                                    folder.string()));
        }
        if (force) {
            return refuseHeld(folder);
        }
        return fail(ErrorCode::Usage,
                    Message::tr("--out {}: holds an experiment already; choose another folder, or give --force to move "
                                "that one aside",
                                folder.string()));
    }
    if (const std::string result = resultIn(folder); !result.empty()) {
        return fail(
            ErrorCode::Usage,
            Message::tr("--out {}: holds {}, but no experiment.json that tells what it is; choose another folder",
                        folder.string(), inSentence(result)));
    }
    return {};
}

Status createExperiment(const fs::path& folder, bool force, const Experiment& experiment,
                        const Environment& environment)
{
    if (auto status = makeFolder(folder, force); !status) {
        return status;
    }
    // Two processes may have come so far at once: one has the folder now, and the other finds that it has been taken.
    const auto lock = FolderLock::take(folder);
    if (!lock) {
        return passOn(lock);
    }
    if (holdsExperiment(folder)) {
        return checkTarget(folder, /*force=*/false);
    }
    auto status = writeFileAtomically(folder / kEnvironmentFile, jsonText(environmentJson(environment), 2) + "\n");
    if (status) {
        status = writeExperiment(folder, experiment);
    }
    if (!status) {
        // Nothing was trained, so nothing is left behind; a folder that holds something else stays.
        std::error_code ignored;
        fs::remove(folder / kEnvironmentFile, ignored);
        fs::remove(folder, ignored);
    }
    return status;
}

Status writeExperiment(const fs::path& folder, const Experiment& experiment)
{
    return writeFileAtomically(folder / kExperimentFile, jsonText(toJson(experiment), 2) + "\n");
}

std::vector<std::string> environmentChanges(const fs::path& folder, const Environment& environment)
{
    const auto before = readJsonBelow(folder, kEnvironmentFile);
    std::vector<std::string> changes;
    const Json now = environmentJson(environment);
    for (const auto& [key, value] : now.items()) {
        // A key that is missing was not written by the version of then.
        const Json then = before ? before->value(key, value) : Json();
        if (then != value) {
            changes.push_back(fmt::format("{}: {}, before {}", key, jsonText(value), inSentence(jsonText(then), 200)));
        }
    }
    return changes;
}

}  // namespace normscope
