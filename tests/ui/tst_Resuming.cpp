#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <mutex>

#include <normscope/base/FolderLock.h>
#include <normscope/base/Logging.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/IdxWriter.h"
#include "../support/RunFiles.h"
#include "ui/models/Resuming.h"
#include "ui/models/RunTreeModel.h"

using namespace normscope;
using namespace normscope::test;
using namespace normscope::ui;

namespace
{

/// What a window has below its widgets.
struct Bench
{
    TrainingSession session;
    RunQueue queue{session};
    ExperimentStore store;
    std::vector<SessionEnd> ends;

    Bench()
    {
        store.follow(queue);
        QObject::connect(&store, &ExperimentStore::experimentEnded, &store,
                         [this](ExperimentId /*id*/, const SessionEnd& end) { ends.push_back(end); });
    }

    [[nodiscard]] std::size_t steps(ExperimentId id, std::uint64_t seed) const
    {
        const auto& runs = store.find(id)->runs;
        const auto bn = runs.find({seed, kBn});
        const auto noBn = runs.find({seed, kNoBn});
        return bn == runs.end() || noBn == runs.end()
                   ? 0
                   : std::min(bn->second.iterations.size(), noBn->second.iterations.size());
    }

    [[nodiscard]] bool waitForEnd(std::size_t number)
    {
        return QTest::qWaitFor([&] { return ends.size() == number; }, 60'000);
    }

    /// Trains into the folder and stops after so many steps of the last seed.
    ExperimentId trainAndStop(const ExperimentSpec& spec, const QString& folder, std::size_t steps)
    {
        QueuedExperiment experiment;
        experiment.spec = spec;
        experiment.folder = folder.toStdString();
        experiment.startPaused = true;
        const ExperimentId id = queue.add(experiment);
        return stepTo(id, spec, steps) && stopAndWait(1) ? id : 0;
    }

    /// Lets it take steps, one after the other, until the last seed has taken so many.
    [[nodiscard]] bool stepTo(ExperimentId id, const ExperimentSpec& spec, std::size_t steps)
    {
        const auto all = [&] {
            std::size_t count = 0;
            for (const std::uint64_t seed : spec.seeds) {
                count += this->steps(id, seed);
            }
            return count;
        };
        if (!QTest::qWaitFor([&] { return std::holds_alternative<SessionPaused>(session.state()); }, 60'000)) {
            return false;
        }
        while (this->steps(id, spec.seeds.back()) < steps) {
            const std::size_t before = all();
            session.step();
            if (!QTest::qWaitFor([&] { return all() > before; }, 60'000)) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool stopAndWait(std::size_t number)
    {
        session.stop();
        return waitForEnd(number);
    }
};

bool increases(const SeriesLog& rows, std::size_t count, std::int64_t stride)
{
    bool isSo = rows.size() == count;
    for (std::size_t i = 0; isSo && i < rows.size(); ++i) {
        isSo = rows.iteration(i) == static_cast<std::int64_t>(i + 1) * stride;
    }
    return isSo;
}

}  // namespace

/// Going on with what was interrupted: from the store's order through queue, session and folder back to the store.
class tst_Resuming : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase()
    {
        beginTests();
        qputenv("NORMSCOPE_CHECKPOINT_SECONDS", "0");
    }
    void init() { beginTest(); }
    void endsLikeARunThatNothingInterrupted_data();
    void endsLikeARunThatNothingInterrupted();
    void cutsBackToAnOlderCheckpoint();
    void refusalsLeaveWhatIsShown_data();
    void refusalsLeaveWhatIsShown();
    void saysWhyNot();
    void waitsInItsOwnRow();
    void readsAgainWhatAnotherWentOnWith();
    void knowsAFolderThatIsTrainedElsewhere();
    void ofAPartTheWholeGoesOn();

  private:
    /// The leaf of every run equals that in the folder `whole`, but for seconds.
    void compareToWhole(const QString& folder, const ExperimentSpec& spec) const;
};

void tst_Resuming::compareToWhole(const QString& folder, const ExperimentSpec& spec) const
{
    for (const std::uint64_t seed : spec.seeds) {
        for (const char* variant : {"bn", "no-bn"}) {
            const QString leaf = QStringLiteral("/seed-%1/%2").arg(seed).arg(QLatin1String(variant));
            QCOMPARE(differenceOfLeaves(at("whole") + leaf, folder + leaf), QString());
            const QByteArray weights = contentOf(folder + leaf + "/model.safetensors");
            QVERIFY(!weights.isEmpty());
            QVERIFY(weights == contentOf(at("whole") + leaf + "/model.safetensors"));
        }
    }
}

void tst_Resuming::endsLikeARunThatNothingInterrupted_data()
{
    QTest::addColumn<QString>("seeds");
    QTest::addColumn<int>("steps");
    QTest::addColumn<bool>("isOpened");
    QTest::newRow("within the first epoch") << "1" << 4 << false;
    QTest::newRow("between the epochs") << "1" << 6 << false;
    QTest::newRow("within the last epoch, opened from its folder") << "1" << 11 << true;
    QTest::newRow("within the second seed") << "3,4" << 5 << false;
    QTest::newRow("within the second seed, opened from its folder") << "3,4" << 5 << true;
}

void tst_Resuming::endsLikeARunThatNothingInterrupted()
{
    QFETCH(const QString, seeds);
    QFETCH(const int, steps);
    QFETCH(const bool, isOpened);
    const ExperimentSpec spec = this->spec(ExperimentKind::Twin, {"seeds", seeds});
    run("whole", spec);
    auto bench = std::make_unique<Bench>();
    ExperimentId id = bench->trainAndStop(spec, at("stopped"), static_cast<std::size_t>(steps));
    QVERIFY(id != 0);
    if (isOpened) {
        bench = std::make_unique<Bench>();
        const auto opened = bench->store.open(at("stopped").toStdString());
        VERIFY_OK(opened);
        id = *opened;
        QVERIFY(id < 0);
    }
    QVERIFY(!isOver(*bench->store.find(id)));
    QCOMPARE(whyNotResumable(bench->store.find(id), bench->queue), QString());
    const std::size_t before = bench->ends.size();
    QCOMPARE(bench->queue.add(resumption(*bench->store.find(id))), id);
    QVERIFY(bench->store.find(id)->isLive);
    QVERIFY(bench->waitForEnd(before + 1));
    QVERIFY(bench->ends.back().isTrained && bench->ends.back().errors.empty());
    QCOMPARE(bench->store.experiments().size(), std::size_t{1});
    QVERIFY(isOver(*bench->store.find(id)));
    compareToWhole(at("stopped"), spec);

    // The store holds each step once, and so what the folder holds.
    QCOMPARE(bench->store.find(id)->runs.size(), 2 * spec.seeds.size());
    for (const auto& [key, record] : bench->store.find(id)->runs) {
        QCOMPARE(record.status, RunStatus::Done);
        QVERIFY(increases(record.iterations, 12, 1));
        QVERIFY(increases(record.evaluations, 12, 1));
        QCOMPARE(record.epochs.size(), std::size_t{2});
        QCOMPARE(record.epochs.epoch(1), std::int64_t{2});
        const auto stored = readRun(at("whole").toStdString(), spec, key.seed, key.variant);
        VERIFY_OK(stored);
        for (std::size_t i = 0; i < record.iterations.size(); ++i) {
            QCOMPARE(record.iterations.column("loss")[i], (*stored)->iterations.column("loss")[i]);
        }
    }
}

void tst_Resuming::cutsBackToAnOlderCheckpoint()
{
    const ExperimentSpec spec = this->spec(ExperimentKind::Twin);
    run("whole", spec);
    Bench bench;
    const ExperimentId id = bench.trainAndStop(spec, at("stopped"), 5);
    QVERIFY(id != 0);
    const QString leaf = at("stopped/seed-1/bn/");
    QVERIFY(QFile::copy(leaf + "checkpoint.safetensors", at("kept")));
    bench.queue.add(resumption(*bench.store.find(id)));
    bench.session.pause();
    QVERIFY(bench.stepTo(id, spec, 9) && bench.stopAndWait(2));
    QVERIFY(QFile::remove(leaf + "checkpoint.previous.safetensors"));
    QVERIFY(QFile::copy(at("kept"), leaf + "checkpoint.previous.safetensors"));
    QFile newest(leaf + "checkpoint.safetensors");
    QVERIFY(newest.open(QFile::ReadWrite) && newest.resize(newest.size() / 2));
    newest.close();

    std::mutex mutex;
    QString warnings;
    const LogListener listener([&](const LogLine& line) {
        const std::lock_guard lock(mutex);
        warnings += QString::fromStdString(line.text) + '\n';
    });
    // All of what was known before the older checkpoint is known again, and nothing is known twice.
    std::size_t fewest = 9;
    QObject::connect(
        &bench.queue, &RunQueue::eventsArrived, &bench.store, [&](ExperimentId /*id*/, const SessionEvents& events) {
            for (const SessionEvent& event : events) {
                if (event.record != nullptr) {
                    const auto* started = std::get_if<Started>(&event.event.what);
                    QVERIFY(started != nullptr);
                    QCOMPARE(static_cast<std::int64_t>(event.record->iterations.size()), started->iterationsDone);
                    fewest = std::min(fewest, event.record->iterations.size());
                }
            }
        });
    bench.queue.add(resumption(*bench.store.find(id)));
    QVERIFY(bench.waitForEnd(3));
    QVERIFY(bench.ends.back().errors.empty());
    QCOMPARE(fewest, std::size_t{5});
    {
        const std::lock_guard lock(mutex);
        QVERIFY2(warnings.contains("which is a little older"), qPrintable(warnings));
    }
    for (const auto& [key, record] : bench.store.find(id)->runs) {
        QVERIFY(increases(record.iterations, 12, 1));
        QVERIFY(increases(record.evaluations, 12, 1));
        QCOMPARE(record.epochs.size(), std::size_t{2});
    }
    compareToWhole(at("stopped"), spec);
}

void tst_Resuming::refusalsLeaveWhatIsShown_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("mentioned");
    QTest::newRow("another program trains into it") << "locked"
                                                    << "another Normscope is training seed-1/bn, seed-1/no-bn";
    QTest::newRow("other data") << "data"
                                << "not the one that the experiment began with";
    QTest::newRow("no checkpoint is whole") << "checkpoints"
                                            << "checkpoint.safetensors";
    QTest::newRow("the folder is gone") << "gone"
                                        << "holds no experiment";
}

void tst_Resuming::refusalsLeaveWhatIsShown()
{
    QFETCH(const QString, what);
    QFETCH(const QString, mentioned);
    const std::string data = at("data").toStdString();
    QVERIFY(writeDataset(data, patternSet(kTrainCount, 12, 12), patternSet(kTestCount, 12, 12, 5)));
    Bench bench;
    const ExperimentId id = bench.trainAndStop(spec(ExperimentKind::Twin, {"dataset", at("data")}), at("stopped"), 7);
    QVERIFY(id != 0);
    const QueuedExperiment order = resumption(*bench.store.find(id));
    std::vector<Result<FolderLock>> locks;
    if (what == "locked") {
        for (const char* leaf : {"stopped/seed-1/bn", "stopped/seed-1/no-bn"}) {
            locks.push_back(FolderLock::take(at(leaf).toStdString()));
            VERIFY_OK(locks.back());
        }
    } else if (what == "data") {
        QVERIFY(writeDataset(data, patternSet(kTrainCount, 12, 12, 9), patternSet(kTestCount, 12, 12, 5)));
    } else if (what == "checkpoints") {
        for (const char* name : {"checkpoint.safetensors", "checkpoint.previous.safetensors"}) {
            QFile file(at(QString("stopped/seed-1/bn/") + name));
            QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        }
    } else {
        QVERIFY(QDir(at("stopped")).removeRecursively());
    }
    bench.queue.add(order);
    QVERIFY(bench.waitForEnd(2));
    const SessionEnd& end = bench.ends.back();
    QVERIFY(!end.isTrained);
    QCOMPARE(end.errors.size(), std::size_t{1});
    QVERIFY2(QString::fromStdString(end.errors.front().message).contains(mentioned),
             end.errors.front().message.english().c_str());
    const ShownExperiment& shown = *bench.store.find(id);
    QVERIFY(!shown.isLive);
    QCOMPARE(shown.errors.size(), std::size_t{1});
    for (const auto& [key, record] : shown.runs) {
        QVERIFY(increases(record.iterations, 7, 1));
        QCOMPARE(record.status, RunStatus::Cancelled);
    }
    QCOMPARE(whyNotResumable(&shown, bench.queue).isEmpty(), what != "gone");
}

void tst_Resuming::saysWhyNot()
{
    Bench bench;
    QVERIFY(whyNotResumable(nullptr, bench.queue).contains("No experiment is shown"));
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin);
    experiment.folder = at("done").toStdString();
    const ExperimentId done = bench.queue.add(experiment);
    QVERIFY(whyNotResumable(bench.store.find(done), bench.queue).contains("is being trained"));
    QVERIFY(bench.waitForEnd(1));
    QVERIFY(whyNotResumable(bench.store.find(done), bench.queue).contains("nothing is left to train"));
    experiment.spec.dataset = at("nowhere").toStdString();
    experiment.folder = at("never").toStdString();
    const ExperimentId never = bench.queue.add(experiment);
    QVERIFY(bench.waitForEnd(2));
    QVERIFY(whyNotResumable(bench.store.find(never), bench.queue).contains("was never begun"));
}

void tst_Resuming::waitsInItsOwnRow()
{
    Bench bench;
    const ExperimentId id = bench.trainAndStop(spec(ExperimentKind::Twin), at("stopped"), 3);
    QVERIFY(id != 0);
    const RunTreeModel model(bench.store, bench.queue);
    QueuedExperiment other;
    other.spec = spec(ExperimentKind::Twin);
    other.folder = at("other").toStdString();
    other.startPaused = true;
    bench.queue.add(other);
    const QueuedExperiment order = resumption(*bench.store.find(id));
    QCOMPARE(bench.queue.add(order), id);
    QCOMPARE(bench.queue.add(order), id);  // not twice
    QCOMPARE(bench.queue.waiting().size(), std::size_t{1});
    QVERIFY(whyNotResumable(bench.store.find(id), bench.queue).contains("waits in the queue"));
    const auto state = [&] { return model.indexOf(id).siblingAtColumn(RunTreeModel::State).data().toString(); };
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(state(), QString("1st in the queue"));
    bench.queue.remove(id);
    QCOMPARE(state(), QString("interrupted"));
    bench.queue.add(order);
    bench.session.resume();
    QVERIFY(bench.waitForEnd(3));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(state(), QString("done"));
}

void tst_Resuming::readsAgainWhatAnotherWentOnWith()
{
    Bench here;
    Bench there;
    const ExperimentId id = there.trainAndStop(spec(ExperimentKind::Twin), at("stopped"), 3);
    const auto opened = here.store.open(at("stopped").toStdString());
    VERIFY_OK(opened);
    there.queue.add(resumption(*there.store.find(id)));
    QVERIFY(there.waitForEnd(2));
    const int edition = here.store.find(*opened)->edition;
    QSignalSpy changed(&here.store, &ExperimentStore::stateChanged);
    const auto again = here.store.open(at("stopped").toStdString());
    VERIFY_OK(again);
    QCOMPARE(*again, *opened);
    QCOMPARE(changed.count(), 1);
    QVERIFY(here.store.find(*opened)->edition != edition);
    QVERIFY(isOver(*here.store.find(*opened)));
    // Over: it is not read a third time.
    VERIFY_OK(here.store.open(at("stopped").toStdString()));
    QCOMPARE(changed.count(), 1);
}

void tst_Resuming::knowsAFolderThatIsTrainedElsewhere()
{
    Bench here;
    Bench there;
    QueuedExperiment experiment;
    experiment.spec = spec(ExperimentKind::Twin, {"epochs", "100000"});
    experiment.folder = at("shared").toStdString();
    const ExperimentId id = there.queue.add(experiment);
    QVERIFY(QTest::qWaitFor([&] { return there.steps(id, 1) > 20; }, 60'000));
    const auto opened = here.store.open(at("shared").toStdString());
    VERIFY_OK(opened);
    QVERIFY(here.store.find(*opened)->isTrainedElsewhere);
    // A second window is refused, and the first one trains on.
    here.queue.add(resumption(*here.store.find(*opened)));
    QVERIFY(here.waitForEnd(1));
    QVERIFY(!here.ends.front().isTrained);
    QVERIFY(QString::fromStdString(here.ends.front().errors.front().message).contains("another Normscope"));
    const std::size_t before = there.steps(id, 1);
    QVERIFY(QTest::qWaitFor([&] { return there.steps(id, 1) > before; }, 60'000));
    there.session.stop();
    QVERIFY(there.waitForEnd(1));
    VERIFY_OK(here.store.open(at("shared").toStdString()));
    QVERIFY(!here.store.find(*opened)->isTrainedElsewhere);
}

void tst_Resuming::ofAPartTheWholeGoesOn()
{
    Bench bench;
    QVERIFY(bench.trainAndStop(spec(ExperimentKind::Twin), at("stopped"), 3) != 0);
    ExperimentStore store;
    const auto part = store.open(at("stopped/seed-1/no-bn").toStdString());
    VERIFY_OK(part);
    const ShownExperiment& shown = *store.find(*part);
    QVERIFY(shown.isPart);
    QVERIFY(!isOver(shown));
    QCOMPARE(wholeFolder(shown), std::filesystem::path(at("stopped").toStdString()));
    QCOMPARE(whyNotResumable(&shown, bench.queue), QString());
}

QTEST_GUILESS_MAIN(tst_Resuming)
#include "tst_Resuming.moc"
