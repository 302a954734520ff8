#include <QComboBox>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <cmath>

#include <normscope/experiment/Convergence.h>

#include "LiveStore.h"
#include "ui/panels/ResultsPanel.h"
#include "ui/panels/results/ChartControls.h"
#include "ui/panels/results/ChartFeed.h"
#include "ui/panels/results/DifferenceFeed.h"

using namespace normscope;
using namespace normscope::ui;
using normscope::test::LiveStore;
using normscope::test::MadeUpRun;

namespace
{

void addDone(LiveStore& live, ExperimentId id, std::uint64_t seed, std::int64_t epochs = 3)
{
    for (const std::string variant : {kBn, kNoBn}) {
        live.add(id, seed, MadeUpRun(seed, variant, epochs).all());
    }
}

template <class Feed>
void update(Feed& feed, LiveStore& live)
{
    feed.setRuns(shownRuns(live.store()));
    feed.update(live.store());
}

std::vector<QPointF> pointsOf(const LineChart& chart, const QString& label)
{
    for (const CurveId id : chart.curves()) {
        if (chart.label(id) == label) {
            const auto points = chart.points(id);
            return {points.begin(), points.end()};
        }
    }
    return {};
}

const BandEdges& bandOf(const LineChart& chart, const QString& label)
{
    for (const CurveId id : chart.curves()) {
        if (chart.label(id) == label) {
            return chart.band(id);
        }
    }
    return chart.band(-1);
}

QStringList labelsOf(const LineChart& chart)
{
    QStringList labels;
    for (const CurveId id : chart.curves()) {
        labels.push_back(chart.label(id));
    }
    labels.sort();
    return labels;
}

bool isNear(double one, double other)
{
    return std::abs(one - other) < 1e-12;
}

}  // namespace

/// Several seeds as their mean with a band.
class tst_SeedMeans : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void meanOfSmoothedLosses_data();
    void meanOfSmoothedLosses();
    void seedsThatAreNotDoneStandAlone();
    void onlyWhereAllSeedsHaveAValue();
    void accuraciesHaveTheirSeries();
    void countsInTimeWhatWasReachedByThen();
    void differencesArePaired();
    void eachExperimentHasItsOwn();
    void showsTheDifferenceOfAnyTwo();
    void aSingleSeedIsItself();
    void keepsWhatTheUserHasHidden();
    void automaticFromThreeSeedsOn();
    void notesSayWhatIsDrawn();
    void meansAreAsSmoothAsChosen();
    void oneChoiceForAllTabs();
    void isRemembered();

  private:
    QTemporaryDir m_folder;
};

void tst_SeedMeans::initTestCase()
{
    QVERIFY(m_folder.isValid());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    QCoreApplication::setOrganizationName("NormscopeTest");
}

void tst_SeedMeans::meanOfSmoothedLosses_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("reach");  ///< of the band, in standard deviations of two values
    QTest::addColumn<QString>("label");
    // Two values a, b: s = |a − b| / √2, s / √2 = |a − b| / 2, which is also as far as they lie from their mean.
    // Student's t with one degree of freedom: tan(0.475 π).
    const double half = std::sqrt(0.5);
    QTest::newRow("SD") << static_cast<int>(BandKind::StandardDeviation) << 1.0 << "BN: mean ± SD, n = 2";
    QTest::newRow("SE") << static_cast<int>(BandKind::StandardError) << half << "BN: mean ± SE, n = 2";
    QTest::newRow("95 %") << static_cast<int>(BandKind::Interval95) << half * std::tan(0.475 * M_PI)
                          << "BN: mean, 95 % CI, n = 2";
    QTest::newRow("min, max") << static_cast<int>(BandKind::MinMax) << half << "BN: mean, min–max, n = 2";
}

void tst_SeedMeans::meanOfSmoothedLosses()
{
    QFETCH(const int, kind);
    QFETCH(const double, reach);
    QFETCH(const QString, label);
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1);
    addDone(live, id, 2);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(static_cast<BandKind>(kind));
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{2});
    const auto points = pointsOf(chart, label);
    const BandEdges& band = bandOf(chart, label);
    QCOMPARE(points.size(), std::size_t{90});
    QCOMPARE(band.lower.size(), points.size());
    QCOMPARE(band.upper.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto iteration = static_cast<std::int64_t>(i) + 1;
        const double a = *smoothedLoss(live.record(id, 1, kBn).iterations, iteration);
        const double b = *smoothedLoss(live.record(id, 2, kBn).iterations, iteration);
        QCOMPARE(points[i].x(), static_cast<double>(iteration));
        QVERIFY(isNear(points[i].y(), (a + b) / 2));
        const double expected = std::abs(a - b) / std::sqrt(2.0) * reach;
        QVERIFY(std::abs(band.upper[i].y() - points[i].y() - expected) < 1e-9);
        QVERIFY(std::abs(points[i].y() - band.lower[i].y() - expected) < 1e-9);
        QCOMPARE(band.upper[i].x(), points[i].x());
    }
}

void tst_SeedMeans::seedsThatAreNotDoneStandAlone()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2, 3});
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    const MadeUpRun bn(3, kBn);
    const MadeUpRun noBn(3, kNoBn);
    addDone(live, id, 1);
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN, seed 1", "no BN, seed 1"}));
    addDone(live, id, 2);
    live.add(id, 3, {bn.started()});
    live.add(id, 3, bn.steps(1, 20));
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN, seed 3", "BN: mean ± SD, n = 2", "no BN: mean ± SD, n = 2"}));
    // It grows while it trains.
    live.add(id, 3, bn.steps(21, 50));
    update(feed, live);
    QCOMPARE(pointsOf(chart, "BN, seed 3").size(), std::size_t{50});
    live.add(id, 3, bn.steps(51, 90));
    live.add(id, 3, {{kBn, Finished{}}});
    live.add(id, 3, {noBn.started()});
    live.add(id, 3, noBn.steps(1, 5));
    live.add(id, 3, {{kNoBn, Diverged{5, 1, std::nanf(""), 1.0F}}});
    update(feed, live);
    // One that diverged is no seed of the mean.
    QCOMPARE(labelsOf(chart), QStringList({"BN: mean ± SD, n = 3", "no BN, seed 3", "no BN: mean ± SD, n = 2"}));
    feed.setSeeds(std::nullopt);
    feed.update(live.store());
    QCOMPARE(chart.curves().size(), std::size_t{6});
}

void tst_SeedMeans::onlyWhereAllSeedsHaveAValue()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1, 3);
    addDone(live, id, 2, 2);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::MinMax);
    update(feed, live);
    QCOMPARE(pointsOf(chart, "BN: mean, min–max, n = 2").size(), std::size_t{60});
}

void tst_SeedMeans::accuraciesHaveTheirSeries()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1);
    addDone(live, id, 2);
    LineChart chart;
    ChartFeed feed(chart, Quantity::TestAccuracy);
    feed.setSeeds(BandKind::StandardError);
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN: mean ± SE, n = 2", "BN: mean ± SE, n = 2, whole test set",
                                           "no BN: mean ± SE, n = 2", "no BN: mean ± SE, n = 2, whole test set"}));
    const auto quick = pointsOf(chart, "no BN: mean ± SE, n = 2");
    QCOMPARE(quick.size(), std::size_t{9});
    const double mean = (MadeUpRun(1, kNoBn).accuracy(20) + MadeUpRun(2, kNoBn).accuracy(20)) / 2;
    QCOMPARE(quick[1].x(), 20.0);
    QVERIFY(isNear(quick[1].y(), mean));
    QCOMPARE(pointsOf(chart, "BN: mean ± SE, n = 2, whole test set").size(), std::size_t{3});
}

void tst_SeedMeans::countsInTimeWhatWasReachedByThen()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    // Seed 1 takes two seconds an iteration, seed 2 three.
    for (const std::uint64_t seed : {1U, 2U}) {
        const double pace = seed == 1 ? 2 : 3;
        std::vector<TrainingEvent> events{{kBn, Started{1, 4, 80, {}}}};
        for (int i = 1; i <= 4; ++i) {
            events.push_back({kBn, Step{i, 1, 1.0F, 0.5, 0.1, pace * i}});
            events.push_back({kBn, Evaluation{i, 1, 1.0, 0.1 * i, pace * i}});
        }
        events.push_back({kBn, Finished{}});
        live.add(id, seed, events);
    }
    LineChart chart;
    ChartFeed feed(chart, Quantity::TestAccuracy);
    feed.setUnit(XUnit::Seconds);
    feed.setSeeds(BandKind::MinMax);
    update(feed, live);
    // At 2 s seed 2 has nothing; at 4 its first, at 6 and 8 its second value. Both: 0.2, 0.1; 0.3, 0.2; 0.4, 0.2.
    const auto points = pointsOf(chart, "BN: mean, min–max, n = 2");
    QCOMPARE(points.size(), std::size_t{3});
    const std::vector<QPointF> expected{{4, 0.15}, {6, 0.25}, {8, 0.3}};
    for (std::size_t i = 0; i < points.size(); ++i) {
        QCOMPARE(points[i].x(), expected[i].x());
        QVERIFY(isNear(points[i].y(), expected[i].y()));
    }
}

void tst_SeedMeans::differencesArePaired()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2, 3});
    addDone(live, id, 1);
    addDone(live, id, 2);
    live.add(id, 3, MadeUpRun(3, kBn).all());
    live.add(id, 3, {MadeUpRun(3, kNoBn).started()});
    live.add(id, 3, MadeUpRun(3, kNoBn).steps(1, 40));
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN − no BN: mean ± SD, n = 2", "no difference", "seed 3"}));
    const QString label = "BN − no BN: mean ± SD, n = 2";
    const auto points = pointsOf(chart, label);
    QCOMPARE(points.size(), std::size_t{90});
    const auto difference = [&](std::uint64_t seed, std::int64_t iteration) {
        return *smoothedLoss(live.record(id, seed, kBn).iterations, iteration) -
               *smoothedLoss(live.record(id, seed, kNoBn).iterations, iteration);
    };
    for (const std::size_t i : {std::size_t{0}, std::size_t{44}, std::size_t{89}}) {
        const auto iteration = static_cast<std::int64_t>(i) + 1;
        const double a = difference(1, iteration);
        const double b = difference(2, iteration);
        QVERIFY(isNear(points[i].y(), (a + b) / 2));
        QVERIFY(isNear(bandOf(chart, label).upper[i].y() - points[i].y(), std::abs(a - b) / std::sqrt(2.0)));
    }
    QCOMPARE(pointsOf(chart, "no difference"), (std::vector<QPointF>{{1, 0}, {90, 0}}));
    live.add(id, 3, MadeUpRun(3, kNoBn).steps(41, 90));
    live.add(id, 3, {{kNoBn, Finished{}}});
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN − no BN: mean ± SD, n = 3", "no difference"}));
}

void tst_SeedMeans::eachExperimentHasItsOwn()
{
    LiveStore live;
    for (const double lr : {0.1, 0.5}) {
        ExperimentSpec spec;
        spec.seeds = {1, 2};
        spec.training.sgd.lr = lr;
        const ExperimentId id = live.start(lr == 0.1 ? "one" : "two", spec);
        addDone(live, id, 1);
        addDone(live, id, 2);
        live.end(id);
    }
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    update(feed, live);
    QCOMPARE(
        labelsOf(chart),
        QStringList({"BN · learning rate 0.1: mean ± SD, n = 2", "BN · learning rate 0.5: mean ± SD, n = 2",
                     "no BN · learning rate 0.1: mean ± SD, n = 2", "no BN · learning rate 0.5: mean ± SD, n = 2"}));
    LineChart other;
    DifferenceFeed difference(other, Quantity::Loss);
    difference.setSeeds(BandKind::StandardDeviation);
    update(difference, live);
    QCOMPARE(labelsOf(other), QStringList({"learning rate 0.1: mean ± SD, n = 2", "learning rate 0.5: mean ± SD, n = 2",
                                           "no difference"}));
}

/// Of two experiments, seed by seed; of single runs as they are; and back to the reference.
void tst_SeedMeans::showsTheDifferenceOfAnyTwo()
{
    LiveStore live;
    std::vector<ExperimentId> ids;
    for (const double lr : {0.1, 0.5}) {
        ExperimentSpec spec;
        spec.seeds = {1, 2};
        spec.training.sgd.lr = lr;
        ids.push_back(live.start(lr == 0.1 ? "one" : "two", spec));
        addDone(live, ids.back(), 1);
        addDone(live, ids.back(), 2);
        live.end(ids.back());
    }
    LineChart chart;
    DifferenceFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    feed.setPair(ChosenPair{{ids[0], kBn, {}}, {ids[1], kNoBn, {}}});
    update(feed, live);
    const QString name = "BN · learning rate 0.1, all seeds − no BN · learning rate 0.5, all seeds";
    QCOMPARE(labelsOf(chart), QStringList({name + ": mean ± SD, n = 2", "no difference"}));
    QVERIFY2(chart.title().contains(name), qPrintable(chart.title()));
    feed.setPair(ChosenPair{{ids[0], kBn, 1}, {ids[0], kBn, 2}});
    update(feed, live);
    const QString single = "BN, seed 1 · learning rate 0.1 − BN, seed 2 · learning rate 0.1";
    QCOMPARE(labelsOf(chart), QStringList({single, "no difference"}));
    // The made-up runs are as long, so that there is a value at each of their steps.
    QCOMPARE(pointsOf(chart, single).size(), std::size_t{90});
    const RunRecord& first = live.record(ids[0], 1, kBn);
    const RunRecord& second = live.record(ids[0], 2, kBn);
    feed.setSmoothing(1);
    update(feed, live);
    const auto points = pointsOf(chart, single);
    QCOMPARE(points.at(50).y(), first.iterations.column("loss")[50] - second.iterations.column("loss")[50]);
    feed.setPair({});
    update(feed, live);
    QCOMPARE(labelsOf(chart).size(), 3);
}

void tst_SeedMeans::aSingleSeedIsItself()
{
    LiveStore live;
    addDone(live, live.start("made-up"), 1);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN", "no BN"}));
    QVERIFY(bandOf(chart, "BN").upper.empty());
}

void tst_SeedMeans::keepsWhatTheUserHasHidden()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1);
    addDone(live, id, 2);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::StandardDeviation);
    update(feed, live);
    chart.setCurveVisible(chart.curves().at(0), false);
    feed.setUnit(XUnit::Epoch);
    feed.setSeeds(BandKind::MinMax);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{2});
    QVERIFY(!chart.isCurveVisible(chart.curves().at(0)));
    QVERIFY(chart.isCurveVisible(chart.curves().at(1)));
    QCOMPARE(chart.points(chart.curves().at(0)).back().x(), 3.0);
}

void tst_SeedMeans::automaticFromThreeSeedsOn()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2, 3});
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(SeedView());
    addDone(live, id, 1);
    addDone(live, id, 2);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{4});
    addDone(live, id, 3);
    update(feed, live);
    QCOMPARE(labelsOf(chart), QStringList({"BN: mean ± SD, n = 3", "no BN: mean ± SD, n = 3"}));
    QCOMPARE(chart.label(chart.curves().front()), "BN: mean ± SD, n = 3");
    // Another experiment beside it has two: each is shown.
    live.end(id);
    const ExperimentId other = live.start("other", {1, 2});
    addDone(live, other, 1);
    addDone(live, other, 2);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{6});
    feed.setSeeds(std::nullopt);
    update(feed, live);
    QCOMPARE(chart.curves().size(), std::size_t{10});
}

void tst_SeedMeans::notesSayWhatIsDrawn()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2, 3});
    LineChart chart;
    const auto note = [&] { return chart.findChild<QToolButton*>("chartNote")->toolTip(); };
    ChartFeed feed(chart, Quantity::Loss);
    addDone(live, id, 1);
    update(feed, live);
    QCOMPARE(note(), "Faint: every iteration; bold: mean of the last 50");
    feed.setSmoothing(1);
    QCOMPARE(note(), "Every iteration");
    feed.setSmoothing(100);
    QCOMPARE(note(), "Faint: every iteration; bold: mean of the last 100");
    feed.setSeeds(BandKind::StandardDeviation);
    addDone(live, id, 2);
    update(feed, live);
    QCOMPARE(note(), "Bold: mean of 2 seeds, band: ± SD; of means of the last 100 iterations");
    live.add(id, 3, {MadeUpRun(3, kBn).started()});
    live.add(id, 3, MadeUpRun(3, kBn).steps(1, 5));
    update(feed, live);
    QCOMPARE(note(), "Faint: every iteration; bold: mean of the last 100; with a band: mean of 2 seeds, band: ± SD; "
                     "of means of the last 100 iterations");
    feed.setSmoothing(1);
    QCOMPARE(note(), "Every iteration; with a band: mean of 2 seeds, band: ± SD");
    live.add(id, 3, MadeUpRun(3, kBn).steps(6, 90));
    live.add(id, 3, {{kBn, Finished{}}});
    update(feed, live);
    QCOMPARE(note(), "Bold: mean of 2–3 seeds, band: ± SD");
    DifferenceFeed difference(chart, Quantity::TestAccuracy);
    difference.setSeeds(BandKind::MinMax);
    update(difference, live);
    QCOMPARE(note(), "After equally many iterations; bold: mean of 2 seeds, band: min–max");
}

void tst_SeedMeans::meansAreAsSmoothAsChosen()
{
    LiveStore live;
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1);
    addDone(live, id, 2);
    LineChart chart;
    ChartFeed feed(chart, Quantity::Loss);
    feed.setSeeds(BandKind::MinMax);
    feed.setSmoothing(1);
    update(feed, live);
    const auto points = pointsOf(chart, "BN: mean, min–max, n = 2");
    const auto loss = [&](std::uint64_t seed, std::size_t i) {
        return live.record(id, seed, kBn).iterations.column("loss")[i];
    };
    QVERIFY(isNear(points[60].y(), (loss(1, 60) + loss(2, 60)) / 2));
    feed.setSmoothing(10);
    feed.update(live.store());
    QVERIFY(!isNear(pointsOf(chart, "BN: mean, min–max, n = 2")[60].y(), points[60].y()));
}

void tst_SeedMeans::oneChoiceForAllTabs()
{
    LiveStore live;
    ResultsPanel panel(live.store());
    panel.resize(1000, 700);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto combo = [&](const char* tab) {
        return panel.findChild<QWidget*>(QString::fromLatin1(tab))->findChild<QComboBox*>("seedsCombo");
    };
    auto* tabs = panel.findChild<QTabWidget*>("resultsTabs");
    const ExperimentId single = live.start("single");
    addDone(live, single, 1);
    live.end(single);
    QVERIFY(!combo("overviewTab")->isVisible());
    live.store().setChecked(single, false);
    const ExperimentId id = live.start("made-up", {1, 2});
    addDone(live, id, 1);
    addDone(live, id, 2);
    live.end(id);
    QVERIFY(combo("overviewTab")->isVisible());
    QVERIFY(!combo("overviewTab")->accessibleName().isEmpty());
    QCOMPARE(combo("overviewTab")->currentText(), "automatic");
    auto* loss = panel.findChild<LineChart*>("lossChart");
    QCOMPARE(loss->curves().size(), std::size_t{4});
    // By keyboard.
    combo("overviewTab")->setFocus();
    QTest::keyClick(combo("overviewTab"), Qt::Key_Down);
    QCOMPARE(combo("overviewTab")->currentText(), "each one");
    QTest::keyClick(combo("overviewTab"), Qt::Key_Down);
    QCOMPARE(loss->curves().size(), std::size_t{2});
    QCOMPARE(loss->label(loss->curves().front()), "BN: mean ± SD, n = 2");
    QVERIFY(combo("overviewTab")->toolTip().contains("Seeds that are not done stay by themselves"));
    tabs->setCurrentIndex(2);
    QCOMPARE(combo("overlayTab")->currentText(), "mean ± SD");
    QCOMPARE(panel.findChild<LineChart*>("overlayChart")->curves().size(), std::size_t{2});
    QCOMPARE(panel.findChild<LineChart*>("differenceChart")->curves().size(), std::size_t{2});
    combo("overlayTab")->setCurrentIndex(4);
    QCOMPARE(combo("overviewTab")->currentIndex(), 4);
    QCOMPARE(combo("sideBySideTab")->currentIndex(), 4);
}

void tst_SeedMeans::isRemembered()
{
    {
        ChartControls controls(true);
        QVERIFY(controls.seeds().isAutomatic());
        QCOMPARE(controls.smoothing(), 50);
        QSignalSpy seeds(&controls, &ChartControls::seedsChanged);
        QSignalSpy smoothing(&controls, &ChartControls::smoothingChanged);
        controls.setSeeds(BandKind::Interval95);
        controls.setSmoothing(200);
        QCOMPARE(seeds.count(), 1);
        QCOMPARE(smoothing.count(), 1);
        QCOMPARE(smoothing.last().first().toInt(), 200);
        controls.setSmoothing(77);  // not offered
        QCOMPARE(controls.smoothing(), 200);
    }
    {
        const ChartControls controls(true);
        QVERIFY(controls.seeds() == SeedView(BandKind::Interval95));
        QCOMPARE(controls.smoothing(), 200);
    }
    QSettings().setValue("charts/seedView", "each");
    QSettings().setValue("charts/smoothing", 1);
    QVERIFY(ChartControls(true).seeds() == SeedView(std::nullopt));
    QCOMPARE(ChartControls(true).smoothing(), 1);
    QSettings().setValue("charts/seedView", 99);
    QSettings().setValue("charts/smoothing", "much");
    QVERIFY(ChartControls(true).seeds().isAutomatic());
    QCOMPARE(ChartControls(true).smoothing(), 50);
}

QTEST_MAIN(tst_SeedMeans)
#include "tst_SeedMeans.moc"
