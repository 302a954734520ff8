// What a change of the drawn network costs with about so many nodes: prints one JSON line with the milliseconds from
// the change to the painted drawing, and of a frame while it is moved, the middle and the worst of several.
//
//     normscope_network_bench [200]
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QStandardPaths>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "ui/network/NetworkView.h"

namespace
{

using namespace normscope;

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

double middleOf(std::vector<double> times)
{
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
    return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    const int nodes = argc > 1 ? std::atoi(argv[1]) : 200;
    ui::ExperimentDocument settings;
    // A residual block has about seven nodes.
    const QString blocks = QString::number(std::max(1, nodes / 21));
    settings.set("model", "resnet");
    settings.set("blocks", QStringList({blocks, blocks, blocks}).join(QLatin1Char(',')));
    ui::NetworkDocument document(settings);
    ui::NetworkView view(document);
    view.resize(1'000, 700);
    view.show();
    view.foldAll(false);
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);

    std::vector<double> changes;
    std::vector<double> frames;
    QElapsedTimer timer;
    for (int i = 0; i < 30; ++i) {
        timer.start();
        (void)document.setNumber("conv1", "kernel_size", i % 2 == 0 ? 5 : 3);
        view.render(&image);
        changes.push_back(milliseconds(timer));
        timer.start();
        view.zoom(1.01, QPointF(500, 350));
        view.render(&image);
        frames.push_back(milliseconds(timer));
    }
    std::printf("{\"nodes\": %zu, \"change_ms\": %.1f, \"worst_change_ms\": %.1f, \"frame_ms\": %.1f, "
                "\"worst_frame_ms\": %.1f}\n",
                document.graph()->nodes.size(), middleOf(changes), *std::max_element(changes.begin(), changes.end()),
                middleOf(frames), *std::max_element(frames.begin(), frames.end()));
    return 0;
}
