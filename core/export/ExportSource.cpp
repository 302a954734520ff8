#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <normscope/export/ExportSource.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// An archive's name must not be a stumbling block for other systems.
std::string archiveName(std::string text)
{
    std::replace_if(
        text.begin(), text.end(),
        [](unsigned char c) { return c < ' ' || std::string_view("<>:\"/\\|?*").find(char(c)) != std::string::npos; },
        '-');
    return text;
}

}  // namespace

Result<ExportSources> readSources(const fs::path& folder)
{
    auto stored = readExperiment(folder);
    if (!stored) {
        return passOn(stored);
    }
    ExportSources sources;
    sources.problems = std::move(stored->problems);
    sources.hasSeveral = stored->place.isWhole() && stored->cases.size() + sources.problems.size() > 1;
    for (StoredCase& one : stored->cases) {
        if (one.runs.empty()) {
            return fail(
                ErrorCode::Data,
                Message::tr("{}: holds an experiment of which no run has begun: train it first", one.folder.string()));
        }
        sources.folder = sources.hasSeveral ? one.experiment : one.folder;
        const fs::path place = sources.hasSeveral ? one.name : std::string();
        std::string name = one.title();
        sources.cases.emplace_back(place, ExportSource{std::move(one), std::move(name)});
    }
    if (sources.cases.empty()) {
        return fail(ErrorCode::Data,
                    Message::tr("{}: holds an experiment of which no run has begun: train it first", folder.string()));
    }
    const ExportSource& first = sources.cases.front().second;
    sources.name = sources.hasSeveral ? folderName(first.stored.experiment) : first.name;
    if (first.stored.isRun) {
        sources.name += fmt::format("-seed-{}-{}", first.stored.runs.front().seed, first.stored.runs.front().variant);
    }
    sources.name = archiveName(sources.name);
    return sources;
}

fs::path leafOf(const ExportSource& source, const RunRecord& run)
{
    return leafOf(source.stored.home(), run.seed, run.variant);
}

fs::path placeOf(const RunRecord& run)
{
    return leafOf(fs::path(), run.seed, run.variant);
}

}  // namespace normscope
