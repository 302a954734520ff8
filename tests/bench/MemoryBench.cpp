// What runs cost the window in memory: tells a store of 16 runs of 60,000 iterations, shows the results on every tab
// with charts and tables, and prints the resident memory in MiB before, with the runs and with the tabs.
//
//     normscope_memory_bench          (QT_QPA_PLATFORM=offscreen or under Xvfb)
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTabWidget>
#include <cstdint>
#include <cstdio>
#include <vector>

#include <malloc.h>

#include "../ui/LiveStore.h"
#include "ui/panels/ResultsPanel.h"

namespace
{

using namespace normscope;

constexpr std::uint64_t kSeeds = 8;
constexpr std::int64_t kIterations = 60'000;

double residentMiB()
{
    malloc_trim(0);
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
        }
    }
    return 0;
}

void look(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

void print(const char* what)
{
    std::printf("%-28s %8.1f MiB\n", what, residentMiB());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("NormscopeBench"));
    test::LiveStore live;
    ui::ResultsPanel panel(live.store());
    panel.resize(1280, 800);
    panel.show();
    look(200);
    print("nothing shown");
    std::vector<std::uint64_t> seeds;
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        seeds.push_back(seed);
    }
    panel.hide();
    const ExperimentId id = live.start("runs", seeds);
    for (const std::uint64_t seed : seeds) {
        for (const char* variant : {kBn, kNoBn}) {
            live.add(id, seed, test::MadeUpRun(seed, variant, kIterations / test::MadeUpRun::kPerEpoch).all());
        }
    }
    live.end(id);
    print("with the runs");
    panel.show();
    auto* const tabs = panel.findChild<QTabWidget*>(QStringLiteral("resultsTabs"));
    for (int i = 0; i < tabs->count(); ++i) {
        // A report is of its own making, in a thread of its own.
        if (tabs->widget(i)->objectName() != QStringLiteral("reportTab")) {
            tabs->setCurrentIndex(i);
            look(2'000);
        }
    }
    print("with every tab looked at");
    return 0;
}
