#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTextDocument>

#include <normscope/data/BatchSampler.h>
#include <normscope/session/RunQueue.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/MadeUpRuns.h"
#include "LiveStore.h"
#include "ui/models/RunProgress.h"
#include "ui/models/RunTreeModel.h"
#include "ui/models/ShownText.h"
#include "ui/models/ValueText.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

/// The store, the list over it and the progress of what it holds.
class tst_ExperimentStore : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }
    void holdsWhatTheFolderHolds();
    void opensFoldersOnce();
    void closesWhatHasEnded();
    void progressCountsSeedsAndTwins();
    void durations_data();
    void durations();
    void listShowsStoreAndQueue();
    void passingOnesPass();
    void tipsShowNamesAsTheyAre();
    void optionsAreCalledAsTheirFields_data();
    void optionsAreCalledAsTheirFields();
};

void tst_ExperimentStore::holdsWhatTheFolderHolds()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    QSignalSpy ended(&store, &ExperimentStore::experimentEnded);
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"seeds", "3,4"});
    experiment.folder = at("out").toStdString();
    const ExperimentId id = queue.add(experiment);
    QVERIFY(store.current() != nullptr);
    QVERIFY(store.current()->isLive);
    QCOMPARE(store.current()->name, QString("out"));
    QVERIFY(QTest::qWaitFor([&] { return ended.count() == 1; }, 60'000));
    QVERIFY(!store.find(id)->isLive);

    const auto stored = readCase(at("out").toStdString());
    VERIFY_OK(stored);
    QCOMPARE(store.find(id)->runs.size(), stored->runs.size());
    for (const RunRecord& run : stored->runs) {
        const RunRecord& live = store.find(id)->runs.at({run.seed, run.variant});
        QCOMPARE(live.status, run.status);
        QCOMPARE(live.iterations.size(), run.iterations.size());
        QCOMPARE(live.iterations.last("loss"), run.iterations.last("loss"));
        QCOMPARE(live.epochs.size(), run.epochs.size());
        QCOMPARE(live.evaluations.size(), run.evaluations.size());
    }
}

void tst_ExperimentStore::opensFoldersOnce()
{
    run("out", spec(ExperimentKind::Twin));
    ExperimentStore store;
    QSignalSpy added(&store, &ExperimentStore::experimentAdded);
    const auto first = store.open(at("out").toStdString());
    VERIFY_OK(first);
    const auto slash = store.open(at("out/").toStdString());
    VERIFY_OK(slash);
    QCOMPARE(*slash, *first);
    const auto again = store.open(at("out/../out").toStdString());
    VERIFY_OK(again);
    QCOMPARE(*again, *first);
    QCOMPARE(added.count(), 1);
    QCOMPARE(store.find(*first)->runs.size(), std::size_t(2));
    const auto refused = store.open(at("nowhere").toStdString());
    QVERIFY(!refused);
    QCOMPARE(store.experiments().size(), std::size_t(1));
}

void tst_ExperimentStore::closesWhatHasEnded()
{
    LiveStore live;
    const ExperimentId id = live.start("one");
    live.store().close(id);
    QVERIFY(live.store().find(id) != nullptr);
    live.end(id);
    live.store().close(id);
    QVERIFY(live.store().find(id) == nullptr);
    QVERIFY(live.store().current() == nullptr);
}

void tst_ExperimentStore::progressCountsSeedsAndTwins()
{
    // Two epochs of three iterations with 20 samples each, of two seeds.
    LiveStore live;
    const ExperimentId id = live.start("one", {1, 2});
    ShownExperiment shown = *live.store().find(id);
    shown.spec.training.epochs = 2;
    shown.spec.kind = ExperimentKind::Twin;
    QCOMPARE(progressOf(shown).ofWhole, 0.0);
    QVERIFY(!progressOf(shown).remaining(10).has_value());
    shown.runs[{1, kBn}] = recordOf(finishedRun(kBn), 1, kBn);
    shown.runs[{1, kNoBn}] = recordOf(finishedRun(kNoBn), 1, kNoBn);
    const RunProgress half = progressOf(shown);
    QCOMPARE(half.ofWhole, 0.5);
    QCOMPARE(half.ofEpoch, 1.0);
    QCOMPARE(half.epoch, std::int64_t(2));
    QCOMPARE(half.seed, std::size_t(1));
    QCOMPARE(half.seeds, std::size_t(2));
    QCOMPARE(half.remaining(30).value(), 30.0);
    QCOMPARE(half.samples, 240.0);
}

void tst_ExperimentStore::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << 8.4 << "8 s";
    QTest::newRow("minutes") << 80.0 << "1 min 20 s";
    QTest::newRow("hours") << 7500.0 << "2 h 5 min";
    QTest::newRow("none") << -1.0 << "0 s";
}

void tst_ExperimentStore::durations()
{
    QFETCH(const double, seconds);
    QTEST(durationText(seconds), "text");
}

void tst_ExperimentStore::listShowsStoreAndQueue()
{
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    store.follow(queue);
    RunTreeModel model(store, queue);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    // It would ask for more while it is being told of what is new.
    tester.setUseFetchMore(false);
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin);
    experiment.folder = at("first").toStdString();
    const ExperimentId first = queue.add(experiment);
    experiment.folder = at("second").toStdString();
    const ExperimentId second = queue.add(experiment);
    const auto text = [&](ExperimentId id, int column) {
        return model.indexOf(id).siblingAtColumn(column).data().toString();
    };
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(model.isWaiting(model.indexOf(second)));
    QCOMPARE(text(first, RunTreeModel::State), QString("training"));
    QCOMPARE(text(second, RunTreeModel::State), QString("1st in the queue"));
    QSignalSpy ended(&store, &ExperimentStore::experimentEnded);
    QVERIFY(QTest::qWaitFor([&] { return ended.count() == 2; }, 60'000));
    for (const ExperimentId id : {first, second}) {
        QCOMPARE(text(id, RunTreeModel::State), QString("done"));
        QVERIFY(text(id, RunTreeModel::FirstVariant).endsWith(" %"));
    }
    const QSignalSpy asked(&model, &RunTreeModel::checkRequested);
    QCOMPARE(model.indexOf(first).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QVERIFY(model.setData(model.indexOf(first), Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(asked.value(0).value(1).toBool(), false);
    store.setChecked(first, false);
    QCOMPARE(model.indexOf(first).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    store.close(first);
    QCOMPARE(model.rowCount(), 1);
}

/// What is there in passing goes when another experiment is shown.
void tst_ExperimentStore::passingOnesPass()
{
    for (const char* name : {"first", "second"}) {
        run(name, spec(ExperimentKind::Twin));
    }
    ExperimentStore store;
    const auto first = store.load(at("first").toStdString());
    VERIFY_OK(first);
    QVERIFY(store.current() == nullptr);
    store.setPassing(*first, true);
    store.setCurrent(*first);
    QVERIFY(store.find(*first)->isPassing);
    const auto second = store.open(at("second").toStdString());
    VERIFY_OK(second);
    QVERIFY(store.find(*first) == nullptr);
    // The one that has gone leaves its colours.
    QCOMPARE(store.find(*second)->firstShade, 0);
    // One that is checked, or unchecked, is there by somebody's will.
    const auto again = store.load(at("first").toStdString());
    VERIFY_OK(again);
    store.setPassing(*again, true);
    store.setChecked(*again, true);
    QVERIFY(!store.find(*again)->isPassing);
    store.setCurrent(*again);
    store.setCurrent(*second);
    QVERIFY(store.find(*again) != nullptr);
}

/// Qt takes a tip for HTML where it looks like it.
void tst_ExperimentStore::tipsShowNamesAsTheyAre()
{
    run("<img src=x>", spec(ExperimentKind::Twin));
    TrainingSession session;
    RunQueue queue(session);
    ExperimentStore store;
    RunTreeModel model(store, queue);
    VERIFY_OK(store.open(at("<img src=x>").toStdString()));
    const QModelIndex index = model.index(0, RunTreeModel::Title);
    const QString tip = index.data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains("<img src=x>") && !Qt::mightBeRichText(tip), qPrintable(tip));
    store.setTitle(at("<img src=x>").toStdString(), "x");
    model.setAbout(at("<img src=x>").toStdString(), {"<b>title</b>", {}, {}, {}, false});
    QVERIFY2(!index.data(Qt::ToolTipRole).toString().contains("<b>"),
             qPrintable(index.data(Qt::ToolTipRole).toString()));
    QCOMPARE(plainTip("/runs/plain & simple"), QString("/runs/plain & simple"));
}

void tst_ExperimentStore::optionsAreCalledAsTheirFields_data()
{
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("wanted");
    const auto row = [](const char* name, const Message& message, const char* wanted) {
        QTest::newRow(name) << shownText(message) << wanted;
    };
    row("in a sentence", Message::tr("give --epochs, or less of --batch-size."),
        "give “Epochs”, or less of “Batch size”.");
    row("as an argument", Message::tr("{}: the list is empty", "--epochs"), "“Epochs”: the list is empty");
    row("with a value", "--batch-size 1 is too small", "“Batch size” 1 is too small");
    row("without a field", Message::tr("--out {}: is a link", "runs"), "--out runs: is a link");
    for (const char* path : {"sweep--epochs", "/runs/--epochs", "--epochs/1", "--epochs.json", "x.--epochs-2"}) {
        row(path, Message::tr("{}: is no folder", path), qPrintable(QString(path) + ": is no folder"));
    }
}

void tst_ExperimentStore::optionsAreCalledAsTheirFields()
{
    QFETCH(const QString, shown);
    QFETCH(const QString, wanted);
    QCOMPARE(shown, wanted);
}

QTEST_GUILESS_MAIN(tst_ExperimentStore)
#include "tst_ExperimentStore.moc"
