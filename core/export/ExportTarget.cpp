#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/ExportTarget.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// Holds the names of an export's files, one a line.
constexpr const char* kListName = ".normscope-export";
constexpr std::size_t kLargestList = std::size_t{4} << 20U;

tl::unexpected<Error> unmakeable(const fs::path& path, const std::error_code& error)
{
    return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}; choose another folder with --out", path.string(),
                                           error.message()));
}

tl::unexpected<Error> unlookable(const fs::path& path, const std::error_code& error)
{
    return fail(ErrorCode::Io, Message::tr("{}: cannot be looked at: {}", path.string(), error.message()));
}

tl::unexpected<Error> unreplaceable(const fs::path& path, const std::error_code& error)
{
    return fail(ErrorCode::Io, Message::tr("{}: cannot be replaced: {}", path.string(), error.message()));
}

/// Everything but folders below a folder, relative to it and sorted. Links are told as what they are.
Result<std::vector<fs::path>> filesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, error);
    for (const auto end = fs::recursive_directory_iterator(); !error && entry != end; entry.increment(error)) {
        std::error_code ignored;
        if (entry->symlink_status(ignored).type() != fs::file_type::directory) {
            files.push_back(entry->path().lexically_relative(folder));
        }
    }
    if (error) {
        return unlookable(folder, error);
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The names in an export's list; empty where there is none.
std::set<std::string> listIn(const fs::path& folder)
{
    std::set<std::string> names;
    const auto text =
        refuseLinks(folder, kListName) ? readFile(folder / kListName, kLargestList) : Result<std::string>();
    std::string_view rest = text ? std::string_view(*text) : std::string_view();
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        names.emplace(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    return names;
}

/// A file in the folder that no export wrote; none where there is no such file.
Result<std::optional<fs::path>> strangerIn(const fs::path& folder)
{
    auto files = filesIn(folder);
    if (!files) {
        return passOn(files);
    }
    const auto own = listIn(folder);
    for (fs::path& file : *files) {
        // Python leaves its folder beside a model.py that was imported.
        const bool isPythons = file.parent_path().filename() == "__pycache__";
        if (file != kListName && !isPythons && !own.contains(file.string())) {
            return std::optional(std::move(file));
        }
    }
    return std::nullopt;
}

/// Without links and dots in it, so that it can be renamed.
fs::path plain(const fs::path& path)
{
    std::error_code error;
    fs::path absolute = fs::absolute(path, error).lexically_normal();
    if (!absolute.has_filename()) {
        absolute = absolute.parent_path();
    }
    const fs::path canonical = fs::weakly_canonical(absolute, error);
    return error || canonical.empty() ? absolute : canonical;
}

/// Makes the folders on the way to a path; returns those that were not there.
Result<std::vector<fs::path>> makeParents(const fs::path& path)
{
    std::vector<fs::path> missing;
    std::error_code error;
    for (fs::path parent = path.parent_path(); !fs::exists(parent, error); parent = parent.parent_path()) {
        if (error || parent == parent.parent_path()) {
            break;
        }
        missing.push_back(parent);
    }
    std::reverse(missing.begin(), missing.end());
    fs::create_directories(path.parent_path(), error);
    if (error) {
        return unmakeable(path, error);
    }
    return missing;
}

}  // namespace

Status checkExportTarget(const fs::path& target, bool force)
{
    std::error_code error;
    const auto kind = fs::status(target, error).type();
    if (kind == fs::file_type::not_found) {
        return {};
    }
    if (kind == fs::file_type::none) {
        return unlookable(target, error);
    }
    if (kind != fs::file_type::directory) {
        return fail(ErrorCode::Usage, Message::tr("{}: is there already and is not a folder; choose another with --out",
                                                  target.string()));
    }
    auto stranger = strangerIn(target);
    if (!stranger) {
        return passOn(stranger);
    }
    if (*stranger && !force) {
        return fail(
            ErrorCode::Usage,
            Message::tr("{}: holds {}, which no export wrote; choose another folder with --out, or give --force "
                        "to move this one aside",
                        target.string(), (*stranger)->string()));
    }
    return {};
}

ExportTarget::ExportTarget(fs::path target, fs::path work, std::vector<fs::path> made)
    : m_target(std::move(target))
    , m_work(std::move(work))
    , m_made(std::move(made))
{
}

ExportTarget::ExportTarget(ExportTarget&& other) noexcept
    : m_target(std::move(other.m_target))
    , m_work(std::exchange(other.m_work, {}))
    , m_made(std::exchange(other.m_made, {}))
{
}

ExportTarget::~ExportTarget()
{
    if (m_work.empty()) {
        return;
    }
    std::error_code ignored;
    fs::remove_all(m_work, ignored);
    // Only empty folders can be removed this way.
    std::for_each(m_made.rbegin(), m_made.rend(), [&](const fs::path& folder) { fs::remove(folder, ignored); });
}

Result<ExportTarget> ExportTarget::open(const fs::path& target, bool force)
{
    if (auto status = checkExportTarget(target, force); !status) {
        return passOn(status);
    }
    const fs::path place = plain(target);
    auto made = makeParents(place);
    if (!made) {
        return passOn(made);
    }
    // In the same folder, so that it can be renamed; the process's number, so that two do not meet.
    const fs::path work = firstFree(fmt::format("{}.part-{}", place.string(), ::getpid()));
    ExportTarget opened(place, work, std::move(*made));
    std::error_code error;
    if (!fs::create_directory(work, error)) {
        return unmakeable(target, error);
    }
    return opened;
}

Result<std::vector<fs::path>> ExportTarget::publish()
{
    auto files = filesIn(m_work);
    if (!files) {
        return files;
    }
    std::string list;
    for (const fs::path& file : *files) {
        list += file.string() + "\n";
    }
    if (auto status = writeFileAtomically(m_work / kListName, list); !status) {
        return passOn(status);
    }
    std::error_code error;
    fs::path aside;
    bool isOurs = false;
    if (fs::exists(m_target, error)) {
        const auto stranger = strangerIn(m_target);
        isOurs = stranger && !*stranger;
        aside = firstFree(isOurs ? m_work.string() + ".before" : m_target.string() + ".old");
        fs::rename(m_target, aside, error);
        if (error) {
            return unreplaceable(m_target, error);
        }
    }
    fs::rename(m_work, m_target, error);
    if (error) {
        std::error_code ignored;
        if (!aside.empty()) {
            fs::rename(aside, m_target, ignored);
        }
        return fail(ErrorCode::Io, Message::tr("{}: cannot be made: {}", m_target.string(), error.message()));
    }
    m_work.clear();
    if (isOurs) {
        fs::remove_all(aside, error);
    }
    return files;
}

}  // namespace normscope
