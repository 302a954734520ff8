#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <spdlog/spdlog.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "LiveStore.h"
#include "ui/panels/LogPanel.h"
#include "ui/panels/RunBar.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The parts of the window beside settings and results.
class tst_Docks : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }
    void logIsFilteredByLevelAndText();
    void barTellsHowFarItIs();
};

void tst_Docks::logIsFilteredByLevelAndText()
{
    LogRelay relay;
    LogPanel panel(relay);
    auto* text = panel.findChild<QPlainTextEdit*>("logText");
    spdlog::info("epoch one");
    spdlog::warn("epoch two");
    spdlog::error("disk is full");
    const auto lines = [&] { return text->toPlainText().split('\n', Qt::SkipEmptyParts).size(); };
    QVERIFY(QTest::qWaitFor([&] { return lines() == 3; }));
    auto* level = panel.findChild<QComboBox*>("logLevel");
    level->setCurrentIndex(1);
    QCOMPARE(lines(), 2);
    QTest::keyClicks(panel.findChild<QLineEdit*>("logSearch"), "EPOCH");
    QCOMPARE(lines(), 1);
    QVERIFY(text->toPlainText().contains("epoch two"));
    level->setCurrentIndex(0);
    QCOMPARE(lines(), 2);
    panel.findChild<QToolButton*>("logClear")->click();
    panel.findChild<QLineEdit*>("logSearch")->clear();
    QCOMPARE(lines(), 0);
}

void tst_Docks::barTellsHowFarItIs()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    RunBar bar(store, session);
    const auto* text = bar.findChild<QLabel*>("runText");
    QCOMPARE(text->text(), QString("Ready"));
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"epochs", "100000", "seeds", "1,2"});
    experiment.folder = at("out").toStdString();
    queue.add(experiment);
    QVERIFY(QTest::qWaitFor([&] { return text->text().contains("of 100000"); }));
    QVERIFY2(text->text().startsWith("Training  ·  out  ·  seed 1 of 2  ·  epoch "), qPrintable(text->text()));
    QVERIFY(QTest::qWaitFor([&] { return text->text().contains("samples/s"); }));
    session.pause();
    QVERIFY(text->text().startsWith("Paused"));
    session.stop();
    QVERIFY(QTest::qWaitFor([&] { return text->text() == "Ready"; }));
}

QTEST_MAIN(tst_Docks)
#include "tst_Docks.moc"
