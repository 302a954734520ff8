#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/export/HandInExport.h>
#include <normscope/export/RepeatCommand.h>
#include <normscope/export/ZipFile.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

constexpr std::array kReports{"report.html", "report.pdf", "report.tex", "report.md"};
constexpr std::array kComparisons{"comparison.csv", "comparison.json"};
constexpr std::array kTables{"iterations.csv", "evaluations.csv", "epochs.csv", "run.json", "summary.json"};
constexpr std::array kFigureKinds{".png", ".svg", ".pdf", ".txt"};

/// The files of an archive by their names in it, which are sorted so.
using Files = std::map<std::string, fs::path>;

/// A file of our own; a link could lead anywhere.
bool isPlainFile(const fs::path& path)
{
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::regular;
}

bool take(Files& files, const fs::path& folder, const fs::path& place, const char* name)
{
    if (!isPlainFile(folder / name)) {
        return false;
    }
    files.emplace((place / name).generic_string(), folder / name);
    return true;
}

/// True if there was at least one.
bool takeFigures(Files& files, const fs::path& folder, const fs::path& place)
{
    std::error_code ignored;
    bool isAny = false;
    const fs::path figures = folder / "figures";
    if (fs::symlink_status(figures, ignored).type() != fs::file_type::directory) {
        return false;
    }
    for (auto entry = fs::directory_iterator(figures, ignored); entry != fs::directory_iterator();
         entry.increment(ignored)) {
        const fs::path& path = entry->path();
        if (std::find(kFigureKinds.begin(), kFigureKinds.end(), path.extension()) != kFigureKinds.end()) {
            isAny |= take(files, figures, place / "figures", path.filename().c_str());
        }
    }
    return isAny;
}

/// What a report, made for a folder, leaves in it. The names of what is missing come back.
std::vector<std::string> takeResults(Files& files, const fs::path& folder, const fs::path& place)
{
    std::vector<std::string> missing;
    for (const auto& names :
         {std::vector(kReports.begin(), kReports.end()), std::vector(kComparisons.begin(), kComparisons.end())}) {
        for (const char* name : names) {
            if (!take(files, folder, place, name)) {
                missing.emplace_back(name);
            }
        }
    }
    if (!takeFigures(files, folder, place)) {
        missing.emplace_back("figures");
    }
    return missing;
}

void takeRuns(Files& files, const ExportSource& source, const fs::path& place)
{
    for (const RunRecord& run : source.stored.runs) {
        for (const char* table : kTables) {
            (void)take(files, leafOf(source, run), place / placeOf(run), table);
        }
    }
}

std::string megabytes(std::uint64_t bytes)
{
    constexpr double kMegabyte = 1e6;
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMegabyte);
}

/// Whether the archive is small enough to be handed in.
Status checkSize(const fs::path& path, std::uint64_t largest)
{
    std::error_code error;
    const std::uint64_t size = fs::file_size(path, error);
    if (error) {
        return fail(ErrorCode::Io, Message::tr("{}: cannot be looked at: {}", path.string(), error.message()));
    }
    if (size <= largest) {
        return {};
    }
    auto entries = zipEntries(path);
    if (!entries) {
        return passOn(entries);
    }
    std::stable_sort(entries->begin(), entries->end(),
                     [](const auto& a, const auto& b) { return a.packed > b.packed; });
    constexpr std::size_t kMostNamed = 3;
    std::vector<std::string> large;
    for (std::size_t i = 0; i < std::min(kMostNamed, entries->size()); ++i) {
        large.push_back(fmt::format("{} ({})", (*entries)[i].name, megabytes((*entries)[i].packed)));
    }
    return fail(ErrorCode::Data,
                Message::tr("{} would have {}, more than the {} that may be handed in; the largest in it "
                            "are {}: take them out, or hand in fewer runs",
                            path.filename().string(), megabytes(size), megabytes(largest), fmt::join(large, ", ")));
}

/// Puts all files of the archive into it. The names of what is missing come back.
std::vector<std::string> takeAll(Files& files, std::span<const ExportSources> experiments, const fs::path& report)
{
    auto missing = takeResults(files, report, {});
    const auto places = handInPlaces(experiments);
    for (std::size_t i = 0; i < experiments.size(); ++i) {
        const ExportSources& sources = experiments[i];
        for (const auto& [place, source] : sources.cases) {
            if (!place.empty()) {
                // Reports of a case alone, where somebody has made them.
                (void)takeResults(files, sources.folder / place, places[i] / place);
            }
            takeRuns(files, source, places[i] / place);
        }
        (void)take(files, sources.cases.front().second.stored.experiment, places[i], kExperimentFile);
    }
    return missing;
}

Status writeArchive(const Files& files, const std::string& readme, const fs::path& path, std::uint64_t largest)
{
    auto archive = ZipWriter::create(path);
    if (!archive) {
        return passOn(archive);
    }
    auto status = archive->add("README.md", readme, ZipMethod::Deflate);
    for (const auto& [name, file] : files) {
        if (status && ::access(file.c_str(), R_OK) != 0) {
            status = fail(ErrorCode::Io, Message::tr("{}: cannot be read: {}", file.string(), systemReason()));
        }
        status = status ? archive->addFile(name, file) : status;
    }
    status = status ? archive->close() : status;
    return status ? checkSize(path, largest) : status;
}

}  // namespace

std::vector<fs::path> handInPlaces(std::span<const ExportSources> experiments)
{
    if (experiments.size() == 1) {
        return {fs::path()};
    }
    std::vector<fs::path> places;
    for (const ExportSources& sources : experiments) {
        fs::path place = fs::path("experiments") / sources.name;
        for (int number = 2; std::find(places.begin(), places.end(), place) != places.end(); ++number) {
            place = fs::path("experiments") / fmt::format("{}-{}", sources.name, number);
        }
        places.push_back(std::move(place));
    }
    return places;
}

Status exportHandIn(const ExportSources& sources, const fs::path& folder, std::vector<Message>& remarks,
                    std::uint64_t largest)
{
    Files files;
    const auto missing = takeAll(files, std::span(&sources, 1), sources.folder);
    auto status = writeArchive(files, handInReadme(std::span(&sources, 1), missing, {}),
                               folder / (sources.name + "-handin.zip"), largest);
    if (status && !missing.empty()) {
        remarks.push_back(Message::tr("not in it, because not there: {}; `normscope report {}` makes them",
                                      fmt::join(missing, ", "), shellWord(sources.folder.string())));
    }
    return status;
}

Result<std::vector<Message>> packHandIn(const HandIn& handIn)
{
    std::vector<ExportSources> experiments;
    std::vector<Message> remarks;
    for (const fs::path& folder : handIn.folders) {
        auto sources = readSources(folder);
        if (!sources) {
            return passOn(sources);
        }
        remarks.insert(remarks.end(), sources->problems.begin(), sources->problems.end());
        experiments.push_back(std::move(*sources));
    }
    Files files;
    const auto missing = takeAll(files, experiments, handIn.report);
    const fs::path made = handIn.scratch / "hand-in.zip";
    if (auto status =
            writeArchive(files, handInReadme(experiments, missing, handIn.reportOptions), made, kLargestHandIn);
        !status) {
        return passOn(status);
    }
    // Only now to where it is wanted, which may be another disk.
    auto content = readFile(made, kLargestHandIn);
    if (!content) {
        return passOn(content);
    }
    if (auto status = writeFileAtomically(handIn.archive, *content); !status) {
        return passOn(status);
    }
    return remarks;
}

}  // namespace normscope
