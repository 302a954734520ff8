#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <memory>

#include "LiveStore.h"
#include "UpperCase.h"
#include "ui/models/ComparisonModel.h"
#include "ui/panels/ResultsPanel.h"

using namespace normscope;
using namespace normscope::ui;
using namespace std::chrono_literals;
using normscope::test::LiveStore;
using normscope::test::MadeUpRun;
using normscope::test::UpperCase;

class tst_ResultsPanel : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhatToDoWhileThereIsNothing();
    void showsTheNetworkWhereNothingIs();
    void showsLiveSteps();
    void fillsATabWhenItIsTurnedTo();
    void keepsAZoomWhileStepsArrive();
    void startsAnewWithAnotherExperiment();
    void sharesAxesSideBySide();
    void showsAllVariantsSideBySide();
    void linksZoomAndCrosshair();
    void changesUnitAndScaleOfATab();
    void showsAnAddedSeries();
    void comparesASeedAndTheMean();
    void showsMeasuresWhole();
    void copiesTheTable();
    void showsDifferentSettings();
    void tellsOfADivergedRun();
    void tellsOfEnds_data();
    void tellsOfEnds();
    void showsHeadlines();
    void knowsTheChartThatIsMeant();
    void givesAllCharts();
    void turnsTabsRound();
    void asksForFewerStepsWhileUnseen();
    void changesLanguage();
    void outlivesAClosedExperiment();
    void remembersItsSplitters();
    void saysWhatNext();
    void bannerIsAsHighAsItsText();
    void bannerTakesNoRoom();
    void linesGiveWayColumnByColumn();
    void ghostsAreFaint();

  private:
    template <class T>
    T* child(const char* tab, const char* name)
    {
        auto* const parent = m_panel->findChild<QWidget*>(QString::fromLatin1(tab));
        return parent->findChild<T*>(QString::fromLatin1(name));
    }
    LineChart* chart(const char* tab, const char* name) { return child<LineChart>(tab, name); }
    void turnTo(int tab) { m_panel->findChild<QTabWidget*>("resultsTabs")->setCurrentIndex(tab); }
    [[nodiscard]] QString notices() const { return m_panel->findChild<QLabel*>("runNoticesText")->text(); }

    ExperimentId train(const std::string& name, const std::vector<std::uint64_t>& seeds = {1});
    /// Steps of both twins arrive and have been drawn.
    void addSteps(ExperimentId id, std::int64_t first, std::int64_t last);

    std::unique_ptr<ExperimentDocument> m_document;
    QAction m_training;
    std::unique_ptr<LiveStore> m_live;
    std::unique_ptr<ResultsPanel> m_panel;
};

void tst_ResultsPanel::init()
{
    m_live = std::make_unique<LiveStore>();
    m_panel = std::make_unique<ResultsPanel>(m_live->store());
    m_panel->resize(1000, 700);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void tst_ResultsPanel::cleanup()
{
    m_panel.reset();
    m_live.reset();
}

ExperimentId tst_ResultsPanel::train(const std::string& name, const std::vector<std::uint64_t>& seeds)
{
    const ExperimentId id = m_live->start(name, seeds);
    for (const std::uint64_t seed : seeds) {
        m_live->add(id, seed, MadeUpRun(seed, kBn).all());
        m_live->add(id, seed, MadeUpRun(seed, kNoBn).all());
    }
    m_live->end(id);
    return id;
}

void tst_ResultsPanel::addSteps(ExperimentId id, std::int64_t first, std::int64_t last)
{
    for (const std::string variant : {kBn, kNoBn}) {
        const MadeUpRun run(1, variant);
        if (first == 1) {
            m_live->add(id, 1, {run.started()});
        }
        m_live->add(id, 1, run.steps(first, last));
    }
    QTest::qWait(0);
}

void tst_ResultsPanel::saysWhatToDoWhileThereIsNothing()
{
    auto* const hint = m_panel->findChild<QLabel*>("emptyHint");
    QVERIFY(hint->isVisible());
    QVERIFY(hint->text().contains("F5") && hint->text().contains("at the left"));
    QVERIFY(m_panel->currentChart() == nullptr);
    QVERIFY(m_panel->allCharts().empty());
    m_live->start("first");
    QVERIFY(!hint->isVisible());
    QVERIFY(m_panel->findChild<QTabWidget*>("resultsTabs")->isVisible());
    QVERIFY(m_panel->currentChart() != nullptr);
}

void tst_ResultsPanel::showsTheNetworkWhereNothingIs()
{
    m_document = std::make_unique<ExperimentDocument>();
    m_training.setText(QStringLiteral("Train"));
    m_panel->showNetworkOf(*m_document, m_training);
    auto* const editor = m_panel->findChild<NetworkEditor*>();
    auto* const button = m_panel->findChild<QToolButton*>("networkTrainButton");
    auto* const tabs = m_panel->findChild<QTabWidget*>("resultsTabs");
    QVERIFY(editor->isVisible() && button->isVisible());
    QCOMPARE(tabs->tabText(tabs->count() - 1), QString("Network"));
    QSignalSpy trained(&m_training, &QAction::triggered);
    button->click();
    QCOMPARE(trained.count(), 1);
    // With results it is a tab beside theirs, and goes on with what was chosen.
    editor->view().choose("relu1");
    const ExperimentId id = m_live->start("first");
    QVERIFY(!editor->isVisible());
    m_panel->turnTo("networkTab");
    QVERIFY(editor->isVisible() && !button->isVisible());
    QCOMPARE(editor->view().chosen(), std::string("relu1"));
    QVERIFY(m_panel->currentChart() == nullptr);
    m_live->end(id);
    m_live->store().close(id);
    QVERIFY(editor->isVisible() && button->isVisible());
}

void tst_ResultsPanel::showsLiveSteps()
{
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 17);
    LineChart* const loss = chart("overviewTab", "lossChart");
    QVERIFY(QTest::qWaitFor([&] { return loss->curves().size() == 2; }, 5000));
    addSteps(id, 18, 64);
    QVERIFY(QTest::qWaitFor([&] { return loss->points(loss->curves().at(0)).size() == 64; }, 5000));
    LineChart* const batch = chart("overviewTab", "batchAccuracyChart");
    QCOMPARE(batch->points(batch->curves().at(0)).size(), std::size_t{64});
    LineChart* const test = chart("overviewTab", "testAccuracyChart");
    // Quick tests and the whole test set of both twins.
    QCOMPARE(test->curves().size(), std::size_t{4});
    QCOMPARE(test->points(test->curves().at(0)).size(), std::size_t{6});
}

void tst_ResultsPanel::fillsATabWhenItIsTurnedTo()
{
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 30);
    QVERIFY(QTest::qWaitFor([&] { return !chart("overviewTab", "lossChart")->curves().empty(); }, 5000));
    LineChart* const overlay = chart("overlayTab", "overlayChart");
    QVERIFY(overlay->curves().empty());
    turnTo(2);
    QCOMPARE(overlay->curves().size(), std::size_t{2});
    QCOMPARE(overlay->points(overlay->curves().at(1)).size(), std::size_t{30});
    LineChart* const difference = chart("overlayTab", "differenceChart");
    QCOMPARE(difference->points(difference->curves().at(0)).size(), std::size_t{30});
}

void tst_ResultsPanel::keepsAZoomWhileStepsArrive()
{
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 30);
    LineChart* const loss = chart("overviewTab", "lossChart");
    QVERIFY(QTest::qWaitFor([&] { return !loss->curves().empty(); }, 5000));
    const ChartRange zoomed{5, 10, 0.5, 1.5};
    loss->setVisibleRange(zoomed);
    addSteps(id, 31, 90);
    QVERIFY(QTest::qWaitFor([&] { return loss->points(loss->curves().at(0)).size() == 90; }, 5000));
    QVERIFY(!loss->isFollowing());
    QVERIFY(loss->visibleRange() == zoomed);
}

void tst_ResultsPanel::startsAnewWithAnotherExperiment()
{
    train("first");
    LineChart* const loss = chart("overviewTab", "lossChart");
    loss->setVisibleRange({5, 10, 0.5, 1.5});
    const ExperimentId second = train("second");
    QVERIFY(loss->isFollowing());
    QCOMPARE(loss->curves().size(), std::size_t{4});
    m_live->store().setChecked(1, false);
    QCOMPARE(loss->curves().size(), std::size_t{2});
    QCOMPARE(m_live->store().current()->id, second);
}

void tst_ResultsPanel::sharesAxesSideBySide()
{
    train("made-up");
    turnTo(1);
    const LineChart* const bn = chart("sideBySideTab", "bnChart");
    const LineChart* const noBn = chart("sideBySideTab", "noBnChart");
    QCOMPARE(bn->curves().size(), std::size_t{1});
    QCOMPARE(noBn->curves().size(), std::size_t{1});
    QVERIFY(bn->visibleRange() == noBn->visibleRange());
    QCOMPARE(bn->title(), "Training loss, BN");
    QCOMPARE(noBn->title(), "Training loss, no BN");
    // With the same axes also where the twins take their time.
    child<QComboBox>("sideBySideTab", "unitCombo")->setCurrentIndex(2);
    QVERIFY(bn->visibleRange() == noBn->visibleRange());
    QVERIFY(noBn->visibleRange().xMax >= MadeUpRun(1, kBn).seconds(90));
}

void tst_ResultsPanel::showsAllVariantsSideBySide()
{
    const ExperimentId id = m_live->start("live");
    turnTo(1);
    const ChartRange zoomed{5, 10, 0.5, 1.5};
    chart("sideBySideTab", "bnChart")->setVisibleRange(zoomed);
    ExperimentSpec spec = m_live->store().find(id)->spec;
    spec.variants = {kBn, "layer-norm", kNoBn};
    m_live->prepare(id, spec);
    for (const std::string& variant : spec.variants) {
        m_live->add(id, 1, MadeUpRun(1, variant).all());
    }
    QVERIFY(QTest::qWaitFor([&] { return chart("sideBySideTab", "layerNormChart") != nullptr; }, 5000));
    LineChart* const layerNorm = chart("sideBySideTab", "layerNormChart");
    QVERIFY(QTest::qWaitFor([&] { return layerNorm->curves().size() == 1; }, 5000));
    QVERIFY(layerNorm->isVisible());
    QCOMPARE(layerNorm->title(), "Training loss, layer norm");
    QCOMPARE(layerNorm->points(layerNorm->curves().at(0)).size(), std::size_t{90});
    // It has joined the others where they are.
    QVERIFY(!layerNorm->isFollowing());
    QVERIFY(layerNorm->visibleRange() == zoomed);
    QStringList names;
    for (const auto& [name, one] : m_panel->allCharts()) {
        names << name;
    }
    QCOMPARE(names.filter("side-by-side"),
             QStringList({"side-by-side-bn", "side-by-side-layer-norm", "side-by-side-no-bn"}));
    m_live->end(id);
}

void tst_ResultsPanel::linksZoomAndCrosshair()
{
    train("made-up");
    turnTo(1);
    LineChart* const bn = chart("sideBySideTab", "bnChart");
    LineChart* const noBn = chart("sideBySideTab", "noBnChart");
    noBn->setFocus();
    QTest::keyClick(noBn, Qt::Key_Plus);
    QVERIFY(!noBn->isFollowing());
    QVERIFY(!bn->isFollowing());
    QVERIFY(bn->visibleRange() == noBn->visibleRange());
    QTest::keyClick(noBn, Qt::Key_Escape);
    QVERIFY(noBn->isFollowing());
    QVERIFY(bn->isFollowing());
    QVERIFY(bn->visibleRange() == noBn->visibleRange());
}

void tst_ResultsPanel::changesUnitAndScaleOfATab()
{
    train("made-up");
    LineChart* const loss = chart("overviewTab", "lossChart");
    LineChart* const test = chart("overviewTab", "testAccuracyChart");
    child<QComboBox>("overviewTab", "unitCombo")->setCurrentIndex(1);
    QCOMPARE(loss->points(loss->curves().at(0)).back().x(), 3.0);
    QCOMPARE(test->points(test->curves().at(0)).back().x(), 3.0);
    child<QToolButton>("overviewTab", "logYButton")->click();
    QVERIFY(loss->yAxis().scale == AxisScale::Log);
    QVERIFY(test->yAxis().scale == AxisScale::Linear);
    child<QToolButton>("overviewTab", "logXButton")->click();
    QVERIFY(loss->xAxis().scale == AxisScale::Log);
    QVERIFY(test->xAxis().scale == AxisScale::Log);
    // What the chart's own menu changes, the button shows.
    loss->setAxes(loss->xAxis(), {"Loss", AxisScale::Linear});
    m_live->store().setChecked(1, false);
    QVERIFY(!child<QToolButton>("overviewTab", "logYButton")->isChecked());
}

/// One entry in the table of series, and the charts' menus offer it and draw it.
void tst_ResultsPanel::showsAnAddedSeries()
{
    const ScopedSeries added({.name = "half_loss",
                              .unit = SeriesUnit::Count,
                              .read = [](const Step& step) { return static_cast<double>(step.loss) / 2; },
                              .chart = "Half the loss"});
    m_panel = std::make_unique<ResultsPanel>(m_live->store());
    m_panel->resize(1000, 700);
    m_panel->show();
    train("first");
    turnTo(2);
    auto* const quantity = child<QComboBox>("overlayTab", "quantityCombo");
    QCOMPARE(quantity->count(), 4);
    quantity->setCurrentIndex(quantity->findText("Half the loss"));
    LineChart* const overlay = chart("overlayTab", "overlayChart");
    QVERIFY(QTest::qWaitFor([&] { return overlay->curves().size() == 2; }, 5000));
    QCOMPARE(overlay->title(), QString("Half the loss"));
    QCOMPARE(overlay->yAxis().title, QString("Half the loss"));
    const auto points = overlay->points(overlay->curves().front());
    QCOMPARE(points.size(), std::size_t{90});
    const SeriesColumn loss = m_live->record(1, 1, kBn).iterations.column("loss");
    QCOMPARE(points[41], QPointF(42, loss[41] / 2));
    m_panel.reset();  // before the series is gone that it shows
}

void tst_ResultsPanel::comparesASeedAndTheMean()
{
    const ExperimentId id = m_live->start("made-up", {1, 4});
    turnTo(3);
    for (const std::uint64_t seed : {1U, 4U}) {
        m_live->add(id, seed, MadeUpRun(seed, kBn).all());
        m_live->add(id, seed, MadeUpRun(seed, kNoBn).all());
        QTest::qWait(50);
    }
    m_live->end(id);
    auto* const seeds = child<QComboBox>("tableTab", "seedCombo");
    auto* const table = child<QTableView>("tableTab", "comparisonTable");
    QCOMPARE(seeds->count(), 3);
    // Though there was one seed alone at first.
    QVERIFY(seeds->currentText().startsWith("Mean of 2"));
    QVERIFY(table->model()->headerData(2, Qt::Horizontal).toString().contains("mean"));
    const auto* const remarks = child<QLabel>("tableTab", "remarksLabel");
    QVERIFY2(remarks->text().contains("BN − no BN of the same seed: ") &&
                 remarks->text().contains("2 seeds are too few for a conclusion"),
             qPrintable(remarks->text()));
    seeds->setCurrentIndex(2);
    QVERIFY(!remarks->text().contains("too few"));
    QCOMPARE(seeds->currentText(), "Seed 4");
    QCOMPARE(table->model()->headerData(2, Qt::Horizontal).toString(), "BN");
    QCOMPARE(child<QLabel>("tableTab", "statusLabel")->text(), "BN: done · no BN: done");
    // 90 steps of 0.75 seconds.
    QCOMPARE(table->model()->index(0, 2).data().toString(), "67.50 s");
    QCOMPARE(table->model()->index(0, 3).data().toString(), "45.00 s");
}

void tst_ResultsPanel::showsMeasuresWhole()
{
    ExperimentSpec spec;
    spec.seeds = {1, 2};
    spec.variants = {kBn, "layer-norm", "group-norm", kNoBn};
    const ExperimentId id = m_live->start("made-up", spec.seeds);
    m_live->prepare(id, spec);
    for (const std::uint64_t seed : spec.seeds) {
        for (const std::string& variant : spec.variants) {
            m_live->add(id, seed, MadeUpRun(seed, variant).all());
        }
    }
    m_live->end(id);
    turnTo(3);
    auto* const table = child<QTableView>("tableTab", "comparisonTable");
    const QAbstractItemView* const view = table;
    for (const int width : {700, 2500, 700}) {
        m_panel->resize(width, 600);
        const auto isWhole = [&] {
            return table->columnWidth(ComparisonModel::MeasureColumn) >=
                   view->sizeHintForColumn(ComparisonModel::MeasureColumn);
        };
        QVERIFY(QTest::qWaitFor(isWhole, 5000));
        // Either the columns fill the table, or it scrolls.
        const auto fits = [&] {
            const int all = table->horizontalHeader()->length();
            return width == 700 ? all > table->viewport()->width() : all == table->viewport()->width();
        };
        QVERIFY(QTest::qWaitFor(fits, 5000));
    }
}

void tst_ResultsPanel::copiesTheTable()
{
    train("made-up");
    turnTo(3);
    auto* const table = child<QTableView>("tableTab", "comparisonTable");
    child<QAbstractButton>("tableTab", "copyTableButton")->click();
    QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), table->model()->rowCount() + 1);
    QCOMPARE(lines.at(0), "Aspect\tMeasure\tBN\tno BN\tDifference (BN − no BN)");
    QCOMPARE(lines.at(1), "Training time\tTraining time\t67.50 s\t45.00 s\t+22.50 s");
    table->setCurrentIndex(table->model()->index(0, 2));
    QTest::keySequence(table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), "67.50 s");
}

void tst_ResultsPanel::showsDifferentSettings()
{
    train("first");
    train("second", {1, 4});
    turnTo(6);
    auto* const table = child<QTableView>("settingsTab", "settingsTable");
    auto* const only = child<QCheckBox>("settingsTab", "differencesOnlyCheck");
    QCOMPARE(table->model()->columnCount(), 3);
    QVERIFY(table->model()->rowCount() > 10);
    only->click();
    QCOMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 1).data().toString(), "1, 4");
    m_live->store().setChecked(1, false);
    QVERIFY(!only->isEnabled());
    QVERIFY(table->model()->rowCount() > 10);
}

void tst_ResultsPanel::tellsOfADivergedRun()
{
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 11);
    const float nan = std::nanf("");
    m_live->add(id, 1,
                {{kNoBn, Step{12, 1, 321'000.0F, 0.1, 0.1, 6.0}},
                 {kNoBn, Step{13, 1, nan, 0.1, 0.1, 6.5}},
                 {kNoBn, Diverged{13, 1, nan, 321'000.0F}}});
    QVERIFY(QTest::qWaitFor([&] { return !notices().isEmpty(); }, 5000));
    QCOMPARE(notices(),
             "The run without BN diverged at iteration 13: the loss is no longer a finite number; the last one "
             "was 3.21e+05. A smaller learning rate may help. Its twin goes on.");
    QVERIFY(m_panel->findChild<QWidget*>("runNotices")->isVisible());
    // Its twin does go on, and is shown.
    m_live->add(id, 1, MadeUpRun(1, kBn).steps(12, 90));
    LineChart* const loss = chart("overviewTab", "lossChart");
    QVERIFY(QTest::qWaitFor([&] { return loss->points(loss->curves().at(0)).size() == 90; }, 5000));
    m_live->add(id, 1, {{kBn, Finished{}}});
    m_live->end(id);
    QVERIFY(!notices().contains("twin"));
}

void tst_ResultsPanel::tellsOfEnds_data()
{
    QTest::addColumn<int>("end");
    QTest::addColumn<QString>("notice");
    QTest::addRow("done") << 0 << "";
    QTest::addRow("stopped") << 1 << "The training was stopped after iteration 11.";
    QTest::addRow("failed") << 2 << "The run with BN failed after iteration 11: No memory is left.";
    QTest::addRow("cut off") << 3
                             << "The run with BN was cut off: its results end at iteration 11.\nThe run without BN was "
                                "cut off: its results end at iteration 11.";
    QTest::addRow("stopped apart") << 5
                                   << "The run with BN was stopped after iteration 11.\nThe run without BN was stopped "
                                      "after iteration 14.";
    QTest::addRow("folder") << 4 << "comparison.csv cannot be written.";
}

void tst_ResultsPanel::tellsOfEnds()
{
    QFETCH(const int, end);
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 11);
    std::vector<Error> errors;
    if (end == 5) {
        m_live->add(id, 1, MadeUpRun(1, kNoBn).steps(12, 14));
    }
    for (const std::string variant : {kBn, kNoBn}) {
        if (end == 1 || end == 5) {
            m_live->add(id, 1, {{variant, Cancelled{}}});
        } else if (end == 2 && variant == kBn) {
            m_live->add(id, 1, {{variant, Failed{"No memory is left."}}});
            errors.push_back({ErrorCode::Internal, "seed 1, bn: No memory is left."});
        } else if (end != 3) {
            m_live->add(id, 1, {{variant, Finished{}}});
        }
    }
    if (end == 4) {
        errors.push_back({ErrorCode::Io, "comparison.csv cannot be written."});
    }
    m_live->end(id, errors);
    QTEST(notices(), "notice");
}

void tst_ResultsPanel::showsHeadlines()
{
    train("made-up");
    const MadeUpRun run(1, kBn);
    const auto text = [this](const char* name) { return m_panel->findChild<QLabel*>(name)->text(); };
    QCOMPARE(text("bnAccuracy"), QStringLiteral("%1 %").arg((run.accuracy(90) - 0.01) * 100, 0, 'f', 2));
    QCOMPARE(text("bnCaption"), "final test accuracy");
    QVERIFY(text("bnTime").contains("67.50 s"));
    QCOMPARE(text("bnStatus"), "done");
    // Of several seeds mean, spread and how many.
    train("several", {1, 4});
    QVERIFY(text("bnAccuracy").contains("±"));
    QCOMPARE(text("bnStatus"), "2 done");
    QVERIFY(m_panel->findChild<QLabel*>("bnName")->accessibleDescription().contains("2 seed"));
}

void tst_ResultsPanel::knowsTheChartThatIsMeant()
{
    train("made-up");
    QSignalSpy changed(m_panel.get(), &ResultsPanel::currentChartChanged);
    QCOMPARE(m_panel->currentChart(), chart("overviewTab", "lossChart"));
    m_panel->activateWindow();
    chart("overviewTab", "testAccuracyChart")->setFocus();
    QVERIFY(
        QTest::qWaitFor([&] { return m_panel->currentChart() == chart("overviewTab", "testAccuracyChart"); }, 5000));
    turnTo(3);
    QCOMPARE(changed.size(), 1);
    QVERIFY(m_panel->currentChart() == nullptr);
    QSignalSpy requested(m_panel.get(), &ResultsPanel::exportRequested);
    Q_EMIT chart("overlayTab", "differenceChart")->exportRequested();
    QCOMPARE(requested.size(), 1);
}

void tst_ResultsPanel::givesAllCharts()
{
    train("made-up");
    QStringList names;
    for (const auto& [name, one] : m_panel->allCharts()) {
        names.push_back(name);
        QVERIFY(!one->curves().empty());
        QVERIFY(!one->points(one->curves().at(0)).empty());
    }
    QCOMPARE(names, QStringList({"training-loss", "batch-accuracy", "test-accuracy", "side-by-side-bn",
                                 "side-by-side-no-bn", "overlay", "difference"}));
}

void tst_ResultsPanel::turnsTabsRound()
{
    train("made-up");
    const auto* const tabs = m_panel->findChild<QTabWidget*>("resultsTabs");
    m_panel->turnTab(-1);
    QCOMPARE(tabs->currentIndex(), tabs->count() - 1);
    m_panel->turnTab(1);
    QCOMPARE(tabs->currentIndex(), 0);
}

void tst_ResultsPanel::asksForFewerStepsWhileUnseen()
{
    QVERIFY(m_panel->publishInterval() < 1000ms);
    QSignalSpy told(m_panel.get(), &ResultsPanel::publishIntervalChanged);
    m_panel->setActive(false);
    QCOMPARE(m_panel->publishInterval(), 1000ms);
    QCOMPARE(told.size(), 1);
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 30);
    QTest::qWait(100);
    QVERIFY(chart("overviewTab", "lossChart")->curves().empty());
    m_panel->setActive(true);
    QVERIFY(m_panel->publishInterval() < 1000ms);
    QCOMPARE(told.size(), 2);
    QCOMPARE(chart("overviewTab", "lossChart")->curves().size(), std::size_t{2});
    m_panel->hide();
    QCOMPARE(m_panel->publishInterval(), 1000ms);
    QCOMPARE(told.size(), 3);
}

void tst_ResultsPanel::changesLanguage()
{
    train("made-up", {1, 4});
    turnTo(3);
    UpperCase translator;
    QVERIFY(QCoreApplication::installTranslator(&translator));
    const auto* const tabs = m_panel->findChild<QTabWidget*>("resultsTabs");
    QVERIFY(QTest::qWaitFor([&] { return tabs->tabText(0) == "OVERVIEW"; }, 5000));
    auto* const table = child<QTableView>("tableTab", "comparisonTable");
    QCOMPARE(table->model()->index(0, 0).data().toString(), "TRAINING TIME");
    QCOMPARE(child<QComboBox>("tableTab", "seedCombo")->itemText(1), "SEED 1");
    turnTo(0);
    LineChart* const loss = chart("overviewTab", "lossChart");
    QCOMPARE(loss->title(), "TRAINING LOSS");
    QCOMPARE(loss->yAxis().title, "CROSS ENTROPY");
    QCOMPARE(child<QComboBox>("overviewTab", "unitCombo")->itemText(1), "EPOCH");
    QCOMPARE(m_panel->findChild<QWidget*>("bnName")->accessibleName(), "WITH BATCH NORMALIZATION");
    QCoreApplication::removeTranslator(&translator);
    QVERIFY(QTest::qWaitFor([&] { return tabs->tabText(0) == "Overview"; }, 5000));
    QCOMPARE(loss->title(), "Training loss");
}

void tst_ResultsPanel::outlivesAClosedExperiment()
{
    const ExperimentId first = train("first");
    const ExperimentId second = train("second");
    m_live->store().close(second);
    LineChart* const loss = chart("overviewTab", "lossChart");
    for (int tab = 0; tab < 5; ++tab) {
        turnTo(tab);
    }
    m_live->store().setCurrent(first);
    turnTo(0);
    QCOMPARE(loss->curves().size(), std::size_t{2});
    m_live->store().close(first);
    QVERIFY(m_panel->findChild<QLabel*>("emptyHint")->isVisible());
    QVERIFY(m_panel->currentChart() == nullptr);
}

void tst_ResultsPanel::remembersItsSplitters()
{
    train("made-up");
    auto* const splitter = child<QSplitter>("overviewTab", "chartRows");
    const int all = splitter->sizes().at(0) + splitter->sizes().at(1);
    splitter->setSizes({all / 3, all - all / 3});
    const QList<int> sizes = splitter->sizes();
    const QByteArray state = m_panel->saveState();
    splitter->setSizes({all / 2, all - all / 2});
    QVERIFY(splitter->sizes() != sizes);
    m_panel->restoreState("something else");
    QVERIFY(splitter->sizes() != sizes);
    m_panel->restoreState(state);
    QCOMPARE(splitter->sizes(), sizes);
}

void tst_ResultsPanel::saysWhatNext()
{
    const auto* next = m_panel->findChild<QWidget*>("whatNext");
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 90);
    QVERIFY(!next->isVisible());
    m_live->end(id);
    QVERIFY(next->isVisible());
    m_panel->findChild<QPushButton*>("whatNextTable")->click();
    const auto* tabs = m_panel->findChild<QTabWidget*>("resultsTabs");
    QCOMPARE(tabs->currentWidget()->objectName(), "tableTab");
    m_panel->findChild<QPushButton*>("whatNextReport")->click();
    QCOMPARE(tabs->currentWidget()->objectName(), "reportTab");
    m_panel->findChild<QPushButton*>("whatNextClose")->click();
    QVERIFY(!next->isVisible());
    // Not of what went wrong.
    const ExperimentId second = m_live->start("second");
    addSteps(second, 1, 90);
    m_live->end(second, {{ErrorCode::Io, "comparison.csv cannot be written."}});
    QVERIFY(!next->isVisible());
}

/// Also where it appears after the window: its first height is that of one line.
void tst_ResultsPanel::bannerIsAsHighAsItsText()
{
    m_panel->resize(1400, 900);
    QTest::qWait(20);
    const ExperimentId id = m_live->start("live");
    addSteps(id, 1, 90);
    m_live->end(id, {{ErrorCode::Io, "comparison.csv cannot be written."}});
    QTest::qWait(20);
    const auto* banner = m_panel->findChild<QWidget*>("runNotices");
    QVERIFY(banner->isVisible());
    const auto lines = static_cast<int>(notices().count(u'\n')) + 1;
    QVERIFY2(banner->height() < (lines + 2) * m_panel->fontMetrics().lineSpacing(), qPrintable(notices()));
}

void tst_ResultsPanel::bannerTakesNoRoom()
{
    const ExperimentId id = m_live->start("live", {1, 2, 3, 4, 5, 6});
    const int before = m_panel->minimumSizeHint().height();
    std::vector<Error> errors;
    for (int i = 0; i < 6; ++i) {
        errors.push_back({ErrorCode::Io, "A sentence that takes more than a line in a window that is not very wide, "
                                         "since it says all that there is to be said about what happened."});
    }
    m_live->end(id, errors);
    const auto* banner = m_panel->findChild<QWidget*>("runNotices");
    for (const QSize& size : {QSize(1000, 700), QSize(480, 380)}) {
        m_panel->resize(size);
        QTest::qWait(20);
        QVERIFY(banner->isVisible());
        QVERIFY2(banner->height() <= m_panel->height() / 6 + 2 * m_panel->fontMetrics().height(),
                 qPrintable(QString::number(banner->height())));
    }
    QVERIFY(m_panel->minimumSizeHint().height() <= before + 3 * m_panel->fontMetrics().height());
}

void tst_ResultsPanel::linesGiveWayColumnByColumn()
{
    train("made-up");
    const auto isShown = [this](const char* name) { return m_panel->findChild<QLabel*>(name)->isVisible(); };
    for (int width = 1200; width >= 300; width -= 50) {
        m_panel->resize(width, 600);
        QTest::qWait(5);
        const auto* lines = m_panel->findChild<QWidget*>("variantLines");
        QVERIFY(isShown("bnName") && isShown("bnAccuracy"));
        for (const auto* label : lines->findChildren<QLabel*>()) {
            QVERIFY2(!label->isVisible() || label->width() >= label->sizeHint().width(), qPrintable(label->text()));
        }
        // What there is for one variant there is for the others.
        for (const char* column : {"Caption", "Best", "Time", "Status"}) {
            QCOMPARE(isShown(qPrintable(QStringLiteral("bn%1").arg(column))),
                     isShown(qPrintable(QStringLiteral("noBn%1").arg(column))));
        }
    }
    QVERIFY(!isShown("bnTime"));
    QVERIFY(m_panel->findChild<QLabel*>("bnName")->toolTip().contains("67.50 s"));
}

void tst_ResultsPanel::ghostsAreFaint()
{
    const ExperimentId first = train("first");
    const ExperimentId second = train("second");
    m_live->store().setChecked(first, false);
    m_live->store().setGhost(first, true);
    LineChart* const loss = chart("overviewTab", "lossChart");
    QCOMPARE(loss->curves().size(), std::size_t{4});
    QCOMPARE(m_live->store().current()->id, second);
    for (std::size_t i = 0; i < 4; ++i) {
        QCOMPARE(loss->options(loss->curves().at(i)).isGhost, i >= 2);
    }
    m_live->store().setGhost(first, false);
    QCOMPARE(loss->curves().size(), std::size_t{2});
}

QTEST_MAIN(tst_ResultsPanel)
#include "tst_ResultsPanel.moc"
