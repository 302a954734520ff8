#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <memory>

#include "../support/Specs.h"
#include "LiveStore.h"
#include "ui/panels/results/TuningTab.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

namespace
{

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

}  // namespace

/// A setting against the accuracy that came of it.
class tst_TuningTab : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_live = std::make_unique<LiveStore>();
        m_tab = std::make_unique<TuningTab>(m_live->store());
        m_tab->resize(800, 500);
        m_tab->show();
    }
    void cleanup()
    {
        m_tab.reset();
        m_live.reset();
    }

    void saysWhatToDoWhereNothingVaries();
    void showsAccuracyByLearningRate();
    void marksTheBestByValidation();
    void marksNothingByTheTestSet();
    void growsWhileCasesTrain();
    void leavesDivergedRunsOut();
    void namesWords();
    void letsOneChooseAmongSeveral();

  private:
    ExperimentId start(const QStringList& settings)
    {
        return m_live->start(std::to_string(++m_started), specOf(ExperimentKind::Twin, settings));
    }
    /// One epoch that came to these accuracies.
    void addEpoch(ExperimentId id, std::uint64_t seed, const std::string& variant, double test, double validation)
    {
        m_live->add(id, seed,
                    {MadeUpRun(seed, variant).started(),
                     {variant, EpochResult{30, 1, 0.5, 0.9, 0.5, test, 1, 1, 0.5, validation}}});
    }
    void finish(ExperimentId id, std::uint64_t seed, const std::string& variant)
    {
        m_live->add(id, seed, {{variant, Finished{}}});
    }
    /// A case that is done with the same validation accuracy for both variants, but for `less` without BN.
    ExperimentId train(const QStringList& settings, double validation, double less = 0.1)
    {
        const ExperimentId id = start(settings);
        for (const std::uint64_t seed : m_live->store().find(id)->spec.seeds) {
            for (const std::string variant : {kBn, kNoBn}) {
                addEpoch(id, seed, variant, 0.5, validation - (variant == kBn ? 0 : less));
                finish(id, seed, variant);
            }
        }
        m_live->end(id);
        return id;
    }
    void catchUp()
    {
        m_tab->setRuns(shownRuns(m_live->store()));
        m_tab->catchUp(true);
        // What is new in a layout is shown with the next events.
        QCoreApplication::processEvents();
    }
    [[nodiscard]] LineChart& chart() const { return *m_tab->mainChart(); }
    [[nodiscard]] QStringList bestTexts() const
    {
        QStringList texts;
        for (const QLabel* label : m_tab->findChild<QWidget*>("bestRows")->findChildren<QLabel*>()) {
            if (!label->isHidden()) {
                texts << label->text();
            }
        }
        return texts;
    }
    [[nodiscard]] QString remark() const { return m_tab->findChild<QLabel*>("tuningRemark")->text(); }

    std::unique_ptr<LiveStore> m_live;
    std::unique_ptr<TuningTab> m_tab;
    int m_started = 0;
};

void tst_TuningTab::saysWhatToDoWhereNothingVaries()
{
    catchUp();
    QVERIFY(chart().curves().empty());
    train({"validation", "50"}, 0.9);
    catchUp();
    QVERIFY(chart().curves().empty());
    QVERIFY(!m_tab->findChild<QComboBox*>("tunedSettingCombo")->isVisible());
    QVERIFY(remark().isEmpty() && bestTexts().isEmpty());
}

void tst_TuningTab::showsAccuracyByLearningRate()
{
    for (const auto& [lr, accuracy] : {std::pair("0.3", 0.7), std::pair("0.03", 0.9), std::pair("0.1", 0.8)}) {
        train({"lr", lr, "validation", "50", "seeds", "1,2"}, accuracy);
    }
    catchUp();
    QCOMPARE(chart().title(), QString("Validation accuracy after the last epoch, by learning rate"));
    QCOMPARE(chart().xAxis().scale, AxisScale::Log);
    // A mean and two seeds of each variant; numbers in their order.
    QCOMPARE(chart().curves().size(), std::size_t{6});
    QCOMPARE(pointsOf(chart(), "BN, mean"), (std::vector<QPointF>{{0.03, 0.9}, {0.1, 0.8}, {0.3, 0.7}}));
    QCOMPARE(pointsOf(chart(), "BN, seed 2"), (std::vector<QPointF>{{0.03, 0.9}, {0.1, 0.8}, {0.3, 0.7}}));
}

void tst_TuningTab::marksTheBestByValidation()
{
    train({"lr", "0.3", "validation", "50"}, 0.7, -0.2);
    train({"lr", "0.1", "validation", "50"}, 0.85);
    train({"lr", "0.03", "validation", "50"}, 0.8);
    catchUp();
    QCOMPARE(bestTexts(), QStringList({"BN: best is learning rate 0.1, validation accuracy 85.00 %.",
                                       "no BN: best is learning rate 0.3, validation accuracy 90.00 %. It is at the "
                                       "edge of what was tried: try values beyond it."}));
    std::map<std::string, std::string> chosen;
    connect(m_tab.get(), &TuningTab::settingsChosen, this, [&](const auto& settings) { chosen = settings; });
    m_tab->findChild<QPushButton*>("useBestButton0")->click();
    QCOMPARE(chosen, (std::map<std::string, std::string>{{"lr", "0.1"}}));
}

void tst_TuningTab::marksNothingByTheTestSet()
{
    train({"lr", "0.1"}, kNan);
    train({"lr", "0.03"}, kNan);
    catchUp();
    QCOMPARE(chart().yAxis().title, QString("Test accuracy"));
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{0.03, 0.5}, {0.1, 0.5}}));
    QVERIFY(bestTexts().isEmpty());
    QVERIFY2(remark().contains("--validation") && remark().contains("test set"), qPrintable(remark()));
}

void tst_TuningTab::growsWhileCasesTrain()
{
    train({"lr", "0.1", "validation", "50"}, 0.8);
    const ExperimentId id = start({"lr", "0.03", "validation", "50"});
    addEpoch(id, 1, kBn, 0.5, 0.95);
    catchUp();
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{0.03, 0.95}, {0.1, 0.8}}));
    // One that still trains is not the best, whatever it has come to.
    QCOMPARE(bestTexts().front(), QString("BN: only learning rate 0.1 is done so far, 80.00 %."));
    m_live->add(id, 1, {{kBn, EpochResult{60, 2, 0.5, 0.9, 0.5, 0.5, 2, 2, 0.5, 0.97}}});
    finish(id, 1, kBn);
    catchUp();
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{0.03, 0.97}, {0.1, 0.8}}));
    QCOMPARE(bestTexts().front(), QString("BN: best is learning rate 0.03, validation accuracy 97.00 %."));
    QCOMPARE(bestTexts().back(), QString("no BN: only learning rate 0.1 is done so far, 70.00 %."));
}

void tst_TuningTab::leavesDivergedRunsOut()
{
    train({"lr", "0.1", "validation", "50"}, 0.8);
    const ExperimentId id = start({"lr", "9", "validation", "50"});
    addEpoch(id, 1, kBn, 0.5, 0.99);
    m_live->add(id, 1, {{kBn, Diverged{31, 2, 0.5F, 2.0F}}});
    m_live->end(id);
    catchUp();
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{0.1, 0.8}}));
    QCOMPARE(remark(), QString("Diverged: BN, learning rate 9."));
}

void tst_TuningTab::namesWords()
{
    train({"lr_schedule", "one-cycle", "validation", "50"}, 0.8);
    train({"lr_schedule", "constant", "validation", "50"}, 0.7);
    catchUp();
    QCOMPARE(chart().xAxis().categories, QStringList({"one cycle", "constant"}));
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{1, 0.8}, {2, 0.7}}));
    QCOMPARE(bestTexts().front(), QString("BN: best is schedule one cycle, validation accuracy 80.00 %."));
}

void tst_TuningTab::letsOneChooseAmongSeveral()
{
    double accuracy = 0.6;
    for (const char* momentum : {"0", "0.9"}) {
        for (const char* lr : {"0.1", "0.03"}) {
            train({"lr", lr, "momentum", momentum, "validation", "50"}, accuracy += 0.05);
        }
    }
    catchUp();
    QCOMPARE(pointsOf(chart(), "BN · momentum 0.9"), (std::vector<QPointF>{{0.03, 0.8}, {0.1, 0.75}}));
    QCOMPARE(chart().curves().size(), std::size_t{4});
    const auto choose = [this](const char* name, int index) {
        auto* const combo = m_tab->findChild<QComboBox*>(name);
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    };
    choose("tunedOthersCombo", 1);
    QCOMPARE(pointsOf(chart(), "BN"), (std::vector<QPointF>{{0.03, 0.7}, {0.1, 0.65}}));
    QCOMPARE(chart().curves().size(), std::size_t{2});
    choose("tunedSettingCombo", 1);
    QCOMPARE(chart().xAxis().title, QString("Momentum"));
    QCOMPARE(pointsOf(chart(), "BN · learning rate 0.1"), (std::vector<QPointF>{{0, 0.65}, {0.9, 0.75}}));
    std::map<std::string, std::string> chosen;
    connect(m_tab.get(), &TuningTab::settingsChosen, this, [&](const auto& settings) { chosen = settings; });
    m_tab->findChild<QPushButton*>("useBestButton0")->click();
    QCOMPARE(chosen, (std::map<std::string, std::string>{{"lr", "0.03"}, {"momentum", "0.9"}}));
}

QTEST_MAIN(tst_TuningTab)
#include "tst_TuningTab.moc"
