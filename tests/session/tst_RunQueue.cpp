#include <QFile>
#include <QJsonObject>
#include <QTest>
#include <algorithm>
#include <map>
#include <memory>
#include <vector>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/session/RunQueue.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"
#include "../support/RunFiles.h"

using namespace normscope;
using namespace normscope::test;

class tst_RunQueue : public ExperimentTest
{
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { beginTests(); }
    void init();
    void cleanup();
    void trainsOneAfterTheOther();
    void waitingExperimentsCanBeRemoved();
    void trainsCases();
    void casesShareTheLanes_data();
    void casesShareTheLanes();
    void tellsOfCasesThatCannotBeTrained();
    void tellsWhatWentWrongWithItsCase();
    void runsOfAnotherProcessAreLeftToIt();

  private:
    [[nodiscard]] std::filesystem::path folder(const QString& name) const { return at(name).toStdString(); }
    ExperimentId add(const QString& name, const ExperimentSpec& what);
    /// An experiment of two cases in the folder "two", which sets m_cases.
    void makeTwoCases();
    ExperimentId add(const ExperimentCase& one);
    [[nodiscard]] bool waitForEnds(std::size_t count) const
    {
        return QTest::qWaitFor([this, count] { return m_ended.size() == count; }, 60'000);
    }

    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<RunQueue> m_queue;
    std::vector<ExperimentId> m_started;
    std::vector<ExperimentId> m_ended;
    std::map<ExperimentId, SessionEnd> m_ends;
    std::vector<ExperimentCase> m_cases;
};

void tst_RunQueue::init()
{
    beginTest();
    m_started.clear();
    m_ended.clear();
    m_ends.clear();
    m_session = std::make_unique<TrainingSession>();
    m_queue = std::make_unique<RunQueue>(*m_session);
    connect(m_queue.get(), &RunQueue::experimentStarted, this,
            [this](const QueuedExperiment& one) { m_started.push_back(one.id); });
    connect(m_queue.get(), &RunQueue::experimentEnded, this, [this](ExperimentId id, const SessionEnd& end) {
        m_ended.push_back(id);
        m_ends[id] = end;
    });
}

void tst_RunQueue::cleanup()
{
    m_queue.reset();
    m_session.reset();
}

ExperimentId tst_RunQueue::add(const QString& name, const ExperimentSpec& what)
{
    QueuedExperiment one;
    one.spec = what;
    one.folder = folder(name);
    return m_queue->add(std::move(one));
}

void tst_RunQueue::makeTwoCases()
{
    const auto two = experimentOf({spec(ExperimentKind::Twin, {"epochs", "1"}), {}}, {{"lr", {"0.01", "0.1"}}});
    VERIFY_OK(two);
    create("two", *two);
    m_cases = two->cases;
}

ExperimentId tst_RunQueue::add(const ExperimentCase& one)
{
    QueuedExperiment order;
    order.spec = one.spec;
    order.folder = folder("two") / one.name;
    order.goesOn = true;
    return m_queue->add(std::move(order));
}

void tst_RunQueue::trainsOneAfterTheOther()
{
    const auto first = add("first", spec(ExperimentKind::Twin));
    QCOMPARE(m_queue->runningId(), first);
    // One that cannot be trained makes room for the next.
    ExperimentSpec nowhere = spec(ExperimentKind::Twin);
    nowhere.dataset = at("nowhere").toStdString();
    const auto second = add("second", nowhere);
    const auto third = add("third", spec(ExperimentKind::Twin));
    QCOMPARE(m_queue->waiting().size(), std::size_t(2));
    QVERIFY(waitForEnds(3));
    const std::vector<ExperimentId> order{first, second, third};
    QCOMPARE(m_started, order);
    QCOMPARE(m_ended, order);
    QCOMPARE(m_queue->runningId(), 0);
    VERIFY_OK(readCase(folder("first")));
    VERIFY_OK(readCase(folder("third")));
}

void tst_RunQueue::waitingExperimentsCanBeRemoved()
{
    // Long enough to be met in the middle.
    const ExperimentSpec longOne = spec(ExperimentKind::Twin, {"epochs", "5000"});
    add("running", longOne);
    const auto waiting = add("waiting", longOne);
    m_queue->remove(waiting);
    QVERIFY(m_queue->waiting().empty());
    m_session->stop();
    QVERIFY(waitForEnds(1));
    QVERIFY(!std::filesystem::exists(folder("waiting")));
}

/// The comparison has the cases that have ended.
void tst_RunQueue::trainsCases()
{
    makeTwoCases();
    QCOMPARE(m_cases.size(), std::size_t(2));
    QList<QByteArrayList> compared;
    connect(m_queue.get(), &RunQueue::experimentEnded, this, [&] {
        QByteArrayList names = csvIn(at("two/comparison.csv")).column("experiment");
        names.erase(std::unique(names.begin(), names.end()), names.end());
        compared << names;
    });
    for (const ExperimentCase& one : m_cases) {
        add(one);
    }
    QVERIFY(waitForEnds(2));
    for (const auto& [id, end] : m_ends) {
        QVERIFY(end.isTrained && end.errors.empty());
    }
    QCOMPARE(compared, (QList<QByteArrayList>{{"lr-0.01"}, {"lr-0.01", "lr-0.1"}}));
    QVERIFY(heldRuns(folder("two")).empty());
    // What the data are was not known when the folder was made.
    QVERIFY(!jsonIn(at("two/experiment.json"))["dataset_sha256"].toString().isEmpty());
    QVERIFY(!QFile::exists(at("two/lr-0.1/experiment.json")));
}

void tst_RunQueue::casesShareTheLanes_data()
{
    QTest::addColumn<int>("jobs");
    QTest::newRow("one at a time") << 1;
    QTest::newRow("all at one time") << 4;
}

/// Of a plan each case is told of by its own id, from when it is its turn until it is over.
void tst_RunQueue::casesShareTheLanes()
{
    QFETCH(const int, jobs);
    makeTwoCases();
    std::map<ExperimentId, QStringList> told;
    connect(m_queue.get(), &RunQueue::eventsArrived, this, [&](ExperimentId id, const SessionEvents& events) {
        QVERIFY(std::find(m_started.begin(), m_started.end(), id) != m_started.end());
        QVERIFY(!m_ends.contains(id));
        for (const SessionEvent& event : events) {
            if (std::holds_alternative<Finished>(event.event.what)) {
                told[id] << QString::fromStdString(event.caseName + "/" + event.event.variant);
            }
        }
    });
    std::vector<std::filesystem::path> folders;
    connect(m_queue.get(), &RunQueue::experimentStarted, this,
            [&](const QueuedExperiment& one) { folders.push_back(one.folder); });
    QueuedExperiment order;
    order.spec.jobs = jobs;
    order.folder = folder("two");
    order.goesOn = true;
    for (const ExperimentCase& one : m_cases) {
        order.cases.push_back({0, one.name, one.spec});
    }
    const ExperimentId id = m_queue->add(order);
    QCOMPARE(m_queue->runningId(), id);
    QCOMPARE(m_started.size(), std::size_t(1));
    // The second case waits for its turn in the same order.
    QVERIFY(!m_queue->isWaiting(folder("two/lr-0.01")));
    QVERIFY(m_queue->isWaiting(folder("two/lr-0.1")));
    const auto other = add("other", spec(ExperimentKind::Twin));
    QVERIFY(waitForEnds(3));
    QCOMPARE(m_started.size(), std::size_t(3));
    QCOMPARE(m_ended.back(), other);
    QCOMPARE(folders.front(), folder("two/lr-0.01"));
    QCOMPARE(folders.at(1), folder("two/lr-0.1"));
    for (std::size_t i = 0; i < 2; ++i) {
        const ExperimentId its = m_started.at(i);
        QVERIFY(m_ends.at(its).isTrained && m_ends.at(its).errors.empty());
        QCOMPARE(m_ends.at(its).folder, folders.at(i));
        told[its].sort();
        const QString name = QString::fromStdString(m_cases.at(i).name);
        QCOMPARE(told.at(its), QStringList({name + "/bn", name + "/no-bn"}));
    }
    QByteArrayList compared = csvIn(at("two/comparison.csv")).column("experiment");
    compared.erase(std::unique(compared.begin(), compared.end()), compared.end());
    QCOMPARE(compared, QByteArrayList({"lr-0.01", "lr-0.1"}));
    QVERIFY(m_queue->startedIds().empty());
}

void tst_RunQueue::tellsOfCasesThatCannotBeTrained()
{
    auto two = experimentOf({spec(ExperimentKind::Twin, {"epochs", "1"}), {}}, {{"lr", {"0.01", "0.1"}}});
    VERIFY_OK(two);
    two->cases.back().spec.dataset = at("nowhere").toStdString();
    two->varies.clear();
    create("two", *two);
    QueuedExperiment order;
    order.folder = folder("two");
    order.goesOn = true;
    for (const ExperimentCase& one : two->cases) {
        order.cases.push_back({0, one.name, one.spec});
    }
    m_queue->add(order);
    QVERIFY(waitForEnds(1));
    // The other is trained, and what is wrong is told with its end.
    const SessionEnd& end = m_ends.at(m_started.front());
    QVERIFY(end.isTrained);
    QCOMPARE(end.errors.size(), std::size_t(1));
    QVERIFY(end.errors.front().message.english().find("nowhere") != std::string::npos);
    QCOMPARE(m_queue->runningId(), 0);
}

/// Of the first of two cases a file cannot be written: told with its end, not with the other's.
void tst_RunQueue::tellsWhatWentWrongWithItsCase()
{
    makeTwoCases();
    QVERIFY(QDir().mkpath(at("two/lr-0.01/seed-1/bn/model.safetensors/in the way")));
    QueuedExperiment order;
    order.folder = folder("two");
    order.goesOn = true;
    for (const ExperimentCase& one : m_cases) {
        order.cases.push_back({0, one.name, one.spec});
    }
    m_queue->add(order);
    QVERIFY(waitForEnds(2));
    QCOMPARE(m_ended, m_started);
    const auto& errors = m_ends.at(m_started.front()).errors;
    QCOMPARE(errors.size(), std::size_t(1));
    QVERIFY2(errors.front().message.english().find("model.safetensors") != std::string::npos,
             errors.front().message.english().c_str());
    QVERIFY(m_ends.at(m_started.back()).errors.empty());
}

void tst_RunQueue::runsOfAnotherProcessAreLeftToIt()
{
    makeTwoCases();
    QCOMPARE(m_cases.size(), std::size_t(2));
    std::vector<Result<FolderLock>> locks;
    for (const char* variant : {"bn", "no-bn"}) {
        const auto leaf = folder("two/lr-0.1/seed-1") / variant;
        std::filesystem::create_directories(leaf);
        locks.push_back(FolderLock::take(leaf));
        VERIFY_OK(locks.back());
    }
    const auto held = add(m_cases.back());
    const auto other = add("other", spec(ExperimentKind::Twin));
    QVERIFY(waitForEnds(2));
    QVERIFY(!m_ends.at(held).isTrained);
    QCOMPARE(m_ends.at(held).errors.size(), std::size_t(1));
    QVERIFY(m_ends.at(held).errors.front().message.english().find(
                "another Normscope is training lr-0.1/seed-1/bn, lr-0.1/seed-1/no-bn;") != std::string::npos);
    QVERIFY(!std::filesystem::exists(folder("two/lr-0.1/seed-1/bn/run.json")));
    QVERIFY(m_ends.at(other).isTrained);
}

QTEST_GUILESS_MAIN(tst_RunQueue)
#include "tst_RunQueue.moc"
