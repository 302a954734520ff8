// What a list of many experiments costs: writes N of them (10,000) to a temporary folder, twins of two seeds with a
// setting of their own, and prints milliseconds of listing them without an index, of saving it, and with it.
//
//     normscope_catalog_bench [N]
#include <QTemporaryDir>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>

#include <malloc.h>

#include <normscope/experiment/RunsCatalog.h>

#include "../support/ListedRuns.h"

namespace
{

using namespace normscope;

double threadMilliseconds()
{
    timespec time{};
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

template <class Action>
auto timed(const char* what, Action action)
{
    const auto began = std::chrono::steady_clock::now();
    const double processor = threadMilliseconds();
    auto result = action();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    std::printf("%-36s %10.1f ms %10.1f ms of the processor\n", what, took.count(), threadMilliseconds() - processor);
    std::fflush(stdout);
    return result;
}

Experiment experimentNumber(int number)
{
    ExperimentSpec spec;
    spec.family = number % 3 == 0 ? ModelFamily::Mlp : number % 3 == 1 ? ModelFamily::Cnn : ModelFamily::ResNet;
    spec.training.sgd.lr = 0.001 * (number + 1);
    spec.training.epochs = 1 + number % 20;
    spec.seeds = {1, 2};
    return experimentOf(spec, {std::string(64, 'a'), {}, {{0.1307}, {0.3081}}});
}

}  // namespace

int main(int argc, char** argv)
{
    constexpr int kExperiments = 10'000;
    const int count = argc > 1 ? std::atoi(argv[1]) : kExperiments;
    const QTemporaryDir folder;
    const std::vector<std::filesystem::path> runs{folder.filePath("runs").toStdString()};
    const std::filesystem::path index = folder.filePath("cache/runs-index").toStdString();
    const int written = timed("written", [&] {
        int done = 0;
        for (int i = 0; i < count; ++i) {
            done += test::putExperiment(folder.filePath(QString("runs/twin-%1").arg(i)), experimentNumber(i)) ? 1 : 0;
        }
        return done;
    });
    if (written != count) {
        std::fputs("could not be written\n", stderr);
        return 1;
    }
    // What has just been written is read twice.
    std::this_thread::sleep_for(std::chrono::seconds(3));
    {
        RunsCatalog catalog(index);
        const auto cold = timed("look without an index", [&] { return catalog.look(runs); });
        std::printf("%zu experiments, %zu bytes allocated for each\n", cold.changed.size(),
                    mallinfo2().uordblks / std::max<std::size_t>(cold.changed.size(), 1));
        if (const auto saved = timed("save", [&] { return catalog.save(); }); !saved) {
            std::fprintf(stderr, "%s\n", saved.error().message.english().c_str());
        }
    }
    RunsCatalog catalog(index);
    const auto remembered = timed("remember", [&] { return catalog.remember(runs); });
    std::printf("%zu remembered, index of %ju bytes\n", remembered.size(),
                static_cast<std::uintmax_t>(std::filesystem::file_size(index)));
    for (int i = 0; i < 3; ++i) {
        (void)timed("look, nothing is different", [&] { return catalog.look(runs); });
    }
    CatalogLook quick;
    quick.isWhole = false;
    (void)timed("look at what is likely to change", [&] { return catalog.look(runs, quick); });
    (void)test::putFile(folder.filePath("runs/twin-7/seed-1/bn/summary.json"), test::summaryText("done", 0.5, 1));
    const auto changes = timed("look, one is different", [&] { return catalog.look(runs); });
    (void)timed("save", [&] { return catalog.save(); });
    return changes.changed.size() == 1 ? 0 : 1;
}
