// Trains one experiment after the other in one process and watches its memory: what a window that stays open for a day
// must not do is grow.
//
//     normscope_soak [--seconds 120] [--results FILE] [--most-growth MIB]
//
// Each round trains a small twin of each family into a folder that is removed afterwards, stopping the first of them in
// the middle and going on with it. The first rounds warm caches and pools up; then the memory that the process holds
// (resident, after free memory was given back) may grow by at most --most-growth MiB, 1.5 by default. A leak grows
// round by round; a pool of the allocator grows by some MiB at once and then stays (seen: 3.6 MiB in round 15 of 48,
// nothing before or after), so the kPoolSteps largest steps are not counted. A line of JSON for each round is appended
// to the results file.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include <normscope/base/Logging.h>
#include <normscope/base/Stopwatch.h>
#include <normscope/experiment/ExperimentRunner.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Settings.h>
#include <normscope/runtime/Allocator.h>

namespace
{

using namespace normscope;
namespace fs = std::filesystem;

constexpr int kWarmUpRounds = 5;
constexpr int kPoolSteps = 3;
constexpr double kMib = 1024.0 * 1024.0;

struct Options
{
    double seconds = 120;
    double mostGrowthMib = 1.5;
    std::string results;
};

[[noreturn]] void giveUp(const std::string& reason)
{
    std::fprintf(stderr, "normscope_soak: %s\n", reason.c_str());
    std::exit(2);
}

template <class T>
T orGiveUp(Result<T> result)
{
    if (!result) {
        giveUp(result.error().message);
    }
    return std::move(*result);
}

Options readOptions(int argc, char** argv)
{
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        const std::string value = argv[i + 1];
        if (name == "--seconds") {
            options.seconds = std::stod(value);
        } else if (name == "--most-growth") {
            options.mostGrowthMib = std::stod(value);
        } else if (name == "--results") {
            options.results = value;
        } else {
            giveUp("unknown option " + name);
        }
    }
    if (argc % 2 == 0) {
        giveUp("an option has no value");
    }
    return options;
}

/// What the process holds, in MiB.
double residentMib()
{
    malloc_trim(0);
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    file >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / kMib;
}

/// How far what was held after each round grew since the warm-up, in MiB, without the largest steps.
double growthWithoutSteps(const std::vector<double>& held)
{
    std::vector<double> steps;
    for (std::size_t round = kWarmUpRounds; round < held.size(); ++round) {
        steps.push_back(held[round] - held[round - 1]);
    }
    std::sort(steps.begin(), steps.end());
    steps.resize(steps.size() - std::min<std::size_t>(steps.size(), kPoolSteps));
    return std::accumulate(steps.begin(), steps.end(), 0.0);
}

ExperimentSpec specOf(ModelFamily family)
{
    ExperimentSpec spec;
    spec.kind = ExperimentKind::Twin;
    spec.family = family;
    spec.dataset = "builtin:400";
    spec.training.epochs = 2;
    spec.training.batchSize = 50;
    spec.threads = 1;
    return spec;
}

void mustHaveGoneWell(const ExperimentOutcome& outcome)
{
    if (!outcome.errors.empty()) {
        giveUp(outcome.errors.front().message);
    }
}

/// A twin from its data to its folder.
void trainOnce(ModelFamily family, const fs::path& folder)
{
    RunControl control;
    mustHaveGoneWell(orGiveUp(runExperiment(experimentOf(specOf(family)), folder, false, control, {})));
}

/// The same, stopped after some steps and gone on with.
void trainInTwoParts(ModelFamily family, const fs::path& folder)
{
    constexpr std::int64_t kStopAt = 5;
    {
        RunControl control;
        ExperimentListener stopEarly;
        stopEarly.event = [&](const RunRecord&, const TrainingEvent& event) {
            const auto* step = std::get_if<Step>(&event.what);
            if (step != nullptr && step->iteration >= kStopAt) {
                control.stop();
            }
        };
        mustHaveGoneWell(orGiveUp(runExperiment(experimentOf(specOf(family)), folder, false, control, stopEarly)));
    }
    RunControl control;
    mustHaveGoneWell(orGiveUp(resumeExperiment(folder, control, {})));
    if (!readCase(folder)) {
        giveUp("the folder cannot be read back");
    }
}

}  // namespace

int main(int argc, char** argv)
try {
    keepFreedMemory();
    const Options options = readOptions(argc, argv);
    if (auto status = setUpLogging("off"); !status) {
        giveUp(status.error().message);
    }
    std::string pattern = (fs::temp_directory_path() / "normscope-soak-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        giveUp("no temporary folder can be made");
    }
    const fs::path place = pattern;
    const Stopwatch sinceStart;
    std::vector<double> held;
    while (sinceStart.seconds() < options.seconds || held.size() < kWarmUpRounds + 2 * kPoolSteps) {
        trainInTwoParts(ModelFamily::Mlp, place / "mlp");
        trainOnce(ModelFamily::Cnn, place / "cnn");
        trainOnce(ModelFamily::ResNet, place / "resnet");
        for (const char* name : {"mlp", "cnn", "resnet"}) {
            fs::remove_all(place / name);
        }
        held.push_back(residentMib());
        if (!options.results.empty()) {
            std::ofstream(options.results, std::ios::app)
                << fmt::format("{{\"round\": {}, \"seconds\": {:.1f}, \"mib\": {:.2f}}}\n", held.size(),
                               sinceStart.seconds(), held.back());
        }
    }
    fs::remove_all(place);
    const double before = held[kWarmUpRounds - 1];
    const double growth = growthWithoutSteps(held);
    fmt::print(
        "{} rounds of 3 twins in {:.0f} s: {:.1f} MiB after the warm-up of {} rounds, {:+.2f} MiB since, {:+.2f} MiB "
        "of it without the {} largest steps\n",
        held.size(), sinceStart.seconds(), before, kWarmUpRounds, held.back() - before, growth, kPoolSteps);
    return growth <= options.mostGrowthMib ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
    giveUp(error.what());
}
