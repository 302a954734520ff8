#include <fmt/format.h>
#include <unistd.h>

#include <normscope/base/FileIo.h>
#include <normscope/experiment/CheckpointFile.h>
#include <normscope/experiment/ComparisonStatistics.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/export/ExportSource.h>
#include <normscope/export/ExportTarget.h>
#include <normscope/runtime/Environment.h>

#include "support/FolderNames.h"
#include "support/HostileFile.h"
#include "support/ScratchFolder.h"

using namespace normscope;

namespace
{

/// Stands in every file outside of the folder that links lead to.
constexpr std::int64_t kOutside = 424'242;

/// The folder of a whole run that belongs to somebody else, made once.
const std::filesystem::path& outside()
{
    static const std::filesystem::path kPath = [] {
        const auto path = std::filesystem::temp_directory_path() / fmt::format("outside-{}", ::getpid());
        const auto put = [&](const std::filesystem::path& name, const std::string& content) {
            std::filesystem::create_directories((path / name).parent_path());
            fuzz::require(writeFileAtomically(path / name, std::string_view(content)).has_value(), "it can be made");
        };
        for (const std::filesystem::path run : {"", "bn"}) {
            put(run / "experiment.json", R"({"seeds":[424242],"epochs":424242})");
            put(run / "iterations.csv", SeriesFile(RunTable::Iterations, false).header() + "\n424242,1,1,1,1,1\n");
            put(run / "evaluations.csv", SeriesFile(RunTable::Evaluations, false).header() + "\n424242,1,1,1,1\n");
            put(run / "epochs.csv", SeriesFile(RunTable::Epochs, false).header() + "\n424242,424242,1,1,1,1,1,1\n");
            put(run / "summary.json", R"({"status":"done","message":"424242","buffers":424242})");
        }
        return path;
    }();
    return kPath;
}

/// Whether the path leads through a link that lies in no experiment: who names it means the place where it leads.
bool isMeantOutside(std::filesystem::path at, const std::filesystem::path& below)
{
    for (const std::filesystem::path& part : below) {
        if (holdsExperiment(at)) {
            return false;
        }
        at /= part;
        if (std::filesystem::is_symlink(at)) {
            return true;
        }
    }
    return false;
}

/// Makes the folder that the input describes: entries of number, kind and content.
void makeFolder(fuzz::ScratchFolder& scratch, fuzz::Input& input)
{
    while (!input.isEmpty()) {
        const unsigned head = input.byte();
        const std::filesystem::path name =
            std::filesystem::path("here") / fuzz::kFolderNames[(head & 63U) % fuzz::kFolderNames.size()];
        const std::string_view content = input.piece();
        switch (static_cast<fuzz::Kind>(head >> 6U)) {
        case fuzz::Kind::File:
            scratch.putFile(name, content);
            break;
        case fuzz::Kind::Safetensors:
            scratch.putFile(name, fuzz::asSafetensors(content));
            break;
        case fuzz::Kind::Link:
            // To a file of the same name, or to a folder.
            scratch.putLink(name, content.empty() ? outside() / name.filename() : outside());
            break;
        case fuzz::Kind::Other:
            content.empty() ? scratch.putPipe(name) : scratch.putFolder(name);
            break;
        }
    }
}

void requireNothingFromOutside(const StoredCase& stored)
{
    const char* kWhat = "nothing is read from outside of the folder";
    fuzz::require(stored.spec.seeds.front() != kOutside || stored.spec.training.epochs != kOutside, kWhat);
    for (const RunRecord& run : stored.runs) {
        fuzz::require(run.message != "424242" || run.parameters.buffers != kOutside, kWhat);
        fuzz::require(run.iterations.empty() || run.iterations.iteration(0) != kOutside, kWhat);
        fuzz::require(run.evaluations.empty() || run.evaluations.iteration(0) != kOutside, kWhat);
        fuzz::require(run.epochs.empty() || run.epochs.epoch(0) != kOutside, kWhat);
    }
}

void lookAt(const StoredCase& stored)
{
    requireNothingFromOutside(stored);
    auto comparison = compare("here", variantsOf(stored.spec), stored.runs);
    compareMistakes(comparison, stored.home());
    (void)toText(comparison);
    (void)toCsv({comparison});
    (void)jsonText(toJson({comparison}));
    for (const RunRecord& run : stored.runs) {
        (void)summarize(run);
    }
}

}  // namespace

/// A whole folder, of an experiment, a case or a run, with files, links, pipes and folders under the names that a run
/// has.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input(data, size);
    fuzz::ScratchFolder scratch;
    makeFolder(scratch, input);
    const std::filesystem::path here = scratch.path() / "here";

    if (const auto experiment = readExperiment(here)) {
        for (const StoredCase& stored : experiment->cases) {
            lookAt(stored);
        }
        // Reads the same files again: what could not be read above would be refused again.
        (void)readSources(here);
    }
    for (const char* below : {"seed-1/bn", "mlp", "mlp/seed-1/bn"}) {
        if (const auto one = readCase(here / below); one && !isMeantOutside(here, below)) {
            lookAt(*one);
        }
        (void)holdsResults(here / below);
    }
    (void)readCheckpoint(here / "seed-1/bn", {100, "{}"});
    (void)environmentChanges(here, Environment{});
    (void)checkExportTarget(here / "export", false);
    return 0;
}
