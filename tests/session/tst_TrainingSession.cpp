#include <QDeadlineTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>
#include <algorithm>
#include <map>

#include <normscope/experiment/RunFolder.h>
#include <normscope/session/TrainingSession.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"

using namespace normscope;
using namespace normscope::test;

/// A session with all that it told.
struct Listener
{
    TrainingSession session;
    std::vector<std::size_t> states;  ///< indices in SessionState
    SessionEvents events;
    std::vector<SessionEnd> ends;
    int prepared = 0;

    Listener()
    {
        QObject::connect(&session, &TrainingSession::stateChanged, &session,
                         [this](const SessionState& state) { states.push_back(state.index()); });
        QObject::connect(&session, &TrainingSession::eventsArrived, &session, [this](const SessionEvents& arrived) {
            events.insert(events.end(), arrived.begin(), arrived.end());
        });
        QObject::connect(&session, &TrainingSession::prepared, &session, [this] { ++prepared; });
        QObject::connect(&session, &TrainingSession::ended, &session,
                         [this](const SessionEnd& end) { ends.push_back(end); });
    }

    [[nodiscard]] std::size_t steps() const
    {
        return static_cast<std::size_t>(std::count_if(events.begin(), events.end(), [](const SessionEvent& event) {
            return std::holds_alternative<Step>(event.event.what);
        }));
    }
    [[nodiscard]] bool waitForEnd()
    {
        return QTest::qWaitFor([this] { return !ends.empty(); }, 60'000);
    }
};

class tst_TrainingSession : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init() { beginTest(); }
    void trainsToTheEnd();
    void orderOfThreadsIsItsOwn();
    void refusalsComeAsAnEnd_data();
    void refusalsComeAsAnEnd();
    void secondStartIsRefused();
    void pauseHoldsTheSteps();
    void oneStepIsOneOfEachTwin();
    void startsPaused();
    void stopsInEveryState_data();
    void stopsInEveryState();
    void divergedTwinLeavesTheOtherTraining();
    void canBeDestroyedAtAnyMoment();

  private:
    [[nodiscard]] std::filesystem::path folder(const QString& name) const { return at(name).toStdString(); }
    /// Long enough to be met in the middle.
    [[nodiscard]] ExperimentSpec longSpec() const { return spec(ExperimentKind::Twin, {"epochs", "5000"}); }
};

void tst_TrainingSession::trainsToTheEnd()
{
    Listener listener;
    listener.session.start(spec(ExperimentKind::Twin), {}, folder("out"));
    QVERIFY(listener.session.isBusy());
    QVERIFY(listener.waitForEnd());
    QVERIFY(!listener.session.isBusy());
    QCOMPARE(listener.prepared, 1);
    // Preparing, training, idle.
    QCOMPARE(listener.states, (std::vector<std::size_t>{1, 2, 0}));
    const SessionEnd& end = listener.ends.front();
    QVERIFY(end.isTrained && !end.isCancelled && !end.isDiverged && end.errors.empty());
    QCOMPARE(end.folder, folder("out"));

    // What was told is what the folder holds.
    std::map<std::string, RunRecord> told;
    for (const SessionEvent& event : listener.events) {
        told[event.event.variant].add(event.event);
        if (const auto* finished = std::get_if<Finished>(&event.event.what)) {
            QVERIFY(finished->weights.empty());
            QVERIFY(!finished->predictions.labels.empty());
        }
    }
    const auto stored = readCase(folder("out"));
    VERIFY_OK(stored);
    QCOMPARE(stored->runs.size(), std::size_t(2));
    for (const RunRecord& run : stored->runs) {
        const RunRecord& live = told.at(run.variant);
        QCOMPARE(live.status, RunStatus::Done);
        QCOMPARE(live.iterations.size(), run.iterations.size());
        QVERIFY(!run.iterations.empty());
        for (std::size_t i = 0; i < run.iterations.size(); ++i) {
            QCOMPARE(live.iterations.column("loss")[i], run.iterations.column("loss")[i]);
        }
    }
}

/// For ThreadSanitizer, which does not see the locks inside Qt: without the wake-up of an event loop, which it does see
/// as an order, what comes from the training's thread must come through locks of our own.
void tst_TrainingSession::orderOfThreadsIsItsOwn()
{
    Listener listener;
    listener.session.start(spec(ExperimentKind::Twin), {}, folder("out"));
    QDeadlineTimer deadline(60'000);
    while (listener.ends.empty() && !deadline.hasExpired()) {
        QThread::msleep(20);
        QCoreApplication::sendPostedEvents();
    }
    QCOMPARE(listener.ends.size(), std::size_t(1));
    QVERIFY(listener.ends.front().isTrained);
    QCOMPARE(listener.prepared, 1);
}

void tst_TrainingSession::refusalsComeAsAnEnd_data()
{
    QTest::addColumn<QString>("dataset");
    QTest::addColumn<QString>("folder");
    QTest::newRow("no such dataset") << "nowhere"
                                     << "out";
    QTest::newRow("folder is taken") << ""
                                     << "taken";
}

void tst_TrainingSession::refusalsComeAsAnEnd()
{
    QFETCH(const QString, dataset);
    QFETCH(const QString, folder);
    run("taken", spec(ExperimentKind::Twin));
    ExperimentSpec refused = spec(ExperimentKind::Twin);
    if (!dataset.isEmpty()) {
        refused.dataset = at(dataset).toStdString();
    }
    Listener listener;
    listener.session.start(refused, {}, this->folder(folder));
    QVERIFY(listener.waitForEnd());
    QVERIFY(!listener.ends.front().isTrained);
    QCOMPARE(listener.ends.front().errors.size(), std::size_t(1));
    QVERIFY(!listener.ends.front().errors.front().message.empty());
    QVERIFY(listener.events.empty());
}

void tst_TrainingSession::secondStartIsRefused()
{
    Listener listener;
    listener.session.start(spec(ExperimentKind::Twin), {}, folder("first"));
    listener.session.start(spec(ExperimentKind::Twin), {}, folder("second"));
    QVERIFY(listener.waitForEnd());
    QCOMPARE(listener.ends.front().folder, folder("first"));
    QVERIFY(!std::filesystem::exists(folder("second")));
}

void tst_TrainingSession::pauseHoldsTheSteps()
{
    Listener listener;
    listener.session.start(longSpec(), {}, folder("out"));
    QVERIFY(QTest::qWaitFor([&] { return listener.steps() > 20; }));
    listener.session.pause();
    QVERIFY(std::holds_alternative<SessionPaused>(listener.session.state()));
    QTest::qWait(200);
    const std::size_t held = listener.steps();
    QTest::qWait(200);
    QCOMPARE(listener.steps(), held);
    listener.session.resume();
    QVERIFY(QTest::qWaitFor([&] { return listener.steps() > held; }));
    listener.session.stop();
    QVERIFY(listener.waitForEnd());
    QVERIFY(listener.ends.front().isCancelled);
}

void tst_TrainingSession::oneStepIsOneOfEachTwin()
{
    Listener listener;
    listener.session.start(longSpec(), {}, folder("out"), /*startPaused=*/true);
    QVERIFY(QTest::qWaitFor([&] { return std::holds_alternative<SessionPaused>(listener.session.state()); }));
    for (std::size_t expected = 2; expected <= 6; expected += 2) {
        listener.session.step();
        QVERIFY(QTest::qWaitFor([&] { return listener.steps() == expected; }));
        QTest::qWait(100);
        QCOMPARE(listener.steps(), expected);
        QVERIFY(std::holds_alternative<SessionPaused>(listener.session.state()));
    }
}

void tst_TrainingSession::startsPaused()
{
    Listener listener;
    listener.session.start(spec(ExperimentKind::Twin), {}, folder("out"), /*startPaused=*/true);
    QVERIFY(QTest::qWaitFor([&] { return listener.prepared == 1; }));
    QTest::qWait(200);
    QCOMPARE(listener.steps(), std::size_t(0));
    listener.session.resume();
    QVERIFY(listener.waitForEnd());
    QVERIFY(listener.ends.front().isTrained && !listener.ends.front().isCancelled);
}

void tst_TrainingSession::stopsInEveryState_data()
{
    QTest::addColumn<QString>("state");
    for (const char* state : {"preparing", "training", "paused", "stopping"}) {
        QTest::newRow(state) << state;
    }
}

void tst_TrainingSession::stopsInEveryState()
{
    QFETCH(const QString, state);
    Listener listener;
    listener.session.start(longSpec(), {}, folder("out"));
    if (state != "preparing") {
        QVERIFY(QTest::qWaitFor([&] { return listener.steps() > 0; }));
    }
    if (state == "paused") {
        listener.session.pause();
    }
    listener.session.stop();
    if (state == "stopping") {
        listener.session.stop();
    }
    QVERIFY(listener.waitForEnd());
    QVERIFY(listener.ends.front().isCancelled);
    QVERIFY(!listener.session.isBusy());
    // And is ready for the next.
    listener.ends.clear();
    listener.session.start(spec(ExperimentKind::Train), {}, folder("next"));
    QVERIFY(listener.waitForEnd());
    QVERIFY(listener.ends.front().isTrained && !listener.ends.front().isCancelled);
}

void tst_TrainingSession::divergedTwinLeavesTheOtherTraining()
{
    Listener listener;
    listener.session.start(spec(ExperimentKind::Twin, {"lr", "1e8", "momentum", "0", "weight_decay", "0"}), {},
                           folder("out"));
    QVERIFY(listener.waitForEnd());
    QVERIFY(listener.ends.front().isDiverged);
    bool isFinished = false;
    for (const SessionEvent& event : listener.events) {
        isFinished |= event.event.variant == kBn && std::holds_alternative<Finished>(event.event.what);
    }
    QVERIFY(isFinished);
}

void tst_TrainingSession::canBeDestroyedAtAnyMoment()
{
    // Known beforehand, so that a failure can be tried again.
    QRandomGenerator random(20'261'128);
    for (int i = 0; i < 50; ++i) {
        auto listener = std::make_unique<Listener>();
        listener->session.start(longSpec(), {}, folder(QString::number(i)), i % 3 == 0);
        QTest::qWait(static_cast<int>(random.bounded(40)));
        if (i % 4 == 0) {
            listener->session.pause();
        }
        listener.reset();
        // Nothing half written: the folder is not there yet, or can be read.
        if (QFile::exists(QString::fromStdString((folder(QString::number(i)) / "experiment.json").string()))) {
            VERIFY_OK(readExperiment(folder(QString::number(i))));
        }
    }
}

QTEST_GUILESS_MAIN(tst_TrainingSession)
#include "tst_TrainingSession.moc"
