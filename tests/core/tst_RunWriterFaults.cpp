#include <QDir>
#include <QFileInfo>
#include <memory>
#include <string>
#include <vector>

#include <normscope/base/Logging.h>
#include <normscope/experiment/RunWriter.h>

#include "../support/Expect.h"
#include "../support/FileSizeLimit.h"
#include "../support/MadeUpRuns.h"
#include "../support/RunFiles.h"
#include "../support/WrittenRun.h"

using namespace normscope;
using normscope::test::contentOf;
using normscope::test::csvIn;
using normscope::test::FileSizeLimit;
using normscope::test::finishedRun;
using normscope::test::jsonIn;
using normscope::test::putFile;
using normscope::test::WrittenRun;

namespace
{

/// A disk on which files of the tables' size still fit, and others do not.
constexpr rlim_t kAlmostFull = 1000;

HostTensor largeTensor()
{
    const std::vector<float> values(500, 1.5F);
    return HostTensor::of<float>("linear1.weight", HostTensor::Type::Float32, {500}, values);
}

Checkpoint checkpointAt(std::int64_t iteration)
{
    Checkpoint checkpoint{iteration, 0.5F, {}};
    checkpoint.learner.tensors = {largeTensor()};
    return checkpoint;
}

}  // namespace

/// Disks that are full, folders that go away: what a run's writer makes of them.
class tst_RunWriterFaults : public QObject
{
    Q_OBJECT

  private Q_SLOTS:
    void init()
    {
        m_run = std::make_unique<WrittenRun>();
        QVERIFY(m_run->isValid());
    }

    /// What could not be written is kept in the record and written when there is room again, at the latest at the end.
    void diskThatFillsUp()
    {
        RunWriter writer = begun();
        fillUp(writer);
        m_run->addAll(writer, finishedRun(kBn));
        verifyWhole(writer);
    }

    /// Still full at the end: an error, and no file that claims to be whole.
    void diskThatStaysFull()
    {
        RunWriter writer = begun();
        fillUp(writer);
        const FileSizeLimit limit(kAlmostFull);
        QVERIFY(limit.isSet());
        m_run->addAll(writer, finishedRun(kBn));
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "iterations.csv: cannot be written: File too large");
        QVERIFY(!QFileInfo::exists(m_run->at("model.safetensors")));
        QCOMPARE(jsonIn(m_run->at("summary.json"))["status"].toString(), "running");
        QCOMPARE(temporaries(), QStringList{});
    }

    /// A run whose weights could not be written is not over: its summary would keep it from being resumed.
    void noRoomForTheWeights()
    {
        RunWriter writer = begun();
        auto events = finishedRun(kBn);
        const TrainingEvent last{kBn, Finished{{largeTensor()}, std::get<Finished>(events.back().what).predictions}};
        events.pop_back();
        m_run->addAll(writer, events);
        m_run->add(writer, {kBn, checkpointAt(6)});
        VERIFY_OK(writer.status());
        const FileSizeLimit limit(kAlmostFull);
        QVERIFY(limit.isSet());
        m_run->add(writer, last);
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "model.safetensors: cannot be written: File too large");
        QCOMPARE(jsonIn(m_run->at("summary.json"))["status"].toString(), "running");
        QVERIFY(QFileInfo::exists(m_run->at("checkpoint.safetensors")));
        QCOMPARE(temporaries(), QStringList{});
    }

    /// A checkpoint that cannot be written leaves the one before.
    void checkpointOnAFullDisk()
    {
        RunWriter writer = begun();
        m_run->add(writer, {kBn, checkpointAt(1)});
        const QByteArray before = contentOf(m_run->at("checkpoint.safetensors"));
        QVERIFY(!before.isEmpty());
        {
            const FileSizeLimit limit(kAlmostFull);
            QVERIFY(limit.isSet());
            m_run->add(writer, {kBn, checkpointAt(2)});
        }
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "cannot be written");
        QCOMPARE(contentOf(m_run->at("checkpoint.safetensors")), before);
    }

    /// Small files still fit on a disk that has no room for a checkpoint: no reason to warn and to take it back in
    /// turns.
    void warnsOnceOfAFullDisk()
    {
        std::vector<std::string> warnings;
        const LogListener listener([&](const LogLine& line) { warnings.push_back(line.text); });
        constexpr int kUntilTriedAgain = 2'100;  // milliseconds
        RunWriter writer = begun();
        {
            const FileSizeLimit limit(kAlmostFull);
            QVERIFY(limit.isSet());
            for (int i = 1; i <= 2; ++i) {
                m_run->add(writer, {kBn, checkpointAt(i)});
                QTest::qWait(kUntilTriedAgain);
                m_run->add(writer, {kBn, Step{i, 1, 0.5F, 0.5, 0.1, 1.0}});
                VERIFY_OK(writer.status());
            }
        }
        QCOMPARE(warnings.size(), std::size_t(1));
        QVERIFY(warnings.front().ends_with("the training goes on, and it is tried again"));
        m_run->add(writer, {kBn, checkpointAt(3)});
        QCOMPARE(warnings.size(), std::size_t(2));
        QVERIFY(warnings.back().ends_with("can be written again; nothing is lost"));
    }

    /// Who stops a run is to find the checkpoint of that moment, also if there was no room at first.
    void stopAtTheMomentOfAFullDisk()
    {
        RunWriter writer = begun();
        m_run->add(writer, {kBn, Step{1, 1, 0.5F, 0.5, 0.1, 1.0}});
        {
            const FileSizeLimit limit(kAlmostFull);
            QVERIFY(limit.isSet());
            m_run->add(writer, {kBn, checkpointAt(1)});
        }
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "cannot be written");
        m_run->add(writer, {kBn, Cancelled{}});
        VERIFY_OK(writer.status());
        const auto stored = readCheckpoint(m_run->leaf(), {kSchedule, WrittenRun::kSettings});
        VERIFY_OK(stored);
        QVERIFY(stored->has_value());
        QCOMPARE((*stored)->checkpoint.iteration, std::int64_t{1});
        QCOMPARE((*stored)->csv.tables[0], QFileInfo(m_run->at("iterations.csv")).size());
        QCOMPARE(jsonIn(m_run->at("summary.json"))["status"].toString(), "cancelled");
    }

    /// One from before the last step would not fit the tables any more.
    void checkpointThatCameTooEarly()
    {
        RunWriter writer = begun();
        {
            const FileSizeLimit limit(kAlmostFull);
            QVERIFY(limit.isSet());
            m_run->add(writer, {kBn, checkpointAt(0)});
        }
        m_run->add(writer, {kBn, Step{1, 1, 0.5F, 0.5, 0.1, 1.0}});
        m_run->add(writer, {kBn, Cancelled{}});
        VERIFY_OK(writer.status());
        QVERIFY(!QFileInfo::exists(m_run->at("checkpoint.safetensors")));
    }

    /// Files that cannot be made when the run begins are made when they can be.
    void begunLater()
    {
        QVERIFY(putFile(m_run->inFolder("seed-1"), ""));
        const auto refused = m_run->create();
        VERIFY_ERROR(refused, ErrorCode::Io, "seed-1/bn: cannot be made: ");
        RunWriter writer = m_run->createLater(refused.error());
        const auto events = finishedRun(kBn);
        m_run->addAll(writer, {events.begin(), events.end() - 1});
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "seed-1/bn: cannot be made: ");
        QVERIFY(QFile::remove(m_run->inFolder("seed-1")));
        m_run->add(writer, events.back());
        verifyWhole(writer);
    }

    /// The run's folder is removed under it: it is made again, with everything.
    void leafThatIsRemoved()
    {
        RunWriter writer = begun();
        const auto events = finishedRun(kBn);
        m_run->addAll(writer, {events.begin(), events.end() - 1});
        QVERIFY(QDir(m_run->inFolder("seed-1")).removeRecursively());
        m_run->add(writer, events.back());
        verifyWhole(writer);
    }

    /// A table alone: nothing that is written to it would be seen again.
    void tableThatIsRemoved()
    {
        RunWriter writer = begun();
        const auto events = finishedRun(kBn);
        m_run->addAll(writer, {events.begin(), events.end() - 1});
        QVERIFY(QFile::remove(m_run->at("iterations.csv")));
        m_run->add(writer, events.back());
        verifyWhole(writer);
    }

    /// The whole experiment is removed: it is not made again without its experiment.json.
    void experimentThatIsRemoved()
    {
        RunWriter writer = begun();
        const auto events = finishedRun(kBn);
        m_run->addAll(writer, {events.begin(), events.end() - 1});
        QVERIFY(QDir(m_run->folder()).removeRecursively());
        m_run->add(writer, events.back());
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "cannot be ");
        QVERIFY(!QFileInfo::exists(m_run->folder()));
    }

  private:
    static constexpr std::int64_t kSchedule = 6;  // of finishedRun()

    [[nodiscard]] QStringList temporaries() const { return m_run->files({"*.tmp", "*.new.*"}); }

    /// A writer that has been told of the start.
    RunWriter begun()
    {
        auto writer = m_run->create();
        Q_ASSERT(writer);
        m_run->add(*writer, finishedRun(kBn).front());
        return std::move(*writer);
    }

    /// Steps until the disk is full, which it is no longer afterwards.
    void fillUp(RunWriter& writer)
    {
        const FileSizeLimit limit(kAlmostFull);
        QVERIFY(limit.isSet());
        for (int i = 1; i <= 1000 && writer.status(); ++i) {
            m_run->add(writer, {kBn, Step{i, 1, 0.5F, 0.5, 0.1, 1.0}});
        }
        VERIFY_ERROR(writer.status(), ErrorCode::Io, "iterations.csv: cannot be written: File too large");
    }

    /// Everything that was told is in the folder, and nothing else.
    void verifyWhole(const RunWriter& writer)
    {
        VERIFY_OK(writer.status());
        QCOMPARE(m_run->files(),
                 QStringList({"environment.json", "epochs.csv", "evaluations.csv", "iterations.csv",
                              "model.safetensors", "predictions.safetensors", "run.json", "summary.json"}));
        QCOMPARE(csvIn(m_run->at("iterations.csv")).rows.size(),
                 static_cast<qsizetype>(m_run->record().iterations.size()));
        QCOMPARE(csvIn(m_run->at("iterations.csv")).rows.last().first(),
                 QByteArray::number(static_cast<qlonglong>(m_run->record().iterations.lastIteration())));
        QCOMPARE(csvIn(m_run->at("evaluations.csv")).rows.size(),
                 static_cast<qsizetype>(m_run->record().evaluations.size()));
        QCOMPARE(csvIn(m_run->at("epochs.csv")).rows.size(), static_cast<qsizetype>(m_run->record().epochs.size()));
        QCOMPARE(jsonIn(m_run->at("summary.json"))["status"].toString(), "done");
    }

    std::unique_ptr<WrittenRun> m_run;
};

QTEST_GUILESS_MAIN(tst_RunWriterFaults)
#include "tst_RunWriterFaults.moc"
