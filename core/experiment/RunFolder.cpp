#include <algorithm>
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
                    Message::tr("--out {}: cannot be made: {} is not a folder", folder.string(), parent.string()));
    }
    if (::access(parent.c_str(), W_OK | X_OK) != 0) {
        return fail(ErrorCode::Io, Message::tr("--out {}: cannot be made: {} may not be written to", folder.string(),
                                               parent.string()));
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

/// Whether all that is in the folder is what createExperiment() may leave when it is cut short.
bool isHardlyBegun(const fs::path& folder)
{
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const auto name = entry->path().filename();
        if (name != kEnvironmentFile && name != "environment.json.tmp" && name != "experiment.json.tmp") {
            return false;
        }
    }
    return !error;
}

/// Without a slash or dot at the end, so that it has a last name: "runs/a/" as "runs/a".
fs::path withoutEnd(const fs::path& folder)
{
    const fs::path normal = folder.lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
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
        const fs::path present = withoutEnd(folder);
        fs::rename(present, firstFree(present.string() + ".old"), error);
        if (error) {
            return fail(ErrorCode::Io, Message::tr("{}: cannot be moved aside: {}", folder.string(), error.message()));
        }
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

fs::path freeRunsFolder(const std::string& name)
{
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
        return fail(ErrorCode::Usage, Message::tr("--out: got '', it needs a folder"));
    }
    std::error_code error;
    const auto kind = fs::status(folder, error).type();
    if (kind == fs::file_type::not_found) {
        return checkParent(folder);
    }
    if (kind != fs::file_type::directory) {
        return fail(ErrorCode::Usage, Message::tr("--out {}: is there already and is not a folder", folder.string()));
    }
    if (holdsExperiment(folder)) {
        if (force) {
            return refuseHeld(folder);
        }
        return fail(ErrorCode::Usage,
                    Message::tr("--out {}: holds an experiment already; choose another folder, or give --force to move "
                                "that one aside",
                                folder.string()));
    }
    if (!isHardlyBegun(folder)) {
        return fail(
            ErrorCode::Usage,
            Message::tr("--out {}: is not empty and holds no experiment; choose another folder", folder.string()));
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
