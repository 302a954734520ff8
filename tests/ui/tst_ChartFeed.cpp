#include <QTest>
#include <cmath>

#include <normscope/experiment/Convergence.h>

#include "../support/MadeUpRuns.h"
#include "LiveStore.h"
#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/ChartLink.h"
#include "ui/panels/results/DifferenceFeed.h"

using namespace normscope;
using namespace normscope::ui;
using normscope::test::finishedRun;
using normscope::test::LiveStore;
using normscope::test::MadeUpRun;

namespace
{

std::vector<QPointF> pointsOf(const LineChart& chart, std::size_t curve)
{
    const auto points = chart.points(chart.curves().at(curve));
    return {points.begin(), points.end()};
}

/// Both twins of a seed, from iteration to iteration.
void addSteps(LiveStore& live, ExperimentId id, std::uint64_t seed, std::int64_t first, std::int64_t last)
{
    for (const std::string variant : {kBn, kNoBn}) {
        const MadeUpRun run(seed, variant);
        if (first == 1) {
            live.add(id, seed, {run.started()});
        }
        live.add(id, seed, run.steps(first, last));
    }
}

void update(ChartFeed& feed, LiveStore& live)
{
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
}

}  // namespace

class tst_ChartFeed : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void givesEveryPoint_data();
    void givesEveryPoint();
    void appendsOnlyWhatIsNew();
    void keepsTestSetAndQuickTestsApart();
    void leavesOutWhatWasNotMeasured();
    void showsALossThatIsNoNumberAsAGap();
    void keepsWhatTheUserHasHidden();
    void goesWithItsRuns();
    void keepsShadesAndLabelsApart();
    void namesExperimentsByWhatDiffers();
    void changesQuantityAndUnit();
    void marksEpochs();
    void givesMarkersOfAllEpochs();
    void curvesAreInTheOrderOfTheRuns();
    void coloursDoNotChangeWithTheSelection();
    void marksWhereARunDiverged();
    void aDivergedRunDoesNotFlattenTheDifference();
    void aDivergedRunDoesNotFlattenTheChartBeside();
    void smoothsAsChosen();
    void givesTheDifferenceOfSmoothedLosses();
    void givesTheDifferenceAfterEqualTime();
    void waitsForTheOtherTwin();
    void severalVariantsMinusTheReference();
    void startsAnewWhereARunGoesOn();
};

void tst_ChartFeed::givesEveryPoint_data()
{
    QTest::addColumn<QString>("quantity");
    QTest::addColumn<int>("unit");
    QTest::addColumn<std::vector<QPointF>>("expected");
    // Of finishedRun() with BN, three iterations an epoch.
    const auto row = [](const char* name, const Quantity& quantity, XUnit unit, const std::vector<QPointF>& points) {
        QTest::addRow("%s", name) << QString::fromStdString(quantity.chart) << static_cast<int>(unit) << points;
    };
    const double high = static_cast<double>(3.4028235e38F);
    const double low = static_cast<double>(1e-45F);
    const auto f = [](float value) { return static_cast<double>(value); };
    row("loss by iteration", Quantity::Loss, XUnit::Iteration,
        {{1, f(2.3025851F)}, {2, f(0.1F)}, {3, f(1e-10F)}, {4, high}, {5, low}, {6, 0.5}});
    row("loss by epoch", Quantity::Loss, XUnit::Epoch,
        {{1.0 / 3, f(2.3025851F)}, {2.0 / 3, f(0.1F)}, {1, f(1e-10F)}, {4.0 / 3, high}, {5.0 / 3, low}, {2, 0.5}});
    row("loss by seconds", Quantity::Loss, XUnit::Seconds,
        {{0.75, f(2.3025851F)}, {1.25, f(0.1F)}, {1.75, f(1e-10F)}, {2.25, high}, {2.75, low}, {3.25, 0.5}});
    row("batch accuracy", Quantity::BatchAccuracy, XUnit::Iteration,
        {{1, 0.1}, {2, 1.0 / 3.0}, {3, 0.95}, {4, 1}, {5, 0}, {6, 0.5}});
    row("test accuracy", Quantity::TestAccuracy, XUnit::Seconds, {{1.25, 0.96}, {2.25, 0.975}});
}

void tst_ChartFeed::givesEveryPoint()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    live.add(id, 1, finishedRun(kBn));
    LineChart chart;
    QFETCH(const QString, quantity);
    QFETCH(const int, unit);
    ChartFeed feed(chart, Quantity{quantity.toStdString()});
    feed.setUnit(static_cast<XUnit>(unit));
    update(feed, live);
    QTEST(pointsOf(chart, 0), "expected");
}

void tst_ChartFeed::appendsOnlyWhatIsNew()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    const MadeUpRun run(1, kBn);
    live.add(id, 1, {run.started()});
    std::int64_t last = 0;
    for (const std::int64_t next : {1, 2, 9, 10, 47, 90}) {
        live.add(id, 1, run.steps(last + 1, next));
        last = next;
        update(feed, live);
        feed.update(live.store());
        QCOMPARE(pointsOf(chart, 0).size(), static_cast<std::size_t>(next));
    }
    QCOMPARE(chart.curves().size(), std::size_t{1});
    const auto points = pointsOf(chart, 0);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto iteration = static_cast<std::int64_t>(i) + 1;
        QCOMPARE(points[i],
                 QPointF(static_cast<double>(iteration), static_cast<double>(static_cast<float>(run.loss(iteration)))));
    }
}

void tst_ChartFeed::keepsTestSetAndQuickTestsApart()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    live.add(id, 1, finishedRun(kBn));
    LineChart chart;
    ChartFeed feed(chart, Quantity::TestAccuracy);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{2});
    QCOMPARE(pointsOf(chart, 0), (std::vector<QPointF>{{2, 0.96}, {4, 0.975}}));
    QCOMPARE(pointsOf(chart, 1), (std::vector<QPointF>{{3, 0.9}, {6, 0.98}}));
}

void tst_ChartFeed::leavesOutWhatWasNotMeasured()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    const double nan = std::nan("");
    live.add(id, 1,
             {{kBn, Started{2, 1, 20, {}}},
              {kBn, Step{1, 1, 1.0F, 0.5, 0.1, 1.0}},
              {kBn, EpochResult{1, 1, 1, 0.5, nan, nan, 1.0, 0, 0.4, 0.75}},
              {kBn, Step{2, 2, 1.0F, 0.5, 0.1, 2.0}},
              {kBn, EpochResult{2, 2, 1, 0.5, 0.3, 0.9, 2.0, 0, 0.4, 0.8}}});
    LineChart chart;
    ChartFeed feed(chart, Quantity::TestAccuracy);
    update(feed, live);
    // The test set was looked at once, the samples held out twice, and there were no quick tests.
    QCOMPARE(chart.curves().size(), std::size_t{2});
    QCOMPARE(pointsOf(chart, 0), (std::vector<QPointF>{{2, 0.9}}));
    QCOMPARE(pointsOf(chart, 1), (std::vector<QPointF>{{1, 0.75}, {2, 0.8}}));
}

void tst_ChartFeed::showsALossThatIsNoNumberAsAGap()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    const float nan = std::nanf("");
    live.add(id, 1,
             {{kNoBn, Started{1, 5, 100, {}}},
              {kNoBn, Step{1, 1, 2.0F, 0.1, 0.1, 1.0}},
              {kNoBn, Step{2, 1, nan, 0.1, 0.1, 2.0}},
              {kNoBn, Diverged{2, 1, nan, 2.0F}}});
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    update(feed, live);
    chart.refresh();
    QCOMPARE(pointsOf(chart, 0).size(), std::size_t{2});
    QVERIFY(std::isnan(pointsOf(chart, 0)[1].y()));
    QVERIFY(std::isfinite(chart.dataRange().yMax));
}

void tst_ChartFeed::keepsWhatTheUserHasHidden()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addSteps(live, id, 1, 1, 30);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    update(feed, live);
    chart.setCurveVisible(chart.curves().at(1), false);
    // Another unit makes the curves anew; a further seed adds some.
    feed.setUnit(XUnit::Epoch);
    addSteps(live, id, 2, 1, 30);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{4});
    QVERIFY(chart.isCurveVisible(chart.curves().at(0)));
    QVERIFY(!chart.isCurveVisible(chart.curves().at(1)));
    QVERIFY(chart.isCurveVisible(chart.curves().at(2)));
}

void tst_ChartFeed::goesWithItsRuns()
{
    LiveStore live;
    const ExperimentId first = live.start("first");
    addSteps(live, first, 1, 1, 30);
    live.end(first);
    const ExperimentId second = live.start("second");
    addSteps(live, second, 1, 1, 60);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{4});
    live.store().setChecked(first, false);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{2});
    QCOMPARE(pointsOf(chart, 0).size(), std::size_t{60});
    live.store().setCurrent(first);
    live.store().setChecked(second, false);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{2});
    QCOMPARE(pointsOf(chart, 0).size(), std::size_t{30});
}

void tst_ChartFeed::keepsShadesAndLabelsApart()
{
    LiveStore live;
    const ExperimentId other = live.start("other");
    addSteps(live, other, 1, 1, 30);
    live.end(other);
    const ExperimentId id = live.start("current", {1, 5});
    addSteps(live, id, 1, 1, 30);
    const auto before = shownRuns(live.store());
    addSteps(live, id, 5, 1, 30);
    const auto runs = shownRuns(live.store());
    QCOMPARE(runs.size(), std::size_t{6});
    QCOMPARE(runs[0].label, "BN, seed 1 · seeds 1, 5");
    QCOMPARE(runs[3].label, "no BN, seed 5 · seeds 1, 5");
    QCOMPARE(runs[3].pairLabel, "seed 5 · seeds 1, 5");
    QCOMPARE(runs[4].label, "BN · seed 1");
    QCOMPARE(runs[4].pairLabel, "seed 1");
    // A twin has its twin's shade, no other run has, and a seed that begins changes none.
    QCOMPARE(runs[0].shade, 1);
    QCOMPARE(runs[1].shade, 1);
    QCOMPARE(runs[3].shade, 2);
    QCOMPARE(runs[4].shade, 0);
    QCOMPARE(before.back().shade, 0);
    live.store().setChecked(other, false);
    QCOMPARE(shownRuns(live.store())[0].label, "BN, seed 1");
}

void tst_ChartFeed::namesExperimentsByWhatDiffers()
{
    LiveStore live;
    const auto labels = [&] {
        QStringList all;
        for (const ShownRun& run : shownRuns(live.store())) {
            if (run.run.variant == kBn) {
                all.push_back(run.label);
            }
        }
        return all;
    };
    ExperimentSpec spec;
    addSteps(live, live.start("one", spec), 1, 1, 3);
    QCOMPARE(labels(), QStringList({"BN"}));
    spec.training.sgd.lr = 0.5;
    addSteps(live, live.start("two", spec), 1, 1, 3);
    QCOMPARE(labels(), QStringList({"BN · learning rate 0.5", "BN · learning rate 0.1"}));
    spec.family = ModelFamily::Cnn;
    addSteps(live, live.start("three", spec), 1, 1, 3);
    QCOMPARE(labels(), QStringList({"BN · CNN · learning rate 0.5", "BN · MLP · learning rate 0.1",
                                    "BN · MLP · learning rate 0.5"}));
    // The same once more is told by its folder.
    addSteps(live, live.start("elsewhere/three", spec), 1, 1, 3);
    QCOMPARE(labels().front(), "BN · CNN · learning rate 0.5 · elsewhere/three");
    // What people call it comes before.
    live.store().setTitle("/nowhere/elsewhere/three", "My best");
    QCOMPARE(labels().front(), "BN · My best · CNN · learning rate 0.5");
    QCOMPARE(labels().back(), "BN · CNN · learning rate 0.5");
}

void tst_ChartFeed::changesQuantityAndUnit()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 60);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    update(feed, live);
    feed.setLogX(true);
    feed.setLogY(true);
    QVERIFY(chart.yAxis().scale == AxisScale::Log);
    feed.setUnit(XUnit::Epoch);
    QVERIFY(chart.xAxis().scale == AxisScale::Log);
    feed.setQuantity(Quantity::TestAccuracy);
    QVERIFY(chart.yAxis().scale == AxisScale::Linear);
    QVERIFY(chart.yAxis().isPercent);
    feed.update(live.store());
    QCOMPARE(chart.title(), "Test accuracy");
    QCOMPARE(chart.xAxis().title, "Epoch");
    QCOMPARE(pointsOf(chart, 0).size(), std::size_t{6});
    QCOMPARE(pointsOf(chart, 0)[1].x(), 20.0 / 30.0);
}

void tst_ChartFeed::marksEpochs()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 65);
    const auto runs = shownRuns(live.store());
    QCOMPARE(epochMarkers(live.store(), runs, XUnit::Iteration), (std::vector<double>{30, 60}));
    QCOMPARE(epochMarkers(live.store(), runs, XUnit::Epoch), (std::vector<double>{1, 2}));
    QCOMPARE(epochMarkers(live.store(), runs, XUnit::Seconds), (std::vector<double>{22.5, 45}));
    QCOMPARE(epochMarkers(live.store(), {}, XUnit::Epoch), std::vector<double>());
}

void tst_ChartFeed::givesMarkersOfAllEpochs()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    std::vector<TrainingEvent> events{{kBn, Started{120, 1, 20, {}}}};
    for (int i = 1; i <= 120; ++i) {
        events.push_back({kBn, Step{i, i, 1.0F, 0.5, 0.1, 0.5 * i}});
        events.push_back({kBn, EpochResult{i, i, 1, 0.5, 1, 0.5, 0.5 * i, 0, 0, 0}});
    }
    live.add(id, 1, events);
    const auto markers = epochMarkers(live.store(), shownRuns(live.store()), XUnit::Epoch);
    QCOMPARE(markers.size(), std::size_t{120});
    QCOMPARE(markers.front(), 1.0);
    QCOMPARE(markers.back(), 120.0);
}

void tst_ChartFeed::curvesAreInTheOrderOfTheRuns()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    LineChart loss;
    LineChart test;
    ChartFeed ofLoss(loss, Quantity::Loss);
    ChartFeed ofTest(test, Quantity::TestAccuracy);
    const auto labels = [](const LineChart& chart) {
        QStringList all;
        for (const CurveId curve : chart.curves()) {
            all << chart.label(curve);
        }
        return all;
    };
    // The reference is the first with a loss and with a test.
    const MadeUpRun bn(1, kBn);
    const MadeUpRun noBn(1, kNoBn);
    live.add(id, 1, {bn.started(), noBn.started()});
    live.add(id, 1, noBn.steps(1, 35));
    update(ofLoss, live);
    update(ofTest, live);
    QCOMPARE(labels(loss), QStringList({"no BN"}));
    live.add(id, 1, bn.steps(1, 12));
    update(ofLoss, live);
    update(ofTest, live);
    QCOMPARE(labels(loss), QStringList({"BN", "no BN"}));
    QCOMPARE(labels(test), QStringList({"BN", "no BN", "no BN, whole test set"}));
    live.add(id, 1, bn.steps(13, 35));
    update(ofTest, live);
    QCOMPARE(labels(test), QStringList({"BN", "BN, whole test set", "no BN", "no BN, whole test set"}));
}

void tst_ChartFeed::coloursDoNotChangeWithTheSelection()
{
    LiveStore live;
    std::vector<ExperimentId> ids;
    for (const char* name : {"one", "two", "three"}) {
        ids.push_back(live.start(name, {1, 2}));
        addSteps(live, ids.back(), 1, 1, 5);
        addSteps(live, ids.back(), 2, 1, 5);
        live.end(ids.back());
    }
    const auto shades = [&] {
        std::map<std::pair<ExperimentId, RunKey>, int> all;
        for (const ShownRun& run : shownRuns(live.store())) {
            all[{run.experiment, run.run}] = run.shade;
        }
        return all;
    };
    const auto before = shades();
    QCOMPARE(before.size(), std::size_t{12});
    QCOMPARE(before.at({ids[0], {1, kBn}}), 0);
    QCOMPARE(before.at({ids[2], {2, kNoBn}}), 5);
    for (const ExperimentId id : ids) {
        live.store().setCurrent(id);
        QCOMPARE(shades(), before);
    }
    live.store().setChecked(ids[0], false);
    for (const auto& [run, shade] : shades()) {
        QCOMPARE(shade, before.at(run));
    }
    live.store().close(ids[0]);
    live.store().close(ids[1]);
    for (const auto& [run, shade] : shades()) {
        QCOMPARE(shade, before.at(run));
    }
    // With nobody there the next one begins anew.
    live.store().close(ids[2]);
    addSteps(live, live.start("four"), 1, 1, 5);
    QCOMPARE(shownRuns(live.store()).front().shade, 0);
}

void tst_ChartFeed::marksWhereARunDiverged()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 30);
    std::vector<TrainingEvent> end;
    for (int i = 31; i <= 41; ++i) {
        end.push_back({kNoBn, Step{i, 2, std::pow(10.0F, static_cast<float>(i - 30)), 0.1, 0.1, 0.5 * i}});
    }
    end.push_back({kNoBn, Step{42, 2, std::nanf(""), 0.1, 0.1, 21}});
    live.add(id, 1, end);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    LineChart testChart;
    ChartFeed test(testChart, Quantity::TestAccuracy);
    const auto updateBoth = [&] {
        update(feed, live);
        update(test, live);
    };
    updateBoth();
    const CurveId bn = chart.curves().at(0);
    const CurveId noBn = chart.curves().at(1);
    QVERIFY(chart.endMark(noBn).isEmpty());
    live.add(id, 1, {{kNoBn, Diverged{42, 2, std::nanf(""), 2.0F}}});
    updateBoth();
    QCOMPARE(chart.endMark(noBn), "diverged at 42");
    QCOMPARE(chart.endMark(bn), QString());
    QCOMPARE(chart.label(noBn), "no BN");
    // The twin sets the axis, not 1e11.
    QVERIFY2(chart.dataRange().yMax < 30, qPrintable(QString::number(chart.dataRange().yMax)));
    // Once a run, not on each of its curves.
    QStringList marks;
    for (const CurveId curve : testChart.curves()) {
        marks << testChart.endMark(curve);
    }
    marks.removeAll(QString());
    QCOMPARE(marks, QStringList({"diverged at 42"}));
    feed.setUnit(XUnit::Seconds);
    updateBoth();
    QCOMPARE(chart.endMark(chart.curves().at(1)), "diverged at iteration 42");
}

void tst_ChartFeed::aDivergedRunDoesNotFlattenTheDifference()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    live.add(id, 1, {MadeUpRun(1, kBn).started()});
    live.add(id, 1, MadeUpRun(1, kBn).steps(1, 60));
    std::vector<TrainingEvent> events{MadeUpRun(1, kNoBn).started()};
    for (int i = 1; i <= 40; ++i) {
        const float loss = i < 38 ? 2.3F : 1e20F;
        events.push_back({kNoBn, Step{i, 1, loss, 0.1, 0.1, 0.5 * i}});
    }
    live.add(id, 1, events);
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::Loss);
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
    const ChartRange range = chart.dataRange();
    QVERIFY2(range.yMin >= -10 && range.yMax <= 10, qPrintable(QString::number(range.yMin)));
    QCOMPARE(chart.label(chart.curves().back()), "no difference");
}

void tst_ChartFeed::aDivergedRunDoesNotFlattenTheChartBeside()
{
    LineChart calm;
    LineChart wild;
    const CurveId bn = calm.addCurve({"BN", kBn, 0, CurveForm::RawAndSmoothed, 2.3});
    calm.append(bn, std::vector<QPointF>{{1, 2.3}, {50, 1}, {100, 0.1}});
    const CurveId noBn = wild.addCurve({"no BN", kNoBn, 0, CurveForm::RawAndSmoothed, 2.3});
    wild.append(noBn, std::vector<QPointF>{{1, 2.3}, {2, 1758}, {3, 8e9}, {4, 1e18}});
    QVERIFY(calm.isCalm() && !wild.isCalm());
    ChartLink link({&wild, &calm}, ChartLink::What::CrosshairAndRange, nullptr);
    link.shareRange();
    QVERIFY2(calm.visibleRange().yMax < 5, qPrintable(QString::number(calm.visibleRange().yMax)));
    QVERIFY(wild.visibleRange() == calm.visibleRange());
    QCOMPARE(wild.visibleRange().xMax, 100.0);
    // With nobody to spare it is shown as it is.
    calm.setCurveVisible(bn, false);
    calm.removeCurve(bn);
    link.shareRange();
    QVERIFY(wild.visibleRange().yMax >= 1e18);
}

void tst_ChartFeed::smoothsAsChosen()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 90);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    LineChart differenceChart;
    DifferenceFeed difference(differenceChart, Quantity::Loss);
    difference.setRuns(shownRuns(live.store()));
    update(feed, live);
    feed.setSmoothing(10);
    difference.setSmoothing(10);
    difference.update(live.store());
    QCOMPARE(chart.smoothing(), 10);
    const auto meanOf = [&](const std::string& variant, std::size_t last) {
        const SeriesColumn losses = live.record(id, 1, variant).iterations.column("loss");
        double sum = 0;
        for (std::size_t i = last + 1 - 10; i <= last; ++i) {
            sum += losses[i];
        }
        return sum / 10;
    };
    QVERIFY(std::abs(pointsOf(differenceChart, 0)[70].y() - (meanOf(kBn, 70) - meanOf(kNoBn, 70))) < 1e-12);
    feed.setSmoothing(1);
    QCOMPARE(chart.smoothing(), 1);
}

void tst_ChartFeed::givesTheDifferenceOfSmoothedLosses()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 20);
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::Loss);
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
    addSteps(live, id, 1, 21, 90);
    feed.update(live.store());
    const auto points = pointsOf(chart, 0);
    QCOMPARE(points.size(), std::size_t{90});
    for (const QPointF& point : points) {
        const auto iteration = static_cast<std::int64_t>(point.x());
        const double expected = *smoothedLoss(live.record(id, 1, kBn).iterations, iteration) -
                                *smoothedLoss(live.record(id, 1, kNoBn).iterations, iteration);
        QVERIFY(std::abs(point.y() - expected) < 1e-12);
    }
    // The line at zero, as long as the curve.
    QCOMPARE(pointsOf(chart, 1), (std::vector<QPointF>{{1, 0}, {90, 0}}));
}

void tst_ChartFeed::givesTheDifferenceAfterEqualTime()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    for (const std::string variant : {kBn, kNoBn}) {
        const double pace = variant == kBn ? 3.0 : 2.0;
        std::vector<TrainingEvent> events{{variant, Started{1, 4, 80, {}}}};
        for (int i = 1; i <= 4; ++i) {
            const double accuracy = (variant == kBn ? 0.5 : 0.2) + 0.01 * i;
            events.push_back({variant, Step{i, 1, 1.0F, 0.5, 0.1, pace * i}});
            events.push_back({variant, Evaluation{i, 1, 1.0, accuracy, pace * i}});
        }
        live.add(id, 1, events);
    }
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::TestAccuracy);
    feed.setUnit(XUnit::Seconds);
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
    // With BN after 3 and 6 seconds, without after 2 and 6; what happened later than 8 seconds has nothing beside it.
    const auto points = pointsOf(chart, 0);
    QCOMPARE(points.size(), std::size_t{2});
    QCOMPARE(points[0].x(), 3.0);
    QVERIFY(std::abs(points[0].y() - (0.51 - 0.21)) < 1e-12);
    QCOMPARE(points[1].x(), 6.0);
    QVERIFY(std::abs(points[1].y() - (0.52 - 0.23)) < 1e-12);
}

void tst_ChartFeed::severalVariantsMinusTheReference()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    ExperimentSpec spec = live.store().find(id)->spec;
    spec.variants = {kBn, "layer-norm", kNoBn};
    live.prepare(id, spec);
    for (const std::string& variant : spec.variants) {
        live.add(id, 1, MadeUpRun(1, variant).all());
    }
    LineChart curves;
    ChartFeed feed(curves, Quantity::Loss);
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
    const auto labelsOf = [](const LineChart& chart) {
        QStringList labels;
        for (const CurveId curve : chart.curves()) {
            labels << chart.label(curve);
        }
        return labels;
    };
    // In the order of the list, not of the alphabet.
    QCOMPARE(labelsOf(curves), QStringList({"BN", "layer norm", "no BN"}));
    LineChart chart;
    DifferenceFeed differences(chart, Quantity::Loss);
    differences.setRuns(shownRuns(live.store()));
    differences.update(live.store());
    QCOMPARE(labelsOf(chart), QStringList({"BN − no BN", "layer norm − no BN", "no difference"}));
    QCOMPARE(chart.title(), "Difference in training loss: variant − no BN");
    const auto points = pointsOf(chart, 1);
    QCOMPARE(points.size(), std::size_t{90});
    QVERIFY(std::abs(points[10].y() - (*smoothedLoss(live.record(id, 1, "layer-norm").iterations, 11) -
                                       *smoothedLoss(live.record(id, 1, kNoBn).iterations, 11))) < 1e-12);
}

void tst_ChartFeed::waitsForTheOtherTwin()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    const MadeUpRun bn(1, kBn);
    const MadeUpRun noBn(1, kNoBn);
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::Loss);
    const auto points = [&] {
        feed.setRuns(shownRuns(live.store()));
        feed.update(live.store());
        return chart.curves().empty() ? std::size_t{0} : pointsOf(chart, 0).size();
    };
    live.add(id, 1, {bn.started()});
    live.add(id, 1, bn.steps(1, 10));
    QCOMPARE(points(), std::size_t{0});
    live.add(id, 1, {noBn.started()});
    live.add(id, 1, noBn.steps(1, 4));
    QCOMPARE(points(), std::size_t{4});
    live.add(id, 1, noBn.steps(5, 12));
    QCOMPARE(points(), std::size_t{10});
}

/// A run that goes on from a checkpoint holds less than was known of it, and all of it once.
void tst_ChartFeed::startsAnewWhereARunGoesOn()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up");
    addSteps(live, id, 1, 1, 65);
    LineChart lossChart;
    LineChart testChart;
    LineChart differenceChart;
    ChartFeed loss(lossChart, Quantity::Loss);
    ChartFeed test(testChart, Quantity::TestAccuracy);
    DifferenceFeed difference(differenceChart, Quantity::Loss);
    const auto updateAll = [&] {
        update(loss, live);
        update(test, live);
        difference.setRuns(shownRuns(live.store()));
        difference.update(live.store());
    };
    updateAll();
    lossChart.setCurveVisible(lossChart.curves().at(1), false);
    for (const std::string variant : {kBn, kNoBn}) {
        const MadeUpRun run(1, variant);
        RunRecord stored;
        for (const TrainingEvent& event : run.steps(1, 45)) {
            stored.add(event);
        }
        SessionEvent started{1, run.started(), std::make_shared<const RunRecord>(stored)};
        std::get<Started>(started.event.what).iterationsDone = 45;
        live.add(id, {started});
        updateAll();
        live.add(id, 1, run.steps(46, 70));
    }
    updateAll();
    const auto isWhole = [](const LineChart& chart, std::size_t curve, std::size_t count, double stride) {
        const auto points = pointsOf(chart, curve);
        bool isSo = points.size() == count;
        for (std::size_t i = 0; isSo && i < count; ++i) {
            isSo = points[i].x() == stride * static_cast<double>(i + 1);
        }
        return isSo;
    };
    QCOMPARE(lossChart.curves().size(), std::size_t{2});
    QVERIFY(isWhole(lossChart, 0, 70, 1) && isWhole(lossChart, 1, 70, 1));
    QVERIFY(!lossChart.isCurveVisible(lossChart.curves().at(1)));
    QCOMPARE(testChart.curves().size(), std::size_t{4});
    QVERIFY(isWhole(testChart, 0, 7, 10) && isWhole(testChart, 1, 2, 30));
    QVERIFY(isWhole(differenceChart, 0, 70, 1));
}

QTEST_MAIN(tst_ChartFeed)
#include "tst_ChartFeed.moc"
