// What the list of runs costs with so many experiments, a tenth of them of several cases: prints one JSON line with the
// milliseconds from the first of them to a painted list, of a key pressed in the filter (the worst of several, without
// and with groups), of an update of one, and of a frame while it is scrolled.
//
//     normscope_run_tree_bench [10000]
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <normscope/runtime/Allocator.h>

#include "../ui/MadeUpList.h"
#include "ui/panels/RunsPanel.h"

namespace
{

using namespace normscope;

std::vector<ListedExperiment> madeUp(int count)
{
    std::vector<ListedExperiment> experiments;
    const SettingValues standard = settingValues(ExperimentSpec());
    for (int i = 0; i < count; ++i) {
        std::vector<ListedCase> cases;
        for (int k = 0; k < (i % 10 == 0 ? 5 : 1); ++k) {
            SettingValues settings = standard;
            settings["model"] = i % 3 == 0 ? "cnn" : "mlp";
            settings["lr"] = std::to_string(0.01 * (1 + (i + k) % 50));
            settings["seeds"] = "1,2,3";
            cases.push_back(test::madeUpCase(settings, {1, 2, 3}, 0.9 + 0.0001 * (i % 1'000)));
            cases.back().name = k == 0 && i % 10 != 0 ? std::string() : "lr-" + settings["lr"];
        }
        experiments.push_back(test::madeUpExperiment("twin-" + std::to_string(i), i, std::move(cases)));
        experiments.back().varies = i % 10 == 0 ? std::vector<std::string>{"lr"} : std::vector<std::string>();
    }
    return experiments;
}

double milliseconds(const QElapsedTimer& timer)
{
    return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

}  // namespace

int main(int argc, char** argv)
{
    keepFreedMemory();
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("NormscopeBench"));
    const int count = argc > 1 ? std::atoi(argv[1]) : 10'000;
    TrainingSession session;
    RunQueue queue(session);
    ui::ExperimentStore store;
    ui::RunsPanel panel(store, queue);
    panel.resize(420, 800);
    panel.show();
    (void)QTest::qWaitForWindowExposed(&panel);
    const CatalogChanges changes = test::changesOf(madeUp(count));

    QElapsedTimer timer;
    timer.start();
    panel.model().apply(changes);
    QCoreApplication::processEvents();
    (void)panel.grab();
    const double fill = milliseconds(timer);

    auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("runsFilter"));
    double worst = 0;
    double first = 0;
    const auto press = [&](auto key, double& slowest) {
        timer.start();
        QTest::keyClick(filter, key);
        QCoreApplication::processEvents();
        (void)panel.grab();
        const double taken = milliseconds(timer);
        first = first > 0 ? first : taken;
        slowest = std::max(slowest, taken);
    };
    const auto pressAll = [&](double& slowest) {
        for (const char letter : QByteArray("cnn lr<0.1 accuracy>0.95")) {
            press(letter, slowest);
        }
        for (int i = 0; i < 24; ++i) {
            press(Qt::Key_Backspace, slowest);
        }
    };
    // As a person would who begins a moment after the window has come up.
    QTest::qWait(3'000);
    pressAll(worst);
    timer.start();
    panel.model().setGrouping(ui::Grouping::Date);
    QCoreApplication::processEvents();
    (void)panel.grab();
    const double group = milliseconds(timer);
    double worstInGroups = 0;
    pressAll(worstInGroups);
    panel.model().setGrouping(ui::Grouping::None);
    // Others may be sorted by than the date.
    auto* view = panel.findChild<ui::RunsView*>();
    view->sortByColumn(ui::RunTreeModel::FirstVariant, Qt::DescendingOrder);
    double worstByAccuracy = 0;
    pressAll(worstByAccuracy);
    view->sortByColumn(ui::RunTreeModel::Date, Qt::DescendingOrder);
    QCoreApplication::processEvents();

    timer.start();
    ListedExperiment changed = *changes.changed.at(static_cast<std::size_t>(count / 2));
    changed.cases.front().runs.front().testAccuracy = 0.5;
    panel.model().apply(test::changesOf({changed}));
    QCoreApplication::processEvents();
    const double update = milliseconds(timer);

    QScrollBar* bar = view->verticalScrollBar();
    constexpr int kFrames = 200;
    timer.start();
    for (int i = 0; i < kFrames; ++i) {
        bar->setValue(bar->value() + 7);
        QCoreApplication::processEvents();
        (void)panel.grab();
    }
    const double frame = milliseconds(timer) / kFrames;
    timer.start();
    view->sortByColumn(ui::RunTreeModel::FirstVariant, Qt::DescendingOrder);
    QCoreApplication::processEvents();
    const double sort = milliseconds(timer);
    view->sortByColumn(ui::RunTreeModel::Date, Qt::DescendingOrder);
    std::printf("{\"experiments\": %d, \"fill_ms\": %.1f, \"first_key_ms\": %.1f, \"worst_key_ms\": %.1f, "
                "\"group_ms\": %.1f, \"worst_key_in_groups_ms\": %.1f, "
                "\"worst_key_by_accuracy_ms\": %.1f, "
                "\"update_ms\": %.1f, \"frame_ms\": %.2f, \"sort_ms\": %.1f}\n",
                count, fill, first, worst, group, worstInGroups, worstByAccuracy, update, frame, sort);
    return 0;
}
