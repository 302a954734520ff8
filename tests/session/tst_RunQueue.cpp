#include <QTest>
#include <map>
#include <memory>
#include <vector>

#include <normscope/base/FolderLock.h>
#include <normscope/experiment/RunFolder.h>
#include <normscope/experiment/Study.h>
#include <normscope/session/RunQueue.h>

#include "../support/Expect.h"
#include "../support/ExperimentTest.h"

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
    void keepsAStudyToItself();
    void studyOfAnotherProcessIsLeftAlone();

  private:
    [[nodiscard]] std::filesystem::path folder(const QString& name) const { return at(name).toStdString(); }
    ExperimentId add(const QString& name, const ExperimentSpec& what);
    /// A study of two members in the folder "study", which sets m_members.
    void makeStudyFolder();
    [[nodiscard]] bool waitForEnds(std::size_t count) const
    {
        return QTest::qWaitFor([this, count] { return m_ended.size() == count; }, 60'000);
    }

    std::unique_ptr<TrainingSession> m_session;
    std::unique_ptr<RunQueue> m_queue;
    std::vector<ExperimentId> m_started;
    std::vector<ExperimentId> m_ended;
    std::map<ExperimentId, SessionEnd> m_ends;
    std::vector<StudyMember> m_members;
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

void tst_RunQueue::makeStudyFolder()
{
    const auto study = makeStudy(spec(ExperimentKind::Twin, {"epochs", "1"}), {{"lr", {"0.01", "0.1"}}});
    VERIFY_OK(study);
    VERIFY_OK(createStudy(folder("study"), false, *study));
    m_members = study->members;
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
    VERIFY_OK(readExperiment(folder("first")));
    VERIFY_OK(readExperiment(folder("third")));
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

/// From its first member to its last, so that no other program begins those that are still to come.
void tst_RunQueue::keepsAStudyToItself()
{
    makeStudyFolder();
    QCOMPARE(m_members.size(), std::size_t(2));
    std::vector<bool> isHeld;
    connect(m_queue.get(), &RunQueue::experimentEnded, this, [&] {
        const auto lock = FolderLock::take(folder("study"));
        isHeld.push_back(!lock && lock.error().code == ErrorCode::Usage);
    });
    for (const StudyMember& member : m_members) {
        add(QStringLiteral("study/%1").arg(QString::fromStdString(member.name)), member.spec);
    }
    QVERIFY(waitForEnds(2));
    for (const auto& [id, end] : m_ends) {
        QVERIFY(end.isTrained && end.errors.empty());
    }
    QCOMPARE(isHeld, std::vector<bool>({true, true}));
    VERIFY_OK(FolderLock::take(folder("study")));
}

void tst_RunQueue::studyOfAnotherProcessIsLeftAlone()
{
    makeStudyFolder();
    QCOMPARE(m_members.size(), std::size_t(2));
    const auto lock = FolderLock::take(folder("study"));
    VERIFY_OK(lock);
    const auto member = add("study/lr-0.1", m_members.back().spec);
    const auto other = add("other", spec(ExperimentKind::Twin));
    QVERIFY(waitForEnds(2));
    QVERIFY(!m_ends.at(member).isTrained);
    QCOMPARE(m_ends.at(member).errors.size(), std::size_t(1));
    QVERIFY(m_ends.at(member).errors.front().message.find("another Normscope is training into it") !=
            std::string::npos);
    QVERIFY(!std::filesystem::exists(folder("study/lr-0.1")));
    QVERIFY(m_ends.at(other).isTrained);
}

QTEST_GUILESS_MAIN(tst_RunQueue)
#include "tst_RunQueue.moc"
