// What a chart costs the thread that draws it: 16 runs of 60,000 points of which two stream, panning and zooming in all
// of them, and the ordinary case of two curves. Prints a table of milliseconds.
//
//     normscope_chart_bench [FRAMES]          (QT_QPA_PLATFORM=offscreen or under Xvfb)
#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

#include <normscope/experiment/Variants.h>

#include "ui/charts/LineChart.h"

namespace
{

using namespace normscope;
using namespace normscope::ui;

constexpr int kRuns = 16;
constexpr int kPoints = 60'000;
constexpr int kBatch = 50;

/// A loss as trainings have it: falling, with noise and now and then a spike.
QPointF lossAt(int run, int iteration)
{
    const auto hash = static_cast<std::uint32_t>(run * 7919 + iteration) * 2654435761U;
    const double noise = static_cast<double>((hash ^ (hash >> 15U)) & 0xffffU) / 65536.0;
    const double trend = 0.05 + (2.3 - 0.05 * run) * std::exp(-iteration / 4000.0);
    const double spike = (hash >> 7U) % 4001 == 0 ? 1.0 : 0.0;
    return {static_cast<double>(iteration + 1), trend * (0.4 + 1.2 * noise) + spike};
}

std::vector<QPointF> losses(int run, int from, int count)
{
    std::vector<QPointF> points;
    points.reserve(static_cast<std::size_t>(count));
    for (int i = from; i < from + count; ++i) {
        points.push_back(lossAt(run, i));
    }
    return points;
}

/// The longest that a timer of 1 ms had to wait: what a user's click would have had to.
class LongestBlock
{
  public:
    LongestBlock()
    {
        m_since.start();
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_longest = std::max(m_longest, static_cast<double>(m_since.nsecsElapsed()) * 1e-6);
            m_since.restart();
        });
        m_timer.start(1);
    }
    [[nodiscard]] double milliseconds() const { return m_longest; }

  private:
    QTimer m_timer;
    QElapsedTimer m_since;
    double m_longest = 0;
};

void measure(const char* what, int frames, const std::function<void(int)>& change)
{
    std::vector<double> costs;
    LongestBlock block;
    for (int frame = 0; frame < frames; ++frame) {
        QElapsedTimer timer;
        timer.start();
        change(frame);
        // Repaints what has asked for it.
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        costs.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    std::sort(costs.begin(), costs.end());
    std::printf("%-44s %8.2f %8.2f %8.2f %8.2f\n", what, costs[costs.size() / 2], costs[costs.size() * 99 / 100],
                costs.back(), block.milliseconds());
    std::fflush(stdout);
}

CurveId addRun(LineChart& chart, int run, int points)
{
    const CurveId id = chart.addCurve(
        {QStringLiteral("run %1").arg(run), run % 2 == 0 ? kBn : kNoBn, run / 2, CurveForm::RawAndSmoothed});
    chart.append(id, losses(run, 0, points));
    return id;
}

void prepare(LineChart& chart, QSize size)
{
    chart.setTitle(QStringLiteral("Training loss"));
    chart.setAxes({QStringLiteral("Iteration"), AxisScale::Linear, false, true}, {QStringLiteral("Cross entropy")});
    chart.resize(size);
    chart.show();
}

/// Appends to two curves and shows it, as a training does.
void stream(LineChart& chart, CurveId a, CurveId b, int from)
{
    chart.append(a, losses(0, from, kBatch));
    chart.append(b, losses(1, from, kBatch));
    chart.refresh();
}

void measureMany(int frames)
{
    LineChart chart;
    prepare(chart, {1200, 700});
    std::vector<CurveId> ids;
    for (int run = 0; run < kRuns; ++run) {
        ids.push_back(addRun(chart, run, run < 2 ? kPoints - frames * kBatch : kPoints));
    }
    chart.refresh();
    QCoreApplication::processEvents();
    int reached = kPoints - frames * kBatch;
    const auto streamOn = [&](int /*frame*/) {
        stream(chart, ids[0], ids[1], reached);
        reached += kBatch;
    };
    measure("16 runs, 1200x700: two stream, following", frames, streamOn);
    measure("16 runs: pan", frames, [&](int frame) {
        const double left = 10'000 + 100.0 * frame;
        chart.setVisibleRange({left, left + 30'000, 0, 2.5});
    });
    measure("16 runs: pan, all in sight", frames, [&](int frame) {
        chart.setVisibleRange({-frame * 10.0, 60'000 - frame * 10.0, 0, 2.5});
    });
    measure("16 runs: zoom", frames, [&](int frame) {
        const double half = 30'000 * std::pow(0.99, frame);
        chart.setVisibleRange({30'000 - half, 30'000 + half, 0, 2.5});
    });
    chart.setVisibleRange({0, 100'000, 0, 2.5});
    measure("16 runs: two stream, zoomed", frames, streamOn);
    chart.setAxes(chart.xAxis(), {QStringLiteral("Cross entropy"), AxisScale::Log});
    measure("16 runs: pan, log y", frames, [&](int frame) {
        const double left = 10'000 + 100.0 * frame;
        chart.setVisibleRange({left, left + 30'000, 0.01, 5});
    });
}

void measureTwo(int frames)
{
    LineChart chart;
    prepare(chart, {500, 350});
    const CurveId bn = addRun(chart, 0, 1);
    const CurveId noBn = addRun(chart, 1, 1);
    chart.refresh();
    QCoreApplication::processEvents();
    const int steps = kPoints / kBatch;
    measure("2 curves, 500x350: from 0 to 60,000 points", steps,
            [&](int frame) { stream(chart, bn, noBn, 1 + frame * kBatch); });
    std::printf("%-44s %8.2f\n", "    refreshCost()", chart.refreshCost());
    measure("2 curves: full redraw", frames, [&](int frame) {
        chart.setVisibleRange({-frame * 10.0, 60'000 - frame * 10.0, 0, 2.5});
    });
}

}  // namespace

int main(int argc, char** argv)
{
    const QApplication application(argc, argv);
    const int frames = argc > 1 ? std::atoi(argv[1]) : 300;
    if (frames < 1 || frames > kPoints / kBatch) {
        std::fprintf(stderr, "normscope_chart_bench [FRAMES]: 1 to %d\n", kPoints / kBatch);
        return 2;
    }
    std::printf("%-44s %8s %8s %8s %8s\n", "milliseconds", "median", "99 %", "most", "blocked");
    measureMany(frames);
    measureTwo(frames);
    return 0;
}
