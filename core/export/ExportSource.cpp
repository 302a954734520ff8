#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include <normscope/experiment/Study.h>
#include <normscope/export/ExportSource.h>

namespace normscope
{

namespace fs = std::filesystem;

namespace
{

/// An archive's name must not be a stumbling block for other systems.
std::string asFileName(std::string text)
{
    std::replace_if(
        text.begin(), text.end(),
        [](unsigned char c) { return c < ' ' || std::string_view("<>:\"/\\|?*").find(char(c)) != std::string::npos; },
        '-');
    return text;
}

/// What was read from a folder, seen as a source.
Result<ExportSource> sourceOf(StoredExperiment stored)
{
    if (stored.runs.empty()) {
        return fail(ErrorCode::Data, fmt::format("{}: holds an experiment of which no run has begun: train it first",
                                                 stored.folder.string()));
    }
    ExportSource source;
    source.isLeaf = isRunFolder(stored.folder);
    source.experiment = source.isLeaf ? stored.folder.parent_path().parent_path() : stored.folder;
    source.name = folderName(source.experiment);
    source.stored = std::move(stored);
    return source;
}

Result<ExportSources> readStudySources(const fs::path& folder)
{
    auto study = readStudy(folder);
    if (!study) {
        return passOn(study);
    }
    ExportSources sources;
    sources.folder = study->folder;
    sources.name = asFileName(folderName(study->folder));
    sources.isStudy = true;
    sources.problems = std::move(study->problems);
    for (StoredStudy::Member& member : study->members) {
        auto source = sourceOf(std::move(member.experiment));
        if (source) {
            sources.members.emplace_back(member.name, std::move(*source));
        } else {
            sources.problems.push_back(source.error().message);
        }
    }
    if (sources.members.empty()) {
        return fail(ErrorCode::Data,
                    fmt::format("{}: holds a study of which no run has begun: train it first", folder.string()));
    }
    return sources;
}

}  // namespace

Result<ExportSources> readSources(const fs::path& folder)
{
    if (holdsStudy(folder)) {
        return readStudySources(folder);
    }
    auto stored = readExperiment(folder);
    if (!stored) {
        return passOn(stored);
    }
    auto source = sourceOf(std::move(*stored));
    if (!source) {
        return passOn(source);
    }
    ExportSources sources;
    sources.folder = source->stored.folder;
    sources.name = source->name;
    if (source->isLeaf) {
        const RunRecord& run = source->stored.runs.front();
        sources.name += fmt::format("-seed-{}-{}", run.seed, run.variant);
    }
    sources.name = asFileName(sources.name);
    sources.members.emplace_back(fs::path(), std::move(*source));
    return sources;
}

fs::path leafOf(const ExportSource& source, const RunRecord& run)
{
    return source.isLeaf ? source.stored.folder : leafOf(source.experiment, run.seed, run.variant);
}

fs::path placeOf(const RunRecord& run)
{
    return leafOf(fs::path(), run.seed, run.variant);
}

}  // namespace normscope
