// What the window costs a training: opens the real window, trains the experiment of a file as a user would, and prints
// one JSON line with the wall time of the training, the GUI thread's CPU time in it, and the folder of the results.
//
//     normscope_window_bench FILE.json [minimised]
#include <QApplication>
#include <QElapsedTimer>
#include <QStandardPaths>
#include <QTimer>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <normscope/base/Logging.h>
#include <normscope/runtime/Allocator.h>

#include "ui/MainWindow.h"

namespace
{

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace

int main(int argc, char** argv)
{
    using namespace normscope;
    keepFreedMemory();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("NormscopeBench"));
    if (argc < 2) {
        std::fputs("normscope_window_bench FILE.json [minimised]\n", stderr);
        return 2;
    }
    (void)setUpLogging("warning");
    ui::Theme theme;
    ui::Language language;
    ui::MainWindow window(theme, language);
    window.resize(1280, 800);
    window.show();
    window.open(QString::fromLocal8Bit(argv[1]));
    if (argc > 2 && std::strcmp(argv[2], "minimised") == 0) {
        window.showMinimized();
    }
    QElapsedTimer wall;
    double before = 0;
    QAction* const train = window.findChild<QAction*>(QStringLiteral("trainTwin"));
    QAction* const stop = window.findChild<QAction*>(QStringLiteral("stop"));
    // Disabled again: the training is over. An action tells when it changes; nothing is polled.
    QObject::connect(stop, &QAction::enabledChanged, &application, [&](bool enabled) {
        if (enabled) {
            return;
        }
        std::printf("{\"wall_seconds\": %.4f, \"gui_cpu_seconds\": %.4f}\n",
                    static_cast<double>(wall.nsecsElapsed()) * 1e-9, threadSeconds() - before);
        std::fflush(stdout);
        QTimer::singleShot(0, &window, &QWidget::close);
    });
    QTimer::singleShot(1000, &application, [&] {
        wall.start();
        before = threadSeconds();
        train->trigger();
    });
    return QApplication::exec();
}
